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

const movesPerOperation = 16;

export interface Choice {
  /** Operations to leave out, as they cannot matter. */
  readonly isIrrelevant?: (index: number) => boolean;
  readonly isOptional?: ((index: number) => boolean) | undefined;
}

export function timeline(history: History, choice: Choice = {}): Timeline {
  const { isIrrelevant, isOptional } = choice;
  const all = byInvocation(history);
  const source = isIrrelevant === undefined ? all : all.filter((index) => !isIrrelevant(index));
  const size = source.length;
  const [unknown, optional] = [new Uint8Array(size), new Uint8Array(size)];
  const times = new Float64Array(2 * size);
  const [invokes, returns] = [times.subarray(0, size), times.subarray(size)];
  const known = new Int32Array(size);
  let count = 0;
  for (let operation = 0; operation < size; operation++) {
    const index = source[operation]!;
    const { invoke, return: returned, outcome } = history[index]!;
    invokes[operation] = invoke;
    returns[operation] = returned;
    if (outcome === 'info') unknown[operation] = 1;
    else known[count++] = operation;
    if (isOptional?.(index)) optional[operation] = 1;
  }
  const stops = known.subarray(0, count);
  sortByReturn(stops, returns);
  const calledBefore = countCalls(stops, invokes, returns);
  const slots = assignSlots(stops, calledBefore, unknown);
  return { source, stops, calledBefore, unknown, optional, ...slots };
}

/** Operations return nearly in the order of their invocations, so each moves a few places; where not, they are sorted. */
function sortByReturn(stops: Int32Array, returns: Float64Array): void {
  let left = movesPerOperation * stops.length;
  for (let at = 1; at < stops.length; at++) {
    const operation = stops[at]!;
    const returned = returns[operation]!;
    let to = at;
    for (; to > 0 && returns[stops[to - 1]!]! > returned; to--) stops[to] = stops[to - 1]!;
    stops[to] = operation;
    left -= at - to;
    if (left < 0) {
      stops.sort((a, b) => returns[a]! - returns[b]! || a - b);
      return;
    }
  }
}

function countCalls(stops: Int32Array, invokes: Float64Array, returns: Float64Array): Int32Array {
  const before = new Int32Array(stops.length);
  let called = 0;
  for (let stop = 0; stop < stops.length; stop++) {
    const returned = returns[stops[stop]!]!;
    while (called < invokes.length && invokes[called]! <= returned) called++;
    before[stop] = called;
  }
  return before;
}

function assignSlots(stops: Int32Array, calledBefore: Int32Array, unknown: Uint8Array) {
  const slot = new Int32Array(unknown.length);
  const free: number[] = [];
  let [called, width] = [0, 0];
  for (let stop = 0; stop < stops.length; stop++) {
    for (; called < calledBefore[stop]!; called++)
      if (unknown[called] === 0) slot[called] = free.pop() ?? width++;
    free.push(slot[stops[stop]!]!);
  }
  return { slot, width };
}
