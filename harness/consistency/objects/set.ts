/**
 * A set with add, remove and contains; each element is a partition of its own. A history that also reads the whole set
 * is judged against `snapshotSet`, which cannot be partitioned.
 */
import type { Answer, CollectionAccess, SequentialObject } from '../history.ts';
import { contentKey } from '../plain.ts';
import { phrase, type Value } from './value.ts';

export type SetInput =
  | { readonly type: 'add' | 'remove' | 'contains'; readonly value: Value }
  | { readonly type: 'members' };

/**
 * add, remove: whether the set changed, or `null` where the client was not told; contains: whether it does;
 * members: all elements, in the order of their texts.
 */
export type SetOutput = boolean | null | readonly Value[];

/** Elements by their content keys. */
export type SetState = ReadonlyMap<string, Value>;

export const snapshotSet: SequentialObject<SetState, SetInput, SetOutput> = {
  name: 'snapshot-set',
  initial: new Map(),
  apply,
  key: (state) => [...state.keys()].sort().join(),
  isRead: (input, output) =>
    input.type === 'contains' || input.type === 'members' || output === false,
  describe(input, output, outcome) {
    if (input.type === 'members') return phrase(['members'], { output, outcome, tells: true });
    return phrase([input.type, input.value], { output, outcome, tells: output !== null });
  },
};

export const set: SequentialObject<SetState, SetInput, SetOutput> = {
  ...snapshotSet,
  name: 'set',
  partition(input) {
    if (input.type === 'members') throw new TypeError('set: to read all members, use snapshotSet');
    return contentKey(input.value);
  },
  collection: { kind: 'set', isEmpty: (state) => state.size === 0, access },
};

// A removal of which the client was not told whether it changed anything is not as plain as this.
function access(input: SetInput, output: SetOutput | undefined): CollectionAccess | undefined {
  if (input.type === 'members' || ![true, false, null, undefined].includes(output as boolean))
    return undefined;
  if (input.type === 'add')
    return output === false ? { type: 'present' } : { type: 'insert', value: input.value };
  if (output === null) return undefined;
  if (output === false) return { type: 'absent' };
  return input.type === 'contains' ? { type: 'present' } : { type: 'remove', value: input.value };
}

function apply(state: SetState, input: SetInput): readonly Answer<SetState, SetOutput>[] {
  if (input.type === 'members') return [{ state, output: members(state) }];
  const key = contentKey(input.value);
  const present = state.has(key);
  if (input.type === 'contains') return [{ state, output: present }];
  const changes = present === (input.type === 'remove');
  const next = changes ? changed(state, key, input) : state;
  return [
    { state: next, output: changes },
    { state: next, output: null },
  ];
}

function changed(state: SetState, key: string, input: SetInput & { value: Value }): SetState {
  const next = new Map(state);
  if (input.type === 'add') next.set(key, input.value);
  else next.delete(key);
  return next;
}

function members(state: SetState): readonly Value[] {
  return [...state.keys()].sort().map((key) => state.get(key)!);
}
