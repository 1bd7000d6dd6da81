/**
 * Why the code cannot take an edge of the spec: no event is the action at all; there are such events, and none can happen
 * here, or the code ignores it; or one happens and leads elsewhere. The nearest miss counts: what led elsewhere says more
 * than what was not enabled.
 */
import type { Event } from '../simulation/event.ts';
import { describeEvent } from '../simulation/story.ts';
import type { World } from '../simulation/world.ts';
import type { Spec } from '../tla/spec.ts';
import { type NamedAction, showAction } from './dictionary.ts';
import { differences } from './difference.ts';
import type { Edge } from './edges.ts';
import { stateLines } from './explain.ts';
import { type Option, optionsIn } from './options.ts';
import type { UntakenEdge } from './result.ts';
import type { Session } from './session.ts';

/** How many worlds of the state are asked. */
const worldsMax = 20;
/** How many places are named in which it led elsewhere. */
const placesMax = 4;

type Reason = Pick<UntakenEdge, 'why' | 'instead'>;

export interface Asked {
  /** Worlds of the state that the edge leaves; the first is the one after `events`. */
  readonly worlds: readonly World[];
  readonly events: readonly Event[];
  /** The actions that some event was, anywhere in the run. */
  readonly named: ReadonlySet<string>;
}

/** The edge as it is reported. */
export function untaken(session: Session, edge: Edge, asked: Asked): UntakenEdge {
  return {
    action: edge.action,
    args: edge.text.slice(edge.action.length),
    state: stateLines(session.spec, edge.source).join('\n'),
    events: asked.events,
    ...whyNot(session, edge, asked),
  };
}

function whyNot(session: Session, edge: Edge, { worlds, named }: Asked): Reason {
  let ignored: string | undefined;
  let nearest: { readonly instead: string; readonly distance: number } | undefined;
  for (const world of worlds.slice(0, worldsMax)) {
    for (const option of optionsIn(session, world).options) {
      if (!names(session, option, edge)) continue;
      if (option.answer.kind === 'stutter') {
        ignored ??= `${describeEvent(option.event)} is ${edge.text}, and changes nothing here`;
        continue;
      }
      const miss = missed(session.spec, edge, option);
      if (nearest === undefined || miss.distance < nearest.distance) nearest = miss;
    }
  }
  if (nearest !== undefined) return { why: 'led elsewhere', instead: nearest.instead };
  if (ignored !== undefined) return { why: 'not enabled', instead: ignored };
  return named.has(edge.action)
    ? {
        why: 'not enabled',
        instead: `elsewhere there are events that are ${edge.action}; here none can happen`,
      }
    : { why: 'no event maps to it', instead: `no event was ${edge.action} anywhere` };
}

/** The event is this very action; arguments count where the mapping and Next give equally many. */
function names(session: Session, { step, answer }: Option, edge: Edge): boolean {
  const actions: readonly NamedAction[] =
    answer.kind === 'stutter' ? session.actionsOf(step) : answer.actions;
  return actions.some(
    ({ name, args }) =>
      name === edge.action &&
      (args.length !== edge.args.length || args.every((value, i) => value === edge.args[i])),
  );
}

function missed(spec: Spec, edge: Edge, { event, to, answer }: Option) {
  const different = differences(spec, [edge.target, to]);
  const places = different
    .slice(0, placesMax)
    .map(({ path, values: [wanted, got] }) => `${path} is ${got}, not ${wanted}`);
  const more = different.length > placesMax ? [`${different.length - placesMax} places more`] : [];
  const as =
    answer.kind === 'actions'
      ? answer.actions.map(showAction).join(', then ')
      : 'no step of the specification';
  return {
    distance: different.length,
    instead: `${describeEvent(event)} led elsewhere (${as}): ${[...places, ...more].join('; ')}`,
  };
}
