/**
 * Does anything tell a changed specification from the right one? First the code is asked, in the refine scope: a step
 * that the changed one forbids, or one that it allows and the code does not take. Then the configurations, the smallest
 * first, must give what the model says of them: verdict, violated property, counts. The broken ones, at last, must be
 * broken by the property that is meant to notice.
 */
import { EvaluationError } from '../../tla/diagnostic.ts';
import type { Spec } from '../../tla/spec.ts';
import { MappingError } from '../dictionary.ts';
import { withExpectation } from '../expectation.ts';
import { killerOf } from '../hunt.ts';
import type { Model } from '../model.ts';
import { refine } from '../refine.ts';
import type { AutomaticStatus, CheckResult } from '../result.ts';

/** Files in place of those on the disk, by path. */
export type Texts = ReadonlyMap<string, string>;

export interface SpecSide {
  /** The protocol's own modules, by path. */
  readonly modules: Texts;
  /** Throws DiagnosticError. */
  load(config: string, texts: Texts): Promise<Spec>;
  /** Errors in the texts are results. */
  check(config: string, texts: Texts, statesMax: number): Promise<CheckResult>;
}

export interface SpecFate {
  readonly status: AutomaticStatus;
  readonly killedBy?: string;
  readonly reason?: string;
}

export interface SpecHunterOptions {
  /** Worlds of the code that are looked at first. */
  readonly worlds: number;
  /** Configurations with more states are left out. */
  readonly statesMax: number;
}

export async function huntSpec(
  model: Model,
  side: SpecSide,
  texts: Texts,
  options: SpecHunterOptions,
): Promise<SpecFate> {
  return (
    (await byCode(model, side, texts, options)) ??
    (await byConfigs(model, side, texts, options)) ?? {
      status: 'survived',
      reason: 'the code and every configuration take it for the right one',
    }
  );
}

async function byCode(
  model: Model,
  side: SpecSide,
  texts: Texts,
  { worlds }: SpecHunterOptions,
): Promise<SpecFate | undefined> {
  let spec: Spec;
  try {
    spec = await side.load(model.refine.config, texts);
  } catch (error) {
    return { status: 'stillborn', reason: String((error as Error).message).split('\n')[0] ?? '' };
  }
  try {
    const worldsMax = Math.min(worlds, model.refine.worldsMax);
    const bounds = { failFast: true, tellsStory: false, worldsMax };
    const { failure } = refine(model, spec, bounds);
    if (failure === undefined || failure.kind === 'exception') return undefined;
    return { status: 'killed', killedBy: `refine: ${killerOf(failure)}` };
  } catch (error) {
    // It asks for a value that does not exist; the configurations will say which.
    if (error instanceof EvaluationError || error instanceof MappingError) return undefined;
    throw error;
  }
}

async function byConfigs(
  model: Model,
  side: SpecSide,
  texts: Texts,
  { statesMax }: SpecHunterOptions,
): Promise<SpecFate | undefined> {
  for (const { file, expect } of configsFor(model, statesMax)) {
    // More than twice as many states are enough to know that the count is another.
    const most = 'distinct' in expect ? 2 * expect.distinct + 1_000 : statesMax;
    const result = withExpectation(await side.check(file, texts, most), expect);
    const [difference] = result.differences ?? [];
    if (difference === undefined) continue;
    if (result.exitCode === 150 || result.exitCode === 151)
      return { status: 'stillborn', reason: result.error?.split('\n')[0] ?? 'does not load' };
    const name = file.replace(/\.cfg$/, '');
    const how =
      'distinct' in expect && result.violated !== undefined
        ? result.violated
        : result.violated === undefined && result.verdict === 'violation'
          ? 'a value that does not exist'
          : difference;
    return { status: 'killed', killedBy: `${name}: ${how}` };
  }
  return undefined;
}

interface Wanted {
  readonly file: string;
  readonly expect: NonNullable<CheckResult['expected']>;
}

/** What must hold, by size; what must be reachable; what must be broken, and by which property. */
function configsFor({ configs, mutants }: Model, statesMax: number): readonly Wanted[] {
  const size = ({ expect }: Wanted): number =>
    'distinct' in expect ? expect.distinct : Number.POSITIVE_INFINITY;
  const small = configs.filter(
    (config) => size(config) <= statesMax || 'violation' in config.expect,
  );
  const broken = mutants.flatMap(({ spec }) =>
    spec === undefined ? [] : [{ file: spec.config, expect: { violation: spec.killedBy } }],
  );
  return [...[...small].sort((a, b) => size(a) - size(b)), ...broken];
}
