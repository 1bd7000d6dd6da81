/** What an expression costs, roughly: whether it is worth while to keep its value, and to look it up. */
import type { Definition, Expr } from '../semantics/ir.ts';
import { parts } from '../semantics/walk.ts';
import { resolveOverride } from './override.ts';

type Measure = (expr: Expr) => boolean;

/** Definitions that are being looked at, or were: a recursive one is met again. */
function through(
  measure: Measure,
  known: WeakMap<Definition, boolean>,
  called: Definition,
): boolean {
  const definition = resolveOverride(called);
  if ('value' in definition) return false;
  const found = known.get(definition);
  if (found !== undefined) return found;
  known.set(definition, definition.recursive);
  const result = definition.recursive || measure(definition.body());
  known.set(definition, result);
  return result;
}

const loops: ReadonlySet<Expr['kind']> = new Set([
  'quantifier',
  'choose',
  'filter',
  'map',
  'function',
  'functionSet',
  'recordSet',
  'product',
]);
const looping = new WeakMap<Expr, boolean>();
const loopingDefinitions = new WeakMap<Definition, boolean>();

/** Runs through a set somewhere, or calls itself: it may cost more than finding an answer that was kept. */
export function isHeavy(expr: Expr): boolean {
  const known = looping.get(expr);
  if (known !== undefined) return known;
  const result = computeHeavy(expr);
  looping.set(expr, result);
  return result;
}

function computeHeavy(expr: Expr): boolean {
  if (loops.has(expr.kind) || parts(expr).some(isHeavy)) return true;
  if (expr.kind === 'builtin')
    return ['UNION', 'SUBSET', '\\subseteq', 'ENABLED'].includes(expr.name);
  if (expr.kind !== 'call') return false;
  const definition = resolveOverride(expr.definition);
  if (!('value' in definition) && definition.native !== undefined)
    return !cheapNatives.has(definition.name);
  return through(isHeavy, loopingDefinitions, expr.definition);
}

const cheapNatives = new Set([
  ...['+', '-', '*', '%', '\\div', '-.', '<', '>', '<=', '>=', '..'],
  ...['Len', 'Head', 'Tail', 'Append', 'Cardinality', 'Nat', 'Int', 'Assert'],
]);
const plainNatives = new Set([
  '+',
  '-',
  '*',
  '%',
  '\\div',
  '-.',
  '<',
  '>',
  '<=',
  '>=',
  'Len',
  'Head',
]);
const making = new WeakMap<Expr, boolean>();
const makingDefinitions = new WeakMap<Definition, boolean>();

/** Makes a value that is no number, boolean or part of another: it has to be interned. */
export function makesValues(expr: Expr): boolean {
  const known = making.get(expr);
  if (known !== undefined) return known;
  const result = computeMaking(expr);
  making.set(expr, result);
  return result;
}

function computeMaking(expr: Expr): boolean {
  switch (expr.kind) {
    case 'except':
    case 'record':
      return true;
    case 'set':
      return expr.items.length > 0;
    case 'tuple':
      return expr.items.some((item) => item.kind !== 'variable');
    case 'builtin':
      if (['\\cup', '\\cap', '\\'].includes(expr.name)) return true;
      break;
    case 'call': {
      const definition = resolveOverride(expr.definition);
      if ('value' in definition) break;
      if (definition.native !== undefined) {
        if (!plainNatives.has(definition.name)) return true;
      } else if (through(makesValues, makingDefinitions, expr.definition)) return true;
      break;
    }
    default:
  }
  return isHeavy(expr) || parts(expr).some(makesValues);
}
