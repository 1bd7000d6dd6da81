/**
 * MV register: a write replaces the values that its author saw; values written without knowledge of each other stay side
 * by side until somebody has seen them both (DeCandia et al., Dynamo, SOSP 2007, section 4.4; Shapiro et al., INRIA
 * RR-7506, 2011, specification 10). A reader gets the set of them.
 */
import type { Crdt } from './crdt.ts';
import { type DotStore, decomposeDotStore, distinctItems, joinDotStores } from './dot-store.ts';

export type MvRegister = DotStore<unknown>;
export interface MvRegisterUpdate {
  readonly type: 'write';
  readonly value: unknown;
}

export const mvRegister: Crdt<MvRegister, MvRegisterUpdate, readonly unknown[]> = {
  bottom: new Map(),
  join: joinDotStores,
  mutate(state, { value }, { dot }) {
    return { state: new Map([[dot, value]]), covers: [...state.keys()] };
  },
  value: distinctItems,
  decompose: decomposeDotStore,
};
