/**
 * A system as TLC reads its formulas. TLC moves a negation inwards, through [] and <> too, until it meets another one; what is
 * left when they cancel, and all below a [] or <> that is not negated, stays as it is. A negation that is left there,
 * of anything with a [] or <> in it, is taken for TRUE.
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
  const inside = place !== 'outside' ? place : negated ? 'moved' : 'left';
  /** `inner` as it stands under a negation. */
  const underNot = (inner: Formula, at: Place): Formula =>
    at === 'left'
      ? isTemporal(inner)
        ? isFalse
        : inner
      : read(inner, !negated, at === 'moved' ? 'left' : at);
  const same = (inner: Formula): Formula => read(inner, negated, place);
  switch (formula.kind) {
    case 'not':
      return { ...formula, body: underNot(formula.body, place) };
    case 'and':
    case 'or':
      return { ...formula, left: same(formula.left), right: same(formula.right) };
    case 'implies':
      return { ...formula, left: underNot(formula.left, place), right: same(formula.right) };
    case 'forAll':
    case 'exists':
      return { ...formula, body: same(formula.body) };
    case 'eventually':
    case 'always':
      return { ...formula, body: read(formula.body, negated, inside) };
    // [](~F \/ <>G)
    case 'leadsTo':
      return {
        ...formula,
        left: underNot(formula.left, inside),
        right: read(formula.right, negated, inside),
      };
    default:
      return formula;
  }
}

/** Is there a [] or <> in it? */
function isTemporal(formula: Formula): boolean {
  switch (formula.kind) {
    case 'now':
      return false;
    case 'not':
    case 'forAll':
    case 'exists':
      return isTemporal(formula.body);
    case 'and':
    case 'or':
    case 'implies':
    case 'equivalent':
      return isTemporal(formula.left) || isTemporal(formula.right);
    default:
      return true;
  }
}
