/**
 * What a value says of each of some model values, as a number that does not depend on their names: if a permutation makes one
 * value of another, the numbers of its model values go along. Equal numbers promise nothing.
 */
import { codeOf, valueOfCode } from '../values/intern.ts';
import {
  argumentAt,
  type FunctionValue,
  imagesOf,
  type ModelValue,
  Tag,
  type Value,
} from '../values/value.ts';

export class Signatures {
  private readonly width: number;
  private readonly known = new Map<number, Int32Array>();
  private readonly index: ReadonlyMap<Value, number>;
  private readonly sets: readonly (readonly ModelValue[])[];

  constructor(sets: readonly (readonly ModelValue[])[]) {
    this.sets = sets;
    this.index = new Map(sets.flat().map((item, i) => [item, i]));
    this.width = this.index.size;
  }

  /** Of the value with this code, for the model values in the order of the sets. */
  of(code: number): Int32Array {
    let signature = this.known.get(code);
    if (signature === undefined) {
      signature = this.compute(valueOfCode(code), code);
      this.known.set(code, signature);
    }
    return signature;
  }

  private compute(value: Value, code: number): Int32Array {
    const result = new Int32Array(this.width);
    if (typeof value !== 'object') return result.fill(mixed(code));
    switch (value.tag) {
      case Tag.str:
        return result.fill(mixed(code));
      case Tag.model:
        return this.ofModel(value, result, code);
      case Tag.tuple:
      case Tag.record:
      case Tag.func:
        return this.ofFunction(value, result);
      case Tag.lazyFunction:
        return value.isInfinite() ? result : this.of(codeOf(value.force()));
      case Tag.lazySet:
        return value.size() === Number.POSITIVE_INFINITY ? result : this.of(codeOf(value.force()));
      case Tag.set:
        for (const item of value.items) add(result, this.of(codeOf(item)), 0x51ed270b);
        return result;
    }
  }

  private ofModel(value: ModelValue, result: Int32Array, code: number): Int32Array {
    const at = this.index.get(value);
    if (at === undefined) return result.fill(mixed(code));
    // Of the others it is known from which set they are.
    result.fill(mixed(-1 - this.sets.findIndex((set) => set.includes(value))));
    result[at] = 0x2c1b3c6d;
    return result;
  }

  private ofFunction(value: FunctionValue, result: Int32Array): Int32Array {
    for (const [i, image] of imagesOf(value).entries()) {
      const left = this.of(codeOf(argumentAt(value, i)));
      const right = this.of(codeOf(image));
      for (let j = 0; j < result.length; j++)
        result[j] =
          (result[j] as number) + mixed(Math.imul(left[j] as number, 31) ^ (right[j] as number));
    }
    return result;
  }
}

/** Sums do not depend on the order of what is added. */
export function add(sum: Int32Array, signature: Int32Array, salt: number): void {
  for (let i = 0; i < sum.length; i++)
    sum[i] = (sum[i] as number) + mixed((signature[i] as number) ^ salt);
}

function mixed(number: number): number {
  let hash = Math.imul(number ^ (number >>> 16), 0x21f0aaad);
  hash = Math.imul(hash ^ (hash >>> 15), 0x735a2d97);
  return hash ^ (hash >>> 15);
}
