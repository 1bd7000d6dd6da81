/** The laws of the six types, on states that replicas reach: joins, deltas, decompositions, and the specification. */
import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  addWinsSet,
  lastWriterWins,
  multiValue,
  type ReplicatedType,
  replicatedCounter,
  stronglyOrderedList,
  type VisibleUpdate,
} from '../../harness/consistency/replicated.ts';
import { keyOf } from '../../harness/simulation/key.ts';
import { contains, dotsOf, isWithin, joinContexts } from '../../impl/crdts/causal-context.ts';
import type { Seen } from '../../impl/crdts/crdt.ts';
import {
  emptyStore,
  joinStores,
  readObject,
  type Schema,
  type Store,
  type TypeName,
  typeOf,
  withDelta,
} from '../../impl/crdts/store.ts';
import { choices, play, typeNames } from './runs.ts';

const specifications: Record<TypeName, ReplicatedType<never>> = {
  GCounter: replicatedCounter,
  PnCounter: replicatedCounter,
  LwwRegister: lastWriterWins,
  MvRegister: multiValue,
  OrSet: addWinsSet,
  Rga: stronglyOrderedList,
};
const few = { numRuns: 60, seed: 7 };
const three = fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99));

function isBelow(schema: Schema, a: Store, b: Store): boolean {
  return keyOf(joinStores(schema, a, b)) === keyOf(b);
}

describe.each(typeNames)('%s', (type) => {
  test.prop([choices, three], few)(
    'join is commutative, associative, idempotent, and an upper bound',
    (list, [i, j, k]) => {
      const { schema, stores } = play(type, list);
      const [a, b, c] = [i, j, k].map((n) => stores[n % stores.length] as Store) as [
        Store,
        Store,
        Store,
      ];
      const join = (x: Store, y: Store): Store => joinStores(schema, x, y);
      expect(keyOf(join(a, b))).toBe(keyOf(join(b, a)));
      expect(keyOf(join(join(a, b), c))).toBe(keyOf(join(a, join(b, c))));
      expect(keyOf(join(a, a))).toBe(keyOf(a));
      expect(isBelow(schema, a, join(a, b))).toBe(true);
      expect(keyOf(join(a, emptyStore(schema)))).toBe(keyOf(a));
    },
  );

  test.prop([choices], few)('who has seen the same updates reads the same', (list) => {
    const { schema, stores } = play(type, list);
    const values = new Map<string, string>();
    for (const store of stores) {
      const seen = dotsOf(store.context).toSorted().join();
      const value = keyOf(readObject(schema, store, 'x'));
      expect(values.get(seen) ?? value).toBe(value);
      values.set(seen, value);
    }
  });

  test.prop([choices], few)(
    'every state reads as the specification says of what it saw',
    (list) => {
      const { schema, stores, updates } = play(type, list);
      const readings = stores.map((store) => ({
        value: readObject(schema, store, 'x'),
        visible: dotsOf(store.context).map((dot) => updates.get(dot) as VisibleUpdate<never>),
      }));
      expect(specifications[type].judge(readings)).toBe(undefined);
    },
  );

  test.prop([choices], few)(
    'all deltas, in a causal order, make the join of all states',
    (list) => {
      const { schema, stores, deltas } = play(type, list);
      const byDeltas = deltas.reduce(
        (store, delta) => withDelta(schema, store, delta),
        emptyStore(schema),
      );
      const byStates = stores.reduce((a, b) => joinStores(schema, a, b));
      expect(keyOf(byDeltas)).toBe(keyOf(byStates));
    },
  );

  test.prop([choices], few)(
    'a state is the join of its decomposition, and of no part of it',
    (list) => {
      const { schema, stores } = play(type, list);
      const { join, bottom, decompose } = typeOf(schema, 'x');
      const store = stores.at(-1) as Store;
      const whole = { state: store.objects.get('x'), context: store.context };
      const parts = decompose(whole);
      const nothing = { state: bottom, context: emptyStore(schema).context };
      const joinAll = (list: readonly Seen<unknown>[]): Seen<unknown> =>
        list.reduce(
          (a, b) => ({ state: join(a, b), context: joinContexts(a.context, b.context) }),
          nothing,
        );
      expect(keyOf(joinAll(parts))).toBe(keyOf(whole));
      for (const part of parts) {
        expect(keyOf(joinAll(parts.filter((other) => other !== part)))).not.toBe(keyOf(whole));
      }
    },
  );
});

test.prop([
  fc.uniqueArray(fc.tuple(fc.constantFrom('a#1', 'b#1'), fc.integer({ min: 1, max: 6 })), {
    selector: String,
  }),
])('a causal context is the set of its dots, whatever the order they came in', (pairs) => {
  const dots = pairs.map(([actor, n]) => `${actor}.${n}`);
  const context = dots.reduce(
    (all, dot) => joinContexts(all, { vector: new Map(), cloud: new Set([dot]) }),
    { vector: new Map(), cloud: new Set() } as Store['context'],
  );
  expect(dotsOf(context).toSorted()).toEqual(dots.toSorted());
  expect(dots.every((dot) => contains(context, dot))).toBe(true);
  expect(contains(context, 'a#1.7')).toBe(false);
  expect(isWithin(context, context)).toBe(true);
});
