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

/** ww edges between neighbours. */
export function addWrites(order: VersionOrder, edges: Edges): void {
  for (const writers of order)
    for (let at = 1; at < writers.length; at++) edges.add(writers[at - 1]!, writers[at]!, kinds.ww);
}

/** rw edges, from who read a version to who wrote the next one. */
export function addOverwrites(compiled: Compiled, order: VersionOrder, edges: Edges): void {
  const { reads, committed } = compiled;
  const places = placesOf(compiled, order);
  for (let t = 0; t < committed.length; t++) {
    for (let slot = reads.first[t]!; slot < reads.first[t + 1]!; slot++) {
      const key = reads.key[slot]!;
      const from = reads.from[slot]!;
      const at = from === initial ? -1 : places[slotOf(compiled, from, key)]!;
      const next = order[key]![at + 1];
      if (next !== undefined && next !== t) edges.add(t, next, kinds.rw);
    }
  }
}

/** From each committed transaction of a process to its next one; none follows one of unknown outcome. */
export function addSessions({ transactions, committed }: Compiled, edges: Edges): void {
  const last = new Map<string, number>();
  for (let t = 0; t < transactions.length; t++) {
    if (committed[t] === 0) continue;
    const { process, outcome } = transactions[t]!;
    const before = last.get(process);
    if (before !== undefined) edges.add(before, t, kinds.session);
    if (outcome === 'ok') last.set(process, t);
  }
}

/** The nodes of returns follow those of transactions. Returns how many there are. */
export function addRealTime({ transactions, committed }: Compiled, edges: Edges): number {
  const count = transactions.length;
  const returned: number[] = [];
  for (let t = 0; t < count; t++)
    if (committed[t] === 1 && transactions[t]!.outcome === 'ok') returned.push(t);
  returned.sort((a, b) => transactions[a]!.return - transactions[b]!.return);
  for (let at = 0; at < returned.length; at++) {
    edges.add(returned[at]!, count + at, kinds.realTime);
    if (at > 0) edges.add(count + at - 1, count + at, kinds.realTime);
  }
  // Transactions come in the order of their invocations, so the last return before each only moves forward.
  let passed = 0;
  for (let t = 0; t < count; t++) {
    const { invoke } = transactions[t]!;
    while (passed < returned.length && transactions[returned[passed]!]!.return < invoke) passed++;
    if (committed[t] === 1 && passed > 0) edges.add(count + passed - 1, t, kinds.realTime);
  }
  return returned.length;
}
