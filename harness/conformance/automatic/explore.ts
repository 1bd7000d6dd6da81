/**
 * Refinement of a mutant by its difference: the honest graph is walked by numbers, and code runs only where the mutant
 * answers otherwise, and in the worlds that only it reaches. Ends with the first step that the spec does not explain, or
 * with an edge of the spec that honest code realises and the mutant does not.
 */
import { applyDetailed } from '../../simulation/apply.ts';
import { cutsOf } from '../../simulation/enabled.ts';
import type { Event } from '../../simulation/event.ts';
import { keyOf, numberedWorldKeys } from '../../simulation/key.ts';
import { ProgramError } from '../../simulation/program-error.ts';
import type { World } from '../../simulation/world.ts';
import { EvaluationError } from '../../tla/diagnostic.ts';
import type { State } from '../../tla/spec.ts';
import { MappingError } from '../dictionary.ts';
import { createEdgeBook } from '../edges.ts';
import type { Session } from '../session.ts';
import { eventsOf } from '../worlds.ts';
import { type HonestGraph, type HonestStep, realisedBy } from './graph.ts';
import { whole } from './questions.ts';

export type Discovery =
  /** These events end in a step that is not explained. */
  | { readonly kind: 'wrong'; readonly events: readonly Event[] }
  /** The code never takes this action where the spec allows it. */
  | { readonly kind: 'unrealised'; readonly action: string }
  /** Nothing; `complete` if all worlds of the mutant were seen. */
  | { readonly kind: 'nothing'; readonly complete: boolean };

export interface ExploreOptions {
  /** Numbers of the questions that the mutant answers differently. */
  readonly infected: ReadonlySet<number>;
  /** How many worlds that honest code does not reach are expanded. */
  readonly strangersMax: number;
  /** Edges that honest code does not realise either. */
  readonly excused: readonly string[];
}

/** `session`: of the mutant, with the honest one's memory; both must begin alike. */
export function explore(graph: HonestGraph, session: Session, options: ExploreOptions): Discovery {
  return new Explorer(graph, session, options).run();
}

class Explorer {
  readonly #graph: HonestGraph;
  readonly #session: Session;
  readonly #options: ExploreOptions;
  readonly #seen: Uint8Array;
  /** Worlds to come: by the honest number, or beyond the last of them by the number of a stranger. */
  readonly #queue: number[] = [];
  readonly #cameFrom = new Map<number, number>();
  readonly #cameBy = new Map<number, Event>();
  readonly #strangers: World[] = [];
  readonly #strangerIds = new Map<string, number>();
  readonly #strangerKey = numberedWorldKeys();
  readonly #realised = new Set<number>();
  readonly #book;
  readonly #newStates = new Set<State>();
  #wrong: readonly Event[] | undefined;

  constructor(graph: HonestGraph, session: Session, options: ExploreOptions) {
    this.#graph = graph;
    this.#session = session;
    this.#options = options;
    this.#seen = new Uint8Array(graph.worlds.length);
    this.#book = createEdgeBook(session.states);
  }

  run(): Discovery {
    this.#seen[0] = 1;
    this.#queue.push(0);
    const honest = this.#graph.worlds.length;
    let strangers = 0;
    let complete = this.#graph.complete;
    for (let next = 0; next < this.#queue.length; next++) {
      const at = this.#queue[next] as number;
      if (at < honest) this.#expandKnown(at);
      else if (strangers < this.#options.strangersMax) {
        strangers += 1;
        this.#expandStranger(at);
      } else complete = false;
      if (this.#wrong !== undefined) return { kind: 'wrong', events: this.#wrong };
    }
    const action = complete ? this.#missing() : undefined;
    return action === undefined ? { kind: 'nothing', complete } : { kind: 'unrealised', action };
  }

  #expandKnown(at: number): void {
    const steps = this.#graph.steps[at];
    if (steps === undefined) return;
    const again: Event[] = [];
    for (const step of steps) {
      if (this.#options.infected.has(step.question)) again.push(whole(step.event));
      else this.#follow(at, step);
    }
    if (again.length === 0) return;
    const world = this.#mutated(this.#graph.worlds[at] as World);
    // The cuts of an event come with it.
    const distinct = new Map(again.map((event) => [keyOf(event), event]));
    for (const event of distinct.values()) {
      this.#take(at, world, event);
      for (const cut of this.#cutsOf(world, event)) this.#take(at, world, cut);
    }
  }

  #follow(at: number, { event, to, edges }: HonestStep): void {
    if (to < 0) return;
    for (const edge of edges) this.#realised.add(edge);
    this.#enter(at, event, to);
  }

  #expandStranger(at: number): void {
    const world = this.#strangers[at - this.#graph.worlds.length] as World;
    const state = this.#stateOf(world);
    if (state === undefined || !this.#session.spec.withinConstraints(state)) return;
    this.#newStates.add(state);
    for (const event of this.#eventsOf(world)) this.#take(at, world, event);
  }

  /** Runs the mutant's code, and asks the spec. */
  #take(at: number, world: World, event: Event): void {
    if (this.#wrong !== undefined) return;
    try {
      const step = applyDetailed(world, event);
      if (step === undefined) return;
      const [source, target] = [this.#session.stateOf(world), this.#session.stateOf(step.after)];
      const answer = this.#session.explainsBetween(step, source, target);
      if (answer.kind === 'forbidden' || this.#session.violatedInvariant(target) !== undefined) {
        this.#goWrong(at, event);
        return;
      }
      if (answer.kind === 'actions') {
        for (const edge of realisedBy(answer, this.#graph.edges.find)) this.#realised.add(edge);
        for (const [index, { name }] of answer.actions.entries())
          this.#book.realise(answer.path[index] as State, name, answer.path[index + 1] as State);
      }
      this.#enter(at, event, this.#numberOf(step.after));
    } catch (error) {
      if (!isTheirs(error)) throw error;
      this.#goWrong(at, event);
    }
  }

  #numberOf(world: World): number {
    const known = this.#graph.idOf(world);
    if (known !== undefined && this.#graph.steps[known] !== undefined) return known;
    const key = this.#strangerKey(world);
    let id = this.#strangerIds.get(key);
    if (id === undefined) {
      id = this.#graph.worlds.length + this.#strangers.length;
      this.#strangerIds.set(key, id);
      this.#strangers.push(world);
    }
    return id;
  }

  #enter(from: number, event: Event, to: number): void {
    if (to < this.#seen.length) {
      if (this.#seen[to] === 1) return;
      this.#seen[to] = 1;
    } else if (this.#cameFrom.has(to)) return;
    this.#cameFrom.set(to, from);
    this.#cameBy.set(to, event);
    this.#queue.push(to);
  }

  #goWrong(from: number, event: Event): void {
    const events = [event];
    for (let at = from; at !== 0; at = this.#cameFrom.get(at) as number)
      events.unshift(this.#cameBy.get(at) as Event);
    this.#wrong = events;
  }

  /** The first action that honest code takes somewhere and the mutant does not, or that it takes nowhere new. */
  #missing(): string | undefined {
    const graph = this.#graph;
    const { excused } = this.#options;
    const known = new Set<State>();
    for (let at = 0; at < this.#seen.length; at++) {
      if (this.#seen[at] !== 1 || graph.steps[at] === undefined) continue;
      const state = graph.states[at] as State;
      if (known.has(state)) continue;
      known.add(state);
      const lost = graph.edges.from(state).find((edge) => !this.#realised.has(edge));
      if (lost !== undefined && !excused.includes(graph.edges.actionOf(lost)))
        return graph.edges.actionOf(lost);
    }
    const fresh = [...this.#newStates].filter((state) => graph.edges.from(state).length === 0);
    const { missing } = this.#book.compare(
      this.#session.spec,
      fresh.filter((state) => !known.has(state)),
    );
    return missing.find(({ action }) => !excused.includes(action))?.action;
  }

  #mutated(world: World): World {
    return { ...world, protocol: this.#session.scope.protocol };
  }

  #stateOf(world: World): State | undefined {
    try {
      return this.#session.stateOf(world);
    } catch (error) {
      if (isTheirs(error)) return undefined;
      throw error;
    }
  }

  #cutsOf(world: World, event: Event): readonly Event[] {
    try {
      return cutsOf(world, event, this.#session.scope);
    } catch (error) {
      if (error instanceof ProgramError) return [];
      throw error;
    }
  }

  #eventsOf(world: World): readonly Event[] {
    const { scope } = this.#session;
    try {
      return eventsOf(scope, world);
    } catch (error) {
      if (!(error instanceof ProgramError)) throw error;
      const faults = scope.faults.filter((fault) => fault !== 'crash in the middle of a step');
      return eventsOf({ ...scope, faults }, world);
    }
  }
}

/** What a mutant can cause; anything else is a bug of ours. */
function isTheirs(error: unknown): boolean {
  return [ProgramError, MappingError, EvaluationError, TypeError, RangeError].some(
    (kind) => error instanceof kind,
  );
}
