/** Conjunctions, taken apart: so that each conjunct can be judged, or kept, for itself. */
import type { Expr } from '../semantics/ir.ts';
import { levelOf } from '../semantics/levels.ts';
import { resolveOverride } from './override.ts';
import { splits } from './splits.ts';
import { isHeavy } from './weight.ts';

/** In their order, through definitions without parameters. */
export function conjunctsOf(expr: Expr): readonly Expr[] {
  if (expr.kind === 'and') return expr.items.flatMap(conjunctsOf);
  if (expr.kind === 'builtin' && expr.name === '/\\') return expr.args.flatMap(conjunctsOf);
  if (expr.kind !== 'call' || expr.args.length > 0) return [expr];
  const definition = resolveOverride(expr.definition);
  if ('value' in definition || definition.native !== undefined || definition.recursive)
    return [expr];
  const body = definition.body();
  const isJunction =
    body.kind === 'and' || body.kind === 'call' || (body.kind === 'builtin' && body.name === '/\\');
  return isJunction ? conjunctsOf(body) : [expr];
}

/** The first conjuncts of an action as long as they are cheap tests of the current state, and what is left. */
export function guardsOf(expr: Expr): { readonly guards: readonly Expr[]; readonly rest: Expr } {
  if (expr.kind !== 'and') return { guards: [], rest: expr };
  const { items } = expr;
  let count = 0;
  while (count < items.length - 1 && isGuard(items[count] as Expr)) count++;
  return { guards: items.slice(0, count), rest: { ...expr, items: items.slice(count) } };
}

function isGuard(expr: Expr): boolean {
  return levelOf(expr) <= 1 && !splits(expr, false) && !isHeavy(expr);
}
