/**
 * May an expression assign, or hold in more ways than one? TLC follows every disjunct and every witness of \E in an
 * action, also where only the current state is spoken of, and counts a successor for each. Anything else is a test.
 */
import type { Definition, Expr } from '../semantics/ir.ts';
import { levelOf } from '../semantics/levels.ts';
import { resolveOverride } from './override.ts';

const splitting = new Map<number, boolean>();

/**
 * May the expression assign, or hold in more ways than one? TLC follows every disjunct and every witness of \E in an
 * action, also where only the current state is spoken of, and counts a successor for each. Anything else is a test.
 */
export function splits(expr: Expr, initial: boolean): boolean {
  const level = initial ? 1 : 2;
  switch (expr.kind) {
    case 'and':
      return expr.items.some((item) => splits(item, initial));
    case 'or':
      return expr.items.length > 1 || expr.items.some((item) => splits(item, initial));
    case 'quantifier':
      return expr.quantifier === '\\E' || splits(expr.body, initial);
    case 'if':
      return splits(expr.then, initial) || splits(expr.else, initial);
    case 'case':
      return [
        ...expr.arms.map((arm) => arm.value),
        ...(expr.other === undefined ? [] : [expr.other]),
      ].some((part) => splits(part, initial));
    case 'let':
      return splits(expr.body, initial);
    case 'index': {
      const rule = initial ? undefined : ruleOf(expr.function);
      return rule !== undefined && splits(rule.body, initial);
    }
    case 'local':
    case 'callLocal':
    case 'constant':
    case 'boxAction':
    case 'angleAction':
      return true;
    case 'call':
      return expr.definition.native === undefined || expr.definition.override !== undefined
        ? definitionSplits(expr.definition, initial)
        : false;
    case 'builtin':
      if (expr.name === '/\\') return expr.args.some((item) => splits(item, initial));
      if (expr.name === '\\/') return true;
      if (expr.name === '=>') return splits(expr.args[1] as Expr, initial);
      if (!['=', '\\in', 'UNCHANGED'].includes(expr.name)) return false;
      // A parameter may stand for a variable or for the prime of one.
      return levelOf(expr) >= level || expr.args[0]?.kind === 'local';
    default:
      return false;
  }
}

function definitionSplits(called: Definition, initial: boolean): boolean {
  const definition = resolveOverride(called);
  if ('value' in definition || definition.native !== undefined) return false;
  const key = definition.id * 2 + (initial ? 1 : 0);
  const known = splitting.get(key);
  if (known !== undefined) return known;
  splitting.set(key, false);
  const result = splits(definition.body(), initial);
  splitting.set(key, result);
  return result;
}

type FunctionRule = Extract<Expr, { kind: 'function' }>;

/** The rule `[x \in S |-> A]` that is applied, where it is written there or is a definition of its own. */
export function ruleOf(applied: Expr): FunctionRule | undefined {
  let at = applied;
  if (at.kind === 'call' && at.args.length === 0) {
    const definition = resolveOverride(at.definition);
    if ('value' in definition || definition.native !== undefined) return undefined;
    at = definition.body();
  }
  const isSimple =
    at.kind === 'function' &&
    at.self === undefined &&
    at.bindings.length === 1 &&
    at.bindings[0]?.tuple === false;
  return isSimple ? (at as FunctionRule) : undefined;
}
