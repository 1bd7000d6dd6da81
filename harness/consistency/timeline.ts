/**
 * A partition of a history, arranged for the search: operations by invocation, stops (returns) in order, and a place for
 * every operation in a small bit set. An operation that returned gives its slot to a later one, so that the bit set is as
 * wide as the history is concurrent, not as long as the history. Unknown operations never return and have no slot.
 */
import type { History } from './history.ts';
import { byInvocation } from './validate.ts';

/** Operations are counted 0, 1, ... in the order of their invocations; `source` leads back to the history. */
export interface Timeline {
  readonly source: readonly number[];
  /** Operations of known outcome, in the order of their returns. */
  readonly stops: Int32Array;
  /** For each stop, how many operations were invoked no later than it: a tie counts as concurrent. */
  readonly calledBefore: Int32Array;
  /** The slot of an operation of known outcome. */
  readonly slot: Int32Array;
  /** Slots in use at once, at most. */
  readonly width: number;
  /** 1 for operations of unknown outcome. */
  readonly unknown: Uint8Array;
  /** 1 for operations that happened as they were seen or did not happen at all. */
  readonly optional: Uint8Array;
}

export interface Choice {
  /** Operations to leave out, as they cannot matter. */
  readonly isIrrelevant?: (index: number) => boolean;
  readonly isOptional?: ((index: number) => boolean) | undefined;
}

export function timeline(history: History, choice: Choice = {}): Timeline {
  const source = byInvocation(history).filter((index) => !choice.isIrrelevant?.(index));
  const known: number[] = [];
  const unknown = new Uint8Array(source.length);
  source.forEach((index, operation) => {
    if (history[index]!.outcome === 'info') unknown[operation] = 1;
    else known.push(operation);
  });
  const returns = Float64Array.from(source, (index) => history[index]!.return);
  const invokes = Float64Array.from(source, (index) => history[index]!.invoke);
  const stops = Int32Array.from(known.sort((a, b) => returns[a]! - returns[b]!));
  const calledBefore = countCalls(stops, invokes, returns);
  const optional = Uint8Array.from(source, (index) => (choice.isOptional?.(index) ? 1 : 0));
  const slots = assignSlots(stops, calledBefore, unknown);
  return { source, stops, calledBefore, unknown, optional, ...slots };
}

function countCalls(stops: Int32Array, invokes: Float64Array, returns: Float64Array): Int32Array {
  let called = 0;
  return stops.map((operation) => {
    while (called < invokes.length && invokes[called]! <= returns[operation]!) called++;
    return called;
  });
}

function assignSlots(stops: Int32Array, calledBefore: Int32Array, unknown: Uint8Array) {
  const slot = new Int32Array(unknown.length);
  const free: number[] = [];
  let [called, width] = [0, 0];
  stops.forEach((stop, index) => {
    for (; called < calledBefore[index]!; called++)
      if (unknown[called] === 0) slot[called] = free.pop() ?? width++;
    free.push(slot[stop]!);
  });
  return { slot, width };
}
