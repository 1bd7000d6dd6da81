/**
 * Asking a set: is this in it, what is in it, how much is in it. Works on every kind of set through `SetValue` and the
 * methods of `LazySet`, and builds none: sets.ts does. A question never adds a value to the intern table.
 */
import { EvaluationError } from '../diagnostic.ts';
import { assertComparable } from './equality.ts';
import { enumerated, lookup, vocabularyInUse } from './intern.ts';
import { compare } from './order.ts';
import { show } from './print.ts';
import { type Composite, kindOf, type LazySet, type SetValue, Tag, type Value } from './value.ts';

/** Up to this size a scan for the same object beats everything. */
const scanMax = 24;

/** `x \in S`. */
export function member(x: Value, S: Value): boolean {
  if (typeof S === 'object') {
    if (S.tag === Tag.set) return contains(S, computed(x));
    if (S.tag === Tag.lazySet) return S.has(x);
  }
  throw notASetFor(x, S);
}

/** A rule that is to be compared is computed, also where there is nothing to compare it with. */
function computed(x: Value): Value {
  const isRule = typeof x === 'object' && x.tag === Tag.lazyFunction;
  return isRule && !x.isInfinite() ? x.force() : x;
}

function notASetFor(x: Value, S: Value): EvaluationError {
  if (typeof S === 'object' && (S.tag === Tag.tuple || S.tag === Tag.record)) {
    return new EvaluationError(
      `Attempted to check set membership in a ${kindOf(S)} value:\n${show(S)}`,
    );
  }
  return new EvaluationError(
    `Attempted to check if the value:\n${show(x)}\nis an element of the ${kindOf(S)} ${show(S)}`,
  );
}

/** Membership in an enumerated set. */
export function contains(set: SetValue, x: Value): boolean {
  const { items } = set;
  if (vocabularyInUse().hasTypedModelValues) return positionOneByOne(items, x) >= 0;
  if (typeof x === 'object' && x.id === 0) {
    if (items.length === 0) return false;
    const known = lookup(x);
    if (known !== undefined) return contains(set, known);
    assertSortable(enumerated(x), items);
    return false;
  }
  if (items.length <= scanMax) {
    for (let i = 0; i < items.length; i++) if (items[i] === x) return true;
  } else if (search(items, x) >= 0) {
    return true;
  }
  assertSortable(x, items);
  return false;
}

/** The position of an interned value in the domain of a function, or -1. Large domains get an index on first use. */
export function positionIn(set: SetValue, x: Value): number {
  const { items } = set;
  if (vocabularyInUse().hasTypedModelValues) return positionOneByOne(items, x);
  if (items.length <= scanMax) {
    for (let i = 0; i < items.length; i++) if (items[i] === x) return i;
  } else {
    set.index ??= new Map(items.map((item, i) => [item, i]));
    const position = set.index.get(x);
    if (position !== undefined) return position;
  }
  assertSortable(x, items);
  return -1;
}

// TLC compares with one element after the other, and fails where two do not compare. One stands for all of them here:
// elements of one set compare with each other, so they are of one kind, but for model values, which come first. Only a
// difference deep inside another element can go unnoticed.
function assertSortable(x: Value, items: readonly Value[]): void {
  const first = items[0];
  if (first === undefined || (typeof x === 'number' && typeof first === 'number')) return;
  assertComparable(first, x);
  if (typeof first === 'object' && first.tag === Tag.model)
    assertComparable(items[items.length - 1] as Value, x);
}

/** As TLC looks for an element: an earlier one that does not compare with it is an error. Only for typed model values. */
export function positionOneByOne(items: readonly Value[], x: Value): number {
  const known = lookup(x);
  for (let i = 0; i < items.length; i++) {
    if (items[i] === known) return i;
    assertComparable(items[i] as Value, known ?? enumerated(x as Composite));
  }
  return -1;
}

/** Where `x` is in these sorted items, or `-1 - i` if it belongs before the i-th. */
export function search(items: readonly Value[], x: Value): number {
  let low = 0;
  let high = items.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = compare(items[middle] as Value, x);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1 - low;
}

/** The elements in TLC's order. Throws for what is not a set, is infinite, or too large to be enumerated. */
export function elementsOf(S: Value): readonly Value[] {
  if (typeof S === 'object') {
    if (S.tag === Tag.set) return S.items;
    if (S.tag === Tag.lazySet) return S.force().items;
  }
  throw notEnumerable(S);
}

/** As `elementsOf`, one after the other: for searches that may stop early in a set too large to be listed. */
export function enumerate(S: Value): Iterable<Value> {
  if (typeof S === 'object') {
    if (S.tag === Tag.set) return S.items;
    if (S.tag === Tag.lazySet) return S.elements();
  }
  throw notEnumerable(S);
}

/** As an action runs through a set: see `LazySet.walk`. */
export function walk(S: Value): Iterable<Value> {
  if (typeof S === 'object') {
    if (S.tag === Tag.set) return S.items;
    if (S.tag === Tag.lazySet) return S.walk();
  }
  throw notEnumerable(S);
}

function notEnumerable(S: Value): EvaluationError {
  return new EvaluationError(`TLC encountered a non-enumerable quantifier bound\n${show(S)}.`);
}

/** The set in enumerated form. */
export function listed(S: Value): SetValue {
  const set = asSet(S);
  return set.tag === Tag.set ? set : set.force();
}

export function isSet(S: Value): S is SetValue | LazySet {
  return typeof S === 'object' && (S.tag === Tag.set || S.tag === Tag.lazySet);
}

/** The value itself if it is a set of any kind; an error if it is not. */
export function asSet(S: Value): SetValue | LazySet {
  if (isSet(S)) return S;
  throw new EvaluationError(
    `Attempted to enumerate the ${kindOf(S)} ${show(S)}, which is not a set.`,
  );
}

/** Number of elements; Infinity for an infinite set, and possibly rounded beyond 2^53. */
export function sizeOf(S: Value): number {
  const set = asSet(S);
  return set.tag === Tag.set ? set.items.length : set.size();
}

export function isFiniteSet(S: Value): boolean {
  return sizeOf(S) !== Infinity;
}

/** `S \subseteq T`, by asking T for each element of S. */
export function subsetEq(S: Value, T: Value): boolean {
  if (S === T && typeof S === 'object' && S.tag === Tag.set) return true;
  if (!isSet(S) || (S.tag === Tag.lazySet && S.size() === Infinity)) {
    throw new EvaluationError(
      `Attempted to evaluate an expression of form S \\subseteq T, but S was not enumerable:\n${show(S)}`,
    );
  }
  for (const x of enumerate(S)) if (!member(x, T)) return false;
  return true;
}
