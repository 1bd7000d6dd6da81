/** An object at work on the operations of one partition: states become small integers, and each application is counted. */
import type { Budget } from './budget.ts';
import { ContentNumbers } from './content-numbers.ts';
import type { Answer, History, SequentialObject } from './history.ts';
import { PairTable } from './pair-table.ts';
import { sameContent } from './plain.ts';
import type { Timeline } from './timeline.ts';

// biome-ignore lint/suspicious/noExplicitAny: a checker is handed objects of every kind and never looks inside a state.
export type AnyObject = SequentialObject<any, any, any>;

/** The move of an operation that is not possible. */
export const nowhere = -1;

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
  /** Kinds in the order in which they were met, by the number of what makes them. */
  readonly #kindIds = new Map<number, number>();
  readonly #contents: ContentNumbers;
  readonly #moves: PairTable;
  readonly #several: (readonly number[])[] = [];
  readonly #lost = new PairTable();

  constructor(history: History, line: Timeline, object: AnyObject, budget: Budget) {
    this.#history = history;
    this.#line = line;
    this.#object = object;
    this.#budget = budget;
    this.isRead = new Uint8Array(line.source.length);
    for (let operation = 0; operation < line.source.length; operation++) {
      const { input, output, outcome } = history[line.source[operation]!]!;
      if (outcome === 'ok' && object.isRead?.(input, output) === true) this.isRead[operation] = 1;
    }
    this.#kinds = new Int32Array(line.source.length).fill(-1);
    this.#contents = new ContentNumbers(line.source.length >> 1);
    this.#moves = new PairTable(line.source.length >> 1);
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

  /**
   * Where the operation, with the output that was seen, can lead: a state, or `nowhere`, or a number below it, for which
   * `several` has the states. `nowhere` too when the budget is spent. Each pair of a state and a kind of operation is
   * applied once: most of a search is the same few moves in another order.
   */
  move(operation: number, from: number): number {
    if (!this.#budget.spend()) return nowhere;
    const kind = this.kind(operation);
    const known = this.#moves.get(from, kind);
    if (known !== undefined) return known;
    const found = this.#apply(operation, from);
    this.#moves.set(from, kind, found);
    return found;
  }

  several(move: number): readonly number[] {
    return this.#several[nowhere - 1 - move]!;
  }

  #apply(operation: number, from: number): number {
    const state = this.#states[from];
    const { input, output, outcome } = this.#history[this.#line.source[operation]!]!;
    const answers: readonly Answer<unknown, unknown>[] = this.#object.apply(state, input);
    if (answers.length === 1) {
      const only = answers[0]!;
      if (outcome === 'ok' && !sameContent(only.output, output)) return nowhere;
      return only.state === state ? from : this.#intern(only.state);
    }
    const fitting = answers.filter((a) => outcome !== 'ok' || sameContent(a.output, output));
    const states = [...new Set(fitting.map((a) => this.#intern(a.state)))];
    if (states.length < 2) return states[0] ?? nowhere;
    return nowhere - this.#several.push(states);
  }

  /**
   * Can this read no longer be answered so, from this state on, whatever else takes effect but an operation that
   * `resets`? Only what the object promises.
   */
  isLost(operation: number, state: number): boolean {
    const kind = this.kind(operation);
    const known = this.#lost.get(state, kind);
    if (known !== undefined) return known === 1;
    const { input, output } = this.#history[this.#line.source[operation]!]!;
    const lost = this.#object.growth!.excludes(this.#states[state], input, output);
    this.#lost.set(state, kind, lost ? 1 : 0);
    return lost;
  }

  /** Does this read answer so in this state? Throws TypeError when the object's promise (`isRead`) is broken. */
  reads(operation: number, state: number): boolean {
    const next = this.move(operation, state);
    if (next === nowhere) return false;
    if (next === state) return true;
    const { input, output } = this.#history[this.#line.source[operation]!]!;
    const text = this.#object.describe(input, output, 'ok');
    throw new TypeError(`${this.#object.name}: isRead(${text}) is true, yet it changed the state`);
  }

  /** Operations of the same kind (all but their times alike) are interchangeable while they are open. */
  kind(operation: number): number {
    const known = this.#kinds[operation]!;
    if (known >= 0) return known;
    const { input, output, outcome } = this.#history[this.#line.source[operation]!]!;
    const tag = outcome === 'ok' ? this.#line.optional[operation]! : 2;
    const contents = this.#contents;
    const key = contents.pair(contents.pair(contents.of(input), contents.of(output)), tag);
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
    ...(object.growth && { growth: object.growth }),
    ...(object.asRegister && { asRegister: (input, output) => object.asRegister!(input, output) }),
  };
}
