/** The module Reals. TLC has no real numbers: the names exist, so that a specification loads, and using one is an error. */
import { OperatorError } from '../diagnostic.ts';
import { binary, constant, type NativeModule } from './native.ts';

function refuse(name: string): never {
  throw new OperatorError(
    `Real numbers cannot be evaluated: ${name} of the module Reals has no value here.`,
  );
}

export const reals: NativeModule = {
  name: 'Reals',
  extends: ['Integers'],
  operators: {
    Real: constant(() => refuse('Real')),
    '/': binary(() => refuse('/')),
    Infinity: constant(() => refuse('Infinity')),
  },
};
