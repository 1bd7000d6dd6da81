/**
 * What a state can hold. TLC gives each state a fingerprint, so that a value with an infinite set in it, at whatever depth,
 * is an error where a variable would get it. A value is looked at once, when it first comes into a state.
 */
import { EvaluationError } from '../diagnostic.ts';
import { codeOf, valueOfCode, vocabularyInUse } from './intern.ts';
import { show } from './print.ts';
import { Tag, type Value } from './value.ts';

/** `codeOf` for what becomes the value of a variable. Throws if it cannot. */
export function stateCode(value: Value): number {
  const code = codeOf(value);
  if (typeof value === 'object' && vocabularyInUse().finite[code >> 1] !== 1) admit(code);
  return code;
}

function admit(code: number): void {
  const value = valueOfCode(code);
  if (typeof value === 'object') {
    if (value.tag >= Tag.lazySet) {
      throw new EvaluationError(
        `TLC has found a state in which the value of a variable contains ${show(value)}`,
      );
    }
    for (const part of partsOf(value)) stateCode(part);
  }
  const id = code >> 1;
  const vocabulary = vocabularyInUse();
  if (id >= vocabulary.finite.length) {
    const grown = new Uint8Array(Math.max(vocabulary.finite.length * 2, id + 1));
    grown.set(vocabulary.finite);
    vocabulary.finite = grown;
  }
  vocabulary.finite[id] = 1;
}

function partsOf(value: Exclude<Value, number | boolean>): readonly Value[] {
  switch (value.tag) {
    case Tag.set:
    case Tag.tuple:
      return value.items;
    case Tag.record:
      return value.values;
    case Tag.func:
      return [value.domain, ...value.values];
    default:
      return [];
  }
}
