/** What can be wrong, by whose fault it is (style.md): the text's, the specification's meaning, or ours. */
import type { Span } from './syntax/ast.ts';

/**
 * What is wrong with the text we were given. Data, so that one run can report all of it.
 * TLA1xx syntax, TLA2xx modules and names, TLA3xx levels and arities, TLA4xx not supported (yet), CFG1xx configuration.
 */
export interface Diagnostic {
  readonly code: `TLA${number}` | `CFG${number}`;
  readonly message: string;
  readonly span: Span;
  /** A second line: nearest candidates, where the other definition stands. */
  readonly hint?: string;
}

/** Thrown by loading when there is at least one diagnostic; holds all of them. */
export class DiagnosticError extends Error {
  override readonly name = 'DiagnosticError';
  readonly diagnostics: readonly Diagnostic[];
  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((diagnostic) => `${diagnostic.code}: ${diagnostic.message}`).join('\n'));
    this.diagnostics = diagnostics;
  }
}

/** One frame of the operator call chain that led to an evaluation error, innermost first. */
export interface Frame {
  /** Its name, with its arguments. */
  readonly operator: string;
  readonly span: Span;
}

/**
 * The specification asked for something that has no value, such as Head(<<>>). The runtime throws it without a place;
 * the engine evaluates once more in its tracing form to find the place and the call chain.
 */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
  span: Span | undefined;
  frames: readonly Frame[] = [];
  constructor(message: string, span?: Span) {
    super(message);
    this.span = span;
  }
}

/** Data from outside (a trace, a plain value) that does not have the form it should have. */
export class FormatError extends TypeError {
  override readonly name = 'FormatError';
}

/** An operator that is built in refuses its arguments. To TLC's exit codes that is something else than other errors. */
export class OperatorError extends EvaluationError {}

/** A state in which some variable has no value. */
export class IncompleteError extends EvaluationError {}

/** We were wrong: this line cannot run unless the engine itself is broken. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
