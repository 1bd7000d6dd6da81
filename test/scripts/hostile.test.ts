import { describe, expect, test } from 'vitest';
import { grammarFiles } from '../../harness/files.ts';
import { loadGrammar } from '../../harness/tla/syntax/grammar.ts';
import { caseOf, judgeCase } from '../../scripts/hostile/run-case.ts';
import { seeds } from '../../scripts/hostile/seeds.ts';

await loadGrammar(grammarFiles);
const all = seeds();
const first = 20_000;

describe('hostile input (npm run fuzz:input has more of it)', () => {
  test('a number is always the same case', () => {
    expect(caseOf(first, all)).toEqual(caseOf(first, all));
    expect(caseOf(first, all)).not.toEqual(caseOf(first + 1, all));
  });

  test('is run or refused, with a documented exit code and a place', () => {
    const flaws: string[] = [];
    const endings = new Set<string>();
    for (let number = first; number < first + 60; number++) {
      const { ending, flaw } = judgeCase(caseOf(number, all));
      endings.add(ending);
      if (flaw !== undefined) flaws.push(`npm run fuzz:input -- --case ${number}: ${flaw}`);
    }
    expect(flaws).toEqual([]);
    // Both sides of the judgement were seen: texts that were refused, and texts that were run.
    for (const ending of ['150', '151', '0']) expect(endings).toContain(ending);
  });

  test('a crash of the engine is a flaw', () => {
    const broken = { ...caseOf(first, all), seed: undefined as never };
    expect(judgeCase(broken).flaw).toContain('TypeError');
  });
});
