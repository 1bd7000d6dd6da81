import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContentNumbers } from '../../harness/consistency/content-numbers.ts';
import { contentKey } from '../../harness/consistency/plain.ts';

/** Few names and values, so that the same data come up often, and arrays that look like the fields of a record. */
const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, undefined, true, 0, -0, 1, 2, 'a', 'b', '1', 1n),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b'), tie('value'), { maxKeys: 2 }),
  ),
})).value;

/** Fields in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  );
}

describe('numbers of contents', () => {
  it('are the same exactly where the contents are, fields being in one order', () => {
    fc.assert(
      fc.property(fc.array(plain, { minLength: 2, maxLength: 12 }), (values) => {
        const numbers = new ContentNumbers(0);
        const byKey = new Map<string, number>();
        const byNumber = new Map<number, string>();
        for (const value of values) {
          const [key, number] = [contentKey(value), numbers.of(sorted(value))];
          expect(byKey.get(key) ?? number).toBe(number);
          expect(byNumber.get(number) ?? key).toBe(key);
          byKey.set(key, number);
          byNumber.set(number, key);
        }
      }),
      { numRuns: 2000, seed: 3 },
    );
  });

  it('are refused for what is not plain data', () => {
    for (const value of [new Map(), new Set(), () => 1, Symbol('a')])
      expect(() => new ContentNumbers(0).of([value])).toThrow(TypeError);
  });
});
