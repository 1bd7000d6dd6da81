/**
 * Everything that honest code was asked, in all worlds of the refine scope and in some histories. A mutant that answers
 * all of it alike survives those runs without taking part in one; one that does not is led to where it differs.
 */
import type { Protocol } from '../../../impl/protocol.ts';
import type { Event } from '../../simulation/event.ts';
import { keyOf, worldKey } from '../../simulation/key.ts';
import { createWorld } from '../../simulation/start.ts';
import type { Scope } from '../model.ts';
import { histories } from '../replay.ts';
import { type HonestGraph, recordGraph } from './graph.ts';
import type { Grounds, Protocols } from './grounds.ts';
import { compareAnswer, createQuestions, type Question } from './questions.ts';

export interface CallBook {
  readonly graph: HonestGraph;
  /** Questions of the histories, each with the events of the first one in which it is put. */
  readonly replay: readonly { readonly question: Question; readonly events: readonly Event[] }[];
}

export interface CallBounds {
  readonly worlds: number;
  readonly histories: number;
  readonly seed?: number | undefined;
}

export function recordCalls({ model, refine, replay }: Grounds, bounds: CallBounds): CallBook {
  const graph = recordGraph(refine, bounds.worlds);
  const questions = createQuestions();
  const eventsOf: (readonly Event[])[] = [];
  for (const { steps, chosen } of histories(model, replay, bounds)) {
    const events = steps.slice(0, chosen).map(({ event }) => event);
    for (const [index, { before, event }] of steps.entries()) {
      eventsOf[questions.numberOf(before, event)] ??= events;
      if (index >= chosen) continue;
      // What the program refuses leads nowhere, and a mutant may take it.
      for (const offered of model.replay.outside(before)) {
        if (!('node' in offered) || before.nodes.get(offered.node)?.up !== true) continue;
        eventsOf[questions.numberOf(before, offered)] ??= [...events.slice(0, index), offered];
      }
    }
  }
  const all = questions.all.map((question, index) => ({
    question,
    events: eventsOf[index] as readonly Event[],
  }));
  return { graph, replay: all };
}

/** What a changed protocol does with the questions. */
export interface Infection {
  /**
   * `nodes`: it has other ones. `boots`: its first world is another. `durations`: what differs of its timers shows
   * nowhere.
   */
  readonly kind: 'none' | 'durations' | 'answers' | 'boots' | 'nodes';
  /** The questions of the graph that are answered differently. */
  readonly refine: ReadonlySet<number>;
  /** Some of the histories in which something is. */
  readonly replay: readonly (readonly Event[])[];
}

/** How many histories are tried. */
const triedMax = 6;

export function infectionOf(
  { graph, replay }: CallBook,
  { model }: Grounds,
  protocols: Protocols,
): Infection {
  const nothing = { refine: new Set<number>(), replay: [[]] };
  const scopes = ['refine', 'replay'] as const;
  if (!scopes.every((scope) => hasNodesOf(model[scope], protocols[scope])))
    return { kind: 'nodes', ...nothing };
  if (!scopes.every((scope) => bootsAlike(model[scope], protocols[scope])))
    return { kind: 'boots', ...nothing };
  let kind: Infection['kind'] = 'none';
  const infected = new Set<number>();
  for (const [index, question] of graph.questions.all.entries()) {
    const difference = compareAnswer(question, protocols.refine);
    if (difference === 'other') infected.add(index);
    else if (difference === 'durations') kind = 'durations';
  }
  const ways = new Set<readonly Event[]>();
  for (const { question, events } of replay) {
    const difference = compareAnswer(question, protocols.replay);
    if (difference === 'durations') kind = 'durations';
    if (difference === 'other') ways.add(events);
    if (ways.size >= triedMax) break;
  }
  const answers = infected.size > 0 || ways.size > 0;
  return { kind: answers ? 'answers' : kind, refine: infected, replay: [...ways] };
}

function hasNodesOf({ protocol: honest }: Scope, { nodes, clients }: Protocol): boolean {
  return keyOf([honest.nodes, honest.clients]) === keyOf([nodes, clients]);
}

function bootsAlike({ protocol: honest, options }: Scope, protocol: Protocol): boolean {
  return worldKey(createWorld(honest, options)) === worldKey(createWorld(protocol, options));
}
