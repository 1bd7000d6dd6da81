/** `[f EXCEPT ![i] = e, …]`, with `@` in scope, and paths that go deeper. */
import type { Generator, Scope } from '../scope.ts';
import { int, type Type } from '../types.ts';

export function except(
  g: Generator,
  base: string,
  { from, to }: { readonly from: Type; readonly to: Type },
  scope: Scope,
): string {
  const updates = g.choices.many(1, 2, () => update(g, `!${argument(g, from, scope)}`, to, scope));
  return `[${base} EXCEPT ${updates.join(', ')}]`;
}

/** `[i]`, or `[i, j]` for a pair. */
function argument(g: Generator, from: Type, scope: Scope): string {
  if (from.kind === 'tuple' && from.of.length > 1 && g.choices.below(2) === 1)
    return `[${from.of.map((of) => g.make(of, scope)).join(', ')}]`;
  return `[${g.make(from, scope)}]`;
}

export function update(g: Generator, path: string, type: Type, scope: Scope): string {
  const { choices } = g;
  if (choices.below(3) === 2) {
    if (type.kind === 'record') {
      const [name, of] = choices.oneOf(type.fields);
      return update(g, path + field(g, name), of, scope);
    }
    if (type.kind === 'function')
      return update(g, path + argument(g, type.from, scope), type.to, scope);
    if (type.kind === 'seq') return update(g, `${path}[${g.make(int, scope)}]`, type.of, scope);
  }
  return `${path} = ${g.make(type, { ...scope, at: type })}`;
}

export function field(g: Generator, name: string): string {
  return g.choices.below(4) === 3 ? `["${name}"]` : `.${name}`;
}
