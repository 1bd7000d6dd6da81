/** Read uncommitted to causal, and the session guarantees: exact, and in near-linear time. */
import type { LevelName } from '../levels.ts';
import type { AnomalyName } from './anomalies.ts';
import type { Forced } from './clocks.ts';
import { type Compiled, initial } from './compiled.ts';
import { anyCycle, type Step, tangle } from './cycles.ts';
import { addReads, addSessions, addWrites, kinds } from './dependencies.ts';
import { addForced, type ForcedLevel, forcedOrders } from './forced.ts';
import { Edges } from './graph.ts';
import {
  type SessionLevel,
  sessionCycle,
  sessionLevels,
  sessionOrders,
} from './session-guarantees.ts';
import { type Witness, witnessOf } from './witness.ts';

export type WeakResult = 'ok' | 'unknown' | Witness;

const anomalyOf: Readonly<Record<ForcedLevel | SessionLevel, AnomalyName>> = {
  'read-your-writes': 'missed-own-write',
  'monotonic-reads': 'non-monotonic-read',
  'monotonic-writes': 'non-monotonic-write',
  'writes-follow-reads': 'write-before-its-cause',
  pram: 'session-violation',
  'monotonic-atomic-view': 'G-monotonic',
  'read-atomic': 'fractured-read',
  causal: 'causality-violation',
};

function hasOwnAnomaly(level: LevelName): level is ForcedLevel | SessionLevel {
  return Object.hasOwn(anomalyOf, level);
}

function isOfSessions(level: LevelName): level is SessionLevel {
  return (sessionLevels as readonly string[]).includes(level);
}

function isForced(level: LevelName): level is ForcedLevel {
  return hasOwnAnomaly(level) && !isOfSessions(level);
}

/** Assumes that there are no findings against the level (compiled.ts). */
export function weakLevel(compiled: Compiled, level: LevelName): WeakResult {
  const edges = new Edges();
  addWrites(compiled.known, edges);
  compiled.open.forEach((open, key) => {
    const last = compiled.known[key]!.at(-1);
    if (last !== undefined) for (const writer of open) edges.add(last, writer, kinds.ww);
  });
  if (level !== 'read-uncommitted') addReads(compiled, edges);
  if (level === 'causal') addSessions(compiled, edges);
  const forced = ordersOf(compiled, level);
  if (forced === 'unknown') return 'unknown';
  const missed = forced.find(({ second }) => second === initial);
  if (missed !== undefined && hasOwnAnomaly(level)) {
    const transactions = [missed.first, missed.reader];
    return { anomaly: anomalyOf[level], transactions, forced: [missed] };
  }
  const cycle = isOfSessions(level)
    ? sessionCycle(compiled, level, { base: edges, forced })
    : forcedCycle(compiled, edges, forced);
  return cycle === undefined ? 'ok' : weakWitness(compiled, { cycle, forced, level });
}

function ordersOf(compiled: Compiled, level: LevelName): Forced[] | 'unknown' {
  if (isOfSessions(level)) return sessionOrders(compiled, level);
  return isForced(level) ? forcedOrders(compiled, level) : [];
}

function forcedCycle(compiled: Compiled, edges: Edges, forced: readonly Forced[]) {
  addForced(forced, edges);
  const found = tangle(compiled.committed.length, edges, -1);
  return found === undefined ? undefined : anyCycle(found);
}

interface Found {
  readonly cycle: readonly Step[];
  readonly forced: readonly Forced[];
  readonly level: LevelName;
}

function weakWitness({ committed }: Compiled, { cycle, forced, level }: Found): Witness {
  const used = cycle
    .filter(({ kind }) => kind === kinds.forced)
    .map(({ from, to }) => forced.find(({ first, second }) => first === from && second === to)!);
  const witness = witnessOf(cycle, committed.length);
  const isPlain = used.length === 0 && !isOfSessions(level);
  if (isPlain || !hasOwnAnomaly(level)) return witness;
  const readers = used.map(({ reader }) => reader);
  const transactions = [...new Set([...witness.transactions, ...readers])];
  return { ...witness, anomaly: anomalyOf[level], transactions, forced: used };
}
