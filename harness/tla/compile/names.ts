/** What a name stands for: a variable in one of its two states, or what a parameter, a bound name or a LET is bound to. */
import type { Local } from '../semantics/ir.ts';
import { levelOf } from '../semantics/levels.ts';
import { type Context, fail, type Meaning, meaningOf } from './context.ts';

export function readVariable(index: number, context: Context): string {
  if (context.reading === 'current') return `s${index}`;
  // A definition does not know what is assigned where it is called; what has no value yet is undefined.
  if (context.assigned === undefined) return `(p${index} ?? unassigned(${index}))`;
  return context.assigned[index] === 'no' ? `unassigned(${index})` : `p${index}`;
}

export function readLocal(local: Local, context: Context): string {
  return readMeaning(meaningOf(context, local), context);
}

function readMeaning(meaning: Meaning, context: Context): string {
  switch (meaning.kind) {
    case 'js':
      return meaning.js;
    case 'lazy':
      return force(meaning.js);
    case 'named':
      if (
        meaning.current !== undefined &&
        (context.reading === meaning.context.reading || levelOf(meaning.expr) === 0)
      ) {
        return readMeaning(meaning.current, context);
      }
      return context.builder.expr(meaning.expr, {
        ...meaning.context,
        out: context.out,
        reading: context.reading,
        assigned: context.assigned,
      });
    case 'function':
    case 'operator':
    case 'operatorArgument':
      return fail('an operator was used as a value', context);
  }
}

function force(js: string): string {
  return `(typeof ${js} === 'function' ? (${js} = ${js}()) : ${js})`;
}
