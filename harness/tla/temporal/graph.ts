/**
 * The graph of reachable states with what the atoms say of it. Steps are the specification's, and stuttering: every
 * state has an edge to itself, because every behaviour may stutter for ever. Atoms are computed once for each state or
 * step, when first asked for.
 */
import type { Program } from '../compile/program.ts';
import type { StateTable } from '../explore/state-table.ts';

export class StateGraph {
  readonly table: StateTable;
  /** Edges out of state s: targets[starts[s] .. starts[s + 1]); the first is s itself. */
  private readonly starts: Int32Array;
  private readonly targets: Int32Array;
  private readonly program: Program;
  /** For each atom, the entry of the program that computes it. */
  private readonly entries: readonly number[];
  private readonly onStep: readonly boolean[];
  /** 0 unknown, 1 false, 2 true; by state, or by edge. */
  private readonly known: Uint8Array[];

  constructor(
    table: StateTable,
    edges: { readonly starts: Int32Array; readonly targets: Int32Array },
    program: Program,
    entries: readonly number[],
    onStep: readonly boolean[],
  ) {
    this.table = table;
    this.starts = edges.starts;
    this.targets = edges.targets;
    this.program = program;
    this.entries = entries;
    this.onStep = onStep;
    this.known = onStep.map((step) => new Uint8Array(step ? edges.targets.length : table.size));
  }

  firstEdge(state: number): number {
    return this.starts[state] as number;
  }

  endOfEdges(state: number): number {
    return this.starts[state + 1] as number;
  }

  target(edge: number): number {
    return this.targets[edge] as number;
  }

  isOnStep(atom: number): boolean {
    return this.onStep[atom] === true;
  }

  /** A state atom at a state. */
  holdsAt(atom: number, state: number): boolean {
    const known = this.known[atom] as Uint8Array;
    if (known[state] === 0) {
      const { table, program } = this;
      program.load(table.chunkOf(state), table.offsetOf(state));
      program.loadNext(table.chunkOf(state), table.offsetOf(state));
      known[state] = this.compute(atom) ? 2 : 1;
    }
    return known[state] === 2;
  }

  /** An atom on a step: a state atom is judged where the step begins. */
  holdsOn(atom: number, state: number, edge: number): boolean {
    if (!this.isOnStep(atom)) return this.holdsAt(atom, state);
    const known = this.known[atom] as Uint8Array;
    if (known[edge] === 0) {
      const { table, program } = this;
      const target = this.target(edge);
      program.load(table.chunkOf(state), table.offsetOf(state));
      program.loadNext(table.chunkOf(target), table.offsetOf(target));
      known[edge] = this.compute(atom) ? 2 : 1;
    }
    return known[edge] === 2;
  }

  private compute(atom: number): boolean {
    return (this.program.entries[this.entries[atom] as number] as () => unknown)() === true;
  }
}

/** Takes every step of the specification once more and notes where it leads. Targets outside the constraints are left out. */
export function edgesOf(
  table: StateTable,
  program: Program,
  next: number,
  inModel: () => boolean,
): { starts: Int32Array; targets: Int32Array } {
  const starts = new Int32Array(table.size + 1);
  let targets = new Int32Array(table.size * 4 + 16);
  let count = 0;
  const push = (target: number, from: number): void => {
    for (let i = from; i < count; i++) if (targets[i] === target) return;
    if (count === targets.length) {
      const grown = new Int32Array(count * 2);
      grown.set(targets);
      targets = grown;
    }
    targets[count++] = target;
  };
  for (let state = 0; state < table.size; state++) {
    const from = count;
    starts[state] = from;
    push(state, from);
    program.sink = () => {
      const row = inModel() ? table.find(program.next) : -1;
      if (row >= 0) push(row, from);
    };
    program.load(table.chunkOf(state), table.offsetOf(state));
    (program.entries[next] as () => void)();
  }
  starts[table.size] = count;
  return { starts, targets: targets.slice(0, count) };
}
