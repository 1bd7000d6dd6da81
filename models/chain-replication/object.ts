/**
 * The key-value store of which reads may be so many versions behind: BoundedObject.tla as an object
 * that histories are judged against. A read with a bound of 0 is a get, and then nothing is left but
 * linearizability; the others happen at one instant too, and answer with one of the newest values.
 */
import type { SequentialObject } from '../../harness/consistency/history.ts';
import { kv } from '../../harness/consistency/objects/kv.ts';
import { isQuery, type Operation, type Value } from '../../impl/chain-replication/store.ts';

/** The values that a key has had, newest first, as many as a read may ask for. */
type State = ReadonlyMap<string, readonly Value[]>;

/** `boundMax`: bounds above it count as this one; with 0 every read must be linearizable. */
export function boundedKv(boundMax: number): SequentialObject<State, Operation, unknown> {
  return {
    name: 'kv with bounded reads',
    initial: new Map(),
    apply(state, input) {
      const values = state.get(input.key) ?? [null];
      const [current = null] = values;
      const after = (value: Value): State =>
        new Map(state).set(input.key, [value, ...values].slice(0, boundMax + 1));
      switch (input.type) {
        case 'get':
          return [{ state, output: current }];
        case 'read':
          return [...new Set(values.slice(0, Math.min(input.bound, boundMax) + 1))].map(
            (output) => ({ state, output }),
          );
        case 'put':
          return [{ state: after(input.value), output: null }];
        case 'cas':
          if (current !== input.from) return [{ state, output: false }];
          return [{ state: after(input.to), output: true }];
      }
    },
    key: (state) => JSON.stringify([...state].sort()),
    partition: ({ key }) => key,
    isRead: (input, output) => isQuery(input) || (input.type === 'cas' && output === false),
    describe(input, output, outcome) {
      if (input.type !== 'read') return kv.describe(input, output as Value, outcome);
      const { key, bound } = input;
      const words = kv.describe({ type: 'get', key }, output as Value, outcome);
      return bound === 0 ? words : `${words} (at most ${bound} behind)`;
    },
  };
}
