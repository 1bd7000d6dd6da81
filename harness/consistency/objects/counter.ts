/** A counter. Additions commute, so a read tells only how many of them came before it. */
import type { SequentialObject } from '../history.ts';
import { phrase } from './value.ts';

export type CounterInput =
  | { readonly type: 'read' }
  | { readonly type: 'add'; readonly amount: number }
  | { readonly type: 'addAndGet'; readonly amount: number };

/** read, addAndGet: the count, after the addition; add: `null`. Counts are exact up to 2^53. */
export type CounterOutput = number | null;

export const counter: SequentialObject<number, CounterInput, CounterOutput> = {
  name: 'counter',
  initial: 0,
  apply(state, input) {
    if (input.type === 'read') return [{ state, output: state }];
    const next = state + input.amount;
    return [{ state: next, output: input.type === 'add' ? null : next }];
  },
  key: String,
  isRead: (input) => input.type === 'read',
  describe(input, output, outcome) {
    const words = input.type === 'read' ? [input.type] : [input.type, input.amount];
    return phrase(words, { output, outcome, tells: input.type !== 'add' });
  },
};
