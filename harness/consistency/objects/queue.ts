/** A first-in first-out queue. Values need not be distinct; where they are, a duplicate dequeue shows at once. */
import type { SequentialObject } from '../history.ts';
import { contentKey } from '../plain.ts';
import { phrase, type Value } from './value.ts';

export type QueueInput =
  /** `null` cannot be enqueued: it is the answer of an empty queue. */
  { readonly type: 'enqueue'; readonly value: NonNullable<Value> } | { readonly type: 'dequeue' };

/** dequeue: the oldest value, `null` when the queue is empty; enqueue: `null`. */
export type QueueOutput = Value;

export const queue: SequentialObject<readonly Value[], QueueInput, QueueOutput> = {
  name: 'queue',
  initial: [],
  apply(state, input) {
    if (input.type === 'enqueue') return [{ state: [...state, input.value], output: null }];
    if (state.length === 0) return [{ state, output: null }];
    return [{ state: state.slice(1), output: state[0]! }];
  },
  key: contentKey,
  isRead: (input, output) => input.type === 'dequeue' && output === null,
  collection: {
    kind: 'queue',
    isEmpty: (state) => state.length === 0,
    access(input, output) {
      if (input.type === 'dequeue')
        return output === null ? { type: 'empty' } : { type: 'remove', value: output };
      return (output ?? null) === null ? { type: 'insert', value: input.value } : undefined;
    },
  },
  describe(input, output, outcome) {
    const words = input.type === 'enqueue' ? ['enqueue', input.value] : ['dequeue'];
    return phrase(words, { output, outcome, tells: input.type === 'dequeue' });
  },
};
