/**
 * Whether a graph of dependencies holds a cycle of a forbidden shape (shapes.ts), and a short one if so. Everything
 * happens within the strongly connected components, which in a history of a sound system are none.
 */
import { kinds } from './dependencies.ts';
import {
  components,
  Edges,
  type Graph,
  pack,
  shortCycle,
  shortestPath,
  topologicalOrder,
} from './graph.ts';

export interface Step {
  readonly from: number;
  readonly to: number;
  /** One of `kinds`. */
  readonly kind: number;
}

/** Edges whose kind is in the set, and that stay within one component of theirs; with what node they were before. */
export interface Tangle {
  /** The node in the whole graph of each node here. */
  readonly nodes: readonly number[];
  readonly edges: Edges;
}

/** Only what can be part of a cycle; `undefined` if nothing can. */
export function tangle(nodes: number, edges: Edges, mask: number): Tangle | undefined {
  const graph = pack(nodes, edges, mask);
  if (topologicalOrder(graph) !== undefined) return undefined;
  const { cyclic } = components(graph);
  const place = new Int32Array(nodes).fill(-1);
  const component = new Int32Array(nodes);
  const members: number[] = [];
  cyclic.forEach((each, index) => {
    for (const node of each) {
      component[node] = index;
      place[node] = members.push(node) - 1;
    }
  });
  const inside = new Edges();
  for (let e = 0; e < edges.count; e++) {
    if ((edges.kind[e]! & mask) === 0) continue;
    const [from, to] = [edges.from[e]!, edges.to[e]!];
    if (place[from] !== -1 && place[to] !== -1 && component[from] === component[to])
      inside.add(place[from]!, place[to]!, edges.kind[e]!);
  }
  return { nodes: members, edges: inside };
}

/** A short cycle of any edges. */
export function anyCycle({ nodes, edges }: Tangle): Step[] | undefined {
  const graph = pack(nodes.length, edges);
  const { cyclic } = components(graph);
  let best: Step[] | undefined;
  for (const component of cyclic.slice(0, componentsMax)) {
    const cycle = stepsOf(graph, shortCycle(graph, component), nodes);
    if (best === undefined || cycle.length < best.length) best = cycle;
  }
  return best;
}

const componentsMax = 200;

/**
 * A cycle in which every rw follows an edge of `before`. In the graph of pairs (node, what led to it) an rw leaves only
 * where an edge of `before` arrived, so that such cycles are simply cycles there.
 */
export function cycleAfter({ nodes, edges }: Tangle, before: number): Step[] | undefined {
  const count = nodes.length;
  const pairs = new Edges(Math.max(1, edges.count * 2));
  for (let e = 0; e < edges.count; e++) {
    const [from, to, kind] = [edges.from[e]!, edges.to[e]!, edges.kind[e]!];
    const arrival = (kind & before) !== 0 ? to : count + to;
    pairs.add(from, arrival, kind);
    if (kind !== kinds.rw) pairs.add(count + from, arrival, kind);
  }
  return anyCycle({ nodes: [...nodes, ...nodes], edges: pairs });
}

/** A cycle with at most one rw. */
export function cycleWithOne({ nodes, edges }: Tangle): Step[] | undefined {
  const count = nodes.length;
  const others = new Edges(Math.max(1, edges.count));
  const overwrites: number[] = [];
  for (let e = 0; e < edges.count; e++) {
    if (edges.kind[e] === kinds.rw) overwrites.push(e);
    else others.add(edges.from[e]!, edges.to[e]!, edges.kind[e]!);
  }
  const graph = pack(count, others);
  const order = topologicalOrder(graph);
  if (order === undefined) return anyCycle({ nodes, edges: others });
  const found = closedOverwrite(graph, order, edges, overwrites);
  if (found === undefined) return undefined;
  const [from, to] = [edges.from[found]!, edges.to[found]!];
  const back = stepsOf(graph, shortestPath(graph, to, from)!, nodes);
  return [{ from: nodes[from]!, to: nodes[to]!, kind: kinds.rw }, ...back];
}

/** An rw from whose target its source is reached; 32 of them are followed at once, a bit for each. */
function closedOverwrite(
  graph: Graph,
  order: Int32Array,
  edges: Edges,
  overwrites: readonly number[],
): number | undefined {
  const reached = new Int32Array(graph.nodes);
  for (let block = 0; block < overwrites.length; block += 32) {
    const some = overwrites.slice(block, block + 32);
    reached.fill(0);
    some.forEach((e, bit) => {
      reached[edges.to[e]!]! |= 1 << bit;
    });
    for (const node of order) {
      const bits = reached[node]!;
      if (bits === 0) continue;
      for (let e = graph.start[node]!; e < graph.start[node + 1]!; e++)
        reached[graph.target[e]!]! |= bits;
    }
    const found = some.find((e, bit) => (reached[edges.from[e]!]! & (1 << bit)) !== 0);
    if (found !== undefined) return found;
  }
  return undefined;
}

function stepsOf(graph: Graph, cycle: readonly number[], nodes: readonly number[]): Step[] {
  // The source of an edge is the target of the one before it; that of the first, of the last.
  const last = cycle[cycle.length - 1]!;
  let from = graph.target[last]!;
  if (!hasEdgeAt(graph, from, cycle[0]!)) from = sourceOf(graph, cycle[0]!);
  return cycle.map((edge) => {
    const step = { from: nodes[from]!, to: nodes[graph.target[edge]!]!, kind: graph.kind[edge]! };
    from = graph.target[edge]!;
    return step;
  });
}

function hasEdgeAt({ start }: Graph, node: number, edge: number): boolean {
  return start[node]! <= edge && edge < start[node + 1]!;
}

function sourceOf({ start }: Graph, edge: number): number {
  let [low, high] = [0, start.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (start[middle]! <= edge) low = middle;
    else high = middle;
  }
  return low;
}
