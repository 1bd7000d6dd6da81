/** The operators of the language itself. */
import { unreachable } from '../diagnostic.ts';
import type { Expr } from '../semantics/ir.ts';
import { Tag } from '../values/value.ts';
import { isHoistable } from './analysis.ts';
import { type Context, fail, primed } from './context.ts';
import { compileJunction } from './logic.ts';
import { listOf } from './loops.ts';

export function compileBuiltin(expr: Extract<Expr, { kind: 'builtin' }>, context: Context): string {
  const { builder } = context;
  const [a, b] = expr.args as readonly [Expr, Expr];
  const left = (): string => builder.expr(a, context);
  const both = (): string => `${builder.expr(a, context)}, ${builder.expr(b, context)}`;
  switch (expr.name) {
    case '=':
      return compileEquality(a, b, context);
    case '#':
      return `!${compileEquality(a, b, context)}`;
    case '~':
      return `!${builder.bool(a, context, 'the argument of ~')}`;
    case '/\\':
      return compileJunction('and', [a, b], context);
    case '\\/':
      return compileJunction('or', [a, b], context);
    case '=>':
      return compileJunction(
        'or',
        [{ kind: 'builtin', name: '~', args: [a], span: a.span }, b],
        context,
      );
    case '<=>':
      return `(${builder.bool(a, context, 'an argument of <=>')} === ${builder.bool(b, context, 'an argument of <=>')})`;
    case '\\in':
      return `member(${both()})`;
    case '\\notin':
      return `!member(${both()})`;
    case '\\subseteq':
      return `subsetEq(${both()})`;
    case '\\cup': {
      const added = b.kind === 'set' && b.items.length === 1 ? b.items[0] : undefined;
      if (added === undefined || isHoistable(b)) return `union(${both()})`;
      return `withElement(${left()}, ${builder.expr(added, context)})`;
    }
    case '\\cap':
      return `intersect(${both()})`;
    case '\\':
      return `difference(${both()})`;
    case 'UNION':
      // A set in a set is a list of elements; a union wants to know how its parts were described.
      if (a.kind === 'map') return `bigUnionOf(${listOf(a, context)})`;
      if (a.kind === 'set')
        return `bigUnionOf([${a.items.map((item) => builder.expr(item, context)).join(', ')}])`;
      return `bigUnion(${left()})`;
    case 'SUBSET':
      return `powerset(${left()})`;
    case 'DOMAIN':
      return `domainOf(${left()})`;
    case "'":
      return builder.expr(a, primed(context));
    case 'UNCHANGED':
      return compileUnchanged(a, context);
    case 'ENABLED':
      return builder.enabled(a, context);
    case '\\cdot':
      return fail('action composition is not supported yet', context);
    case '[]':
    case '<>':
    case '~>':
    case '-+->':
      return fail(`${expr.name} is temporal: it has no value in a state`, context);
    default:
      return unreachable(expr.name);
  }
}

function compileEquality(a: Expr, b: Expr, context: Context): string {
  const left = context.builder.expr(a, context);
  const right = context.builder.expr(b, context);
  const constant = b.kind === 'value' ? b.value : a.kind === 'value' ? a.value : undefined;
  if (typeof constant === 'object' && constant.tag === Tag.str) {
    return b.kind === 'value' ? `isString(${left}, ${right})` : `isString(${right}, ${left})`;
  }
  return `equal(${left}, ${right})`;
}

/** `UNCHANGED e` as a predicate: e' = e. */
function compileUnchanged(expr: Expr, context: Context): string {
  if (expr.kind === 'tuple' && expr.items.length > 0) {
    const items = expr.items.map(
      (item): Expr => ({ kind: 'builtin', name: 'UNCHANGED', args: [item], span: item.span }),
    );
    return compileJunction('and', items, context);
  }
  return `equal(${context.builder.expr(expr, primed(context))}, ${context.builder.expr(expr, context)})`;
}
