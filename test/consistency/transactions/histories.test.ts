import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { parseJepsenTransactions } from '../../../harness/consistency/formats/jepsen-transactions.ts';
import { frontierOf, transactionalLevels } from '../../../harness/consistency/levels.ts';
import { explainWitness } from '../../../harness/consistency/transactions/explain.ts';
import { judgeTransactions } from '../../../harness/consistency/transactions/judge.ts';
import { obviousLevels } from './obvious.ts';

const folder = join(import.meta.dirname, 'histories');
const files = readdirSync(folder).filter((file) => file.endsWith('.edn'));

/** A published anomaly, with the answer that its file expects in its comments. */
function load(file: string) {
  const text = readFileSync(join(folder, file), 'utf8');
  const parsed = parseJepsenTransactions(text);
  if (!parsed.ok) throw new Error(`${file}: ${JSON.stringify(parsed.problems)}`);
  const expected = (what: string) => new RegExp(`^;; ${what}: (.*)$`, 'm').exec(text)?.[1];
  return { history: parsed.value, expected };
}

describe.each(files)('%s', (file) => {
  const { history, expected } = load(file);
  const judgement = judgeTransactions(history);
  const { strongest, weakestViolated } = frontierOf(transactionalLevels, judgement.levels);
  const witnesses = weakestViolated.map((name) => {
    const verdict = judgement.levels[name];
    return verdict.verdict === 'violation' ? verdict.witness : undefined;
  });

  test('the strongest level satisfied and the weakest violated are those that the file expects', () => {
    expect(strongest.join(', ') || 'none').toBe(expected('strongest'));
    expect(weakestViolated.join(', ') || 'none').toBe(expected('weakest violated'));
  });

  test('the anomalies have the names that the file expects', () => {
    const found = [...judgement.findings, ...witnesses].map((one) => one?.anomaly);
    for (const name of expected('anomalies')!.split(', '))
      if (name !== 'none') expect(found).toContain(name);
    if (expected('anomalies') === 'none') expect(found).toEqual([]);
  });

  test('every level is judged as its definition says', () => {
    const obvious = obviousLevels(history);
    const judged = Object.entries(judgement.levels).map(([name, { verdict }]) => [
      name,
      verdict === 'ok',
    ]);
    expect(Object.fromEntries(judged)).toEqual(obvious);
  });

  test('what breaks the weakest level is told as a contradiction', () => {
    for (const witness of witnesses) {
      const story = explainWitness(history, judgement.compiled!, witness!);
      expect(story).toContain(`${witness!.anomaly}: `);
      expect(story).not.toMatch(/undefined|null,? though|\?/);
      if (witness!.cycle !== undefined) expect(story).toMatch(/: a contradiction\.$/);
    }
  });
});

it('there are histories for every kind of anomaly', () => {
  const named = files.map((file) => load(file).expected('anomalies')).join(', ');
  for (const name of ['G0', 'G1a', 'G1b', 'G1c', 'G-single', 'lost-update', 'write-skew'])
    expect(named).toContain(name);
});
