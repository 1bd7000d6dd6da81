/**
 * Last in, first out: an order is a nesting of brackets. Cores (cover.ts) that overlap form a component; between two
 * components the stack is empty, so each is a matter of its own. Within one it is never empty, so one value is under all
 * others: pushed before them and popped after them. Any value that can be so may be so, and without it the component falls
 * into smaller ones; where none can, there is no order. Values without a core are pushed and popped in one moment.
 */
import type { Finding } from '../finding.ts';
import type { History } from '../history.ts';
import { type Held, none, operationsOf } from './collection.ts';
import { coveringChain, lowerBound } from './cover.ts';
import { CoverCount } from './cover-count.ts';
import { RangeBest } from './range-best.ts';

/** Values with places in `[start, end)` whose cores cover the points between `left` and `right`, which none covers. */
interface Component {
  readonly start: number;
  readonly end: number;
  readonly left: number;
  readonly right: number;
}

/** The components of the whole, each with its order and the point where it begins; or why there is no order. */
export interface Nested {
  readonly components: readonly { readonly from: number; readonly order: readonly number[] }[];
}

export function nest(values: readonly Held[]): Nested | Finding {
  const cored = values.filter(({ insertReturn, removeInvoke }) => insertReturn < removeInvoke);
  const nesting = new Nesting(cored.sort((a, b) => a.insertReturn - b.insertReturn));
  const components: { from: number; order: number[] }[] = [];
  for (const component of nesting.whole()) {
    const order = nesting.orderOf(component);
    if (!Array.isArray(order)) return order;
    components.push({ from: nesting.from(component), order });
  }
  return { components };
}

class Nesting {
  readonly #values: readonly Held[];
  readonly #points: Float64Array;
  readonly #cover: CoverCount;
  /** Each value's core begins at this point and ends at that. */
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  /** By when they are pushed, the values of which it is not known yet that they can be pushed first. */
  readonly #waiting: RangeBest;
  /** By when they are popped, the latest first, those that can. */
  readonly #first: RangeBest;

  /** `values` by where their cores begin. */
  constructor(values: readonly Held[]) {
    const ends = values.flatMap(({ insertReturn, removeInvoke }) => [insertReturn, removeInvoke]);
    this.#values = values;
    this.#points = Float64Array.from(new Set(ends)).sort();
    this.#cover = new CoverCount(this.#points.length);
    this.#starts = Int32Array.from(values, (v) => lowerBound(this.#points, v.insertReturn));
    this.#ends = Int32Array.from(values, (v) => lowerBound(this.#points, v.removeInvoke));
    this.#waiting = new RangeBest(values.length);
    this.#first = new RangeBest(values.length);
    for (const [place, { insertInvoke }] of values.entries()) {
      this.#cover.add(this.#starts[place]! + 1, this.#ends[place]!, 1);
      this.#waiting.set(place, insertInvoke);
    }
  }

  whole(): Component[] {
    const [left, right] = [-1, this.#points.length];
    return this.#split({ start: 0, end: this.#values.length, left, right });
  }

  from({ left }: Component): number {
    return this.#points[left]!;
  }

  orderOf(whole: Component): number[] | Finding {
    const order: number[] = [];
    const tasks: (Component | number)[] = [whole];
    for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
      if (typeof task === 'number') {
        order.push(task);
        continue;
      }
      const root = this.#root(task);
      if (root === undefined) return this.#rootless(task);
      this.#cover.add(this.#starts[root]! + 1, this.#ends[root]!, -1);
      this.#first.set(root, Number.POSITIVE_INFINITY);
      const { insert, remove } = this.#values[root]!;
      order.push(insert);
      if (remove !== undefined) tasks.push(remove);
      for (const component of this.#split(task).reverse()) tasks.push(component);
    }
    return order;
  }

  /** A value that can be under all others of the component. */
  #root({ start, end, left, right }: Component): number | undefined {
    const [from, to] = [this.#points[left]!, this.#points[right]!];
    for (;;) {
      const place = this.#waiting.smallest(start, end);
      if (place === undefined || this.#waiting.at(place) > from) break;
      this.#waiting.set(place, Number.POSITIVE_INFINITY);
      this.#first.set(place, rankOf(this.#values[place]!.removeReturn));
    }
    const place = this.#first.smallest(start, end);
    return place !== undefined && this.#values[place]!.removeReturn >= to ? place : undefined;
  }

  // The points between the old ends that are uncovered now; what lies between two of them is a component, if anything.
  #split({ start, end, left, right }: Component): Component[] {
    const cuts = [...this.#cover.uncovered(left + 1, right), right];
    const components: Component[] = [];
    let [from, place] = [left, start];
    for (const cut of cuts) {
      const first = place;
      place = cut === right ? end : lowerBound(this.#starts, cut);
      if (this.#isAny(first, place))
        components.push({ start: first, end: place, left: from, right: cut });
      from = cut;
    }
    return components;
  }

  #isAny(start: number, end: number): boolean {
    if (start >= end) return false;
    return (
      this.#waiting.smallest(start, end) !== undefined ||
      this.#first.smallest(start, end) !== undefined
    );
  }

  #rootless({ start, end, left, right }: Component): Finding {
    const places = Array.from({ length: end - start }, (_, at) => start + at);
    const isLeft = (place: number) =>
      Math.min(this.#waiting.at(place), this.#first.at(place)) < Number.POSITIVE_INFINITY;
    const inside = places.filter(isLeft).map((place) => this.#values[place]!);
    const [from, to] = [this.#points[left]!, this.#points[right]!];
    return none(operationsOf(coveringChain(inside, { from, to, open: true })));
  }
}

// The latest removal is the smallest number; one at infinity must not look like none.
const rankOf = (removeReturn: number) =>
  removeReturn === Number.POSITIVE_INFINITY ? -Number.MAX_VALUE : -removeReturn;

/** Puts pairs of a push and a pop, which happen in one moment, into an order: where, only time says. */
export function withBriefValues(
  history: History,
  order: readonly number[],
  values: readonly Held[],
): readonly number[] {
  const brief = values.filter(({ insertReturn, removeInvoke }) => insertReturn >= removeInvoke);
  brief.sort((a, b) => a.removeInvoke - b.removeInvoke);
  const result: number[] = [];
  let [next, time] = [0, Number.NEGATIVE_INFINITY];
  for (const operation of order) {
    time = Math.max(time, history[operation]!.invoke);
    for (; next < brief.length && brief[next]!.removeInvoke < time; next++)
      result.push(...operationsOf([brief[next]!]));
    result.push(operation);
  }
  return [...result, ...operationsOf(brief.slice(next))];
}
