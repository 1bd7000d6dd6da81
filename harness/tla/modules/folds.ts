/** The community module Folds. Elements are chosen by an operator, and folded from the last chosen to the first. */

import { isSet, sizeOf } from '../values/membership.ts';
import { difference, singleton } from '../values/sets.ts';
import type { Value } from '../values/value.ts';
import { higherOrder, type NativeModule, type Operator, wrongArgument } from './native.ts';

/** `op(items[0], op(items[1], ... base))`: how every fold over a set or function is defined. */
export function foldRight(op: Operator, items: readonly Value[], base: Value): Value {
  let result = base;
  for (let i = items.length - 1; i >= 0; i--) result = op(items[i] as Value, result);
  return result;
}

/** `op(op(base, items[0]), items[1]) ...`. */
export function foldLeft(op: Operator, base: Value, items: readonly Value[]): Value {
  let result = base;
  for (const item of items) result = op(result, item);
  return result;
}

function mapThenFoldSet(op: Operator, base: Value, f: Operator, choose: Operator, S: Value): Value {
  if (!isSet(S)) throw wrongArgument('fifth argument', 'MapThenFoldSet', 'a set', S);
  const chosen: Value[] = [];
  for (let rest: Value = S; sizeOf(rest) > 0; ) {
    const x = choose(rest);
    const smaller: Value = difference(rest, singleton(x));
    if (sizeOf(smaller) === sizeOf(rest)) {
      throw wrongArgument(
        'fourth argument',
        'MapThenFoldSet',
        'an operator that chooses an element',
        x,
      );
    }
    chosen.push(x);
    rest = smaller;
  }
  let result = base;
  for (let i = chosen.length - 1; i >= 0; i--) result = op(f(chosen[i] as Value), result);
  return result;
}

export const folds: NativeModule = {
  name: 'Folds',
  extends: [],
  operators: { MapThenFoldSet: higherOrder([2, 0, 1, 1, 0], mapThenFoldSet) },
};
