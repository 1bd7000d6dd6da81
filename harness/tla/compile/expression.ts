/**
 * JavaScript that computes an expression. One case per construct. Evaluation is TLC's: left to right, short-circuit,
 * arguments and LETs lazy. Specs rely on it: in `x # <<>> /\ Head(x) = 1` the second conjunct has no value when the
 * first is false. Statements an expression needs are put before it, in a block that runs only if the expression would.
 */
import { unreachable } from '../diagnostic.ts';
import type { Expr } from '../semantics/ir.ts';
import { str } from '../values/make.ts';
import { isBoolean, isHoistable } from './analysis.ts';
import { compileBuiltin } from './builtins.ts';
import { compileCall, compileCallLocal, compileConstant } from './calls.ts';
import { type Context, fail } from './context.ts';
import { compileLet } from './let.ts';
import { compileCase, compileIf, compileJunction } from './logic.ts';
import { chooseFrom, existsOrForAll, filterOf, functionLiteral, mapOf } from './loops.ts';
import { readLocal, readVariable } from './names.ts';
import { compileExcept, compileRecord } from './records.ts';
import { angled, boxed } from './steps.ts';

/** A JavaScript expression for the value of `expr`. */
export function compileExpr(expr: Expr, context: Context): string {
  if (isHoistable(expr)) return context.builder.hoist(expr);
  return compileOpen(expr, context);
}

/** As compileExpr, but never kept as a constant: the body of what is kept. */
export function compileOpen(expr: Expr, context: Context): string {
  const { builder } = context;
  const sub = (part: Expr): string => builder.expr(part, context);
  const list = (items: readonly Expr[]): string => `[${items.map(sub).join(', ')}]`;
  switch (expr.kind) {
    case 'value':
      return builder.value(expr.value);
    case 'local':
      return readLocal(expr.local, context);
    case 'variable':
      return readVariable(expr.variable.index, context);
    case 'constant':
      return compileConstant(expr, context);
    case 'call':
      return compileCall(expr.definition, expr.args, context);
    case 'callLocal':
      return compileCallLocal(expr.local, expr.args, context);
    case 'builtin':
      return compileBuiltin(expr, context);
    case 'and':
    case 'or':
      return compileJunction(expr.kind, expr.items, context);
    case 'quantifier':
      return existsOrForAll(expr, context);
    case 'temporalQuantifier':
      return fail(`unbounded quantifier: TLC cannot enumerate all values`, context);
    case 'choose':
      return chooseFrom(expr, context);
    case 'set':
      return expr.items.length === 0 ? 'emptySet' : `makeSet(${list(expr.items)})`;
    case 'tuple':
      return expr.items.length === 0 ? 'emptyTuple' : `makeTuple(${list(expr.items)})`;
    case 'product':
      return `product(${list(expr.items)})`;
    case 'filter':
      return filterOf(expr, context);
    case 'map':
      return mapOf(expr, context);
    case 'function':
      return functionLiteral(expr, context);
    case 'index':
      return `applyFunction(${sub(expr.function)}, ${sub(expr.argument)})`;
    case 'functionSet':
      return `functionSet(${sub(expr.domain)}, ${sub(expr.range)})`;
    case 'record':
      return compileRecord(expr.names, expr.values, context);
    case 'recordSet':
      return `recordSet(${builder.constant(expr.names.map(str))}, ${list(expr.values)})`;
    case 'field':
      return `fieldOf(${sub(expr.record)}, ${builder.value(str(expr.name))})`;
    case 'except':
      return compileExcept(expr, context);
    case 'boxAction':
      return compileOpen(boxed(expr.action, expr.subscript, expr), context);
    case 'angleAction':
      return compileOpen(angled(expr.action, expr.subscript, expr), context);
    case 'fairness':
      return fail('WF and SF are temporal: they have no value in a state', context);
    case 'if':
      return compileIf(expr.condition, expr.then, expr.else, context);
    case 'case':
      return compileCase(expr, context);
    case 'let':
      return compileLet(expr, context, (inner) => builder.expr(expr.body, inner));
    default:
      return unreachable(expr);
  }
}

/** A JavaScript boolean. TLC refuses a condition that is not TRUE or FALSE, and names what it is a condition of. */
export function compileBool(expr: Expr, context: Context, what: string): string {
  const js = context.builder.expr(expr, context);
  return isBoolean(expr) ? js : `asBoolean(${js}, ${context.builder.constant(what)})`;
}
