import fc from 'fast-check';
import { grammarFiles } from '../harness/files.ts';
import { loadGrammar } from '../harness/tla/syntax/grammar.ts';
import { tapes } from './choices.ts';
import { expressionOf } from './expressions.ts';
import { judge } from './judge.ts';
import { findJar, Tlc } from './tlc.ts';

await loadGrammar(grammarFiles);
const tlc = new Tlc(findJar(undefined) as string, 120);
const seed = Number(process.argv[2] ?? 1),
  count = Number(process.argv[3] ?? 200),
  max = Number(process.argv[4] ?? 60);
const cases = fc.sample(tapes(max), { seed, numRuns: count });
const texts = cases.map((t) =>
  expressionOf(t, { illTyped: Number(process.argv[5] ?? 40), fuel: Number(process.argv[6] ?? 4) }),
);
const t = performance.now();
let bad = 0,
  errors = 0,
  refused = 0;
for (let i = 0; i < texts.length; i += 500) {
  const judged = await judge(tlc, texts.slice(i, i + 500));
  for (const j of judged)
    if ('error' in j.tlc) {
      errors++;
      if (j.tlc.error.startsWith('refused')) refused++;
    }
  const list = judged
    .filter((j) => !j.agree)
    .sort((a, b) => a.expression.length - b.expression.length);
  bad += list.length;
  for (const j of list.slice(0, 12))
    console.log(
      '----',
      j.expression,
      '\n  TLC ',
      JSON.stringify(j.tlc)
        .replaceAll(/@!@!@[A-Z]* [0-9:]* @!@!@|\\n/g, ' ')
        .slice(0, 500),
      '\n  ours',
      JSON.stringify(j.engine).slice(0, 500),
    );
}
console.log(
  'cases',
  texts.length,
  'errors',
  errors,
  'refused',
  refused,
  'disagree',
  bad,
  'mean length',
  texts.reduce((n, t) => n + t.length, 0) / texts.length,
  'ms',
  performance.now() - t,
);
tlc.stop();
process.exit(0);
