/**
 * Where the command line meets the engine: files in, a plain result out. What is wrong with the texts is a result with
 * TLC's exit code and the place; nothing here prints.
 */
import { basename } from 'node:path';
import type { CheckResult, OnProgress } from '../harness/conformance/result.ts';
import { fileResolver, grammarFiles } from '../harness/files.ts';
import { type CheckOutcome, check } from '../harness/tla/check.ts';
import { DiagnosticError } from '../harness/tla/diagnostic.ts';
import { loadSpec } from '../harness/tla/engine.ts';
import { describeOutcome } from '../harness/tla/report.ts';
import type { Spec } from '../harness/tla/spec.ts';
import { loadSpecification, type Specification } from '../harness/tla/specification.ts';
import { loadGrammar } from '../harness/tla/syntax/grammar.ts';
import { describeDiagnostics, exitCodeOfDiagnostics } from './diagnostics.ts';
import { count } from './output.ts';
import { library, readText, shortPath } from './repository.ts';

export interface EngineOptions {
  readonly onProgress?: OnProgress;
}

const resolver = fileResolver([library]);

/** Model-checks one specification with one configuration. Errors in the texts are results, not exceptions. */
export async function runEngine(
  specPath: string,
  configPath: string,
  options: EngineOptions = {},
): Promise<CheckResult> {
  await loadGrammar(grammarFiles);
  const module = basename(specPath, '.tla');
  const config = basename(configPath);
  let specification: Specification;
  try {
    specification = loadSpecification(filesOf(specPath, configPath));
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return { ...nothing, config, module, ...unreadable(error) };
  }
  const outcome = check(specification, {
    onProgress({ distinct, generated, depth, queue }) {
      const detail = `${count(distinct)} distinct, depth ${depth}, ${count(queue)} on the queue`;
      options.onProgress?.({ done: generated, unit: 'states', detail });
    },
  });
  return { config, module, ...plainOutcome(specification, outcome) };
}

/** Loads a specification for the conformance harness. Throws DiagnosticError. */
export async function loadSpecFile(specPath: string, configPath: string): Promise<Spec> {
  await loadGrammar(grammarFiles);
  return loadSpec(filesOf(specPath, configPath));
}

function filesOf(specPath: string, configPath: string) {
  const config = { text: readText(configPath), file: shortPath(configPath) };
  return { resolver, specPath: shortPath(specPath), config };
}

const nothing = {
  verdict: 'unknown',
  distinct: 0,
  generated: 0,
  depth: 0,
  seconds: 0,
  properties: [],
} as const;

function unreadable({ diagnostics }: DiagnosticError) {
  const error = describeDiagnostics(diagnostics, (path) => resolver.read(path));
  return { exitCode: exitCodeOfDiagnostics(diagnostics), error };
}

function plainOutcome(
  specification: Specification,
  outcome: CheckOutcome,
): Omit<CheckResult, 'config' | 'module'> {
  const { verdict, exitCode, distinct, generated, depth, seconds, properties } = outcome;
  const { violation, trace, limit } = outcome;
  return {
    verdict,
    exitCode,
    distinct,
    generated,
    depth,
    seconds,
    properties,
    // An error of evaluation is no property's; TLC names none either.
    ...(violation === undefined || violation.kind === 'evaluation'
      ? {}
      : { violated: violation.kind === 'assumption' ? 'Assumption' : violation.name }),
    ...(trace.length === 0 ? {} : { traceLength: trace.length }),
    ...(violation === undefined ? {} : { story: describeOutcome(specification, outcome) }),
    ...(limit === undefined ? {} : { error: limit }),
  };
}
