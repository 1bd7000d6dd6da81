/**
 * Moves an expression out of the code that surrounds it into a function of its own: what its names stand for becomes
 * parameters, or is written down again inside. A small function is compiled well by V8; one that holds the whole of a
 * next-state relation is not compiled at all.
 */
import type { Expr, Local } from '../semantics/ir.ts';
import { freeLocals } from './analysis.ts';
import { type Bindings, type Context, type Meaning, meaningOf } from './context.ts';
import { nameOnce } from './parameters.ts';

export interface Carried {
  /** Inside the function: what is bound, and the statements that do it. */
  readonly context: Context;
  readonly parameters: readonly string[];
  /** Outside: JavaScript for the values of the parameters. */
  readonly args: readonly string[];
  /** Expressions that names stand for: what they read, the function reads. */
  readonly named: readonly Expr[];
}

/** What is the same wherever it stands: a constant of the program, a number, a hoisted value. */
const isGlobal = /^(k\d+|\(?-?\d+\)?|true|false|emptySet|emptyTuple|[dh]_\d+\(\))$/;

/** A name, or a component of one: reading it before it is needed cannot fail. */
const isPlace = /^[a-z]\w*(\[\d+\])?$/;

/** Undefined where a name stands for what cannot be carried, such as an operator of a LET. */
export function carry(expr: Expr, context: Context): Carried | undefined {
  const parameters: string[] = [];
  const args: string[] = [];
  const named: Expr[] = [];
  const out: string[] = [];
  const byArgument = new Map<string, string>();
  const carried = new Map<Meaning, Meaning | undefined>();

  const meaningInside = (meaning: Meaning): Meaning | undefined => {
    if (carried.has(meaning)) return carried.get(meaning);
    const inside = compute(meaning);
    carried.set(meaning, inside);
    return inside;
  };
  const compute = (meaning: Meaning): Meaning | undefined => {
    if (meaning.kind === 'js') {
      if (isGlobal.test(meaning.js)) return meaning;
      if (!isPlace.test(meaning.js)) return undefined;
      let name = byArgument.get(meaning.js);
      if (name === undefined) {
        name = context.builder.fresh('q');
        byArgument.set(meaning.js, name);
        parameters.push(name);
        args.push(meaning.js);
      }
      return { kind: 'js', js: name };
    }
    if (meaning.kind !== 'named') return undefined;
    const bindings = bindingsInside(freeLocals(meaning.expr), meaning.context);
    if (bindings === undefined) return undefined;
    named.push(meaning.expr);
    const home: Context = { ...meaning.context, out, bindings: bindings.all };
    const current = meaning.current === undefined ? undefined : nameOnce(meaning.expr, home);
    return { kind: 'named', expr: meaning.expr, context: home, current };
  };
  const bindingsInside = (
    locals: ReadonlySet<Local>,
    home: Context,
  ): { all: Bindings | undefined } | undefined => {
    let all: Bindings | undefined;
    for (const local of locals) {
      const meaning = meaningInside(meaningOf(home, local));
      if (meaning === undefined) return undefined;
      all = { local, meaning, outer: all };
    }
    return { all };
  };
  const bindings = bindingsInside(freeLocals(expr), context);
  if (bindings === undefined) return undefined;
  return { context: { ...context, out, bindings: bindings.all }, parameters, args, named };
}
