/**
 * G-Counter: each actor counts for itself, the value is the sum (Shapiro et al., INRIA RR-7506, 2011, specification 6).
 * The entry belongs to one life of a replica, not to the replica: after a restore from a backup it would count again
 * from an old number, and a maximum would swallow what it counts.
 */
import { dotsOf, emptyContext } from './causal-context.ts';
import { type Crdt, decomposeContext } from './crdt.ts';
import type { Actor } from './dot.ts';

export type GCounter = ReadonlyMap<Actor, number>;
export interface GCounterUpdate {
  readonly type: 'increment';
  /** A natural number. */
  readonly amount: number;
}

export const gCounter: Crdt<GCounter, GCounterUpdate, number> = {
  bottom: new Map(),
  join: (a, b) => joinEntries(a.state, b.state, Math.max),
  mutate(state, { amount }, { actor }) {
    return { state: new Map([[actor, (state.get(actor) ?? 0) + amount]]), covers: [] };
  },
  value: (state) => [...state.values()].reduce((sum, count) => sum + count, 0),
  /** One element for each entry, and one for each event: the two do not depend on each other. */
  decompose({ state, context }) {
    const entries = [...state].map((entry) => ({
      state: new Map([entry]),
      context: emptyContext,
    }));
    return [...entries, ...decomposeContext<GCounter>(new Map(), dotsOf(context))];
  },
};

/** Entry by entry; entries that only one side has stay as they are. */
export function joinEntries<Entry>(
  a: ReadonlyMap<Actor, Entry>,
  b: ReadonlyMap<Actor, Entry>,
  join: (a: Entry, b: Entry) => Entry,
): ReadonlyMap<Actor, Entry> {
  const joined = new Map(a);
  for (const [actor, entry] of b) {
    const mine = joined.get(actor);
    joined.set(actor, mine === undefined ? entry : join(mine, entry));
  }
  return joined;
}
