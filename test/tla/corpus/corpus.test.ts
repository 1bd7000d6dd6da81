import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileResolver, grammarFiles } from '../../../harness/files.ts';
import { check } from '../../../harness/tla/check.ts';
import { loadSpecification } from '../../../harness/tla/specification.ts';
import { loadGrammar } from '../../../harness/tla/syntax/grammar.ts';
import { differences } from '../../../scripts/corpus/differences.ts';
import { engineAnswer } from '../../../scripts/corpus/engine-answer.ts';
import { type Answer, corpus, corpusRuns } from '../../../scripts/corpus/runs.ts';

await loadGrammar(grammarFiles);

const answers: Readonly<Record<string, Answer>> = JSON.parse(
  readFileSync(join(corpus, 'answers.json'), 'utf8'),
);
const runs = corpusRuns();

describe('the engine finds what TLC found (npm run corpus:record asks TLC again)', () => {
  test('every configuration of the corpus has an answer of TLC, and every answer a configuration', () => {
    expect(Object.keys(answers).sort()).toEqual(runs.map(({ name }) => name).sort());
  });

  test.each(runs.map((run) => [run.name, run] as const))('%s', (name, run) => {
    expect(differences(answers[name] as Answer, engineAnswer(run))).toEqual([]);
  });

  test('a difference in any part of an answer is seen', () => {
    const answer: Answer = {
      ...{ exitCode: 12, distinct: 4, generated: 5, depth: 3, violated: 'Inv', printed: '1' },
      trace: ['<Initialpredicate>x=1', '<A>x=2'],
    };
    for (const other of [
      { ...answer, exitCode: 0 },
      { ...answer, distinct: 3 },
      { ...answer, generated: 4 },
      { ...answer, depth: 2 },
      { ...answer, violated: 'Other' },
      { ...answer, printed: '2' },
      { ...answer, trace: ['<Initialpredicate>x=1'] },
      { ...answer, trace: ['<Initialpredicate>x=1', '<B>x=2'] },
      { ...answer, trace: ['<Initialpredicate>x=1', '<A>x=3'] },
    ])
      expect(differences(answer, other)).toHaveLength(1);
    expect(differences(answer, answer)).toEqual([]);
  });
});

test('a text in Unicode is the same specification as in ASCII', () => {
  const config = readFileSync(join(corpus, 'language', 'UnicodeAscii.cfg'), 'utf8');
  const specification = loadSpecification({
    resolver: fileResolver(),
    specPath: join(corpus, 'language', 'Unicode.tla'),
    config: { text: config, file: 'UnicodeAscii.cfg' },
  });
  const { exitCode, distinct, generated, depth } = check(specification);
  expect({ exitCode, distinct, generated, depth }).toEqual(answers['language/UnicodeAscii.cfg']);
});
