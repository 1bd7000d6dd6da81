/** Everything that generated code calls, by the name it has there. */
import { EvaluationError } from '../diagnostic.ts';
import { Rule } from '../values/described.ts';
import { equal } from '../values/equality.ts';
import { applyFunction, domainOf, except, exceptField, fieldOf } from '../values/functions.ts';
import { codeOf, intern, valueOfCode } from '../values/intern.ts';
import {
  emptySet,
  emptyTuple,
  makeFunction,
  makeSet,
  makeTuple,
  sortedSet,
  str,
} from '../values/make.ts';
import { enumerate, walk } from '../values/membership.ts';
import {
  add,
  greater,
  greaterEqual,
  interval,
  less,
  lessEqual,
  multiply,
  subtract,
} from '../values/numbers.ts';
import { show } from '../values/print.ts';
import {
  bigUnion,
  bigUnionOf,
  difference,
  elementsOf,
  filter as filterLazily,
  functionSet,
  insert,
  intersect,
  member,
  powerset,
  product,
  recordSet,
  subsetEq,
  union,
} from '../values/sets.ts';
import { stateCode } from '../values/storable.ts';
import { Symbolic } from '../values/symbolic-set.ts';
import {
  kindOf,
  type LazyFunction,
  type LazySet,
  Rec,
  type SetValue,
  type Shape,
  type Str,
  Tag,
  type Value,
} from '../values/value.ts';

function asBoolean(value: Value, what: string): boolean {
  if (typeof value === 'boolean') return value;
  throw new EvaluationError(
    `${what} should be TRUE or FALSE, but it is the ${kindOf(value)} ${show(value)}`,
  );
}

function asInteger(value: Value, operator: string): number {
  if (typeof value === 'number') return value;
  throw new EvaluationError(
    `an argument of ${operator} should be an integer, but it is the ${kindOf(value)} ${show(value)}`,
  );
}

/** `value = "text"`, where one side is known to be a string. */
function isString(value: Value, text: Str): boolean {
  return (
    value === text ||
    (typeof value === 'object' && value.tag === Tag.str ? false : equal(value, text))
  );
}

function raise(message: string): never {
  throw new EvaluationError(message);
}

/** A thunk that computes once. Values are never functions of JavaScript, so that the two can be told apart. */
function lazily(compute: () => Value): () => Value {
  let kept: Value | undefined;
  return () => {
    kept ??= compute();
    return kept;
  };
}

/** A constant that is kept: interned if it is finite data, as it is if it is a lazy set or a rule. */
function keep(value: Value): Value {
  if (typeof value === 'object' && (value.tag === Tag.lazySet || value.tag === Tag.lazyFunction))
    return value;
  return intern(value);
}

/** The components of a tuple that a pattern `<<x, y>>` takes apart. */
function takeApart(value: Value, length: number): readonly Value[] {
  if (typeof value === 'object' && value.tag === Tag.tuple && value.items.length === length)
    return value.items;
  throw new EvaluationError(`${show(value)} is not a tuple of ${length} elements`);
}

/** The code by which an argument is known to a memo; 0 if it has none that is worth its price. */
function keyOf(value: Value | (() => Value), interns: boolean): number {
  if (typeof value === 'number') {
    return value >= -0x3fffffff && value <= 0x3fffffff ? (value << 1) | 1 : 0;
  }
  if (typeof value === 'boolean') return value ? 4 : 2;
  // Not computed yet, and perhaps never needed.
  if (typeof value === 'function') return 0;
  if (value.id !== 0) return value.id << 1;
  if (!interns || value.tag === Tag.lazySet || value.tag === Tag.lazyFunction) return 0;
  return codeOf(value);
}

/** Not a set or function by a rule: the rule may read the registers, and they change. */
function isLasting(value: Value): boolean {
  return typeof value !== 'object' || (value.tag !== Tag.lazySet && value.tag !== Tag.lazyFunction);
}

function makeShaped(shape: Shape, values: Value[]): Rec {
  for (let i = 0; i < values.length; i++) values[i] = intern(values[i] as Value);
  return new Rec(shape, values);
}

/** `S \cup {x}`, the most frequent union of all. */
function withElement(set: Value, element: Value): Value {
  if (typeof set === 'object' && set.tag === Tag.set) return insert(set, intern(element));
  return union(set, makeSet([element]));
}

/** Elements of `set` that were kept in its order: sorted already, unless the set enumerates in an order of its own. */
function subsetOf(set: Value, kept: Value[]): Value {
  if (typeof set === 'object' && set.tag === Tag.set) return sortedSet(kept);
  return makeSet(kept);
}

/** What an action meets that splits over the set, as a list of interned values. */
function walked(set: Value): readonly Value[] {
  if (typeof set === 'object' && set.tag === Tag.set) return set.items;
  const items: Value[] = [];
  // A union knows its size only when it is listed; its parts are counted as they come.
  const lazy = typeof set === 'object' && set.tag === Tag.lazySet ? set : undefined;
  const isUnion = lazy instanceof Symbolic;
  if (!isUnion) lazy?.refuseLarge(lazy.size());
  for (const value of walk(set)) {
    items.push(intern(value));
    if (isUnion) lazy.refuseLarge(items.length);
  }
  return items;
}

/** The domain of a function that is computed at once. */
function domainSet(set: Value): SetValue {
  const domain = asDomain(set);
  return domain.tag === Tag.set ? domain : domain.force();
}

/** What becomes of a function one of whose images has no value. */
function staysRule(error: unknown, domain: Value, rule: (x: Value) => Value): LazyFunction {
  if (!(error instanceof EvaluationError)) throw error;
  return new Rule(asDomain(domain), rule);
}

function asDomain(set: Value): SetValue | LazySet {
  if (typeof set === 'object' && (set.tag === Tag.set || set.tag === Tag.lazySet)) return set;
  throw new EvaluationError(
    `the domain of a function should be a set, but it is the ${kindOf(set)} ${show(set)}`,
  );
}

export const runtime = {
  add,
  applyFunction,
  asBoolean,
  asDomain,
  asInteger,
  bigUnion,
  bigUnionOf,
  codeOf,
  difference,
  domainOf,
  domainSet,
  elementsOf,
  enumerate,
  emptySet,
  emptyTuple,
  equal,
  except,
  exceptField,
  fieldOf,
  filterLazily,
  functionSet,
  greater,
  greaterEqual,
  intern,
  intersect,
  interval,
  isLasting,
  isString,
  keep,
  keyOf,
  Rule,
  lazily,
  less,
  lessEqual,
  makeFunction,
  makeSet,
  makeShaped,
  makeTuple,
  member,
  multiply,
  powerset,
  product,
  raise,
  recordSet,
  staysRule,
  stateCode,
  str,
  subsetEq,
  subsetOf,
  subtract,
  takeApart,
  union,
  valueOfCode,
  walk,
  walked,
  withElement,
};
