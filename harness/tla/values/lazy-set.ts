/**
 * Sets that are described rather than listed, and are finite if their parts are: intervals, SUBSET S, [S -> T],
 * [a: S, b: T], S \X T. Membership is decided from the parts. Enumeration is lazy and in TLC's order, which is the sorted
 * order of the elements, so that `force` needs no sorting. Infinite ones are in infinite-set.ts.
 */
import { EvaluationError } from '../diagnostic.ts';
import { DescribedSet } from './described.ts';
import { equal } from './equality.ts';
import { intern } from './intern.ts';
import { emptySet, emptyTuple, makeFunction, makeTuple, shapeOf, sortedSet } from './make.ts';
import { elementsOf, isSet, listed, member, sizeOf, subsetEq, walk } from './membership.ts';
import { compare } from './order.ts';
import { show } from './print.ts';
import {
  imagesOf,
  isFunction,
  type LazySet,
  Rec,
  type SetValue,
  type Shape,
  type Str,
  Tag,
  Tuple,
  type Value,
} from './value.ts';

/** A model value is in no set but those that list it; a typed one may not even be asked about. */
export function isUntypedModelValue(value: Value): boolean {
  return typeof value === 'object' && value.tag === Tag.model && value.type === undefined;
}

/** `low..high`, not empty. */
export class Interval extends DescribedSet {
  readonly low: number;
  readonly high: number;
  constructor(low: number, high: number) {
    super();
    this.low = low;
    this.high = high;
  }
  has(value: Value): boolean {
    if (typeof value === 'number') return this.low <= value && value <= this.high;
    if (isUntypedModelValue(value)) return false;
    throw new EvaluationError(
      `Attempted to check if the value:\n${show(value)}\nis in the integer interval ${this.describe()}`,
    );
  }
  override *elements(): Iterable<Value> {
    for (let i = this.low; i <= this.high; i++) yield i;
  }
  size(): number {
    return this.high - this.low + 1;
  }
  describe(): string {
    return `${this.low}..${this.high}`;
  }
  override isListed(): boolean {
    return false;
  }
}

/** `SUBSET S`: by size, then in the order of the positions that are taken. */
export class Subset extends DescribedSet {
  readonly base: Value;
  constructor(base: Value) {
    super();
    this.base = base;
  }
  has(value: Value): boolean {
    if (isSet(value)) return subsetEq(value, this.base);
    throw new EvaluationError(
      `Attempted to check if the non-enumerable value\n${show(value)}\nis element of\n${show(this)}`,
    );
  }
  *elements(): Iterable<Value> {
    const items = elementsOf(this.base);
    for (let size = 0; size <= items.length; size++) yield* subsetsOfSize(items, size);
  }
  size(): number {
    return 2 ** sizeOf(this.base);
  }
  describe(): string {
    return `SUBSET ${show(this.base)}`;
  }
  /** TLC lists the subsets of up to six elements. */
  override isListed(): boolean {
    return this.size() <= 2 ** 6;
  }
  override sameAs(other: LazySet): boolean {
    return other instanceof Subset && equal(this.base, other.base);
  }
}

/** All sets of `size` of these sorted items, in lexicographic order. */
export function* subsetsOfSize(items: readonly Value[], size: number): Iterable<SetValue> {
  if (size > items.length) return;
  const taken = Array.from({ length: size }, (_, i) => i);
  for (;;) {
    yield size === 0 ? emptySet : sortedSet(taken.map((i) => items[i] as Value));
    let last = size - 1;
    while (last >= 0 && taken[last] === items.length - size + last) last--;
    if (last < 0) return;
    const next = (taken[last] as number) + 1;
    for (let i = last; i < size; i++) taken[i] = next + i - last;
  }
}

/** Every way to take one item from each list, the last list fastest. Each result is an array of its own. */
function* choices(lists: readonly (readonly Value[])[]): Iterable<Value[]> {
  if (lists.some((list) => list.length === 0)) return;
  const positions = lists.map(() => 0);
  for (;;) {
    yield lists.map((list, i) => list[positions[i] as number] as Value);
    let last = lists.length - 1;
    while (last >= 0 && positions[last] === (lists[last] as readonly Value[]).length - 1)
      positions[last--] = 0;
    if (last < 0) return;
    positions[last] = (positions[last] as number) + 1;
  }
}

function productOf(sizes: readonly number[]): number {
  return sizes.includes(0) ? 0 : sizes.reduce((product, size) => product * size, 1);
}

/** `[S -> T]`. */
export class FunctionSet extends DescribedSet {
  readonly domain: Value;
  readonly range: Value;
  constructor(domain: Value, range: Value) {
    super();
    this.domain = domain;
    this.range = range;
  }
  has(value: Value): boolean {
    if (typeof value === 'object' && value.tag === Tag.lazyFunction) {
      return equal(value.domain, this.domain) && this.has(value.force());
    }
    if (isFunction(value)) {
      if (!this.isDomainOf(value)) return false;
      for (const image of imagesOf(value)) if (!member(image, this.range)) return false;
      return true;
    }
    if (isUntypedModelValue(value)) return false;
    throw new EvaluationError(
      `Attempted to check if \n${show(value)}\nwhich is not a TLC function value, is in the set of functions:\n${this.describe()}`,
    );
  }
  private isDomainOf(f: Value): boolean {
    const { domain } = this;
    if (typeof f !== 'object') return false;
    if (f.tag === Tag.tuple) {
      const length = f.items.length;
      if (domain instanceof Interval) return domain.low === 1 && domain.high === length;
      if (length === 0) return equal(domain, emptySet);
      return equal(new Interval(1, length), domain);
    }
    if (f.tag === Tag.record) {
      f.shape.domain ??= intern(sortedSet(f.shape.names)) as SetValue;
      return equal(f.shape.domain, domain);
    }
    return f.tag === Tag.func && equal(f.domain, domain);
  }
  *elements(): Iterable<Value> {
    const domain = listed(this.domain);
    const range = elementsOf(this.range);
    for (const images of choices(domain.items.map(() => range))) yield makeFunction(domain, images);
  }
  override *walk(): Iterable<Value> {
    const domain = listed(this.domain);
    const range = [...walk(this.range)];
    for (const images of choices(domain.items.map(() => range))) yield makeFunction(domain, images);
  }
  size(): number {
    const domain = sizeOf(this.domain);
    // In JavaScript 1 ** Infinity is NaN.
    return domain === Number.POSITIVE_INFINITY ? domain : sizeOf(this.range) ** domain;
  }
  describe(): string {
    return `[${show(this.domain)} -> ${show(this.range)}]`;
  }
}

/** `[a: S, b: T]`; fields in the order of their names. */
export class RecordSet extends DescribedSet {
  readonly shape: Shape;
  readonly sets: readonly Value[];
  constructor(names: readonly Str[], sets: readonly Value[]) {
    super();
    const order = names.map((_, i) => i);
    order.sort((i, j) => compare(names[i] as Str, names[j] as Str));
    this.shape = shapeOf(order.map((i) => names[i] as Str));
    this.sets = order.map((i) => sets[i] as Value);
  }
  has(value: Value): boolean {
    if (typeof value === 'object') {
      if (value.tag === Tag.record) {
        if (value.shape !== this.shape) return false;
        return value.values.every((field, i) => member(field, this.sets[i] as Value));
      }
      if (value.tag === Tag.lazyFunction) return this.has(value.force());
      if (value === emptyTuple) return this.sets.length === 0;
      if (isUntypedModelValue(value)) return false;
    }
    throw new EvaluationError(
      `Attempted to check if non-record\n${show(value)}\nis in the set of records:\n${this.describe()}`,
    );
  }
  *elements(): Iterable<Value> {
    for (const values of choices(this.sets.map(elementsOf))) yield new Rec(this.shape, values);
  }
  override *walk(): Iterable<Value> {
    for (const values of choices(this.sets.map((set) => [...walk(set)])))
      yield new Rec(this.shape, values.map(intern));
  }
  size(): number {
    return productOf(this.sets.map(sizeOf));
  }
  describe(): string {
    return `[${this.sets.map((set, i) => `${this.shape.names[i]?.text}: ${show(set)}`).join(', ')}]`;
  }
}

/** `S \X T \X U`. */
export class Product extends DescribedSet {
  readonly sets: readonly Value[];
  constructor(sets: readonly Value[]) {
    super();
    this.sets = sets;
  }
  has(value: Value): boolean {
    if (typeof value === 'object') {
      if (value.tag === Tag.tuple) {
        if (value.items.length !== this.sets.length) return false;
        return value.items.every((item, i) => member(item, this.sets[i] as Value));
      }
      if (value.tag === Tag.lazyFunction) return this.has(value.force());
      // What has only integers for arguments could have been a tuple; anything else is no answer but a mistake.
      if (value.tag === Tag.func && value.domain.items.every((x) => typeof x === 'number'))
        return false;
      if (isUntypedModelValue(value)) return false;
    }
    throw new EvaluationError(
      `Attempted to check if non-tuple\n${show(value)}\nis in the set of tuples:\n${this.describe()}`,
    );
  }
  *elements(): Iterable<Value> {
    for (const items of choices(this.sets.map(elementsOf)))
      yield items.length === 0 ? makeTuple([]) : new Tuple(items);
  }
  override *walk(): Iterable<Value> {
    for (const items of choices(this.sets.map((set) => [...walk(set)]))) yield makeTuple(items);
  }
  size(): number {
    return productOf(this.sets.map(sizeOf));
  }
  describe(): string {
    return `(${this.sets.map(show).join(' \\X ')})`;
  }
}
