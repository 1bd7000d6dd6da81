/**
 * What every builder of AST nodes gets. Expressions contain definitions (LET) and definitions contain expressions, so each
 * reaches the other through here instead of through an import cycle.
 */
import type { Expression, Span, Unit } from './ast.ts';
import type { Concrete } from './concrete.ts';
import type { Source } from './source.ts';

/**
 * How deep an AST may be. Everything that walks one recurses, so a hostile file must not get further than this; what
 * people write stays below fifty.
 */
export const depthMax = 1000;

export interface Context {
  readonly source: Source;
  /** How deep in the AST the node is that is being built. */
  depth: number;
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

export function refuseDepth(context: Context, node: Concrete): Expression {
  const { source } = context;
  if (source.diagnostics.at(-1)?.code !== 'TLA106') {
    source.report(
      'TLA106',
      node.start,
      node.start + 1,
      `expressions nest deeper than ${depthMax} levels here`,
    );
  }
  return refused(context, node);
}
