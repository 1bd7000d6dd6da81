/** The state graph of a spec within its constraints, by its own steps: what there is to be covered. */
import type { Spec, State } from '../tla/spec.ts';
import { type Edge, edgesFrom } from './edges.ts';
import type { StateTable } from './state-table.ts';

export interface SpecGraph {
  /** The edges out of each state that is within the constraints, by their keys. */
  readonly edges: ReadonlyMap<State, ReadonlyMap<string, Edge>>;
  /** False if there are more states than may be looked at. */
  readonly complete: boolean;
}

export function specGraph(spec: Spec, states: StateTable, statesMax: number): SpecGraph {
  const edges = new Map<State, ReadonlyMap<string, Edge>>();
  const waiting = [...new Set(spec.initialStates().map((state) => states.canonical(state)))];
  const seen = new Set(waiting);
  for (let at = 0; at < waiting.length; at++) {
    if (at >= statesMax) return { edges, complete: false };
    const state = waiting[at] as State;
    if (!spec.withinConstraints(state)) continue;
    const found = edgesFrom(spec, states, state);
    edges.set(state, found);
    for (const { target } of found.values()) {
      if (seen.has(target)) continue;
      seen.add(target);
      waiting.push(target);
    }
  }
  return { edges, complete: true };
}
