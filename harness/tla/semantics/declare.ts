/** A name comes into a scope: by a declaration, by a definition, or with another module. */
import type { Diagnostic } from '../diagnostic.ts';
import type { Span } from '../syntax/ast.ts';
import { type Arrival, isCommunity, isSameKind, sameThing } from './arrival.ts';
import { builtins } from './context.ts';
import { type Entity, type Scope, spanOf } from './scope.ts';

/**
 * Enters a name; false if it was there already. TLC only warns where the same kind of thing comes in twice and takes
 * the first; of two definitions the module's own text must have one only.
 */
export function declare(
  scope: Scope,
  name: string,
  entity: Entity,
  span: Span,
  how: Arrival,
  diagnostics: Diagnostic[],
): boolean {
  const other = scope.own(name);
  if (builtins.has(name)) {
    diagnostics.push({
      code: 'TLA206',
      message: `${name} belongs to the language and cannot be defined`,
      span,
    });
    return false;
  }
  if (other === undefined || scope.weak.delete(name)) {
    scope.set(name, entity);
    return true;
  }
  if (how === 'defined' && isCommunity(other)) {
    scope.set(name, entity);
    return true;
  }
  if (sameThing(other, entity) || (how !== 'defined' && isSameKind(other, entity, how)))
    return false;
  const place = spanOf(other);
  const where =
    place === undefined ? '' : `; the other one is at ${place.file}:${place.line}:${place.column}`;
  diagnostics.push({
    code: 'TLA206',
    message: `${name} is defined or declared twice${where}`,
    span,
  });
  return false;
}

/** A name that anything else of that name may replace. */
export function declareWeak(scope: Scope, name: string, entity: Entity): void {
  if (scope.own(name) !== undefined) return;
  scope.set(name, entity);
  scope.weak.add(name);
}
