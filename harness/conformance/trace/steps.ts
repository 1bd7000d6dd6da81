/**
 * Where one line of a trace can lead from one state: the actions it names, with the arguments it gives, to a state that
 * is what it says. What the line leaves open, the spec fills in.
 */
import type { Spec, State } from '../../tla/spec.ts';
import type { Value } from '../../tla/values/value.ts';
import type { StateTable } from '../state-table.ts';
import { agrees, withLogged } from './logged.ts';
import type { LoggedAction, Trace, TraceEvent } from './trace.ts';

export function unknownArguments(spec: Spec, name: string): readonly undefined[] {
  return Array.from(spec.actions.get(name)?.parameters ?? [], () => undefined);
}

/** An action with the arguments of the trace, or the spec's own where the trace has none. */
export interface TakenAction {
  readonly name: string;
  readonly args: readonly Value[];
}

export interface Taken {
  readonly state: State;
  /** Empty: a stutter. */
  readonly by: readonly TakenAction[];
}

/** Every state that the event can lead to from this one, as far as the trace tells. */
export function stepsOf(
  spec: Spec,
  trace: Trace,
  states: StateTable,
  event: TraceEvent,
  before: State,
): readonly Taken[] {
  const fits = fitting(trace, event, before);
  const canonical = (found: readonly Taken[]): readonly Taken[] =>
    found.map(({ state, by }) => ({ state: states.canonical(state), by }));
  const { actions } = event;
  if (actions === undefined) {
    const any = spec.successors(before).map(({ action, args, state }) => ({
      state,
      by: [{ name: action, args }],
    }));
    return canonical([{ state: before, by: [] }, ...any].filter(({ state }) => fits(state)));
  }
  const [first] = actions;
  if (first === undefined) return fits(before) ? [{ state: before, by: [] }] : [];
  const exact = exactAfter(trace, event, before);
  let frontier: readonly Taken[] = [{ state: before, by: [] }];
  for (const [index, action] of actions.entries()) {
    const isLast = index === actions.length - 1;
    const found = frontier.flatMap((from) => {
      const next = isLast
        ? lastSteps(spec, action, from.state, exact, fits)
        : take(spec, action, from.state);
      return from.by.length === 0
        ? next
        : next.map(({ state, by }) => ({ state, by: [...from.by, ...by] }));
    });
    frontier = canonical(found);
  }
  return frontier;
}

/** Where the trace leaves one state only, it is asked whether that is a step; a generator would make all and throw them away. */
function lastSteps(
  spec: Spec,
  action: LoggedAction,
  from: State,
  exact: State | undefined | 'open',
  fits: (state: State) => boolean,
): readonly Taken[] {
  if (exact === undefined) return [];
  if (exact !== 'open' && isComplete(action.args)) {
    const isStep = spec.isStep(action.name, action.args, from, exact);
    return isStep ? [{ state: exact, by: [action as TakenAction] }] : [];
  }
  return take(spec, action, from).filter(({ state }) => fits(state));
}

export function take(spec: Spec, { name, args }: LoggedAction, from: State): readonly Taken[] {
  if (isComplete(args)) {
    const by = [{ name, args }];
    return spec.successorsOf(name, args, from).map((state) => ({ state, by }));
  }
  return spec.inferredSuccessors(name, args, from).map((found) => ({
    state: found.state,
    by: [{ name, args: found.args }],
  }));
}

function isComplete(args: readonly (Value | undefined)[]): args is readonly Value[] {
  return !args.includes(undefined);
}

/** The one state after the event that the trace leaves, if it promises that the rest is unchanged and hides nothing. */
export function exactAfter(
  trace: Trace,
  event: TraceEvent,
  before: State,
): State | undefined | 'open' {
  if (trace.header.unmentioned !== 'unchanged' || trace.hidden.includes(true)) return 'open';
  return withLogged(event.after, before);
}

/** What the trace says of the state after the event, given the one before. */
function fitting(trace: Trace, event: TraceEvent, before: State): (after: State) => boolean {
  if (trace.header.unmentioned !== 'unchanged')
    return (after) => agrees(event.after, before, after);
  const wanted = withLogged(event.after, before);
  if (wanted === undefined) return () => false;
  return (after) =>
    agrees(event.after, before, after) &&
    after.every((value, i) => value === wanted[i] || trace.hidden[i] === true);
}
