/**
 * Where the command line meets the engine: files in, a plain result out. What is wrong with the texts is a result with
 * TLC's exit code and the place; nothing here prints.
 */
import { basename, dirname, join } from 'node:path';
import { checkResult } from '../harness/conformance/check-result.ts';
import type { CheckResult, OnProgress } from '../harness/conformance/result.ts';
import { fileResolver, grammarFiles } from '../harness/files.ts';
import { type CheckOptions, type CheckOutcome, check } from '../harness/tla/check.ts';
import { describeDiagnostics, exitCodeOfDiagnostics } from '../harness/tla/describe-diagnostics.ts';
import { type Diagnostic, DiagnosticError } from '../harness/tla/diagnostic.ts';
import { loadSpec } from '../harness/tla/engine.ts';
import type { SearchProgress } from '../harness/tla/explore/breadth-first.ts';
import type { Host } from '../harness/tla/modules/host.ts';
import type { FileResolver } from '../harness/tla/resolver.ts';
import type { Spec } from '../harness/tla/spec.ts';
import {
  loadSpecification,
  type Specification,
  type SpecificationFiles,
} from '../harness/tla/specification.ts';
import { loadGrammar } from '../harness/tla/syntax/grammar.ts';
import { withModule } from './adjusted-config.ts';
import { before, tooLate } from './deadline.ts';
import { memory } from './memory.ts';
import { count } from './output.ts';
import { library, readText, shortPath } from './repository.ts';
import { specFiles } from './spec-files.ts';

export interface EngineOptions extends Omit<CheckOptions, 'onProgress'> {
  readonly onProgress?: OnProgress;
  /** Folders with modules, besides the specification's own. */
  readonly libraries?: readonly string[];
}

/** One specification with one configuration; the configuration as text, as it may come from the command line. */
export interface EngineInput {
  readonly specPath: string;
  readonly config: { readonly text: string; readonly file: string };
  /** Where modules are looked for besides the specification's folder: the one of the configuration. */
  readonly folders?: readonly string[];
  /** A module that extends the specification and is checked in its place; it has no file. */
  readonly module?: { readonly name: string; readonly text: string };
}

/** What a run gave: an outcome, or what is wrong with the texts. */
export type EngineRun =
  | {
      readonly specification: Specification;
      readonly outcome: CheckOutcome;
      /** Stopped in the middle of one evaluation: nothing more may be computed with the specification. */
      readonly isStopped?: true;
    }
  | {
      readonly diagnostics: readonly Diagnostic[];
      readonly error: string;
      readonly exitCode: number;
    };

/** Model-checks one specification with one configuration. Errors in the texts are results, not exceptions. */
export async function runEngine(
  specPath: string,
  configPath: string,
  options: EngineOptions = {},
): Promise<CheckResult> {
  const file = shortPath(configPath);
  const config = { text: readText(configPath), file };
  const run = await runFile({ specPath, config, folders: [dirname(configPath)] }, options);
  return checkResult(run, basename(configPath), basename(specPath, '.tla'));
}

/** The same for a text of a configuration, with everything that was found. */
export async function runFile(input: EngineInput, options: EngineOptions = {}): Promise<EngineRun> {
  await loadGrammar(grammarFiles);
  return runTexts(filesOfInput(input, options.libraries ?? []), options);
}

/** The specification of an input, or what is wrong with its texts. */
export async function loadFile(
  input: EngineInput,
): Promise<Specification | Extract<EngineRun, { error: string }>> {
  await loadGrammar(grammarFiles);
  const files = filesOfInput(input, []);
  try {
    return loadSpecification(files);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return unreadable(error, files.resolver);
  }
}

/** The same for files from anywhere; the grammar has been loaded. */
export function runTexts(files: SpecificationFiles, options: EngineOptions): EngineRun {
  const reached = { distinct: 0, generated: 0, depth: 0 };
  const start = performance.now();
  const host = { ...engineHost, ...options.host };
  try {
    const specification = loadSpecification(files);
    const onProgress = ({ distinct, generated, depth, queue }: SearchProgress): void => {
      Object.assign(reached, { distinct, generated, depth });
      const detail = `${count(distinct)} distinct, depth ${depth}, ${count(queue)} on the queue`;
      options.onProgress?.({ done: generated, unit: 'states', detail });
    };
    const { secondsMax } = options;
    const found = before(secondsMax === undefined ? undefined : secondsMax + patience, () =>
      check(specification, { memory, ...options, host, onProgress }),
    );
    if (found !== tooLate) return { specification, outcome: found };
    const limit = `the limit of ${secondsMax} seconds was reached, in the middle of one evaluation`;
    const seconds = (performance.now() - start) / 1000;
    const outcome = {
      ...unfinished(specification),
      ...reached,
      seconds,
      limit,
      overBudget: true,
    } as const;
    return { specification, outcome, isStopped: true };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return unreadable(error, files.resolver);
  }
}

/** The search looks at the clock by itself, between two states: seconds that it has for it. */
const patience = 1;

function unfinished(specification: Specification) {
  const { properties } = specification;
  return {
    verdict: 'unknown',
    distinct: 0,
    generated: 0,
    depth: 0,
    exitCode: 2,
    properties,
    trace: [],
    taken: new Map(),
  } as const;
}

/** What specifications may see of this machine. */
export const engineHost: Partial<Host> = { environment, ...specFiles };

function environment(): Readonly<Record<string, string>> {
  const set = Object.entries(process.env).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return Object.fromEntries(set);
}

/** What `loadSpecification` needs for an input. */
export function filesOfInput(
  { specPath, config, folders = [], module }: EngineInput,
  libraries: readonly string[],
) {
  const here = fileResolver([...folders, ...libraries, library]);
  if (module === undefined) return { resolver: here, specPath: shortPath(specPath), config };
  const path = join(dirname(shortPath(specPath)), `${module.name}.tla`);
  return { resolver: withModule(here, path, module.text), specPath: path, config };
}

/** Loads a specification for the conformance harness. Throws DiagnosticError. */
export async function loadSpecFile(specPath: string, configPath: string): Promise<Spec> {
  const config = { text: readText(configPath), file: shortPath(configPath) };
  return loadSpecText(specPath, config, dirname(configPath));
}

/** The same with a text of a configuration, and the folder that it stands for. Throws DiagnosticError. */
export async function loadSpecText(
  specPath: string,
  config: { readonly text: string; readonly file: string },
  folder: string,
): Promise<Spec & { readonly specification: Specification }> {
  await loadGrammar(grammarFiles);
  return loadSpec(filesOfInput({ specPath, config, folders: [folder] }, []));
}

function unreadable(
  { diagnostics }: DiagnosticError,
  files: FileResolver,
): Extract<EngineRun, { error: string }> {
  const error = describeDiagnostics(diagnostics, (path) => files.read(path));
  return { diagnostics, exitCode: exitCodeOfDiagnostics(diagnostics), error };
}
