/**
 * One object for each distinct spec state, with a small number, so that states compare by `===` and steps can be
 * remembered by two numbers. Exact: the key is the tuple of interned values, not a fingerprint.
 */
import type { State } from '../tla/spec.ts';
import { codeOf } from '../tla/values/intern.ts';

export interface StateTable {
  /** The number of this state; equal states have equal numbers. Numbers count up from 0. */
  idOf(state: State): number;
  /** The one object for this state. */
  canonical(state: State): State;
  at(id: number): State;
  size(): number;
}

export function createStateTable(): StateTable {
  const ids = new Map<string, number>();
  const states: State[] = [];
  // Canonical objects are asked for again and again; this spares them the key.
  const known = new WeakMap<State, number>();
  const idOf = (state: State): number => {
    const quick = known.get(state);
    if (quick !== undefined) return quick;
    const key = keyOf(state);
    let id = ids.get(key);
    if (id === undefined) {
      id = states.length;
      ids.set(key, id);
      states.push(state);
      known.set(state, id);
    }
    return id;
  };
  return {
    idOf,
    canonical: (state) => states[idOf(state)] as State,
    at: (id) => states[id] as State,
    size: () => states.length,
  };
}

function keyOf(state: State): string {
  let key = '';
  for (const value of state) key += `${codeOf(value)},`;
  return key;
}
