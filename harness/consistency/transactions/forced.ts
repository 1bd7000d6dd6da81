/**
 * The weak levels, in near-linear time (Biswas and Enea 2019; Moldrup and Pavlogiannis, "AWDIT", PLDI 2025). For monotonic
 * atomic view, read atomic and causal it is enough to look at writers that a reader has to see: if T reads key x from V
 * and must see U, which writes x too, then U comes before V. The level holds if these orders, together with what is
 * known, go in no circle.
 */
import type { LevelName } from '../levels.ts';
import { type Compiled, initial } from './compiled.ts';
import { addReads, addSessions, kinds, slotOf } from './dependencies.ts';
import { Edges, pack, topologicalOrder } from './graph.ts';

/** That U has to come before V, or (V being `initial`) must not have been seen at all, because `reader` read from V. */
export interface Forced {
  readonly first: number;
  readonly second: number;
  readonly reader: number;
  readonly key: number;
}

export type ForcedLevel = Extract<LevelName, 'monotonic-atomic-view' | 'read-atomic' | 'causal'>;

/** `unknown` where causal would need more memory than there is: many transactions times many sessions. */
export function forcedOrders(compiled: Compiled, level: ForcedLevel): Forced[] | 'unknown' {
  if (level === 'causal') return causalOrders(compiled);
  const forced: Forced[] = [];
  for (let t = 0; t < compiled.committed.length; t++) directOrders(compiled, t, level, forced);
  return forced;
}

function directOrders(compiled: Compiled, t: number, level: ForcedLevel, forced: Forced[]): void {
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

const cellsMax = 1 << 27;

function causalOrders(compiled: Compiled): Forced[] | 'unknown' {
  const { committed, transactions, reads, writes } = compiled;
  const count = committed.length;
  const { session, position, sessions } = sessionsOf(compiled);
  if (count * sessions > cellsMax) return 'unknown';
  const edges = new Edges();
  addReads(compiled, edges);
  addSessions(compiled, edges);
  const order = topologicalOrder(pack(count, edges));
  // A circle of reads and sessions is found by whoever looks for circles; nothing needs to be forced.
  if (order === undefined) return [];
  const clocks = clocksOf(compiled, order, { session, position, sessions });
  // For each key and session, its writers in the order of the session.
  const writers = new Map<number, number[]>();
  for (let t = 0; t < count; t++)
    for (let slot = writes.first[t]!; slot < writes.first[t + 1]!; slot++) {
      const cell = writes.key[slot]! * sessions + session[t]!;
      const list = writers.get(cell);
      if (list === undefined) writers.set(cell, [t]);
      else list.push(t);
    }
  const forced: Forced[] = [];
  for (let t = 0; t < transactions.length; t++) {
    for (let slot = reads.first[t]!; slot < reads.first[t + 1]!; slot++) {
      const key = reads.key[slot]!;
      const second = reads.from[slot]!;
      for (let s = 0; s < sessions; s++) {
        const list = writers.get(key * sessions + s);
        if (list === undefined) continue;
        const first = lastBefore(list, position, clocks[t * sessions + s]!, t);
        if (first !== undefined && first !== second) forced.push({ first, second, reader: t, key });
      }
    }
  }
  return forced;
}

interface Sessions {
  readonly session: Int32Array;
  /** From 1. */
  readonly position: Int32Array;
  readonly sessions: number;
}

/** Sessions as chains: a transaction of unknown outcome ends its session, and the process begins another one. */
function sessionsOf({ transactions, committed }: Compiled): Sessions {
  const session = new Int32Array(transactions.length);
  const position = new Int32Array(transactions.length);
  const current = new Map<string, { id: number; length: number }>();
  let sessions = 0;
  for (let t = 0; t < transactions.length; t++) {
    if (committed[t] === 0) continue;
    const { process, outcome } = transactions[t]!;
    let chain = current.get(process);
    if (chain === undefined || outcome !== 'ok') {
      const fresh = { id: sessions++, length: 0 };
      if (outcome === 'ok') current.set(process, fresh);
      chain = fresh;
    }
    session[t] = chain.id;
    position[t] = ++chain.length;
  }
  return { session, position, sessions };
}

/** Of each transaction and session, how many of the session's transactions come before it or are itself. */
function clocksOf(
  compiled: Compiled,
  order: Int32Array,
  { session, position, sessions }: Sessions,
): Int32Array {
  const { reads, committed } = compiled;
  const clocks = new Int32Array(committed.length * sessions);
  const before = new Int32Array(committed.length).fill(-1);
  const edges = new Edges();
  addSessions(compiled, edges);
  for (let e = 0; e < edges.count; e++) before[edges.to[e]!] = edges.from[e]!;
  const join = (t: number, other: number) => {
    for (let s = 0; s < sessions; s++) {
      const theirs = clocks[other * sessions + s]!;
      if (theirs > clocks[t * sessions + s]!) clocks[t * sessions + s] = theirs;
    }
  };
  for (const t of order) {
    if (committed[t] === 0) continue;
    if (before[t] !== -1) join(t, before[t]!);
    for (let slot = reads.first[t]!; slot < reads.first[t + 1]!; slot++)
      if (reads.from[slot] !== initial) join(t, reads.from[slot]!);
    clocks[t * sessions + session[t]!] = position[t]!;
  }
  return clocks;
}

/** The last of the session's writers of a key that is among its first `upTo` transactions, and is not the reader. */
function lastBefore(
  list: readonly number[],
  position: Int32Array,
  upTo: number,
  reader: number,
): number | undefined {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (position[list[middle]!]! <= upTo) low = middle + 1;
    else high = middle;
  }
  const last = list[low - 1];
  return last === reader ? list[low - 2] : last;
}

/** The forced orders as edges of their own kind; those against the initial version are left out. */
export function addForced(forced: readonly Forced[], edges: Edges): void {
  for (const { first, second } of forced)
    if (second !== initial) edges.add(first, second, kinds.forced);
}
