/**
 * Which behaviours of a spec explain a trace. Breadth-first over pairs of a position in the trace and a state, each pair
 * once, so the time is linear in the trace as long as the number of states that fit at one position stays bounded; that
 * number is the frontier, and it has a limit. Steps that leave no line are bounded, too.
 */
import type { Spec, State } from '../../tla/spec.ts';
import type { StateTable } from '../state-table.ts';
import { agrees } from './logged.ts';
import { stepsOf, type TakenAction, unknownArguments } from './steps.ts';
import type { Trace, TraceEvent } from './trace.ts';

/** A state that the spec may be in at a position of the trace. */
export interface Candidate {
  readonly state: State;
  /** Every candidate, of this position or the one before, from which a step leads here. */
  readonly from: Candidate[];
  /** How the first of `from` led here; undefined for a first state. */
  readonly by: readonly TakenAction[] | undefined;
  /** No line of the trace stands for the step. */
  readonly isHidden: boolean;
}

export interface Searched {
  /** By position: 0 is before the first event. Hidden steps are taken before the event they precede. */
  readonly layers: readonly (readonly Candidate[])[];
  /** How many events were explained. */
  readonly explained: number;
  /** Pairs of a position and a state that were looked at. */
  readonly states: number;
  /** The largest frontier. */
  readonly widest: number;
  /** The frontier that was too large for the limit. */
  readonly overflow: boolean;
}

export interface SearchOptions {
  /** How many states may fit at one position. */
  readonly frontierMax: number;
  readonly onProgress?: (events: number, frontier: number) => void;
}

export const unloggedMaxDefault = 3;

export function searchTrace(
  spec: Spec,
  trace: Trace,
  states: StateTable,
  options: SearchOptions,
): Searched {
  const search = new Search(spec, trace, states, options.frontierMax);
  const layers = [search.first()];
  let count = 0;
  let widest = 0;
  for (const [index, event] of trace.events.entries()) {
    const layer = search.withUnlogged(layers[index] as readonly Candidate[]);
    layers[index] = layer;
    count += layer.length;
    widest = Math.max(widest, layer.length);
    const next = layer.length > options.frontierMax ? undefined : search.after(event, layer);
    if (next === undefined || next.length === 0 || next.length > options.frontierMax) {
      const overflow = next === undefined || next.length > 0;
      return { layers, explained: index, states: count, widest, overflow };
    }
    layers.push(next);
    if (index % 256 === 255) options.onProgress?.(index + 1, next.length);
  }
  const last = layers.at(-1) as readonly Candidate[];
  return {
    layers,
    explained: layers.length - 1,
    states: count + last.length,
    widest: Math.max(widest, last.length),
    overflow: false,
  };
}

class Search {
  readonly #spec: Spec;
  readonly #trace: Trace;
  readonly #states: StateTable;
  readonly #limit: number;

  constructor(spec: Spec, trace: Trace, states: StateTable, limit: number) {
    this.#spec = spec;
    this.#trace = trace;
    this.#states = states;
    this.#limit = limit;
  }

  first(): readonly Candidate[] {
    const { initial } = this.#trace;
    const states = this.#spec.initialStates().map((state) => this.#states.canonical(state));
    return [...new Set(states)]
      .filter((state) => agrees(initial, state, state))
      .map((state) => ({ state, from: [], by: undefined, isHidden: false }));
  }

  /** The layer and everything that a few steps that leave no line can make of it. */
  withUnlogged(layer: readonly Candidate[]): readonly Candidate[] {
    const { unlogged = [], unloggedMax = unloggedMaxDefault } = this.#trace.header;
    if (unlogged.length === 0) return layer;
    const known = new Map(layer.map((candidate) => [candidate.state, candidate]));
    let outermost = layer;
    for (let step = 0; step < unloggedMax && outermost.length > 0; step++) {
      const next = new Map<State, Candidate>();
      for (const from of outermost) this.#takeUnlogged(from, unlogged, known, next);
      for (const [state, candidate] of next) known.set(state, candidate);
      outermost = [...next.values()];
      if (known.size > this.#limit) break;
    }
    return [...known.values()];
  }

  #takeUnlogged(
    from: Candidate,
    unlogged: readonly string[],
    known: ReadonlyMap<State, Candidate>,
    next: Map<State, Candidate>,
  ): void {
    for (const name of unlogged) {
      const unknown = unknownArguments(this.#spec, name);
      for (const step of this.#spec.inferredSuccessors(name, unknown, from.state)) {
        const state = this.#states.canonical(step.state);
        if (state === from.state) continue;
        // A way between two candidates makes no new one, but it makes the first survive with the second.
        if (known.has(state)) known.get(state)?.from.push(from);
        else add(next, state, from, [{ name, args: step.args }], true);
      }
    }
  }

  /** The next layer; empty when no candidate can take the event. */
  after(event: TraceEvent, layer: readonly Candidate[]): readonly Candidate[] {
    const next = new Map<State, Candidate>();
    for (const from of layer) {
      if (!agrees(event.before, from.state, from.state)) continue;
      const found = stepsOf(this.#spec, this.#trace, this.#states, event, from.state);
      for (const { state, by } of found) add(next, state, from, by, false);
      if (next.size > this.#limit) break;
    }
    return [...next.values()];
  }
}

function add(
  layer: Map<State, Candidate>,
  state: State,
  from: Candidate,
  by: readonly TakenAction[],
  isHidden: boolean,
): void {
  const known = layer.get(state);
  if (known === undefined) layer.set(state, { state, from: [from], by, isHidden });
  else if (!known.from.includes(from)) known.from.push(from);
}
