/**
 * Kills one mutant of the code: replay hunts first, refine takes over where replay's budget ends. A kill counts only if
 * the honest code survives what killed the mutant; else everything would be dead as soon as one check always fails.
 */
import { ProgramError } from '../simulation/program-error.ts';
import type { Spec } from '../tla/spec.ts';
import { MappingError } from './dictionary.ts';
import type { Model } from './model.ts';
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
  hunt(mutated: Model): Hunted;
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
  const huntByReplay = (mutated: Model) => {
    const { seed, histories = Math.min(historiesMax, mutated.replay.histories) } = options;
    return replay(mutated, replaySpec, {
      ...silent,
      histories,
      // Who wants to see the shortest run of a bug plants it: here it is enough that there is one.
      shrinkTriesMax: 0,
      ...(seed === undefined ? {} : { seed }),
    });
  };
  const hunt = (mutated: Model): Hunted => {
    const { failure, histories } = huntByReplay(mutated);
    if (failure !== undefined) {
      const alibi = replayEvents(honest, replaySpec, failure.events, silent);
      return kill(killerOf(failure), failure, histories, alibi);
    }
    const refined = refine(mutated, refineSpec, { ...silent, failFast: true }).failure;
    if (refined === undefined) return { killed: false, histories };
    const alibi =
      refined.kind === 'unrealised'
        ? refineHonest()
        : refineEvents(honest, refineSpec, refined.events, silent);
    return kill(`refine: ${killerOf(refined)}`, refined, histories, alibi);
  };
  return {
    hunt(mutated) {
      bind(replaySpec, honest.mapping, honest.replay);
      try {
        return hunt(mutated);
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
