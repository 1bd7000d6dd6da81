/**
 * Subexpression names (`Inv!1`, `Next!2!(x)!1`): a walk through the body of a definition. Numbers name the parts of a
 * construct in the order in which they are written, `<<` and `>>` the first and second, `(e)` puts e for a bound name.
 */
import type { Expr, Local } from './ir.ts';

/** The parts that numbers name. Bounds of quantifiers come before what `(…)` leads to; CASE arms are pairs. */
export function numberedParts(expr: Expr): readonly Expr[] | undefined {
  switch (expr.kind) {
    case 'and':
    case 'or':
    case 'set':
    case 'tuple':
    case 'product':
      return expr.items;
    case 'builtin':
      return expr.args;
    case 'call':
    case 'callLocal':
    case 'constant':
      return expr.args.filter((argument): argument is Expr => 'span' in argument);
    case 'quantifier':
    case 'map':
    case 'function':
      return expr.bindings.map((binding) => binding.set);
    case 'filter':
      return [expr.binding.set];
    case 'choose':
      return expr.set === undefined ? [] : [expr.set];
    case 'index':
      return [expr.function, expr.argument];
    case 'functionSet':
      return [expr.domain, expr.range];
    case 'record':
    case 'recordSet':
      return expr.values;
    case 'field':
      return [expr.record];
    case 'except':
      return [expr.base, ...expr.updates.map((update) => update.value)];
    case 'boxAction':
    case 'angleAction':
      return [expr.action, expr.subscript];
    case 'fairness':
      return [expr.subscript, expr.action];
    case 'if':
      return [expr.condition, expr.then, expr.else];
    case 'let':
      return [expr.body];
    default:
      return undefined;
  }
}

/** What `(e, …)` leads into, and the names it fills. */
export function boundPart(expr: Expr): { readonly names: readonly Local[]; readonly body: Expr } | undefined {
  switch (expr.kind) {
    case 'quantifier':
    case 'map':
    case 'function':
      return { names: expr.bindings.flatMap((binding) => binding.names), body: expr.body };
    case 'filter':
      return { names: expr.binding.names, body: expr.body };
    case 'choose':
      return { names: expr.names, body: expr.body };
    default:
      return undefined;
  }
}
