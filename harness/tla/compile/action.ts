/**
 * Actions as generators of successors, in TLC's way: conjuncts from left to right, the first `x' = e` or `x' \in S` on a
 * path gives x' its value and every later one is a test; disjunctions and \E split the path. Which variables have a
 * value is known at compile time at each point of each path, so a generator is nested loops and assignments. Where
 * paths join with different variables assigned, what follows is compiled once for each combination.
 *
 * The same machine compiles Init: there the variables themselves are assigned (`context.initial`).
 */
import type { Expr } from '../semantics/ir.ts';
import { levelOf } from '../semantics/levels.ts';
import { applyRule, callAction, localAction } from './action-calls.ts';
import { assignEqual, assignMember, test, unchanged } from './assignment.ts';
import { branches, caseAction, conditional, conjunction } from './branches.ts';
import type { Context, Continuation, Path } from './context.ts';
import { forAll } from './for-all.ts';
import { compileLet } from './let.ts';
import { emitLoops } from './loops.ts';
import { resolveOverride } from './override.ts';
import { splits } from './splits.ts';
import { angled, boxed } from './steps.ts';

export function compileAction(expr: Expr, context: Context, path: Path, then: Continuation): void {
  const here: Context = { ...context, assigned: path.assigned };
  if (!splits(expr, context.initial)) return test(expr, here, path, then);
  if (path.open && !context.initial && isLeaf(expr) && path.leaf?.(expr, here, path) === true)
    return;
  switch (expr.kind) {
    case 'and':
      return conjunction(expr.items, context, { ...path, open: false }, then);
    case 'or':
      return branches(
        context,
        path,
        then,
        expr.items.map((item) => (inner, next) => context.builder.action(item, inner, path, next)),
      );
    case 'builtin':
      return builtinAction(expr, here, path, then);
    case 'quantifier':
      if (expr.quantifier === '\\E') {
        context.out.push('{');
        emitLoops(
          expr.bindings,
          here,
          (inner) => context.builder.action(expr.body, inner, path, then),
          true,
        );
        context.out.push('}');
        return;
      }
      return forAll(expr.bindings, expr.body, here, path, then);
    case 'if': {
      const condition = here.builder.bool(expr.condition, here, 'the condition of IF');
      const closed = { ...path, open: false };
      return conditional(
        [
          {
            condition,
            action: (inner, next) => context.builder.action(expr.then, inner, closed, next),
          },
        ],
        (inner, next) => context.builder.action(expr.else, inner, closed, next),
        context,
        closed,
        then,
      );
    }
    case 'case':
      return caseAction(expr, here, path, then);
    case 'let':
      return compileLet(expr, here, (inner) =>
        context.builder.action(expr.body, { ...inner, out: context.out }, path, then),
      );
    case 'call':
      return callAction(expr, here, path, then);
    case 'constant': {
      const { definition } = expr.constant;
      if (definition === undefined) return test(expr, here, path, then);
      return callAction(
        { kind: 'call', definition, args: expr.args, span: expr.span },
        here,
        path,
        then,
      );
    }
    case 'local':
    case 'callLocal':
      return localAction(expr, here, path, then);
    case 'index':
      return applyRule(expr, here, path, then);
    case 'boxAction':
      return context.builder.action(boxed(expr.action, expr.subscript, expr), context, path, then);
    case 'angleAction':
      return context.builder.action(angled(expr.action, expr.subscript, expr), context, path, then);
    default:
      return test(expr, here, path, then);
  }
}

/** Where disjunctions end. A quantifier over a constant set is one; the others are tried as a whole first. */
function isLeaf(expr: Expr): boolean {
  switch (expr.kind) {
    case 'or':
    case 'local':
    case 'callLocal':
    case 'constant':
      return false;
    case 'call': {
      const definition = resolveOverride(expr.definition);
      return 'value' in definition || definition.native !== undefined || definition.recursive;
    }
    case 'builtin':
      return expr.name !== '\\/';
    case 'quantifier':
      return expr.quantifier === '\\A' || expr.bindings.some(({ set }) => levelOf(set) > 0);
    default:
      return true;
  }
}

function builtinAction(
  expr: Extract<Expr, { kind: 'builtin' }>,
  context: Context,
  path: Path,
  then: Continuation,
): void {
  const [a, b] = expr.args as readonly [Expr, Expr];
  switch (expr.name) {
    case '/\\':
      return conjunction([a, b], context, { ...path, open: false }, then);
    case '\\/':
      return branches(
        context,
        path,
        then,
        [a, b].map((item) => (inner, next) => context.builder.action(item, inner, path, next)),
      );
    case '=':
      return assignEqual(expr, context, path, then);
    case '\\in':
      return assignMember(expr, context, path, then);
    case 'UNCHANGED':
      return unchanged(a, context, path, then);
    case '=>': {
      const condition = context.builder.bool(a, context, 'the left side of =>');
      const closed = { ...path, open: false };
      return conditional(
        [{ condition, action: (inner, next) => context.builder.action(b, inner, closed, next) }],
        (inner, next) => next.emit(inner, closed),
        context,
        closed,
        then,
      );
    }
    default:
      return test(expr, context, path, then);
  }
}
