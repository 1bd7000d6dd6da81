/** Small specifications and properties of every operator and kind of fairness, with the answers that TLC gave. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { grammarFiles } from '../../../harness/files.ts';
import { loadGrammar } from '../../../harness/tla/syntax/grammar.ts';
import { run } from '../../../scripts/fuzz/engine.ts';
import {
  type Answers,
  type FamilyCase,
  family,
  folder,
} from '../../../scripts/fuzz/temporal/family.ts';

await loadGrammar(grammarFiles);

const answers: Answers = JSON.parse(readFileSync(new URL('answers.json', folder), 'utf8'));
const cases = family();

describe('the engine judges temporal properties as TLC does (npm run temporal:record asks TLC again)', () => {
  const groups = new Map<string, FamilyCase[]>();
  for (const each of cases) {
    const name = `${each.module} ${each.property}`;
    groups.set(name, [...(groups.get(name) ?? []), each]);
  }

  it.each([...groups])('%s', (_, group) => {
    for (const each of group) {
      const { module, property, specification } = each;
      const outcome = run(each);
      const exit = typeof outcome === 'string' ? outcome : outcome.exit;
      expect([specification, exit]).toEqual([
        specification,
        answers[module]?.[property]?.[specification],
      ]);
    }
  });

  it('every property holds of one specification and fails of another', () => {
    const oneSided = Object.entries(answers).flatMap(([module, properties]) =>
      Object.entries(properties)
        .filter(
          ([, exits]) =>
            !Object.values(exits).includes(0) || Object.values(exits).every((exit) => exit === 0),
        )
        .map(([property]) => `${module} ${property}`),
    );
    expect(oneSided).toEqual([]);
  });

  it('there are eighty cases and more, and an answer for each', () => {
    const asked = Object.values(answers).flatMap((properties) =>
      Object.values(properties).flatMap((exits) => Object.keys(exits)),
    );
    expect(asked.length).toBe(cases.length);
    expect(cases.length).toBeGreaterThan(80);
  });
});
