/**
 * Histories: what clients saw, and nothing else. Positions are any increasing numbers (event counts, nanoseconds); an
 * operation precedes another when it returned before the other was invoked. A history is never edited.
 */

/**
 * `ok`: it happened, with this output, between invoke and return. `fail`: it did not happen.
 * `info`: it may have happened, at any moment from its invocation on, or never; its output is unknown.
 */
export type OutcomeType = 'ok' | 'fail' | 'info';

export interface Operation<Input = unknown, Output = unknown> {
  readonly process: string;
  readonly input: Input;
  readonly invoke: number;
  readonly outcome: OutcomeType;
  /** `Infinity` for `info`. */
  readonly return: number;
  /** Absent unless `ok`. */
  readonly output?: Output;
}

export type History<Input = unknown, Output = unknown> = readonly Operation<Input, Output>[];

/** One way in which an object can answer. */
export interface Answer<State, Output> {
  readonly state: State;
  readonly output: Output;
}

/** An operation seen as an access of one register. `value` is what was written or what was read. */
export interface RegisterAccess {
  readonly type: 'read' | 'write';
  readonly value: unknown;
}

/** An operation seen as what it does to a collection; `value` is absent where it is not known which was taken. */
export type CollectionAccess =
  | { readonly type: 'insert'; readonly value: unknown }
  | { readonly type: 'remove'; readonly value?: unknown }
  /** A removal that found nothing. */
  | { readonly type: 'empty' }
  /** An element of a set was seen, or was not; nothing changed. */
  | { readonly type: 'present' | 'absent' };

/** Which collection an object (or each of its partitions) is; a `set` is of one element. */
export interface CollectionHint<State = unknown, Input = unknown, Output = unknown> {
  readonly kind: 'queue' | 'stack' | 'priority-queue' | 'set';
  isEmpty(state: State): boolean;
  /** `output` is absent when it is unknown. `undefined`: the operation is none of these, or was answered as none is. */
  access(input: Input, output: Output | undefined): CollectionAccess | undefined;
}

export interface Growth<State, Input, Output> {
  excludes(state: State, input: Input, output: Output): boolean;
  resets(input: Input): boolean;
}

/**
 * The sequential specification a history is judged against. `apply` returns every way in which the object can answer;
 * deterministic objects return one. Outputs are plain data and are compared by content.
 */
export interface SequentialObject<State = unknown, Input = unknown, Output = unknown> {
  readonly name: string;
  readonly initial: State;
  apply(state: State, input: Input): readonly Answer<State, Output>[];
  /** A canonical text of the state: equal states have equal keys. */
  key(state: State): string;
  /** Operations of different partitions never interact (locality, Herlihy and Wing 1990); default: one partition. */
  partition?(input: Input): string;
  /**
   * A promise that makes checking faster: an operation that answered so leaves every state in which it can answer so
   * as it was (a get, a compare-and-set that answered false). The checker refuses an object that breaks it.
   */
  isRead?(input: Input, output: Output): boolean;
  /**
   * A promise about objects that only grow (a text that is appended to, a log), which lets a search turn back early. From a
   * state in which `excludes` is true of a read's answer, no operations but those that `resets` is true of ever lead to one
   * in which the read answers so.
   */
  readonly growth?: Growth<State, Input, Output>;
  /**
   * The operation as a plain read or write of the one register that its partition is, if it is that; it unlocks the
   * log-linear algorithm. `output` is absent when it is unknown. A write that was answered as no write is: `undefined`.
   */
  asRegister?(input: Input, output: Output | undefined): RegisterAccess | undefined;
  /** A promise that the object is a collection; it unlocks log-linear algorithms where every value is inserted once. */
  readonly collection?: CollectionHint<State, Input, Output>;
  /** `put x 1`, `get x -> 1`. */
  describe(input: Input, output: Output | undefined, outcome: OutcomeType): string;
}
