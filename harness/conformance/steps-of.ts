/**
 * The steps of an action that a mapping names. Where it leaves an argument open, the engine looks for one among those that
 * Next gives; the answer says which it was.
 */
import type { Falsehood, Spec, State } from '../tla/spec.ts';
import type { NamedAction } from './dictionary.ts';

export interface Step {
  /** The action with all its arguments. */
  readonly action: NamedAction;
  readonly state: State;
}

export function stepsOf(spec: Spec, action: NamedAction, from: State): readonly Step[] {
  const { name, args, open } = action;
  return open === undefined
    ? spec.successorsOf(name, args, from).map((state) => ({ action, state }))
    : spec.inferredSuccessors(name, open, from).map((found) => ({
        action: { name, args: found.args, key: action.key },
        state: found.state,
      }));
}

/** The action with its arguments if it leads from one state to the other, else undefined. `equal`: of interned values. */
export function takenBetween(
  spec: Spec,
  action: NamedAction,
  from: State,
  to: State,
): NamedAction | undefined {
  if (action.open === undefined)
    return spec.isStep(action.name, action.args, from, to) ? action : undefined;
  const isThere = ({ state }: Step) => state.every((value, i) => value === to[i]);
  return stepsOf(spec, action, from).find(isThere)?.action;
}

export function whyNotBetween(
  spec: Spec,
  { name, args, open }: NamedAction,
  from: State,
  to: State,
): Falsehood | undefined {
  return open === undefined
    ? spec.explainStep(name, args, from, to)
    : spec.explainInferred(name, open, from, to);
}
