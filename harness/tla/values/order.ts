/** TLC's order of values, and where it has none. */
import { EvaluationError } from '../diagnostic.ts';
import { mismatch } from './mismatch.ts';
import {
  argumentAt,
  type Composite,
  type FunctionValue,
  imagesOf,
  isFunction,
  Tag,
  type Value,
} from './value.ts';

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

function incomparable(a: Value, b: Value): EvaluationError {
  return new EvaluationError(mismatch('compare', a, b));
}
