/** Equality as TLC has it: TRUE, FALSE, or an error where two kinds of values do not compare. */
import { EvaluationError } from '../diagnostic.ts';
import { enumerated, same } from './intern.ts';
import { mismatch, show } from './mismatch.ts';
import {
  argumentAt,
  type FunctionValue,
  imagesOf,
  isFunction,
  type ModelValue,
  Tag,
  type Value,
} from './value.ts';

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
