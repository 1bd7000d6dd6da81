/** The engine's answer to a run of the corpus, in the words of the record of TLC's. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileResolver } from '../../harness/files.ts';
import { type CheckOutcome, check } from '../../harness/tla/check.ts';
import { exitCodeOfDiagnostics } from '../../harness/tla/describe-diagnostics.ts';
import { DiagnosticError } from '../../harness/tla/diagnostic.ts';
import { loadSpecification, type Specification } from '../../harness/tla/specification.ts';
import { show } from '../../harness/tla/values/print.ts';
import { specFiles } from '../spec-files.ts';
import type { Answer, CorpusRun } from './runs.ts';

export function engineAnswer({ spec, config, checkDeadlock }: CorpusRun): Answer {
  let specification: Specification;
  try {
    specification = loadSpecification({
      resolver: fileResolver(),
      specPath: relative(process.cwd(), spec),
      config: { text: readFileSync(config, 'utf8'), file: config },
    });
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const exitCode = exitCodeOfDiagnostics(error.diagnostics);
    return { exitCode, distinct: 0, generated: 0, depth: 0 };
  }
  const printed: string[] = [];
  const outcome = check(
    checkDeadlock ? specification : { ...specification, checkDeadlock: false },
    { host: { ...specFiles, print: (text) => printed.push(text) }, statesMax: 100_000 },
  );
  const { exitCode, distinct, generated, depth } = outcome;
  const violated = violatedName(outcome);
  const isLasso = outcome.violation?.kind === 'liveness';
  const trace = isLasso ? [] : traceOf(specification, outcome);
  return {
    exitCode,
    distinct,
    generated,
    depth,
    ...(violated === undefined ? {} : { violated }),
    ...(trace.length === 0 ? {} : { trace }),
    ...(printed.length === 0 ? {} : { printed: dense(printed.join('\n')) }),
  };
}

export function dense(text: string): string {
  return text.replaceAll(/\s+/g, '');
}

/** TLC names invariants and what a step or an initial state violates; of temporal properties it says nothing. */
function violatedName({ violation }: CheckOutcome): string | undefined {
  switch (violation?.kind) {
    case undefined:
    case 'evaluation':
    case 'assert':
    case 'liveness':
      return undefined;
    case 'assumption':
      return 'Assumption';
    case 'deadlock':
      return 'Deadlock';
    default:
      return violation?.name;
  }
}

function traceOf({ variables }: Specification, { trace }: CheckOutcome): string[] {
  return trace.map(({ action, state }) => {
    const values = state.map((value, i) => `${variables[i]?.name} = ${show(value)}`);
    return stateText(action, values);
  });
}

/** Variables are sorted: TLC has an order of its own. */
export function stateText(action: string, values: readonly string[]): string {
  return dense(`<${action}> ${[...values].sort().join('; ')}`);
}
