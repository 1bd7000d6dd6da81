/**
 * The dependencies between transactions (Adya 1999, section 3.1) once there is an order of versions: ww to the next
 * writer of a key, wr to a reader, rw from a reader to the next writer; and the orders of sessions and of real time.
 * Only neighbours are entered: what lies farther apart follows along ww edges.
 *
 * Real time would be quadratic: every transaction precedes all that began after it returned. So there is a node for each
 * return, in a chain; a transaction enters the chain at its own return and is left to from the last return before it.
 */
import { type Compiled, initial } from './compiled.ts';
import type { Edges } from './graph.ts';

/**
 * Bits, so that a set of kinds is a number. `forced`: an order between two writers that a reader forces (forced.ts).
 * `follows`: the session of the second had read from the first (session-guarantees.ts).
 */
export const kinds = {
  ww: 1,
  wr: 2,
  rw: 4,
  session: 8,
  realTime: 16,
  forced: 32,
  follows: 64,
} as const;

/** For each key, all writers of its versions in order, without the initial one. */
export type VersionOrder = readonly (readonly number[])[];

/** Where in the order of the key each write stands; by slots of `compiled.writes`. */
export function placesOf({ writes, committed }: Compiled, order: VersionOrder): Int32Array {
  const places = new Int32Array(writes.key.length).fill(-1);
  for (let key = 0; key < order.length; key++) {
    const writers = order[key]!;
    for (let at = 0; at < writers.length; at++) {
      const writer = writers[at]!;
      if (committed[writer] === 0) continue;
      for (let slot = writes.first[writer]!; slot < writes.first[writer + 1]!; slot++)
        if (writes.key[slot] === key) places[slot] = at;
    }
  }
  return places;
}

/** The slot in which the transaction writes the key, or -1. */
export function slotOf({ writes }: Compiled, transaction: number, key: number): number {
  for (let slot = writes.first[transaction]!; slot < writes.first[transaction + 1]!; slot++)
    if (writes.key[slot] === key) return slot;
  return -1;
}

/** wr edges, which need no order. */
export function addReads({ reads, committed }: Compiled, edges: Edges): void {
  for (let t = 0; t < committed.length; t++)
    for (let slot = reads.first[t]!; slot < reads.first[t + 1]!; slot++)
      if (reads.from[slot] !== initial) edges.add(reads.from[slot]!, t, kinds.wr);
}

/** ww edges between neighbours; `open`: writers of each key that come after all of its order. */
export function addWrites(order: VersionOrder, edges: Edges, open: VersionOrder = []): void {
  order.forEach((writers, key) => {
    for (let at = 1; at < writers.length; at++) edges.add(writers[at - 1]!, writers[at]!, kinds.ww);
    const last = writers.at(-1);
    if (last !== undefined) for (const writer of open[key] ?? []) edges.add(last, writer, kinds.ww);
  });
}

/** rw edges, from who read a version to who wrote the next one, or to all that are `open` after the last. */
export function addOverwrites(
  compiled: Compiled,
  order: VersionOrder,
  edges: Edges,
  open: VersionOrder = [],
): void {
  const { reads, committed } = compiled;
  const places = placesOf(compiled, order);
  for (let t = 0; t < committed.length; t++) {
    for (let slot = reads.first[t]!; slot < reads.first[t + 1]!; slot++) {
      const key = reads.key[slot]!;
      const from = reads.from[slot]!;
      const at = from === initial ? -1 : places[slotOf(compiled, from, key)]!;
      const next = order[key]![at + 1];
      if (next === undefined) addAll(t, open[key] ?? [], edges);
      else if (next !== t) edges.add(t, next, kinds.rw);
    }
  }
}

function addAll(reader: number, writers: readonly number[], edges: Edges): void {
  for (const writer of writers) if (writer !== reader) edges.add(reader, writer, kinds.rw);
}

/** From each committed transaction of a process to its next one; none follows one of unknown outcome. */
export function addSessions({ times, committed }: Compiled, edges: Edges): void {
  const { end, process } = times;
  const last = new Int32Array(committed.length).fill(-1);
  for (let t = 0; t < committed.length; t++) {
    if (committed[t] === 0) continue;
    const id = process[t]!;
    if (last[id] !== -1) edges.add(last[id]!, t, kinds.session);
    if (end[t] !== Number.POSITIVE_INFINITY) last[id] = t;
  }
}

/** The nodes of returns follow those of transactions. Returns how many there are. */
export function addRealTime({ times, committed }: Compiled, edges: Edges): number {
  const { invoke, end } = times;
  const count = committed.length;
  const returned = byReturn(end, committed);
  for (let at = 0; at < returned.length; at++) {
    edges.add(returned[at]!, count + at, kinds.realTime);
    if (at > 0) edges.add(count + at - 1, count + at, kinds.realTime);
  }
  // Transactions come in the order of their invocations, so the last return before each only moves forward.
  let passed = 0;
  for (let t = 0; t < count; t++) {
    while (passed < returned.length && end[returned[passed]!]! < invoke[t]!) passed++;
    if (committed[t] === 1 && passed > 0) edges.add(count + passed - 1, t, kinds.realTime);
  }
  return returned.length;
}

/** Those that committed and returned (so not at Infinity), in the order in which they did. */
function byReturn(end: Float64Array, committed: Uint8Array): ArrayLike<number> {
  const { length } = end;
  const returned: number[] = [];
  let isExact = true;
  for (let t = 0; t < length; t++) {
    if (committed[t] === 0 || end[t] === Number.POSITIVE_INFINITY) continue;
    isExact &&= Number.isInteger(end[t]) && Number.isSafeInteger((end[t]! + 1) * length);
    returned.push(t);
  }
  if (!isExact) return returned.sort((a, b) => end[a]! - end[b]!);
  // Whole numbers are sorted together with their transaction, in one number, which is many times as fast.
  const both = Float64Array.from(returned, (t) => end[t]! * length + t).sort();
  return both.map((one) => one - length * Math.floor(one / length));
}
