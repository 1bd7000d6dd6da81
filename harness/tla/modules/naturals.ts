/** The module Naturals, as TLC has it: on all integers, with exact results or an error. */
import { nat } from '../values/infinite-set.ts';
import {
  add,
  divide,
  greater,
  greaterEqual,
  interval,
  less,
  lessEqual,
  modulo,
  multiply,
  power,
  subtract,
} from '../values/numbers.ts';
import { binary, constant, type NativeModule } from './native.ts';

export const naturals: NativeModule = {
  name: 'Naturals',
  extends: [],
  operators: {
    Nat: constant(() => nat),
    '+': binary(add),
    '-': binary(subtract),
    '*': binary(multiply),
    '^': binary(power),
    '<': binary(less),
    '>': binary(greater),
    '<=': binary(lessEqual),
    '>=': binary(greaterEqual),
    '%': binary(modulo),
    '\\div': binary(divide),
    '..': binary(interval),
  },
};
