/** The module FiniteSets. */
import { EvaluationError } from '../diagnostic.ts';
import { isSet, sizeOf } from '../values/membership.ts';
import { show } from '../values/print.ts';
import { cardinality } from '../values/sets.ts';
import { kindOf, type Value } from '../values/value.ts';
import { type NativeModule, unary } from './native.ts';

function isFiniteSet(S: Value): boolean {
  if (isSet(S)) return sizeOf(S) !== Number.POSITIVE_INFINITY;
  throw new EvaluationError(`Attempted to check if the ${kindOf(S)} ${show(S)} is a finite set.`);
}

export const finiteSets: NativeModule = {
  name: 'FiniteSets',
  extends: [],
  operators: {
    IsFiniteSet: unary(isFiniteSet),
    Cardinality: unary(cardinality),
  },
};
