/** The conjuncts at which a path goes on alone: those that give a variable its next value, and tests. */
import type { Expr } from '../semantics/ir.ts';
import { levelOf } from '../semantics/levels.ts';
import {
  type Assignment,
  type Context,
  type Continuation,
  meaningOf,
  type Path,
  primed,
} from './context.ts';
import { resolveOverride } from './override.ts';

/** Once all variables have their values, what is still to come is a test for TLC, and splits nothing. */
export function isComplete(path: Path): boolean {
  return !path.assigned.includes('no');
}

/** A part that gives no variable a value: a test. */
export function test(expr: Expr, context: Context, path: Path, then: Continuation): void {
  if (context.assigned?.includes('no') === true && (context.initial || levelOf(expr) >= 2))
    forget(context, path);
  const js = context.builder.bool(expr, context, 'a conjunct of an action');
  const counts = context.initial ? undefined : context.builder.counters(expr);
  if (counts === undefined) context.out.push(`if (${js}) {`);
  else context.out.push(`${counts.asked}++;`, `if (${js}) {`, `${counts.held}++;`);
  then.emit(context, { ...path, open: false });
  context.out.push('}');
}

/** Definitions read the registers of the next state; those without a value must not show what an earlier path left. */
function forget(context: Context, path: Path): void {
  for (const [i, assigned] of path.assigned.entries())
    if (assigned === 'no') context.out.push(`p${i} = undefined; pn++;`);
}

function assign(path: Path, index: number, how: Assignment): Path {
  return {
    ...path,
    open: false,
    assigned: path.assigned.map((old, i) => (i === index ? how : old)),
  };
}

/** The variable whose next value `expr` is, looking through parameters and LETs; undefined if it is no such thing. */
function targetOf(expr: Expr, context: Context): number | undefined {
  if (context.initial) return variableOf(expr, context);
  const [prime, home] = seeThrough(expr, context);
  if (prime.kind !== 'builtin' || prime.name !== "'") return undefined;
  return variableOf(prime.args[0] as Expr, home);
}

function variableOf(expr: Expr, context: Context): number | undefined {
  const [found] = seeThrough(expr, context);
  return found.kind === 'variable' ? found.variable.index : undefined;
}

/** What a name that stands for an expression stands for. */
function seeThrough(expr: Expr, context: Context): readonly [Expr, Context] {
  let at = expr;
  let home = context;
  for (;;) {
    if (at.kind === 'local') {
      const meaning = meaningOf(home, at.local);
      if (meaning.kind !== 'named') return [at, home];
      at = meaning.expr;
      home = meaning.context;
    } else if (at.kind === 'call' && at.args.length === 0) {
      const definition = resolveOverride(at.definition);
      if ('value' in definition || definition.native !== undefined) return [at, home];
      const body = definition.body();
      if (body.kind !== 'variable' && body.kind !== 'tuple' && body.kind !== 'call')
        return [at, home];
      at = body;
    } else return [at, home];
  }
}

/** UNCHANGED of a variable, or of a tuple of tuples of variables, copies; of anything else it is a test. */
export function unchanged(expr: Expr, context: Context, path: Path, then: Continuation): void {
  const [found, home] = seeThrough(expr, context);
  if (found.kind === 'variable') {
    const { index } = found.variable;
    if (path.assigned[index] === 'no') {
      context.out.push(`p${index} = s${index}; pn++;`);
      return then.emit(context, assign(path, index, 'unchanged'));
    }
    if (path.assigned[index] === 'unchanged') return then.emit(context, { ...path, open: false });
    context.out.push(`if (equal(p${index}, s${index})) {`);
    then.emit(context, { ...path, open: false });
    context.out.push('}');
    return;
  }
  if (found.kind === 'tuple') {
    const run = (index: number, inner: Context, next: Path): void => {
      const item = found.items[index];
      if (item === undefined) return then.emit({ ...inner, bindings: context.bindings }, next);
      unchanged(item, { ...inner, bindings: home.bindings, assigned: next.assigned }, next, {
        small: false,
        emit: (deeper, after) => run(index + 1, deeper, after),
      });
    };
    return run(0, context, { ...path, open: false });
  }
  const test = `equal(${context.builder.expr(expr, primed(context))}, ${context.builder.expr(expr, context)})`;
  context.out.push(`if (${test}) {`);
  then.emit(context, { ...path, open: false });
  context.out.push('}');
}

type Builtin = Extract<Expr, { kind: 'builtin' }>;

/** `x' = e` */
export function assignEqual(expr: Builtin, context: Context, path: Path, then: Continuation): void {
  const [a, b] = expr.args as readonly [Expr, Expr];
  const target = targetOf(a, context);
  if (target === undefined || path.assigned[target] !== 'no')
    return test(expr, context, path, then);
  const js = context.builder.expr(b, context);
  context.out.push(`p${target} = intern(${js}); pn++;`);
  return then.emit(context, assign(path, target, 'yes'));
}

/** `x' \\in S` */
export function assignMember(
  expr: Builtin,
  context: Context,
  path: Path,
  then: Continuation,
): void {
  const [a, b] = expr.args as readonly [Expr, Expr];
  const target = targetOf(a, context);
  if (target === undefined || path.assigned[target] !== 'no')
    return test(expr, context, path, then);
  const item = context.builder.fresh('x');
  context.out.push(
    `for (const ${item} of walked(${context.builder.expr(b, context)})) {`,
    `p${target} = ${item}; pn++;`,
  );
  then.emit(context, assign(path, target, 'yes'));
  context.out.push('}');
}
