/** A priority queue of numbers, smallest first. Equal numbers are interchangeable. */
import type { SequentialObject } from '../history.ts';
import { phrase } from './value.ts';

export type PriorityQueueInput =
  | { readonly type: 'insert'; readonly priority: number }
  | { readonly type: 'removeMin' };

/** removeMin: the smallest number, `null` when there is none; insert: `null`. */
export type PriorityQueueOutput = number | null;

/** The state is the contents in ascending order. */
export const priorityQueue: SequentialObject<
  readonly number[],
  PriorityQueueInput,
  PriorityQueueOutput
> = {
  name: 'priority-queue',
  initial: [],
  apply(state, input) {
    if (input.type === 'insert') return [{ state: inserted(state, input.priority), output: null }];
    if (state.length === 0) return [{ state, output: null }];
    return [{ state: state.slice(1), output: state[0]! }];
  },
  key: (state) => state.join(),
  isRead: (input, output) => input.type === 'removeMin' && output === null,
  collection: {
    kind: 'priority-queue',
    isEmpty: (state) => state.length === 0,
    access(input, output) {
      if (input.type === 'removeMin')
        return output === null ? { type: 'empty' } : { type: 'remove', value: output };
      const isPlain = typeof input.priority === 'number' && (output ?? null) === null;
      return isPlain ? { type: 'insert', value: input.priority } : undefined;
    },
  },
  describe(input, output, outcome) {
    const words = input.type === 'insert' ? ['insert', input.priority] : ['removeMin'];
    return phrase(words, { output, outcome, tells: input.type === 'removeMin' });
  },
};

function inserted(state: readonly number[], priority: number): readonly number[] {
  const at = state.findIndex((other) => other > priority);
  return at < 0 ? [...state, priority] : [...state.slice(0, at), priority, ...state.slice(at)];
}
