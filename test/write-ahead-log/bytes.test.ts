import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import {
  crc32c,
  fromNumber,
  fromTexts,
  sealed,
  toNumber,
  toTexts,
  unsealed,
  zeros,
} from '../../impl/write-ahead-log/bytes.ts';
import {
  type Control,
  decodeControl,
  decodeImage,
  decodeRecord,
  encodeControl,
  encodeImage,
  encodeRecord,
  type LogRecord,
} from '../../impl/write-ahead-log/record.ts';

const text = fc.string({ unit: 'binary-ascii', maxLength: 9 });
const value = fc.option(text);
const lsn = fc.nat(1 << 20);

describe('CRC-32C', () => {
  test('has the values of RFC 3720, appendix B.4, and of the nine digits', () => {
    expect(crc32c(zeros(32))).toBe(0x8a9136aa);
    expect(crc32c('\u00ff'.repeat(32))).toBe(0x62a8ab43);
    const ascending = Array.from({ length: 32 }, (_, i) => String.fromCharCode(i)).join('');
    expect(crc32c(ascending)).toBe(0x46dd794e);
    expect(crc32c('123456789')).toBe(0xe3069283);
  });
});

describe('what is encoded is decoded', () => {
  property.prop([fc.nat(), fc.array(text)])('numbers and texts', (number, texts) => {
    expect(toNumber(fromNumber(number, 6))).toBe(number);
    expect(toTexts(fromTexts(texts))).toEqual(texts);
  });
  const record: fc.Arbitrary<LogRecord> = fc.oneof(
    fc.record({
      type: fc.constant('update' as const),
      tx: text,
      page: text,
      before: value,
      after: value,
    }),
    fc.record({
      type: fc.constant('undo' as const),
      tx: text,
      page: text,
      after: value,
      undoes: lsn,
    }),
    fc.record({ type: fc.constantFrom('commit' as const, 'abort' as const), tx: text }),
  );
  property.prop([record])('records', (one) => {
    expect(decodeRecord(encodeRecord(one))).toEqual(one);
  });
  property.prop([value, lsn])('images', (content, number) => {
    const image = { value: content, lsn: number };
    expect(decodeImage(encodeImage(image, 64), 64)).toEqual(image);
  });
  const control: fc.Arbitrary<Control> = fc.record({
    start: fc.integer({ min: 1, max: 999 }),
    ended: fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.nat(99), { noNullPrototype: true }),
  });
  property.prop([control, fc.nat(9)])(
    'control files, with what was there before behind them',
    (one, n) => {
      expect(decodeControl(encodeControl(one) + 'x'.repeat(n))).toEqual(one);
    },
  );
});

describe('a block', () => {
  property.prop([text, fc.nat(63), fc.nat(7)])(
    'with one bit turned over is torn',
    (content, byte, bit) => {
      const block = sealed(content, 64);
      const turned = String.fromCharCode(block.charCodeAt(byte) ^ (1 << bit));
      expect(unsealed(block.slice(0, byte) + turned + block.slice(byte + 1), 64)).toBe('torn');
    },
  );
  test('that was never written is empty, and what does not fit is refused', () => {
    expect(unsealed(zeros(64), 64)).toBe('empty');
    expect(unsealed('', 64)).toBe('empty');
    expect(unsealed('abc', 64)).toBe('torn');
    expect(() => sealed('x'.repeat(59), 64)).toThrow(RangeError);
    expect(() => fromNumber(256, 1)).toThrow(RangeError);
  });
});
