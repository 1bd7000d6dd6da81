/**
 * The whole verification of one protocol: check, replay, refine, mutants (and drive, for whoever has the time), each told as it begins and as it ends, and one
 * verdict. Every part can be run alone. Shared by the command line, by the suite that is made from the models, and by
 * whoever brings a protocol of their own; prints nothing.
 */
import { type AutomaticOptions, mutateAutomatically } from './conformance/automatic/automatic.ts';
import type { SpecSide } from './conformance/automatic/spec-hunter.ts';
import { branchesTaken } from './conformance/branches.ts';
import { drive } from './conformance/drive.ts';
import { isAsExpected, withExpectation } from './conformance/expectation.ts';
import type { Model, ModelConfig, RefineScope } from './conformance/model.ts';
import { mutate } from './conformance/mutate.ts';
import { refine, together } from './conformance/refine.ts';
import { replay } from './conformance/replay.ts';
import {
  type AutomaticResult,
  type CheckResult,
  type DriveResult,
  type MutantsResult,
  type OnProgress,
  type Progress,
  type ProtocolResult,
  type RefineResult,
  type ReplayResult,
  type Verdict,
  worst,
} from './conformance/result.ts';
import { filesBelow, moduleHost, pathFrom, textOf } from './files.ts';
import { checkConfig, guardsOf, type Home, HomeError, loadFor, sourcesOf } from './home.ts';
import type { Spec } from './tla/spec.ts';

export type Part = 'check' | 'replay' | 'refine' | 'drive' | 'mutants';

export interface PartOptions {
  readonly onProgress?: OnProgress | undefined;
}

export interface RandomOptions extends PartOptions {
  /** Default: always the same one. */
  readonly seed?: number | undefined;
  /** Default: as many as the model says. */
  readonly histories?: number | undefined;
  /** Which branches of the code and guards of the specification were taken: runs of their own, and so only if asked. */
  readonly coverage?: boolean | undefined;
  /** Every run is made twice and compared. */
  readonly twice?: boolean | undefined;
}

export interface DriveModelOptions extends PartOptions {
  readonly seed?: number | undefined;
  /** How many random walks; default: a few. */
  readonly walks?: number | undefined;
  /** Every edge of the graph of refine's configuration, too. */
  readonly covers?: boolean | undefined;
}

export interface VerifyOptions {
  /** Large models (`...Large.cfg`) too, ten times the histories, and drive. */
  readonly thorough?: boolean | undefined;
  /** Every run of the code is made twice and compared: for CI. */
  readonly twice?: boolean | undefined;
  readonly seed?: number | undefined;
  readonly coverage?: boolean | undefined;
  /** `name`: what of the part is being done, such as the configuration. */
  readonly onProgress?: (part: Part, name: string, progress: Progress) => void;
  readonly onPart?: <P extends Part>(part: P, result: NonNullable<ProtocolResult[P]>) => void;
}

const thoroughFactor = 10;

export type PartResult<P extends Part = Part> = NonNullable<ProtocolResult[P]>;

/** What a verification consists of, in the order in which it is told. */
export function partsOf({ thorough }: Pick<VerifyOptions, 'thorough'>): readonly Part[] {
  const drive = thorough === true ? (['drive'] as const) : [];
  return ['check', 'replay', 'refine', ...drive, 'mutants'];
}

/**
 * Check, replay, refine, mutants of a model; with `thorough` drive, too. Throws HomeError for files that are not there, MappingError and
 * DiagnosticError where model and specification do not fit.
 */
export async function verify(
  model: Model,
  home: Home,
  options: VerifyOptions = {},
): Promise<ProtocolResult> {
  const results = new Map<Part, PartResult>();
  for (const part of partsOf(options)) {
    const result = await verifyPart(part, model, home, options);
    results.set(part, result);
    options.onPart?.(part, result as never);
  }
  return resultOfParts(model.name, results);
}

/** One part of it; they do not need each other. */
export function verifyPart(
  part: Part,
  model: Model,
  home: Home,
  options: VerifyOptions = {},
): Promise<PartResult> {
  const { seed, thorough, twice } = options;
  const onProgress = (value: Progress) => options.onProgress?.(part, '', value);
  const histories = thorough === true ? model.replay.histories * thoroughFactor : undefined;
  const coverage = options.coverage ?? thorough;
  switch (part) {
    case 'check':
      return checkModel(model, home, options);
    case 'replay':
      return replayModel(model, home, { seed, histories, coverage, twice, onProgress });
    case 'refine':
      return refineModel(model, home, { twice, onProgress });
    case 'drive':
      return driveModel(model, home, { seed, covers: true, onProgress });
    case 'mutants':
      return mutateModel(model, home, { seed, thorough, onProgress });
  }
}

/** `results`: of all parts of `partsOf`. */
export function resultOfParts(
  name: string,
  results: ReadonlyMap<Part, PartResult>,
): ProtocolResult {
  const { check, ...others } = Object.fromEntries(results) as Omit<
    ProtocolResult,
    'name' | 'verdict'
  >;
  const verdicts = Object.values(others).map(({ verdict }) => verdict);
  return { name, verdict: worst([verdictOfChecks(check), ...verdicts]), check, ...others };
}

/** The configurations of a model; large ones (`...Large.cfg`) only when somebody has the time. */
export function configsOf({ configs }: Model, thorough = false): readonly ModelConfig[] {
  return configs.filter(({ file }) => thorough || !file.endsWith('Large.cfg'));
}

/** One configuration, against what the model says must come out. */
export async function checkOne(
  home: Home,
  { file, expect }: ModelConfig,
  onProgress?: OnProgress,
): Promise<CheckResult> {
  return withExpectation(await checkConfig(home, file, onProgress), expect);
}

/** Every configuration of the model. */
export async function checkModel(
  model: Model,
  home: Home,
  { thorough, onProgress }: Pick<VerifyOptions, 'thorough' | 'onProgress'> = {},
): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const config of configsOf(model, thorough)) {
    const tell = (progress: Progress) => onProgress?.('check', config.file, progress);
    results.push(await checkOne(home, config, tell));
  }
  return results;
}

/** Random histories of the code on both sides, and what the clients saw. */
export async function replayModel(
  model: Model,
  home: Home,
  { seed, histories, twice, onProgress, coverage }: RandomOptions = {},
): Promise<ReplayResult> {
  const replaySpec = await loadFor(home, model.replay.config);
  const result = replay(model, replaySpec, {
    sources: () => sourcesOf(home),
    twice,
    ...(seed === undefined ? {} : { seed }),
    ...(histories === undefined ? {} : { histories }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  if (coverage !== true || result.failure !== undefined) return result;
  return withCoverage(result, model, home, replaySpec);
}

/** The same number of histories once more, in code that says where it goes. */
async function withCoverage(
  result: ReplayResult,
  model: Model,
  home: Home,
  replaySpec: Spec,
): Promise<ReplayResult> {
  if (home.model === undefined)
    throw new HomeError('to mark the code, the home must say which file exports `model`');
  const { histories, seed } = result;
  const asked = { ...placesOf(home), modelFile: home.model, replaySpec, histories, seed };
  const code = await branchesTaken(model, asked);
  // The smallest one that has the actions of the mapping.
  const spec = await guardsOf(home, model.refine.config);
  const wanted = model.evidence.branches ?? 0;
  const share = `${code.taken} of ${code.branches} branches of the code were taken, ${wanted * 100} % wanted`;
  const isEnough = code.taken >= wanted * code.branches;
  return {
    ...result,
    coverage: { code, spec },
    shortfalls: [...result.shortfalls, ...(isEnough ? [] : [share])],
    verdict: isEnough ? result.verdict : worst([result.verdict, 'vacuous']),
  };
}

/** Files of the implementation as patches name them, and how they are read. */
function placesOf({ root = '.', sources = [], load }: Home) {
  const paths = sources.flatMap((path) => filesBelow(path, '.ts'));
  return { host: moduleHost(root, load), files: paths.map((path) => pathFrom(root, path)) };
}

/** Every step of the code against every step of the specification, in each of the model's small scopes. */
export async function refineModel(
  model: Model,
  home: Home,
  { twice, onProgress }: PartOptions & Pick<RandomOptions, 'twice'> = {},
): Promise<RefineResult> {
  const options = {
    sources: () => sourcesOf(home),
    twice,
    ...(onProgress === undefined ? {} : { onProgress }),
  };
  const refineIn = async (scope: RefineScope): Promise<RefineResult> =>
    refine({ ...model, refine: scope }, await loadFor(home, scope.config), options);
  const first = await refineIn(model.refine);
  const others: RefineResult[] = [];
  for (const scope of model.refineAlso ?? []) others.push(await refineIn(scope));
  return together([first, ...others]);
}

/** Behaviours that the specification chooses, performed by the code. */
export async function driveModel(
  model: Model,
  home: Home,
  { seed, walks, covers, onProgress }: DriveModelOptions = {},
): Promise<DriveResult> {
  const specs = {
    replaySpec: await loadFor(home, model.replay.config),
    ...(covers === true ? { refineSpec: await loadFor(home, model.refine.config) } : {}),
  };
  return drive(model, specs, {
    sources: () => sourcesOf(home),
    ...(seed === undefined ? {} : { seed }),
    ...(walks === undefined ? {} : { walks }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
}

/** How many small changes of the code are tried where nobody asked for more. */
const sampled = 10;

/** Plants the model's bugs and sees each of them noticed; then a sample of small changes, `thorough`: all of them. */
export async function mutateModel(
  model: Model,
  home: Home,
  options: RandomOptions & Pick<VerifyOptions, 'thorough'> = {},
): Promise<MutantsResult> {
  const specs = {
    replaySpec: await loadFor(home, model.replay.config),
    refineSpec: await loadFor(home, model.refine.config),
  };
  const named = await mutateByName(model, home, { ...options, ...specs });
  // Only where somebody has looked at them: a survivor that is no bug must be on the model's list.
  if (home.model === undefined || model.equivalents === undefined) return named;
  const { seed, thorough, onProgress } = options;
  const automatic = await mutateModelAutomatically(model, home, {
    ...(thorough === true ? {} : { effort: 'sample', budget: sampled, side: 'code' }),
    ...{ seed, onProgress, ...specs },
  });
  const verdict = worst([named.verdict, automatic.verdict]);
  return { ...named, verdict, seconds: named.seconds + automatic.seconds, automatic };
}

async function mutateByName(
  model: Model,
  home: Home,
  { seed, onProgress, replaySpec, refineSpec }: RandomOptions & LoadedSpecs,
): Promise<MutantsResult> {
  return mutate(model, {
    host: moduleHost(home.root ?? '.', home.load),
    modelFile: modelFileOf(model, home),
    ...{ replaySpec, refineSpec },
    check: (config) => checkMutant(home, config),
    ...(seed === undefined ? {} : { seed }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
}

type LoadedSpecs = Pick<AutomaticOptions, 'replaySpec' | 'refineSpec'>;

export type AutomaticBudget = PartOptions &
  Pick<AutomaticOptions, 'effort' | 'seed' | 'budget' | 'seconds' | 'only' | 'side' | 'onMutant'>;

/** Small changes that nobody thought of, of every file of the implementation, and whether each is noticed. */
export async function mutateModelAutomatically(
  model: Model,
  home: Home,
  options: AutomaticBudget & Partial<LoadedSpecs> = {},
): Promise<AutomaticResult> {
  if (home.model === undefined)
    throw new HomeError('to change the code, the home must say which file exports `model`');
  return mutateAutomatically(model, {
    ...options,
    ...placesOf(home),
    modelFile: home.model,
    replaySpec: options.replaySpec ?? (await loadFor(home, model.replay.config)),
    refineSpec: options.refineSpec ?? (await loadFor(home, model.refine.config)),
    spec: specSideOf(home),
  });
}

/** Modules with bounds (`MC...`) are left as they are. */
function specSideOf(home: Home): SpecSide {
  const paths = filesBelow(home.specs, '.tla').filter((path) => !/\/MC[^/]*$/.test(path));
  return {
    modules: new Map(paths.map((path) => [path, textOf(path) ?? ''])),
    load: (config, texts) => loadFor({ ...home, texts }, config),
    check: (config, texts, statesMax) =>
      checkConfig({ ...home, texts }, config, undefined, statesMax),
  };
}

function modelFileOf(model: Model, home: Home): string {
  if (home.model !== undefined) return home.model;
  if (model.mutants.every(({ code }) => code === undefined)) return '';
  throw new HomeError('to plant bugs in the code, the home must say which file exports `model`');
}

/** A configuration that is not there costs its own mutant, not the others. */
async function checkMutant(
  home: Home,
  config: string,
): Promise<{ readonly violated?: string; readonly error?: string }> {
  try {
    const { violated, error } = await checkConfig(home, config);
    return {
      ...(violated === undefined ? {} : { violated }),
      ...(error === undefined ? {} : { error }),
    };
  } catch (error) {
    if (error instanceof HomeError) return { error: error.message };
    throw error;
  }
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
