/**
 * The whole verification of one protocol: check, replay, refine, mutants, each told as it begins and as it ends, and one
 * verdict. Shared by `verify` and by the test suite that is made from the models; prints nothing itself.
 */
import { basename } from 'node:path';
import { isAsExpected, withExpectation } from '../harness/conformance/expectation.ts';
import type { Model } from '../harness/conformance/model.ts';
import {
  type CheckResult,
  type Progress,
  type ProtocolResult,
  type Verdict,
  worst,
} from '../harness/conformance/result.ts';
import { CommandError } from './command-error.ts';
import { runEngine } from './engine.ts';
import { exitCodes } from './exit-codes.ts';
import { runMutants, runRefine, runReplay } from './parts.ts';
import { specFolder } from './repository.ts';
import { modelTargets, type Target } from './target.ts';

export type Part = 'check' | 'replay' | 'refine' | 'mutants';

/** What the caller wants to hear. */
export interface Watcher {
  /** `name`: what of the part is being done, such as the configuration. */
  readonly onProgress?: (part: Part, name: string, progress: Progress) => void;
  readonly onPart?: <P extends Part>(part: P, result: ProtocolResult[P]) => void;
}

export interface VerifyProtocolOptions {
  readonly thorough?: boolean | undefined;
  readonly seed?: number | undefined;
}

const thoroughFactor = 10;

export async function verifyProtocol(
  model: Model,
  options: VerifyProtocolOptions = {},
  watcher: Watcher = {},
): Promise<ProtocolResult> {
  const { seed, thorough } = options;
  const progress = (part: Part) => (value: Progress) => watcher.onProgress?.(part, '', value);
  const check = await checkAll(ownTargets(model, thorough), watcher);
  watcher.onPart?.('check', check);
  const histories = thorough === true ? model.replay.histories * thoroughFactor : undefined;
  const replay = await runReplay(model, { seed, histories, onProgress: progress('replay') });
  watcher.onPart?.('replay', replay);
  const refine = await runRefine(model, { onProgress: progress('refine') });
  watcher.onPart?.('refine', refine);
  const mutants = await runMutants(model, { seed, onProgress: progress('mutants') });
  watcher.onPart?.('mutants', mutants);
  const verdict = worst([verdictOfChecks(check), replay.verdict, refine.verdict, mutants.verdict]);
  return { name: model.name, verdict, check, replay, refine, mutants };
}

/** The configurations of the model itself; those of its mutants are judged with the mutants. */
export function ownTargets(model: Model, thorough?: boolean): readonly Target[] {
  const folder = specFolder(model.name);
  if (folder === undefined) {
    throw new CommandError(exitCodes.noInput, `there is no folder specs/${model.name}`);
  }
  const own = new Set(model.configs.map(({ file }) => file));
  return modelTargets(model, folder, { thorough }).filter(({ config }) =>
    own.has(basename(config)),
  );
}

async function checkAll(
  targets: readonly Target[],
  { onProgress }: Watcher,
): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const { spec, config, expected } of targets) {
    const result = await runEngine(spec, config, {
      onProgress: (progress) => onProgress?.('check', basename(config), progress),
    });
    results.push(withExpectation(result, expected));
  }
  return results;
}

/** A model that must fail and does is ok; a result other than the recorded one is a violation, unless nobody knows. */
export function verdictOfChecks(results: readonly CheckResult[]): Verdict {
  return worst(
    results.map((result) => {
      if (isAsExpected(result)) return 'ok';
      return result.verdict === 'unknown' ? 'unknown' : 'violation';
    }),
  );
}
