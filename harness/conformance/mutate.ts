/**
 * Are the checks alive? Every named bug is planted, and somebody must notice: in the code by replay, and where replay
 * does not find it within its budget by refine; in the spec by the engine. A mutant that survives is a hole in the checks.
 */
import type { Spec } from '../tla/spec.ts';
import { createHunter, type Hunter } from './hunt.ts';
import type { Model } from './model.ts';
import { createModuleGraph, type ModuleGraph, type ModuleHost } from './module-graph.ts';
import type { CodePatch, Mutant } from './mutant.ts';
import { applyPatches, type Compiler, loadCompiler, PatchError } from './patch.ts';
import type { MutantResult, MutantsResult, OnProgress, Verdict } from './result.ts';

export interface MutateOptions {
  readonly host: ModuleHost;
  /** The file that exports `model`, relative to the repository: `models/raft/model.ts`. */
  readonly modelFile: string;
  /** The specs of `model.replay.config` and of `model.refine.config`. */
  readonly replaySpec: Spec;
  readonly refineSpec: Spec;
  /** Checks a configuration of the spec; `violated` is the invariant or property that is false. */
  readonly check: (
    config: string,
  ) => Promise<{ readonly violated?: string; readonly error?: string }>;
  /** How many histories replay may take for one mutant; default: 300, or fewer if the model's has. */
  readonly histories?: number;
  readonly seed?: number;
  readonly onProgress?: OnProgress;
  /** Milliseconds, from any origin. */
  readonly clock?: () => number;
}

/** Runs all mutants of a model, in order. */
export async function mutate(model: Model, options: MutateOptions): Promise<MutantsResult> {
  const { clock = () => performance.now() } = options;
  const begun = clock();
  const { replaySpec, refineSpec } = options;
  const setting: Setting = {
    options,
    compiler: await loadCompiler(),
    graph: createModuleGraph(options.host, await loadCompiler()),
    hunter: createHunter(model, { replaySpec, refineSpec }, options),
  };
  const mutants: MutantResult[] = [];
  for (const [done, mutant] of model.mutants.entries()) {
    options.onProgress?.({
      done,
      total: model.mutants.length,
      unit: 'mutants',
      detail: mutant.name,
    });
    const { name, source } = mutant;
    const code =
      mutant.code === undefined
        ? {}
        : { code: await runCode(mutant.code, mutant.shownBy, setting) };
    const spec = mutant.spec === undefined ? {} : { spec: await runSpec(mutant.spec, options) };
    mutants.push({ name, source, ...code, ...spec });
  }
  const killed = mutants.filter(isKilled).length;
  const seconds = (clock() - begun) / 1000;
  return { verdict: verdictOf(mutants), seconds, killed, total: mutants.length, mutants };
}

type CodeResult = NonNullable<MutantResult['code']>;
type SpecResult = NonNullable<MutantResult['spec']>;

interface Setting {
  readonly options: MutateOptions;
  readonly compiler: Compiler;
  readonly graph: ModuleGraph;
  readonly hunter: Hunter;
}

async function runCode(
  patches: readonly CodePatch[],
  shownBy: Mutant['shownBy'],
  setting: Setting,
): Promise<CodeResult> {
  const { clock = () => performance.now() } = setting.options;
  const begun = clock();
  const mutated = await plant(patches, setting);
  const outcome =
    typeof mutated === 'string'
      ? { killed: false, histories: 0, error: mutated }
      : setting.hunter.hunt(mutated, shownBy);
  return { ...outcome, seconds: (clock() - begun) / 1000 };
}

/** The model upon the patched code; in words, why there is none: such a mutant is not dead, it never lived. */
async function plant(patches: readonly CodePatch[], setting: Setting): Promise<Model | string> {
  const { options, compiler, graph } = setting;
  try {
    const patched = applyPatches(patches, (file) => options.host.read(file), compiler);
    return modelOf(await graph.load(options.modelFile, patched), options.modelFile);
  } catch (error) {
    if (error instanceof PatchError || error instanceof SyntaxError) return error.message;
    throw error;
  }
}

function modelOf(exports: Readonly<Record<string, unknown>>, file: string): Model {
  if (exports.model === undefined) throw new Error(`${file} exports no model`);
  return exports.model as Model;
}

async function runSpec(
  { config, killedBy: expected }: NonNullable<Mutant['spec']>,
  options: MutateOptions,
): Promise<SpecResult> {
  const { violated, error } = await options.check(config);
  return {
    config,
    expected,
    // Dead by another hand means that the mutant is not the bug that it is said to be.
    killed: violated === expected,
    ...(violated === undefined ? {} : { killedBy: violated }),
    ...(error === undefined ? {} : { error }),
  };
}

function isKilled({ code, spec }: MutantResult): boolean {
  return (
    (code !== undefined || spec !== undefined) && code?.killed !== false && spec?.killed !== false
  );
}

function verdictOf(mutants: readonly MutantResult[]): Verdict {
  if (mutants.some(({ code, spec }) => code?.error !== undefined || spec?.error !== undefined))
    return 'unknown';
  return mutants.length > 0 && mutants.every(isKilled) ? 'ok' : 'vacuous';
}
