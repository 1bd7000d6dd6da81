/** What the spec would have allowed instead: its own steps out of a state, the likest to what the code did first. */
import type { Spec, State } from '../tla/spec.ts';
import { showAction } from './dictionary.ts';
import { differences, differingVariables } from './difference.ts';

export interface Neighbour {
  /** `Abort(rm1)`. */
  readonly text: string;
  readonly action: string;
  readonly state: State;
  /** The variables in which it differs from where the code went; none: it is the very same step. */
  readonly differing: readonly string[];
}

/** How many steps of the spec are looked at; a state with more successors has no useful nearest one anyway. */
const successorsMax = 5_000;

/** The spec's steps from `before`, by how many variables, then how many places, they differ from `after`. */
export function nearestSteps(spec: Spec, before: State, after: State): readonly Neighbour[] {
  const neighbours = new Map<string, Neighbour & { readonly places: number }>();
  for (const { action, args, state } of spec.successors(before).slice(0, successorsMax)) {
    const text = showAction({ name: action, args });
    const differing = differingVariables(spec, state, after);
    const known = neighbours.get(text);
    if (known !== undefined && known.differing.length <= differing.length) continue;
    const places = differences(spec, [state, after]).length;
    neighbours.set(text, { text, action, state, differing, places });
  }
  return [...neighbours.values()].sort(
    (a, b) => a.differing.length - b.differing.length || a.places - b.places,
  );
}
