import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptySet, makeSet, str } from '../../../harness/tla/values/make.ts';
import {
  add,
  divide,
  greater,
  greaterEqual,
  interval,
  less,
  lessEqual,
  modulo,
  multiply,
  negate,
  power,
  subtract,
} from '../../../harness/tla/values/numbers.ts';
import { show } from '../../../harness/tla/values/print.ts';
import { elementsOf } from '../../../harness/tla/values/sets.ts';
import type { Value } from '../../../harness/tla/values/value.ts';

/** The exact result of a BigInt computation, or `overflow` if it is beyond 2^53 - 1. */
function exact(result: bigint): number | 'overflow' {
  return result > 9007199254740991n || result < -9007199254740991n ? 'overflow' : Number(result);
}

function attempt(compute: () => number): number | 'overflow' {
  try {
    return compute();
  } catch (error) {
    expect((error as Error).message).toContain('Overflow when computing');
    return 'overflow';
  }
}

const integers = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.maxSafeInteger());

describe('arithmetic', () => {
  it('is exact, or says that it overflows, and never gives -0', () => {
    fc.assert(
      fc.property(integers, integers, (a, b) => {
        const [A, B] = [BigInt(a), BigInt(b)];
        const results = [
          [attempt(() => add(a, b)), exact(A + B)],
          [attempt(() => subtract(a, b)), exact(A - B)],
          [attempt(() => multiply(a, b)), exact(A * B)],
          [negate(a), exact(-A)],
        ] as const;
        for (const [ours, right] of results) expect(Object.is(ours, right)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('divides downwards, and the remainder is what is left', () => {
    fc.assert(
      fc.property(integers, integers, (a, b) => {
        fc.pre(b !== 0);
        const [A, B] = [BigInt(a), BigInt(b)];
        const floor = (A - (((A % B) + B) % B)) / B;
        expect(Object.is(divide(a, b), exact(floor))).toBe(true);
        if (b > 0) expect(Object.is(modulo(a, b), Number(((A % B) + B) % B))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('raises to a power exactly, or overflows', () => {
    fc.assert(
      fc.property(fc.integer({ min: -12, max: 12 }), fc.nat(60), (a, b) => {
        fc.pre(a !== 0 || b !== 0);
        expect(attempt(() => power(a, b))).toBe(exact(BigInt(a) ** BigInt(b)));
      }),
      { numRuns: 500 },
    );
    expect(power(1, 2 ** 52)).toBe(1);
    expect(power(3, 33)).toBe(5559060566555523);
  });

  it('compares', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -2, max: 2 }), (a, b) => {
        expect([less(a, b), lessEqual(a, b), greater(a, b), greaterEqual(a, b)]).toEqual([
          a < b,
          a <= b,
          a > b,
          a >= b,
        ]);
      }),
    );
  });

  // What TLC 2.19 answers.
  it.each([
    ['(-7) \\div 2', divide(-7, 2), -4],
    ['7 \\div (-2)', divide(7, -2), -4],
    ['(-7) % 2', modulo(-7, 2), 1],
    ['(-2) ^ 3', power(-2, 3), -8],
    ['0 ^ 3', power(0, 3), 0],
  ])('%s is as in TLC', (_, ours, tlc) => {
    expect(ours).toBe(tlc);
  });

  it.each([
    [
      () => add(str('a'), 1),
      'The first argument of + should be an integer, but instead it is:\n"a"',
    ],
    [
      () => subtract(1, true),
      'The second argument of - should be an integer, but instead it is:\nTRUE',
    ],
    [
      () => multiply(1, emptySet),
      'The second argument of * should be an integer, but instead it is:\n{}',
    ],
    [
      () => less(str('a'), 1),
      'The first argument of < should be an integer, but instead it is:\n"a"',
    ],
    [
      () => lessEqual(1, str('a')),
      'The second argument of <= should be an integer, but instead it is:\n"a"',
    ],
    [() => interval(1, str('b')), 'The second argument of .. should be an integer'],
    [() => negate(true), 'should be an integer, but instead it is:\nTRUE'],
    [() => divide(5, 0), 'The second argument of \\div is 0.'],
    [
      () => modulo(7, -2),
      'The second argument of % should be a positive number, but instead it is:\n-2',
    ],
    [
      () => modulo(7, 0),
      'The second argument of % should be a positive number, but instead it is:\n0',
    ],
    [
      () => power(2, -1),
      'The second argument of ^ should be a natural number, but instead it is:\n-1',
    ],
    [() => power(0, 0), '0^0 is undefined.'],
    [() => add(Number.MAX_SAFE_INTEGER, 1), 'Overflow when computing 9007199254740991+1'],
  ] as [() => unknown, string][])('refuses in the words of TLC: %#', (compute, message) => {
    expect(compute).toThrow(message);
  });
});

describe('an interval', () => {
  it('is the set of its numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9, max: 300 }), fc.integer({ min: -9, max: 300 }), (a, b) => {
        const numbers = Array.from({ length: Math.max(0, b - a + 1) }, (_, i): Value => a + i);
        expect(elementsOf(interval(a, b))).toEqual(makeSet(numbers).items);
      }),
    );
  });

  it('prints as TLC prints it', () => {
    expect(show(interval(1, 3))).toBe('1..3');
    expect(show(interval(1, 0))).toBe('{}');
  });
});
