/**
 * TLA+ values. Integers and booleans are JavaScript's own; everything else is an object of one of the classes below.
 *
 * Values are hash-consed on demand: `intern(v)` returns the one object that stands for the value, with a positive `id`.
 * After that, equality is `===` and a state is a short tuple of codes (`codeOf`). A value that is only passing through
 * (the argument of Cardinality, say) is never interned. Elements of a composite are interned when it is built.
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

/** What every vocabulary begins with, under the same ids: values that the engine itself knows. */
const universals: Composite[] = [];

/**
 * The values of one specification: its strings and model values, and the table of all that was interned for it. TLC orders
 * strings by first appearance, so each loaded spec has a vocabulary of its own, filled in the order of its text: what else
 * was loaded in this process must not change a CHOOSE. And when a specification is forgotten, so are its values. Values
 * of two vocabularies must not meet, but for universal ones.
 */
export class Vocabulary {
  readonly strings = new Map<string, Str>();
  readonly modelValues = new Map<string, ModelValue>();
  /** Is one of them typed? Then values that compare with one element of a set may not compare with the next. */
  hasTypedModelValues = false;
  size = 0;
  /** All interned composites by id. Id 0 is nobody's; 1 and 2 are the codes of FALSE and TRUE, so they are skipped. */
  readonly byId: (Composite | number | undefined)[] = [undefined, undefined, undefined];
  /** Open addressing over ids; a slot holds 0 or an id. */
  slots = new Int32Array(1 << 12);
  readonly largeIntegers = new Map<number, number>();
  readonly shapes = new Map<string, Shape>();
  readonly shapesOfSets = new Map<SetValue, Shape>();
  /** `Seq(S)` by S: equal sets give the same object. */
  readonly sequenceSets = new Map<Value, LazySet>();
  /**
   * Intervals within 0..63, made once: specifications write `1..N` and `1..Len(s)` in every step. Filled from the start,
   * because an array with large holes is a slow dictionary.
   */
  readonly intervals = new Array<LazySet | undefined>(64 * 64).fill(undefined);
  /** By id: 1 where the value is known to be finite through and through, as those of a state must be (storable.ts). */
  finite = new Uint8Array(1 << 12);

  constructor() {
    for (const value of universals) {
      this.slots[freeSlot(this.slots, value.hash)] = this.byId.length;
      this.byId.push(value);
    }
  }
}

let vocabulary = new Vocabulary();
let { byId, slots } = vocabulary;
let mask = slots.length - 1;

/** The vocabulary in use: what a cache that depends on values must be keyed by. */
export function vocabularyInUse(): Vocabulary {
  return vocabulary;
}

/** Makes this the vocabulary of all values from now on. Every public method of a spec does this first. */
export function useVocabulary(next: Vocabulary): void {
  vocabulary = next;
  byId = next.byId;
  slots = next.slots;
  mask = slots.length - 1;
}

/** Interns a value for all vocabularies that will ever be made. Only while modules are loaded, before any was made. */
export function universal<T extends Composite>(value: T): T {
  const interned = intern(value) as T;
  if (interned.id !== 3 + universals.length) throw new Error('too late for a universal value');
  universals.push(interned);
  return interned;
}

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
  private forced: SetValue | undefined = undefined;
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
  force(): SetValue {
    if (this.forced === undefined) {
      this.refuseLarge(this.size());
      this.forced = sortedSet(Array.from(this.elements(), intern));
    }
    return this.forced;
  }
}

/** TLC prints larger sets of functions, records and tuples as they are written. */
const listedMax = 2000;

/** TLC's MAX_SET default: the largest set that is enumerated. */
const enumerationMax = 1_000_000;

/** A function given by a rule and evaluated where applied: recursive definitions, and rules over infinite domains. */
export class LazyFunction {
  readonly tag = Tag.lazyFunction;
  id = 0;
  hash = 0;
  readonly domain: SetValue | LazySet;
  private readonly rule: (argument: Value) => Value;
  private readonly memory = new Map<Value, Value>();
  private forced: Value | undefined = undefined;
  constructor(domain: SetValue | LazySet, rule: (argument: Value) => Value) {
    this.domain = domain;
    this.rule = rule;
  }
  isInfinite(): boolean {
    return this.domain.tag === Tag.lazySet && this.domain.size() === Number.POSITIVE_INFINITY;
  }
  /** The same function but for one interned argument: what EXCEPT makes of it. */
  except(argument: Value, image: Value): LazyFunction {
    return new LazyFunction(this.domain, (x) => (x === argument ? image : this.at(x)));
  }
  /** The image of an interned argument that is known to be in the domain. */
  at(argument: Value): Value {
    const known = this.memory.get(argument);
    if (known !== undefined) return known;
    const image = intern(this.rule(argument));
    this.memory.set(argument, image);
    return image;
  }
  force(): Value {
    if (this.forced === undefined) {
      const domain = this.domain instanceof SetValue ? this.domain : this.domain.force();
      this.forced = makeFunction(
        domain,
        domain.items.map((item) => this.at(item)),
      );
    }
    return this.forced;
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// Interning

function mix(hash: number): number {
  let h = hash | 0;
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return (h ^ (h >>> 15)) | 0;
}

/** Hash of an interned value; equal values have equal hashes in one process only. */
export function hashOf(value: Value): number {
  if (typeof value === 'number') return mix(value | 0) ^ (value / 4294967296);
  if (typeof value === 'boolean') return value ? 0x3c6ef372 : 0x1b873593;
  return mix(value.id + 0x10000000);
}

function computeHash(value: Composite): number {
  switch (value.tag) {
    case Tag.set:
      return hashItems(value.items, false) ^ saltOf(value);
    case Tag.tuple:
      return hashItems(value.items, true) ^ saltOf(value);
    case Tag.record:
    case Tag.func:
      return hashItems(value.values, true) ^ saltOf(value);
    default:
      return mix(++identities);
  }
}

/** What tells apart sets and functions of the same items: a hash is a sum over the items, and this. */
export function saltOf(value: SetValue | FunctionValue): number {
  switch (value.tag) {
    case Tag.set:
      return 0x5e7;
    case Tag.tuple:
      return 0x7e9;
    case Tag.record:
      return value.shape.hash;
    case Tag.func:
      return mix(value.domain.id);
  }
}
let identities = 0;

function hashItems(items: readonly Value[], ordered: boolean): number {
  let hash = items.length;
  for (let i = 0; i < items.length; i++) {
    const h = hashOf(items[i] as Value);
    hash = (hash + (ordered ? Math.imul(h, 2 * i + 3) : h)) | 0;
  }
  return hash;
}

function same(a: Composite, b: Composite): boolean {
  if (a.tag !== b.tag) return false;
  switch (a.tag) {
    case Tag.set:
      return sameItems(a.items, (b as SetValue).items);
    case Tag.tuple:
      return sameItems(a.items, (b as Tuple).items);
    case Tag.record:
      return a.shape === (b as Rec).shape && sameItems(a.values, (b as Rec).values);
    case Tag.func:
      return a.domain === (b as Func).domain && sameItems(a.values, (b as Func).values);
    case Tag.lazySet:
      return a === b || a.sameAs(b as LazySet);
    default:
      return a === b;
  }
}

function sameItems(a: readonly Value[], b: readonly Value[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The one object that stands for this value. Lazy sets and functions are enumerated, unless they are infinite. */
export function intern(value: Value): Value {
  if (typeof value !== 'object' || value.id !== 0) return value;
  return internComposite(value);
}

function internComposite(value: Composite): Value {
  if (value.tag === Tag.lazySet || value.tag === Tag.lazyFunction) {
    const listed = enumerated(value);
    if (listed !== value) return intern(listed);
  }
  // Whoever made it from another may know its hash already.
  const hash = value.hash === 0 ? computeHash(value) : value.hash;
  const slot = slotOf(value, hash);
  const id = slots[slot] as number;
  if (id !== 0) return byId[id] as Composite;
  value.id = byId.length;
  value.hash = hash;
  byId.push(value);
  slots[slot] = value.id;
  if (byId.length * 2 > slots.length) growSlots();
  return value;
}

/** Where the value is in the table, or the free slot where it would be put. */
function slotOf(value: Composite, hash: number): number {
  let slot = mix(hash) & mask;
  for (;;) {
    const id = slots[slot] as number;
    if (id === 0) return slot;
    const other = byId[id] as Composite;
    if (other.hash === hash && same(other, value)) return slot;
    slot = (slot + 1) & mask;
  }
}

/** An interned value with this hash, if there is one: whether it is the one that is meant, the caller has to see. */
export function candidate(hash: number): Composite | undefined {
  let slot = mix(hash) & mask;
  for (;;) {
    const id = slots[slot] as number;
    if (id === 0) return undefined;
    const value = byId[id] as Composite;
    if (value.hash === hash) return value;
    slot = (slot + 1) & mask;
  }
}

/**
 * The interned object that equals this value if there is one already, and nothing is added to the table. An enumerated
 * set, or a function's domain, can only contain values that are in the table, so this is how they are asked.
 */
export function lookup(value: Value): Value | undefined {
  if (typeof value !== 'object' || value.id !== 0) return value;
  const listed = enumerated(value);
  if (listed.id !== 0) return listed;
  if (listed.tag === Tag.lazySet || listed.tag === Tag.lazyFunction) return undefined;
  const id = slots[slotOf(listed, computeHash(listed))] as number;
  return id === 0 ? undefined : (byId[id] as Composite);
}

/** A lazy set or function in its enumerated form, when it is finite; any other composite as it is. */
export function enumerated(value: Composite): Composite {
  if (value.tag === Tag.lazySet) {
    if (value.size() === Infinity) return value;
    value.settled = true;
    return value.force();
  }
  if (value.tag !== Tag.lazyFunction || value.isInfinite()) return value;
  return value.force() as Composite;
}

function growSlots(): void {
  const grown = new Int32Array(slots.length * 2);
  for (let id = 3; id < byId.length; id++) {
    const value = byId[id];
    if (typeof value === 'object') grown[freeSlot(grown, value.hash)] = id;
  }
  vocabulary.slots = grown;
  slots = grown;
  mask = grown.length - 1;
}

function freeSlot(table: Int32Array, hash: number): number {
  const last = table.length - 1;
  let slot = mix(hash) & last;
  while (table[slot] !== 0) slot = (slot + 1) & last;
  return slot;
}

/** How many composite values the vocabulary in use has: what the states share. */
export function internedCount(): number {
  return byId.length - 3;
}

/** The small integer that stands for an interned value in a state: odd for integers, even for everything else. */
export function codeOf(value: Value): number {
  if (typeof value === 'number') {
    if (value >= -0x3fffffff && value <= 0x3fffffff) return (value << 1) | 1;
    let id = vocabulary.largeIntegers.get(value);
    if (id === undefined) {
      id = byId.length;
      byId.push(value);
      vocabulary.largeIntegers.set(value, id);
    }
    return id << 1;
  }
  if (typeof value === 'boolean') return value ? 4 : 2;
  return (value.id === 0 ? (intern(value) as Composite).id : value.id) << 1;
}

/** The inverse of `codeOf`, in the vocabulary in use. */
export function valueOfCode(code: number): Value {
  if ((code & 1) === 1) return code >> 1;
  const id = code >> 1;
  if (id === 1) return false;
  if (id === 2) return true;
  return byId[id] as Value;
}

// ---------------------------------------------------------------------------------------------------------------------
// Construction

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

// ---------------------------------------------------------------------------------------------------------------------
// Order and equality, as TLC has them

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

/** TLC's order on interned values. Throws for two values that TLC cannot compare. */
export function compare(a: Value, b: Value): number {
  if (a === b) return 0;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'boolean' && typeof b === 'boolean') return a ? 1 : -1;
  const modelA = typeof a === 'object' && a.tag === Tag.model;
  const modelB = typeof b === 'object' && b.tag === Tag.model;
  if (modelA || modelB) {
    if (modelA && modelB) return a.order - b.order;
    return modelA ? -1 : 1;
  }
  if (typeof a !== 'object' || typeof b !== 'object') throw incomparable(a, b);
  return compareComposites(a, b);
}

function compareComposites(a: Composite, b: Composite): number {
  switch (a.tag) {
    case Tag.str:
      if (b.tag === Tag.str) return a.order - b.order;
      break;
    case Tag.set:
      if (b.tag === Tag.set) return compareItems(a.items, b.items);
      break;
    case Tag.tuple:
      if (b.tag === Tag.tuple) return compareItems(a.items, b.items);
      if (isFunction(b)) return compareFunctions(a, b);
      break;
    case Tag.record:
      if (b.tag === Tag.record && a.shape === b.shape) return compareItems(a.values, b.values);
      if (isFunction(b)) return compareFunctions(a, b);
      break;
    case Tag.func:
      if (isFunction(b)) return compareFunctions(a, b);
      break;
  }
  throw incomparable(a, b);
}

function compareItems(a: readonly Value[], b: readonly Value[]): number {
  if (a.length !== b.length) return a.length - b.length;
  for (let i = 0; i < a.length; i++) {
    const order = compare(a[i] as Value, b[i] as Value);
    if (order !== 0) return order;
  }
  return 0;
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

function compareFunctions(a: FunctionValue, b: FunctionValue): number {
  const imagesA = imagesOf(a);
  const imagesB = imagesOf(b);
  if (imagesA.length !== imagesB.length) return imagesA.length - imagesB.length;
  for (let i = 0; i < imagesA.length; i++) {
    const order =
      compare(argumentAt(a, i), argumentAt(b, i)) ||
      compare(imagesA[i] as Value, imagesB[i] as Value);
    if (order !== 0) return order;
  }
  return 0;
}

let show: (value: Value) => string = (value) => kindOf(value);
/** print.ts installs the printer here, so that errors can show values without an import cycle. */
export function installPrinter(printer: (value: Value) => string): void {
  show = printer;
}

function incomparable(a: Value, b: Value): EvaluationError {
  return new EvaluationError(mismatch('compare', a, b));
}

/** TLC's words for two values of kinds that do not go together. */
function mismatch(verb: 'compare' | 'check equality of', a: Value, b: Value): string {
  const [left, right] = [show(a), show(b)];
  if (typeof a === 'boolean') {
    const words = verb === 'compare' ? 'compare' : 'compare equality of';
    return `Attempted to ${words} boolean ${left} with non-boolean:\n${right}`;
  }
  if (typeof a === 'number')
    return `Attempted to ${verb} integer ${left} with non-integer:\n${right}`;
  switch (a.tag) {
    case Tag.str:
      return `Attempted to ${verb} string ${left} with non-string:\n${right}`;
    case Tag.set:
    case Tag.lazySet:
      return `Attempted to ${verb} the set ${left} with the value:\n${right}`;
    case Tag.record:
      return `Attempted to ${verb} record:\n${left}\nwith non-record\n${right}`;
    default:
      return `Attempted to ${verb} the function ${left} with the value:\n${right}`;
  }
}

/** `a = b`. Throws where TLC cannot tell, such as `1 = "a"`. Interns nothing: elements of composites are interned already. */
export function equal(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return differ(a, b);
  if (a.id !== 0 && b.id !== 0 && a.tag !== Tag.lazySet) return differ(a, b);
  const x = enumerated(a);
  const y = enumerated(b);
  return x === y || same(x, y) || differ(x, y);
}

/** Throws if TLC could not tell whether two values are equal that are known to be different. */
export function assertComparable(a: Value, b: Value): void {
  differ(a, b);
}

/** Two values are not the same: FALSE, or an error if they are of kinds that do not compare. */
function differ(a: Value, b: Value): false {
  if (typeof a !== 'object' || typeof b !== 'object') {
    if (typeof a === typeof b) return false;
    if (isModelValue(a) || isModelValue(b)) return differModelValues(a, b);
    throw new EvaluationError(mismatch('check equality of', a, b));
  }
  if (a.tag === Tag.str && b.tag === Tag.str) return false;
  if (a.tag === Tag.model || b.tag === Tag.model) return differModelValues(a, b);
  if (a.tag === Tag.set && b.tag === Tag.set) return differItems(a.items, b.items);
  if (isFunction(a) && isFunction(b)) return differFunctions(a, b);
  if (
    a.tag === Tag.lazySet &&
    b.tag === Tag.lazySet &&
    a.family !== undefined &&
    a.family === b.family
  )
    return false;
  throw new EvaluationError(mismatch('check equality of', a, b));
}

function isModelValue(value: Value): value is ModelValue {
  return typeof value === 'object' && value.tag === Tag.model;
}

// An untyped model value differs from everything; a typed one may be compared with its own type and with untyped ones.
function differModelValues(a: Value, b: Value): false {
  const [model, other] = isModelValue(a) && a.type !== undefined ? [a, b] : [b, a];
  if (!isModelValue(model) || model.type === undefined) return false;
  if (!isModelValue(other)) {
    throw new EvaluationError(
      `Attempted to check equality of typed model value ${model.name} and non-model value\n${show(other)}`,
    );
  }
  if (other.type === undefined || other.type === model.type) return false;
  throw new EvaluationError(
    `Attempted to check equality of the differently-typed model values ${model.name} and ${other.name}`,
  );
}

// TLC compares element by element and so fails on {1} = {"a"}, but not on {1} = {"a", "b"}.
function differItems(a: readonly Value[], b: readonly Value[]): false {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) return differ(a[i] as Value, b[i] as Value);
  }
  return false;
}

function differFunctions(a: FunctionValue, b: FunctionValue): false {
  const imagesA = imagesOf(a);
  const imagesB = imagesOf(b);
  if (imagesA.length !== imagesB.length) return false;
  if (a.tag === Tag.record && b.tag === Tag.record && a.shape !== b.shape) return false;
  for (let i = 0; i < imagesA.length; i++) {
    const x = argumentAt(a, i);
    const y = argumentAt(b, i);
    if (x !== y) return differ(x, y);
    if (imagesA[i] !== imagesB[i]) return differ(imagesA[i] as Value, imagesB[i] as Value);
  }
  return false;
}
