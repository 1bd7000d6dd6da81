/** CBOR of the implementations against the library of the runtime: two authors, one standard. */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { type Data, decode, encode } from '../impl/cbor.ts';
import { fromBytes, toBytes } from '../impl/runtime/cbor.ts';

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const { data } = fc.letrec<{ data: Data }>((tie) => ({
  data: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeNat(),
    fc.string({ unit: 'binary' }),
    fc.array(tie('data'), { maxLength: 5 }),
    // `__proto__` as a name would be lost on the way into an object, here and there.
    fc.dictionary(
      fc.string({ unit: 'grapheme', maxLength: 30 }).filter((name) => name !== '__proto__'),
      tie('data'),
      { maxKeys: 5, noNullPrototype: true },
    ),
  ),
}));

describe('the encoding', () => {
  property.prop([data])('is the one of the library, byte for byte', (value) => {
    expect(encode(value)).toBe(latin1(toBytes(value)));
  });

  property.prop([data])('can be read back, here and by the library', (value) => {
    const bytes = encode(value);
    expect(decode(bytes)).toEqual(value);
    expect(fromBytes(Buffer.from(bytes, 'latin1'))).toEqual(value);
  });

  property.prop([data, fc.nat(), fc.nat(255)])(
    'of less, more or other bytes is never thrown over',
    (value, at, byte) => {
      const bytes = encode(value);
      const place = at % bytes.length;
      expect(decode(bytes.slice(0, place))).toBe(undefined);
      expect(decode(`${bytes}\0`)).toBe(undefined);
      const other = bytes.slice(0, place) + String.fromCharCode(byte) + bytes.slice(place + 1);
      expect(() => decode(other)).not.toThrow();
    },
  );

  test('has no place for fractions and negative numbers', () => {
    for (const number of [0.5, -1, Number.NaN, 2 ** 53])
      expect(() => encode(number)).toThrow(RangeError);
  });
});
