/**
 * A system as TLC reads its formulas. TLC moves a negation inwards, through [] and <> too, until it meets another one; what is
 * left when they cancel, and all below a [] or <> that is not negated, stays as it is. A ~[]F or ~<>F that is left there
 * is taken for TRUE.
 */
import type { Formula, System } from './systems.ts';

/** x is never 9. */
const isFalse: Formula = { kind: 'now', predicate: { kind: 'x', is: 9 } };

/** Where a formula stands: outside all [] and <>, below one that a negation has gone through, or below another. */
type Place = 'outside' | 'moved' | 'left';

export function asTlcReads(system: System): System {
  return {
    ...system,
    assumed: system.assumed.map((formula) => read(formula, false, 'outside')),
    // TLC looks for a behaviour that does not satisfy it.
    property: read(system.property, true, 'outside'),
  };
}

function read(formula: Formula, negated: boolean, place: Place): Formula {
  const isLost = place === 'left' && negated;
  const inside = place !== 'outside' ? place : negated ? 'moved' : 'left';
  const underNot = (inner: Formula, at: Place): Formula =>
    read(inner, !negated, at === 'moved' ? 'left' : at);
  switch (formula.kind) {
    case 'now':
    case 'equivalent':
      return formula;
    case 'not':
      return { ...formula, body: underNot(formula.body, place) };
    case 'and':
    case 'or':
      return {
        ...formula,
        left: read(formula.left, negated, place),
        right: read(formula.right, negated, place),
      };
    case 'implies':
      return {
        ...formula,
        left: underNot(formula.left, place),
        right: read(formula.right, negated, place),
      };
    case 'forAll':
    case 'exists':
      return { ...formula, body: read(formula.body, negated, place) };
    case 'eventually':
    case 'always':
      return isLost ? isFalse : { ...formula, body: read(formula.body, negated, inside) };
    // [](~F \/ <>G)
    case 'leadsTo':
      return isLost
        ? isFalse
        : {
            ...formula,
            left: underNot(formula.left, inside),
            right: read(formula.right, negated, inside),
          };
    case 'again':
    case 'finallyOnly':
    case 'WF':
    case 'SF':
      return isLost ? isFalse : formula;
  }
}
