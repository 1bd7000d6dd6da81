/**
 * OR-Set without tombstones: a removal takes away the additions that its author saw, and no other; an addition that it
 * did not see wins (Shapiro et al., INRIA RR-7506, 2011, specification 15; Bieniusa et al., INRIA RR-8083, 2012, for
 * the version without tombstones). An addition replaces the ones of its element that its author saw.
 */
import type { Crdt } from './crdt.ts';
import { type DotStore, decomposeDotStore, distinctItems, joinDotStores } from './dot-store.ts';

export type OrSet = DotStore<string>;
export interface OrSetUpdate {
  readonly type: 'add' | 'remove';
  readonly elem: string;
}

export const orSet: Crdt<OrSet, OrSetUpdate, readonly string[]> = {
  bottom: new Map(),
  join: joinDotStores,
  mutate(state, { type, elem }, { dot }) {
    const covers = [...state].filter(([, other]) => other === elem).map(([seen]) => seen);
    return { state: type === 'add' ? new Map([[dot, elem]]) : new Map(), covers };
  },
  value: distinctItems,
  decompose: decomposeDotStore,
};
