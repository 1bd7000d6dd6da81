/**
 * Is there a fair behaviour that the automaton accepts? The product of state graph and automaton is searched for a
 * strongly connected component in which every eventuality is fulfilled and every fairness condition is met. Where an
 * action under SF is enabled in a component but never taken, the component is searched again without the states that
 * enable it (Streett emptiness).
 */
import type { Automaton, AutomatonNode } from './automaton.ts';
import type { Fairness } from './formula.ts';
import type { StateGraph } from './graph.ts';

/** A behaviour that goes round for ever: the last state of `states` is followed by the one at `loop`. */
export interface Lasso {
  readonly states: readonly number[];
  readonly loop: number;
}

export function findFairRun(
  graph: StateGraph,
  initialStates: number,
  automaton: Automaton,
  fairness: readonly Fairness[],
): Lasso | undefined {
  return new ProductSearch(graph, automaton, fairness).find(initialStates);
}

class ProductSearch {
  private readonly graph: StateGraph;
  private readonly automaton: Automaton;
  private readonly fairness: readonly Fairness[];
  private readonly width: number;
  /** Product nodes in the order in which they were reached, as state * width + automaton node; and from where. */
  private readonly order: number[] = [];
  private readonly indexOf = new Map<number, number>();
  private readonly parents: number[] = [];

  constructor(graph: StateGraph, automaton: Automaton, fairness: readonly Fairness[]) {
    this.graph = graph;
    this.automaton = automaton;
    this.fairness = fairness;
    this.width = automaton.nodes.length;
  }

  find(initialStates: number): Lasso | undefined {
    for (let state = 0; state < initialStates; state++) {
      for (const node of this.automaton.initial)
        if (this.fits(state, node)) this.reach(state * this.width + node, -1);
    }
    for (let i = 0; i < this.order.length; i++) {
      this.eachSuccessor(this.order[i] as number, (next) => this.reach(next, i));
    }
    const all = new Set(this.order);
    for (const component of this.components(this.order, all)) {
      const fair = this.fairPart(component);
      if (fair !== undefined) return this.lasso(fair);
    }
    return undefined;
  }

  private reach(product: number, parent: number): void {
    if (this.indexOf.has(product)) return;
    this.indexOf.set(product, this.order.length);
    this.order.push(product);
    this.parents.push(parent);
  }

  private stateOf(product: number): number {
    return Math.floor(product / this.width);
  }

  private nodeOf(product: number): AutomatonNode {
    return this.automaton.nodes[product % this.width] as AutomatonNode;
  }

  /** Do the state atoms of the node hold in the state? */
  private fits(state: number, number: number): boolean {
    const { graph } = this;
    const node = this.automaton.nodes[number] as AutomatonNode;
    for (const atom of node.holds)
      if (!graph.isOnStep(atom) && !graph.holdsAt(atom, state)) return false;
    for (const atom of node.fails)
      if (!graph.isOnStep(atom) && graph.holdsAt(atom, state)) return false;
    return true;
  }

  private allowsStep(node: AutomatonNode, state: number, edge: number): boolean {
    const { graph } = this;
    for (const atom of node.holds)
      if (graph.isOnStep(atom) && !graph.holdsOn(atom, state, edge)) return false;
    for (const atom of node.fails)
      if (graph.isOnStep(atom) && graph.holdsOn(atom, state, edge)) return false;
    return true;
  }

  private eachSuccessor(product: number, visit: (next: number, edge: number) => void): void {
    const { graph, width } = this;
    const state = this.stateOf(product);
    const node = this.nodeOf(product);
    const end = graph.endOfEdges(state);
    for (let edge = graph.firstEdge(state); edge < end; edge++) {
      if (!this.allowsStep(node, state, edge)) continue;
      const target = graph.target(edge);
      for (const next of node.successors)
        if (this.fits(target, next)) visit(target * width + next, edge);
    }
  }

  /** Strongly connected components with at least one edge (Tarjan 1972, without recursion). */
  private components(roots: readonly number[], within: ReadonlySet<number>): number[][] {
    const found: number[][] = [];
    const indices = new Map<number, number>();
    const low = new Map<number, number>();
    const onStack = new Set<number>();
    const stack: number[] = [];
    let counter = 0;
    for (const root of roots) {
      if (indices.has(root)) continue;
      const work: { node: number; successors: number[]; at: number }[] = [];
      const enter = (node: number): void => {
        indices.set(node, counter);
        low.set(node, counter++);
        stack.push(node);
        onStack.add(node);
        const successors: number[] = [];
        this.eachSuccessor(node, (next) => {
          if (within.has(next)) successors.push(next);
        });
        work.push({ node, successors, at: 0 });
      };
      enter(root);
      for (let frame = work.at(-1); frame !== undefined; frame = work.at(-1)) {
        const next = frame.successors[frame.at++];
        if (next !== undefined) {
          if (!indices.has(next)) enter(next);
          else if (onStack.has(next))
            low.set(
              frame.node,
              Math.min(low.get(frame.node) as number, indices.get(next) as number),
            );
          continue;
        }
        work.pop();
        const parent = work.at(-1);
        if (parent !== undefined)
          low.set(
            parent.node,
            Math.min(low.get(parent.node) as number, low.get(frame.node) as number),
          );
        if (low.get(frame.node) !== indices.get(frame.node)) continue;
        const component: number[] = [];
        for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
          onStack.delete(node);
          component.push(node);
          if (node === frame.node) break;
        }
        if (component.length > 1 || frame.successors.includes(frame.node)) found.push(component);
      }
    }
    return found;
  }

  /** The part of a component in which a fair, accepted behaviour can stay for ever. */
  private fairPart(component: readonly number[]): ReadonlySet<number> | undefined {
    const within = new Set(component);
    for (let i = 0; i < this.automaton.eventualities; i++) {
      if (!component.some((product) => this.nodeOf(product).fulfils[i] === true)) return undefined;
    }
    for (const condition of this.fairness) {
      const isIdle = (product: number): boolean =>
        !this.graph.holdsAt(condition.enabled, this.stateOf(product));
      if (this.takes(component, within, condition.taken)) continue;
      if (condition.strength === 'WF' && component.some(isIdle)) continue;
      if (condition.strength === 'SF' && component.every(isIdle)) continue;
      if (condition.strength === 'WF') return undefined;
      const rest = component.filter(isIdle);
      for (const part of this.components(rest, new Set(rest))) {
        const fair = this.fairPart(part);
        if (fair !== undefined) return fair;
      }
      return undefined;
    }
    return within;
  }

  private takes(component: readonly number[], within: ReadonlySet<number>, atom: number): boolean {
    return component.some((product) => {
      let taken = false;
      this.eachSuccessor(product, (next, edge) => {
        taken ||= within.has(next) && this.graph.holdsOn(atom, this.stateOf(product), edge);
      });
      return taken;
    });
  }

  /** The shortest way into the part, then round it past everything that must be met again and again. */
  private lasso(part: ReadonlySet<number>): Lasso {
    const entry = this.order.find((product) => part.has(product)) as number;
    const stem: number[] = [];
    for (
      let at = this.parents[this.indexOf.get(entry) as number] as number;
      at >= 0;
      at = this.parents[at] as number
    ) {
      stem.push(this.order[at] as number);
    }
    stem.reverse();
    const cycle: number[] = [entry];
    const last = (): number => cycle[cycle.length - 1] as number;
    const goTo = (isGoal: (product: number) => boolean): void => {
      if (!cycle.some(isGoal)) cycle.push(...this.path(last(), part, isGoal));
    };
    for (let i = 0; i < this.automaton.eventualities; i++)
      goTo((product) => this.nodeOf(product).fulfils[i] === true);
    for (const { strength, enabled, taken } of this.fairness) {
      const isIdle = (product: number): boolean =>
        !this.graph.holdsAt(enabled, this.stateOf(product));
      if (strength === 'WF' && [...part].some(isIdle)) goTo(isIdle);
      else if (strength === 'SF' && [...part].every(isIdle)) continue;
      else this.goAlong(cycle, part, taken);
    }
    cycle.push(...this.path(last(), part, (product) => product === entry));
    if (cycle.length > 1) cycle.pop();
    return {
      states: [...stem, ...cycle].map((product) => this.stateOf(product)),
      loop: stem.length,
    };
  }

  /** Extends the cycle to a node with a step that takes the action, and along that step. */
  private goAlong(cycle: number[], part: ReadonlySet<number>, atom: number): void {
    const stepFrom = (product: number): number | undefined => {
      let target: number | undefined;
      this.eachSuccessor(product, (next, edge) => {
        if (part.has(next) && this.graph.holdsOn(atom, this.stateOf(product), edge))
          target ??= next;
      });
      return target;
    };
    const last = cycle[cycle.length - 1] as number;
    if (stepFrom(last) === undefined)
      cycle.push(...this.path(last, part, (product) => stepFrom(product) !== undefined));
    cycle.push(stepFrom(cycle[cycle.length - 1] as number) as number);
  }

  /** The nodes behind `from` on a shortest way of at least one step to a goal, within the part. */
  private path(
    from: number,
    part: ReadonlySet<number>,
    isGoal: (product: number) => boolean,
  ): number[] {
    const parents = new Map<number, number>();
    const queue = [from];
    for (const product of queue) {
      let goal: number | undefined;
      this.eachSuccessor(product, (next) => {
        if (goal !== undefined || !part.has(next) || parents.has(next)) return;
        parents.set(next, product);
        queue.push(next);
        if (isGoal(next)) goal = next;
      });
      if (goal === undefined) continue;
      const way = [goal];
      for (let at = parents.get(goal) as number; at !== from; at = parents.get(at) as number)
        way.push(at);
      return way.reverse();
    }
    throw new Error('a strongly connected component has no way to one of its nodes');
  }
}
