/**
 * Why a trace was refused. The search has stopped at a line that no state of the frontier can explain; for each of these
 * states, and for each action of the spec, either the first conjunct that is false, or where the action would lead
 * instead and how far that is from what was logged. All states of the frontier are told, since the longest prefix that one
 * search happens to find may be the wrong one to look at.
 */
import type { Falsehood, Spec, State } from '../../tla/spec.ts';
import { show } from '../../tla/values/print.ts';
import { differences } from '../difference.ts';
import type { RefusedAction, TraceFailure } from '../result.ts';
import { type Mismatch, mismatches, withLogged } from './logged.ts';
import type { Candidate, Searched } from './search.ts';
import { take, unknownArguments } from './steps.ts';
import { type LoggedAction, showLogged, type Trace, type TraceEvent } from './trace.ts';

/** How many states of the frontier are explained; more would be no explanation. */
const statesMax = 20;
/** How many of them the story tells. */
const toldMax = 3;

export function tellRejection(
  spec: Spec,
  trace: Trace,
  searched: Searched,
  reproduce: string | undefined,
): TraceFailure {
  const frontier = searched.layers.at(-1) as readonly Candidate[];
  const event = trace.events[searched.explained];
  if (frontier.length === 0 || event === undefined) return nowhereToBegin(spec, trace, reproduce);
  const line = event.line;
  const names = event.actions?.map(showLogged).join(', then ');
  const what = names === undefined ? 'a step' : names === '' ? 'a stutter' : names;
  const summary = `no behaviour of ${spec.module} explains ${trace.file}:${line}, ${what}`;
  const states = frontier
    .map(({ state }) => ({ state, ...refusals(spec, trace, event, state) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, statesMax);
  const head = `${searched.explained} of ${trace.events.length} events are explained; ${
    frontier.length === 1 ? 'one state fits' : `${frontier.length} states fit`
  } there.`;
  const told = states
    .slice(0, toldMax)
    .map(({ state, actions }, i) => stateStory(spec, state, actions, i, frontier.length));
  const more = frontier.length > toldMax ? [`and ${frontier.length - toldMax} states more.`] : [];
  return {
    kind: 'rejected',
    summary,
    story: paragraphs([`${summary}.`, head, ...told, ...more, reproduce]),
    line,
    ...(event.actions?.[0] === undefined ? {} : { name: event.actions[0].name }),
    frontier: states.map(({ state, actions }) => ({ state: stateText(spec, state), actions })),
  };
}

function nowhereToBegin(spec: Spec, trace: Trace, reproduce: string | undefined): TraceFailure {
  const summary = `no initial state of ${spec.module} is what the trace says of the first`;
  const near = spec
    .initialStates()
    .map((state) => mismatches(trace.initial, state, state))
    .sort((a, b) => a.length - b.length)[0];
  const lines = (near ?? []).map(mismatchText).map((text) => `  ${text}`);
  return {
    kind: 'rejected',
    summary,
    story: paragraphs([`${summary}.`, lines.join('\n'), reproduce]),
    line: 1,
  };
}

interface Refusals {
  readonly actions: readonly RefusedAction[];
  /** How far the nearest action is from what was logged: 0 would be a step. */
  readonly distance: number;
}

/** The action that the line names first, then all others, the nearest first. */
function refusals(spec: Spec, trace: Trace, event: TraceEvent, state: State): Refusals {
  const named = event.actions?.[0];
  const after = withLogged(event.after, state) ?? state;
  const others = spec.steps
    .filter((name) => name !== named?.name)
    .map((name): LoggedAction => ({ name, args: unknownArguments(spec, name) }));
  const refusal = (action: LoggedAction) => refuse(spec, trace, event, { action, state, after });
  const rest = others.map(refusal).sort((a, b) => a.distance - b.distance);
  const all = named === undefined ? rest : [refusal(named), ...rest];
  return {
    actions: all.map(({ refused }, i) => ({ ...refused, logged: named !== undefined && i === 0 })),
    distance: Math.min(...all.map(({ distance }) => distance)),
  };
}

interface Refusal {
  readonly refused: RefusedAction;
  readonly distance: number;
}

/** An action that is not enabled is further away than any place that differs. */
const disabled = 1_000;

function refuse(
  spec: Spec,
  trace: Trace,
  event: TraceEvent,
  { action, state, after }: { action: LoggedAction; state: State; after: State },
): Refusal {
  const text = showLogged(action);
  const before = mismatches(event.before, state, state);
  if (before.length > 0) {
    const because = before.map((mismatch) => `before: ${mismatchText(mismatch)}`);
    return { refused: { action: text, logged: false, because }, distance: before.length };
  }
  const steps = take(spec, action, state).map((step) => ({
    ...step,
    wrong: wrongPlaces(spec, trace, event, state, step.state),
  }));
  const [nearest] = steps.sort((a, b) => a.wrong.length - b.wrong.length);
  if (nearest !== undefined) {
    const args = nearest.by[0]?.args ?? action.args;
    const because = nearest.wrong.map(mismatchText);
    return {
      refused: { action: showLogged({ name: action.name, args }), logged: false, because },
      distance: nearest.wrong.length + 1,
    };
  }
  const falsehood = explain(spec, action, state, after);
  return { refused: { action: text, logged: false, ...conjunctOf(falsehood) }, distance: disabled };
}

function explain(spec: Spec, action: LoggedAction, before: State, after: State) {
  const { name, args } = action;
  const known = args.filter((value) => value !== undefined);
  return known.length === args.length
    ? spec.explainStep(name, known, before, after)
    : spec.explainInferred(name, args, before, after);
}

/** Where the spec's state is not what was logged; in a trace that says so, also where it is not as it was. */
function wrongPlaces(
  spec: Spec,
  trace: Trace,
  event: TraceEvent,
  before: State,
  after: State,
): readonly Mismatch[] {
  const logged = mismatches(event.after, before, after);
  const wanted = withLogged(event.after, before);
  if (trace.header.unmentioned !== 'unchanged' || wanted === undefined) return logged;
  const seen = new Set(event.after.map(({ place }) => place.variable));
  const others = differences(spec, [wanted, after]).filter(({ variable }) => {
    const index = spec.variables.indexOf(variable);
    return trace.hidden[index] !== true && !seen.has(index);
  });
  return [
    ...logged,
    ...others.map(({ path, values: [was = '', is = ''] }) => ({
      place: path,
      logged: `${was} as before`,
      found: is,
    })),
  ];
}

function conjunctOf(
  falsehood: Falsehood | undefined,
): Pick<RefusedAction, 'conjunct' | 'at' | 'because'> {
  if (falsehood === undefined) return { because: ['Next never takes it'] };
  const { text, span, left, right, bindings } = falsehood;
  const sides = [left, right].flatMap((side) =>
    side === undefined ? [] : [`${oneLine(side.text)} = ${cut(show(side.value))}`],
  );
  const named = bindings.map(({ name, value }) => `${name} = ${cut(show(value))}`);
  return {
    conjunct: oneLine(text),
    at: `${span.file}:${span.line}:${span.column}`,
    because: [...sides, ...named],
  };
}

function mismatchText({ place, logged, found }: Mismatch): string {
  return `${place} = ${cut(found)}, logged ${cut(logged)}`;
}

/** An invariant that is false on a behaviour that explains the whole trace. */
export function tellInvariant(
  spec: Spec,
  trace: Trace,
  about: {
    readonly name: string;
    readonly state: State;
    readonly position: number;
    readonly others: number;
  },
  reproduce: string | undefined,
): TraceFailure {
  const { name, state, position, others } = about;
  const line = trace.events[position - 1]?.line ?? 1;
  const where = position === 0 ? 'before the first event' : `after ${trace.file}:${line}`;
  const summary = `invariant ${name} is false ${where}, on a behaviour that explains the whole trace`;
  const falsehood = spec.explainInvariant(name, state);
  const { conjunct, at, because } = conjunctOf(falsehood);
  const certainty =
    others === 0
      ? 'In every state that fits there it is false.'
      : `In ${others} other states that fit there it holds: the trace does not say which it was.`;
  return {
    kind: 'invariant',
    summary,
    story: paragraphs([
      `${summary}.`,
      conjunct === undefined ? undefined : [`${conjunct}  (${at})`, ...because].join('\n  '),
      certainty,
      stateText(spec, state),
      reproduce,
    ]),
    line,
    name,
  };
}

function stateStory(
  spec: Spec,
  state: State,
  actions: readonly RefusedAction[],
  index: number,
  count: number,
): string {
  const title = count === 1 ? 'In the state' : `In state ${index + 1} of ${count}`;
  const lines = actions.map(({ action, logged, conjunct, at, because }) => {
    const why =
      conjunct === undefined
        ? `leads elsewhere: ${because.join('; ')}`
        : `is not enabled: ${conjunct}  (${at})`;
    const more = conjunct === undefined || !logged ? [] : because.map((text) => `\n      ${text}`);
    return `  ${logged ? '> ' : '  '}${cut(action)} ${why}${more.join('')}`;
  });
  return [title, stateText(spec, state), 'the actions are', ...lines].join('\n');
}

function stateText(spec: Spec, state: State): string {
  const width = Math.max(...spec.variables.map((name) => name.length));
  return spec.variables
    .map((name, i) => `  ${name.padEnd(width)} = ${show(state[i] as never)}`)
    .join('\n');
}

function paragraphs(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function cut(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 117)}...`;
}
