/**
 * Registers whose writes are all different, in log-linear time (Gibbons and Korach, Testing Shared Memories, 1997, section
 * 4). A write and the reads of its value form a cluster, and its zone lies between the first return and the last
 * invocation in it. Zones run forward (first return < last invocation) or backward. There is an order exactly when no
 * two forward zones overlap and no backward zone lies inside a forward one. Other histories are declined, not guessed.
 */
import type { Budget } from './budget.ts';
import type { Finding } from './finding.ts';
import type { History, RegisterAccess } from './history.ts';
import { mapKey } from './plain.ts';
import type { AnyObject } from './steps.ts';

interface Cluster {
  /** Absent in the cluster of the initial value, which was there before everything. */
  write: number | undefined;
  readonly reads: number[];
  /** The operation that returns first, and its return; likewise the one invoked last. */
  firstReturn: number;
  first: number | undefined;
  lastInvoke: number;
  last: number | undefined;
}

/** `undefined`: not a history of this kind. All results are indices into `history`. */
export function judgeRegister(
  history: History,
  object: AnyObject,
  budget: Budget,
): Finding | undefined {
  if (object.asRegister === undefined) return undefined;
  const clusters = gather(history, object, budget);
  if (clusters === undefined || !(clusters instanceof Map)) return clusters;
  const all = [...clusters.values()];
  for (const cluster of all) {
    const early = readBeforeWrite(history, cluster);
    if (early !== undefined) return early;
  }
  return contradiction(history, all) ?? { type: 'order', order: inOrder(history, all) };
}

/** Clusters by value; a violation when a value was read that nobody wrote; `undefined` when two writes are alike. */
function gather(
  history: History,
  object: AnyObject,
  budget: Budget,
): Map<unknown, Cluster> | Finding | undefined {
  const accesses = accessesOf(history, object);
  if (accesses === undefined) return undefined;
  const clusters = new Map<unknown, Cluster>();
  const reader = accesses.find(({ access }) => access.type === 'read');
  if (reader !== undefined) {
    const { input } = history[reader.index]!;
    const initial = object.apply(object.initial, input)[0]!.output;
    const { value } = object.asRegister!(input, initial)!;
    clusters.set(mapKey(value), cluster(undefined, -Infinity));
  }
  for (const { index, access } of accesses) {
    if (!budget.spend()) return undefined;
    if (access.type === 'read') continue;
    const name = mapKey(access.value);
    if (clusters.has(name)) return undefined;
    clusters.set(name, cluster(index, history[index]!.return));
  }
  for (const { index, access } of accesses) {
    if (access.type === 'write' || history[index]!.outcome !== 'ok') continue;
    const source = clusters.get(mapKey(access.value));
    if (source === undefined) return { type: 'none', stuck: index, core: [index] };
    source.reads.push(index);
  }
  return settle(history, clusters);
}

/** What happened, or may have, as reads and writes; `undefined` when something is neither. */
function accessesOf(history: History, object: AnyObject): Indexed[] | undefined {
  const accesses: Indexed[] = [];
  for (const [index, { input, output, outcome }] of history.entries()) {
    if (outcome === 'fail') continue;
    const access = object.asRegister!(input, output);
    if (access === undefined) return undefined;
    accesses.push({ index, access });
  }
  return accesses;
}

interface Indexed {
  readonly index: number;
  readonly access: RegisterAccess;
}

function cluster(write: number | undefined, returned: number): Cluster {
  const firstReturn = returned;
  return { write, reads: [], firstReturn, first: write, lastInvoke: -Infinity, last: write };
}

// An unknown write returns at infinity. If nobody read its value, its zone ends there too, which contradicts nothing.
function settle(history: History, clusters: Map<unknown, Cluster>): Map<unknown, Cluster> {
  for (const zone of clusters.values()) {
    const { write, reads } = zone;
    if (write !== undefined) zone.lastInvoke = history[write]!.invoke;
    for (const read of reads) {
      const { invoke, return: returned } = history[read]!;
      if (returned < zone.firstReturn) [zone.firstReturn, zone.first] = [returned, read];
      if (invoke > zone.lastInvoke) [zone.lastInvoke, zone.last] = [invoke, read];
    }
  }
  return clusters;
}

function readBeforeWrite(
  history: History,
  { write, first, firstReturn }: Cluster,
): Finding | undefined {
  if (write === undefined || first === undefined) return undefined;
  if (firstReturn >= history[write]!.invoke) return undefined;
  return { type: 'none', stuck: first, core: [first, write] };
}

const isForward = (zone: Cluster) => zone.firstReturn < zone.lastInvoke;

function contradiction(history: History, clusters: readonly Cluster[]): Finding | undefined {
  const forward = clusters.filter(isForward).sort((a, b) => a.firstReturn - b.firstReturn);
  for (let index = 1; index < forward.length; index++) {
    const [a, b] = [forward[index - 1]!, forward[index]!];
    if (b.firstReturn < a.lastInvoke) return conflict(history, a, b);
  }
  for (const zone of clusters) {
    if (isForward(zone)) continue;
    const around = lastBefore(forward, zone.lastInvoke);
    if (around !== undefined && zone.firstReturn < around.lastInvoke)
      return conflict(history, around, zone);
  }
  return undefined;
}

/** The last of these zones, which do not overlap, that begins before the position. */
function lastBefore(zones: readonly Cluster[], position: number): Cluster | undefined {
  let [low, high] = [0, zones.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (zones[middle]!.firstReturn < position) low = middle + 1;
    else high = middle;
  }
  return zones[low - 1];
}

// Each of the two must come before the other: one of its operations returned before one of the other's was invoked.
function conflict(history: History, a: Cluster, b: Cluster): Finding {
  const core = [a.write, a.first, a.last, b.write, b.first, b.last].filter(
    (op) => op !== undefined,
  );
  const distinct = [...new Set(core)].sort((x, y) => history[x]!.invoke - history[y]!.invoke);
  const stuck = distinct[distinct.length - 1]!;
  return { type: 'none', stuck, core: distinct };
}

/** Clusters by the beginning of their zones, backward ones first where zones begin together; the write, then its reads. */
function inOrder(history: History, clusters: readonly Cluster[]): number[] {
  const start = (zone: Cluster) => Math.min(zone.firstReturn, zone.lastInvoke);
  const sorted = [...clusters].sort((a, b) => {
    const [x, y] = [start(a), start(b)];
    return x === y ? Number(isForward(a)) - Number(isForward(b)) : x < y ? -1 : 1;
  });
  return sorted.flatMap(({ write, reads }) => {
    const later = reads.sort((a, b) => history[a]!.invoke - history[b]!.invoke);
    return write === undefined ? later : [write, ...later];
  });
}
