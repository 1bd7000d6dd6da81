/**
 * PN-Counter: what was counted up and what was counted down, each growing for itself (Shapiro et al., INRIA RR-7506,
 * 2011, specification 7). Kept as one entry for each actor, whose two halves are joined apart.
 */
import { dotsOf, emptyContext } from './causal-context.ts';
import { type Crdt, decomposeContext } from './crdt.ts';
import type { Actor } from './dot.ts';
import { joinEntries } from './g-counter.ts';

export interface UpDown {
  readonly up: number;
  readonly down: number;
}
export type PnCounter = ReadonlyMap<Actor, UpDown>;
export interface PnCounterUpdate {
  readonly type: 'increment' | 'decrement';
  /** A natural number. */
  readonly amount: number;
}

export const pnCounter: Crdt<PnCounter, PnCounterUpdate, number> = {
  bottom: new Map(),
  join: (a, b) => joinEntries(a.state, b.state, joinHalves),
  mutate(state, { type, amount }, { actor }) {
    const { up, down } = state.get(actor) ?? { up: 0, down: 0 };
    const entry = type === 'increment' ? { up: up + amount, down } : { up, down: down + amount };
    return { state: new Map([[actor, entry]]), covers: [] };
  },
  value: (state) => [...state.values()].reduce((sum, { up, down }) => sum + up - down, 0),
  decompose({ state, context }) {
    const halves = [...state].flatMap(([actor, { up, down }]) =>
      [
        { up, down: 0 },
        { up: 0, down },
      ]
        .filter((half) => half.up + half.down > 0)
        .map((half) => ({ state: new Map([[actor, half]]), context: emptyContext })),
    );
    return [...halves, ...decomposeContext<PnCounter>(new Map(), dotsOf(context))];
  },
};

function joinHalves(a: UpDown, b: UpDown): UpDown {
  return { up: Math.max(a.up, b.up), down: Math.max(a.down, b.down) };
}
