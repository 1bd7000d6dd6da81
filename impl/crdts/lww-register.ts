/**
 * LWW register: the last writer wins (Shapiro et al., INRIA RR-7506, 2011, specification 8; Johnson and Thomas, RFC 677,
 * 1975). Last by the clocks of the replicas, which may show anything; two things keep that honest. A write is stamped
 * later than the write that it replaces, so that no clock can make it lose against what its author had read (a hybrid
 * clock; Kulkarni et al., OPODIS 2014). And no two writes have the same stamp, since the actor is a part of it.
 */
import { dotsOf, emptyContext } from './causal-context.ts';
import { type Crdt, decomposeContext } from './crdt.ts';
import { type Actor, compareActors } from './dot.ts';

/** What was written and when; null: nothing was. */
export interface Cell {
  readonly time: number;
  readonly actor: Actor;
  readonly value: unknown;
}
export type LwwRegister = Cell | null;
export interface LwwRegisterUpdate {
  readonly type: 'write';
  readonly value: unknown;
}

export const lwwRegister: Crdt<LwwRegister, LwwRegisterUpdate, unknown> = {
  bottom: null,
  join: (a, b) => later(a.state, b.state),
  mutate(state, { value }, { actor, clock }) {
    return { state: { time: stampAfter(state, clock), actor, value }, covers: [] };
  },
  value: (state) => state?.value ?? null,
  decompose({ state, context }) {
    const cells = state === null ? [] : [{ state, context: emptyContext }];
    return [...cells, ...decomposeContext<LwwRegister>(null, dotsOf(context))];
  },
};

function later(a: LwwRegister, b: LwwRegister): LwwRegister {
  if (a === null || b === null) return a ?? b;
  return compareCells(a, b) < 0 ? b : a;
}

function compareCells(a: Cell, b: Cell): number {
  return a.time - b.time || compareActors(a.actor, b.actor);
}

function stampAfter(state: LwwRegister, clock: number): number {
  return state === null ? clock : Math.max(clock, state.time + 1);
}
