/**
 * What the spec may be in, where a mapping leaves variables out: every state that explains the run so far. An event
 * narrows them to those from which the actions that the mapping names lead to what can be seen; when none is left, no
 * choice of the spec explains the run. A state in which an invariant is false explains nothing. Only replay keeps beliefs;
 * with a complete mapping there are none, and nothing of this is asked.
 */
import type { Applied } from '../simulation/apply.ts';
import type { World } from '../simulation/world.ts';
import type { State } from '../tla/spec.ts';
import { intern } from '../tla/values/intern.ts';
import { show } from '../tla/values/print.ts';
import type { Value } from '../tla/values/value.ts';
import { MappingError, type NamedAction, showAction } from './dictionary.ts';
import { differences } from './difference.ts';
import { type Found, forbiddenStep, violatedInvariant } from './found.ts';
import type { Explained, Session } from './session.ts';
import { stepsOf } from './steps-of.ts';

/** By variable; undefined: hidden. */
type Seen = readonly (Value | undefined)[];

/** One way to a state: the actions with all their arguments, and the states between. */
interface Way {
  readonly actions: readonly NamedAction[];
  readonly path: readonly State[];
}

/** Beyond so many states nothing is known any more, and the run is not judged by the spec. */
const statesMax = 2_000;
/** So many of the things that were tried are told. */
const toldMax = 8;

export class Belief {
  /** Why the run cannot be judged any longer, if it cannot. */
  lost: string | undefined;
  readonly #session: Session;
  #states: readonly State[] = [];

  constructor(session: Session) {
    this.#session = session;
  }

  begin(): Found | undefined {
    const { spec, initial, states } = this.#session;
    const seen = this.#seen(initial);
    const all = spec.initialStates().map((state) => states.canonical(state));
    const fitting = all.filter((state) => agrees(state, seen));
    if (fitting.length === 0) {
      const state = completed(seen, all[0] ?? []);
      return { kind: 'initial', name: 'Init', class: 'initial', state };
    }
    return this.#keep(fitting);
  }

  /** Narrows the belief by one step; `explained`: where to say how the first of its states came to be. */
  take(step: Applied, explained: Explained[]): Found | undefined {
    if (this.lost !== undefined) {
      explained.push({ kind: 'stutter' });
      return undefined;
    }
    const [before, after] = [this.#seen(step.before), this.#seen(step.after)];
    const ways = new Map<State, Way>();
    const nothingSeen = before.every((value, i) => value === after[i]);
    if (nothingSeen)
      for (const state of this.#states) ways.set(state, { actions: [], path: [state] });
    const readings = this.#session.readingsOf(step);
    for (const actions of readings) this.#follow(actions, after, ways);
    const [first] = ways.values();
    if (first === undefined) return this.#forbidden(readings, after, explained);
    const { actions, path } = first;
    explained.push(actions.length === 0 ? { kind: 'stutter' } : { kind: 'actions', actions, path });
    return this.#keep([...ways.keys()]);
  }

  #follow(actions: readonly NamedAction[], after: Seen, ways: Map<State, Way>): void {
    if (actions.length === 0) return;
    let frontier: readonly Way[] = this.#states.map((state) => ({ actions: [], path: [state] }));
    for (const action of actions) frontier = this.#extended(frontier, action);
    for (const way of frontier) {
      const state = way.path.at(-1) as State;
      if (agrees(state, after) && !ways.has(state)) ways.set(state, way);
    }
  }

  /** Each state once, by the first way there. */
  #extended(frontier: readonly Way[], action: NamedAction): readonly Way[] {
    const { spec, states } = this.#session;
    const next = new Map<State, Way>();
    for (const { actions, path } of frontier) {
      for (const step of stepsOf(spec, action, path.at(-1) as State)) {
        const state = states.canonical(step.state);
        if (next.has(state)) continue;
        next.set(state, { actions: [...actions, step.action], path: [...path, state] });
      }
    }
    return [...next.values()];
  }

  #keep(states: readonly State[]): Found | undefined {
    const sound = states.filter((state) => this.#session.violatedInvariant(state) === undefined);
    const [broken] = states;
    if (sound.length === 0 && broken !== undefined) {
      const name = this.#session.violatedInvariant(broken) as string;
      return violatedInvariant(this.#session.spec, name, broken);
    }
    if (sound.length > statesMax)
      this.lost = `more than ${statesMax} states of the specification explain the run: the mapping hides too much`;
    this.#states = sound;
    return undefined;
  }

  /** Told from the state that comes nearest; what the others come to is among what was tried. */
  #forbidden(
    readings: readonly (readonly NamedAction[])[],
    after: Seen,
    explained: Explained[],
  ): Found {
    const { spec } = this.#session;
    const [actions = []] = readings;
    const attempts = this.#states.flatMap((from) => this.#attempts(from, actions, after));
    attempts.sort((a, b) => a.distance - b.distance);
    const [best] = attempts;
    const from = best?.from ?? (this.#states[0] as State);
    const to = completed(after, best?.to ?? from);
    const failing = best?.failing ?? 0;
    const forbidden = {
      kind: 'forbidden' as const,
      ...{ actions, failing, from: best?.at ?? from, before: from, after: to },
    };
    explained.push(forbidden);
    const found = forbiddenStep(spec, forbidden);
    const tried = [...new Set(attempts.map(({ text }) => text))];
    const more = tried.length > toldMax ? [`and ${tried.length - toldMax} more`] : [];
    return {
      ...found,
      tried: { states: this.#states.length, ways: [...tried.slice(0, toldMax), ...more] },
    } as Found;
  }

  #attempts(from: State, actions: readonly NamedAction[], after: Seen): readonly Attempt[] {
    let frontier: readonly Way[] = [{ actions: [], path: [from] }];
    const given = this.#hiddenIn(from);
    for (const [failing, action] of actions.entries()) {
      const next = this.#extended(frontier, action);
      const at = frontier[0]?.path.at(-1) as State;
      if (next.length === 0) {
        const text = `${given}${showAction(action)} is not enabled`;
        return [{ from, at, to: from, failing, distance: Number.POSITIVE_INFINITY, text }];
      }
      frontier = next;
    }
    return frontier.map((way) => this.#missed(way, given, after));
  }

  #missed({ actions, path }: Way, given: string, after: Seen): Attempt {
    const to = path.at(-1) as State;
    const places = differences(this.#session.spec, [to, completed(after, to)]);
    const words = places.map(
      ({ path: place, values: [spec, code] }) => `${place} ${spec}, not ${code}`,
    );
    const by = actions.map(showAction).join(', then ') || 'a stutter';
    const [from, at] = [path[0] as State, path[Math.max(0, path.length - 2)] as State];
    const failing = Math.max(0, actions.length - 1);
    return {
      from,
      at,
      to,
      failing,
      distance: places.length,
      text: `${given}${by} makes ${words.join('; ')}`,
    };
  }

  /** `with secret = 2: ` */
  #hiddenIn(state: State): string {
    const { spec, mapping } = this.#session;
    const values = (mapping.hidden ?? []).map(
      (name) => `${name} = ${show(state[spec.variables.indexOf(name)] as Value)}`,
    );
    return values.length === 0 ? '' : `with ${values.join(', ')}: `;
  }

  #seen(world: World): Seen {
    const { spec, mapping } = this.#session;
    const plain = mapping.abstraction(world);
    return spec.variables.map((name) => {
      if (mapping.hidden?.includes(name)) return undefined;
      try {
        return intern(spec.toValue(plain[name]));
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        throw new MappingError(`the abstraction gives no value of ${name}: ${error.message}`);
      }
    });
  }
}

interface Attempt {
  readonly from: State;
  /** Where the action at fault begins. */
  readonly at: State;
  readonly to: State;
  readonly failing: number;
  readonly distance: number;
  readonly text: string;
}

function agrees(state: State, seen: Seen): boolean {
  return seen.every((value, i) => value === undefined || value === state[i]);
}

/** What can be seen, and the rest as it is in `other`. */
function completed(seen: Seen, other: State): State {
  return seen.map((value, i) => value ?? (other[i] as Value));
}
