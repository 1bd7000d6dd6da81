/**
 * The backward half of refinement: which steps of the spec the code can take. For every spec state that some world stands
 * for, each edge of the spec out of it must be realised by some event in some world of that state. An edge is an action
 * name and a target; steps that change nothing are no edges, since stuttering is always allowed.
 */
import type { Spec, State } from '../tla/spec.ts';
import type { Value } from '../tla/values/value.ts';
import { showAction } from './dictionary.ts';
import type { StateTable } from './state-table.ts';

export interface Edge {
  readonly source: State;
  readonly target: State;
  readonly action: string;
  readonly args: readonly Value[];
  /** As TLA+ writes it: `Prepare(rm1)`. */
  readonly text: string;
}

export interface EdgeBook {
  /** The code went from `source` to `target` under this action's name. */
  realise(source: State, action: string, target: State): void;
  /**
   * Compares the edges out of these states with what was realised. `twins`: ways of renaming states; an edge counts as
   * realised if a twin of it is.
   */
  compare(
    spec: Spec,
    sources: Iterable<State>,
    twins?: readonly ((state: State) => State)[],
  ): Comparison;
}

export interface Comparison {
  readonly edges: number;
  readonly realised: number;
  readonly missing: readonly Edge[];
  /** Names of all actions that label an edge. */
  readonly actions: ReadonlySet<string>;
}

export function createEdgeBook(states: StateTable): EdgeBook {
  const realised = new Map<State, Set<string>>();
  const keyOf = (action: string, target: State): string => edgeKey(states, action, target);
  return {
    realise(source, action, target) {
      const known = realised.get(source);
      if (known === undefined) realised.set(source, new Set([keyOf(action, target)]));
      else known.add(keyOf(action, target));
    },
    compare(spec, sources, twins = []) {
      const isRealised = (source: State, key: string, { action, target }: Edge): boolean =>
        realised.get(source)?.has(key) === true ||
        twins.some((twin) => {
          const [from, to] = [source, target].map((state) => states.canonical(twin(state)));
          return realised.get(from as State)?.has(keyOf(action, to as State)) === true;
        });
      const missing: Edge[] = [];
      const actions = new Set<string>();
      let edges = 0;
      for (const source of sources) {
        for (const [key, edge] of edgesFrom(spec, states, source)) {
          edges += 1;
          actions.add(edge.action);
          if (!isRealised(source, key, edge)) missing.push(edge);
        }
      }
      return { edges, realised: edges - missing.length, missing, actions };
    },
  };
}

/** What tells an edge from others with the same source. */
export function edgeKey(states: StateTable, action: string, target: State): string {
  return `${action}>${states.idOf(target)}`;
}

/** The edges out of a state, by their keys. */
export function edgesFrom(
  spec: Spec,
  states: StateTable,
  source: State,
): ReadonlyMap<string, Edge> {
  const edges = new Map<string, Edge>();
  for (const { action, args, state } of spec.successors(source)) {
    const target = states.canonical(state);
    if (target === source) continue;
    const key = edgeKey(states, action, target);
    if (edges.has(key)) continue;
    edges.set(key, { source, target, action, args, text: showAction({ name: action, args }) });
  }
  return edges;
}
