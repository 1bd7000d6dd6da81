/** Which definitions have no meaning as functions of values, and so are compiled where they are called. */
import type { Definition, Expr, Local } from '../semantics/ir.ts';
import { parts } from '../semantics/walk.ts';
import { freeLocals } from './analysis.ts';
import { resolveOverride } from './override.ts';

/**
 * A definition that primes one of its parameters (`Inc(v) == v' = v + 1`) has no meaning as a function of values: it is
 * compiled where it is called, with the argument's expression in the parameter's place.
 */
export function mustInline(definition: Definition): boolean {
  if (definition.parameters.length === 0 || definition.recursive) return false;
  return definition.parameters.some((parameter) => primes(definition.body(), parameter));
}

function primes(expr: Expr, local: Local): boolean {
  if (!freeLocals(expr).has(local)) return false;
  if (expr.kind === 'builtin' && (expr.name === "'" || expr.name === 'UNCHANGED')) return true;
  if (expr.kind === 'boxAction' || expr.kind === 'angleAction') {
    if (freeLocals(expr.subscript).has(local)) return true;
  }
  if (expr.kind === 'call' && expr.definition.native === undefined) {
    const inner = resolveOverride(expr.definition);
    if (!('value' in inner) && mustInline(inner)) return true;
  }
  if (expr.kind === 'let') {
    return (
      primes(expr.body, local) ||
      expr.definitions.some((definition) => primes(definition.body, local))
    );
  }
  return parts(expr).some((part) => primes(part, local));
}
