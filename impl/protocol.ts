/**
 * The few types that every implementation speaks. A node is a pure state machine: an input goes in, the next state and
 * a list of effects come out, and nothing else happens. Whoever drives it (harness/simulation, impl/runtime) owns the
 * network, the disk, the clock and chance. The shape is etcd-io/raft's: one way in (`Step`), one way out (`Ready`).
 */

/** The name of a node, as a model value of the spec spells it: `rm1`, `s2`, `c1`. */
export type NodeId = string;

/** What every message carries. `type` comes first, as in the specs; content follows in the protocol's own type. */
export interface Envelope {
  readonly type: string;
  readonly source: NodeId;
  readonly dest: NodeId;
}

/** Bytes as a string of characters 0 to 255 (latin1): immutable, comparable plain data. */
export type Bytes = string;

/** The name of a file in a node's one directory. */
export type FileName = string;

/**
 * What a step asks the driver to do. The order is a promise: the driver carries effects out one after another, a crash
 * may cut the list after any prefix, and a record is durable before the effect behind its `persist` begins.
 */
export type Effect<Message extends Envelope = Envelope, Durable = unknown, Output = unknown> =
  | { readonly kind: 'persist'; readonly record: Durable }
  | StorageEffect
  | { readonly kind: 'send'; readonly message: Message }
  | { readonly kind: 'setTimer'; readonly timer: string; readonly ticks: number }
  | { readonly kind: 'cancelTimer'; readonly timer: string }
  | { readonly kind: 'complete'; readonly outcome: Outcome<Output> };

/**
 * Files, for those who do not take durability for granted. `persist` is the disk one wishes for, this is the disk there
 * is: what is written may be lost, torn or reordered by a crash until a `sync` that begins after it is answered `ok`
 * (`Program.synced`). A sync of `/` makes names durable: without it a new, renamed or removed file may be as it was.
 * Offsets and sizes are in bytes.
 */
export type StorageEffect =
  | {
      readonly kind: 'write';
      readonly file: FileName;
      readonly offset: number;
      readonly bytes: Bytes;
    }
  | { readonly kind: 'truncate'; readonly file: FileName; readonly size: number }
  | { readonly kind: 'rename'; readonly from: FileName; readonly to: FileName }
  | { readonly kind: 'remove'; readonly file: FileName }
  /** Answered once for each time it is asked; the tag comes back with the answer. */
  | { readonly kind: 'sync'; readonly file: FileName; readonly tag: string }
  /** The node stops itself, as after a failed sync. Effects behind it are not carried out. */
  | { readonly kind: 'halt'; readonly reason: string };

/**
 * How a sync ended. After a failure nobody knows what of the file is durable, and no later sync will tell: what was to be
 * synced is still read, but will never be durable (Rebello et al., ATC 2020).
 */
export type SyncOutcome = 'ok' | 'io error' | 'no space';

/** How a client's open operation ends: it happened, it certainly did not, or nobody can say (it may still happen). */
export type Outcome<Output = unknown> =
  | { readonly type: 'ok'; readonly output: Output }
  | { readonly type: 'fail'; readonly reason: string }
  | { readonly type: 'info'; readonly reason: string };

/** The result of one atomic action. `undefined` in its place means: not enabled here. */
export interface Step<State, E extends Effect = Effect> {
  readonly state: State;
  readonly effects: readonly E[];
}

/**
 * One node as its driver sees it. Each handler dispatches to the action functions that carry the spec's names.
 * A handler that returns `undefined` ignores its input: nothing changes and nothing is sent.
 */
export interface Program<
  State,
  Message extends Envelope = Envelope,
  Durable = unknown,
  Operation = unknown,
  Input = unknown,
  E extends Effect = Effect<Message, Durable>,
> {
  /**
   * First boot (no records, no files) and every restart: volatile state is gone, `records` is all that was durable, in
   * order, and `files` is what the disk gives back.
   */
  start(
    self: NodeId,
    records: readonly Durable[],
    files: ReadonlyMap<FileName, Bytes>,
  ): Step<State, E>;
  receive(state: State, message: Message): Step<State, E> | undefined;
  /** A timer that was set has fired; it is no longer set. In the simulator any timer that is set may fire at any time. */
  timeout?(state: State, timer: string): Step<State, E> | undefined;
  /** A sync that this node has asked for ends. */
  synced?(state: State, tag: string, outcome: SyncOutcome): Step<State, E> | undefined;
  /** A client begins an operation. It ends with one `complete` effect; clients have at most one operation open. */
  call?(state: State, operation: Operation): Step<State, E> | undefined;
  /** A decision from outside the protocol: an operator's command, a local refusal, a failure detector's report. */
  input?(state: State, input: Input): Step<State, E> | undefined;
}

/** Nodes of different roles have different states, messages and records; their driver treats them as opaque. */
// biome-ignore lint/suspicious/noExplicitAny: `unknown` would not accept the handlers of a concrete program.
type AnyProgram = Program<any, any, any, any, any, any>;

/** A whole protocol, configured: which nodes there are, and what each of them runs. */
export interface Protocol<P extends AnyProgram = AnyProgram> {
  readonly name: string;
  readonly nodes: readonly NodeId[];
  /** The nodes that call operations and whose calls make up the history. */
  readonly clients: readonly NodeId[];
  program(node: NodeId): P;
}

/** The actions of a spec by their names, lower-first: leave one out, or misspell one, and the compiler names it. */
export type Actions<Inputs, State, E extends Effect = Effect> = {
  readonly [Name in keyof Inputs & string as Uncapitalize<Name>]: (
    state: State,
    input: Inputs[Name],
  ) => Step<State, E> | undefined;
};
