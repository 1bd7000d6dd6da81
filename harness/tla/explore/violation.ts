/**
 * What a search found false, put into words: the property, the conjunct of it that was false with the values bound there,
 * the place of an error. Exit codes are TLC's by the kind of failure and by what was being computed.
 */
import { EvaluationError, IncompleteError, OperatorError } from '../diagnostic.ts';
import type { Expr } from '../semantics/ir.ts';
import { levelOf } from '../semantics/levels.ts';
import { sourceText } from '../source-text.ts';
import type { Falsehood } from '../spec.ts';
import type { NamedFormula, Specification } from '../specification.ts';
import type { Span } from '../syntax/ast.ts';
import type { FoundViolation, SearchViolation } from './breadth-first.ts';
import { type DisabledAction, explainDeadlock } from './deadlock.ts';
import { explainFalse } from './explain.ts';
import { type LocatedError, locateError } from './locate.ts';
import type { Scene } from './place.ts';

export interface Violation {
  readonly kind:
    | 'invariant'
    | 'deadlock'
    | 'action'
    | 'initial'
    | 'assumption'
    | 'assert'
    | 'evaluation'
    | 'liveness'
    | 'postcondition'
    | 'config';
  /** The invariant, property or assumption; `Deadlock`. */
  readonly name: string;
  readonly message: string;
  /** The part at fault. */
  readonly span?: Span;
  readonly falsehood?: Falsehood;
  readonly error?: EvaluationError;
  /** Names bound where the error is. */
  readonly bindings?: Falsehood['bindings'];
  /** Of a deadlock: each action of the next-state relation, and why it is not enabled. */
  readonly disabled?: readonly DisabledAction[];
}

export function sceneOf(
  spec: Specification,
  before: Int32Array | undefined,
  after: Int32Array,
  reading: 'current' | 'next',
): Scene {
  return { variables: spec.variables, before, after, reading, textOf: sourceText(spec.texts) };
}

/** How the message of TLC's Assert begins. */
const assertion = 'The first argument of Assert evaluated to FALSE';

/**
 * Black-box facts of TLC 1.7.4: 13 for everything under PROPERTY that is no invariant. Errors are 75 at the initial states,
 * but for a variable without a value; later 76 in an invariant, unless the state is outside the constraints: then, and
 * elsewhere, 14 for an Assert, 255, TLC's code for what it has no code for, where a built-in operator refuses its arguments,
 * and 75.
 */
export function exitCodeOf(violation: SearchViolation): number {
  switch (violation.kind) {
    case 'invariant':
      return 12;
    case 'initialProperty':
    case 'actionProperty':
      return 13;
    case 'deadlock':
      return 11;
    case 'evaluation':
      return exitCodeOfError(violation);
  }
}

function exitCodeOfError({
  phase,
  error,
  atStart,
}: Extract<SearchViolation, { kind: 'evaluation' }>): number {
  if (atStart) return phase === 'initial' && error instanceof IncompleteError ? 255 : 75;
  if (phase === 'invariant') return 76;
  if (isAssertion(error)) return 14;
  return error instanceof OperatorError ? 255 : 75;
}

export function isAssertion(error: EvaluationError): boolean {
  return error.message.startsWith(assertion);
}

/** What goes with a falsehood, if the formula can be taken apart. */
export function because(
  falsehood: Falsehood | undefined,
  otherwise: Span | undefined,
): Pick<Violation, 'falsehood' | 'span'> {
  const span = falsehood?.span ?? otherwise;
  return {
    ...(falsehood === undefined ? {} : { falsehood }),
    ...(span === undefined ? {} : { span }),
  };
}

export function explainViolation(
  spec: Specification,
  { violation, trace }: FoundViolation,
): Violation {
  const last = trace[trace.length - 1] ?? new Int32Array(spec.variables.length);
  const before = trace[trace.length - 2];
  const explain = (
    formulas: readonly NamedFormula[],
    name: string,
    reading: 'current' | 'next',
  ) => {
    const named = formulas.filter((formula) => formula.name === name);
    for (const { expr } of named) {
      const falsehood = explainFalse(expr, sceneOf(spec, before, last, reading));
      if (falsehood !== undefined) return because(falsehood, undefined);
    }
    return because(undefined, named[0]?.expr.span);
  };
  switch (violation.kind) {
    case 'invariant': {
      const { name } = violation;
      return {
        kind: 'invariant',
        name,
        message: `Invariant ${name} is violated`,
        ...explain(spec.invariants, name, 'next'),
      };
    }
    case 'initialProperty': {
      const { name } = violation;
      return {
        kind: 'initial',
        name,
        message: `Property ${name} is violated by the initial state`,
        ...explain(spec.initialProperties, name, 'next'),
      };
    }
    case 'actionProperty': {
      const { name } = violation;
      return {
        kind: 'action',
        name,
        message: `Property ${name} is violated by a step`,
        ...explain(spec.actionProperties, name, 'current'),
      };
    }
    case 'deadlock':
      return {
        kind: 'deadlock',
        name: 'Deadlock',
        message: 'Deadlock reached: no action is enabled',
        disabled:
          spec.next === undefined
            ? []
            : explainDeadlock(spec.next, sceneOf(spec, last, last, 'current')),
      };
    case 'evaluation': {
      const located = locate(spec, trace, violation);
      const kind = isAssertion(violation.error) ? 'assert' : 'evaluation';
      const name = kind === 'assert' ? 'Assert' : 'Evaluation';
      const { span } = located.error;
      return {
        kind,
        name,
        message: violation.error.message,
        ...located,
        ...(span === undefined ? {} : { span }),
      };
    }
  }
}

/** Looks for the error in everything that is computed at that point of the search, in that order. */
function locate(
  spec: Specification,
  trace: readonly Int32Array[],
  { error, phase, atStart, target }: Extract<SearchViolation, { kind: 'evaluation' }>,
): LocatedError {
  const withTarget = phase === 'invariant' || phase === 'outside' || phase === 'property';
  const before = atStart ? undefined : trace[trace.length - (withTarget ? 2 : 1)];
  const none = new Int32Array(spec.variables.length);
  const tries: [Expr, Scene, 'value' | 'action' | 'initial'][] = [];
  const judged = [
    ...spec.constraints,
    ...spec.actionConstraints,
    ...spec.invariants,
    ...spec.initialProperties,
    ...spec.actionProperties,
  ];
  if (spec.view !== undefined) judged.unshift(spec.view);
  for (const { expr } of judged) {
    const reading = levelOf(expr) <= 1 ? 'next' : 'current';
    if (reading === 'next' || before !== undefined)
      tries.push([expr, sceneOf(spec, before, target, reading), 'value']);
  }
  if (phase === 'initial' && spec.init !== undefined)
    tries.unshift([spec.init, sceneOf(spec, undefined, none, 'next'), 'initial']);
  if (phase === 'step' && spec.next !== undefined)
    tries.unshift([spec.next, sceneOf(spec, before, none, 'current'), 'action']);
  for (const [expr, scene, mode] of tries) {
    try {
      const located = locateError(expr, scene, mode, error);
      if (located.error.span !== undefined) return located;
    } catch (other) {
      if (!(other instanceof EvaluationError)) throw other;
    }
  }
  // What is missing stands nowhere: the formula that should have said it is named.
  error.span ??= (phase === 'initial' ? spec.init : spec.next)?.span;
  return { error, bindings: [] };
}
