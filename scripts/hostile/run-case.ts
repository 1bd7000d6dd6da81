/** One hostile case: what a number makes of a seed, what the engine says to it, and whether that is as it must be. */
import { fileResolver } from '../../harness/files.ts';
import { FormatError } from '../../harness/tla/diagnostic.ts';
import { loadSpecification } from '../../harness/tla/specification.ts';
import { readTrace } from '../../harness/tla/trace/files.ts';
import { judgeTrace } from '../../harness/tla/trace/judge.ts';
import { withModule } from '../adjusted-config.ts';
import { type EngineRun, runTexts } from '../engine.ts';
import { exitCodes } from '../exit-codes.ts';
import { Choices } from './choices.ts';
import { mutated } from './mutate.ts';
import { type Seed, traceSeed, traceTexts } from './seeds.ts';

export interface Case {
  readonly number: number;
  readonly kind: 'spec' | 'config' | 'both' | 'trace';
  readonly seed: Seed;
  readonly spec: string;
  readonly config: string;
  readonly trace?: string;
}

/** How a case ended: `ok`, `12`, `refused trace`, ...; and what is wrong with that, if something is. */
export interface Judged {
  readonly ending: string;
  readonly flaw?: string;
}

const codes = new Set<number>(Object.values(exitCodes));
const statesMax = 300;
export const secondsMax = 2;

/** The case of this number, always the same for the same seeds. */
export function caseOf(number: number, seeds: readonly Seed[]): Case {
  const choices = new Choices(number);
  const seed = choices.of(seeds);
  const kind = choices.of(['spec', 'spec', 'spec', 'spec', 'config', 'both', 'trace'] as const);
  const isSpec = kind === 'spec' || kind === 'both';
  const isConfig = kind === 'config' || kind === 'both';
  const spec = isSpec
    ? mutated(
        seed.spec,
        choices,
        seeds.map((each) => each.spec),
      )
    : seed.spec;
  const config = isConfig
    ? mutated(
        seed.config,
        choices,
        seeds.map((each) => each.config),
      )
    : seed.config;
  if (kind !== 'trace') return { number, kind, seed, spec, config };
  const trace = mutated(choices.of(traceTexts), choices, traceTexts);
  return { number, kind, seed: traceSeed, spec: traceSeed.spec, config: traceSeed.config, trace };
}

export function judgeCase(hostile: Case): Judged {
  try {
    const judged =
      hostile.trace === undefined ? judgeSpec(hostile) : judgeTraceText(hostile, hostile.trace);
    if ('hostile' in globalThis) return { ...judged, flaw: 'code of the specification was run' };
    return judged;
  } catch (error) {
    return {
      ending: 'crash',
      flaw: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}

function filesOf({ seed, spec, config }: Case) {
  const resolver = withModule(fileResolver(seed.folders), seed.specPath, spec);
  return { resolver, specPath: seed.specPath, config: { text: config, file: 'hostile.cfg' } };
}

function judgeSpec(hostile: Case): Judged {
  const run = runTexts(filesOf(hostile), { statesMax, secondsMax, host: silent });
  const exitCode = 'diagnostics' in run ? run.exitCode : run.outcome.exitCode;
  const flaw = flawOf(run, exitCode);
  return { ending: String(exitCode), ...(flaw === undefined ? {} : { flaw }) };
}

/** Files are not touched, and printing goes nowhere. */
const silent = {
  print: () => undefined,
  readFile: () => undefined,
  writeFile: () => undefined,
};

function flawOf(run: EngineRun, exitCode: number): string | undefined {
  if (!codes.has(exitCode)) return `exit code ${exitCode} is not documented`;
  if ('diagnostics' in run) {
    if (run.diagnostics.length === 0) return 'refused without a diagnostic';
    const placeless = run.diagnostics.find(
      ({ span }) => !(span.file !== '' && span.line >= 1 && span.column >= 1),
    );
    return placeless === undefined ? undefined : `no place: ${placeless.code} ${placeless.message}`;
  }
  const { violation } = run.outcome;
  if (violation?.kind !== 'evaluation' && violation?.kind !== 'assert') return undefined;
  return violation.span === undefined ? `no place: ${violation.message}` : undefined;
}

function judgeTraceText(hostile: Case, text: string): Judged {
  const specification = loadSpecification(filesOf(hostile));
  try {
    const { flaw } = judgeTrace(specification, readTrace(text, specification));
    return { ending: flaw === undefined ? 'trace ok' : 'trace refused' };
  } catch (error) {
    if (error instanceof FormatError || error instanceof SyntaxError) return { ending: 'no trace' };
    throw error;
  }
}
