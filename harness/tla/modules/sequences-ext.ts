/** The community module SequencesExt, after its published definitions. Replacing parts of sequences is in sub-sequences.ts. */
import { EvaluationError } from '../diagnostic.ts';
import { equal } from '../values/equality.ts';
import { applyFunction, except } from '../values/functions.ts';
import { FunctionSet } from '../values/lazy-set.ts';
import { emptyTuple, makeFunction, makeSet, makeTuple } from '../values/make.ts';
import { asSet, elementsOf, enumerate } from '../values/membership.ts';
import { interval } from '../values/numbers.ts';
import { show } from '../values/print.ts';
import { bigUnion } from '../values/sets.ts';
import type { Tuple, Value } from '../values/value.ts';
import { foldLeft, foldRight } from './folds.ts';
import { rangeOf } from './functions.ts';
import {
  asBoolean,
  binary,
  higherOrder,
  type Native,
  type NativeModule,
  type Operator,
  ternary,
  unary,
  wrongArgument,
} from './native.ts';
import { append, concatenate, sequenceItems, sequenceOf, subSequence } from './sequences.ts';
import { sortSequence } from './sort.ts';
import { subSequenceOperators } from './sub-sequences.ts';

/** All sequences that have each of these items once. */
function arrangements(items: readonly Value[]): Value[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first, i) =>
    arrangements([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [first, ...rest]),
  );
}

function setToSeqs(S: Value): Value {
  return makeSet(arrangements(elementsOf(S)).map(sequenceOf));
}

function setToAllKPermutations(S: Value): Value {
  let level: Value[][] = [[]];
  const all: Value[] = [];
  while (level.length > 0) {
    all.push(...level.map(sequenceOf));
    level = level.flatMap((taken) =>
      elementsOf(S)
        .filter((x) => !taken.includes(x))
        .map((x) => [...taken, x]),
    );
  }
  return makeSet(all);
}

function tuplesOf(set: Value, n: Value): Value {
  return new FunctionSet(interval(1, n), set);
}

function sequencesUpTo(set: Value, n: Value): Value {
  const lengths = elementsOf(interval(0, n));
  return bigUnion(makeSet(lengths.map((length) => makeSet([...enumerate(tuplesOf(set, length))]))));
}

function toBag(s: Value): Value {
  const counts = new Map<Value, number>();
  for (const item of sequenceItems(s, 'ToBag')) counts.set(item, (counts.get(item) ?? 0) + 1);
  const domain = makeSet([...counts.keys()]);
  return makeFunction(
    domain,
    domain.items.map((item) => counts.get(item) as number),
  );
}

function isSorted(s: Value, before: Operator): boolean {
  const items = sequenceItems(s, 'IsSorted');
  return items.every((a, i) =>
    items.slice(i + 1).every((b) => asBoolean(before(a, b), 'IsSorted')),
  );
}

function reversed(s: Value): Tuple {
  return sequenceOf(sequenceItems(s, 'Reverse').toReversed());
}

function positionOf(s: Value, operator: string, test: (x: Value) => boolean): number {
  return sequenceItems(s, operator).findIndex(test) + 1;
}

function lastPositionOf(s: Value, operator: string, test: (x: Value) => boolean): number {
  return sequenceItems(s, operator).findLastIndex(test) + 1;
}

function insertAt(s: Value, i: Value, x: Value): Value {
  const position = integerOf(i, 'InsertAt');
  const before = subSequence(s, 1, position - 1);
  const after = subSequence(s, position, sequenceItems(s, 'InsertAt').length);
  return concatenate(concatenate(before, makeTuple([x])), after);
}

function removeAt(s: Value, i: Value): Value {
  const position = integerOf(i, 'RemoveAt');
  const length = sequenceItems(s, 'RemoveAt').length;
  return concatenate(subSequence(s, 1, position - 1), subSequence(s, position + 1, length));
}

function integerOf(i: Value, operator: string): number {
  if (typeof i === 'number') return i;
  throw wrongArgument('second argument', operator, 'an integer', i);
}

function removeFirst(s: Value, operator: string, test: (x: Value) => boolean): Value {
  const position = positionOf(s, operator, test);
  return position === 0 ? s : removeAt(s, position);
}

function prefixLength(s: Value, t: Value, operator: string): number {
  const [a, b] = [sequenceItems(s, operator), sequenceItems(t, operator)];
  let length = 0;
  while (length < a.length && length < b.length && equal(a[length] as Value, b[length] as Value))
    length++;
  return length;
}

function isPrefix(s: Value, t: Value): boolean {
  const length = sequenceItems(s, 'IsPrefix').length;
  if (length > sequenceItems(t, 'IsPrefix').length) return false;
  return prefixLength(s, t, 'IsPrefix') === length;
}

function isSuffix(s: Value, t: Value): boolean {
  return isPrefix(reversed(s), reversed(t));
}

function prefixes(s: Value): Value {
  const items = sequenceItems(s, 'Prefixes');
  return makeSet(
    Array.from({ length: items.length + 1 }, (_, length) => sequenceOf(items.slice(0, length))),
  );
}

function suffixes(s: Value): Value {
  const items = sequenceItems(s, 'Suffixes');
  return makeSet(
    Array.from({ length: items.length + 1 }, (_, start) => sequenceOf(items.slice(start))),
  );
}

/** Undefined for the empty set, which has no common prefix. */
function longestCommonPrefix(S: Value): Value | undefined {
  const [first, ...others] = elementsOf(asSet(S));
  if (first === undefined) return undefined;
  let length = sequenceItems(first, 'LongestCommonPrefix').length;
  for (const other of others)
    length = Math.min(length, prefixLength(first, other, 'LongestCommonPrefix'));
  return sequenceOf(sequenceItems(first, 'LongestCommonPrefix').slice(0, length));
}

function longestOrError(S: Value): Value {
  const longest = longestCommonPrefix(S);
  if (longest === undefined)
    throw new EvaluationError(`LongestCommonPrefix of\n${show(S)}\nhas no value`);
  return longest;
}

function commonPrefixes(S: Value): Value {
  const longest = longestCommonPrefix(S);
  return longest === undefined ? makeSet([]) : prefixes(longest);
}

function seqMod(a: Value, b: Value): Value {
  if (typeof a !== 'number' || typeof b !== 'number' || b <= 0) {
    throw wrongArgument('second argument', 'SeqMod', 'a positive number', b);
  }
  const remainder = ((a % b) + b) % b;
  return remainder === 0 ? b : remainder;
}

const positions = (s: Value, operator: string): Value[] =>
  sequenceItems(s, operator).map((_, i) => i + 1);

function flatten(s: Value): Value {
  const parts = sequenceItems(s, 'FlattenSeq');
  return parts.length === 0 ? emptyTuple : parts.reduce(concatenate);
}

function zip(s: Value, t: Value): Value {
  const [a, b] = [sequenceItems(s, 'Zip'), sequenceItems(t, 'Zip')];
  return makeTuple(a.slice(0, b.length).map((x, i) => makeTuple([x, b[i] as Value])));
}

const making: Readonly<Record<string, Native>> = {
  ToSet: unary(rangeOf),
  ToBag: unary(toBag),
  SetToSeq: unary((S) => sequenceOf(elementsOf(S))),
  SetToSeqs: unary(setToSeqs),
  SetToSortSeq: higherOrder([0, 2], (S: Value, before: Operator) =>
    sortSequence(sequenceOf(elementsOf(S)), before),
  ),
  SetToAllKPermutations: unary(setToAllKPermutations),
  TupleOf: binary(tuplesOf),
  SeqOf: binary(sequencesUpTo),
  BoundedSeq: binary(sequencesUpTo),
  Cons: binary((x, s) => concatenate(makeTuple([x]), s)),
  Snoc: binary((x, s) => append(s, x)),
};

const asking: Readonly<Record<string, Native>> = {
  Contains: binary((s, x) => sequenceItems(s, 'Contains').some((item) => equal(item, x))),
  IsSorted: higherOrder([0, 2], isSorted),
  SelectInSeq: higherOrder([0, 1], (s: Value, test: Operator) =>
    positionOf(s, 'SelectInSeq', (x) => asBoolean(test(x), 'SelectInSeq')),
  ),
  SelectInSubSeq: higherOrder([0, 0, 0, 1], (s: Value, from: Value, to: Value, test: Operator) =>
    positionOf(subSequence(s, from, to), 'SelectInSubSeq', (x) =>
      asBoolean(test(x), 'SelectInSubSeq'),
    ),
  ),
  SelectLastInSeq: higherOrder([0, 1], (s: Value, test: Operator) =>
    lastPositionOf(s, 'SelectLastInSeq', (x) => asBoolean(test(x), 'SelectLastInSeq')),
  ),
  SelectLastInSubSeq: higherOrder(
    [0, 0, 0, 1],
    (s: Value, from: Value, to: Value, test: Operator) =>
      lastPositionOf(subSequence(s, from, to), 'SelectLastInSubSeq', (x) =>
        asBoolean(test(x), 'SelectLastInSubSeq'),
      ),
  ),
  Last: unary((s) => applyFunction(s, sequenceItems(s, 'Last').length)),
  IsPrefix: binary(isPrefix),
  IsStrictPrefix: binary((s, t) => isPrefix(s, t) && !equal(s, t)),
  IsSuffix: binary(isSuffix),
  IsStrictSuffix: binary((s, t) => isSuffix(s, t) && !equal(s, t)),
  Prefixes: unary(prefixes),
  CommonPrefixes: unary(commonPrefixes),
  LongestCommonPrefix: unary(longestOrError),
  Suffixes: unary(suffixes),
  SeqMod: binary(seqMod),
};

const changing: Readonly<Record<string, Native>> = {
  Reverse: unary(reversed),
  Remove: binary((s, x) =>
    sequenceOf(sequenceItems(s, 'Remove').filter((item) => !equal(item, x))),
  ),
  ReplaceAll: ternary((s, old, x) =>
    makeTuple(sequenceItems(s, 'ReplaceAll').map((item) => (equal(item, old) ? x : item))),
  ),
  InsertAt: ternary(insertAt),
  ReplaceAt: ternary((s, i, x) => except(s, i, () => x)),
  RemoveAt: binary(removeAt),
  RemoveFirst: binary((s, x) => removeFirst(s, 'RemoveFirst', (item) => equal(item, x))),
  RemoveFirstMatch: higherOrder([0, 1], (s: Value, test: Operator) =>
    removeFirst(s, 'RemoveFirstMatch', (item) => asBoolean(test(item), 'RemoveFirstMatch')),
  ),
  Front: unary((s) => subSequence(s, 1, sequenceItems(s, 'Front').length - 1)),
  FlattenSeq: unary(flatten),
  Zip: binary(zip),
};

const folding: Readonly<Record<string, Native>> = {
  FoldSeq: higherOrder([2, 0, 0], (op: Operator, base: Value, s: Value) =>
    foldRight(op, sequenceItems(s, 'FoldSeq'), base),
  ),
  FoldLeft: higherOrder([2, 0, 0], (op: Operator, base: Value, s: Value) =>
    foldLeft(op, base, sequenceItems(s, 'FoldLeft')),
  ),
  FoldRight: higherOrder([2, 0, 0], (op: Operator, s: Value, base: Value) =>
    foldRight(op, sequenceItems(s, 'FoldRight'), base),
  ),
  FoldLeftDomain: higherOrder([2, 0, 0], (op: Operator, base: Value, s: Value) =>
    foldLeft(op, base, positions(s, 'FoldLeftDomain')),
  ),
  FoldRightDomain: higherOrder([2, 0, 0], (op: Operator, s: Value, base: Value) =>
    foldRight(op, positions(s, 'FoldRightDomain'), base),
  ),
};

export const sequencesExt: NativeModule = {
  name: 'SequencesExt',
  extends: [
    'Sequences',
    'Naturals',
    'FiniteSets',
    'FiniteSetsExt',
    'Folds',
    'Functions',
    'Bags',
    'TLC',
  ],
  operators: { ...making, ...asking, ...changing, ...folding, ...subSequenceOperators },
};
