/** What is sent and what is written survives the way through bytes: CBOR, and back into Maps. */
import { test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { keyOf } from '../../harness/simulation/key.ts';
import { deltaFrom, plainDelta, storeFrom, storeMessage } from '../../impl/crdts/message.ts';
import { recover } from '../../impl/crdts/replica.ts';
import type { Store } from '../../impl/crdts/store.ts';
import { fromBytes, toBytes } from '../../impl/runtime/cbor.ts';
import { choices, play, typeNames } from './runs.ts';

const few = { numRuns: 40, seed: 3 };
const throughBytes = <T>(value: T): T => fromBytes(toBytes(value)) as T;

describe.each(typeNames)('%s', (type) => {
  test.prop([choices], few)('a store and its deltas are the same after bytes', (list) => {
    const { schema, stores, deltas } = play(type, list);
    const store = stores.at(-1) as Store;
    expect(keyOf(storeFrom(schema, throughBytes(storeMessage(store))))).toBe(keyOf(store));
    for (const delta of deltas) {
      expect(keyOf(deltaFrom(schema, throughBytes(plainDelta(delta))))).toBe(keyOf(delta));
    }
  });

  test.prop([choices], few)('a disk of a snapshot and deltas gives back what was there', (list) => {
    const { schema, stores, deltas } = play(type, list);
    const all = deltas.map(plainDelta);
    const half = all.length >> 1;
    const early = recover(schema, [{ type: 'deltas', deltas: all.slice(0, half) }]).store;
    const records = throughBytes([
      { type: 'snapshot' as const, ...storeMessage(early), deltas: [] },
      { type: 'deltas' as const, deltas: all.slice(half) },
    ]);
    const { store, buffer } = recover(schema, records);
    expect(keyOf(store)).toBe(keyOf(recover(schema, [{ type: 'deltas', deltas: all }]).store));
    expect([...buffer.keys()]).toEqual(deltas.slice(half).map(({ dot }) => dot));
    expect(stores.length).toBeGreaterThan(0);
  });
});
