/**
 * Model checking: a specification is compiled, searched, and what was found is put into words. Exit codes are TLC's:
 * 0 ok, 10 assumption, 11 deadlock, 12 safety, 13 liveness, 75-77 evaluation, 2 when a limit ended the search.
 */
import { compileProgram, type Entry, type Program } from './compile/program.ts';
import { EvaluationError } from './diagnostic.ts';
import { explainFalse } from './explore/explain.ts';
import { type LocatedError, locateError } from './explore/locate.ts';
import type { Scene } from './explore/place.ts';
import {
  type Limits,
  type NamedEntry,
  searchBreadthFirst,
  type SearchPlan,
  type SearchProgress,
  type SearchResult,
} from './explore/breadth-first.ts';
import type { Falsehood } from './spec.ts';
import type { NamedFormula, Specification } from './specification.ts';
import type { Expr } from './semantics/ir.ts';
import { levelOf } from './semantics/levels.ts';
import { sourceText } from './source-text.ts';
import { checkLiveness } from './temporal/liveness.ts';
import { useVocabulary, type Value, valueOf } from './values/value.ts';

export interface TraceState {
  /** The action that led here; `Initial predicate` for the first state. */
  readonly action: string;
  readonly args: readonly Value[];
  /** One value for each variable. */
  readonly state: readonly Value[];
}

export interface CheckOutcome {
  readonly verdict: 'ok' | 'violation' | 'unknown';
  readonly exitCode: number;
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  readonly seconds: number;
  readonly properties: readonly string[];
  readonly violation?: {
    readonly kind: 'invariant' | 'deadlock' | 'action' | 'initial' | 'assumption' | 'evaluation' | 'liveness';
    /** The invariant, property or assumption; `Deadlock`. */
    readonly name: string;
    readonly message: string;
    readonly falsehood?: Falsehood;
    readonly error?: EvaluationError;
    /** Names bound where the error is. */
    readonly bindings?: Falsehood['bindings'];
  };
  readonly trace: readonly TraceState[];
  /** Of a counterexample to a temporal property: the last state is followed by this one, for ever. */
  readonly loop?: number;
  /** Why the search did not end by itself. */
  readonly limit?: string;
  /** How often each named action was taken. */
  readonly taken: ReadonlyMap<string, number>;
}

export interface CheckOptions extends Limits {
  readonly onProgress?: (progress: SearchProgress) => void;
  /** Milliseconds from any origin; `performance.now` in a host that has it. */
  readonly clock?: () => number;
}

export function check(spec: Specification, options: CheckOptions = {}): CheckOutcome {
  useVocabulary(spec.vocabulary);
  const clock = options.clock ?? (() => performance.now());
  const start = clock();
  const broken = checkAssumptions(spec);
  if (broken !== undefined) return { ...broken, seconds: (clock() - start) / 1000 };
  if (spec.init === undefined || spec.next === undefined) {
    // TLC accepts a configuration without behaviour when there are only assumptions to check.
    return { ...nothing(spec), verdict: 'ok', exitCode: 0, seconds: (clock() - start) / 1000 };
  }
  const { plan } = planSearch(spec, spec.init, spec.next, false);
  const found = searchBreadthFirst(plan, options, clock, options.onProgress);
  const outcome = describe(spec, plan.program, found);
  const lasso = outcome.verdict === 'ok' ? liveness(spec, found) : undefined;
  return { ...outcome, ...lasso, seconds: (clock() - start) / 1000 };
}

/** After a search that saw everything: what some fair behaviour violates. */
function liveness(spec: Specification, found: SearchResult): Pick<CheckOutcome, 'verdict' | 'exitCode' | 'violation' | 'trace' | 'loop'> | undefined {
  const scene = sceneOf(spec, undefined, new Int32Array(spec.variables.length), 'current');
  const violation = checkLiveness(spec, found.table, found.initialStates, scene);
  if (violation === undefined) return undefined;
  const { name, trace, loop } = violation;
  const message = `Temporal property ${name} is violated`;
  return {
    verdict: 'violation',
    exitCode: 13,
    violation: { kind: 'liveness', name, message },
    trace: labelTrace(spec, trace),
    loop,
  };
}

function nothing(spec: Specification): Omit<CheckOutcome, 'verdict' | 'exitCode' | 'seconds'> {
  return { distinct: 0, generated: 0, depth: 1, properties: spec.properties, trace: [], taken: new Map() };
}

function checkAssumptions(spec: Specification): Omit<CheckOutcome, 'seconds'> | undefined {
  for (const assumption of spec.resolved.assumptions) {
    const name = assumption.name ?? `the assumption at line ${assumption.span.line}`;
    const fail = (message: string, extra: object): Omit<CheckOutcome, 'seconds'> => ({
      ...nothing(spec), verdict: 'violation', exitCode: 10, violation: { kind: 'assumption', name, message, ...extra },
    });
    try {
      const program = compileProgram(
        [{ kind: 'predicate', expr: assumption.body, reading: 'current', parameters: [] }],
        spec.variables,
      );
      if ((program.entries[0] as () => boolean)()) continue;
      const scene = sceneOf(spec, undefined, program.next, 'next');
      const falsehood = explainFalse(assumption.body, scene);
      return fail(`${name} is false`, falsehood === undefined ? {} : { falsehood });
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      const scene = sceneOf(spec, undefined, new Int32Array(spec.variables.length), 'next');
      const located = locateError(assumption.body, scene, 'value', error);
      return { ...fail(`${name} has no value: ${error.message}`, located), exitCode: 75 };
    }
  }
  return undefined;
}

/** The program of a specification and where its parts are. With arguments it is slower and made for traces. */
export function planSearch(spec: Specification, init: Expr, next: Expr, withArguments: boolean): { plan: SearchPlan } {
  const entries: Entry[] = [];
  const add = (entry: Entry): number => entries.push(entry) - 1;
  const predicates = (formulas: readonly NamedFormula[]): NamedEntry[] =>
    formulas.map(({ name, expr }) => ({
      name,
      // A formula about one state reads the new state; one about a step reads both.
      entry: add({ kind: 'predicate', expr, reading: levelOf(expr) <= 1 ? 'next' : 'current', parameters: [] }),
    }));
  const initial = add({ kind: 'action', expr: init, parameters: [], initial: true, name: undefined });
  const nextEntry = add({ kind: 'action', expr: next, parameters: [], initial: false, name: undefined });
  const places = {
    invariants: predicates(spec.invariants),
    constraints: predicates(spec.constraints),
    actionConstraints: predicates(spec.actionConstraints),
    initialProperties: predicates(spec.initialProperties),
    actionProperties: predicates(spec.actionProperties),
  };
  const program = compileProgram(entries, spec.variables, { withArguments });
  return { plan: { program, initial, next: nextEntry, ...places, checkDeadlock: spec.checkDeadlock } };
}

const exitCodes = { invariant: 12, initialProperty: 12, actionProperty: 12, deadlock: 11, evaluation: 75 } as const;

function describe(spec: Specification, program: Program, found: SearchResult): Omit<CheckOutcome, 'seconds'> {
  const { distinct, generated, depth } = found;
  const taken = new Map(program.labels.map((label, i) => [label.name, found.taken[i] ?? 0]));
  const common = { distinct, generated, depth, properties: spec.properties, taken };
  const { violation } = found;
  if (violation === undefined) {
    if (found.limit === undefined) return { ...common, verdict: 'ok', exitCode: 0, trace: [] };
    return { ...common, verdict: 'unknown', exitCode: 2, trace: [], limit: found.limit };
  }
  const trace = labelTrace(spec, found.trace);
  return {
    ...common,
    verdict: 'violation',
    exitCode: exitCodes[violation.kind],
    violation: explainViolation(spec, found),
    trace,
  };
}

function explainViolation(spec: Specification, found: SearchResult): NonNullable<CheckOutcome['violation']> {
  const violation = found.violation as NonNullable<SearchResult['violation']>;
  const last = found.trace[found.trace.length - 1] ?? new Int32Array(spec.variables.length);
  const before = found.trace[found.trace.length - 2];
  const explain = (formulas: readonly NamedFormula[], name: string, reading: 'current' | 'next'): { falsehood?: Falsehood } => {
    for (const formula of formulas) {
      if (formula.name !== name) continue;
      const falsehood = explainFalse(formula.expr, sceneOf(spec, before, last, reading));
      if (falsehood !== undefined) return { falsehood };
    }
    return {};
  };
  switch (violation.kind) {
    case 'invariant': {
      const { name } = violation;
      return { kind: 'invariant', name, message: `Invariant ${name} is violated`, ...explain(spec.invariants, name, 'next') };
    }
    case 'initialProperty': {
      const { name } = violation;
      return { kind: 'initial', name, message: `Property ${name} is violated by the initial state`, ...explain(spec.initialProperties, name, 'next') };
    }
    case 'actionProperty': {
      const { name } = violation;
      return { kind: 'action', name, message: `Property ${name} is violated by a step`, ...explain(spec.actionProperties, name, 'current') };
    }
    case 'deadlock':
      return { kind: 'deadlock', name: 'Deadlock', message: 'Deadlock reached: no action is enabled' };
    case 'evaluation':
      return { kind: 'evaluation', name: 'Evaluation', message: violation.error.message, ...locate(spec, found, violation) };
  }
}

function sceneOf(spec: Specification, before: Int32Array | undefined, after: Int32Array, reading: 'current' | 'next'): Scene {
  return { variables: spec.variables, before, after, reading, textOf: sourceText(spec.texts) };
}

/** Looks for the error in everything that is computed at that point of the search, in that order. */
function locate(
  spec: Specification,
  found: SearchResult,
  { error, phase, target }: Extract<NonNullable<SearchResult['violation']>, { kind: 'evaluation' }>,
): LocatedError {
  const before = phase === 'initial' ? undefined : found.trace[found.trace.length - 1];
  const none = new Int32Array(spec.variables.length);
  const tries: [Expr, Scene, 'value' | 'action' | 'initial'][] = [];
  for (const { expr } of [...spec.constraints, ...spec.actionConstraints, ...spec.invariants, ...spec.initialProperties, ...spec.actionProperties]) {
    const reading = levelOf(expr) <= 1 ? 'next' : 'current';
    if (reading === 'next' || before !== undefined) tries.push([expr, sceneOf(spec, before, target, reading), 'value']);
  }
  if (phase === 'initial' && spec.init !== undefined) tries.unshift([spec.init, sceneOf(spec, undefined, none, 'next'), 'initial']);
  if (phase === 'step' && spec.next !== undefined) tries.unshift([spec.next, sceneOf(spec, before, none, 'current'), 'action']);
  for (const [expr, scene, mode] of tries) {
    try {
      const located = locateError(expr, scene, mode, error);
      if (located.error.span !== undefined) return located;
    } catch (other) {
      if (!(other instanceof EvaluationError)) throw other;
    }
  }
  return { error, bindings: [] };
}

/** Names each step of a trace, by taking it once more with a program that keeps the arguments. */
function labelTrace(spec: Specification, rows: readonly Int32Array[]): TraceState[] {
  if (rows.length === 0 || spec.init === undefined || spec.next === undefined) return [];
  const { plan } = planSearch(spec, spec.init, spec.next, true);
  const { program } = plan;
  return rows.map((row, i): TraceState => {
    const state = [...row].map(valueOf);
    const before = rows[i - 1];
    if (before === undefined) return { action: 'Initial predicate', args: [], state };
    if (row.every((code, j) => code === before[j])) return { action: 'Stuttering', args: [], state };
    let action = 'Next';
    let args: readonly Value[] = [];
    program.load(before, 0);
    program.sink = (label) => {
      if (!program.next.every((code, j) => code === row[j]) || action !== 'Next') return;
      action = program.labels[label]?.name ?? 'Next';
      args = program.labelArguments().filter((value) => value !== undefined);
    };
    try {
      (program.entries[plan.next] as () => void)();
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
    }
    return { action, args, state };
  });
}
