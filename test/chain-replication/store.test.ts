/** The implementation's object is the one that histories are judged against. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  answer,
  apply,
  emptyStore,
  isQuery,
  type Operation,
  type Request,
} from '../../impl/chain-replication/store.ts';
import { boundedKv } from '../../models/chain-replication/object.ts';

const key = fc.constantFrom('x', 'y');
const value = fc.constantFrom('v1', 'v2', null);
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ type: fc.constant('get' as const), key }),
  fc.record({ type: fc.constant('read' as const), key, bound: fc.constantFrom(0, 1) }),
  fc.record({ type: fc.constant('put' as const), key, value }),
  fc.record({ type: fc.constant('cas' as const), key, from: value, to: value }),
);

const object = boundedKv(0);

describe('the store', () => {
  test.prop([fc.array(operation, { maxLength: 12 })])(
    'answers every sequence of operations as the object does',
    (operations) => {
      let store = emptyStore;
      let state = object.initial;
      for (const [index, next] of operations.entries()) {
        const [judged] = object.apply(state, next);
        expect(answer(store, next)).toBe(judged?.output);
        const request: Request = { client: 'c1', number: index + 1, operation: next };
        if (!isQuery(next)) store = apply(store, request, index + 1);
        state = judged?.state ?? state;
      }
    },
  );

  test.prop([fc.array(operation, { minLength: 1, maxLength: 6 })])(
    'remembers the last update of each client with its answer',
    (operations) => {
      let store = emptyStore;
      const updates = operations.filter((one) => !isQuery(one));
      for (const [index, next] of updates.entries()) {
        const given = answer(store, next);
        store = apply(store, { client: 'c1', number: index + 1, operation: next }, index + 1);
        const position = index + 1;
        expect(store.sessions.get('c1')).toEqual({ number: position, position, answer: given });
      }
    },
  );
});
