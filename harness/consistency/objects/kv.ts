/**
 * A map from keys to values. Each key is a partition of its own (locality), so a history over many keys is judged key by
 * key. `null` is what an absent key reads as; a put of `null` is a delete.
 */
import type { Answer, SequentialObject } from '../history.ts';
import { contentKey, sameContent } from '../plain.ts';
import { phrase, type Value } from './value.ts';

export type KvInput =
  | { readonly type: 'get'; readonly key: string }
  | { readonly type: 'put'; readonly key: string; readonly value: Value }
  | { readonly type: 'delete'; readonly key: string }
  /** Appends text to text; an absent key counts as the empty text. */
  | { readonly type: 'append'; readonly key: string; readonly value: string }
  | { readonly type: 'cas'; readonly key: string; readonly from: Value; readonly to: Value };

/** get: the value or `null`; cas: whether it took place; put, delete, append: `null`. */
export type KvOutput = Value;

/** Present keys only, so that equal maps are equal. */
export type KvState = ReadonlyMap<string, Value>;

export const kv: SequentialObject<KvState, KvInput, KvOutput> = {
  name: 'kv',
  initial: new Map(),
  apply: (state, input) => [answer(state, input)],
  key: stateKey,
  partition: (input) => input.key,
  isRead: (input, output) => input.type === 'get' || (input.type === 'cas' && output === false),
  growth: {
    excludes(state, input, output) {
      const current = state.get(input.key);
      if (input.type !== 'get' || typeof current !== 'string') return false;
      return typeof output !== 'string' || !output.startsWith(current);
    },
    resets: (input) => input.type !== 'get' && input.type !== 'append',
  },
  asRegister(input, output) {
    if (input.type === 'get') return { type: 'read', value: output };
    if ((output ?? null) !== null) return undefined;
    if (input.type === 'put') return { type: 'write', value: input.value };
    return input.type === 'delete' ? { type: 'write', value: null } : undefined;
  },
  describe(input, output, outcome) {
    const tells = input.type === 'get' || input.type === 'cas';
    return phrase(words(input), { output, outcome, tells });
  },
};

function answer(state: KvState, input: KvInput): Answer<KvState, KvOutput> {
  const current = state.get(input.key) ?? null;
  switch (input.type) {
    case 'get':
      return { state, output: current };
    case 'put':
      return { state: withValue(state, input.key, input.value), output: null };
    case 'delete':
      return { state: withValue(state, input.key, null), output: null };
    case 'append':
      return { state: withValue(state, input.key, `${current ?? ''}${input.value}`), output: null };
    case 'cas':
      if (!sameContent(current, input.from)) return { state, output: false };
      return { state: withValue(state, input.key, input.to), output: true };
  }
}

function withValue(state: KvState, key: string, value: Value): KvState {
  if ((state.get(key) ?? null) === value) return state;
  const next = new Map(state);
  if (value === null) next.delete(key);
  else next.set(key, value);
  return next;
}

// One key is the rule (a partition), and its value may be a long text: that is not escaped, as nothing follows it.
function stateKey(state: KvState): string {
  if (state.size === 1) for (const [key, value] of state) return oneKey(key, value);
  const entries = [...state].map(([key, value]) => `${JSON.stringify(key)}:${contentKey(value)}`);
  return entries.sort().join();
}

function oneKey(key: string, value: Value): string {
  const shown = typeof value === 'string' ? `"${value}"` : contentKey(value);
  return `${JSON.stringify(key)} = ${shown}`;
}

function words(input: KvInput): unknown[] {
  if (input.type === 'cas') return ['cas', input.key, input.from, input.to];
  return 'value' in input ? [input.type, input.key, input.value] : [input.type, input.key];
}
