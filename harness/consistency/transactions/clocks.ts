/**
 * What each transaction has to see, where that is the beginning of each session: a clock, one number for each session. With
 * it the orders that a reader forces are found by a binary search for each read and session (as in AWDIT, Moldrup and
 * Pavlogiannis 2025, for causal; the levels below it have other clocks and the same search).
 */
import { type Compiled, initial } from './compiled.ts';
import { addReads, addSessions } from './dependencies.ts';
import { Edges, pack, topologicalOrder } from './graph.ts';

/** That U has to come before V, or (V being `initial`) must not have been seen at all, because `reader` read from V. */
export interface Forced {
  readonly first: number;
  readonly second: number;
  readonly reader: number;
  readonly key: number;
}

/** Causal: all that came before, by sessions and reads. */
export type ClockLevel = 'causal' | 'pram' | 'monotonic-writes';

interface Rule {
  /** Whether it sees what the one before it in its session saw, and that one. */
  readonly before: boolean;
  /** Whether it sees all that those saw which it reads from, and them in every key; else what precedes them in their sessions. */
  readonly sources: boolean;
}

const rules: Readonly<Record<ClockLevel, Rule>> = {
  causal: { before: true, sources: true },
  pram: { before: true, sources: false },
  'monotonic-writes': { before: false, sources: false },
};

/** Clocks with more numbers than this are not made. */
const cellsMax = 1 << 27;

export function ordersByClock(compiled: Compiled, level: ClockLevel): Forced[] | 'unknown' {
  const chains = sessionsOf(compiled);
  if (compiled.committed.length * chains.sessions > cellsMax) return 'unknown';
  const order = causalOrder(compiled);
  // A circle of reads and sessions is found by whoever looks for circles; nothing needs to be forced.
  if (order === undefined) return level === 'causal' ? [] : ordersIn(compiled, chains, level);
  return ordersIn(compiled, chains, level, order);
}

/** Who comes before whom by sessions and reads; `undefined` where they go in a circle. `ordersByClock` must have had room. */
export function causalClocks(
  compiled: Compiled,
): { precedes(a: number, b: number): boolean } | undefined {
  const order = causalOrder(compiled);
  if (order === undefined) return undefined;
  const chains = sessionsOf(compiled);
  const clocks = new Clocks(compiled, chains, 'causal');
  for (const t of order) {
    if (compiled.committed[t] === 0) continue;
    clocks.arrive(t);
    clocks.leave(t);
  }
  const { session, position } = chains;
  return { precedes: (a, b) => a !== b && clocks.at(b, session[a]!) >= position[a]! };
}

/** Every transaction after those of its session before it, and after those that it reads from. */
export function causalOrder(compiled: Compiled): Int32Array | undefined {
  const edges = new Edges();
  addReads(compiled, edges);
  addSessions(compiled, edges);
  return topologicalOrder(pack(compiled.committed.length, edges));
}

function ordersIn(
  compiled: Compiled,
  chains: Sessions,
  level: ClockLevel,
  order: Int32Array = Int32Array.from(compiled.committed.keys()),
): Forced[] {
  const { reads, committed } = compiled;
  const { position, sessions } = chains;
  const clocks = new Clocks(compiled, chains, level);
  const writers = writersByCell(compiled, chains);
  const forced: Forced[] = [];
  for (const t of order) {
    if (committed[t] === 0) continue;
    clocks.arrive(t);
    for (let slot = reads.first[t]!; slot < reads.first[t + 1]!; slot++) {
      const key = reads.key[slot]!;
      const second = reads.from[slot]!;
      for (let s = 0; s < sessions; s++) {
        const upTo = clocks.at(t, s);
        const list = upTo === 0 ? undefined : writers.get(key * sessions + s);
        if (list === undefined) continue;
        const first = lastBefore(list, position, upTo, t);
        if (first !== undefined && first !== second) forced.push({ first, second, reader: t, key });
      }
    }
    clocks.leave(t);
  }
  return forced;
}

/** For each key and session, its writers in the order of the session. */
function writersByCell({ committed, writes }: Compiled, { session, sessions }: Sessions) {
  const writers = new Map<number, number[]>();
  for (let t = 0; t < committed.length; t++)
    for (let slot = writes.first[t]!; slot < writes.first[t + 1]!; slot++) {
      const cell = writes.key[slot]! * sessions + session[t]!;
      const list = writers.get(cell);
      if (list === undefined) writers.set(cell, [t]);
      else list.push(t);
    }
  return writers;
}

export interface Sessions {
  readonly session: Int32Array;
  /** From 1. */
  readonly position: Int32Array;
  readonly sessions: number;
}

/** Sessions as chains: a transaction of unknown outcome is a session of its own, since nothing is known to follow it. */
export function sessionsOf({ times, committed }: Compiled): Sessions {
  const session = new Int32Array(committed.length);
  const position = new Int32Array(committed.length);
  /** Of each process its session and, of each session, how long it is already. */
  const current = new Int32Array(committed.length).fill(-1);
  const length = new Int32Array(committed.length);
  let sessions = 0;
  for (let t = 0; t < committed.length; t++) {
    if (committed[t] === 0) continue;
    const process = times.process[t]!;
    const isKnown = times.end[t] !== Number.POSITIVE_INFINITY;
    const id = isKnown && current[process] !== -1 ? current[process]! : sessions++;
    if (isKnown) current[process] = id;
    session[t] = id;
    position[t] = ++length[id]!;
  }
  return { session, position, sessions };
}

/** Of each transaction and session, how many of the session's transactions it has to see. */
class Clocks {
  readonly #compiled: Compiled;
  readonly #chains: Sessions;
  readonly #rule: Rule;
  readonly #before: Int32Array;
  readonly #cells: Int32Array;

  constructor(compiled: Compiled, chains: Sessions, level: ClockLevel) {
    this.#compiled = compiled;
    this.#chains = chains;
    this.#rule = rules[level];
    this.#before = predecessors(compiled);
    this.#cells = new Int32Array(compiled.committed.length * chains.sessions);
  }

  at(t: number, session: number): number {
    return this.#cells[t * this.#chains.sessions + session]!;
  }

  /** What the transaction has to see in every key. */
  arrive(t: number): void {
    const before = this.#before[t]!;
    if (before !== -1 && this.#rule.before) this.#join(t, before);
    for (const source of this.#sources(t)) {
      if (this.#rule.sources) this.#join(t, source);
      else this.#precede(t, source);
    }
  }

  /** What those after it in its session have to see as well. */
  leave(t: number): void {
    if (!this.#rule.before) return;
    for (const source of this.#sources(t)) this.#see(t, source, 0);
    this.#see(t, t, 0);
  }

  *#sources(t: number) {
    const { reads } = this.#compiled;
    for (let slot = reads.first[t]!; slot < reads.first[t + 1]!; slot++)
      if (reads.from[slot] !== initial) yield reads.from[slot]!;
  }

  #see(t: number, other: number, without: 0 | 1): void {
    const { session, position, sessions } = this.#chains;
    const cell = t * sessions + session[other]!;
    this.#cells[cell] = Math.max(this.#cells[cell]!, position[other]! - without);
  }

  #precede(t: number, other: number): void {
    this.#see(t, other, 1);
    // One of unknown outcome is a session of its own, and follows another one.
    if (this.#before[other] !== -1) this.#see(t, this.#before[other]!, 0);
  }

  #join(t: number, other: number): void {
    const { sessions } = this.#chains;
    for (let s = 0; s < sessions; s++) {
      const theirs = this.#cells[other * sessions + s]!;
      if (theirs > this.#cells[t * sessions + s]!) this.#cells[t * sessions + s] = theirs;
    }
  }
}

/** Of each transaction the one before it in its session, or -1. */
export function predecessors(compiled: Compiled): Int32Array {
  const before = new Int32Array(compiled.committed.length).fill(-1);
  const edges = new Edges();
  addSessions(compiled, edges);
  for (let e = 0; e < edges.count; e++) before[edges.to[e]!] = edges.from[e]!;
  return before;
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
