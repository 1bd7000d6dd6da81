/** An object at work on the operations of one partition: states become small integers, and each application is counted. */
import type { Budget } from './budget.ts';
import type { Answer, History, SequentialObject } from './history.ts';
import { contentKey, sameContent } from './plain.ts';
import type { Timeline } from './timeline.ts';

// biome-ignore lint/suspicious/noExplicitAny: a checker is handed objects of every kind and never looks inside a state.
export type AnyObject = SequentialObject<any, any, any>;

export class Steps {
  readonly #history: History;
  readonly #line: Timeline;
  readonly #object: AnyObject;
  readonly #budget: Budget;
  readonly #states: unknown[] = [];
  readonly #ids = new Map<string, number>();
  /** 1 for operations that the object promises to be reads. */
  readonly isRead: Uint8Array;
  readonly #kinds: Int32Array;
  readonly #kindIds = new Map<string, number>();

  constructor(history: History, line: Timeline, object: AnyObject, budget: Budget) {
    this.#history = history;
    this.#line = line;
    this.#object = object;
    this.#budget = budget;
    this.isRead = Uint8Array.from(line.source, (index) => {
      const { input, output, outcome } = history[index]!;
      return outcome === 'ok' && object.isRead?.(input, output) === true ? 1 : 0;
    });
    this.#kinds = new Int32Array(line.source.length).fill(-1);
    this.#intern(object.initial);
  }

  /** The state's number; the initial state's is 0. */
  #intern(state: unknown): number {
    const key = this.#object.key(state);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#ids.set(key, this.#states.length);
    return this.#states.push(state) - 1;
  }

  stateOf(id: number): unknown {
    return this.#states[id];
  }

  /** Every state to which the operation, with the output that was seen, can lead. None when the budget is spent. */
  successors(operation: number, from: number): readonly number[] {
    if (!this.#budget.spend()) return [];
    const state = this.#states[from];
    const { input, output, outcome } = this.#history[this.#line.source[operation]!]!;
    const answers = this.#object.apply(state, input);
    if (answers.length === 1) {
      const only = answers[0]!;
      if (outcome === 'ok' && !sameContent(only.output, output)) return [];
      return [only.state === state ? from : this.#intern(only.state)];
    }
    const fitting = answers.filter((a) => outcome !== 'ok' || sameContent(a.output, output));
    return [...new Set(fitting.map((a: Answer<unknown, unknown>) => this.#intern(a.state)))];
  }

  /** Does this read answer so in this state? Throws TypeError when the object's promise (`isRead`) is broken. */
  reads(operation: number, state: number): boolean {
    const next = this.successors(operation, state);
    if (next.length === 0) return false;
    if (next.length === 1 && next[0] === state) return true;
    const { input, output } = this.#history[this.#line.source[operation]!]!;
    const text = this.#object.describe(input, output, 'ok');
    throw new TypeError(`${this.#object.name}: isRead(${text}) is true, yet it changed the state`);
  }

  /** Operations of the same kind (all but their times alike) are interchangeable while they are open. */
  kind(operation: number): number {
    const known = this.#kinds[operation]!;
    if (known >= 0) return known;
    const { input, output, outcome } = this.#history[this.#line.source[operation]!]!;
    const key = contentKey([outcome, this.#line.optional[operation], input, output]);
    const kind = this.#kindIds.get(key) ?? this.#kindIds.size;
    this.#kindIds.set(key, kind);
    this.#kinds[operation] = kind;
    return kind;
  }
}

/** The same object in another state. Written out, since an object may be of a class and have private parts. */
export function startingFrom(object: AnyObject, initial: unknown): AnyObject {
  return {
    name: object.name,
    initial,
    apply: (state, input) => object.apply(state, input),
    key: (state) => object.key(state),
    describe: (input, output, outcome) => object.describe(input, output, outcome),
    ...(object.partition && { partition: (input) => object.partition!(input) }),
    ...(object.isRead && { isRead: (input, output) => object.isRead!(input, output) }),
    ...(object.asRegister && { asRegister: (input, output) => object.asRegister!(input, output) }),
  };
}
