/**
 * The forward half of refinement: a walk over all worlds in which every step is asked of the spec. It notes what the
 * backward half needs (which spec steps were realised, which states were reached, how) and where the first thing went
 * wrong; the story of that is told by a run of its own, see refine.ts.
 */
import type { Applied } from '../simulation/apply.ts';
import type { Event } from '../simulation/event.ts';
import { ProgramError } from '../simulation/program-error.ts';
import type { World } from '../simulation/world.ts';
import { EvaluationError } from '../tla/diagnostic.ts';
import type { State } from '../tla/spec.ts';
import { MappingError } from './dictionary.ts';
import { createEdgeBook, type EdgeBook } from './edges.ts';
import type { Allowed, Session } from './session.ts';
import type { Symmetry } from './symmetry.ts';
import { type Answer, type Visitor, type Walk, type WalkOptions, walkWorlds } from './worlds.ts';

export interface Forward {
  readonly walk: Walk;
  readonly book: EdgeBook;
  /** The first world of each spec state, by the walk's number: a shortest way to the state. */
  readonly reached: ReadonlyMap<State, number>;
  /** The states whose edges can be compared: those within the constraints. */
  readonly expanded: ReadonlySet<State>;
  readonly explained: number;
  /** The world before the first thing that went wrong, and the event that did it; no event: the first world. */
  readonly wrong: { readonly from: number; readonly event: Event | undefined } | undefined;
  /** For each state, what the mapping called the steps out of it. */
  readonly named: ReadonlyMap<State, ReadonlySet<string>>;
}

export interface ForwardOptions extends WalkOptions {
  /** End with the first thing that goes wrong, rather than count all that goes right. */
  readonly failFast: boolean;
  readonly symmetry?: Symmetry | undefined;
}

export function walkForward(session: Session, options: ForwardOptions): Forward {
  const judge = new Judge(session, options);
  const walk = walkWorlds(session.scope, session.initial, judge, options);
  const { book, reached, expanded, explained, wrong, named } = judge;
  return { walk, book, reached, expanded, explained, wrong, named };
}

/** The claim of symmetry is tried on the first worlds, and on one of so many after them. */
const triedMax = 32;

class Judge implements Visitor {
  readonly book: EdgeBook;
  readonly reached = new Map<State, number>();
  readonly expanded = new Set<State>();
  readonly named = new Map<State, Set<string>>();
  explained = 0;
  wrong: Forward['wrong'];
  readonly #session: Session;
  readonly #failFast: boolean;
  /** By the walk's number of the world. */
  readonly #states: State[] = [];

  readonly #symmetry: Symmetry | undefined;

  constructor(session: Session, { failFast, symmetry }: ForwardOptions) {
    this.#session = session;
    this.#failFast = failFast;
    this.#symmetry = symmetry;
    this.book = createEdgeBook(session.states);
  }

  world(id: number, world: World): Answer {
    if (id < triedMax || id % triedMax === 0) this.#symmetry?.tryOn(world);
    const state = guarded(() => this.#session.stateOf(world));
    // The step that led here is judged next, and it fails on the same error.
    if (state === undefined) return id === 0 ? this.#goWrong(0) : 'turn back';
    this.#states[id] = state;
    if (!this.reached.has(state)) {
      this.reached.set(state, id);
      if (this.#session.spec.withinConstraints(state)) this.expanded.add(state);
    }
    if (id === 0 && !(this.#session.startsRight() && this.#keepsInvariants(state))) {
      return this.#goWrong(0);
    }
    return this.expanded.has(state) ? 'go on' : 'turn back';
  }

  step(from: number, step: Applied, to: number): Answer {
    const source = this.#states[from] as State;
    // Known under a twin's name, it is this world all the same that the step leads to.
    const target =
      this.#symmetry === undefined
        ? this.#states[to]
        : guarded(() => this.#session.stateOf(step.after));
    if (target === undefined) return this.#goWrong(from, step.event);
    const answer = guarded(() => this.#session.explainsBetween(step, source, target));
    if (answer === undefined) return this.#goWrong(from, step.event);
    if (answer.kind === 'forbidden') {
      for (const { name } of answer.actions) this.#note(source, name);
      return this.#goWrong(from, step.event);
    }
    this.explained += 1;
    if (answer.kind === 'stutter') return 'go on';
    this.#realise(answer);
    return this.#keepsInvariants(target) ? 'go on' : this.#goWrong(from, step.event);
  }

  thrown(from: number, event: Event, error: unknown): Answer {
    if (!(error instanceof ProgramError)) throw error;
    return this.#goWrong(from, event);
  }

  /** A sequence of actions realises each of its edges, though the code never rests between them. */
  #realise({ actions, path }: Allowed): void {
    for (const [index, { name }] of actions.entries()) {
      const source = path[index] as State;
      this.book.realise(source, name, path[index + 1] as State);
      this.#note(source, name);
    }
  }

  #keepsInvariants(state: State): boolean {
    return guarded(() => this.#session.violatedInvariant(state) === undefined) === true;
  }

  #note(state: State, action: string): void {
    const names = this.named.get(state);
    if (names === undefined) this.named.set(state, new Set([action]));
    else names.add(action);
  }

  #goWrong(from: number, event?: Event): Answer {
    this.wrong ??= { from, event };
    return this.#failFast ? 'stop' : 'turn back';
  }
}

/** Undefined where the mapping or the spec has no answer: the run that tells the story will say which, and why. */
function guarded<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof MappingError || error instanceof EvaluationError) return undefined;
    throw error;
  }
}
