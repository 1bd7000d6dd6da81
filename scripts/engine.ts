/** Where the command line meets the engine: files in, a plain result out. Knows no verb and prints nothing. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CheckResult, OnProgress } from '../harness/conformance/result.ts';
import { fileResolver, grammarFiles } from '../harness/files.ts';
import { check } from '../harness/tla/check.ts';
import { type Diagnostic, DiagnosticError } from '../harness/tla/diagnostic.ts';
import { describeOutcome } from '../harness/tla/report.ts';
import { loadSpecification, type Specification } from '../harness/tla/specification.ts';
import { showDiagnostic } from '../harness/tla/syntax/caret.ts';
import { loadGrammar } from '../harness/tla/syntax/grammar.ts';
import { root } from './repository.ts';

export interface EngineOptions {
  readonly onProgress?: OnProgress;
}

/** Model-checks one specification with one configuration. Errors in the texts are results, not exceptions. */
export async function runEngine(
  specPath: string,
  configPath: string,
  options: EngineOptions = {},
): Promise<CheckResult> {
  await loadGrammar(grammarFiles);
  const about = { config: basename(configPath), module: basename(specPath, '.tla') };
  const resolver = fileResolver([join(root, 'specs', 'lib')]);
  const config = { text: readText(configPath), file: configPath };
  let specification: Specification;
  try {
    specification = loadSpecification({ resolver, specPath, config });
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return { ...about, ...refused(error.diagnostics) };
  }
  const outcome = check(specification, {
    onProgress: ({ distinct, queue, depth }) =>
      options.onProgress?.({ done: distinct, unit: 'states', detail: `depth ${depth}, ${queue} on the queue` }),
  });
  const { verdict, exitCode, distinct, generated, depth, seconds, properties, violation, trace, limit } = outcome;
  const story = describeOutcome(specification, outcome);
  return {
    ...about,
    verdict,
    exitCode,
    distinct,
    generated,
    depth,
    seconds,
    properties,
    ...(violation === undefined ? {} : { violated: violation.name, traceLength: trace.length }),
    ...(limit === undefined ? {} : { error: limit }),
    ...(story === '' ? {} : { story }),
  };
}

function refused(diagnostics: readonly Diagnostic[]): Omit<CheckResult, 'config' | 'module'> {
  const inConfig = diagnostics.every(({ code }) => code.startsWith('CFG'));
  return {
    verdict: 'unknown',
    exitCode: inConfig ? 151 : 150,
    distinct: 0,
    generated: 0,
    depth: 0,
    seconds: 0,
    properties: [],
    error: diagnostics.map((diagnostic) => showDiagnostic(diagnostic, readText(diagnostic.span.file))).join('\n'),
  };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
