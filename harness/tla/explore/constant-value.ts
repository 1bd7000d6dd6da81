/** What an expression that speaks of no variable comes to before any search; undefined where it has no value. */
import { compileProgram } from '../compile/program.ts';
import { EvaluationError } from '../diagnostic.ts';
import type { Expr, Variable } from '../semantics/ir.ts';
import type { Value } from '../values/value.ts';

/** A number or a string, by itself or as a definition: TLC computes definitions before it begins, but not these. */
export function isLiteral(expr: Expr): boolean {
  if (expr.kind === 'value') return typeof expr.value !== 'boolean';
  if (expr.kind !== 'call' || expr.args.length > 0) return false;
  const { native, override } = expr.definition;
  if (native !== undefined || override !== undefined) return false;
  const body = expr.definition.body();
  return body.kind === 'value' && typeof body.value !== 'boolean';
}

export function constantValue(expr: Expr, variables: readonly Variable[]): Value | undefined {
  try {
    const entry = { kind: 'value', expr, reading: 'current', parameters: [] } as const;
    const program = compileProgram([entry], variables);
    return (program.entries[0] as () => Value)();
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}
