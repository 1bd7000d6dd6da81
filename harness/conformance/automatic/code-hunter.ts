/**
 * Kills one automatic mutant of the code, by the cheapest means first: what it answers differently is looked for among all
 * that honest code was asked; refinement is asked of the difference alone; then histories that lead there are judged, then
 * new ones. The honest code must survive whatever killed the mutant.
 */
import type { Event } from '../../simulation/event.ts';
import { killerOf } from '../hunt.ts';
import { neverDone, untakenActions } from '../measure.ts';
import type { Model } from '../model.ts';
import { failingScenario } from '../play-scenario.ts';
import { refine, refineEvents } from '../refine.ts';
import { defaultSeed, replay, replayEvents, strict } from '../replay.ts';
import type { Failure, ReplayResult } from '../result.ts';
import { judgesOf, type Run } from '../run.ts';
import { bind } from '../session.ts';
import { type CallBook, type Infection, infectionOf } from './calls.ts';
import { explore } from './explore.ts';
import { type Grounds, type Protocols, withProtocols } from './grounds.ts';

/** The changed code. */
export type Prey = Protocols;

export type Caught =
  | {
      readonly status: 'killed';
      readonly killedBy: string;
      readonly events?: number;
      /** The run that shows it, and in which scope. */
      readonly token?: { readonly scope: 'refine' | 'replay'; readonly events: readonly Event[] };
    }
  | { readonly status: 'survived' | 'alike' | 'durations' | 'faulty'; readonly why: string };

export interface CodeHunterOptions {
  readonly seed?: number | undefined;
  /** How many new histories. */
  readonly histories: number;
  /** How many worlds that honest code does not reach are looked at: counted, so that no clock decides. */
  readonly strangers: number;
}

export interface CodeHunter {
  hunt(prey: Prey): Caught;
}

const silent = { tellsStory: false } as const;

export function createCodeHunter(
  grounds: Grounds,
  book: CallBook,
  options: CodeHunterOptions,
): CodeHunter {
  const { model, specs, memories } = grounds;
  const inRefine = { ...silent, memory: memories.refine };
  const inReplay = { ...silent, memory: memories.replay };
  const kill = (failure: Failure, scope: 'refine' | 'replay', how = ''): Caught => {
    grounds.plug();
    const honest =
      scope === 'refine'
        ? refineEvents(model, specs.refine, failure.events, inRefine)
        : replayEvents(model, specs.replay, failure.events, inReplay);
    if (honest !== undefined) {
      return { status: 'faulty', why: `the honest code fails as well: ${honest.summary}` };
    }
    const { events } = failure;
    const killedBy = `${how}${killerOf(failure)}`;
    return { status: 'killed', killedBy, events: events.length, token: { scope, events } };
  };

  const byDifference = (mutated: Model, infected: ReadonlySet<number>): Caught | undefined => {
    const session = bind(specs.refine, model.mapping, mutated.refine, memories.refine);
    const { strangers: strangersMax } = options;
    const excused = Object.keys(model.refine.unrealised ?? {});
    const found = explore(book.graph, session, { infected, strangersMax, excused });
    switch (found.kind) {
      case 'nothing':
        return undefined;
      case 'unrealised':
        // Honest code realises it: the graph says so.
        return { status: 'killed', killedBy: `refine: unrealised ${found.action}` };
      case 'wrong': {
        const failure = refineEvents(mutated, specs.refine, found.events, inRefine);
        if (failure !== undefined) return kill(failure, 'refine', 'refine: ');
        return { status: 'faulty', why: 'a step that was wrong is right when it is taken again' };
      }
    }
  };

  /** Only where the first world differs: then nothing of the honest graph is the mutant's. */
  const byWorlds = (mutated: Model): Caught | undefined => {
    const bound = { ...inRefine, failFast: true, worldsMax: options.strangers };
    const { failure } = refine(mutated, specs.refine, bound);
    if (failure === undefined) return undefined;
    return failure.kind === 'unrealised'
      ? { status: 'killed', killedBy: `refine: ${killerOf(failure)}` }
      : kill(failure, 'refine', 'refine: ');
  };

  const led = (mutated: Model, infection: Infection): Caught | undefined => {
    if (infection.kind === 'none')
      return { status: 'alike', why: 'whatever it was asked, it answered alike' };
    if (infection.kind === 'durations') {
      const why = 'how long a timer takes, or when in a step it is set: any may fire at any time';
      return { status: 'durations', why };
    }
    const refined =
      infection.kind === 'answers' ? byDifference(mutated, infection.refine) : byWorlds(mutated);
    if (refined !== undefined) return refined;
    for (const events of infection.replay) {
      const failure = replayEvents(mutated, specs.replay, events, inReplay);
      if (failure !== undefined) return kill(failure, 'replay');
    }
    return undefined;
  };

  /** A few steps each, and so ahead of the histories. */
  const byScenarios = (mutated: Model): Caught | undefined => {
    const session = bind(specs.replay, model.mapping, strict(mutated.replay), memories.replay);
    const failing = failingScenario(session, judgesOf(mutated), model.scenarios);
    if (failing === undefined) return undefined;
    grounds.plug();
    honestScenario ??= failingScenario(grounds.replay, judgesOf(model), model.scenarios) ?? 'none';
    if (honestScenario !== 'none') return { status: 'faulty', why: 'a scenario fails honest code' };
    return { status: 'killed', killedBy: `${failing.found.kind} ${failing.found.name}` };
  };
  let honestScenario: Run | 'none' | undefined;

  const { histories, seed = defaultSeed } = options;
  const asked = { ...inReplay, histories, seed, shrinkTriesMax: 0 };
  let honest: ReplayResult | undefined;
  // Of so few histories some are rare for honest code as well.
  const missedIn = ({ offers, actions }: ReplayResult) => [
    ...neverDone(offers).map((text) => text.replace(/\d+/, 'often')),
    ...untakenActions(model, actions),
  ];
  const byHistories = (mutated: Model): Caught | undefined => {
    const result = replay(mutated, specs.replay, asked);
    if (result.failure !== undefined) return kill(result.failure, 'replay');
    const missed = missedIn(result);
    if (missed.length === 0) return undefined;
    grounds.plug();
    honest ??= replay(model, specs.replay, asked);
    const alike = missedIn(honest);
    const [own] = missed.filter((text) => !alike.includes(text));
    return own === undefined ? undefined : { status: 'killed', killedBy: `vacuous: ${own}` };
  };

  const hunt = (prey: Prey): Caught => {
    const infection = infectionOf(book, grounds, prey);
    const mutated = infection.kind === 'nodes' ? withProtocols(model, prey) : model;
    if (mutated === model) grounds.plug(prey);
    return (
      led(mutated, infection) ??
      byScenarios(mutated) ??
      byHistories(mutated) ?? {
        status: 'survived',
        why: 'it answers differently, and nobody minds',
      }
    );
  };
  return {
    hunt(prey) {
      bind(specs.replay, model.mapping, model.replay, memories.replay);
      try {
        return hunt(prey);
      } catch (error) {
        // Some do not even let the nodes start, or leave a state that mapping and workload stumble over.
        if (!(error instanceof Error)) throw error;
        return { status: 'killed', killedBy: `exception ${error.name}` };
      } finally {
        grounds.plug();
      }
    },
  };
}
