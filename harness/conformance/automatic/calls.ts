/**
 * Everything that honest code was asked in some honest runs, each question once, with its answer and a way to get there.
 * A program is a function, so a mutant that answers all of it alike takes part in the same runs, event by event: it needs
 * no run to be known to survive them. One that answers differently is led to the question and then judged.
 */
import type { Effect, Protocol } from '../../../impl/protocol.ts';
import { trial } from '../../simulation/apply.ts';
import type { Event } from '../../simulation/event.ts';
import { keyOf, worldKey } from '../../simulation/key.ts';
import { createWorld } from '../../simulation/start.ts';
import { deepFreeze } from '../../simulation/strict.ts';
import type { World } from '../../simulation/world.ts';
import type { Scope } from '../model.ts';
import { histories } from '../replay.ts';
import { walkWorlds } from '../worlds.ts';
import type { Grounds } from './grounds.ts';

/** A question: what the node that takes this step answers. */
interface Call {
  readonly before: World;
  readonly event: Event;
  /** As it is, and without what nothing shows of its timers. */
  readonly answer: string;
  readonly timeless: string;
  /** Events of the run in which it was asked: up to it in refine, all that were chosen in replay. */
  readonly events: () => readonly Event[];
}

export interface CallBook {
  readonly refine: readonly Call[];
  readonly replay: readonly Call[];
}

/** What a changed protocol does with the questions. */
export interface Infection {
  /** `none`: it answers alike. `durations`: but for what nothing shows of its timers (see `timeless`). */
  readonly kind: 'none' | 'durations' | 'answers';
  /** Some of the runs in which it answers differently, the shortest first. */
  readonly refine: readonly (readonly Event[])[];
  readonly replay: readonly (readonly Event[])[];
}

export interface CallBounds {
  readonly worlds: number;
  readonly histories: number;
  readonly seed?: number | undefined;
}

export function recordCalls({ model, refine, replay }: Grounds, bounds: CallBounds): CallBook {
  const refined = new Collector();
  const scope = model.refine;
  const walk = walkWorlds(
    scope,
    refine.initial,
    {
      world(id, world) {
        // Calls and inputs that the program refuses lead nowhere, and a mutant may take them.
        refined.outside(scope, world, () => walk.eventsTo(id));
        return 'go on';
      },
      step(from, { before, event }) {
        const way = () => [...walk.eventsTo(from), whole(event)];
        refined.add(before, event, way);
        return 'go on';
      },
      thrown(_from, _event, error) {
        throw error;
      },
    },
    { worldsMax: bounds.worlds },
  );
  const replayed = new Collector();
  for (const { steps, chosen } of histories(model, replay, bounds)) {
    let events: readonly Event[] | undefined;
    const way = () => {
      events ??= steps.slice(0, chosen).map(({ event }) => event);
      return events;
    };
    for (const [index, { before, event }] of steps.entries()) {
      replayed.add(before, event, way);
      const upTo = () => steps.slice(0, index).map((step) => step.event);
      if (index < chosen) replayed.outside(model.replay, before, upTo);
    }
  }
  return { refine: refined.calls, replay: replayed.calls };
}

/** The event without the crash that cuts it short: the program is asked the same. */
function whole(event: Event): Event {
  if (!('crashAfter' in event)) return event;
  const { crashAfter: _, ...uncut } = event;
  return uncut as Event;
}

class Collector {
  readonly calls: Call[] = [];
  readonly #seen = new Set<string>();
  readonly #numbers = new Map<string, number>();
  readonly #known = new WeakMap<object, number>();

  add(before: World, event: Event, events: () => readonly Event[]): void {
    const key = this.#keyOf(before, event);
    if (key === undefined || this.#seen.has(key)) return;
    this.#seen.add(key);
    const { answer, timeless } = answerOf(before, event);
    for (const { state } of before.nodes.values()) deepFreeze(state);
    this.calls.push({ before, event: whole(event), answer, timeless, events });
  }

  outside(scope: Scope, world: World, events: () => readonly Event[]): void {
    for (const event of scope.outside(world)) {
      if ('node' in event && world.nodes.get(event.node)?.up !== true) continue;
      this.add(world, event, () => [...events(), event]);
    }
  }

  /** The node, what it knows, and what it is given; undefined for events in which no program is asked. */
  #keyOf(world: World, event: Event): string | undefined {
    switch (event.type) {
      case 'deliver':
        return this.#ofState(world, event.message.dest, 'deliver', event.message);
      case 'timer':
        return this.#ofState(world, event.node, 'timer', event.timer);
      case 'sync':
        return this.#ofState(world, event.node, `sync ${event.tag}`, event.outcome ?? 'ok');
      case 'call':
        return this.#ofState(world, event.node, 'call', event.operation);
      case 'input':
        return this.#ofState(world, event.node, 'input', event.input);
      case 'restart': {
        const node = world.nodes.get(event.node);
        return `${event.node} restart ${this.#number(node?.records)} ${this.#number(node?.disk)}`;
      }
      default:
        return undefined;
    }
  }

  #ofState(world: World, node: string, what: string, given: unknown): string {
    const state = world.nodes.get(node)?.state;
    return `${node} ${what} ${this.#number(state)} ${this.#number(given)}`;
  }

  #number(value: unknown): number {
    if (typeof value !== 'object' || value === null) return this.#numberOf(keyOf(value));
    let number = this.#known.get(value);
    if (number === undefined) {
      number = this.#numberOf(keyOf(value));
      this.#known.set(value, number);
    }
    return number;
  }

  #numberOf(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(text, number);
    }
    return number;
  }
}

function answerOf(world: World, event: Event): { answer: string; timeless: string } {
  let answer: ReturnType<typeof trial>;
  try {
    answer = trial(world, event);
  } catch (error) {
    // Of a mutant; in an honest run nothing is thrown, and the difference is what counts.
    return { answer: `throws ${String(error)}`, timeless: `throws ${String(error)}` };
  }
  if (answer === undefined) return { answer: 'ignored', timeless: 'ignored' };
  const { state, effects } = answer;
  const known = keyed(state);
  return { answer: `${known} ${keyed(effects)}`, timeless: `${known} ${timeless(effects)}` };
}

/**
 * What others see, in its order, and then which timers are set in the end. How long they take is nothing that the
 * simulator knows, and their place among the other effects shows nowhere: a crash in between would clear them.
 */
function timeless(effects: readonly Effect[]): string {
  const timers = new Map<string, string>();
  const seen: Effect[] = [];
  for (const effect of effects) {
    if (effect.kind === 'setTimer' || effect.kind === 'cancelTimer')
      timers.set(effect.timer, effect.kind);
    else seen.push(effect);
    // What follows is not carried out.
    if (effect.kind === 'halt') break;
  }
  return `${keyed(seen)} ${keyed(timers)}`;
}

function keyed(value: unknown): string {
  try {
    return keyOf(value);
  } catch (error) {
    return String(error);
  }
}

/** How many differing questions are tried in each scope. */
const triedMax = 6;

/** Compares the answers of a changed protocol with the honest ones. */
export function infectionOf(
  book: CallBook,
  grounds: Grounds,
  protocols: { readonly refine: Protocol; readonly replay: Protocol },
): Infection {
  const refine = differing(book.refine, protocols.refine);
  const replay = differing(book.replay, protocols.replay);
  const boots =
    bootsAlike(grounds.model.refine, protocols.refine) &&
    bootsAlike(grounds.model.replay, protocols.replay);
  const differs = !boots || refine.differs || replay.differs;
  const kind = differs ? 'answers' : refine.durations || replay.durations ? 'durations' : 'none';
  return { kind, refine: refine.ways, replay: replay.ways };
}

interface Difference {
  readonly differs: boolean;
  readonly durations: boolean;
  readonly ways: readonly (readonly Event[])[];
}

function differing(calls: readonly Call[], protocol: Protocol): Difference {
  const ways = new Set<readonly Event[]>();
  let differs = false;
  let durations = false;
  for (const call of calls) {
    const { answer, timeless } = answerOf(asked(call.before, protocol), call.event);
    if (timeless === call.timeless) {
      if (answer !== call.answer) durations = true;
      continue;
    }
    differs = true;
    ways.add(call.events());
    if (ways.size >= triedMax) break;
  }
  return { differs, durations, ways: [...ways] };
}

function asked(world: World, protocol: Protocol): World {
  return { ...world, protocol, options: { ...world.options, strict: false } };
}

function bootsAlike({ protocol: honest, options }: Scope, protocol: Protocol): boolean {
  if (keyOf(honest.nodes) !== keyOf(protocol.nodes)) return false;
  if (keyOf(honest.clients) !== keyOf(protocol.clients)) return false;
  return worldKey(createWorld(honest, options)) === worldKey(createWorld(protocol, options));
}
