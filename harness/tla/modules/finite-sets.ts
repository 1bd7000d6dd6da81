/** The module FiniteSets. */
import { OperatorError } from '../diagnostic.ts';
import { FunctionSet, Product, RecordSet, Subset } from '../values/lazy-set.ts';
import { isSet, sizeOf } from '../values/membership.ts';
import { show } from '../values/print.ts';
import { cardinality } from '../values/sets.ts';
import { DifferenceSet, FilterSet, IntersectionSet, UnionSet } from '../values/symbolic-set.ts';
import { isFunction, kindOf, type Value } from '../values/value.ts';
import { type NativeModule, unary } from './native.ts';

/**
 * As TLC decides it, by what a set is made of: `{} \X Nat` counts as infinite, and where an operator's finiteness depends
 * on its elements there is no answer. Functions and sequences are finite too.
 */
function isFiniteSet(S: Value): boolean {
  if (isFunction(S)) return true;
  if (!isSet(S)) {
    throw new OperatorError(`Attempted to check if the ${kindOf(S)} ${show(S)} is a finite set.`);
  }
  if (S instanceof Product || S instanceof RecordSet) return S.sets.every(isFiniteSet);
  if (S instanceof Subset) return isFiniteSet(S.base);
  if (S instanceof FunctionSet) return isFiniteSet(S.domain) && isFiniteSet(S.range);
  if (S instanceof UnionSet) return isFiniteSet(S.left) && isFiniteSet(S.right);
  if (S instanceof FilterSet) return isFiniteSet(S.base) || undecided(S);
  if (S instanceof IntersectionSet) {
    return isFiniteSet(S.left) || isFiniteSet(S.right) || undecided(S);
  }
  if (S instanceof DifferenceSet) {
    if (isFiniteSet(S.left)) return true;
    return isFiniteSet(S.right) ? false : undecided(S);
  }
  return sizeOf(S) !== Number.POSITIVE_INFINITY;
}

function undecided(S: Value): never {
  throw new OperatorError(`Attempted to check if the set ${show(S)} is finite.`);
}

export const finiteSets: NativeModule = {
  name: 'FiniteSets',
  extends: [],
  operators: {
    IsFiniteSet: unary(isFiniteSet),
    Cardinality: unary(cardinality),
  },
};
