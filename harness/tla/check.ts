/**
 * Model checking: a specification is compiled, searched, and what was found is put into words. Exit codes are TLC's:
 * 0 ok, 10 assumption, 11 deadlock, 12 safety, 13 liveness, 14 Assert, 75-77 evaluation; of our own, 2 when a limit ended
 * the search and 3 when it tested nothing.
 */
import { compileProgram } from './compile/program.ts';
import { EvaluationError } from './diagnostic.ts';
import {
  type SearchGround,
  type SearchOptions,
  type SearchPlan,
  type SearchProgress,
  type SearchResult,
  searchBreadthFirst,
} from './explore/breadth-first.ts';
import { constantlyFalse, constantView, hasNoInstance } from './explore/constant-formula.ts';
import { type Coverage, coverageOf } from './explore/coverage.ts';
import { searchDepthFirst } from './explore/depth-first.ts';
import { explainFalse } from './explore/explain.ts';
import type { Limits } from './explore/limits.ts';
import { locateError } from './explore/locate.ts';
import type { Scene } from './explore/place.ts';
import { planSearch } from './explore/plan.ts';
import { ReducedTable, tableFor } from './explore/reduction.ts';
import {
  type SimulationOptions,
  type SimulationStatistics,
  simulate,
} from './explore/simulation.ts';
import {
  because,
  exitCodeOf,
  explainViolation,
  sceneOf,
  type Violation,
} from './explore/violation.ts';
import { judgeLiveness } from './judge-liveness.ts';
import { type Host, setHost } from './modules/host.ts';
import { runHost } from './run-host.ts';
import type { Expr } from './semantics/ir.ts';
import type { NamedFormula, Specification } from './specification.ts';
import { type LivenessPlan, planLiveness } from './temporal/liveness.ts';
import { labelTrace, type TraceState } from './trace/label.ts';
import { useVocabulary } from './values/intern.ts';

export interface Counterexample {
  readonly violation: Violation;
  readonly trace: readonly TraceState[];
  /** Of a counterexample to a temporal property: the last state is followed by this one, for ever. */
  readonly loop?: number;
}

export interface CheckOutcome {
  readonly verdict: 'ok' | 'violation' | 'unknown' | 'vacuous';
  readonly exitCode: number;
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  readonly seconds: number;
  readonly properties: readonly string[];
  readonly violation?: Violation;
  readonly trace: readonly TraceState[];
  readonly loop?: number;
  /** With `keepGoing`: every violation, the first one included. */
  readonly counterexamples?: readonly Counterexample[];
  /** Why there is no verdict. */
  readonly limit?: string;
  /** It is one of the limits in the options: with more time or memory there would be a verdict. */
  readonly overBudget?: true;
  /** What the verdict does not say by itself: that only a part was judged, or not soundly. */
  readonly remarks?: readonly string[];
  /** How often each named action was taken. */
  readonly taken: ReadonlyMap<string, number>;
  readonly coverage?: Coverage;
  readonly simulation?: SimulationStatistics;
}

export interface CheckOptions extends Limits {
  readonly onProgress?: (progress: SearchProgress) => void;
  /** Milliseconds from any origin; `performance.now` in a host that has it. */
  readonly clock?: () => number;
  /** Breadth-first unless another is named. Depth-first needs `depthMax`. */
  readonly mode?: 'breadthFirst' | 'depthFirst' | 'simulate';
  readonly simulation?: SimulationOptions;
  /** Of everything random in a run. */
  readonly seed?: number;
  /** All violations, not only the first. */
  readonly keepGoing?: boolean;
  /** Liveness together with SYMMETRY or VIEW, as TLC does it: it can miss violations and invent some. */
  readonly unsound?: boolean;
  /** Counts for each action and guard; a verdict of `vacuous` where nothing was really tested. */
  readonly coverage?: boolean;
  /** What natives may use: printing, files, environment. */
  readonly host?: Partial<Host>;
}

/** TLC has no number for it. */
const vacuousExitCode = 3;

type Untimed = Omit<CheckOutcome, 'seconds'>;

export function check(spec: Specification, options: CheckOptions = {}): CheckOutcome {
  useVocabulary(spec.vocabulary);
  const clock = options.clock ?? (() => performance.now());
  const start = clock();
  const { host, watch } = runHost(options.seed ?? 0, options.host);
  setHost(host);
  const outcome = judged(spec, options, clock, watch);
  const remarks = [...remarksOn(spec, options), ...(outcome.remarks ?? [])];
  const seconds = (clock() - start) / 1000;
  return { ...outcome, seconds, ...(remarks.length === 0 ? {} : { remarks }) };
}

function judged(
  spec: Specification,
  options: CheckOptions,
  clock: SearchGround['clock'],
  watch: ReturnType<typeof runHost>['watch'],
): Untimed {
  const { init, next } = spec;
  if (init === undefined || next === undefined) {
    // TLC accepts a configuration without behaviour when there are only assumptions to check.
    const unmet = checkAssumptions(spec) ?? withoutBehaviour(spec);
    return unmet ?? { ...nothing(spec), verdict: 'ok', exitCode: 0 };
  }
  const broken = refuseConstant(spec) ?? checkAssumptions(spec) ?? refuseEmpty(spec, next);
  if (broken !== undefined) return broken;
  const temporal = planLiveness(spec, sceneAtRest(spec));
  const plan = planSearch(spec, init, next, options.coverage === true ? { coverage: true } : {});
  const table = usableTable(spec);
  if (table instanceof EvaluationError) {
    const { message } = table;
    const located = whereSymmetryFails(spec, table);
    const violation: Violation = { kind: 'evaluation', name: 'Evaluation', message, ...located };
    return { ...nothing(spec), verdict: 'violation', exitCode: 75, violation };
  }
  const ground: SearchGround = { table, clock, watch };
  if (options.mode === 'simulate') return simulated(spec, plan, ground, options);
  const outcome = searched(spec, { ...plan, temporal }, ground, options);
  if (spec.symmetry === undefined || table instanceof ReducedTable) return outcome;
  const remark = `SYMMETRY ${spec.symmetry.name} is not used: TLC ignores a set of permutations that is listed, or has only one`;
  return { ...outcome, remarks: [...(outcome.remarks ?? []), remark] };
}

function whereSymmetryFails(
  spec: Specification,
  error: EvaluationError,
): Pick<Violation, 'error' | 'bindings' | 'span'> {
  if (spec.symmetry === undefined) return { error };
  const located = locateError(spec.symmetry.expr, sceneAtRest(spec), 'value', error);
  const span = located.error.span ?? spec.symmetry.expr.span;
  return { ...located, span };
}

function usableTable(spec: Specification): SearchGround['table'] | EvaluationError {
  try {
    return tableFor(spec);
  } catch (error) {
    if (error instanceof EvaluationError) return error;
    throw error;
  }
}

function searched(
  spec: Specification,
  plan: SearchPlan & { readonly temporal: LivenessPlan | undefined },
  ground: SearchGround,
  options: CheckOptions,
): Untimed {
  const { clock } = ground;
  const start = clock();
  const search = options.mode === 'depthFirst' ? searchDepthFirst : searchBreadthFirst;
  const found = search(plan, ground, options as SearchOptions);
  const outcome = describe(spec, plan, found, options);
  if (outcome.verdict !== 'ok') return outcome;
  const finding =
    plan.temporal === undefined
      ? undefined
      : judgeLiveness(spec, plan.temporal, found, {
          ...options,
          milliseconds: () => clock() - start,
        });
  if (finding !== undefined) return { ...outcome, ...finding };
  const broken = postcondition(spec);
  if (broken !== undefined) return { ...outcome, ...broken };
  if (options.coverage !== true) return outcome;
  const coverage = coverageOf(spec, plan.program, found);
  const vacuous = { verdict: 'vacuous', exitCode: vacuousExitCode } as const;
  return { ...outcome, coverage, ...(coverage.isVacuous ? vacuous : {}) };
}

function simulated(
  spec: Specification,
  plan: SearchPlan,
  ground: SearchGround,
  options: CheckOptions,
): Untimed {
  const { found, statistics } = simulate(plan, ground, {
    ...options,
    ...options.simulation,
    seed: options.seed ?? 0,
  });
  return { ...describe(spec, plan, found, options), simulation: statistics };
}

function nothing(spec: Specification): Omit<Untimed, 'verdict' | 'exitCode'> {
  return {
    distinct: 0,
    generated: 0,
    depth: 1,
    properties: spec.properties,
    trace: [],
    taken: new Map(),
  };
}

function refuseConstant(spec: Specification): Untimed | undefined {
  const view = constantView(spec);
  const found = view === undefined ? constantlyFalse(spec) : { what: 'VIEW', formula: view };
  if (found === undefined) return undefined;
  const { name, expr } = found.formula;
  const fault = view === undefined ? 'is not TRUE' : 'has the same value';
  const message = `${found.what} ${name} ${fault} whatever the state`;
  const violation: Violation = { kind: 'config', name, message, span: expr.span };
  return { ...nothing(spec), verdict: 'unknown', exitCode: 151, limit: message, violation };
}

function refuseEmpty(spec: Specification, next: Expr): Untimed | undefined {
  if (!hasNoInstance(spec, next)) return undefined;
  const message = 'the next-state relation has no instance: each \\E in it runs over an empty set';
  const { span } = next;
  const violation: Violation = { kind: 'evaluation', name: 'Evaluation', message, span };
  return { ...nothing(spec), verdict: 'violation', exitCode: 75, violation };
}

/** Outside every state. */
function sceneAtRest(spec: Specification): Scene {
  return sceneOf(spec, undefined, new Int32Array(spec.variables.length), 'current');
}

function checkAssumptions(spec: Specification): Untimed | undefined {
  for (const assumption of spec.resolved.assumptions) {
    if (assumption.isAxiom) continue;
    const name = assumption.name ?? `the assumption at line ${assumption.span.line}`;
    const expr = assumption.body;
    const violation = isTrueAtLast(spec, { name, expr }, 'assumption');
    if (violation !== undefined)
      return { ...nothing(spec), verdict: 'violation', exitCode: 10, depth: 0, violation };
  }
  return undefined;
}

/** Nothing moves, so an invariant is a constant. */
function withoutBehaviour(spec: Specification): Untimed | undefined {
  for (const invariant of spec.invariants) {
    const violation = isTrueAtLast(spec, invariant, 'invariant');
    if (violation !== undefined)
      return { ...nothing(spec), verdict: 'violation', exitCode: 12, violation };
  }
  return undefined;
}

function postcondition(
  spec: Specification,
): Pick<CheckOutcome, 'verdict' | 'exitCode' | 'violation'> | undefined {
  const violation =
    spec.postcondition === undefined
      ? undefined
      : isTrueAtLast(spec, spec.postcondition, 'postcondition');
  if (violation === undefined) return undefined;
  return { verdict: 'violation', exitCode: violation.error === undefined ? 10 : 75, violation };
}

/** A formula outside every state: undefined if it is true. */
function isTrueAtLast(
  spec: Specification,
  { name, expr }: NamedFormula,
  kind: 'assumption' | 'invariant' | 'postcondition',
): Violation | undefined {
  const none = new Int32Array(spec.variables.length);
  try {
    const program = compileProgram(
      [{ kind: 'predicate', expr, reading: 'current', parameters: [] }],
      spec.variables,
    );
    if ((program.entries[0] as () => boolean)()) return undefined;
    const falsehood = explainFalse(expr, sceneOf(spec, undefined, none, 'next'));
    return { kind, name, message: `${name} is false`, ...because(falsehood, expr.span) };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    const located = locateError(expr, sceneOf(spec, undefined, none, 'next'), 'value', error);
    return {
      kind,
      name,
      message: `${name} has no value: ${error.message}`,
      ...located,
      ...because(undefined, located.error.span),
    };
  }
}

function describe(
  spec: Specification,
  plan: SearchPlan,
  found: SearchResult,
  options: CheckOptions,
): Untimed {
  const { distinct, generated, depth } = found;
  const taken = new Map(plan.program.labels.map((label, i) => [label.name, found.taken[i] ?? 0]));
  const common = { distinct, generated, depth, properties: spec.properties, taken };
  const [first] = found.violations;
  if (first === undefined) {
    if (found.limit === undefined) return { ...common, verdict: 'ok', exitCode: 0, trace: [] };
    return {
      ...common,
      verdict: 'unknown',
      exitCode: 2,
      trace: [],
      limit: found.limit,
      overBudget: true,
    };
  }
  const all = found.violations.map(
    (each): Counterexample => ({
      violation: explainViolation(spec, each),
      trace: labelTrace(spec, each.trace),
    }),
  );
  const exitCode = Math.max(...found.violations.map(({ violation }) => exitCodeOf(violation)));
  return {
    ...common,
    verdict: 'violation',
    exitCode,
    ...(all[0] as Counterexample),
    ...(options.keepGoing === true ? { counterexamples: all } : {}),
  };
}

/** What is said beside every verdict, also of a run that was refused or had only assumptions. */
function remarksOn(spec: Specification, { unsound, mode }: CheckOptions): readonly string[] {
  const remarks = [...spec.remarks];
  if (spec.liveness.length === 0) return remarks;
  if (mode === 'simulate') return [...remarks, 'temporal properties are not judged by simulation'];
  if (spec.constraints.length + spec.actionConstraints.length > 0)
    remarks.push('temporal properties were judged on the constrained graph only');
  if (unsound === true && (spec.symmetry ?? spec.view) !== undefined)
    remarks.push('unsound: temporal properties were judged on merged states');
  return remarks;
}
