/**
 * From a fair part of the product to a behaviour that can be shown: the shortest way into the part, then round it past
 * every goal, each time to the nearest one that is left.
 */
import type { FairPart } from './fair.ts';
import type { Product } from './product.ts';

/** A behaviour that goes round for ever: the last state of `states` is followed by the one at `loop`. */
export interface Lasso {
  readonly states: readonly number[];
  readonly loop: number;
}

export function lassoIn(product: Product, part: FairPart): Lasso {
  const walk = new Walk(product, part);
  const stem = walk.stem();
  const entry = stem.pop() as number;
  const states = (nodes: readonly number[]): number[] => nodes.map((node) => product.stateOf(node));
  return shortened(states(stem), states(walk.round(entry)));
}

/** The same infinite word with the loop as early and as short as it can be. */
function shortened(stem: readonly number[], round: readonly number[]): Lasso {
  const period = round.findIndex(
    (_, length) =>
      length > 0 &&
      round.length % length === 0 &&
      round.every((state, i) => state === round[i % length]),
  );
  const loop = period < 0 ? [...round] : round.slice(0, period);
  const before = [...stem];
  while (before.length > 0 && before.at(-1) === loop.at(-1)) {
    before.pop();
    loop.unshift(loop.pop() as number);
  }
  return { states: [...before, ...loop], loop: before.length };
}

class Walk {
  private readonly product: Product;
  private readonly part: FairPart;
  /** From where a node was reached first in the search that is under way, or -1. */
  private readonly from: Int32Array;

  constructor(product: Product, part: FairPart) {
    this.product = product;
    this.part = part;
    this.from = new Int32Array(product.size);
  }

  /** The nodes of a shortest way from an initial one to the part, both ends included. */
  stem(): number[] {
    const { starts, targets, initial } = this.product;
    const { from } = this;
    from.fill(-1);
    const queue: number[] = [];
    for (let node = 0; node < initial; node++) {
      from[node] = node;
      queue.push(node);
    }
    for (const node of queue) {
      if (this.part.isInside(node)) return this.wayTo(node);
      for (let edge = starts[node] as number; edge < (starts[node + 1] as number); edge++) {
        const target = targets[edge] as number;
        if ((from[target] as number) >= 0) continue;
        from[target] = node;
        queue.push(target);
      }
    }
    throw new Error('a part of the product cannot be reached');
  }

  /** The nodes of a way through the part from the entry past all goals; the last has an edge to the entry. */
  round(entry: number): number[] {
    const { goals } = this.part;
    const round = [entry];
    const last = (): number => round[round.length - 1] as number;
    let left = goals;
    while (left.length > 0) {
      const isGoal = (node: number, edge: number): boolean => left.some((goal) => goal(node, edge));
      const { nodes, edges } = this.nearest(last(), isGoal);
      for (const node of nodes) round.push(node);
      left = left.filter((goal) => !edges.some(([node, edge]) => goal(node, edge)));
    }
    if (round.length === 1 || last() !== entry) {
      const { nodes } = this.nearest(last(), (_node, _edge, target) => target === entry);
      for (const node of nodes) round.push(node);
    }
    round.pop();
    return round;
  }

  /** A shortest way of at least one edge whose last edge is wanted: its nodes after `start`, and its edges. */
  private nearest(
    start: number,
    isWanted: (node: number, edge: number, target: number) => boolean,
  ): { readonly nodes: number[]; readonly edges: (readonly [number, number])[] } {
    const { starts, targets } = this.product;
    const { from } = this;
    from.fill(-1);
    from[start] = start;
    const queue = [start];
    for (const node of queue) {
      const end = starts[node + 1] as number;
      for (let edge = starts[node] as number; edge < end; edge++) {
        const target = targets[edge] as number;
        if (!this.part.isInside(target) || !this.part.allows(node, edge)) continue;
        if (isWanted(node, edge, target)) {
          const nodes = [...this.wayTo(node), target];
          return { nodes: nodes.slice(1), edges: this.edgesAlong(nodes, edge) };
        }
        if ((from[target] as number) >= 0) continue;
        from[target] = node;
        queue.push(target);
      }
    }
    throw new Error('a strongly connected component has no way to one of its edges');
  }

  private wayTo(node: number): number[] {
    const way = [node];
    for (let at = node; this.from[at] !== at; at = this.from[at] as number)
      way.push(this.from[at] as number);
    return way.reverse();
  }

  /** An allowed edge for each step of the way; the last one is given. */
  private edgesAlong(nodes: readonly number[], last: number): (readonly [number, number])[] {
    const { starts, targets } = this.product;
    return nodes.slice(0, -1).map((node, i) => {
      if (i === nodes.length - 2) return [node, last];
      let edge = starts[node] as number;
      while (targets[edge] !== nodes[i + 1] || !this.part.allows(node, edge)) edge++;
      return [node, edge];
    });
  }
}
