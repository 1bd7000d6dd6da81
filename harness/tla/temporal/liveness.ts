/**
 * Liveness: after a search that saw every state, is there a fair behaviour that violates a property? The negation of
 * each property, and what the specification assumes, is taken apart into cases (cases.ts); each is searched for in the
 * product of the state graph and an automaton. A counterexample is replayed before it is shown.
 */
import type { Entry } from '../compile/entry.ts';
import { compileProgram } from '../compile/program.ts';
import type { Scene } from '../explore/place.ts';
import { ReducedTable } from '../explore/reduction.ts';
import type { StateTable } from '../explore/state-table.ts';
import type { Expr, Variable } from '../semantics/ir.ts';
import type { Specification } from '../specification.ts';
import { automatonOf } from './automaton.ts';
import { type Case, casesOf } from './cases.ts';
import { type FairPart, findFairPart } from './fair.ts';
import {
  type Atom,
  AtomTable,
  compileAtoms,
  type Fairness,
  fairnessFormula,
  junction,
  type Temporal,
} from './formula.ts';
import { edgesOf, StateGraph, type Steps, type Watch } from './graph.ts';
import { type Lasso, lassoIn } from './lasso.ts';
import { type Product, productOf } from './product.ts';
import { FormulaReader } from './reader.ts';
import { flawOf, type Word } from './replay.ts';
import { shortened } from './shorten.ts';
import { unmerged } from './unmerged.ts';

export interface LivenessViolation extends Word {
  readonly name: string;
}

/**
 * What was found: a violation; or that no behaviour is fair, so that every property holds of all of them; or, where states
 * were merged, a counterexample along which the specification has no behaviour.
 */
export type LivenessResult =
  | { readonly kind: 'ok' }
  | { readonly kind: 'vacuous' }
  | { readonly kind: 'merged'; readonly name: string }
  | { readonly kind: 'violation'; readonly violation: LivenessViolation };

interface Question {
  readonly name: string;
  readonly negated: Temporal;
}

/** The temporal formulas of a specification, read. */
export interface LivenessPlan {
  readonly init: Expr;
  readonly next: Expr;
  readonly atoms: readonly Atom[];
  /** Those of the specification, and those that only atoms know (own-primes.ts). */
  readonly variables: readonly Variable[];
  readonly fairness: readonly Fairness[];
  /** What is assumed besides. */
  readonly other: Temporal;
  readonly questions: readonly Question[];
}

/** Undefined if there is nothing to judge. Throws DiagnosticError for formulas that cannot be checked. */
export function planLiveness(spec: Specification, scene: Scene): LivenessPlan | undefined {
  const { init, next } = spec;
  if (spec.liveness.length === 0 || init === undefined || next === undefined) return undefined;
  const table = new AtomTable();
  const reader = new FormulaReader(table, scene);
  const { fairness, other } = reader.readAssumptions(spec.fairness);
  const questions = spec.liveness.map(
    ({ name, expr }): Question => ({ name, negated: reader.read(expr, true) }),
  );
  const { variables } = reader;
  return { init, next, atoms: table.atoms, variables, fairness, other, questions };
}

/** The states of the table must be all that are reachable. */
export function checkLiveness(
  spec: Specification,
  plan: LivenessPlan,
  table: StateTable,
  initialStates: number,
  watch: Watch = () => undefined,
): LivenessResult {
  const search = new LivenessSearch(spec, plan, table, initialStates, watch);
  for (const { name, negated } of plan.questions) {
    const word = search.find(junction('and', [plan.other, negated]), name);
    if (word === 'merged') return { kind: 'merged', name };
    if (word !== undefined) return { kind: 'violation', violation: { name, ...word } };
  }
  return { kind: search.isSatisfiable(plan.other) ? 'ok' : 'vacuous' };
}

/** Numbers that a search for components keeps for each node, and the product for itself. */
const numbersPerNode = 10;

class LivenessSearch {
  private readonly spec: Specification;
  private readonly plan: LivenessPlan;
  private readonly table: StateTable;
  private readonly initialStates: number;
  private readonly watch: Watch;
  private readonly steps: Steps;
  private readonly graph: StateGraph;
  /** By the formula that the automaton is for: cases often differ in their acceptance conditions alone. */
  private readonly products = new Map<string, Product>();

  constructor(
    spec: Specification,
    plan: LivenessPlan,
    table: StateTable,
    initialStates: number,
    watch: Watch,
  ) {
    this.watch = watch;
    this.spec = spec;
    this.plan = plan;
    this.table = table;
    this.initialStates = initialStates;
    this.steps = stepsOf(spec, plan);
    const edges = edgesOf(table, this.steps, watch);
    this.graph = new StateGraph(table, edges, plan.atoms, compileAtoms(plan));
  }

  /** A fair behaviour that satisfies the formula. */
  find(formula: Temporal, name: string): Word | 'merged' | undefined {
    for (const wanted of casesOf(formula, this.plan.fairness)) {
      const product = this.productFor(wanted.rest);
      const part = this.fairPart(product, wanted);
      if (part === undefined) continue;
      const lasso = lassoIn(product, part);
      if (this.table instanceof ReducedTable) return this.unmerged(lasso, formula);
      const word = { states: lasso.states.map((row) => this.row(row)), loop: lasso.loop };
      const flaw = this.flawOf(word, formula);
      if (flaw === undefined)
        return shortened(word, (shorter) => this.flawOf(shorter, formula) === undefined);
      throw new Error(
        `the counterexample to ${name} does not replay (${flaw}): this is a bug of the engine, not of the specification`,
      );
    }
    return undefined;
  }

  private unmerged(lasso: Lasso, formula: Temporal): Word | 'merged' {
    const word = unmerged(lasso, this.table, this.steps);
    return word === undefined || this.flawOf(word, formula) !== undefined ? 'merged' : word;
  }

  isSatisfiable(formula: Temporal): boolean {
    return casesOf(formula, this.plan.fairness).some(
      (wanted) => this.fairPart(this.productFor(wanted.rest), wanted) !== undefined,
    );
  }

  private fairPart(product: Product, wanted: Case): FairPart | undefined {
    const { size, targets } = product;
    this.watch(
      this.graph.bytes + (targets.length + size * numbersPerNode) * 4,
      () => `before a search of ${size} nodes and ${targets.length} steps`,
    );
    return findFairPart(product, wanted);
  }

  private productFor(rest: Temporal): Product {
    const key = JSON.stringify(rest);
    const known = this.products.get(key);
    if (known !== undefined) return known;
    const product = productOf(this.graph, this.initialStates, automatonOf(rest), this.watch);
    this.products.clear();
    this.products.set(key, product);
    return product;
  }

  private row(state: number): Int32Array {
    const offset = this.table.offsetOf(state);
    return this.table.chunkOf(state).slice(offset, offset + this.table.width);
  }

  /** What is wrong with the word as a fair behaviour that satisfies the formula. */
  private flawOf(word: Word, formula: Temporal): string | undefined {
    const { init, next, fairness, atoms, variables } = this.plan;
    const whole = junction('and', [
      ...fairness.map((condition) => fairnessFormula(condition, false)),
      formula,
    ]);
    const steps = { variables: this.spec.variables, init, next };
    return flawOf(word, steps, whole, { variables, atoms });
  }
}

function stepsOf(spec: Specification, plan: LivenessPlan): Steps {
  const entries: Entry[] = [];
  const add = (entry: Entry): number => entries.push(entry) - 1;
  const next = add({
    kind: 'action',
    expr: plan.next,
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
  const program = compileProgram(entries, spec.variables);
  const limits = [...constraints, ...actionConstraints];
  const inModel = (): boolean =>
    limits.every((entry) => (program.entries[entry] as () => boolean)());
  return { program, next, inModel };
}
