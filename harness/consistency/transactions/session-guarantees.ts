/**
 * The session guarantees (Terry et al. 1994), in the terms of visibility and arbitration of Viotti and Vukolic 2016: what a
 * transaction has to see besides what it read, because of its session or of the sessions of those it saw. Each session may
 * have an arbitration of its own, in which writers come before whoever sees them and versions are in the order that the
 * lists tell. Each read is looked at for itself: that of one transaction all writes are seen is what other levels say. So a
 * session is judged alone, and who sees two concurrent writes in which order is left to it. PRAM has read your writes,
 * monotonic reads and monotonic writes together, and a session's own order in its own eyes.
 */
import { type Forced, ordersByClock, predecessors, sessionsOf } from './clocks.ts';
import { type Compiled, initial } from './compiled.ts';
import { anyCycle, type Step, tangle } from './cycles.ts';
import { kinds } from './dependencies.ts';
import { orderOfFollowed } from './followed-writes.ts';
import { Edges, orderByIndex, pack } from './graph.ts';

export const sessionLevels = [
  'read-your-writes',
  'monotonic-reads',
  'monotonic-writes',
  'writes-follow-reads',
  'pram',
] as const;

export type SessionLevel = (typeof sessionLevels)[number];

/** Orders that readers force upon writers, each of them in the eyes of the reader's session only. */
export function sessionOrders(compiled: Compiled, level: SessionLevel): Forced[] | 'unknown' {
  switch (level) {
    case 'read-your-writes':
      return orderOfOwn(compiled);
    case 'monotonic-reads':
      return orderOfReads(compiled);
    case 'writes-follow-reads':
      return orderOfFollowed(compiled);
    default:
      return ordersByClock(compiled, level);
  }
}

const pairsMax = 4_000_000;

/** A session's writers of a key come before what the session reads in it later. */
function orderOfOwn(compiled: Compiled): Forced[] | 'unknown' {
  const { reads, writes, committed } = compiled;
  const { session } = sessionsOf(compiled);
  const own = new Map<string, number[]>();
  const forced: Forced[] = [];
  const told = new Set<number>();
  const cell = (key: number, t: number) => `${key} ${session[t]}`;
  for (let t = 0; t < committed.length; t++) {
    for (let slot = reads.first[t]!; slot < reads.first[t + 1]!; slot++) {
      const [key, second] = [reads.key[slot]!, reads.from[slot]!];
      for (const first of own.get(cell(key, t)) ?? []) {
        const pair = first * (committed.length + 1) + second + 1;
        if (first === second || (told.has(pair) && second !== initial)) continue;
        if (told.add(pair).size > pairsMax) return 'unknown';
        forced.push({ first, second, reader: t, key });
      }
    }
    for (let at = writes.first[t]!; at < writes.first[t + 1]!; at++) {
      const list = own.get(cell(writes.key[at]!, t));
      if (list === undefined) own.set(cell(writes.key[at]!, t), [t]);
      else list.push(t);
    }
  }
  return forced;
}

/** Whoever was seen in a session comes before what the session reads later of the same key. */
function orderOfReads(compiled: Compiled): Forced[] {
  const { reads, writes, committed } = compiled;
  const { session } = sessionsOf(compiled);
  const forced: Forced[] = [];
  /** By key and session: the writers seen that are not known to come before another one of them. */
  const seen = new Map<string, Set<number>>();
  const cell = (key: number, t: number) => `${key} ${session[t]}`;
  for (let t = 0; t < committed.length; t++) {
    const [begin, end] = [reads.first[t]!, reads.first[t + 1]!];
    for (let slot = begin; slot < end; slot++) {
      const [key, second] = [reads.key[slot]!, reads.from[slot]!];
      const others = seen.get(cell(key, t));
      if (others === undefined) continue;
      for (const first of others)
        if (first !== second && first !== t) forced.push({ first, second, reader: t, key });
    }
    // What was seen comes before what was read now. All reads of a transaction are compared with what its session saw before
    // it, not with each other, so this waits until the last of them.
    for (let slot = begin; slot < end; slot++)
      if (reads.from[slot] !== initial) seen.delete(cell(reads.key[slot]!, t));
    for (let slot = begin; slot < end; slot++) {
      const from = reads.from[slot]!;
      if (from === initial) continue;
      for (let at = writes.first[from]!; at < writes.first[from + 1]!; at++) {
        const others = seen.get(cell(writes.key[at]!, t));
        if (others === undefined) seen.set(cell(writes.key[at]!, t), new Set([from]));
        else others.add(from);
      }
    }
  }
  return forced;
}

/** Edges that every session's arbitration has, for all transactions. */
function addRelation(compiled: Compiled, level: SessionLevel, edges: Edges): void {
  if (level === 'monotonic-writes' || level === 'pram') addWritersInSessions(compiled, edges);
  if (level === 'writes-follow-reads') addFollowing(compiled, edges);
}

function addWritersInSessions({ transactions, committed, writes }: Compiled, edges: Edges): void {
  const last = new Map<string, number>();
  for (let t = 0; t < transactions.length; t++) {
    if (committed[t] === 0 || writes.first[t] === writes.first[t + 1]) continue;
    const { process, outcome } = transactions[t]!;
    const before = last.get(process);
    if (before !== undefined) edges.add(before, t, kinds.session);
    if (outcome === 'ok') last.set(process, t);
  }
}

/**
 * A node for each transaction stands for what its session has read so far, numbered after all transactions; a writer comes
 * after its node.
 */
function addFollowing(compiled: Compiled, edges: Edges): void {
  const { reads, writes, committed } = compiled;
  const count = committed.length;
  const before = predecessors(compiled);
  for (let t = 0; t < count; t++) {
    if (committed[t] === 0) continue;
    for (let slot = reads.first[t]!; slot < reads.first[t + 1]!; slot++)
      if (reads.from[slot] !== initial) edges.add(reads.from[slot]!, count + t, kinds.wr);
    if (before[t] !== -1) edges.add(count + before[t]!, count + t, kinds.session);
    if (writes.first[t] !== writes.first[t + 1]) edges.add(count + t, t, kinds.follows);
  }
}

/** A cycle in the eyes of some session; `base` holds what all of them agree upon. */
export function sessionCycle(
  compiled: Compiled,
  level: SessionLevel,
  { base, forced }: { base: Edges; forced: readonly Forced[] },
): Step[] | undefined {
  const count = compiled.committed.length;
  addRelation(compiled, level, base);
  const all = tangle(2 * count, base, -1);
  if (all !== undefined) return anyCycle(all);
  // What agrees with one order that the base allows can close no cycle, and that is nearly everything.
  const rank = orderByIndex(pack(2 * count, base));
  const rankOf = (node: number) => (node < count ? rank[node]! : rank[node - count]! - 0.5);
  for (const own of ordersOfSessions(compiled, level, forced).values()) {
    if (own.every(({ from, to }) => rankOf(from) < rankOf(to))) continue;
    const edges = new Edges(base.count + own.length);
    for (let e = 0; e < base.count; e++) edges.add(base.from[e]!, base.to[e]!, base.kind[e]!);
    for (const { from, to, kind } of own) edges.add(from, to, kind);
    const found = tangle(2 * count, edges, -1);
    if (found !== undefined) return anyCycle(found);
  }
  return undefined;
}

/** By session, what it adds in its own eyes. */
function ordersOfSessions(
  compiled: Compiled,
  level: SessionLevel,
  forced: readonly Forced[],
): Map<number, Step[]> {
  const { session } = sessionsOf(compiled);
  const bySession = new Map<number, Step[]>();
  const add = (reader: number, step: Step) => {
    const steps = bySession.get(session[reader]!);
    if (steps === undefined) bySession.set(session[reader]!, [step]);
    else steps.push(step);
  };
  const before = predecessors(compiled);
  for (const [t, from] of before.entries()) {
    // One of unknown outcome is a session of its own, but began after the one before it in the eyes of that one's session.
    if (from !== -1 && (session[from] === session[t] || level === 'pram'))
      for (const step of ownSteps(compiled, level, from, t)) add(from, step);
  }
  for (const { first, second, reader } of forced)
    if (second !== initial) add(reader, { from: first, to: second, kind: kinds.forced });
  return bySession;
}

/**
 * What a transaction has to see because of the one before it in its session. The node that stands for what the session has
 * written, or seen, is numbered as in addFollowing.
 */
function ownSteps(compiled: Compiled, level: SessionLevel, from: number, t: number): Step[] {
  const { reads, writes, committed } = compiled;
  const count = committed.length;
  if (level === 'pram') return [{ from, to: t, kind: kinds.session }];
  if (level !== 'read-your-writes' && level !== 'monotonic-reads') return [];
  const steps: Step[] = [{ from: count + from, to: count + t, kind: kinds.session }];
  if (reads.first[t] !== reads.first[t + 1])
    steps.push({ from: count + t, to: t, kind: kinds.session });
  if (level === 'read-your-writes' && writes.first[from] !== writes.first[from + 1])
    steps.push({ from, to: count + t, kind: kinds.session });
  if (level === 'monotonic-reads')
    for (let slot = reads.first[from]!; slot < reads.first[from + 1]!; slot++)
      if (reads.from[slot] !== initial)
        steps.push({ from: reads.from[slot]!, to: count + t, kind: kinds.follows });
  return steps;
}
