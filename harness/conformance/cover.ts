/**
 * An edge cover of a spec's state graph, driven through the code: in every state that the code was led to, each edge of
 * the spec is looked for among the events that can happen, and taken. Worlds are values, so a state is come back to for
 * nothing. One world of a state mostly has all its edges; where it has not, others are tried until no world is left, and
 * only then the code cannot take the edge.
 */
import type { Event } from '../simulation/event.ts';
import { numberedWorldKeys } from '../simulation/key.ts';
import type { World } from '../simulation/world.ts';
import type { State } from '../tla/spec.ts';
import type { Edge } from './edges.ts';
import { edgesTaken, type Option, optionsIn } from './options.ts';
import type { Session } from './session.ts';
import type { SpecGraph } from './spec-graph.ts';

export interface Cover {
  /** How many worlds were looked at, and how many of their events were tried. */
  readonly worlds: number;
  readonly steps: number;
  /** Edges that were not taken, out of states that the code was led to. */
  readonly untaken: readonly Edge[];
  /** Edges out of states that the code was never led to. */
  readonly unreached: number;
  /** False if there are more worlds than may be looked at: then an untaken edge may be taken all the same. */
  readonly complete: boolean;
  /** The actions that some event was, wherever it led. */
  readonly named: ReadonlySet<string>;
  /** Worlds of a state in which one of its edges was not taken. */
  worldsOf(state: State): readonly World[];
  /** The events that led the code to this state first. */
  wayTo(state: State): readonly Event[];
  /** The events up to the first step that was wrong in itself, that one included. */
  readonly wrong: readonly Event[] | undefined;
}

export interface CoverOptions {
  readonly worldsMax: number;
  /** Edges of these actions are not looked for; they count when they are taken. */
  readonly excused: (action: string) => boolean;
  readonly onProgress?: ((taken: number, total: number) => void) | undefined;
}

/** A world that the code was led to. */
interface Place {
  readonly world: World;
  readonly state: State;
  readonly from: Place | undefined;
  readonly event: Event | undefined;
}

export function coverEdges(session: Session, graph: SpecGraph, options: CoverOptions): Cover {
  return new Coverer(session, graph, options).run();
}

class Coverer {
  readonly #session: Session;
  readonly #options: CoverOptions;
  readonly #keyOf = numberedWorldKeys();
  readonly #seen = new Set<string>();
  /** Edges that are still to be taken. */
  readonly #open: Map<State, Map<string, Edge>>;
  readonly #total: number;
  readonly #places = new Map<State, Place[]>();
  readonly #named = new Set<string>();
  /** Worlds of states with open edges, and worlds that may lead to more of them. */
  readonly #waiting: Place[] = [];
  readonly #spare: Place[] = [];
  #taken = 0;
  /** How many edges are looked for, out of the states that were reached. */
  #wanted = 0;
  #worlds = 0;
  #steps = 0;
  #wrong: readonly Event[] | undefined;

  constructor(session: Session, { edges }: SpecGraph, options: CoverOptions) {
    this.#session = session;
    this.#options = options;
    this.#open = new Map([...edges].map(([state, found]) => [state, new Map(found)]));
    this.#total = [...edges.values()].reduce((sum, { size }) => sum + size, 0);
  }

  run(): Cover {
    const { initial } = this.#session;
    this.#arrive({
      world: initial,
      state: this.#session.stateOf(initial),
      from: undefined,
      event: undefined,
    });
    let complete = true;
    let [waiting, spare] = [0, 0];
    while (this.#wrong === undefined) {
      const place = this.#waiting[waiting];
      if (place !== undefined) {
        waiting += 1;
        if (this.#wantedIn(place.state) === 0) {
          this.#spare.push(place);
          continue;
        }
      }
      const next = place ?? (this.#wanted > 0 ? this.#spare[spare++] : undefined);
      if (next === undefined) break;
      if (this.#worlds >= this.#options.worldsMax) {
        complete = false;
        break;
      }
      this.#expand(next);
    }
    return this.#result(complete);
  }

  #expand(place: Place): void {
    this.#worlds += 1;
    const { options, thrown } = optionsIn(this.#session, place.world);
    if (thrown !== undefined) this.#goWrong(place, thrown);
    for (const option of options) {
      this.#steps += 1;
      this.#take(place, option);
    }
    if (this.#worlds % 256 === 0) this.#options.onProgress?.(this.#taken, this.#total);
  }

  #take(place: Place, { event, step, to, answer }: Option): void {
    if (answer.kind === 'forbidden') {
      for (const { name } of answer.actions) this.#named.add(name);
      return this.#goWrong(place, event);
    }
    if (answer.kind === 'actions') {
      for (const { name } of answer.actions) this.#named.add(name);
      for (const { source, key } of edgesTaken(this.#session, answer)) this.#close(source, key);
      if (this.#session.violatedInvariant(to) !== undefined) return this.#goWrong(place, event);
    }
    if (!this.#open.has(to)) return; // beyond the constraints
    this.#arrive({ world: step.after, state: to, from: place, event });
  }

  #arrive(place: Place): void {
    const key = this.#keyOf(place.world);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const known = this.#places.get(place.state);
    if (known === undefined) {
      this.#places.set(place.state, [place]);
      this.#wanted += this.#wantedIn(place.state);
    } else if (this.#wantedIn(place.state) > 0) known.push(place);
    this.#waiting.push(place);
  }

  #close(source: State, key: string): void {
    const open = this.#open.get(source);
    const edge = open?.get(key);
    if (open === undefined || edge === undefined) return;
    open.delete(key);
    this.#taken += 1;
    if (this.#places.has(source) && !this.#options.excused(edge.action)) this.#wanted -= 1;
  }

  #wantedIn(state: State): number {
    let count = 0;
    for (const { action } of this.#open.get(state)?.values() ?? []) {
      if (!this.#options.excused(action)) count += 1;
    }
    return count;
  }

  #goWrong(place: Place, event: Event): void {
    this.#wrong ??= [...wayTo(place), event];
  }

  #result(complete: boolean): Cover {
    const untaken: Edge[] = [];
    let unreached = 0;
    for (const [state, open] of this.#open) {
      if (this.#places.has(state)) untaken.push(...open.values());
      else unreached += open.size;
    }
    return {
      worlds: this.#worlds,
      steps: this.#steps,
      untaken,
      unreached,
      complete: complete && this.#wrong === undefined,
      named: this.#named,
      worldsOf: (state) => (this.#places.get(state) ?? []).map(({ world }) => world),
      wayTo: (state) => wayTo(this.#places.get(state)?.[0]),
      wrong: this.#wrong,
    };
  }
}

function wayTo(place: Place | undefined): readonly Event[] {
  const events: Event[] = [];
  for (let at = place; at?.event !== undefined; at = at.from) events.push(at.event);
  return events.reverse();
}
