/**
 * How the paths of an action follow each other, split and join. Where paths join with different variables assigned, what
 * follows is compiled once for each combination.
 */
import type { Expr } from '../semantics/ir.ts';
import { isComplete, test } from './assignment.ts';
import { type Context, type Continuation, fail, type Path } from './context.ts';

export function conjunction(
  items: readonly Expr[],
  context: Context,
  path: Path,
  then: Continuation,
): void {
  const [first, ...rest] = items;
  if (first === undefined) return then.emit(context, path);
  context.builder.action(
    first,
    context,
    path,
    rest.length === 0
      ? then
      : {
          small: false,
          emit: (inner, next) =>
            remaining(
              rest,
              { ...inner, bindings: context.bindings },
              { ...next, label: path.label, open: false },
              then,
            ),
        },
  );
}

/** The conjuncts after the first. */
function remaining(items: readonly Expr[], context: Context, path: Path, then: Continuation): void {
  if (!isComplete(path)) return conjunction(items, context, path, then);
  const [first, ...rest] = items;
  if (first === undefined) return then.emit(context, path);
  test(first, { ...context, assigned: path.assigned }, path, {
    small: false,
    emit: (inner, next) => remaining(rest, inner, next, then),
  });
}

type Branch = (inner: Context, next: Continuation) => void;

/** Runs every branch; what follows is written into each of them if it is small, else once for each way of assigning. */
export function branches(
  context: Context,
  path: Path,
  then: Continuation,
  each: readonly Branch[],
): void {
  if (then.small || each.length === 1) {
    for (const branch of each) {
      context.out.push('{');
      branch(context, then);
      context.out.push('}');
    }
    return;
  }
  const join = joinOf(context, path, then);
  context.out.push('{');
  for (const branch of each) {
    context.out.push('{');
    branch(context, join.continuation);
    context.out.push('}');
  }
  join.finish();
  context.out.push('}');
}

function joinOf(
  context: Context,
  path: Path,
  then: Continuation,
): { continuation: Continuation; finish: () => void } {
  const joins = new Map<string, { name: string; path: Path }>();
  return {
    continuation: {
      small: true,
      emit: (inner, next) => {
        const key = next.assigned.join();
        let join = joins.get(key);
        if (join === undefined) {
          join = {
            name: context.builder.fresh('j'),
            path: { ...next, label: path.label, open: path.open },
          };
          joins.set(key, join);
        }
        inner.out.push(`${join.name}();`);
      },
    },
    finish: () => {
      for (const join of joins.values()) {
        context.out.push(`function ${join.name}() {`);
        then.emit({ ...context, assigned: join.path.assigned }, join.path);
        context.out.push('}');
      }
    },
  };
}

export function conditional(
  arms: readonly { condition: string; action: Branch }[],
  otherwise: Branch,
  context: Context,
  path: Path,
  then: Continuation,
): void {
  const join = then.small ? undefined : joinOf(context, path, then);
  const next = join?.continuation ?? then;
  context.out.push('{');
  for (const arm of arms) {
    context.out.push(`if (${arm.condition}) {`);
    arm.action(context, next);
    context.out.push('} else {');
  }
  otherwise(context, next);
  for (const _ of arms) context.out.push('}');
  join?.finish();
  context.out.push('}');
}

export function caseAction(
  expr: Extract<Expr, { kind: 'case' }>,
  context: Context,
  path: Path,
  then: Continuation,
): void {
  const closed = { ...path, open: false };
  const run = (index: number, inner: Context, next: Continuation): void => {
    const arm = expr.arms[index];
    if (arm !== undefined) {
      const guard = inner.builder.bool(arm.guard, inner, 'a condition of CASE');
      inner.out.push(`if (${guard}) {`);
      context.builder.action(arm.value, inner, closed, next);
      inner.out.push('} else {');
      run(index + 1, inner, next);
      inner.out.push('}');
    } else if (expr.other !== undefined) context.builder.action(expr.other, inner, closed, next);
    else
      inner.out.push(
        `${fail('CASE: none of the conditions is TRUE, and there is no OTHER', inner)};`,
      );
  };
  const join = then.small ? undefined : joinOf(context, closed, then);
  context.out.push('{');
  run(0, context, join?.continuation ?? then);
  join?.finish();
  context.out.push('}');
}
