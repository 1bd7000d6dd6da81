/**
 * Liveness: after a search that saw every state, is there a fair behaviour that violates a property? For each property
 * an automaton of its negation (and of what the specification assumes besides WF and SF) is searched together with the
 * state graph. A counterexample is replayed before it is shown.
 */
import { compileProgram, type Entry } from '../compile/program.ts';
import type { Scene } from '../explore/place.ts';
import type { StateTable } from '../explore/state-table.ts';
import type { NamedFormula, Specification } from '../specification.ts';
import { automatonOf } from './automaton.ts';
import {
  type Atom,
  AtomTable,
  type Fairness,
  FormulaReader,
  junction,
  type Temporal,
} from './formula.ts';
import { edgesOf, StateGraph } from './graph.ts';
import { findFairRun, type Lasso } from './product.ts';
import { flawOf, holdsOnLasso } from './replay.ts';

export interface LivenessViolation {
  readonly name: string;
  /** Rows of codes; the last is followed by the one at `loop`. */
  readonly trace: readonly Int32Array[];
  readonly loop: number;
}

interface Question {
  readonly name: string;
  readonly negated: Temporal;
}

/** The first property that some fair behaviour violates. Throws DiagnosticError for formulas that cannot be checked. */
export function checkLiveness(
  spec: Specification,
  table: StateTable,
  initialStates: number,
  scene: Scene,
): LivenessViolation | undefined {
  if (spec.liveness.length === 0 || spec.next === undefined) return undefined;
  const atoms = new AtomTable();
  const reader = new FormulaReader(atoms, scene);
  const { fairness, other } = reader.readAssumptions(spec.fairness);
  const questions = spec.liveness.map(
    ({ name, expr }): Question => ({ name, negated: reader.read(expr, true) }),
  );
  const graph = graphOf(spec, table, atoms.atoms);
  for (const { name, negated } of questions) {
    const lasso = findFairRun(
      graph,
      initialStates,
      automatonOf(junction('and', [other, negated])),
      fairness,
    );
    if (lasso === undefined) continue;
    replayed(lasso, name, junction('and', [other, negated]), fairness, graph);
    const trace = lasso.states.map((row) =>
      table.chunkOf(row).slice(table.offsetOf(row), table.offsetOf(row) + table.width),
    );
    return { name, trace, loop: lasso.loop };
  }
  return undefined;
}

function replayed(
  lasso: Lasso,
  name: string,
  violated: Temporal,
  fairness: readonly Fairness[],
  graph: StateGraph,
): void {
  const flaw =
    flawOf(lasso, fairness, graph) ??
    (holdsOnLasso(violated, lasso, graph) ? undefined : 'it satisfies the property');
  if (flaw !== undefined) {
    throw new Error(
      `the counterexample to ${name} does not replay (${flaw}): this is a bug of the engine, not of the specification`,
    );
  }
}

function graphOf(spec: Specification, table: StateTable, atoms: readonly Atom[]): StateGraph {
  const entries: Entry[] = [];
  const add = (entry: Entry): number => entries.push(entry) - 1;
  const next = add({
    kind: 'action',
    expr: spec.next as NamedFormula['expr'],
    parameters: [],
    initial: false,
    name: undefined,
  });
  const constraints = spec.constraints.map(({ expr }) =>
    add({ kind: 'predicate', expr, reading: 'next', parameters: [] }),
  );
  const actionConstraints = spec.actionConstraints.map(({ expr }) =>
    add({ kind: 'predicate', expr, reading: 'current', parameters: [] }),
  );
  const judged = atoms.map(({ expr, around }) =>
    add({ kind: 'predicate', expr, reading: 'current', parameters: [], around }),
  );
  const program = compileProgram(entries, spec.variables);
  const inModel = (): boolean =>
    [...constraints, ...actionConstraints].every((entry) =>
      (program.entries[entry] as () => boolean)(),
    );
  const edges = edgesOf(table, program, next, inModel);
  return new StateGraph(
    table,
    edges,
    program,
    judged,
    atoms.map(({ onStep }) => onStep),
  );
}
