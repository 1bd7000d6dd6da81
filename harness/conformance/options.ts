/**
 * What the code can do in a world, event by event, and what each event is in the spec: where drive looks for the step
 * that it wants. Everything that can happen is tried, since only the step itself says which action it was.
 */
import { type Applied, applyDetailed } from '../simulation/apply.ts';
import type { Event, EventType } from '../simulation/event.ts';
import { worldKey } from '../simulation/key.ts';
import { ProgramError } from '../simulation/program-error.ts';
import type { World } from '../simulation/world.ts';
import { EvaluationError } from '../tla/diagnostic.ts';
import type { State } from '../tla/spec.ts';
import { isCut, MappingError } from './dictionary.ts';
import { type Edge, edgeKey } from './edges.ts';
import type { Allowed, Explained, Session } from './session.ts';
import { eventsIn } from './worlds.ts';

export interface Option {
  readonly event: Event;
  readonly step: Applied;
  readonly from: State;
  readonly to: State;
  readonly answer: Explained;
}

/** `thrown`: the first event at which the program, the mapping or the spec throws. */
export function optionsIn(session: Session, world: World): Options {
  return optionsOf(session, world, eventsIn(session.scope, world));
}

export interface Options {
  readonly options: readonly Option[];
  readonly thrown: Event | undefined;
}

function optionsOf(session: Session, world: World, events: readonly Event[]): Options {
  const options: Option[] = [];
  let thrown: Event | undefined;
  for (const event of events) {
    const option = optionFor(session, world, event);
    if (option === 'thrown') thrown ??= event;
    else if (option !== undefined) options.push(option);
  }
  return { options, thrown };
}

/** What the event comes to; undefined for one that cannot happen, such as a call that the program refuses. */
export function optionFor(
  session: Session,
  world: World,
  event: Event,
): Option | 'thrown' | undefined {
  try {
    const step = applyDetailed(world, event);
    if (step === undefined) return undefined;
    const [from, to] = [session.stateOf(world), session.stateOf(step.after)];
    return { event, step, from, to, answer: session.explainsBetween(step, from, to) };
  } catch (error) {
    if (!isSomebodys(error)) throw error;
    return 'thrown';
  }
}

function isSomebodys(error: unknown): boolean {
  return (
    error instanceof ProgramError ||
    error instanceof MappingError ||
    error instanceof EvaluationError
  );
}

/** Does the event take this edge, as the first thing that it does? It may be a sequence that goes further. */
export function takes({ answer }: Option, edge: Edge): boolean {
  if (answer.kind !== 'actions') return false;
  return answer.actions[0]?.name === edge.action && answer.path[1] === edge.target;
}

/** The keys of the edges that an allowed step takes, with their sources; a sequence takes each of its own. */
export function edgesTaken(
  session: Session,
  { actions, path }: Allowed,
): readonly { readonly source: State; readonly key: string }[] {
  return actions.map(({ name }, index) => ({
    source: path[index] as State,
    key: edgeKey(session.states, name, path[index + 1] as State),
  }));
}

export interface Silent extends Options {
  readonly way: readonly Event[];
}

/**
 * This world, and worlds of the same spec state that the code gets to by steps which the spec does not see: a message is
 * under way only after a client has asked again. What the protocol does anyway comes first, timers and clients cost more.
 * Faults happen in this world alone: they make others without end.
 */
export function* silentWorlds(
  session: Session,
  world: World,
  worldsMax: number,
): Generator<Silent> {
  const waiting: Silently[] = [{ world, way: [], cost: 0 }];
  const seen = new Set<string>();
  // What the mapping calls a stutter takes no edge, and if it is a fault it is no way to another world either.
  const isOfUse = ({ type }: Event): boolean =>
    session.mapping.actions[type] !== 'stutter' || costs[type] !== undefined;
  for (let count = 0; count < worldsMax && waiting.length > 0; count++) {
    const { world: here, way, cost } = takeCheapest(waiting);
    const scope = count === 0 ? session.scope : { ...session.scope, faults: [] };
    const found = optionsOf(session, here, eventsIn(scope, here).filter(isOfUse));
    yield { way, ...found };
    for (const { event, step, answer } of found.options) {
      const more = answer.kind === 'stutter' ? costs[event.type] : undefined;
      if (more === undefined || isCut(event)) continue;
      const key = worldKey(step.after);
      if (seen.has(key)) continue;
      seen.add(key);
      waiting.push({ world: step.after, way: [...way, event], cost: cost + more });
    }
  }
}

interface Silently {
  readonly world: World;
  readonly way: readonly Event[];
  readonly cost: number;
}

const costs: Readonly<Partial<Record<EventType, number>>> = {
  deliver: 1,
  sync: 1,
  restart: 1,
  heal: 1,
  timer: 3,
  input: 4,
  call: 4,
};

/** The first of the cheapest. */
function takeCheapest(waiting: Silently[]): Silently {
  let best = 0;
  for (const [i, { cost }] of waiting.entries()) {
    if (cost < (waiting[best] as Silently).cost) best = i;
  }
  return waiting.splice(best, 1)[0] as Silently;
}
