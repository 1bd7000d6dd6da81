/** Levels on a graph whose dependencies are known, with the cycle that breaks one and the name of the anomaly. */
import type { LevelName } from '../levels.ts';
import type { Forced } from './clocks.ts';
import { type Compiled, initial } from './compiled.ts';
import { anyCycle, cycleAfter, cycleWithOne, type Step, type Tangle, tangle } from './cycles.ts';
import {
  addOverwrites,
  addReads,
  addRealTime,
  addSessions,
  addWrites,
  kinds,
  placesOf,
  slotOf,
  type VersionOrder,
} from './dependencies.ts';
import { directOrders } from './forced.ts';
import { Edges } from './graph.ts';
import { edgesOfLists, inferredEdges } from './inferred.ts';
import type { Saturated } from './saturation.ts';
import { shapes } from './shapes.ts';
import { type Witness, witnessOf } from './witness.ts';

export interface KnownGraph {
  /** Absent where only part of the order is known. */
  readonly order: VersionOrder | undefined;
  /** Transactions, and one node for each return. */
  readonly nodes: number;
  readonly edges: Edges;
  /** Whether a level that forbids every cycle holds where these edges have none; so where there is an order. */
  readonly whole: boolean;
  /** What the edges were inferred from, where the order is not known. */
  readonly forced: readonly Forced[];
  readonly tangles: Map<number, Tangle | undefined>;
}

/** Without an order, what can be inferred (inferred.ts). */
export function knownGraph(compiled: Compiled, order: VersionOrder | undefined): KnownGraph {
  const { edges, whole, forced } =
    order === undefined ? inferred(compiled) : { ...ordered(compiled, order), forced: [] };
  addSessions(compiled, edges);
  const times = addRealTime(compiled, edges);
  const nodes = compiled.committed.length + times;
  return { order, nodes, edges, whole, forced, tangles: new Map() };
}

/** What saturation found, which must not be `undefined`, as a graph of its own. */
export function saturatedGraph({ nodes, edges, forced }: Saturated): KnownGraph {
  return { order: undefined, nodes, edges, whole: false, forced, tangles: new Map() };
}

function inferred(compiled: Compiled) {
  if (compiled.model === 'list-append') return { ...edgesOfLists(compiled), forced: [] };
  const forced = directOrders(compiled, 'read-atomic');
  return { edges: inferredEdges(compiled, forced), whole: false, forced };
}

function ordered(compiled: Compiled, order: VersionOrder) {
  const edges = new Edges(compiled.reads.key.length * 2 + 1024);
  addReads(compiled, edges);
  addWrites(order, edges);
  addOverwrites(compiled, order, edges);
  return { edges, whole: true };
}

export function forbiddenCycle(
  compiled: Compiled,
  graph: KnownGraph,
  level: LevelName,
): Witness | undefined {
  const shape = shapes[level];
  const isOfConflicts = shape.forbids === 'conflicts';
  const found = tangleOf(graph, isOfConflicts ? kinds.ww | kinds.wr : shape.edges);
  const steps = found === undefined ? undefined : shapeCycle(found, level);
  const missed = isOfConflicts && steps === undefined ? missedWriter(compiled, graph) : undefined;
  const cycle = steps ?? missed;
  if (cycle === undefined) return undefined;
  const witness = witnessOf(cycle, compiled.committed.length);
  const forced = graph.forced.filter(({ second }) => witness.transactions.includes(second));
  return forced.length === 0 ? witness : { ...witness, forced };
}

function tangleOf(graph: KnownGraph, mask: number): Tangle | undefined {
  if (!graph.tangles.has(mask)) graph.tangles.set(mask, tangle(graph.nodes, graph.edges, mask));
  return graph.tangles.get(mask);
}

function shapeCycle(found: Tangle, level: LevelName): Step[] | undefined {
  const shape = shapes[level];
  if (shape.forbids === 'after') return cycleAfter(found, shape.before!);
  if (shape.forbids === 'single') return cycleWithOne(found);
  return anyCycle(found);
}

/**
 * Update atomic looks no farther than one edge: nobody misses a writer that is before it, be it as the writer of something
 * read or of something overwritten.
 */
function missedWriter(compiled: Compiled, { order }: KnownGraph): Step[] | undefined {
  if (order === undefined) return undefined;
  const { reads, writes, committed } = compiled;
  const places = placesOf(compiled, order);
  const placeIn = (t: number, key: number) => {
    const slot = slotOf(compiled, t, key);
    return slot === -1 ? -1 : places[slot]!;
  };
  for (let t = 0; t < committed.length; t++) {
    const readFrom = new Set(reads.from.subarray(reads.first[t]!, reads.first[t + 1]!));
    const own = writes.key.subarray(writes.first[t]!, writes.first[t + 1]!);
    for (let slot = reads.first[t]!; slot < reads.first[t + 1]!; slot++) {
      const key = reads.key[slot]!;
      const from = reads.from[slot]!;
      const writers = order[key]!;
      for (let at = from === initial ? 0 : placeIn(from, key) + 1; at < writers.length; at++) {
        const writer = writers[at]!;
        if (writer === t) continue;
        const overwrites = own.some((k) => {
          const place = placeIn(writer, k);
          return place !== -1 && place < placeIn(t, k);
        });
        if (!overwrites && !readFrom.has(writer)) continue;
        const kind = overwrites ? kinds.ww : kinds.wr;
        return [
          { from: t, to: writer, kind: kinds.rw },
          { from: writer, to: t, kind },
        ];
      }
    }
  }
  return undefined;
}
