/**
 * Values that differ in one place from one that is interned: what EXCEPT, `S \cup {x}`, `S \ {x}` and Append make. Their hash
 * is that of the old value, changed in one summand, and most of them exist already: a specification moves to and fro
 * between few values. What is there is compared and given back; nothing is allocated, and nothing hashed twice.
 */
import { candidate, hashOf, saltOf } from './intern.ts';
import { sortedSet } from './make.ts';
import { Func, type FunctionValue, Rec, SetValue, Tag, Tuple, type Value } from './value.ts';

/** The same function but for one image, which is interned. */
export function withImage<F extends FunctionValue>(f: F, position: number, image: Value): F;
export function withImage(f: FunctionValue, position: number, image: Value): FunctionValue {
  const old = f.tag === Tag.tuple ? f.items : f.values;
  let hash = 0;
  if (f.hash !== 0) {
    const salt = saltOf(f);
    const change = hashOf(image) - hashOf(old[position] as Value);
    hash = (((f.hash ^ salt) + Math.imul(change, 2 * position + 3)) | 0) ^ salt;
    const found = candidate(hash);
    if (found !== undefined && isLike(found, f)) {
      const values = found.tag === Tag.tuple ? found.items : found.values;
      if (differsAt(values, old, position, image)) return found;
    }
  }
  const values = old.slice();
  values[position] = image;
  const made = remade(f, values);
  made.hash = hash;
  return made;
}

function isLike(found: object & { tag: number }, f: FunctionValue): found is FunctionValue {
  if (found.tag !== f.tag) return false;
  if (f.tag === Tag.record) return (found as Rec).shape === f.shape;
  return f.tag === Tag.tuple || (found as Func).domain === f.domain;
}

function remade(f: FunctionValue, values: readonly Value[]): FunctionValue {
  if (f.tag === Tag.tuple) return new Tuple(values);
  return f.tag === Tag.record ? new Rec(f.shape, values) : new Func(f.domain, values);
}

function differsAt(
  values: readonly Value[],
  old: readonly Value[],
  position: number,
  image: Value,
): boolean {
  if (values.length !== old.length || values[position] !== image) return false;
  for (let i = 0; i < old.length; i++) if (values[i] !== old[i] && i !== position) return false;
  return true;
}

/** The sequence with one more element, which is interned. */
export function appended(sequence: Tuple, x: Value): Tuple {
  const { items } = sequence;
  let hash = 0;
  if (sequence.hash !== 0) {
    const salt = saltOf(sequence);
    const more = Math.imul(hashOf(x), 2 * items.length + 3) + 1;
    hash = (((sequence.hash ^ salt) + more) | 0) ^ salt;
    const found = candidate(hash);
    if (
      found !== undefined &&
      found.tag === Tag.tuple &&
      isLonger(found.items, items, items.length, x)
    )
      return found;
  }
  const grown = items.slice();
  grown.push(x);
  const made = new Tuple(grown);
  made.hash = hash;
  return made;
}

/** `long` is `short` with x at this place. */
function isLonger(long: readonly Value[], short: readonly Value[], at: number, x: Value): boolean {
  if (long.length !== short.length + 1 || long[at] !== x) return false;
  for (let i = 0; i < at; i++) if (long[i] !== short[i]) return false;
  for (let i = at; i < short.length; i++) if (long[i + 1] !== short[i]) return false;
  return true;
}

/** The set with one more element, which is interned and belongs at this place of the order. */
export function inserted(S: SetValue, at: number, x: Value): SetValue {
  const { items } = S;
  let hash = 0;
  if (S.hash !== 0) {
    const salt = saltOf(S);
    hash = (((S.hash ^ salt) + hashOf(x) + 1) | 0) ^ salt;
    const found = candidate(hash);
    if (found !== undefined && found.tag === Tag.set && isLonger(found.items, items, at, x))
      return found;
  }
  const grown = items.slice();
  if (at === items.length) grown.push(x);
  else grown.splice(at, 0, x);
  const made = new SetValue(grown);
  made.hash = hash;
  return made;
}

/** The set without the element at this place. */
export function without(S: SetValue, at: number): SetValue {
  const { items } = S;
  let hash = 0;
  const x = items[at] as Value;
  if (S.hash !== 0) {
    const salt = saltOf(S);
    hash = (((S.hash ^ salt) - hashOf(x) - 1) | 0) ^ salt;
    const found = candidate(hash);
    if (found !== undefined && found.tag === Tag.set && isLonger(items, found.items, at, x))
      return found;
  }
  const left = items.slice();
  left.splice(at, 1);
  const made = sortedSet(left);
  if (made.id === 0) made.hash = hash;
  return made;
}
