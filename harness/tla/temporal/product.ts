/**
 * The product of state graph and automaton: its nodes are a state and a node of the automaton that fits it, in
 * breadth-first order, the initial ones first. An automaton that demands nothing leaves the state graph as it is, which
 * is the common case (cases.ts) and costs nothing.
 */
import { IntList } from '../explore/state-table.ts';
import type { Automaton, AutomatonNode } from './automaton.ts';
import type { Digraph, StateGraph, Watch } from './graph.ts';

export interface Product extends Digraph {
  readonly graph: StateGraph;
  readonly size: number;
  /** So many of the first nodes are initial. */
  readonly initial: number;
  readonly eventualities: number;
  stateOf(node: number): number;
  /** The edge of the state graph that an edge of the product goes along. */
  stepOf(edge: number): number;
  /** Is nothing of the eventuality owed here? */
  fulfils(eventuality: number, node: number): boolean;
}

export function productOf(
  graph: StateGraph,
  initialStates: number,
  automaton: Automaton,
  watch: Watch,
): Product {
  return demandsNothing(automaton)
    ? plainProduct(graph, initialStates)
    : new Synchronous(graph, initialStates, automaton, watch);
}

function demandsNothing({ nodes, eventualities }: Automaton): boolean {
  const [node] = nodes;
  if (node === undefined || nodes.length > 1 || eventualities > 0) return false;
  return node.holds.length + node.fails.length === 0 && node.successors.length === 1;
}

function plainProduct(graph: StateGraph, initial: number): Product {
  const { starts, targets, size } = graph;
  return {
    ...{ graph, starts, targets, size, initial, eventualities: 0 },
    stateOf: (node) => node,
    stepOf: (edge) => edge,
    fulfils: () => true,
  };
}

/** So many nodes are expanded between two looks at the limits. */
const stride = 1024;

class Synchronous implements Product {
  readonly graph: StateGraph;
  readonly starts: Int32Array;
  readonly targets: Int32Array;
  readonly initial: number;
  readonly eventualities: number;
  private readonly automaton: Automaton;
  private readonly states = new IntList();
  private readonly nodes = new IntList();
  private readonly steps = new IntList();
  /** For each node of the automaton, the number of the product node for each state; made when first reached. */
  private readonly numbers: (Int32Array | undefined)[] = [];

  constructor(graph: StateGraph, initialStates: number, automaton: Automaton, watch: Watch) {
    this.graph = graph;
    this.automaton = automaton;
    this.eventualities = automaton.eventualities;
    for (let state = 0; state < initialStates; state++)
      for (const node of automaton.initial) if (this.fits(state, node)) this.number(state, node);
    this.initial = this.states.size;
    const starts = new IntList();
    const targets = new IntList();
    for (let at = 0; at < this.states.size; at++) {
      if (at % stride === 0)
        watch(this.bytes + starts.bytes + targets.bytes, () => this.progress(at, targets.size));
      starts.push(targets.size);
      this.expand(this.states.at(at), this.nodes.at(at), targets);
    }
    starts.push(targets.size);
    this.starts = starts.toArray();
    this.targets = targets.toArray();
  }

  get size(): number {
    return this.states.size;
  }

  private get bytes(): number {
    const numbers = this.numbers.reduce((sum, each) => sum + (each?.length ?? 0) * 4, 0);
    const { graph, states, nodes, steps } = this;
    return graph.bytes + numbers + states.bytes + nodes.bytes + steps.bytes;
  }

  private progress(nodes: number, steps: number): string {
    return `with ${steps} steps from ${nodes} nodes in the product with the automaton of a formula`;
  }

  stateOf(node: number): number {
    return this.states.at(node);
  }

  stepOf(edge: number): number {
    return this.steps.at(edge);
  }

  fulfils(eventuality: number, node: number): boolean {
    return this.node(this.nodes.at(node)).fulfils[eventuality] === true;
  }

  private node(number: number): AutomatonNode {
    return this.automaton.nodes[number] as AutomatonNode;
  }

  private number(state: number, node: number): number {
    let numbers = this.numbers[node];
    if (numbers === undefined) {
      numbers = new Int32Array(this.graph.size).fill(-1);
      this.numbers[node] = numbers;
    }
    if ((numbers[state] as number) < 0) {
      numbers[state] = this.states.size;
      this.states.push(state);
      this.nodes.push(node);
    }
    return numbers[state] as number;
  }

  private expand(state: number, number: number, targets: IntList): void {
    const { graph } = this;
    const node = this.node(number);
    const end = graph.starts[state + 1] as number;
    for (let edge = graph.starts[state] as number; edge < end; edge++) {
      if (!this.agrees(node, state, edge, true)) continue;
      const target = graph.targets[edge] as number;
      for (const next of node.successors) {
        if (!this.fits(target, next)) continue;
        targets.push(this.number(target, next));
        this.steps.push(edge);
      }
    }
  }

  /** Do the state atoms of the node hold in the state? */
  private fits(state: number, node: number): boolean {
    return this.agrees(this.node(node), state, -1, false);
  }

  /** Are the node's atoms about steps, or those about states, as it demands? */
  private agrees(node: AutomatonNode, state: number, edge: number, onStep: boolean): boolean {
    const { graph } = this;
    for (const atom of node.holds)
      if (graph.isOnStep(atom) === onStep && !graph.holds(atom, state, edge)) return false;
    for (const atom of node.fails)
      if (graph.isOnStep(atom) === onStep && graph.holds(atom, state, edge)) return false;
    return true;
  }
}
