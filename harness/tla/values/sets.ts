/**
 * Set algebra. What is listed gives a listed result at once, built by merging, with the order kept; a set that did not
 * change is returned as it is, so that it keeps its identity. Everything else stays symbolic until it is enumerated.
 */
import { EvaluationError, OperatorError } from '../diagnostic.ts';
import { inserted, without } from './changed.ts';
import { intern, vocabularyInUse } from './intern.ts';
import { FunctionSet, Interval, Product, RecordSet, Subset } from './lazy-set.ts';
import { emptySet, makeSet, sortedSet } from './make.ts';
import {
  asSet,
  contains,
  elementsOf,
  isSet,
  listed,
  member,
  positionOneByOne,
  search,
  sizeOf,
  subsetEq,
} from './membership.ts';
import { compare } from './order.ts';
import { show } from './print.ts';
import {
  BigUnionSet,
  DifferenceSet,
  FilterSet,
  IntersectionSet,
  UnionSet,
} from './symbolic-set.ts';
import { type LazySet, type SetValue, type Str, Tag, type Value } from './value.ts';

export { elementsOf, member, subsetEq };

type AnySet = SetValue | LazySet;

/** Listed, or as cheap as if it were. */
function isPlain(S: Value): S is SetValue | Interval {
  return typeof S === 'object' && (S.tag === Tag.set || S instanceof Interval);
}

/** `S \cup T`. */
export function union(S: Value, T: Value): AnySet {
  if (isPlain(S) && isPlain(T)) return unionOfListed(listed(S), listed(T));
  // What is listed comes first to TLC, wherever it is written.
  if (isSet(S) && isSet(T)) return isPlain(T) ? new UnionSet(T, S) : new UnionSet(S, T);
  // TLC gives back the other operand where one is empty, whatever it is, and may never look at it.
  if (isEmptyList(S)) return T as AnySet;
  if (isEmptyList(T)) return S as AnySet;
  throw new EvaluationError(
    `Attempted to enumerate S \\cup T when S:\n${show(S)}\nand T:\n${show(T)}\nare not both enumerable`,
  );
}

function isEmptyList(S: Value): boolean {
  return typeof S === 'object' && S.tag === Tag.set && S.items.length === 0;
}

function unionOfListed(S: SetValue, T: SetValue): SetValue {
  if (vocabularyInUse().hasTypedModelValues) for (const x of T.items) positionOneByOne(S.items, x);
  if (T.items.length === 0 || S === T) return S;
  if (S.items.length === 0) return T;
  if (T.items.length === 1) return insert(S, T.items[0] as Value);
  if (S.items.length === 1) return insert(T, S.items[0] as Value);
  const merged = merge(S.items, T.items);
  if (merged.length === S.items.length) return S;
  return merged.length === T.items.length ? T : sortedSet(merged);
}

/** The set with one more element, which is interned. */
export function insert(S: SetValue, x: Value): SetValue {
  const { items } = S;
  const found = search(items, x);
  if (found >= 0) return S;
  return inserted(S, -1 - found, x);
}

function merge(a: readonly Value[], b: readonly Value[]): Value[] {
  const merged: Value[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const order = compare(a[i] as Value, b[j] as Value);
    if (order <= 0) merged.push(a[i++] as Value);
    else merged.push(b[j++] as Value);
    if (order === 0) j++;
  }
  while (i < a.length) merged.push(a[i++] as Value);
  while (j < b.length) merged.push(b[j++] as Value);
  return merged;
}

/** `S \cap T`. */
export function intersect(S: Value, T: Value): AnySet {
  if (isPlain(S)) return keep(listed(S), (x) => member(x, T));
  if (isPlain(T)) return keep(listed(T), (x) => member(x, S));
  return new IntersectionSet(asSet(S), asSet(T));
}

/** `S \ T`. */
export function difference(S: Value, T: Value): AnySet {
  if (isPlain(S)) {
    const from = listed(S);
    if (typeof T === 'object' && T.tag === Tag.set && T.items.length === 1)
      return withoutElement(from, T);
    return keep(from, (x) => !member(x, T));
  }
  if (isSet(S)) return new DifferenceSet(S, asSet(T));
  throw new EvaluationError(
    `Attempted to enumerate S \\ T when S:\n${show(S)}\nis not enumerable.`,
  );
}

/** `S \ {y}`; each element is compared with y, so that it fails where TLC fails. */
function withoutElement(S: SetValue, single: SetValue): SetValue {
  const { items } = S;
  let at = -1;
  for (let i = 0; i < items.length; i++) if (contains(single, items[i] as Value)) at = i;
  return at < 0 ? S : without(S, at);
}

function keep(S: SetValue, keeps: (x: Value) => boolean): SetValue {
  const kept = S.items.filter(keeps);
  return kept.length === S.items.length ? S : sortedSet(kept);
}

/** `{x \in S : P(x)}`. The predicate may be called later, and more than once, if S is not listed. */
export function filter(S: Value, keeps: (x: Value) => boolean): AnySet {
  if (isPlain(S)) return keep(listed(S), keeps);
  return new FilterSet(asSet(S), keeps);
}

/** `{rule(x) : x \in S}`. */
export function mapSet(S: Value, rule: (x: Value) => Value): SetValue {
  return makeSet(elementsOf(S).map(rule));
}

/** `UNION S`. */
export function bigUnion(S: Value): AnySet {
  const sets = elementsOf(S);
  if (isEmptyList(S) || (typeof S === 'object' && S.tag === Tag.set) || !sets.every(isSet))
    return combined(sets);
  return new BigUnionSet(sets);
}

/**
 * `UNION {s, t}` and `UNION {s : x \in S}`, with the sets as they were computed: TLC combines them at once only if all of
 * them are listed, and otherwise runs through one after the other.
 */
export function bigUnionOf(given: readonly Value[]): AnySet {
  if (given.length === 1 || given.every((set) => typeof set === 'object' && set.tag === Tag.set))
    return combined(given);
  const sets = makeSet(given).items;
  return sets.every(isSet) ? new BigUnionSet(sets) : combined(sets);
}

function combined(sets: readonly Value[]): AnySet {
  if (sets.length === 0) return emptySet;
  if (!sets.every(isSet)) {
    throw new EvaluationError(
      'Attempted to enumerate UNION(s), but some element of s is nonenumerable.',
    );
  }
  if (!sets.every((set) => set.tag === Tag.set)) return new BigUnionSet(sets);
  const first = listed(sets[0] as Value);
  if (sets.length <= 3)
    return sets.reduce((all: SetValue, set) => unionOfListed(all, listed(set)), first);
  return makeSet(sets.flatMap((set) => elementsOf(set) as Value[]));
}

/** `SUBSET S`. */
export function powerset(S: Value): LazySet {
  return new Subset(S);
}

/** `S \X T \X ...`. */
export function product(sets: readonly Value[]): LazySet {
  return new Product(sets);
}

/** `[S -> T]`. */
export function functionSet(S: Value, T: Value): LazySet {
  return new FunctionSet(S, T);
}

/** `[a: S, b: T]`; names in any order, but distinct. */
export function recordSet(names: readonly Str[], sets: readonly Value[]): LazySet {
  return new RecordSet(names, sets);
}

/** Number of elements. Throws for what is not a set, is infinite, or has more elements than an integer can count. */
export function cardinality(S: Value): number {
  const size = isSet(S) ? sizeOf(S) : Number.POSITIVE_INFINITY;
  if (isSet(S) && S.tag === Tag.lazySet) S.settled = true;
  if (size <= Number.MAX_SAFE_INTEGER) return size;
  if (size === Number.POSITIVE_INFINITY) {
    throw new OperatorError(`Attempted to compute cardinality of the value\n${show(S)}`);
  }
  throw new OperatorError(`Overflow when computing the number of elements in:\n${show(S)}`);
}

/** One-element set of a value. */
export function singleton(x: Value): SetValue {
  return sortedSet([intern(x)]);
}
