/** Makes values of their parts, in canonical form: sets are sorted, functions are what their domain makes of them. */
import { intern, mix, universal, vocabulary } from './intern.ts';
import { compare } from './order.ts';
import { Func, ModelValue, Rec, SetValue, Shape, Str, Tag, Tuple, type Value } from './value.ts';

/** The string with this text, in the vocabulary in use. */
export function str(text: string): Str {
  let value = vocabulary.strings.get(text);
  if (value === undefined) {
    value = intern(new Str(text, vocabulary.size++)) as Str;
    vocabulary.strings.set(text, value);
  }
  return value;
}

/** The model value with this name, in the vocabulary in use. */
export function modelValue(name: string): ModelValue {
  let value = vocabulary.modelValues.get(name);
  if (value === undefined) {
    value = intern(new ModelValue(name, vocabulary.size++)) as ModelValue;
    if (value.type !== undefined) vocabulary.hasTypedModelValues = true;
    vocabulary.modelValues.set(name, value);
  }
  return value;
}

/** The model value of this name if the specification has one. */
export function findModelValue(name: string): ModelValue | undefined {
  return vocabulary.modelValues.get(name);
}

export const emptySet = universal(new SetValue([]));

export const emptyTuple = universal(new Tuple([]));

export const booleanSet = universal(new SetValue([false, true]));

/** The set of these values, in any order and with repetitions. Throws where TLC cannot compare two of them. */
export function makeSet(values: readonly Value[]): SetValue {
  if (values.length === 0) return emptySet;
  if (values.length === 1) return new SetValue([intern(values[0] as Value)]);
  const items: Value[] = [];
  for (let i = 0; i < values.length; i++) items.push(intern(values[i] as Value));
  if (isSorted(items)) return new SetValue(items);
  return new SetValue(items.length <= insertionMax ? insertionSorted(items) : sorted(items));
}

/** Up to this many items, inserting one after the other is faster than the engine's sort. */
const insertionMax = 16;

/** In order and without repetitions, in the same array. */
function insertionSorted(items: Value[]): Value[] {
  let kept = 1;
  for (let i = 1; i < items.length; i++) {
    const item = items[i] as Value;
    let at = kept;
    let order = 1;
    while (at > 0) {
      order = compare(item, items[at - 1] as Value);
      if (order >= 0) break;
      at--;
    }
    if (order === 0) continue;
    for (let j = kept; j > at; j--) items[j] = items[j - 1] as Value;
    items[at] = item;
    kept++;
  }
  if (kept < items.length) items.length = kept;
  return items;
}

/** As insertionSorted. Repetitions go first: telling that two are the same object is cheaper than ordering them. */
function sorted(items: Value[]): Value[] {
  const distinct = new Set(items);
  return (distinct.size === items.length ? items : [...distinct]).sort(compare);
}

function isSorted(items: readonly Value[]): boolean {
  for (let i = 1; i < items.length; i++) {
    if (compare(items[i - 1] as Value, items[i] as Value) >= 0) return false;
  }
  return true;
}

/** Items that are interned, distinct and in order already. */
export function sortedSet(items: readonly Value[]): SetValue {
  return items.length === 0 ? emptySet : new SetValue(items);
}

export function makeTuple(values: Value[]): Tuple {
  if (values.length === 0) return emptyTuple;
  for (let i = 0; i < values.length; i++) values[i] = intern(values[i] as Value);
  return new Tuple(values);
}

/** The shape for these distinct names; they must be in TLC's order. */
export function shapeOf(names: readonly Str[]): Shape {
  let key = '';
  for (const name of names) key += `${name.id},`;
  const { shapes } = vocabulary;
  let shape = shapes.get(key);
  if (shape === undefined) {
    shape = new Shape(names, mix(shapes.size + 0x2ec0));
    shapes.set(key, shape);
  }
  return shape;
}

/** `[a |-> 1, b |-> 2]` from its names and values, in any order; names must be distinct. */
export function makeRecord(names: readonly Str[], values: readonly Value[]): Rec | Tuple {
  if (names.length === 0) return emptyTuple;
  const order = names
    .map((_, i) => i)
    .sort((i, j) => (names[i] as Str).order - (names[j] as Str).order);
  return new Rec(
    shapeOf(order.map((i) => names[i] as Str)),
    order.map((i) => intern(values[i] as Value)),
  );
}

/** The function with this domain and these images, in the domain's order, in canonical form. */
export function makeFunction(domain: SetValue, values: readonly Value[]): Tuple | Rec | Func {
  const { items } = domain;
  const first = items[0];
  if (first === undefined) return emptyTuple;
  const images = values.map(intern);
  if (first === 1 && items[items.length - 1] === items.length) return new Tuple(images);
  // Model values sort before strings, and nothing else can be in a set with strings: the first one tells.
  if (typeof first === 'object' && first.tag === Tag.str)
    return new Rec(shapeOfSet(domain), images);
  return new Func(intern(domain) as SetValue, images);
}

function shapeOfSet(names: SetValue): Shape {
  const interned = intern(names) as SetValue;
  const { shapesOfSets } = vocabulary;
  let shape = shapesOfSets.get(interned);
  if (shape === undefined) {
    shape = shapeOf(interned.items as readonly Str[]);
    shape.domain = interned;
    shapesOfSets.set(interned, shape);
  }
  return shape;
}
