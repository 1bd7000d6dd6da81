/** `[A]_v` and `<<A>>_v` in terms of A and UNCHANGED v. */
import type { Expr } from '../semantics/ir.ts';

/** `[A]_v`: a step of A, or v stays. */
export function boxed(action: Expr, subscript: Expr, at: { span: Expr['span'] }): Expr {
  const stays: Expr = {
    kind: 'builtin',
    name: 'UNCHANGED',
    args: [subscript],
    span: subscript.span,
  };
  return { kind: 'or', items: [action, stays], span: at.span };
}

/** `<<A>>_v`: a step of A that changes v. */
export function angled(action: Expr, subscript: Expr, at: { span: Expr['span'] }): Expr {
  const stays: Expr = {
    kind: 'builtin',
    name: 'UNCHANGED',
    args: [subscript],
    span: subscript.span,
  };
  const changes: Expr = { kind: 'builtin', name: '~', args: [stays], span: subscript.span };
  return { kind: 'and', items: [action, changes], span: at.span };
}
