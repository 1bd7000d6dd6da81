/**
 * The weak levels, in near-linear time (Biswas and Enea 2019; Moldrup and Pavlogiannis, "AWDIT", PLDI 2025). For monotonic
 * atomic view, read atomic and causal it is enough to look at writers that a reader has to see: if T reads key x from V
 * and must see U, which writes x too, then U comes before V. The level holds if these orders, together with what is
 * known, go in no circle.
 */
import type { LevelName } from '../levels.ts';
import { type Forced, ordersByClock } from './clocks.ts';
import { type Compiled, initial } from './compiled.ts';
import { kinds, slotOf } from './dependencies.ts';
import type { Edges } from './graph.ts';

export type ForcedLevel = Extract<LevelName, 'monotonic-atomic-view' | 'read-atomic' | 'causal'>;

/** `unknown` where causal would need more memory than there is: many transactions times many sessions. */
export function forcedOrders(compiled: Compiled, level: ForcedLevel): Forced[] | 'unknown' {
  return level === 'causal' ? ordersByClock(compiled, 'causal') : directOrders(compiled, level);
}

/** Orders that a transaction forces by what it reads itself. */
export function directOrders(
  compiled: Compiled,
  level: 'monotonic-atomic-view' | 'read-atomic',
): Forced[] {
  const forced: Forced[] = [];
  for (let t = 0; t < compiled.committed.length; t++) ordersOfReader(compiled, t, level, forced);
  return forced;
}

function ordersOfReader(
  compiled: Compiled,
  t: number,
  level: 'monotonic-atomic-view' | 'read-atomic',
  forced: Forced[],
): void {
  const { reads } = compiled;
  const [begin, end] = [reads.first[t]!, reads.first[t + 1]!];
  if (end - begin < 2) return;
  const looked = new Set<number>();
  for (let slot = begin; slot < end; slot++) {
    const seen = reads.from[slot]!;
    if (seen === initial || looked.has(seen)) continue;
    looked.add(seen);
    // Monotonic atomic view looks only at what is read after the writer was first seen.
    const from = level === 'monotonic-atomic-view' ? slot + 1 : begin;
    writesThatMatter(compiled, seen, { from, end }, (at) => {
      const second = reads.from[at]!;
      if (second !== seen) forced.push({ first: seen, second, reader: t, key: reads.key[at]! });
    });
  }
}

/** Calls `visit` with the reads in the range of keys that `writer` writes, going through whichever is shorter. */
function writesThatMatter(
  compiled: Compiled,
  writer: number,
  { from, end }: { from: number; end: number },
  visit: (slot: number) => void,
): void {
  const { reads, writes } = compiled;
  if (writes.first[writer + 1]! - writes.first[writer]! <= 1 && end - from <= 1) {
    if (from < end && reads.key[from] === writes.key[writes.first[writer]!]) visit(from);
    return;
  }
  for (let at = from; at < end; at++)
    if (slotOf(compiled, writer, reads.key[at]!) !== -1) visit(at);
}

/** The forced orders as edges of their own kind; those against the initial version are left out. */
export function addForced(forced: readonly Forced[], edges: Edges): void {
  for (const { first, second } of forced)
    if (second !== initial) edges.add(first, second, kinds.forced);
}
