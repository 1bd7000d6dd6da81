/**
 * Small specifications with the verdict, counts, depth and trace length of TLC 2.19: how initial and next states are
 * computed. Those of agree/recorded/specs.txt are written by hand, the others come from the fuzzer's generator.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { grammarFiles } from '../../harness/files.ts';
import { loadGrammar } from '../../harness/tla/syntax/grammar.ts';
import { type Files, isError, type Outcome, outcomeOf } from './agree/answers.ts';

type Recorded = Outcome & Files;

const file = new URL('./agree/recorded/specs.json', import.meta.url);
const records: Recorded[] = JSON.parse(readFileSync(file, 'utf8'));

beforeAll(() => loadGrammar(grammarFiles));

/** TLC has no counts where an initial state breaks an invariant, and of a failed evaluation only the exit code is kept. */
function expected({ kind, distinct, generated, depth, name, traceLength }: Recorded): object {
  if (isError(kind)) return { kind };
  if (distinct === undefined) return { kind, name };
  const named = kind === 'safety' || kind === 'property';
  return { kind, distinct, generated, depth, name: named ? name : '', traceLength };
}

/** The lines of a specification that say something. */
function title({ spec }: Recorded): string {
  const lines = spec.split('\n').filter((line) => /^\w+.*==/.test(line));
  return lines
    .map((line) => line.trim())
    .join(' | ')
    .replaceAll('%', '%%')
    .slice(0, 150);
}

/** TLC computes a function that a variable gets when it makes a number of the state: then all errors are 75. */
const isOfNewFunction = ({ spec }: Recorded): boolean =>
  spec.includes("|-> 1 \\div (i - 1)]\nInit == x = 1\nNext == x' = f\n");

const isWritten = ({ spec }: Recorded): boolean => spec.includes('MODULE M ');

describe("initial and next states are TLC's", () => {
  const written = records.filter(isWritten).map((record) => [title(record), record] as const);
  it.each(written)('%s', (_, record) => {
    const wanted = isOfNewFunction(record) ? { kind: 'error 255' } : expected(record);
    expect(outcomeOf(record)).toMatchObject(wanted);
  });
});

describe("generated modules have TLC's counts", () => {
  const generated = records
    .filter((record) => !isWritten(record))
    .map((record, i) => [i, record] as const);
  it.each(generated)('generated module %i', (_, record) => {
    expect(outcomeOf(record)).toMatchObject(expected(record));
  });
});
