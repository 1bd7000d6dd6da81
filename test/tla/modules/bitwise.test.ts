import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Argument, call } from './call.ts';

describe('Bitwise', () => {
  it('agrees with the bits of the numbers', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), fc.nat(2 ** 31 - 1), fc.nat(40), (a, b, n) => {
        const bits = (operator: string, ...args: Argument[]) => call('Bitwise', operator, ...args);
        expect(bits('&', a, b)).toBe((a & b) >>> 0);
        expect(bits('|', a, b)).toBe((a | b) >>> 0);
        expect(bits('^^', a, b)).toBe((a ^ b) >>> 0);
        expect(bits('shiftR', a, n)).toBe(Math.floor(a / 2 ** n));
        expect(bits('Not', a)).toBe(a === 0 ? 0 : 2 ** (Math.floor(Math.log2(a)) + 1) - 1 - a);
      }),
    );
  });
});
