/**
 * What every builder of AST nodes gets. Expressions contain definitions (LET) and definitions contain expressions, so each
 * reaches the other through here instead of through an import cycle.
 */
import type { Expression, Span, Unit } from './ast.ts';
import type { Concrete } from './concrete.ts';
import type { Source } from './source.ts';

export interface Context {
  readonly source: Source;
  expression(node: Concrete): Expression;
  /** A definition as it may stand in a module or a LET. */
  definition(node: Concrete, local: boolean): Unit;
}

export type Builder = (context: Context, node: Concrete) => Expression;

export function spanOf({ source }: Context, node: Concrete): Span {
  return source.span(node.start, node.end);
}

/** Stands for an expression that was refused, after its diagnostic. */
export function refused(context: Context, node: Concrete): Expression {
  return { kind: 'boolean', value: false, span: spanOf(context, node) };
}
