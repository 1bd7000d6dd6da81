/**
 * All worlds that the code can reach within a scope, breadth-first, so that the first way found to a world or to a spec
 * state is a shortest one. Worlds are told apart by exact keys. Each step is handed to a visitor; worlds that have been
 * expanded are let go.
 */
import { type Applied, applyDetailed } from '../simulation/apply.ts';
import { cutsOf, enabledEvents } from '../simulation/enabled.ts';
import type { Event } from '../simulation/event.ts';
import { numberedWorldKeys } from '../simulation/key.ts';
import { ProgramError } from '../simulation/program-error.ts';
import type { World } from '../simulation/world.ts';
import type { Scope } from './model.ts';

/** What the visitor makes of a step: go on, do not go beyond the world it leads to, or end the search. */
export type Answer = 'go on' | 'turn back' | 'stop';

export interface Visitor {
  /** A world seen for the first time; `step` led to it, except to the first. Called before the step is visited. */
  world(id: number, world: World): Answer;
  /** Every step, also one that leads to a world seen before. */
  step(from: number, step: Applied, to: number): Answer;
  /** The program threw at this event. */
  thrown(from: number, event: Event, error: unknown): Answer;
}

export interface Walk {
  readonly worlds: number;
  readonly steps: number;
  /** False when the limit was reached: some worlds were not expanded. */
  readonly complete: boolean;
  /** The shortest list of events to this world. */
  eventsTo(id: number): readonly Event[];
}

export interface WalkOptions {
  readonly worldsMax: number;
  /** Worlds that count as this one; default: none. */
  readonly twinsOf?: ((world: World) => readonly World[]) | undefined;
  readonly onProgress?: ((worlds: number, queued: number) => void) | undefined;
}

export function walkWorlds(
  scope: Scope,
  initial: World,
  visitor: Visitor,
  options: WalkOptions,
): Walk {
  const ownKey = numberedWorldKeys();
  const { twinsOf } = options;
  // The least of all twins' keys is the same for each of them.
  const keyOf = (world: World): string =>
    twinsOf === undefined ? ownKey(world) : leastOf([world, ...twinsOf(world)].map(ownKey));
  const ids = new Map<string, number>([[keyOf(initial), 0]]);
  const waiting: (World | undefined)[] = [initial];
  const cameFrom: number[] = [-1];
  const cameBy: (Event | undefined)[] = [undefined];
  const closed = new Set<number>();
  let steps = 0;
  let complete = true;

  const visit = (from: number, step: Applied): Answer => {
    const key = keyOf(step.after);
    const known = ids.get(key);
    if (known !== undefined) return visitor.step(from, step, known);
    const id = waiting.length;
    ids.set(key, id);
    waiting.push(step.after);
    cameFrom.push(from);
    cameBy.push(step.event);
    const answers = [visitor.world(id, step.after), visitor.step(from, step, id)];
    // A world that was reached by an honest step before stays open, however else it can be reached.
    if (answers.includes('turn back')) closed.add(id);
    return answers.includes('stop') ? 'stop' : 'go on';
  };
  const expand = (from: number, world: World): boolean => {
    for (const event of eventsIn(scope, world)) {
      const step = attempt(world, event);
      if (step === undefined) continue; // a call or an input that the program refuses
      if ('error' in step) {
        if (visitor.thrown(from, event, step.error) === 'stop') return false;
        continue;
      }
      steps += 1;
      if (visit(from, step) === 'stop') return false;
    }
    return true;
  };

  let going = visitor.world(0, initial) === 'go on';
  for (let at = 0; going && at < waiting.length; at++) {
    const world = waiting[at] as World;
    waiting[at] = undefined;
    if (closed.has(at)) continue;
    if (at >= options.worldsMax) {
      complete = false;
      break;
    }
    going = expand(at, world);
    if (at % 1024 === 1023) options.onProgress?.(at + 1, waiting.length - at - 1);
  }
  return {
    worlds: waiting.length,
    steps,
    complete: complete && going,
    eventsTo: (id) => pathTo(id, cameFrom, cameBy),
  };
}

function leastOf(texts: readonly string[]): string {
  return [...texts].sort()[0] as string;
}

// Finding out where steps can be cut runs the programs, and one of them may throw; then whole steps must do.
export function eventsIn(scope: Scope, world: World): readonly Event[] {
  try {
    return eventsOf(scope, world);
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    const faults = scope.faults.filter((fault) => fault !== 'crash in the middle of a step');
    return eventsOf({ ...scope, faults }, world);
  }
}

/** Everything that can happen here: the world's own events, the workload's, and those cut short by a crash. */
export function eventsOf(scope: Scope, world: World): readonly Event[] {
  const events = enabledEvents(world, scope);
  for (const event of scope.outside(world)) events.push(event, ...cutsOf(world, event, scope));
  return events;
}

function attempt(world: World, event: Event): Applied | { readonly error: unknown } | undefined {
  try {
    return applyDetailed(world, event);
  } catch (error) {
    return { error };
  }
}

function pathTo(
  id: number,
  cameFrom: readonly number[],
  cameBy: readonly (Event | undefined)[],
): readonly Event[] {
  const events: Event[] = [];
  for (let at = id; at > 0; at = cameFrom[at] as number) events.unshift(cameBy[at] as Event);
  return events;
}
