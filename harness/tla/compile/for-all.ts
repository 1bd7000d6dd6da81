/**
 * \A as TLC takes it: the conjunction of its instances, each of which may assign and split. One function for each way
 * in which variables can be assigned when an instance begins; it calls the one for the next element.
 */
import type { Binding, Expr } from '../semantics/ir.ts';
import { isComplete, test } from './assignment.ts';
import type { Context, Continuation, Path } from './context.ts';
import { bindElement } from './loops.ts';

/**
 * \A as TLC takes it: the conjunction of its instances, each of which may assign and split. One function for each way
 * in which variables can be assigned when an instance begins; it calls the one for the next element.
 */
export function forAll(
  bindings: readonly Binding[],
  body: Expr,
  context: Context,
  path: Path,
  then: Continuation,
): void {
  const [binding, ...others] = bindings;
  if (binding === undefined) return context.builder.action(body, context, path, then);
  const elements = context.builder.fresh('x');
  context.out.push(
    '{',
    `const ${elements} = elementsOf(${context.builder.expr(binding.set, context)});`,
  );
  const steps = new Map<string, string>();
  const step = (at: Path): string => {
    const key = at.assigned.join();
    const known = steps.get(key);
    if (known !== undefined) return known;
    const name = context.builder.fresh('j');
    steps.set(key, name);
    const inner: Context = { ...context, assigned: at.assigned, out: [] };
    const index = context.builder.fresh('i');
    inner.out.push(`function ${name}(${index}) {`, `if (${index} === ${elements}.length) {`);
    then.emit({ ...inner, bindings: context.bindings }, { ...at, label: path.label, open: false });
    inner.out.push('return;', '}');
    const bound = bindElement(binding, `${elements}[${index}]`, inner);
    const next: Continuation = {
      small: true,
      emit: (deeper, after) => deeper.out.push(`${step(after)}(${index} + 1);`),
    };
    const instance: Expr = {
      kind: 'quantifier',
      quantifier: '\\A',
      bindings: others,
      body,
      span: body.span,
    };
    if (isComplete(at) && at !== path) test(others.length === 0 ? body : instance, bound, at, next);
    else forAll(others, body, bound, { ...at, open: false }, next);
    inner.out.push('}');
    context.out.push(...inner.out);
    return name;
  };
  const first = step(path);
  context.out.push(`${first}(0);`, '}');
}
