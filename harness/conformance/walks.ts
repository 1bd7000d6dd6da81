/**
 * Random walks over the spec's graph, walked by the code. At each state the spec says what could happen next, one of it is
 * chosen, actions that were rarely taken first, and the code must find an event that is this very step. It is the other
 * way round than replay, where events are chosen and the spec is asked: what events rarely lead to is asked for here as
 * often as anything else. The graph is that of the replay scope and much too large to be listed.
 */
import fc from 'fast-check';
import type { Event } from '../simulation/event.ts';
import type { World } from '../simulation/world.ts';
import { type Edge, edgeKey, edgesFrom } from './edges.ts';
import { type Option, optionFor, type Silent, silentWorlds, takes } from './options.ts';
import type { WalksResult } from './result.ts';
import { type Judges, type OpenRun, type Run, startRun } from './run.ts';
import type { Session } from './session.ts';
import { type Asked, untaken } from './why-not.ts';
import { eventsIn } from './worlds.ts';

export interface WalkOptions {
  readonly seed: number;
  readonly walks: number;
  /** How many edges one walk asks for. */
  readonly stepsMax: number;
  readonly onProgress?: ((walks: number, total: number) => void) | undefined;
}

/**
 * How many actions are asked for in vain before the code goes wherever it can; how many edges of each, for a workload
 * has fewer values than the spec; and in how many worlds.
 */
const triesMax = 3;
const edgesMax = 12;
const silentMax = 12;
/** An action that was asked for so often in vain is asked for no more. */
const hopeless = 60;

export interface Walked {
  readonly result: WalksResult;
  /** The first run in which something is wrong. */
  readonly failing: Run | undefined;
}

export function walk(session: Session, judges: Judges, options: WalkOptions): Walked {
  const walker = new Walker(session, judges);
  const { seed, walks, stepsMax } = options;
  const choice = fc.integer({ min: 0, max: (1 << 24) - 1 });
  const lists = fc.noBias(
    fc.array(choice, { minLength: stepsMax, maxLength: stepsMax, size: 'max' }),
  );
  let failing: Run | undefined;
  let done = 0;
  for (const choices of fc.sample(lists, { seed, numRuns: walks })) {
    const run = walker.walk(choices);
    done += 1;
    options.onProgress?.(done, walks);
    if (run.found === undefined) continue;
    failing = run;
    break;
  }
  return { result: { seed, walks: done, ...walker.total() }, failing };
}

interface Tally {
  asked: number;
  taken: number;
}

class Walker {
  readonly #session: Session;
  readonly #judges: Judges;
  readonly #actions = new Map<string, Tally>();
  readonly #edges = new Set<string>();
  readonly #refused = new Map<
    string,
    { readonly edge: Edge; readonly asked: Omit<Asked, 'named'> }
  >();
  readonly #named = new Set<string>();
  #operations = 0;

  constructor(session: Session, judges: Judges) {
    this.#session = session;
    this.#judges = judges;
  }

  walk(choices: readonly number[]): Run {
    const run = startRun(this.#session, this.#judges);
    const events: Event[] = [];
    for (const choice of choices) {
      if (run.found !== undefined || !this.#step(run, choice, events)) break;
    }
    const ended = run.finish(true);
    if (this.#judges.object !== undefined && ended.unjudged === undefined) {
      this.#operations += ended.world.history.length;
    }
    return ended;
  }

  total(): Omit<WalksResult, 'seed' | 'walks'> {
    const tallies = [...this.#actions].sort(([a], [b]) => (a < b ? -1 : 1));
    const sum = (of: (tally: Tally) => number) =>
      tallies.reduce((total, [, tally]) => total + of(tally), 0);
    return {
      asked: sum(({ asked }) => asked),
      taken: sum(({ taken }) => taken),
      edges: this.#edges.size,
      operations: this.#operations,
      actions: Object.fromEntries(tallies),
      never: tallies.flatMap(([action, { taken }]) => {
        const refused = this.#refused.get(action);
        if (taken > 0 || refused === undefined) return [];
        return [untaken(this.#session, refused.edge, { ...refused.asked, named: this.#named })];
      }),
    };
  }

  /** False where nothing can happen any more. */
  #step(run: OpenRun, choice: number, events: Event[]): boolean {
    // What the spec does not see happens too, now and then: messages are doubled and lost, clients ask again.
    if (((choice >> 20) & 3) === 0) this.#stir(run, choice, events);
    if (run.found !== undefined) return false;
    const state = this.#session.stateOf(run.world);
    const worlds = remembering(silentWorlds(this.#session, run.world, silentMax));
    let edges = [...edgesFrom(this.#session.spec, this.#session.states, state).values()];
    for (let attempt = 0; attempt < triesMax && edges.length > 0; attempt++) {
      const wanted = this.#choose(edges, choice >> (4 * attempt));
      for (const edge of wanted.slice(0, edgesMax)) {
        const way = this.#ask(run.world, edge, worlds, events);
        if (way !== undefined) return this.#go(run, way, events);
      }
      edges = edges.filter(({ action }) => action !== wanted[0]?.action);
    }
    return this.#goAnywhere(run, choice, { worlds, events });
  }

  /** The edges of an action that was rarely asked for, in some order. */
  #choose(edges: readonly Edge[], choice: number): readonly Edge[] {
    const all = [...new Set(edges.map(({ action }) => action))];
    const hopeful = all.filter((action) => !isHopeless(this.#tally(action)));
    const actions = hopeful.length > 0 ? hopeful : all;
    const rare = actions.sort((a, b) => this.#tally(a).asked - this.#tally(b).asked);
    // Half of the time the rarest; else any, for what is rare may be a dead end.
    const action = (choice & 1) === 0 ? rare[0] : rare[(choice >> 1) % rare.length];
    const own = edges.filter((edge) => edge.action === action);
    const first = (choice >> 3) % own.length;
    return [...own.slice(first), ...own.slice(0, first)];
  }

  /** The events that take the edge, the last of them; noted if there are none. */
  #ask(
    world: World,
    edge: Edge,
    worlds: Iterable<Silent>,
    events: readonly Event[],
  ): readonly Event[] | undefined {
    const tally = this.#tally(edge.action);
    tally.asked += 1;
    for (const { way, options, thrown } of worlds) {
      for (const { answer } of options) this.#note(answer);
      // What the spec does not allow at all is taken, so that the run is judged for it.
      const forbidden = options.find(({ answer }) => answer.kind === 'forbidden');
      const wrong = thrown ?? forbidden?.event;
      if (wrong !== undefined) return [...way, wrong];
      const option = options.find((each) => takes(each, edge));
      if (option === undefined) continue;
      tally.taken += 1;
      this.#edges.add(this.#keyOf(edge));
      return [...way, option.event];
    }
    if (tally.taken === 0 && !this.#refused.has(edge.action)) {
      const asked = { worlds: [world], events: [...events] };
      this.#refused.set(edge.action, { edge, asked });
    }
    return undefined;
  }

  #note(answer: Option['answer']): void {
    if (answer.kind === 'stutter') return;
    for (const { name } of answer.actions) this.#named.add(name);
  }

  #go(run: OpenRun, way: readonly Event[], events: Event[]): boolean {
    for (const event of way) {
      if (run.found !== undefined) return false;
      if (run.take(event)) events.push(event);
    }
    return true;
  }

  #stir(run: OpenRun, choice: number, events: Event[]): void {
    const all = eventsIn(this.#session.scope, run.world);
    for (let attempt = 0; attempt < triesMax && all.length > 0; attempt++) {
      const event = all[((choice >> 4) + attempt * 7) % all.length] as Event;
      const option = optionFor(this.#session, run.world, event);
      if (option === undefined || (option !== 'thrown' && option.answer.kind === 'actions'))
        continue;
      this.#go(run, [event], events);
      return;
    }
  }

  /** None of the wanted edges can be taken: the walk goes on by what can happen, else it would end here. */
  #goAnywhere(
    run: OpenRun,
    choice: number,
    { worlds, events }: { readonly worlds: Iterable<Silent>; readonly events: Event[] },
  ): boolean {
    for (const { way, options } of worlds) {
      const moving = options.filter(({ answer }) => answer.kind !== 'stutter');
      const option = moving[(choice >> 6) % Math.max(1, moving.length)];
      if (option !== undefined) return this.#go(run, [...way, option.event], events);
    }
    return false;
  }

  #keyOf({ source, action, target }: Edge): string {
    const { states } = this.#session;
    return `${states.idOf(source)}:${edgeKey(states, action, target)}`;
  }

  #tally(action: string): Tally {
    const known = this.#actions.get(action);
    if (known !== undefined) return known;
    const tally = { asked: 0, taken: 0 };
    this.#actions.set(action, tally);
    return tally;
  }
}

function isHopeless({ asked, taken }: Tally): boolean {
  return taken === 0 && asked >= hopeless;
}

/** An iterable that can be gone through again: what one edge was looked for in, the next one finds there. */
function remembering<T>(source: Iterator<T>): Iterable<T> {
  const known: T[] = [];
  return {
    *[Symbol.iterator]() {
      for (let at = 0; ; at++) {
        if (at === known.length) {
          const next = source.next();
          if (next.done === true) return;
          known.push(next.value);
        }
        yield known[at] as T;
      }
    },
  };
}
