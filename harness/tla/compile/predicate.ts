/** A formula, conjunct by conjunct: each is kept by the variables that it can read, if they are not all there are. */
import type { Expr } from '../semantics/ir.ts';
import { isPure } from './analysis.ts';
import type { Assembly } from './assembly.ts';
import { conjunctsOf } from './conjuncts.ts';
import type { Context } from './context.ts';
import { keptPredicate } from './kept.ts';
import { Memo } from './memo.ts';
import { readsOf } from './reads.ts';
import { isHeavy } from './weight.ts';

/** `start` is a context that nothing is bound in. */
export function compilePredicate(
  expr: Expr,
  name: string,
  start: Context,
  assembly: Assembly,
): void {
  const { reading } = start;
  const conjuncts = conjunctsOf(expr);
  const what = conjuncts.length === 1 ? 'the formula' : 'a conjunct';
  const names = conjuncts.map((conjunct) => {
    const context: Context = { ...start, out: [] };
    const js = context.builder.bool(conjunct, context, what);
    const part = { name: assembly.fresh('i'), parameters: [], out: context.out, js };
    const reads = readsOf([conjunct], reading);
    const keys = [
      ...[...reads.current].map((i) => `S[${i}]`),
      ...[...reads.next].map((i) => `T[${i}]`),
    ];
    const all = assembly.variables.length * (reads.current.size > 0 ? 2 : 1);
    const pays = keys.length > 0 && keys.length < all && isPure(conjunct) && isHeavy(conjunct);
    const memo = pays ? assembly.constant(new Memo(keys.length)) : undefined;
    assembly.functions.push(...keptPredicate(part, memo, keys));
    return `${part.name}()`;
  });
  assembly.functions.push(`function ${name}() {`, `return ${names.join(' && ')};`, '}');
}
