/** A last-in first-out stack. */
import type { SequentialObject } from '../history.ts';
import { contentKey } from '../plain.ts';
import { phrase, type Value } from './value.ts';

export type StackInput =
  /** `null` cannot be pushed: it is the answer of an empty stack. */
  { readonly type: 'push'; readonly value: NonNullable<Value> } | { readonly type: 'pop' };

/** pop: the youngest value, `null` when the stack is empty; push: `null`. */
export type StackOutput = Value;

export const stack: SequentialObject<readonly Value[], StackInput, StackOutput> = {
  name: 'stack',
  initial: [],
  apply(state, input) {
    if (input.type === 'push') return [{ state: [...state, input.value], output: null }];
    if (state.length === 0) return [{ state, output: null }];
    return [{ state: state.slice(0, -1), output: state[state.length - 1]! }];
  },
  key: contentKey,
  isRead: (input, output) => input.type === 'pop' && output === null,
  collection: {
    kind: 'stack',
    isEmpty: (state) => state.length === 0,
    access(input, output) {
      if (input.type === 'pop')
        return output === null ? { type: 'empty' } : { type: 'remove', value: output };
      return (output ?? null) === null ? { type: 'insert', value: input.value } : undefined;
    },
  },
  describe(input, output, outcome) {
    const words = input.type === 'push' ? ['push', input.value] : ['pop'];
    return phrase(words, { output, outcome, tells: input.type === 'pop' });
  },
};
