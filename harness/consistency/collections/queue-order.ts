/**
 * First in, first out. There is no order exactly when some value was inserted before another, yet the other was removed
 * before it (Bouajjani, Emmi, Enea and Hamza, On Reducing Linearizability to State Reachability, 2015, section 4). If there
 * is one, values are taken one by one whose insertion and removal both can come before those that are left; and
 * insertions and removals, each in that order, are merged.
 */
import type { Finding } from '../finding.ts';
import type { History } from '../history.ts';
import { type Held, none } from './collection.ts';

/** An order of all insertions and all removals that are known, or the values that stand against one. */
export function queueOrder(history: History, values: readonly Held[]): Finding {
  return overtaking(values) ?? { type: 'order', order: merge(history, inTurn(values)) };
}

/** Two values of which the first was inserted before the second, and removed after it. */
function overtaking(values: readonly Held[]): Finding | undefined {
  const byInvoke = values.toSorted((a, b) => a.insertInvoke - b.insertInvoke);
  const byReturn = values.toSorted((a, b) => a.insertReturn - b.insertReturn);
  let latest: Held | undefined;
  let inserted = 0;
  for (const second of byInvoke) {
    for (; inserted < byReturn.length; inserted++) {
      const first = byReturn[inserted]!;
      if (first.insertReturn >= second.insertInvoke) break;
      if (latest === undefined || first.removeInvoke > latest.removeInvoke) latest = first;
    }
    if (latest === undefined || second.removeReturn >= latest.removeInvoke) continue;
    const { insert, remove } = latest;
    return none([insert, second.insert, ...(remove === undefined ? [] : [remove]), second.remove!]);
  }
  return undefined;
}

function inTurn(values: readonly Held[]): Held[] {
  const count = values.length;
  const isDone = new Uint8Array(count);
  const readiness = new Uint8Array(count);
  const ready: number[] = [];
  const sides = [
    new Side(values, 'insertInvoke', 'insertReturn'),
    new Side(values, 'removeInvoke', 'removeReturn'),
  ];
  const order: Held[] = [];
  while (order.length < count) {
    for (const side of sides)
      side.advance(isDone, (place) => {
        if (++readiness[place]! === 2) ready.push(place);
      });
    const place = ready.pop();
    if (place === undefined) throw new Error('unreachable: no value overtakes another');
    isDone[place] = 1;
    order.push(values[place]!);
  }
  return order;
}

/** The insertions, or the removals: which of them can come before all that are left. Once one can, it always can. */
class Side {
  readonly #values: readonly Held[];
  readonly #invoke: 'insertInvoke' | 'removeInvoke';
  readonly #return: 'insertReturn' | 'removeReturn';
  readonly #byInvoke: Int32Array;
  readonly #byReturn: Int32Array;
  #invoked = 0;
  #returned = 0;

  constructor(
    values: readonly Held[],
    invoke: 'insertInvoke' | 'removeInvoke',
    returned: 'insertReturn' | 'removeReturn',
  ) {
    this.#values = values;
    this.#invoke = invoke;
    this.#return = returned;
    const places = Int32Array.from(values, (_, place) => place);
    const by = (name: typeof invoke | typeof returned) => (a: number, b: number) =>
      compare(values[a]![name], values[b]![name]);
    this.#byInvoke = places.slice().sort(by(invoke));
    this.#byReturn = places.sort(by(returned));
  }

  advance(isDone: Uint8Array, found: (place: number) => void): void {
    while (isDone[this.#byReturn[this.#returned]!] === 1) this.#returned++;
    const first = this.#values[this.#byReturn[this.#returned]!];
    if (first === undefined) return;
    for (; this.#invoked < this.#byInvoke.length; this.#invoked++) {
      const place = this.#byInvoke[this.#invoked]!;
      if (this.#values[place]![this.#invoke] > first[this.#return]) break;
      found(place);
    }
  }
}

// Infinity minus itself is no number.
const compare = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0);

/** Insertions as early as time allows: nothing is ever gained by inserting later. */
function merge(history: History, values: readonly Held[]): number[] {
  const inserts = values.map(({ insert }) => insert);
  const removes = values.flatMap(({ remove }) => (remove === undefined ? [] : [remove]));
  const [insertsEnd, removesEnd] = [firstReturns(history, inserts), firstReturns(history, removes)];
  const order: number[] = [];
  let [inserted, removed] = [0, 0];
  while (order.length < inserts.length + removes.length) {
    const insert = inserts[inserted];
    const remove = removes[removed];
    if (insert !== undefined && history[insert]!.invoke <= removesEnd[removed]!) {
      order.push(insert);
      inserted++;
    } else if (remove !== undefined && history[remove]!.invoke <= insertsEnd[inserted]!) {
      if (removed >= inserted) throw new Error('unreachable: a removal before its insertion');
      order.push(remove);
      removed++;
    } else throw new Error('unreachable: neither side of a queue can go on');
  }
  return order;
}

/** For each place, the earliest return of the operations from there on. */
function firstReturns(history: History, operations: readonly number[]): Float64Array {
  const first = new Float64Array(operations.length + 1);
  first[operations.length] = Number.POSITIVE_INFINITY;
  for (let at = operations.length - 1; at >= 0; at--)
    first[at] = Math.min(first[at + 1]!, history[operations[at]!]!.return);
  return first;
}
