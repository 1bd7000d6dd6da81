/** The module Bags: a bag is a function from its elements to how often each is in it, which is at least once. */
import { OperatorError } from '../diagnostic.ts';
import { applyFunction, asFunction, domainOf } from '../values/functions.ts';
import { intern } from '../values/intern.ts';
import { subsetsOfSize } from '../values/lazy-set.ts';
import { emptyTuple, makeFunction, makeSet, sortedSet } from '../values/make.ts';
import { elementsOf, isSet, listed, member, sizeOf } from '../values/membership.ts';
import { add } from '../values/numbers.ts';
import { show } from '../values/print.ts';
import { argumentAt, type FunctionValue, imagesOf, type Value } from '../values/value.ts';
import {
  binary,
  constant,
  higherOrder,
  type NativeModule,
  type Operator,
  unary,
  wrongArgument,
} from './native.ts';

/** Copies by element, in the order of the elements. */
type Counts = Map<Value, number>;

/** Any function to the integers, since TLC asks no more of most operands; a bag proper has `least` 1. */
function countsOf(bag: Value, least = Number.NEGATIVE_INFINITY): Counts | undefined {
  const f = asFunction(bag);
  if (f === undefined) return undefined;
  const counts: Counts = new Map();
  const images = imagesOf(f);
  for (let i = 0; i < images.length; i++) {
    const count = images[i] as Value;
    if (typeof count !== 'number' || count < least) return undefined;
    counts.set(argumentAt(f, i), count);
  }
  return counts;
}

function operand(bag: Value, operator: string, which: string, least?: number): Counts {
  const counts = countsOf(bag, least);
  if (counts === undefined) throw wrongArgument(which, operator, 'a bag', bag);
  return counts;
}

function argument(bag: Value, operator: string, least?: number): Counts {
  const counts = countsOf(bag, least);
  if (counts !== undefined) return counts;
  throw new OperatorError(
    `Applying ${operator} to the following value,\nwhich is not a bag:\n${show(bag)}`,
  );
}

function functionOf(bag: Value, operator: string, which: string): FunctionValue {
  const f = asFunction(bag);
  if (f === undefined) throw wrongArgument(which, operator, 'a bag', bag);
  return f;
}

/** How often an element is in a bag. That it is compared with those in the bag can be an error. */
function copiesAt(bag: FunctionValue, element: Value, operator: string): number {
  if (!member(element, domainOf(bag))) return 0;
  const copies = applyFunction(bag, element);
  if (typeof copies !== 'number') throw wrongArgument('second argument', operator, 'a bag', bag);
  return copies;
}

function bagOf(counts: Counts): Value {
  const elements = makeSet([...counts.keys()]);
  return makeFunction(
    elements,
    elements.items.map((element) => counts.get(element) as number),
  );
}

function addTo(counts: Counts, element: Value, copies: number): void {
  counts.set(element, add(counts.get(element) ?? 0, copies));
}

function plus(a: Value, b: Value): Value {
  const sum = new Map(operand(a, '(+)', 'first argument', 1));
  for (const [element, copies] of operand(b, '(+)', 'second argument', 1)) {
    addTo(sum, element, copies);
  }
  return bagOf(sum);
}

function minus(a: Value, b: Value): Value {
  const taken = functionOf(b, '(-)', 'second argument');
  const rest: Counts = new Map();
  for (const [element, copies] of operand(a, '(-)', 'first argument')) {
    const left = copies - copiesAt(taken, element, '(-)');
    if (left > 0) rest.set(element, left);
  }
  return bagOf(rest);
}

function isSubBag(a: Value, b: Value): boolean {
  const larger = functionOf(b, '\\sqsubseteq', 'second argument');
  for (const [element, copies] of argument(a, '\\sqsubseteq')) {
    if (copies > copiesAt(larger, element, '\\sqsubseteq')) return false;
  }
  return true;
}

function bagUnion(S: Value): Value {
  if (!isSet(S) || sizeOf(S) === Number.POSITIVE_INFINITY) {
    throw new OperatorError(
      `Applying BagUnion to the following value,\nwhich is not a finite enumerable set:\n${show(S)}`,
    );
  }
  const sum: Counts = new Map();
  for (const bag of elementsOf(S)) {
    for (const [element, copies] of argument(bag, 'BagUnion')) addTo(sum, element, copies);
  }
  return bagOf(sum);
}

/** All bags that are part of this one. */
function subBags(bag: Value): Value {
  const counts = argument(bag, 'SubBag', 1);
  const elements = [...counts.keys()];
  const all: Value[] = [];
  for (let size = 0; size <= elements.length; size++) {
    for (const part of subsetsOfSize(elements, size)) {
      let bags: number[][] = [[]];
      for (const element of part.items) {
        const most = counts.get(element) as number;
        bags = bags.flatMap((copies) => Array.from({ length: most }, (_, i) => [...copies, i + 1]));
      }
      for (const copies of bags) all.push(makeFunction(part, copies));
    }
  }
  return makeSet(all);
}

function bagOfAll(rule: Operator, bag: Value): Value {
  const images: Counts = new Map();
  for (const [element, copies] of argument(bag, 'BagOfAll'))
    addTo(images, intern(rule(element)), copies);
  return bagOf(images);
}

function bagCardinality(bag: Value): number {
  let total = 0;
  for (const copies of argument(bag, 'BagCardinality', 1).values()) total = add(total, copies);
  return total;
}

function copiesIn(element: Value, bag: Value): number {
  return copiesAt(functionOf(bag, 'CopiesIn', 'second argument'), element, 'CopiesIn');
}

function setToBag(S: Value): Value {
  if (!isSet(S)) {
    throw new OperatorError(
      `Applying SetToBag to the following value,\nwhich is not a finite set:\n${show(S)}`,
    );
  }
  const elements = sortedSet(elementsOf(S));
  return makeFunction(
    elements,
    elements.items.map(() => 1),
  );
}

export const bags: NativeModule = {
  name: 'Bags',
  extends: ['TLC'],
  operators: {
    IsABag: unary((bag) => countsOf(bag, 1) !== undefined),
    BagToSet: unary((bag) => listed(domainOf(bag))),
    SetToBag: unary(setToBag),
    BagIn: binary((element, bag) => copiesIn(element, bag) > 0),
    EmptyBag: constant(() => emptyTuple),
    '\\oplus': binary(plus),
    '\\ominus': binary(minus),
    BagUnion: unary(bagUnion),
    '\\sqsubseteq': binary(isSubBag),
    SubBag: unary(subBags),
    BagOfAll: higherOrder([1, 0], bagOfAll),
    BagCardinality: unary(bagCardinality),
    CopiesIn: binary(copiesIn),
  },
};
