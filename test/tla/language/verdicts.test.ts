import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, DiagnosticError } from '../../../harness/tla/diagnostic.ts';
import { load } from '../run.ts';

/** Bodies of modules with SANY's verdict (tla2tools 1.7.4) and the lines that it complains of. */
interface Case {
  readonly title: string;
  readonly verdict: string;
  readonly lines: readonly number[];
  readonly body: string;
}

const cases: Case[] = readFileSync(join(import.meta.dirname, 'sany-verdicts.txt'), 'utf8')
  .split(/^%% /m)
  .slice(1)
  .map((chunk) => {
    const [head = '', ...body] = chunk.trimEnd().split('\n');
    const [, title = '', verdict = '', lines = ''] =
      /^(.*): (accepted|refused)(.*)$/.exec(head) ?? [];
    return {
      title,
      verdict,
      lines: lines.trim().split(' ').filter(Boolean).map(Number),
      body: body.join('\n'),
    };
  });

/** Where we differ, and why that is meant. */
const differences: ReadonlyMap<string, string> = new Map([
  ['decimal', 'TLC reads it but cannot compute with it'],
  ['number huge', 'TLC reads it but cannot compute with it'],
  ['nested uses outer later', 'a nested module that nobody instantiates is not resolved'],
  ['instance operator nonleibniz', 'only matters to proofs'],
  ['instance in let', 'SANY looks for a file before it looks around'],
  ['subexpression colon let', 'SANY wants A!:!d; A!d is understood too'],
  ['subexpression of let definition colon', 'SANY wants A!:!d; A!d is understood too'],
  ['subexpression case other 1', 'the value of OTHER is understood under both numbers'],
  ['theorem undefined name', 'theorems are not resolved'],
  ['theorem level', 'theorems are not resolved'],
  ['assume prove new clash', 'ASSUME … PROVE and proofs are skipped'],
  ['proof with undefined', 'ASSUME … PROVE and proofs are skipped'],
  ['proof define clash', 'ASSUME … PROVE and proofs are skipped'],
  ['proof by undefined', 'ASSUME … PROVE and proofs are skipped'],
  ['use undefined', 'ASSUME … PROVE and proofs are skipped'],
  [
    'recursion with actions and temporal',
    'SANY gives all operators of one RECURSIVE the highest level among them',
  ],
]);

function refusalOf(body: string): readonly Diagnostic[] {
  try {
    load(body, '');
    return [];
  } catch (error) {
    if (error instanceof DiagnosticError) {
      return error.diagnostics.filter(({ code }) => !code.startsWith('CFG'));
    }
    throw error;
  }
}

describe('a module is refused where SANY refuses it, and nowhere else', () => {
  it.each(cases.filter(({ title }) => !differences.has(title)))(
    '$title: $verdict',
    ({ verdict, lines, body }) => {
      const diagnostics = refusalOf(body);
      expect(diagnostics.map(({ message }) => message).length > 0 ? 'refused' : 'accepted').toBe(
        verdict,
      );
      if (lines.length > 0) expect(lines).toContain(diagnostics[0]?.span.line);
    },
  );

  it('every exception is still one', () => {
    const gone = cases.filter(
      ({ title, verdict, body }) =>
        differences.has(title) && (refusalOf(body).length > 0 ? 'refused' : 'accepted') === verdict,
    );
    expect(gone.map(({ title }) => title)).toEqual([]);
  });
});
