/** LET: values lazily (or at once where the body certainly needs them), operators as JavaScript functions. */
import type { Expr, LetDefinition, Local } from '../semantics/ir.ts';
import { levelOf } from '../semantics/levels.ts';
import { isCheap, strictLocals } from './analysis.ts';
import { bind, block, type Context, type Meaning } from './context.ts';
import { bindParameter, thunk } from './parameters.ts';

/** LET: values lazily (or at once where the body certainly needs them), operators as JavaScript functions. */
export function compileLet<T>(
  expr: { readonly definitions: readonly LetDefinition[]; readonly body: Expr | undefined },
  context: Context,
  body: (inner: Context) => T,
): T {
  let inner: Context = context;
  const strict = expr.body === undefined ? new Set<Local>() : strictLocals(expr.body);
  for (const definition of expr.definitions) {
    const { local, parameters } = definition;
    const home = inner;
    if (local.arity === 0) {
      if (isCheap(definition.body)) {
        inner = bind(inner, local, {
          kind: 'named',
          expr: definition.body,
          context: home,
          current: undefined,
        });
        continue;
      }
      const name = context.builder.fresh('v');
      // What can be an action is read where it stands. While Init is compiled, a formula on variables can be one.
      const isActive =
        home.assigned !== undefined && levelOf(definition.body) >= (home.initial ? 1 : 2);
      const isNeeded = strict.has(local) && levelOf(definition.body) < 2 && !isActive;
      const computed = isNeeded ? { ...home, out: context.out } : block(home);
      const js = context.builder.expr(definition.body, computed);
      if (isNeeded) context.out.push(`const ${name} = ${js};`);
      else context.out.push(`let ${name} = ${thunk(js, computed.out)};`);
      const current: Meaning = { kind: isNeeded ? 'js' : 'lazy', js: name };
      inner = bind(inner, local, {
        kind: 'named',
        expr: definition.body,
        context: home,
        current: isActive ? undefined : current,
      });
      continue;
    }
    const name = context.builder.fresh('f');
    const operator: Meaning & { context: Context } = {
      kind: 'operator',
      js: name,
      parameters,
      body: definition.body,
      context: home,
      level: levelOf(definition.body),
      recursive: definition.recursive,
    };
    inner = bind(inner, local, operator);
    if (definition.recursive) operator.context = inner;
    context.out.push(
      `const ${name} = ${letFunction(definition.body, parameters, definition.recursive ? inner : home)};`,
    );
  }
  return body(inner);
}

function letFunction(body: Expr, parameters: readonly Local[], home: Context): string {
  const names = parameters.map((parameter) => `v${parameter.id}`);
  let inner: Context = block(home);
  for (const [i, parameter] of parameters.entries())
    inner = bindParameter(inner, parameter, names[i] as string);
  const js = home.builder.expr(body, inner);
  return `(${names.join(', ')}) => { ${inner.out.join('\n')} return ${js}; }`;
}
