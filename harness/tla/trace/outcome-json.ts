/** A check as one plain JSON object: what `--json` prints. Values are written as TLC's module Json writes them. */
import type { CheckOutcome, Counterexample } from '../check.ts';
import type { Coverage } from '../explore/coverage.ts';
import type { Violation } from '../explore/violation.ts';
import type { Span } from '../syntax/ast.ts';
import { toTlcJson } from '../values/tlc-json.ts';
import type { Value } from '../values/value.ts';
import type { TraceState } from './label.ts';

export interface ViolationJson {
  readonly kind: Violation['kind'] | 'parse';
  readonly name: string;
  /** `File.tla:12:3`; absent where no place can be named. */
  readonly location?: string;
  readonly message: string;
}

export interface StateJson {
  /** Counted from 1. */
  readonly index: number;
  readonly action: string;
  readonly args: readonly unknown[];
  readonly state: Readonly<Record<string, unknown>>;
  /** What the configuration's ALIAS makes of the state. */
  readonly alias?: unknown;
}

type Placed<T> = Omit<T, 'span'> & { readonly location: string };

export interface CoverageJson {
  readonly actions: readonly Placed<Coverage['actions'][number]>[];
  readonly guards: readonly Placed<Coverage['guards'][number]>[];
  /** Names of actions that no step was taken by. */
  readonly neverTaken: readonly string[];
  /** Invariants whose antecedent was true in no state. */
  readonly neverTested: readonly Placed<Coverage['neverTested'][number]>[];
}

export interface CounterexampleJson {
  readonly violation: ViolationJson;
  readonly trace: readonly StateJson[];
  readonly loop?: number;
}

export interface OutcomeJson {
  readonly verdict: 'ok' | 'violation' | 'unknown' | 'vacuous' | 'error';
  readonly exitCode: number;
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  readonly seconds: number;
  readonly violation?: ViolationJson;
  readonly trace: readonly StateJson[];
  /** Of a lasso: the index of the state that follows the last one. */
  readonly loop?: number;
  /** What the verdict does not say by itself, and what the configuration says in vain. */
  readonly remarks?: readonly string[];
  /** With --coverage: what was counted, and why the verdict is `vacuous`. */
  readonly coverage?: CoverageJson;
  /** With --continue: every violation, the first one included. */
  readonly counterexamples?: readonly CounterexampleJson[];
  readonly [more: string]: unknown;
}

/** An error of evaluation is the verdict `error`: the specification is at fault, no property of it was judged. */
export function outcomeJson(variables: readonly string[], outcome: CheckOutcome): OutcomeJson {
  const { verdict, exitCode, distinct, generated, depth, seconds, violation, loop, limit } =
    outcome;
  const isError =
    violation?.kind === 'evaluation' ||
    violation?.kind === 'assert' ||
    violation?.kind === 'config';
  return {
    verdict: isError ? 'error' : verdict,
    exitCode,
    distinct,
    generated,
    depth,
    seconds,
    ...(violation === undefined ? {} : { violation: violationJson(violation) }),
    trace: outcome.trace.map((state, i) => stateJson(variables, state, i)),
    ...(loop === undefined ? {} : { loop: loop + 1 }),
    ...(limit === undefined ? {} : { limit }),
    ...(outcome.remarks === undefined ? {} : { remarks: outcome.remarks }),
    ...(outcome.coverage === undefined ? {} : { coverage: coverageJson(outcome.coverage) }),
    ...(outcome.simulation === undefined ? {} : { simulation: outcome.simulation }),
    ...(outcome.counterexamples === undefined
      ? {}
      : {
          counterexamples: outcome.counterexamples.map((each) => counterexample(variables, each)),
        }),
  };
}

function counterexample(variables: readonly string[], found: Counterexample): CounterexampleJson {
  return {
    violation: violationJson(found.violation),
    trace: found.trace.map((state, i) => stateJson(variables, state, i)),
    ...(found.loop === undefined ? {} : { loop: found.loop + 1 }),
  };
}

function coverageJson({ actions, guards, neverTested }: Coverage): CoverageJson {
  const placed = <T extends { readonly span: Span }>({ span, ...rest }: T) => ({
    ...rest,
    location: location(span),
  });
  return {
    actions: actions.map(placed),
    guards: guards.map(placed),
    neverTaken: actions.filter(({ taken }) => taken === 0).map(({ name }) => name),
    neverTested: neverTested.map(placed),
  };
}

export function violationJson({ kind, name, message, span }: Violation): ViolationJson {
  const shown = kind === 'initial' ? 'invariant' : kind;
  return {
    kind: shown,
    name,
    ...(span === undefined ? {} : { location: location(span) }),
    message,
  };
}

export function location({ file, line, column }: Span): string {
  return `${file}:${line}:${column}`;
}

function stateJson(variables: readonly string[], step: TraceState, i: number): StateJson {
  const state = variables.map((name, j) => [name, jsonOf(step.state[j] as Value)]);
  return {
    index: i + 1,
    action: step.action,
    args: step.args.map(jsonOf),
    state: Object.fromEntries(state),
    ...(step.alias === undefined ? {} : { alias: jsonOf(step.alias) }),
  };
}

/** An infinite value has no JSON; its text stands for it. */
function jsonOf(value: Value): unknown {
  try {
    return toTlcJson(value);
  } catch (error) {
    if (error instanceof Error && error.name === 'EvaluationError') return String(error.message);
    throw error;
  }
}
