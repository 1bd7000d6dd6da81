/**
 * Directed graphs of many nodes in typed arrays: edges are appended, then packed by source once, and searched for
 * strongly connected components (Tarjan 1972, without recursion) and for short cycles. Nothing here knows transactions;
 * an edge carries a small integer, its kind, for whoever wants to tell edges apart.
 */

/** Edges in the order in which they came. */
export class Edges {
  count = 0;
  from: Int32Array;
  to: Int32Array;
  kind: Uint8Array;

  constructor(capacity = 1024) {
    this.from = new Int32Array(capacity);
    this.to = new Int32Array(capacity);
    this.kind = new Uint8Array(capacity);
  }

  add(from: number, to: number, kind: number): void {
    if (this.count === this.from.length) this.#grow();
    this.from[this.count] = from;
    this.to[this.count] = to;
    this.kind[this.count] = kind;
    this.count++;
  }

  #grow(): void {
    const larger = <T extends Int32Array | Uint8Array>(old: T, fresh: T): T => {
      fresh.set(old);
      return fresh;
    };
    const capacity = this.from.length * 2;
    this.from = larger(this.from, new Int32Array(capacity));
    this.to = larger(this.to, new Int32Array(capacity));
    this.kind = larger(this.kind, new Uint8Array(capacity));
  }
}

/** Edges packed by their source: those of node n are at `start[n]` to `start[n + 1]` of `target` and `kind`. */
export interface Graph {
  readonly nodes: number;
  readonly start: Int32Array;
  readonly target: Int32Array;
  readonly kind: Uint8Array;
}

/** `mask`: only edges whose kind shares a bit with it. */
export function pack(nodes: number, edges: Edges, mask = -1): Graph {
  const { from, to, kind } = edges;
  const start = new Int32Array(nodes + 1);
  let count = 0;
  for (let e = 0; e < edges.count; e++) {
    if ((kind[e]! & mask) === 0) continue;
    start[from[e]! + 1]!++;
    count++;
  }
  for (let n = 0; n < nodes; n++) start[n + 1]! += start[n]!;
  const next = start.slice(0, nodes);
  const target = new Int32Array(count);
  const kinds = new Uint8Array(count);
  for (let e = 0; e < edges.count; e++) {
    if ((kind[e]! & mask) === 0) continue;
    const at = next[from[e]!]!++;
    target[at] = to[e]!;
    kinds[at] = kind[e]!;
  }
  return { nodes, start, target, kind: kinds };
}

export interface Components {
  /** Of each node; components are numbered in reverse topological order: an edge never leads to a higher number. */
  readonly of: Int32Array;
  readonly count: number;
  /** The nodes of every component that holds a cycle. */
  readonly cyclic: readonly (readonly number[])[];
}

export function components(graph: Graph): Components {
  const { nodes, start, target } = graph;
  const of = new Int32Array(nodes).fill(-1);
  const low = new Int32Array(nodes);
  const index = new Int32Array(nodes);
  const cursor = new Int32Array(nodes);
  const stack = new Int32Array(nodes);
  const path = new Int32Array(nodes);
  const cyclic: number[][] = [];
  let [height, depth, counter, count] = [0, 0, 0, 0];
  for (let root = 0; root < nodes; root++) {
    if (index[root] !== 0) continue;
    path[depth++] = root;
    while (depth > 0) {
      const node = path[depth - 1]!;
      if (index[node] === 0) {
        index[node] = low[node] = ++counter;
        cursor[node] = start[node]!;
        stack[height++] = node;
      }
      let deeper = false;
      const end = start[node + 1]!;
      while (cursor[node]! < end) {
        const next = target[cursor[node]!++]!;
        if (index[next] === 0) {
          path[depth++] = next;
          deeper = true;
          break;
        }
        if (of[next] === -1 && index[next]! < low[node]!) low[node] = index[next]!;
      }
      if (deeper) continue;
      depth--;
      const parent = depth > 0 ? path[depth - 1]! : -1;
      if (parent >= 0 && low[node]! < low[parent]!) low[parent] = low[node]!;
      if (low[node] !== index[node]) continue;
      const bottom = height;
      do of[stack[--height]!] = count;
      while (stack[height] !== node);
      const members = stack.subarray(height, bottom);
      if (members.length > 1 || hasEdge(graph, node, node)) cyclic.push([...members]);
      count++;
    }
  }
  return { of, count, cyclic };
}

export function hasEdge({ start, target }: Graph, from: number, to: number): boolean {
  for (let e = start[from]!; e < start[from + 1]!; e++) if (target[e] === to) return true;
  return false;
}

/** The nodes in an order that every edge follows; `undefined` if there is a cycle. */
export function topologicalOrder(graph: Graph): Int32Array | undefined {
  const { nodes, start, target } = graph;
  const waiting = new Int32Array(nodes);
  for (const to of target) waiting[to]!++;
  const order = new Int32Array(nodes);
  let filled = 0;
  for (let n = 0; n < nodes; n++) if (waiting[n] === 0) order[filled++] = n;
  for (let at = 0; at < filled; at++) {
    const node = order[at]!;
    for (let e = start[node]!; e < start[node + 1]!; e++)
      if (--waiting[target[e]!]! === 0) order[filled++] = target[e]!;
  }
  return filled === nodes ? order : undefined;
}

/**
 * Of each node its place in an order that every edge follows and that keeps to the numbers of the nodes where it can; the
 * graph must have no cycle.
 */
export function orderByIndex({ nodes, start, target }: Graph): Int32Array {
  const waiting = new Int32Array(nodes);
  for (const to of target) waiting[to]!++;
  const rank = new Int32Array(nodes);
  const ready: number[] = [];
  let placed = 0;
  const place = (first: number) => {
    ready.push(first);
    for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
      rank[node] = placed++;
      for (let e = start[node]!; e < start[node + 1]!; e++) {
        const to = target[e]!;
        // Those before the one at hand have waited; those behind it will be come upon.
        if (--waiting[to]! === 0 && to < first) ready.push(to);
      }
    }
  };
  for (let node = 0; node < nodes; node++) if (waiting[node] === 0) place(node);
  return rank;
}

/** A shortest path of at least one edge, as edge positions of the graph; `inside` limits where it may go. */
export function shortestPath(
  graph: Graph,
  from: number,
  to: number,
  inside: (node: number) => boolean = () => true,
): number[] | undefined {
  const { start, target } = graph;
  const arrival = new Map<number, { edge: number; before: number }>();
  let frontier = [from];
  while (frontier.length > 0) {
    const next: number[] = [];
    for (const node of frontier) {
      for (let e = start[node]!; e < start[node + 1]!; e++) {
        const reached = target[e]!;
        if (arrival.has(reached) || !inside(reached)) continue;
        arrival.set(reached, { edge: e, before: node });
        if (reached === to) return backwards(arrival, from, to);
        next.push(reached);
      }
    }
    frontier = next;
  }
  return undefined;
}

function backwards(
  arrival: ReadonlyMap<number, { edge: number; before: number }>,
  from: number,
  to: number,
): number[] {
  const edges: number[] = [];
  let node = to;
  do {
    const { edge, before } = arrival.get(node)!;
    edges.push(edge);
    node = before;
  } while (node !== from);
  return edges.reverse();
}

/** Nodes of a component from which cycles are looked for: in a large one, that many spread over it. */
const startsMax = 64;

/** A short cycle, as edge positions: the shortest through any of the nodes tried. */
export function shortCycle(graph: Graph, component: readonly number[]): number[] {
  const members = new Set(component);
  const stride = Math.max(1, Math.floor(component.length / startsMax));
  let best: number[] | undefined;
  for (let at = 0; at < component.length; at += stride) {
    const found = shortestPath(graph, component[at]!, component[at]!, (n) => members.has(n));
    if (found !== undefined && (best === undefined || found.length < best.length)) best = found;
    if (best !== undefined && best.length <= 2) break;
  }
  if (best === undefined) throw new Error('unreachable: a component without a cycle');
  return best;
}
