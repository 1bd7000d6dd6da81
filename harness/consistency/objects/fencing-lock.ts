/**
 * A lock whose lease may expire at any time, with the store it protects. Each grant carries a larger token, and the store
 * refuses a token smaller than one it has seen: two clients may both believe that they hold the lock, but the older can
 * no longer write (Kleppmann, How to do distributed locking, 2016; Chubby's sequencers, Burrows 2006 section 2.4).
 */
import type { Answer, SequentialObject } from '../history.ts';
import { contentKey } from '../plain.ts';
import { phrase, type Value } from './value.ts';

export type FencingLockInput =
  | { readonly type: 'acquire'; readonly owner: string }
  | { readonly type: 'release'; readonly owner: string; readonly token: number }
  | { readonly type: 'write'; readonly token: number; readonly value: Value }
  | { readonly type: 'read' };

/**
 * acquire: the token, or `null` when the lock is held; release: whether the lock was still the owner's, with that token;
 * write: whether the store took it; read: the value that the store holds.
 */
export type FencingLockOutput = Value;

export interface FencingLockState {
  readonly holder: string | null;
  /** The last token granted; 0 before the first. */
  readonly granted: number;
  /** The largest token that the store has seen. */
  readonly seen: number;
  readonly value: Value;
}

/** `tokens`: the tokens that may be granted, where they are not consecutive from 1 (ZooKeeper's zxid has gaps). */
export function fencingLock(
  tokens?: readonly number[],
): SequentialObject<FencingLockState, FencingLockInput, FencingLockOutput> {
  return {
    name: 'fencing-lock',
    initial: { holder: null, granted: 0, seen: 0, value: null },
    apply(state, input) {
      if (input.type === 'acquire') return acquire(state, input.owner, tokens);
      return [input.type === 'release' ? release(state, input) : store(state, input)];
    },
    key: (state) => contentKey([state.holder, state.granted, state.seen, state.value]),
    isRead: (input, output) =>
      input.type === 'read' || output === false || (input.type === 'acquire' && output === null),
    describe: (input, output, outcome) => phrase(words(input), { output, outcome, tells: true }),
  };
}

type Reply = Answer<FencingLockState, FencingLockOutput>;

// A held lock answers in two ways: the lease may or may not have expired by now, and no client can tell.
function acquire(
  state: FencingLockState,
  owner: string,
  tokens: readonly number[] | undefined,
): readonly Reply[] {
  const larger = tokens?.filter((token) => token > state.granted) ?? [state.granted + 1];
  const grants = larger.map((token) => ({
    state: { ...state, holder: owner, granted: token },
    output: token,
  }));
  return state.holder === null ? grants : [{ state, output: null }, ...grants];
}

function release(state: FencingLockState, input: { owner: string; token: number }): Reply {
  if (state.holder !== input.owner || state.granted !== input.token)
    return { state, output: false };
  return { state: { ...state, holder: null }, output: true };
}

function store(
  state: FencingLockState,
  input: FencingLockInput & { type: 'read' | 'write' },
): Reply {
  if (input.type === 'read') return { state, output: state.value };
  if (input.token < state.seen) return { state, output: false };
  return { state: { ...state, seen: input.token, value: input.value }, output: true };
}

function words(input: FencingLockInput): unknown[] {
  if (input.type === 'acquire') return ['acquire', input.owner];
  if (input.type === 'release') return ['release', input.owner, input.token];
  return input.type === 'write' ? ['write', input.value, 'token', input.token] : ['read'];
}
