/** The module Integers: Naturals with Int and unary minus. */
import { int } from '../values/infinite-set.ts';
import { negate } from '../values/numbers.ts';
import { constant, type NativeModule, unary } from './native.ts';

export const integers: NativeModule = {
  name: 'Integers',
  extends: ['Naturals'],
  operators: {
    Int: constant(() => int),
    '-.': unary(negate),
  },
};
