/** Whatever nodes say and write survives as bytes; bytes that nobody wrote are refused in words. */
import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyOf } from '../../harness/simulation/key.ts';
import { fromBytes, toBytes, WireError } from '../../impl/runtime/cbor.ts';
import { choices, play, typeNames } from '../crdts/runs.ts';

property.prop([choices, fc.constantFrom(...typeNames)], { numRuns: 40, seed: 5 })(
  'stores and deltas come back as they were',
  (list, type) => {
    const { stores, deltas } = play(type, list);
    for (const value of [...stores, ...deltas]) expect(fromBytes(toBytes(value))).toEqual(value);
  },
);

property.prop([choices], { numRuns: 40, seed: 5 })('equal data has equal bytes', (list) => {
  const bytes = new Map<string, string>();
  for (const store of play('OrSet', list).stores) {
    const text = Buffer.from(toBytes({ context: store.context.vector })).toString('hex');
    const key = keyOf(store.context.vector);
    expect(bytes.get(key) ?? text).toBe(text);
    bytes.set(key, text);
  }
});

property.prop([fc.uint8Array({ maxLength: 40 })], { numRuns: 200, seed: 5 })(
  'any other bytes are refused, and do no harm',
  (bytes) => {
    try {
      fromBytes(bytes);
    } catch (error) {
      expect(error).toBeInstanceOf(WireError);
    }
  },
);

test('what is cut off is refused', () => {
  const bytes = toBytes({ type: 'Ack', context: new Map([['a#1', 3]]) });
  for (let length = 0; length < bytes.length; length++) {
    expect(() => fromBytes(bytes.slice(0, length))).toThrow(WireError);
  }
});

test('a nest without an end is refused', () => {
  expect(() => fromBytes(new Uint8Array(200_000).fill(0x81))).toThrow(WireError);
});
