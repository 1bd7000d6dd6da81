/** The module TLC: printing, assertions, registers, functions by `:>` and `@@`, permutations and sorting. */
import { OperatorError } from '../diagnostic.ts';
import { asFunction } from '../values/functions.ts';
import { anything } from '../values/infinite-set.ts';
import { intern, vocabularyInUse } from '../values/intern.ts';
import { makeFunction, makeSet, sortedSet, str } from '../values/make.ts';
import { isSet, listed, positionOneByOne, sizeOf } from '../values/membership.ts';
import { compare } from '../values/order.ts';
import { show, showPretty } from '../values/print.ts';
import { singleton } from '../values/sets.ts';
import { argumentAt, type FunctionValue, imagesOf, Tag, type Value } from '../values/value.ts';
import { host } from './host.ts';
import {
  binary,
  constant,
  higherOrder,
  type NativeModule,
  unary,
  wrongArgument,
} from './native.ts';
import { sortSequence } from './sort.ts';

function print(out: Value, value: Value): Value {
  host().print(`${showPretty(out)}  ${showPretty(value)}`);
  return value;
}

function printT(out: Value): Value {
  host().print(showPretty(out));
  return true;
}

function assert(value: Value, out: Value): Value {
  if (value === true) return true;
  throw new OperatorError(
    `The first argument of Assert evaluated to FALSE; the second argument was:\n${show(out)}`,
  );
}

function registerOf(
  i: Value,
  operator: string,
  which: string,
  names: readonly string[] | undefined,
): number | string {
  if (typeof i === 'number' && i >= 0) return i;
  if (typeof i === 'object' && i.tag === Tag.str && (names?.includes(i.text) ?? true))
    return i.text;
  throw wrongArgument(which, operator, 'a nonnegative integer', i);
}

function tlcGet(i: Value): Value {
  const register = registerOf(i, 'TLCGet', 'argument', undefined);
  const value = host().get(register);
  if (value === undefined) throw new OperatorError(`TLCGet(${register}) was undefined.`);
  return value;
}

function tlcSet(i: Value, value: Value): Value {
  host().set(registerOf(i, 'TLCSet', 'first argument', ['exit', 'pause']), intern(value));
  return true;
}

/** `x :> y`. */
export function pair(x: Value, y: Value): FunctionValue {
  return makeFunction(singleton(x), [y]);
}

/** `f @@ g`: both functions as one; where both are defined, f wins. */
export function combine(f: Value, g: Value): Value {
  const left = asFunction(f);
  const right = asFunction(g);
  if (left === undefined) throw wrongArgument('first argument', '@@', 'a function', f);
  if (right === undefined) throw wrongArgument('second argument', '@@', 'a function', g);
  return combined(left, right);
}

// Both domains are sorted, so one pass over the two merges them.
function combined(f: FunctionValue, g: FunctionValue): FunctionValue {
  const left = imagesOf(f);
  const right = imagesOf(g);
  if (vocabularyInUse().hasTypedModelValues) {
    const items = left.map((_, k) => argumentAt(f, k));
    for (let k = 0; k < right.length; k++) positionOneByOne(items, argumentAt(g, k));
  }
  const domain: Value[] = [];
  const images: Value[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    const order =
      i === left.length ? 1 : j === right.length ? -1 : compare(argumentAt(f, i), argumentAt(g, j));
    domain.push(order <= 0 ? argumentAt(f, i) : argumentAt(g, j));
    images.push((order <= 0 ? left[i] : right[j]) as Value);
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
  return makeFunction(sortedSet(domain), images);
}

/** `Permutations(S)`: all one-to-one functions from S onto S. */
function permutations(S: Value): Value {
  if (!isSet(S) || sizeOf(S) === Number.POSITIVE_INFINITY) {
    throw new OperatorError(
      `Applying Permutations to the following value,\nwhich is not a finite set:\n${show(S)}`,
    );
  }
  const domain = listed(S);
  const all: Value[] = [];
  const images: Value[] = [];
  const used = domain.items.map(() => false);
  const extend = (): void => {
    if (images.length === domain.items.length) all.push(makeFunction(domain, images));
    for (let i = 0; i < used.length; i++) {
      if (used[i]) continue;
      used[i] = true;
      images.push(domain.items[i] as Value);
      extend();
      images.pop();
      used[i] = false;
    }
  };
  extend();
  return makeSet(all);
}

function randomElement(S: Value): Value {
  const { items } = listed(S);
  if (items.length === 0) throw new OperatorError('RandomElement of the empty set has no value.');
  return items[Math.floor(host().random() * items.length)] as Value;
}

export const tlc: NativeModule = {
  name: 'TLC',
  extends: [],
  operators: {
    Print: binary(print),
    PrintT: unary(printT),
    Assert: binary(assert),
    JavaTime: constant(() => Math.floor(Date.now() / 1000) % 2 ** 31),
    TLCGet: unary(tlcGet),
    TLCSet: binary(tlcSet),
    ':>': binary(pair),
    '@@': binary(combine),
    Permutations: unary(permutations),
    SortSeq: higherOrder([0, 2], sortSequence),
    RandomElement: unary(randomElement),
    Any: constant(() => anything),
    ToString: unary((value) => str(show(value))),
    TLCEval: unary(intern),
  },
};
