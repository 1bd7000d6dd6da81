/** Small specifications given as text, checked in memory: what the engine's tests are written with. */
import { grammarFiles } from '../../harness/files.ts';
import { type CheckOptions, type CheckOutcome, check } from '../../harness/tla/check.ts';
import { type Diagnostic, DiagnosticError } from '../../harness/tla/diagnostic.ts';
import { describeOutcome } from '../../harness/tla/report.ts';
import { memoryResolver } from '../../harness/tla/resolver.ts';
import { loadSpecification, type Specification } from '../../harness/tla/specification.ts';
import { loadGrammar } from '../../harness/tla/syntax/grammar.ts';

await loadGrammar(grammarFiles);

/** The body of module `Test`, between its header and its footer. Other modules come in by their names. */
export function load(
  body: string,
  config: string,
  others: Readonly<Record<string, string>> = {},
): Specification {
  const files: Record<string, string> = { 'Test.tla': `---- MODULE Test ----\n${body}\n====\n` };
  for (const [name, text] of Object.entries(others)) {
    files[`${name}.tla`] = `---- MODULE ${name} ----\n${text}\n====\n`;
  }
  return loadSpecification({
    resolver: memoryResolver(files),
    specPath: 'Test.tla',
    config: { text: config, file: 'Test.cfg' },
  });
}

export interface Run extends CheckOutcome {
  /** The report as a person reads it. */
  readonly report: string;
}

export function run(
  body: string,
  config: string,
  others: Readonly<Record<string, string>> = {},
  options: CheckOptions = {},
): Run {
  const spec = load(body, config, others);
  const outcome = check(spec, options);
  return { ...outcome, report: describeOutcome(spec, outcome) };
}

/** What is wrong with the texts; fails if nothing is. */
export function refusal(
  body: string,
  config = '',
  others: Readonly<Record<string, string>> = {},
): readonly Diagnostic[] {
  try {
    load(body, config, others);
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics;
    throw error;
  }
  throw new Error('the specification was accepted');
}

/** `distinct generated depth`, as TLC prints them. */
export function counts({ distinct, generated, depth }: CheckOutcome): string {
  return `${distinct} ${generated} ${depth}`;
}
