/**
 * JSON as TLC's module Json writes and reads it: tuples and sets are arrays, functions are objects whose names are the
 * printed arguments. Not invertible, which is why our own traces are ITF: a set comes back as a tuple.
 */
import { fromPlain } from './convert.ts';
import { show } from './print.ts';
import { argumentAt, imagesOf, Tag, type Value } from './value.ts';

/** Throws EvaluationError for an infinite set or function. */
export function toTlcJson(value: Value): unknown {
  if (typeof value !== 'object') return value;
  switch (value.tag) {
    case Tag.str:
      return value.text;
    case Tag.model:
      return value.name;
    case Tag.set:
    case Tag.tuple:
      return value.items.map(toTlcJson);
    case Tag.record:
    case Tag.func:
      return Object.fromEntries(
        imagesOf(value).map((image, i) => [nameOf(argumentAt(value, i)), toTlcJson(image)]),
      );
    case Tag.lazySet:
    case Tag.lazyFunction:
      return toTlcJson(value.force());
  }
}

function nameOf(argument: Value): string {
  return typeof argument === 'object' && argument.tag === Tag.str ? argument.text : show(argument);
}

/** Arrays become tuples, objects records. Throws TypeError with the path for null and for numbers that are no integers. */
export function fromTlcJson(json: unknown): Value {
  return fromPlain(json);
}
