/**
 * TLA+ values. Integers and booleans are JavaScript's own; everything else is an object of one of the classes below.
 *
 * Canonical forms: a function whose domain is 1..n is a Tuple, one whose domain is a non-empty set of strings is a
 * Record; the empty function is the empty Tuple. Sets are sorted in TLC's order, so that enumeration, CHOOSE and
 * printing agree with TLC. Intervals, SUBSET, [S -> T], Nat and their like are LazySets and are enumerated when needed.
 */
import { EvaluationError } from '../diagnostic.ts';

export type Value = number | boolean | Composite;

export type Composite = Str | ModelValue | SetValue | Tuple | Rec | Func | LazySet | LazyFunction;

export const Tag = {
  str: 0,
  model: 1,
  set: 2,
  tuple: 3,
  record: 4,
  func: 5,
  lazySet: 6,
  lazyFunction: 7,
} as const;

/** A string. `order` is TLC's: by first appearance, not alphabetical. */
export class Str {
  readonly tag = Tag.str;
  id = 0;
  hash = 0;
  readonly text: string;
  readonly order: number;
  constructor(text: string, order: number) {
    this.text = text;
    this.order = order;
  }
}

/** A model value of a configuration. `type` is `A` for a typed one, written `A_name`; untyped ones equal nothing but themselves. */
export class ModelValue {
  readonly tag = Tag.model;
  id = 0;
  hash = 0;
  readonly name: string;
  readonly type: string | undefined;
  readonly order: number;
  constructor(name: string, order: number) {
    this.name = name;
    this.type = name.length > 2 && name[1] === '_' ? name[0] : undefined;
    this.order = order;
  }
}

/** An enumerated finite set: `items` are interned, distinct, in TLC's order. */
export class SetValue {
  readonly tag = Tag.set;
  id = 0;
  hash = 0;
  readonly items: readonly Value[];
  /** Position of each item; built when a set is large and asked often. */
  index: Map<Value, number> | undefined = undefined;
  constructor(items: readonly Value[]) {
    this.items = items;
  }
}

/** A sequence or tuple: a function whose domain is 1..n. */
export class Tuple {
  readonly tag = Tag.tuple;
  id = 0;
  hash = 0;
  readonly items: readonly Value[];
  constructor(items: readonly Value[]) {
    this.items = items;
  }
}

/** The field names of records, in TLC's order; one object for each list of names. */
export class Shape {
  readonly names: readonly Str[];
  readonly hash: number;
  /** The names as a set, once somebody has asked. */
  domain: SetValue | undefined = undefined;
  constructor(names: readonly Str[], hash: number) {
    this.names = names;
    this.hash = hash;
  }
}

export class Rec {
  readonly tag = Tag.record;
  id = 0;
  hash = 0;
  readonly shape: Shape;
  readonly values: readonly Value[];
  constructor(shape: Shape, values: readonly Value[]) {
    this.shape = shape;
    this.values = values;
  }
}

/** Any other function: `values[i]` is the image of `domain.items[i]`. */
export class Func {
  readonly tag = Tag.func;
  id = 0;
  hash = 0;
  readonly domain: SetValue;
  readonly values: readonly Value[];
  constructor(domain: SetValue, values: readonly Value[]) {
    this.domain = domain;
    this.values = values;
  }
}

/** A set that is described rather than listed. Subclasses are in lazy-set.ts. */
export abstract class LazySet {
  readonly tag = Tag.lazySet;
  id = 0;
  hash = 0;
  /** Infinite sets of the same family, such as Nat and Int, are known to differ if they are not the same. */
  readonly family: string | undefined = undefined;
  /** It was counted or compared with something: from then on TLC keeps it as a list, and runs through it without repetitions. */
  settled = false;
  abstract has(value: Value): boolean;
  /** Elements, distinct, in TLC's order, which for every kind of set in TLC 2.19 is the sorted order. Throws if infinite. */
  abstract elements(): Iterable<Value>;
  /** Number of elements; Infinity if infinite. */
  abstract size(): number;
  /** What an action that splits over the set meets, in TLC's order: a union that is not listed repeats what its parts share. */
  walk(): Iterable<Value> {
    return this.elements();
  }
  /** How the set is written, for messages. */
  abstract describe(): string;
  /** Whether two infinite sets are seen to be the same from what they are made of. */
  sameAs(_other: LazySet): boolean {
    return false;
  }
  /** Whether it is printed as a list of its elements. */
  isListed(): boolean {
    return this.size() < listedMax;
  }
  /** Throws for what has too many elements to be a list. */
  refuseLarge(size: number): void {
    if (size <= enumerationMax) return;
    throw new EvaluationError(
      size === Infinity
        ? `Attempted to enumerate the infinite set\n${this.describe()}`
        : `Attempted to enumerate ${this.describe()}, which has ${size} elements: more than the limit of ${enumerationMax}`,
    );
  }
  /** The enumerated form, or an error that names the set when it is infinite or too large. */
  abstract force(): SetValue;
}

/** TLC prints larger sets of functions, records and tuples as they are written. */
const listedMax = 2000;

/** TLC's MAX_SET default: the largest set that is enumerated. */
const enumerationMax = 1_000_000;

/** A function given by a rule and evaluated where applied: recursive definitions, and rules over infinite domains. */
export abstract class LazyFunction {
  readonly tag = Tag.lazyFunction;
  id = 0;
  hash = 0;
  readonly domain: SetValue | LazySet;
  constructor(domain: SetValue | LazySet) {
    this.domain = domain;
  }
  isInfinite(): boolean {
    return this.domain.tag === Tag.lazySet && this.domain.size() === Number.POSITIVE_INFINITY;
  }
  /** The same function but for one interned argument: what EXCEPT makes of it. */
  abstract except(argument: Value, image: Value): LazyFunction;
  /** The image of an interned argument that is known to be in the domain. */
  abstract at(argument: Value): Value;
  abstract force(): Value;
}

/** What a value is, in TLC's words. */
export function kindOf(value: Value): string {
  if (typeof value === 'number') return 'integer';
  if (typeof value === 'boolean') return 'boolean';
  switch (value.tag) {
    case Tag.str:
      return 'string';
    case Tag.model:
      return 'model value';
    case Tag.set:
    case Tag.lazySet:
      return 'set';
    case Tag.tuple:
      return 'tuple';
    case Tag.record:
      return 'record';
    case Tag.func:
    case Tag.lazyFunction:
      return 'function';
  }
}

export type FunctionValue = Tuple | Rec | Func;

export function isFunction(value: Value): value is FunctionValue {
  return (
    typeof value === 'object' &&
    (value.tag === Tag.tuple || value.tag === Tag.record || value.tag === Tag.func)
  );
}

export function imagesOf(f: FunctionValue): readonly Value[] {
  return f.tag === Tag.tuple ? f.items : f.values;
}

/** The i-th element of the domain, in TLC's order. */
export function argumentAt(f: FunctionValue, i: number): Value {
  if (f.tag === Tag.tuple) return i + 1;
  return (f.tag === Tag.record ? f.shape.names[i] : f.domain.items[i]) as Value;
}
