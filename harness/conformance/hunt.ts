/**
 * Kills one mutant of the code: replay hunts first, refine takes over where replay's budget ends. A kill counts only if
 * the honest code survives what killed the mutant; else everything would be dead as soon as one check always fails.
 */
import { ProgramError } from '../simulation/program-error.ts';
import type { Spec } from '../tla/spec.ts';
import { MappingError } from './dictionary.ts';
import type { Model } from './model.ts';
import type { Mutant } from './mutant.ts';
import { refine, refineEvents } from './refine.ts';
import { replay, replayEvents } from './replay.ts';
import type { Failure } from './result.ts';
import { bind } from './session.ts';

export interface Hunted {
  readonly killed: boolean;
  readonly killedBy?: string;
  readonly histories: number;
  readonly events?: number;
  readonly error?: string;
}

export interface Hunter {
  /** `shownBy`: what shows it, if somebody knows (Mutant). */
  hunt(mutated: Model, shownBy?: Mutant['shownBy']): Hunted;
}

/** What replay may spend on one mutant by default: beyond it, refine is the quicker hunter. */
const historiesMax = 300;
const silent = { tellsStory: false } as const;

export function createHunter(
  honest: Model,
  specs: { readonly replaySpec: Spec; readonly refineSpec: Spec },
  options: { readonly histories?: number; readonly seed?: number },
): Hunter {
  const { replaySpec, refineSpec } = specs;
  let honestRefined: Failure | 'none' | undefined;
  const refineHonest = (): Failure | undefined => {
    honestRefined ??= refine(honest, refineSpec, silent).failure ?? 'none';
    return honestRefined === 'none' ? undefined : honestRefined;
  };
  const huntByReplay = (mutated: Model, only?: number): Hunted => {
    const { seed, histories = Math.min(historiesMax, mutated.replay.histories) } = options;
    const replayed = replay(mutated, replaySpec, {
      ...silent,
      histories,
      // Who wants to see the shortest run of a bug plants it: here it is enough that there is one.
      shrinkTriesMax: 0,
      ...(only === undefined ? {} : { only }),
      ...(seed === undefined ? {} : { seed }),
    });
    const { failure } = replayed;
    const count = only ?? replayed.histories;
    if (failure === undefined) return { killed: false, histories: count };
    const alibi = replayEvents(honest, replaySpec, failure.events, silent);
    return kill(killerOf(failure), failure, count, alibi);
  };
  const huntByRefine = (mutated: Model, histories: number): Hunted => {
    const { failure } = refine(mutated, refineSpec, { ...silent, failFast: true });
    if (failure === undefined) return { killed: false, histories };
    const alibi =
      failure.kind === 'unrealised'
        ? refineHonest()
        : refineEvents(honest, refineSpec, failure.events, silent);
    return kill(`refine: ${killerOf(failure)}`, failure, histories, alibi);
  };
  const byHint = (mutated: Model, shownBy: Mutant['shownBy']): Hunted | undefined => {
    // A history's number says nothing of those of another seed.
    if (shownBy === undefined || options.seed !== undefined) return undefined;
    return shownBy === 'refine' ? huntByRefine(mutated, 0) : huntByReplay(mutated, shownBy);
  };
  const hunt = (mutated: Model, shownBy: Mutant['shownBy']): Hunted => {
    const hinted = byHint(mutated, shownBy);
    if (hinted?.killed === true) return hinted;
    const replayed = huntByReplay(mutated);
    if (replayed.killed || replayed.error !== undefined) return replayed;
    return huntByRefine(mutated, replayed.histories);
  };
  return {
    hunt(mutated, shownBy) {
      bind(replaySpec, honest.mapping, honest.replay);
      try {
        return hunt(mutated, shownBy);
      } catch (error) {
        // Some bugs do not even let the nodes start, or leave a state that the mapping cannot read.
        if (!(error instanceof ProgramError || error instanceof MappingError)) throw error;
        return { killed: true, killedBy: `exception ${error.name}`, histories: 0 };
      }
    },
  };
}

function kill(
  killedBy: string,
  failure: Failure,
  histories: number,
  honest: Failure | undefined,
): Hunted {
  if (honest === undefined)
    return { killed: true, killedBy, histories, events: failure.events.length };
  const error = `the honest code fails on the same events: ${honest.summary}`;
  return { killed: false, histories, error };
}

/** `step ReceiveCommit`, `invariant Consistent`, `linearizability`: one word for the judge, one for what it judged. */
export function killerOf({ kind, name }: Failure): string {
  if (kind === 'consistency') return 'linearizability';
  return name === undefined || name === kind ? kind : `${kind} ${name}`;
}
