/**
 * The graph of reachable states with what the atoms say of it. Steps are the specification's, and stuttering: every
 * state has an edge to itself, because every behaviour may stutter for ever. Atoms are computed once for each state or
 * step, when first asked for.
 */
import type { Program } from '../compile/program.ts';
import type { StateTable } from '../explore/state-table.ts';
import type { Atom, Temporal } from './formula.ts';

/** Is told how many bytes are held beside the states, and in words how far it is; throws when that is too much. */
export type Watch = (bytes: number, what: () => string) => void;

/** Edges out of node n are those from starts[n] up to starts[n + 1]. */
export interface Digraph {
  readonly starts: Int32Array;
  readonly targets: Int32Array;
}

/** The steps of the specification, as the graph was made of them. */
export interface Steps {
  readonly program: Program;
  /** The entry of the next-state relation. */
  readonly next: number;
  /** Does the step that is in the registers stay within the constraints? */
  readonly inModel: () => boolean;
}

/** Edges are steps; the first out of a state leads to the state itself. */
export class StateGraph {
  readonly table: StateTable;
  readonly starts: Int32Array;
  readonly targets: Int32Array;
  private readonly program: Program;
  private readonly atoms: readonly Atom[];
  /** 0 unknown, 1 false, 2 true; by state, or by edge. */
  private readonly known: (Uint8Array | undefined)[] = [];

  /** `program` computes the atoms. */
  constructor(table: StateTable, edges: Digraph, atoms: readonly Atom[], program: Program) {
    this.table = table;
    this.starts = edges.starts;
    this.targets = edges.targets;
    this.program = program;
    this.atoms = atoms;
  }

  get size(): number {
    return this.starts.length - 1;
  }

  /** That it holds beside the states. */
  get bytes(): number {
    const known = this.known.reduce((sum, each) => sum + (each?.length ?? 0), 0);
    return (this.starts.length + this.targets.length) * 4 + known;
  }

  isOnStep(atom: number): boolean {
    return (this.atoms[atom] as Atom).onStep;
  }

  /** An atom on a step; a state atom is judged where the step begins. */
  holds(atom: number, state: number, edge: number): boolean {
    const onStep = this.isOnStep(atom);
    const known = this.knownOf(atom, onStep);
    const place = onStep ? edge : state;
    if (known[place] === 0) {
      const { table, program } = this;
      const target = onStep ? (this.targets[edge] as number) : state;
      program.load(table.chunkOf(state), table.offsetOf(state));
      program.loadNext(table.chunkOf(target), table.offsetOf(target));
      const compute = program.entries[atom] as () => unknown;
      known[place] = compute() === true ? 2 : 1;
    }
    return known[place] === 2;
  }

  /** A formula without temporal operators, on a step. */
  satisfies(formula: Temporal, state: number, edge: number): boolean {
    switch (formula.kind) {
      case 'true':
        return true;
      case 'false':
        return false;
      case 'atom':
        return this.holds(formula.atom, state, edge) !== formula.negated;
      case 'and':
        for (const item of formula.items) if (!this.satisfies(item, state, edge)) return false;
        return true;
      case 'or':
        for (const item of formula.items) if (this.satisfies(item, state, edge)) return true;
        return false;
      default:
        throw new Error(`${formula.kind} is no formula about one step`);
    }
  }

  private knownOf(atom: number, onStep: boolean): Uint8Array {
    const known = this.known[atom];
    if (known !== undefined) return known;
    const made = new Uint8Array(onStep ? this.targets.length : this.size);
    this.known[atom] = made;
    return made;
  }
}

/** So many states are expanded between two looks at the limits. */
const stride = 1024;

/** Takes every step of the specification once more and notes where it leads. Targets outside the constraints are left out. */
export function edgesOf(
  table: StateTable,
  { program, next, inModel }: Steps,
  watch: Watch,
): Digraph {
  const starts = new Int32Array(table.size + 1);
  let targets = new Int32Array(table.size * 4 + 16);
  let count = 0;
  // The last state that has an edge to this one: many actions may lead from one state to another.
  const seenFrom = new Int32Array(table.size).fill(-1);
  let state = 0;
  const push = (target: number): void => {
    if (seenFrom[target] === state) return;
    seenFrom[target] = state;
    if (count === targets.length) {
      const grown = new Int32Array(count * 2);
      grown.set(targets);
      targets = grown;
    }
    targets[count++] = target;
  };
  program.sink = () => {
    const row = inModel() ? table.find(program.next) : -1;
    if (row >= 0) push(row);
  };
  const run = program.entries[next] as () => void;
  for (; state < table.size; state++) {
    if (state % stride === 0)
      watch(
        (starts.length + seenFrom.length + targets.length) * 4,
        () => `with ${count} steps from ${state} states in the graph`,
      );
    starts[state] = count;
    push(state);
    program.load(table.chunkOf(state), table.offsetOf(state));
    run();
  }
  starts[table.size] = count;
  return { starts, targets: targets.slice(0, count) };
}
