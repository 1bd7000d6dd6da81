/**
 * Values are hash-consed on demand: `intern(v)` returns the one object that stands for the value, with a positive `id`.
 * After that, equality is `===` and a state is a short tuple of codes (`codeOf`). A value that is only passing through
 * (the argument of Cardinality, say) is never interned. Elements of a composite are interned when it is built.
 */
import {
  type Composite,
  type Func,
  type FunctionValue,
  type LazySet,
  type ModelValue,
  type Rec,
  type SetValue,
  type Shape,
  type Str,
  Tag,
  type Tuple,
  type Value,
} from './value.ts';

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

export let vocabulary = new Vocabulary();

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

export function mix(hash: number): number {
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

export function same(a: Composite, b: Composite): boolean {
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
