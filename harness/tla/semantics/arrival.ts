/**
 * What happens when a name comes into a module twice (found by asking SANY): the same thing again is no news, a second
 * thing of the same kind is passed over where it comes from elsewhere, anything else is refused.
 */
import { standardModules } from './module-source.ts';
import type { Entity } from './scope.ts';

/** How a name comes into a module: by its own text, or with what it extends or instantiates. */
export type Arrival = 'defined' | 'declared' | 'extended' | 'instantiated';

export function sameThing(a: Entity, b: Entity): boolean {
  if (a === b) return true;
  return (
    a.kind === 'definitionEntity' && b.kind === 'definitionEntity' && a.definition === b.definition
  );
}

/** Two definitions or two declarations; where both come in by EXTENDS even their arities may differ. */
export function isSameKind(a: Entity, b: Entity, how: Arrival): boolean {
  return a.kind === b.kind && (how === 'extended' || arityOf(a) === arityOf(b));
}

// The community's modules grow: what a specification defines itself must not clash with what they had not yet then.
export function isCommunity(entity: Entity): boolean {
  return (
    entity.kind === 'definitionEntity' &&
    entity.definition.native !== undefined &&
    !standardModules.has(entity.definition.module)
  );
}

function arityOf(entity: Entity): number {
  switch (entity.kind) {
    case 'definitionEntity':
      return entity.definition.parameters.length - entity.leading.length;
    case 'variable':
      return 0;
    default:
      return entity.arity;
  }
}
