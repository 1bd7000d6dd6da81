/**
 * What can be said of the order of a register's versions without a search, in the spirit of Elle's inference: nothing
 * comes before the initial version, whoever reads a version and writes the key comes after it, and a writer that a reader
 * had to see comes before the one it read from (forced.ts). Less than the truth, so a cycle of it is a violation and no
 * cycle says nothing.
 */

import type { Forced } from './clocks.ts';
import { type Compiled, initial } from './compiled.ts';
import { addOverwrites, addReads, addWrites, kinds, slotOf } from './dependencies.ts';
import { Edges } from './graph.ts';

/** A history with more edges than this is left to the guess and to the search. */
const edgesMax = 20_000_000;

/**
 * Of lists: appends that nobody saw come after all that somebody saw, and have no readers. So where these edges have no
 * cycle, appends in the order of a topological order add none: the edges are `whole`, they decide each level that forbids
 * every cycle.
 */
export function edgesOfLists(compiled: Compiled): { edges: Edges; whole: boolean } {
  const edges = new Edges(compiled.reads.key.length * 2 + 1024);
  const { known, open, reads } = compiled;
  let count = 0;
  for (const key of reads.key) count += open[key]!.length;
  const whole = count < edgesMax;
  addReads(compiled, edges);
  addWrites(known, edges, open);
  addOverwrites(compiled, known, edges, whole ? open : []);
  return { edges, whole };
}

/** ww, wr and rw edges that every order of a register's versions has. */
export function inferredEdges(compiled: Compiled, forced: readonly Forced[]): Edges {
  const edges = new Edges();
  addReads(compiled, edges);
  const { reads, committed } = compiled;
  const readers = readersBySlot(compiled);
  const overwrite = (key: number, first: number, second: number) => {
    if (first !== initial) edges.add(first, second, kinds.ww);
    const slot = first === initial ? -1 - key : slotOf(compiled, first, key);
    for (const reader of readers.get(slot) ?? [])
      if (reader !== second) edges.add(reader, second, kinds.rw);
  };
  compiled.open.forEach((open, key) => {
    const last = compiled.known[key]!.at(-1) ?? initial;
    for (const writer of open) if (edges.count < edgesMax) overwrite(key, last, writer);
  });
  for (const { first, second, key } of forced)
    if (second !== initial && edges.count < edgesMax) overwrite(key, first, second);
  for (let t = 0; t < committed.length; t++)
    for (let slot = reads.first[t]!; slot < reads.first[t + 1]!; slot++)
      if (slotOf(compiled, t, reads.key[slot]!) !== -1 && edges.count < edgesMax)
        overwrite(reads.key[slot]!, reads.from[slot]!, t);
  return edges;
}

/** By the slot of the write that was read; of the initial version of key k under -1 - k. */
function readersBySlot(compiled: Compiled): Map<number, number[]> {
  const { reads, committed } = compiled;
  const readers = new Map<number, number[]>();
  for (let t = 0; t < committed.length; t++)
    for (let at = reads.first[t]!; at < reads.first[t + 1]!; at++) {
      const [key, from] = [reads.key[at]!, reads.from[at]!];
      const slot = from === initial ? -1 - key : slotOf(compiled, from, key);
      const list = readers.get(slot);
      if (list === undefined) readers.set(slot, [t]);
      else list.push(t);
    }
  return readers;
}
