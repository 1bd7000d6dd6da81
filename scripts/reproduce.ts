/** The command that shows a failure again: the last line of every failure, in the command line and in the tests. */

import { isAsExpected } from '../harness/conformance/expectation.ts';
import type {
  CheckResult,
  DriveResult,
  MutantsResult,
  ProtocolResult,
  RefineResult,
  ReplayResult,
} from '../harness/conformance/result.ts';
import { keepFailure } from './failure-file.ts';
import { command } from './output.ts';
import { shortPath } from './repository.ts';

/** For the first part of a protocol that is not as it must be; undefined when all are. */
export function reproduce({
  name,
  check,
  replay,
  refine,
  drive,
  mutants,
}: ProtocolResult): string | undefined {
  return (
    reproduceCheck(name, check) ??
    reproduceReplay(name, replay) ??
    reproduceRefine(name, refine) ??
    (drive === undefined ? undefined : reproduceDrive(name, drive)) ??
    reproduceMutants(name, mutants, replay.seed)
  );
}

export function reproduceCheck(name: string, check: readonly CheckResult[]): string | undefined {
  if (check.length === 0) return lockstep('check', name);
  const bad = check.find((each) => !isAsExpected(each));
  return bad === undefined ? undefined : lockstep('check', name, '--config', bad.config);
}

/** Keeps the failing list of events in a file, which the command names. */
export function reproduceReplay(name: string, result: ReplayResult): string | undefined {
  if (result.verdict === 'ok') return undefined;
  if (result.failure?.kind === 'nondeterminism') {
    return lockstep('replay', name, '--seed', String(result.seed), '--twice');
  }
  // A scenario is in the model, and runs whatever the histories are; elsewhere its promise is not asked.
  if (result.failure === undefined || result.failure.kind === 'scenario') {
    return lockstep('replay', name, '--seed', String(result.seed));
  }
  return lockstep('replay', name, '--file', shortPath(keepFailure(name, result.failure)));
}

export function reproduceRefine(name: string, result: RefineResult): string | undefined {
  return result.verdict === 'ok' ? undefined : lockstep('refine', name);
}

/** The walks of `verify` are those of the verb without the cover. */
export function reproduceDrive(name: string, result: DriveResult): string | undefined {
  if (result.verdict === 'ok') return undefined;
  const { seed, walks } = result.walks;
  const cover = result.cover === undefined ? ['--no-cover'] : [];
  return lockstep('drive', name, '--seed', `${seed}`, '--walks', `${walks}`, ...cover);
}

/** Without a seed: as the command does it by itself. */
export function reproduceMutants(
  name: string,
  result: MutantsResult,
  seed?: number,
): string | undefined {
  if (result.verdict === 'ok') return undefined;
  return lockstep('mutants', name, ...(seed === undefined ? [] : ['--seed', String(seed)]));
}

function lockstep(...words: readonly string[]): string {
  return command('npx', 'lockstep', ...words);
}
