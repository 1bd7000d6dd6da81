/**
 * Strongly connected components (Tarjan, Depth-First Search and Linear Graph Algorithms, SIAM J. Comput. 1972) of a part
 * of a graph, without recursion and in typed arrays: graphs have millions of nodes. One finder serves many searches, each
 * within a component that an earlier one found.
 */
import type { Digraph } from './graph.ts';

export type EdgeFilter = (node: number, edge: number) => boolean;

/** Component i has the nodes order[bounds[i] .. bounds[i + 1]), sorted, and the region `first + i`. */
export interface Components {
  readonly order: Int32Array;
  readonly bounds: readonly number[];
  readonly first: number;
}

export class ComponentFinder {
  /** The component that a node was found in last; -1 for nodes from which no allowed edge leads back. */
  readonly region: Int32Array;
  private readonly graph: Digraph;
  private regions = 1;
  private readonly index: Int32Array;
  private readonly low: Int32Array;
  /** Nodes whose component is not known yet, and the path of the search with the edge each node is at. */
  private readonly open: Int32Array;
  private readonly path: Int32Array;
  private readonly cursors: Int32Array;
  private counter = 0;
  private openSize = 0;

  constructor(graph: Digraph, size: number) {
    this.graph = graph;
    this.region = new Int32Array(size);
    this.index = new Int32Array(size);
    this.low = new Int32Array(size);
    this.open = new Int32Array(size);
    this.path = new Int32Array(size);
    this.cursors = new Int32Array(size);
  }

  /** The components of the region's nodes by edges that `allows`; those without an edge inside are left out. */
  find(nodes: Int32Array, within: number, allows: EdgeFilter | undefined): Components {
    const { index, region } = this;
    const order = new Int32Array(nodes.length);
    const bounds = [0];
    const first = this.regions;
    for (const node of nodes) index[node] = 0;
    this.counter = 0;
    let filled = 0;
    const close = (root: number, hasEdge: boolean): void => {
      const from = filled;
      let node: number;
      do {
        node = this.open[--this.openSize] as number;
        // Closed nodes are met again by edges from other components.
        region[node] = hasEdge ? this.regions : -1;
        if (hasEdge) order[filled++] = node;
      } while (node !== root);
      if (!hasEdge) return;
      order.subarray(from, filled).sort();
      bounds.push(filled);
      this.regions++;
    };
    for (const node of nodes)
      if (index[node] === 0 && region[node] === within) this.search(node, within, allows, close);
    return { order: order.subarray(0, filled), bounds, first };
  }

  private search(
    root: number,
    within: number,
    allows: EdgeFilter | undefined,
    close: (root: number, hasEdge: boolean) => void,
  ): void {
    const { index, low, path, cursors, region } = this;
    const { starts, targets } = this.graph;
    let depth = 0;
    const enter = (node: number): void => {
      index[node] = ++this.counter;
      low[node] = this.counter;
      this.open[this.openSize++] = node;
      path[depth] = node;
      cursors[depth++] = starts[node] as number;
    };
    enter(root);
    while (depth > 0) {
      const node = path[depth - 1] as number;
      const edge = cursors[depth - 1] as number;
      if (edge < (starts[node + 1] as number)) {
        cursors[depth - 1] = edge + 1;
        const target = targets[edge] as number;
        // Only nodes that are open or not met yet still have the region that is searched.
        if (region[target] !== within) continue;
        if (allows !== undefined && !allows(node, edge)) continue;
        if (index[target] === 0) enter(target);
        else low[node] = Math.min(low[node] as number, index[target] as number);
        continue;
      }
      depth--;
      if (depth > 0) {
        const parent = path[depth - 1] as number;
        low[parent] = Math.min(low[parent] as number, low[node] as number);
      }
      if (low[node] !== index[node]) continue;
      const alone = this.open[this.openSize - 1] === node;
      close(node, !alone || this.hasLoop(node, allows));
    }
  }

  private hasLoop(node: number, allows: EdgeFilter | undefined): boolean {
    const { starts, targets } = this.graph;
    for (let edge = starts[node] as number; edge < (starts[node + 1] as number); edge++)
      if (targets[edge] === node && (allows === undefined || allows(node, edge))) return true;
    return false;
  }
}
