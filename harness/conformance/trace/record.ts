/**
 * A run of the code as a trace: what the mapping calls each event, and what of the abstract state it changed, place by
 * place. Whoever reads it back (trace.ts) needs the spec and nothing else; the run could as well have been a real one.
 */
import fc from 'fast-check';
import type { Event } from '../../simulation/event.ts';
import type { Spec, State } from '../../tla/spec.ts';
import {
  argumentAt,
  imagesOf,
  isFunction,
  type SetValue,
  Tag,
  type Value,
} from '../../tla/values/value.ts';
import { choose, plans } from '../choices.ts';
import type { NamedAction } from '../dictionary.ts';
import type { Model } from '../model.ts';
import { judgesOf, type Run, startRun } from '../run.ts';
import { bindWhole, type Explained, type Session } from '../session.ts';
import type { TraceHeader } from './header.ts';
import { toTraceJson } from './json.ts';

export interface RecordOptions {
  readonly seed: number;
  /** Default: the model's. */
  readonly eventsMax?: number;
  /** Variables that are left out of the trace. */
  readonly hidden?: readonly string[];
}

/** One random history of the code in the model's replay scope, with its settling. Throws MappingError. */
export function recordHistory(model: Model, spec: Spec, options: RecordOptions): string {
  const session = bindWhole(spec, model.mapping, model.replay);
  const eventsMax = options.eventsMax ?? model.replay.eventsMax;
  const run = startRun(session, judgesOf(model));
  const [plan] = fc.sample(plans(session.scope, eventsMax), { seed: options.seed, numRuns: 1 });
  for (const choice of plan?.choices ?? []) {
    if (run.found !== undefined) break;
    const event = choose(session.scope, plan as never, run.world, choice);
    if (event === undefined) break;
    run.take(event);
  }
  return traceText(session, run.finish(true), headerOf(model, options));
}

/** The run of a token. */
export function recordEvents(
  model: Model,
  spec: Spec,
  events: readonly Event[],
  options: Pick<RecordOptions, 'hidden'> = {},
): string {
  const session = bindWhole(spec, model.mapping, model.replay);
  const run = startRun(session, judgesOf(model));
  for (const event of events) if (run.found === undefined) run.take(event);
  return traceText(session, run.finish(false), headerOf(model, options));
}

function headerOf(model: Model, { hidden = [] }: Pick<RecordOptions, 'hidden'>): TraceHeader {
  return {
    trace: 'lockstep',
    version: 1,
    protocol: model.name,
    module: model.mapping.module,
    config: model.replay.config,
    unmentioned: 'unchanged',
    ...(hidden.length === 0 ? {} : { hidden }),
  };
}

function traceText(session: Session, run: Run, header: TraceHeader): string {
  const { spec } = session;
  const hidden = header.hidden ?? [];
  const initial = wholeState(spec, session.stateOf(run.initial), hidden);
  const lines = run.steps.flatMap((step, index) => {
    const answer = run.explained[index];
    if (answer === undefined) return [];
    const changed = changes(
      spec,
      session.stateOf(step.before),
      session.stateOf(step.after),
      hidden,
    );
    const state = Object.keys(changed).length === 0 ? {} : { state: changed };
    return [{ ...actionsOf(answer), ...state, event: step.event }];
  });
  return `${[{ ...header, initial }, ...lines].map((line) => JSON.stringify(line)).join('\n')}\n`;
}

function actionsOf(answer: Explained): Record<string, unknown> {
  const actions: readonly NamedAction[] = answer.kind === 'stutter' ? [] : answer.actions;
  const [first] = actions;
  if (first === undefined) return { action: 'stutter' };
  const args = (action: NamedAction) => action.args.map(toTraceJson);
  if (actions.length > 1)
    return { actions: actions.map((action) => [action.name, ...args(action)]) };
  return first.args.length === 0
    ? { action: first.name }
    : { action: first.name, args: args(first) };
}

function wholeState(spec: Spec, state: State, hidden: readonly string[]): Record<string, unknown> {
  const shown = spec.variables.flatMap((name, i) =>
    hidden.includes(name) ? [] : [[name, toTraceJson(state[i] as Value)]],
  );
  return Object.fromEntries(shown);
}

/** The innermost places that changed, and sets by what came and went: a set that grows for ever is not written for ever. */
function changes(
  spec: Spec,
  before: State,
  after: State,
  hidden: readonly string[],
): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [i, name] of spec.variables.entries()) {
    if (!hidden.includes(name)) collect(name, before[i] as Value, after[i] as Value, found);
  }
  return found;
}

function collect(place: string, before: Value, after: Value, found: Record<string, unknown>): void {
  if (before === after) return;
  const steps = sharedSteps(before, after);
  if (steps !== undefined) {
    for (const [i, step] of steps.entries()) {
      const [was, is] = [imagesOf(before as never)[i], imagesOf(after as never)[i]];
      collect(`${place}${step}`, was as Value, is as Value, found);
    }
    return;
  }
  if (isSet(before) && isSet(after) && before.items.length > 0) {
    found[place] = {
      '#plus': after.items.filter((item) => !before.items.includes(item)).map(toTraceJson),
      '#minus': before.items.filter((item) => !after.items.includes(item)).map(toTraceJson),
    };
    return;
  }
  found[place] = toTraceJson(after);
}

function isSet(value: Value): value is SetValue {
  return typeof value === 'object' && value.tag === Tag.set;
}

/** How the images of two functions with the same domain are named; undefined where they have no such names. */
function sharedSteps(before: Value, after: Value): readonly string[] | undefined {
  if (!isFunction(before) || !isFunction(after)) return undefined;
  const count = imagesOf(before).length;
  if (count === 0 || imagesOf(after).length !== count) return undefined;
  const steps: string[] = [];
  for (let i = 0; i < count; i++) {
    const argument = argumentAt(before, i);
    const text = argument === argumentAt(after, i) ? argumentText(argument) : undefined;
    if (text === undefined) return undefined;
    steps.push(before.tag === Tag.record ? `.${text}` : `[${text}]`);
  }
  return steps;
}

function argumentText(value: Value): string | undefined {
  if (typeof value !== 'object') return typeof value === 'number' ? String(value) : undefined;
  const text = value.tag === Tag.str ? value.text : value.tag === Tag.model ? value.name : '';
  return /^[A-Za-z_]\w*$/.test(text) && text !== 'TRUE' && text !== 'FALSE' ? text : undefined;
}
