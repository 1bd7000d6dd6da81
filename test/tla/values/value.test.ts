import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import '../../../harness/tla/values/print.ts';
import { equal } from '../../../harness/tla/values/equality.ts';
import {
  codeOf,
  intern,
  internedCount,
  lookup,
  useVocabulary,
  Vocabulary,
  valueOfCode,
} from '../../../harness/tla/values/intern.ts';
import {
  emptyTuple,
  makeFunction,
  makeRecord,
  makeSet,
  makeTuple,
  modelValue,
  str,
} from '../../../harness/tla/values/make.ts';
import { compare } from '../../../harness/tla/values/order.ts';
import { Tag, Tuple } from '../../../harness/tla/values/value.ts';
import { build, keyOf, listsOfOneType } from './arbitrary.ts';

describe('interning', () => {
  it('gives the same object exactly for equal values', () => {
    fc.assert(
      fc.property(listsOfOneType(), (naives) => {
        const values = naives.map((naive) => intern(build(naive)));
        for (const [i, a] of naives.entries()) {
          for (const [j, b] of naives.entries()) {
            expect(values[i] === values[j]).toBe(keyOf(a) === keyOf(b));
            expect(equal(build(a), build(b))).toBe(keyOf(a) === keyOf(b));
            expect(compare(values[i] as never, values[j] as never) === 0).toBe(
              keyOf(a) === keyOf(b),
            );
          }
        }
      }),
    );
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(listsOfOneType(), (naives) => {
        for (const naive of naives) expect(intern(intern(build(naive)))).toBe(intern(build(naive)));
      }),
    );
  });

  it('orders values totally: antisymmetric and transitive', () => {
    fc.assert(
      fc.property(listsOfOneType(5), (naives) => {
        const values = naives.map((naive) => intern(build(naive)));
        for (const a of values) {
          for (const b of values) {
            expect(Math.sign(compare(a, b)) + Math.sign(compare(b, a))).toBe(0);
            for (const c of values) {
              if (compare(a, b) <= 0 && compare(b, c) <= 0)
                expect(compare(a, c)).toBeLessThanOrEqual(0);
            }
          }
        }
      }),
    );
  });

  it('survives the growth of its table past 2^17 values', () => {
    const first = intern(makeTuple([-1, -1])) as Tuple;
    const made = Array.from({ length: 140_000 }, (_, i) => intern(new Tuple([i, -7])) as Tuple);
    expect(internedCount()).toBeGreaterThan(2 ** 17);
    expect(intern(makeTuple([-1, -1]))).toBe(first);
    for (let i = 0; i < made.length; i += 97) {
      expect(intern(new Tuple([i, -7]))).toBe(made[i]);
      expect(valueOfCode(codeOf(made[i] as Tuple))).toBe(made[i]);
    }
    expect(new Set(made.map((tuple) => tuple.id)).size).toBe(made.length);
  });

  it('looks a value up without adding it', () => {
    const before = internedCount();
    expect(lookup(new Tuple([123456, 654321]))).toBeUndefined();
    expect(internedCount()).toBe(before);
    const added = intern(new Tuple([123456, 654321]));
    expect(lookup(new Tuple([123456, 654321]))).toBe(added);
  });
});

describe('codes', () => {
  it('are inverted by valueOf for integers of any size, Booleans and composites', () => {
    for (const value of [
      0,
      1,
      -1,
      2 ** 30,
      -(2 ** 30),
      2 ** 40,
      -(2 ** 52),
      true,
      false,
      emptyTuple,
    ]) {
      expect(valueOfCode(codeOf(value))).toBe(value);
    }
  });
});

describe('canonical form', () => {
  it('makes a function on 1..n a tuple and one on strings a record', () => {
    expect(makeFunction(makeSet([2, 1]), [7, 8]).tag).toBe(Tag.tuple);
    expect(makeFunction(makeSet([str('b'), str('a')]), [7, 8]).tag).toBe(Tag.record);
    expect(makeFunction(makeSet([0, 1]), [7, 8]).tag).toBe(Tag.func);
    expect(makeFunction(makeSet([]), [])).toBe(emptyTuple);
    expect(makeRecord([], [])).toBe(emptyTuple);
  });
});

describe('order', () => {
  it('of strings and model values is by first appearance, model values before everything', () => {
    useVocabulary(new Vocabulary());
    const [z, a] = [str('z'), str('a')];
    const [m, l] = [modelValue('m'), modelValue('l')];
    expect(makeSet([l, a, m, z]).items).toEqual([m, l, z, a]);
    expect(makeSet([3, l, 1]).items).toEqual([l, 1, 3]);
  });

  it('of sets, tuples and functions is by size first', () => {
    const sets = [makeSet([9]), makeSet([1, 2]), makeSet([])];
    expect(makeSet(sets).items.map((set) => (set as { items: unknown }).items)).toEqual([
      [],
      [9],
      [1, 2],
    ]);
    const tuples = [makeTuple([0, 0]), makeTuple([9]), makeTuple([])];
    expect(makeSet(tuples).items.map((tuple) => (tuple as Tuple).items)).toEqual([[], [9], [0, 0]]);
  });
});

describe('equality', () => {
  // Left and right, and what TLC 2.19 says of `left = right`.
  it('fails where TLC fails, in its words', () => {
    const a = str('a');
    expect(() => equal(1, a)).toThrow(
      'Attempted to check equality of integer 1 with non-integer:\n"a"',
    );
    expect(() => equal(a, 1)).toThrow(
      'Attempted to check equality of string "a" with non-string:\n1',
    );
    expect(() => equal(true, 1)).toThrow(
      'Attempted to compare equality of boolean TRUE with non-boolean:\n1',
    );
    expect(() => equal(makeSet([]), 1)).toThrow(
      'Attempted to check equality of the set {} with the value:\n1',
    );
    expect(() => equal(makeTuple([1]), makeSet([1]))).toThrow(
      'Attempted to check equality of the function <<1>> with the value:\n{1}',
    );
    expect(() => equal(makeRecord([a], [1]), 1)).toThrow(
      'Attempted to check equality of record:\n[a |-> 1]\nwith non-record\n1',
    );
    expect(() => equal(makeSet([1]), makeSet([a]))).toThrow('integer 1 with non-integer');
    expect(() => equal(makeTuple([1]), makeTuple([a]))).toThrow('integer 1 with non-integer');
  });

  it('is FALSE where TLC finds a difference first', () => {
    const a = str('a');
    expect(equal(makeSet([1]), makeSet([a, str('b')]))).toBe(false);
    expect(equal(makeTuple([1, 2]), makeTuple([a]))).toBe(false);
    expect(equal(makeRecord([a], [1]), makeRecord([str('b')], [1]))).toBe(false);
    expect(equal(emptyTuple, makeRecord([a], [1]))).toBe(false);
  });

  it('lets an untyped model value differ from everything, and a typed one only from its like', () => {
    useVocabulary(new Vocabulary());
    const [m, typed, sameType, otherType] = ['m', 'A_1', 'A_2', 'B_1'].map(modelValue) as [
      never,
      never,
      never,
      never,
    ];
    expect(equal(m, 1)).toBe(false);
    expect(equal(makeSet([1]), m)).toBe(false);
    expect(equal(typed, m)).toBe(false);
    expect(equal(typed, sameType)).toBe(false);
    expect(() => equal(typed, otherType)).toThrow('differently-typed model values A_1 and B_1');
    expect(() => equal(1, typed)).toThrow('typed model value A_1 and non-model value\n1');
  });
});
