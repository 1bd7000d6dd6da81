/** Read uncommitted, read committed, monotonic atomic view, read atomic and causal: exact, and in near-linear time. */
import type { LevelName } from '../levels.ts';
import type { AnomalyName } from './anomalies.ts';
import { type Compiled, initial } from './compiled.ts';
import { anyCycle, tangle } from './cycles.ts';
import { addReads, addSessions, addWrites, kinds } from './dependencies.ts';
import { addForced, type Forced, type ForcedLevel, forcedOrders } from './forced.ts';
import { Edges } from './graph.ts';
import { type Witness, witnessOf } from './witness.ts';

export type WeakResult = 'ok' | 'unknown' | Witness;

const anomalyOf: Readonly<Record<ForcedLevel, AnomalyName>> = {
  'monotonic-atomic-view': 'G-monotonic',
  'read-atomic': 'fractured-read',
  causal: 'causality-violation',
};

function isForced(level: LevelName): level is ForcedLevel {
  return level in anomalyOf;
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
  const forced = isForced(level) ? forcedOrders(compiled, level) : [];
  if (forced === 'unknown') return 'unknown';
  const missed = forced.find(({ second }) => second === initial);
  if (missed !== undefined && isForced(level)) {
    const transactions = [missed.first, missed.reader];
    return { anomaly: anomalyOf[level], transactions, forced: [missed] };
  }
  addForced(forced, edges);
  const found = tangle(compiled.committed.length, edges, -1);
  const cycle = found === undefined ? undefined : anyCycle(found);
  return cycle === undefined ? 'ok' : weakWitness(cycle, forced, level);
}

function weakWitness(
  cycle: NonNullable<ReturnType<typeof anyCycle>>,
  forced: readonly Forced[],
  level: LevelName,
): Witness {
  const used = cycle
    .filter(({ kind }) => kind === kinds.forced)
    .map(({ from, to }) => forced.find(({ first, second }) => first === from && second === to)!);
  const witness = witnessOf(cycle, Number.POSITIVE_INFINITY);
  if (used.length === 0 || !isForced(level)) return witness;
  const readers = used.map(({ reader }) => reader);
  const transactions = [...new Set([...witness.transactions, ...readers])];
  return { ...witness, anomaly: anomalyOf[level], transactions, forced: used };
}
