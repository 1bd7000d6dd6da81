/**
 * Are the checks alive? Every named bug is planted, and somebody must notice: in the code by replay, and where replay
 * does not find it within its budget by refine; in the spec by the engine. A mutant that survives is a hole in the checks.
 */
import { ProgramError } from '../simulation/program-error.ts';
import type { Spec } from '../tla/spec.ts';
import { MappingError } from './dictionary.ts';
import type { Model } from './model.ts';
import { createModuleGraph, type ModuleGraph, type ModuleHost } from './module-graph.ts';
import type { CodePatch, Mutant } from './mutant.ts';
import { applyPatches, type Compiler, loadCompiler, PatchError } from './patch.ts';
import { refine } from './refine.ts';
import { replay } from './replay.ts';
import type { Failure, MutantResult, MutantsResult, OnProgress, Verdict } from './result.ts';

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
  /** How many histories replay may take for one mutant; default: as many as the model's replay has. */
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
  const compiler = await loadCompiler();
  const graph = createModuleGraph(options.host, compiler);
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
        : { code: await runCode(mutant.code, graph, compiler, options) };
    const spec = mutant.spec === undefined ? {} : { spec: await runSpec(mutant.spec, options) };
    mutants.push({ name, source, ...code, ...spec });
  }
  const killed = mutants.filter(isKilled).length;
  const seconds = (clock() - begun) / 1000;
  return { verdict: verdictOf(mutants), seconds, killed, total: mutants.length, mutants };
}

type CodeResult = NonNullable<MutantResult['code']>;
type SpecResult = NonNullable<MutantResult['spec']>;

async function runCode(
  patches: readonly CodePatch[],
  graph: ModuleGraph,
  compiler: Compiler,
  options: MutateOptions,
): Promise<CodeResult> {
  const { clock = () => performance.now() } = options;
  const begun = clock();
  const outcome = await attempt(patches, graph, compiler, options);
  return { ...outcome, seconds: (clock() - begun) / 1000 };
}

async function attempt(
  patches: readonly CodePatch[],
  graph: ModuleGraph,
  compiler: Compiler,
  options: MutateOptions,
): Promise<Omit<CodeResult, 'seconds'>> {
  let mutated: Model;
  try {
    const patched = applyPatches(patches, (file) => options.host.read(file), compiler);
    mutated = modelOf(await graph.load(options.modelFile, patched), options.modelFile);
  } catch (error) {
    // Not a dead mutant: it never lived.
    if (error instanceof PatchError || error instanceof SyntaxError) {
      return { killed: false, histories: 0, error: error.message };
    }
    throw error;
  }
  return hunt(mutated, options);
}

function modelOf(exports: Readonly<Record<string, unknown>>, file: string): Model {
  if (exports.model === undefined) throw new Error(`${file} exports no model`);
  return exports.model as Model;
}

const triesMax = 200;

function hunt(mutated: Model, options: MutateOptions): Omit<CodeResult, 'seconds'> {
  const { seed } = options;
  try {
    const found = replay(mutated, options.replaySpec, {
      histories: options.histories ?? mutated.replay.histories,
      tellsStory: false,
      shrinkTriesMax: triesMax,
      ...(seed === undefined ? {} : { seed }),
    });
    const { failure, histories } = found;
    if (failure !== undefined) {
      return {
        killed: true,
        killedBy: killerOf(failure),
        histories,
        events: failure.events.length,
      };
    }
    const refined = refine(mutated, options.refineSpec, { failFast: true, tellsStory: false });
    if (refined.failure === undefined) return { killed: false, histories };
    const killedBy = `refine: ${killerOf(refined.failure)}`;
    return { killed: true, killedBy, histories, events: refined.failure.events.length };
  } catch (error) {
    // Some bugs do not even let the nodes start, or leave a state that the mapping cannot read.
    if (!(error instanceof ProgramError || error instanceof MappingError)) throw error;
    return { killed: true, killedBy: `exception ${error.name}`, histories: 0 };
  }
}

/** `step ReceiveCommit`, `invariant Consistent`, `linearizability`: one word for the judge, one for what it judged. */
function killerOf({ kind, name }: Failure): string {
  if (kind === 'consistency') return 'linearizability';
  return name === undefined || name === kind ? kind : `${kind} ${name}`;
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
