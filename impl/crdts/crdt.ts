/**
 * What the six types have in common: a join-semilattice whose elements grow (Shapiro, Preguica, Baquero and Zawirski,
 * Conflict-free replicated data types, SSS 2011), with delta-mutators: an update does not change the state, it makes a
 * small element, its delta, which every replica joins to what it has (Almeida, Shoker and Baquero, JPDC 2018). Elements
 * are joined together with what their owners have seen, since only that tells the removed from the unknown.
 */
import { type CausalContext, contextOf } from './causal-context.ts';
import type { Actor, Dot } from './dot.ts';

/** What an update knows of its moment. */
export interface Moment {
  /** The name of this event, and the actor in it. */
  readonly dot: Dot;
  readonly actor: Actor;
  /** How many events the replica had seen, and one: a Lamport clock. */
  readonly lamport: number;
  /** What the local clock shows, in its own unit; it may show anything. */
  readonly clock: number;
}

/** One update as a lattice element: `state` is what it adds, `covers` are the dots of what it replaces. */
export interface Mutation<State> {
  readonly state: State;
  readonly covers: readonly Dot[];
}

/** An element, and the events that it tells of. */
export interface Seen<State> {
  readonly state: State;
  readonly context: CausalContext;
}

export interface Crdt<State, Update, Value> {
  readonly bottom: State;
  /** The least upper bound: commutative, associative, idempotent. */
  join(a: Seen<State>, b: Seen<State>): State;
  /** The delta of an update here and now; undefined where it has no meaning (an element that is not there is deleted). */
  mutate(state: State, update: Update, moment: Moment): Mutation<State> | undefined;
  /** What a reader is told. */
  value(state: State): Value;
  /**
   * The irredundant join decomposition (Enes, Almeida, Baquero and Leitao, Efficient synchronization of state-based CRDTs,
   * ICDE 2019, section 3): elements that cannot be split further, whose join this is.
   */
  decompose(seen: Seen<State>): readonly Seen<State>[];
}

/** Events without a trace in the state: one element for each. */
export function decomposeContext<State>(
  bottom: State,
  dots: readonly Dot[],
): readonly Seen<State>[] {
  return dots.map((dot) => ({ state: bottom, context: contextOf([dot]) }));
}
