/**
 * Mutants that nobody thought of: small changes of the code, made by operators, sampled within a budget and hunted. What
 * survives is a hole in the checks, or changes nothing that matters; then the model lists it, with the reason. The same
 * seed gives the same sample and the same results: everything but `seconds` is bounded by counts.
 */
import type { Protocol } from '../../../impl/protocol.ts';
import type { Spec } from '../../tla/spec.ts';
import type { Model } from '../model.ts';
import { createModuleGraph, type ModuleGraph, type ModuleHost } from '../module-graph.ts';
import { type Compiler, loadCompiler, PatchError } from '../patch.ts';
import type { AutomaticMutant, AutomaticResult, OnProgress, Verdict } from '../result.ts';
import { recordCalls } from './calls.ts';
import { type Caught, type CodeHunter, createCodeHunter, type Prey } from './code-hunter.ts';
import { codeEdits } from './code-operators.ts';
import { applyEdit, type NamedEdit, named } from './edit.ts';
import { groundsOf } from './grounds.ts';
import { shuffled } from './sample.ts';
import { scoreOf } from './score.ts';
import { huntSpec, type SpecSide } from './spec-hunter.ts';
import { specEdits } from './spec-operators.ts';
import { createStepMeter, metered } from './step-limit.ts';
import { typeErrors, withImports } from './type-check.ts';

export interface AutomaticOptions {
  readonly host: ModuleHost;
  /** The file that exports `model`, and the files to be changed, relative to the repository. */
  readonly modelFile: string;
  readonly files: readonly string[];
  readonly replaySpec: Spec;
  readonly refineSpec: Spec;
  /** The specification's texts; without them only code is changed. */
  readonly spec?: SpecSide;
  /** Default: both. */
  readonly side?: 'code' | 'spec' | undefined;
  /** How thoroughly a mutant is hunted; `sample`: in moments, as `verify` does it. Default: `full`. */
  readonly effort?: 'sample' | 'full';
  readonly seed?: number | undefined;
  /** At most so many, or for so many seconds; default: all. */
  readonly budget?: number | undefined;
  readonly seconds?: number | undefined;
  /** Only those whose key contains this text. */
  readonly only?: string | undefined;
  readonly onProgress?: OnProgress | undefined;
  /** Each one as soon as its fate is known: a whole run takes minutes. */
  readonly onMutant?: ((mutant: AutomaticMutant) => void) | undefined;
  /** Milliseconds, from any origin. */
  readonly clock?: () => number;
}

const defaultSeed = 1;

/** Worlds of honest code, worlds of the mutant alone, histories that are known and new ones, by effort. */
const bounds = {
  sample: {
    ...{ worlds: 150, strangers: 50, known: 6, histories: 4 },
    ...{ specWorlds: 200, statesMax: 1_000 },
  },
  full: {
    ...{ worlds: Number.POSITIVE_INFINITY, strangers: 3_000, known: 100, histories: 100 },
    ...{ specWorlds: 1_000, statesMax: 40_000 },
  },
} as const;

export async function mutateAutomatically(
  model: Model,
  options: AutomaticOptions,
): Promise<AutomaticResult> {
  const { clock = () => performance.now(), seed = defaultSeed } = options;
  const begun = clock();
  const elapsed = () => (clock() - begun) / 1000;
  const compiler = await loadCompiler();
  const all = [...codeOf(options, compiler), ...specOf(options)];
  const sample = shuffled(chosen(all, options), seed).slice(0, options.budget);
  const lab = createLab(model, options, compiler);
  const mutants: AutomaticMutant[] = [];
  // The compiler is asked for many at once: its library is read for each time that it is asked.
  const isOver = () => elapsed() > (options.seconds ?? Number.POSITIVE_INFINITY);
  for (const batch of batches(sample, batchSize)) {
    if (isOver()) break;
    const errors = await typeErrors(typeInput(batch, options));
    for (const edit of batch) {
      if (isOver()) break;
      const detail = edit.key;
      options.onProgress?.({ done: mutants.length, total: sample.length, unit: 'mutants', detail });
      const start = clock();
      const fate = await fateOf(edit, errors.get(edit.key), lab);
      const { file, line, key, operator } = edit;
      const at = { file, line, column: 1 };
      const seconds = (clock() - start) / 1000;
      const mutant = { key, side: edit.side, operator, at, ...fate, seconds };
      mutants.push(mutant);
      options.onMutant?.(mutant);
    }
  }
  const misjudged = misjudgedOf(model, all, mutants);
  return {
    verdict: verdictOf(mutants, misjudged, options.effort ?? 'full'),
    seconds: elapsed(),
    seed,
    generated: { code: countOf(all, 'code'), spec: countOf(all, 'spec') },
    mutants,
    misjudged,
  };
}

const batchSize = 100;

function* batches<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

type Sided = NamedEdit & { readonly side: 'code' | 'spec' };

function countOf(all: readonly Sided[], side: Sided['side']): number {
  return all.filter((edit) => edit.side === side).length;
}

function codeOf({ files, host, side }: AutomaticOptions, compiler: Compiler): readonly Sided[] {
  if (side === 'spec') return [];
  return files.flatMap((file) => {
    const text = host.read(file) ?? '';
    const edits = named(text, codeEdits(file, text, compiler));
    return edits.map((edit) => ({ ...edit, side: 'code' as const }));
  });
}

function specOf({ spec, side }: AutomaticOptions): readonly Sided[] {
  if (side === 'code') return [];
  return [...(spec?.modules ?? [])].flatMap(([file, text]) =>
    named(text, specEdits(file, text)).map((edit) => ({ ...edit, side: 'spec' as const })),
  );
}

function chosen(all: readonly Sided[], { only }: AutomaticOptions): readonly Sided[] {
  if (only === undefined) return all;
  const exact = all.filter(({ key }) => key === only);
  return exact.length > 0 ? exact : all.filter(({ key }) => key.includes(only));
}

function typeInput(batch: readonly Sided[], { host, files }: AutomaticOptions) {
  const code = batch.filter(({ side }) => side === 'code');
  return {
    files: withImports(files, (file) => host.read(file)),
    mutants: code.map((edit) => ({
      key: edit.key,
      file: edit.file,
      text: applyEdit(host.read(edit.file) ?? '', edit),
    })),
  };
}

/** What is needed to bring one mutant to life and to hunt it; the hunter is made when the first one is. */
interface Lab {
  readonly model: Model;
  readonly options: AutomaticOptions;
  readonly graph: ModuleGraph;
  readonly hunter: () => CodeHunter;
}

function createLab(model: Model, options: AutomaticOptions, compiler: Compiler): Lab {
  let hunter: CodeHunter | undefined;
  const make = (): CodeHunter => {
    const { worlds, strangers, known, histories } = bounds[options.effort ?? 'full'];
    const grounds = groundsOf(model, {
      refine: options.refineSpec,
      replay: options.replaySpec,
    });
    const { seed } = options;
    const recorded = { worlds: Math.min(worlds, model.refine.worldsMax), histories: known, seed };
    const book = recordCalls(grounds, recorded);
    return createCodeHunter(grounds, book, { seed, histories, strangers });
  };
  return {
    model,
    options,
    graph: createModuleGraph(options.host, compiler),
    hunter: () => {
      hunter ??= make();
      return hunter;
    },
  };
}

type Fate = Pick<AutomaticMutant, 'status' | 'killedBy' | 'events' | 'reason'>;

async function fateOf(edit: Sided, typeError: string | undefined, lab: Lab): Promise<Fate> {
  if (edit.side === 'spec') return fateOfSpec(edit, lab);
  if (typeError !== undefined) return { status: 'stillborn', reason: typeError };
  const listed = lab.model.equivalents?.[edit.key];
  const meter = createStepMeter();
  const prey = await bring(edit, lab, meter);
  if ('status' in prey) return prey;
  const caught = lab.hunter().hunt(prey);
  if (meter.exceeded()) return { status: 'timed out' };
  return fateFrom(caught, listed);
}

async function fateOfSpec(edit: Sided, { model, options }: Lab): Promise<Fate> {
  const { spec } = options;
  if (spec === undefined) return { status: 'stillborn', reason: 'there is no specification' };
  const text = applyEdit(spec.modules.get(edit.file) ?? '', edit);
  const { specWorlds: worlds, statesMax } = bounds[options.effort ?? 'full'];
  const fate = await huntSpec(model, spec, new Map([[edit.file, text]]), { worlds, statesMax });
  const listed = model.equivalents?.[edit.key];
  return fate.status === 'survived' && listed !== undefined
    ? { status: 'equivalent', reason: listed }
    : fate;
}

function fateFrom(caught: Caught, listed: string | undefined): Fate {
  if (caught.status === 'killed') {
    const { killedBy, events } = caught;
    return { status: 'killed', killedBy, ...(events === undefined ? {} : { events }) };
  }
  if (listed !== undefined) return { status: 'equivalent', reason: listed };
  if (caught.status === 'durations') return { status: 'equivalent', reason: caught.why };
  return { status: 'survived', reason: caught.why };
}

/** The two protocols of the changed code, or what becomes of a mutant that has none. */
async function bring(
  edit: NamedEdit,
  { options, graph }: Lab,
  meter: ReturnType<typeof createStepMeter>,
): Promise<Prey | Fate> {
  const { host, modelFile } = options;
  const text = applyEdit(host.read(edit.file) ?? '', edit);
  const { step } = meter;
  try {
    const exports = await graph.load(modelFile, new Map([[edit.file, text]]), { step });
    const { refine, replay } = exports.model as Model;
    const protocol = (of: Protocol) => metered(of, meter);
    return { refine: protocol(refine.protocol), replay: protocol(replay.protocol) };
  } catch (error) {
    if (error instanceof SyntaxError) return { status: 'stillborn', reason: error.message };
    if (error instanceof PatchError)
      return { status: 'survived', reason: `nothing is made of this file: ${error.message}` };
    return { status: 'killed', killedBy: 'exception, before anything happens' };
  }
}

/** What the model lists and what does not exist, or is dead. */
function misjudgedOf(
  { equivalents = {} }: Model,
  all: readonly Sided[],
  mutants: readonly AutomaticMutant[],
): readonly string[] {
  const keys = new Set(all.map(({ key }) => key));
  const killed = new Map(mutants.map((mutant) => [mutant.key, mutant]));
  return Object.keys(equivalents).flatMap((key) => {
    if (!keys.has(key)) return [`listed as equivalent, but there is no such mutant: ${key}`];
    const mutant = killed.get(key);
    if (mutant === undefined || mutant.status === 'equivalent') return [];
    return [`listed as equivalent, but ${mutant.killedBy ?? mutant.status}: ${key}`];
  });
}

/**
 * Shares below which the checks are asleep. A sample is a handful, hunted for moments only (of two-phase commit nine in ten
 * are noticed so, and all by a full hunt): what is left of it is a hint and no finding.
 */
const floors = { sample: 0.5, full: 0.95 } as const;

function verdictOf(
  mutants: readonly AutomaticMutant[],
  misjudged: readonly string[],
  effort: 'sample' | 'full',
): Verdict {
  const { noticed, of } = scoreOf(mutants.filter(({ side }) => side === 'code'));
  if (misjudged.length > 0) return 'vacuous';
  return noticed >= of * floors[effort] ? 'ok' : 'vacuous';
}
