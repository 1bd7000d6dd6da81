/**
 * Kills one automatic mutant of the code, by the cheapest means first: what differs is looked for among all that honest
 * code was asked; a run that leads there is judged, a crash in the middle of the step included; then new histories; then
 * all worlds of the refine scope; then more histories. The honest code must survive whatever killed the mutant.
 */
import type { Protocol } from '../../../impl/protocol.ts';
import { applyAll } from '../../simulation/apply.ts';
import { cutsOf } from '../../simulation/enabled.ts';
import type { Event } from '../../simulation/event.ts';
import { ProgramError } from '../../simulation/program-error.ts';
import { createWorld } from '../../simulation/start.ts';
import { MappingError } from '../dictionary.ts';
import { killerOf } from '../hunt.ts';
import type { Model } from '../model.ts';
import { refine, refineEvents } from '../refine.ts';
import { replay, replayEvents } from '../replay.ts';
import type { Failure } from '../result.ts';
import { bind } from '../session.ts';
import { type CallBook, infectionOf } from './calls.ts';
import { type Grounds, withProtocols } from './grounds.ts';

export interface Prey {
  readonly refine: Protocol;
  readonly replay: Protocol;
}

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
  /** How many new histories: a few before all worlds are tried, more afterwards. */
  readonly histories: { readonly first: number; readonly more: number };
  /** Of the refine scope; it is counted in worlds, not in seconds. */
  readonly worlds: number;
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

  const led = (mutated: Model, prey: Prey): Caught | undefined => {
    const infection = infectionOf(book, grounds, prey);
    if (infection.kind === 'none')
      return { status: 'alike', why: 'whatever it was asked, it answered alike' };
    if (infection.kind === 'durations')
      return {
        status: 'durations',
        why: 'only how long timers take, or when in a step they are set: any timer may fire at any time',
      };
    for (const events of infection.refine) {
      for (const way of [events, ...cutShort(mutated, events)]) {
        const failure = refineEvents(mutated, specs.refine, way, inRefine);
        if (failure !== undefined) return kill(failure, 'refine', 'refine: ');
      }
    }
    for (const events of infection.replay) {
      const failure = replayEvents(mutated, specs.replay, events, inReplay);
      if (failure !== undefined) return kill(failure, 'replay');
    }
    return undefined;
  };

  const byHistories = (mutated: Model, histories: number, seed: number): Caught | undefined => {
    const found = replay(mutated, specs.replay, {
      ...inReplay,
      histories,
      seed,
      shrinkTriesMax: 0,
    });
    return found.failure === undefined ? undefined : kill(found.failure, 'replay');
  };

  const byWorlds = (mutated: Model): Caught | undefined => {
    const found = refine(mutated, specs.refine, {
      ...inRefine,
      failFast: true,
      worldsMax: options.worlds,
    });
    if (found.failure === undefined) return undefined;
    // All worlds of the honest code were looked at before, and nothing was missing.
    if (found.failure.kind === 'unrealised')
      return { status: 'killed', killedBy: `refine: ${killerOf(found.failure)}` };
    return kill(found.failure, 'refine', 'refine: ');
  };

  const hunt = (prey: Prey): Caught => {
    const mutated = withProtocols(model, prey);
    const { seed = 1, histories } = options;
    return (
      led(mutated, prey) ??
      byHistories(mutated, histories.first, seed) ??
      byWorlds(mutated) ??
      byHistories(mutated, histories.more, seed + 1) ?? {
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
        const known = [ProgramError, MappingError, TypeError, RangeError];
        const cause = known.find((kind) => error instanceof kind);
        if (cause === undefined) throw error;
        return { status: 'killed', killedBy: `exception ${(error as Error).name}` };
      }
    },
  };
}

/** The same run with its last step cut short by a crash, at every place that shows. */
function cutShort(
  { refine: scope }: Model,
  events: readonly Event[],
): readonly (readonly Event[])[] {
  const last = events.at(-1);
  if (last === undefined) return [];
  const before = events.slice(0, -1);
  const { world } = applyAll(createWorld(scope.protocol, scope.options), before);
  return cutsOf(world, last, scope).map((cut) => [...before, cut]);
}
