/** The community module Bitwise, on non-negative integers of any exact size; `&`, `|` and `^^` also on negative ones. */
import { EvaluationError } from '../diagnostic.ts';
import type { Value } from '../values/value.ts';
import { binary, type NativeModule, unary, wrongArgument } from './native.ts';

function integers(operator: string, a: Value, b: Value): [bigint, bigint] {
  if (typeof a !== 'number') throw wrongArgument('first argument', operator, 'an integer', a);
  if (typeof b !== 'number') throw wrongArgument('second argument', operator, 'an integer', b);
  return [BigInt(a), BigInt(b)];
}

function bits(
  operator: string,
  combine: (a: bigint, b: bigint) => bigint,
): (a: Value, b: Value) => Value {
  return (a, b) => Number(combine(...integers(operator, a, b)));
}

/** Flips the bits up to the highest one that is set. */
function not(a: Value): number {
  if (typeof a !== 'number' || a < 0) throw wrongArgument('argument', 'Not', 'a natural number', a);
  if (a === 0) return 0;
  const integer = BigInt(a);
  return Number(integer ^ ((1n << BigInt(integer.toString(2).length)) - 1n));
}

function shiftRight(a: Value, positions: Value): number {
  const [integer, count] = integers('shiftR', a, positions);
  if (count < 0n)
    throw new EvaluationError(`The second argument of shiftR should not be negative: ${count}`);
  return Number(integer >> count);
}

export const bitwise: NativeModule = {
  name: 'Bitwise',
  extends: [],
  operators: {
    '&': binary(bits('&', (a, b) => a & b)),
    '|': binary(bits('|', (a, b) => a | b)),
    '^^': binary(bits('^^', (a, b) => a ^ b)),
    Not: unary(not),
    shiftR: binary(shiftRight),
  },
};
