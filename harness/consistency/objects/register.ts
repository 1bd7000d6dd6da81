/** One cell that is read and written: the smallest object, and the one with the fastest checker. */
import type { SequentialObject } from '../history.ts';
import { contentKey } from '../plain.ts';
import { phrase, type Value } from './value.ts';

export type RegisterInput =
  | { readonly type: 'read' }
  | { readonly type: 'write'; readonly value: Value };

/** A read answers the value; a write answers `null`. */
export function register(initial: Value = null): SequentialObject<Value, RegisterInput, Value> {
  return {
    name: 'register',
    initial,
    apply: (state, input) =>
      input.type === 'read' ? [{ state, output: state }] : [{ state: input.value, output: null }],
    key: contentKey,
    isRead: (input) => input.type === 'read',
    asRegister(input, output) {
      if (input.type === 'read') return { type: 'read', value: output };
      return (output ?? null) === null ? { type: 'write', value: input.value } : undefined;
    },
    describe: (input, output, outcome) =>
      input.type === 'read'
        ? phrase(['read'], { output, outcome, tells: true })
        : phrase(['write', input.value], { output, outcome, tells: false }),
  };
}
