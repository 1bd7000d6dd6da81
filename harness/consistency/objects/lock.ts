/**
 * Mutual exclusion without leases: once held, a lock stays held until its holder releases it. A lock that expires by
 * itself is a fencing lock (fencing-lock.ts); judged against this object it is rightly in violation.
 */
import type { Answer, SequentialObject } from '../history.ts';
import { phrase } from './value.ts';

export type LockInput =
  /** Not re-entrant: the holder's second acquire fails. A blocking acquire is one that only ever answers true. */
  | { readonly type: 'acquire'; readonly owner: string }
  /** Fails for anybody but the holder. */
  | { readonly type: 'release'; readonly owner: string };

/** Whether it took place. */
export type LockOutput = boolean;

/** The state is the holder, `null` when the lock is free. */
export const lock: SequentialObject<string | null, LockInput, LockOutput> = {
  name: 'lock',
  initial: null,
  apply: (holder, input) => [answer(holder, input)],
  key: (holder) => (holder === null ? 'free' : `held by ${holder}`),
  isRead: (_, output) => !output,
  describe: (input, output, outcome) =>
    phrase([input.type, input.owner], { output, outcome, tells: true }),
};

function answer(holder: string | null, input: LockInput): Answer<string | null, boolean> {
  const expected = input.type === 'acquire' ? null : input.owner;
  if (holder !== expected) return { state: holder, output: false };
  return { state: input.type === 'acquire' ? input.owner : null, output: true };
}
