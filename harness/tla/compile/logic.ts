/** Conjunction, disjunction, IF and CASE: what is not needed is not computed. */
import type { Expr } from '../semantics/ir.ts';
import { block, type Context, fail } from './context.ts';

export function compileJunction(
  kind: 'and' | 'or',
  items: readonly Expr[],
  context: Context,
): string {
  const what = kind === 'and' ? 'a conjunct' : 'a disjunct';
  const operator = kind === 'and' ? ' && ' : ' || ';
  let js = context.builder.bool(items[0] as Expr, context, what);
  for (const item of items.slice(1)) {
    const inner = block(context);
    const next = context.builder.bool(item, inner, what);
    if (inner.out.length === 0) {
      js = `${js}${operator}${next}`;
      continue;
    }
    const name = context.builder.fresh('t');
    context.out.push(
      `let ${name} = ${js};`,
      `if (${kind === 'and' ? name : `!${name}`}) {`,
      ...inner.out,
      `${name} = ${next};`,
      '}',
    );
    js = name;
  }
  return items.length === 1 ? js : `(${js})`;
}

export function compileIf(
  condition: Expr,
  thenPart: Expr,
  elsePart: Expr,
  context: Context,
): string {
  const test = context.builder.bool(condition, context, 'the condition of IF');
  const thenBlock = block(context);
  const thenJs = context.builder.expr(thenPart, thenBlock);
  const elseBlock = block(context);
  const elseJs = context.builder.expr(elsePart, elseBlock);
  if (thenBlock.out.length === 0 && elseBlock.out.length === 0)
    return `(${test} ? ${thenJs} : ${elseJs})`;
  const name = context.builder.fresh('t');
  context.out.push(
    `let ${name};`,
    `if (${test}) {`,
    ...thenBlock.out,
    `${name} = ${thenJs};`,
    '} else {',
    ...elseBlock.out,
    `${name} = ${elseJs};`,
    '}',
  );
  return name;
}

export function compileCase(expr: Extract<Expr, { kind: 'case' }>, context: Context): string {
  const name = context.builder.fresh('t');
  context.out.push(`let ${name};`);
  const compileArms = (index: number, inner: Context): void => {
    const arm = expr.arms[index];
    if (arm === undefined) {
      const js =
        expr.other === undefined
          ? fail('CASE: none of the conditions is TRUE, and there is no OTHER', inner)
          : context.builder.expr(expr.other, inner);
      inner.out.push(`${name} = ${js};`);
      return;
    }
    const test = context.builder.bool(arm.guard, inner, 'a condition of CASE');
    const chosen = block(inner);
    const js = context.builder.expr(arm.value, chosen);
    const rest = block(inner);
    compileArms(index + 1, rest);
    inner.out.push(
      `if (${test}) {`,
      ...chosen.out,
      `${name} = ${js};`,
      '} else {',
      ...rest.out,
      '}',
    );
  };
  compileArms(0, context);
  return name;
}
