/** ENABLED: is there a successor at all? The registers of the next state are given back afterwards. */
import type { Expr, Variable } from '../semantics/ir.ts';
import { type Assignment, block, type Context, type Path } from './context.ts';

export function enabledIn(expr: Expr, context: Context, variables: readonly Variable[]): string {
  const saved = context.builder.fresh('e');
  const inner = block({ ...context, reading: 'current', initial: false });
  const path: Path = {
    assigned: variables.map((): Assignment => 'no'),
    label: undefined,
    open: false,
  };
  context.builder.action(expr, inner, path, {
    small: true,
    emit: (deeper) => deeper.out.push('throw FOUND;'),
  });
  const registers = variables.map((_, i) => `p${i}`).join(', ');
  const moved =
    context.reading === 'next' ? variables.map((_, i) => `s${i} = p${i};`).join(' ') : '';
  const currents = variables.map((_, i) => `s${i}`).join(', ');
  context.out.push(
    `const ${saved}p = [${registers}], ${saved}s = [${currents}];`,
    `let ${saved} = false;`,
    moved,
    'sn++; pn++;',
    'try {',
    ...inner.out,
    `} catch (error) { if (error !== FOUND) throw error; ${saved} = true; }`,
    variables.length === 0
      ? ''
      : `finally { [${registers}] = ${saved}p; [${currents}] = ${saved}s; sn++; pn++; }`,
  );
  return saved;
}
