/** Records, whose shape is known when they are compiled, and EXCEPT. */
import type { ExceptUpdate, Expr } from '../semantics/ir.ts';
import { shapeOf, str } from '../values/make.ts';
import { isCheap } from './analysis.ts';
import { bindJs, block, type Context } from './context.ts';

/** The shape is known here; the values are computed in the order of the text and stored in the order of the shape. */
export function compileRecord(
  names: readonly string[],
  values: readonly Expr[],
  context: Context,
): string {
  const { builder } = context;
  const fields = names.map((name, i) => ({
    name: str(name),
    js: builder.expr(values[i] as Expr, context),
  }));
  fields.sort((a, b) => a.name.order - b.name.order);
  const shape = shapeOf(fields.map((field) => field.name));
  return `makeShaped(${builder.constant(shape)}, [${fields.map((field) => field.js).join(', ')}])`;
}

export function compileExcept(expr: Extract<Expr, { kind: 'except' }>, context: Context): string {
  let js = context.builder.expr(expr.base, context);
  for (const update of expr.updates) {
    const name = context.builder.fresh('t');
    // All of the path is computed before the first step is taken: an error in it counts though nothing is updated.
    const keys = update.path.map((step) => exceptKey(step, context));
    const build = (index: number, base: string, outer: Context): string => {
      const step = update.path[index];
      if (step === undefined)
        return outer.builder.expr(update.value, bindJs(outer, update.at, base));
      const old = context.builder.fresh('o');
      const inner = block(outer);
      const next = build(index + 1, old, inner);
      const body =
        inner.out.length === 0
          ? `(${old}) => ${next}`
          : `(${old}) => { ${inner.out.join('\n')} return ${next}; }`;
      return `${step.kind === 'field' ? 'exceptField' : 'except'}(${base}, ${keys[index]}, ${body})`;
    };
    const next = build(0, js, context);
    context.out.push(`const ${name} = ${next};`);
    js = name;
  }
  return js;
}

function exceptKey(step: ExceptUpdate['path'][number], context: Context): string {
  if (step.kind === 'field') return context.builder.value(str(step.name));
  const js = context.builder.expr(step.argument, context);
  if (isCheap(step.argument)) return js;
  const name = context.builder.fresh('i');
  context.out.push(`const ${name} = ${js};`);
  return name;
}
