/** From a failing run to what is reported of it: who seems to be guilty, the story, the token. Plain data from here on. */
import { drawViolation } from '../consistency/draw.ts';
import type { Event } from '../simulation/event.ts';
import { NondeterminismError } from '../simulation/program-error.ts';
import { describeEvent } from '../simulation/story.ts';
import type { Edge } from './edges.ts';
import { functionFinder, stateLines, tellStory } from './explain.ts';
import { type Found, summaryOf } from './found.ts';
import { accuse, accuseMissing } from './guilty.ts';
import type { Place } from './report/scene.ts';
import type { Failure } from './result.ts';
import type { Judges, Run } from './run.ts';
import { sceneOf } from './scene-of.ts';
import type { Session } from './session.ts';
import type { Sources } from './sources.ts';

export interface StoryOptions {
  /** The implementation's texts, for the places of its functions. */
  readonly sources?: Sources;
  /** The command that reproduces a failure, from its token; the last line of the story. */
  readonly reproduce?: (events: readonly Event[]) => string;
  /** Tell the story of a failure (default), or only say what failed: mutants need no more, and die faster so. */
  readonly tellsStory?: boolean;
}

export function tellRun(
  session: Session,
  judges: Judges,
  run: Run & { readonly found: Found },
  options: StoryOptions,
): Failure {
  const { found } = run;
  const events = tokenOf(run);
  if (options.tellsStory === false) {
    const summary = summaryOf(found);
    return { kind: found.kind, name: found.name, summary, story: summary, events };
  }
  const blame = accuse(session, judges, run, found);
  const functionOf = functionFinder(options.sources, session.mapping.module);
  const reproduce = options.reproduce?.(events);
  return {
    kind: kindOf(found),
    name: found.name,
    summary: summaryOf(found),
    story: tellStory(session, run, found, { blame, functionOf, reproduce }),
    events,
    scene: sceneOf(session, run, functionOf),
    ...placeOf(session, found),
    ...pageOf(found),
    guilty: { party: blame.party, reason: blame.reason },
  };
}

function kindOf(found: Found): Failure['kind'] {
  const isHidden = found.kind === 'exception' && found.error instanceof NondeterminismError;
  return isHidden ? 'nondeterminism' : found.kind;
}

/** The false conjunct; where there is none to be had, the action that was named. */
function placeOf({ spec }: Session, found: Found): { readonly at?: Place } {
  const falsehood = 'falsehood' in found ? found.falsehood : undefined;
  const span = falsehood?.span ?? spec.actions.get(found.name)?.span;
  if (span === undefined) return {};
  return { at: { file: span.file, line: span.line, column: span.column } };
}

function pageOf(found: Found): { readonly page?: string } {
  if (found.kind !== 'consistency') return {};
  return { page: drawViolation(found.history, found.object, found.verdict) };
}

/** The events that show the failure: with what settling did, unless settling itself is what fails. */
export function tokenOf(run: Run): readonly Event[] {
  const count = run.found?.kind === 'settled' ? run.chosen : run.steps.length;
  return run.steps.slice(0, count).map(({ event }) => event);
}

/** A step that the spec allows and the code cannot take. */
export function tellMissing(
  session: Session,
  edge: Edge,
  about: { readonly events: readonly Event[]; readonly instead: string; readonly count: number },
  options: StoryOptions,
): Failure {
  const { spec } = session;
  const place = functionFinder(options.sources, session.mapping.module)(edge.action);
  const summary = `the specification allows ${edge.text}, and the code cannot take that step`;
  const reproduce = options.reproduce?.(about.events);
  if (options.tellsStory === false) {
    return { kind: 'unrealised', name: edge.action, summary, story: summary, events: about.events };
  }
  const guilty = accuseMissing(spec, edge.target);
  const lines = [
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)} (${about.count} such edges in all).`,
    '',
    'In the state',
    ...stateLines(spec, edge.source),
    'it would lead to',
    ...stateLines(spec, edge.target),
    '',
    place === undefined
      ? 'No function is tagged with this action.'
      : `The function is ${place.name}, ${place.file}:${place.line}.`,
    `What the code does: ${about.instead}.`,
    `The code is in that state after ${about.events.length} events${about.events.length === 0 ? '.' : ':'}`,
    ...about.events.map((event) => `  ${describeEvent(event)}`),
    '',
    `Who is wrong: ${guilty.party}`,
    `  ${guilty.reason}.`,
    ...(reproduce === undefined ? [] : ['', reproduce]),
  ];
  return {
    kind: 'unrealised',
    name: edge.action,
    summary,
    story: lines.join('\n'),
    events: about.events,
    guilty,
  };
}
