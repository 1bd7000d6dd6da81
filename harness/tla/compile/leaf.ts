/**
 * A part of the next-state relation that ends every path it takes, as a function of its own. Where it reads few of the
 * variables its steps are kept.
 */
import type { Expr } from '../semantics/ir.ts';
import { isPure } from './analysis.ts';
import type { Assembly } from './assembly.ts';
import { carry } from './carry.ts';
import { guardsOf } from './conjuncts.ts';
import type { Assignment, Context, Continuation, Path } from './context.ts';
import type { Emission } from './emission.ts';
import { keptAction, keysOf, replayed } from './kept.ts';
import { Memo } from './memo.ts';
import { readsOfAction } from './reads.ts';
import { makesValues } from './weight.ts';

/** The program that a leaf becomes a part of. */
interface Home {
  readonly assembly: Assembly;
  readonly emission: Emission;
}

export function leafOf(expr: Expr, context: Context, path: Path, home: Home): boolean {
  const { assembly, emission } = home;
  const carried = carry(expr, context);
  if (carried === undefined) return false;
  const variables = readsOfAction([expr, ...carried.named]);
  const width = variables.length + carried.parameters.length;
  const isWhole = variables.length === assembly.variables.length;
  if (expr.kind === 'quantifier' && (isWhole || width === 0)) return false;
  const pure = isPure(expr) && carried.named.every(isPure);
  const pays = !isWhole && width > 0 && pure && makesValues(expr);
  const { guards, rest } = pays ? guardsOf(expr) : { guards: [], rest: expr };
  const before = { ...carried.context, out: [...carried.context.out] };
  const name = assembly.fresh('l');
  const memo = pays ? assembly.constant(new Memo(width)) : undefined;
  const patterns: (readonly Assignment[])[] = [];
  const inside: Path = { ...path, open: guards.length === 0 && path.open, leaf: undefined };
  for (const guard of guards) {
    const js = before.builder.bool(guard, before, 'a conjunct of an action');
    before.out.push(`if (!${js}) return;`);
  }
  const then: Continuation = {
    small: true,
    emit: (inner, end) => emission.emitKept(inner, end, memo === undefined ? undefined : patterns),
  };
  context.builder.action(rest, { ...carried.context, assigned: path.assigned }, inside, then);
  const part = { name, parameters: carried.parameters, out: carried.context.out, js: '' };
  if (memo === undefined)
    assembly.functions.push(`function ${name}(${part.parameters.join(', ')}) {`, ...part.out, '}');
  else {
    const keys = keysOf(variables, 'current', carried.parameters, true);
    const guarded = guards.length === 0 ? [] : before.out;
    assembly.functions.push(...keptAction(part, memo, keys, guarded), ...replayed(name, patterns));
  }
  context.out.push(`${name}(${carried.args.join(', ')});`);
  return true;
}
