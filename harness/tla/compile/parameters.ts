/** How arguments reach parameters: by name, by value, or as functions that compute them when they are first needed. */
import { type Argument, type Expr, isOperatorArgument, type Local } from '../semantics/ir.ts';
import { levelOf } from '../semantics/levels.ts';
import { isCheap, isHoistable } from './analysis.ts';
import { bind, block, type Context, type Meaning, meaningOf } from './context.ts';

/** Binds parameters by name: each argument keeps its own context, and is computed at most once in each state. */
export function bindArguments(
  parameters: readonly Local[],
  args: readonly Argument[],
  context: Context,
): Context {
  let inner: Context = context;
  for (const [i, parameter] of parameters.entries()) {
    const argument = args[i] as Argument;
    if (isOperatorArgument(argument)) {
      inner = bind(inner, parameter, { kind: 'operatorArgument', argument, context });
      continue;
    }
    inner = bind(inner, parameter, {
      kind: 'named',
      expr: argument,
      context,
      current: nameOnce(argument, context),
    });
  }
  return inner;
}

/** A variable that holds an argument's value in the current reading; undefined where it can only be read in place. */
export function nameOnce(expr: Expr, context: Context): Meaning | undefined {
  if (isCheap(expr)) return undefined;
  if (expr.kind === 'local') {
    const meaning = meaningOf(context, expr.local);
    return meaning.kind === 'js' || meaning.kind === 'lazy' ? meaning : undefined;
  }
  if (levelOf(expr) >= 2) return undefined;
  const name = context.builder.fresh('v');
  const inner = block(context);
  const js = context.builder.expr(expr, inner);
  if (isHoistable(expr) && inner.out.length === 0) return { kind: 'js', js };
  context.out.push(`let ${name} = ${thunk(js, inner.out)};`);
  return { kind: 'lazy', js: name };
}

export function thunk(js: string, out: readonly string[]): string {
  return out.length === 0
    ? `() => ${js.startsWith('{') ? `(${js})` : js}`
    : `() => { ${out.join('\n')} return ${js}; }`;
}

export function passArgument(argument: Argument, lazy: boolean, context: Context): string {
  if (isOperatorArgument(argument) || !lazy || isCheap(argument))
    return context.builder.argument(argument, context);
  if (argument.kind === 'local') {
    let meaning = meaningOf(context, argument.local);
    while (
      meaning.kind === 'named' &&
      meaning.current !== undefined &&
      meaning.context.reading === context.reading
    ) {
      meaning = meaning.current;
    }
    // A constant that is computed once is computed when it is first needed.
    if (meaning.kind === 'js' && meaning.js.endsWith('()')) return `lazily(() => ${meaning.js})`;
    if (meaning.kind === 'js' || meaning.kind === 'lazy') return meaning.js;
    if (meaning.kind === 'named' && isCheap(meaning.expr))
      return context.builder.expr(argument, context);
  }
  const inner = block(context);
  const js = context.builder.expr(argument, inner);
  return `lazily(${thunk(js, inner.out)})`;
}

/** A parameter of an operator that is called through JavaScript: a value, or a function that computes it on first use. */
export function bindParameter(context: Context, parameter: Local, js: string): Context {
  return bind(context, parameter, { kind: parameter.arity === 0 ? 'lazy' : 'function', js });
}

/** Arguments of an operator that is known only when it is called: it may never need them, as in TLC. */
export function passAll(args: readonly Argument[], context: Context): string {
  return args.map((argument) => passArgument(argument, true, context)).join(', ');
}
