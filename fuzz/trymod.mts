import fc from 'fast-check';
import { grammarFiles } from '../harness/files.ts';
import { loadGrammar } from '../harness/tla/syntax/grammar.ts';
import { tapes } from './choices.ts';
import { run } from './engine.ts';
import { moduleOf } from './modules.ts';
import { difference, kindOfExit, readTlc } from './runs.ts';
import { findJar, Tlc } from './tlc.ts';

await loadGrammar(grammarFiles);
const tlc = new Tlc(findJar(undefined) as string, 60);
const seed = Number(process.argv[2] ?? 1),
  count = Number(process.argv[3] ?? 50),
  max = Number(process.argv[4] ?? 120);
const cases = fc.sample(tapes(max), { seed, numRuns: count });
const kinds: Record<string, number> = {};
const bad: { d: string; f: any; a: any; b: any }[] = [];
let tt = 0,
  te = 0;
for (const tape of cases) {
  const f = moduleOf(tape);
  let t = performance.now();
  const answer = await tlc.check(f);
  tt += performance.now() - t;
  t = performance.now();
  const a = typeof answer === 'string' ? answer : readTlc(answer.exit, answer.output);
  let b;
  try {
    b = run(f);
  } catch (e: any) {
    b = {
      exit: 999,
      distinct: 0,
      generated: 0,
      depth: 0,
      name: '',
      traceLength: 0,
      text: 'CRASH ' + e.stack,
    };
  }
  te += performance.now() - t;
  const d = difference(a, b);
  const k = typeof a === 'string' ? 'refused' : kindOfExit(a.exit);
  kinds[k] = (kinds[k] ?? 0) + 1;
  if (d) bad.push({ d, f, a, b });
}
bad.sort((p, q) => p.f.spec.length - q.f.spec.length);
for (const { d, f, a, b } of bad.slice(0, Number(process.argv[5] ?? 8))) {
  console.log('=====', d);
  console.log(f.spec.slice(f.spec.indexOf('VARIABLES')), f.config.split('\n').slice(3).join(' ; '));
  console.log(
    '-- TLC ',
    typeof a === 'string'
      ? a.slice(0, 600)
      : [
          a.exit,
          a.generated,
          a.distinct,
          a.depth,
          a.name,
          a.traceLength,
          a.text.slice(0, 700),
        ].join(' '),
  );
  console.log(
    '-- ours',
    typeof b === 'string'
      ? b.slice(0, 600)
      : [
          b.exit,
          b.generated,
          b.distinct,
          b.depth,
          b.name,
          b.traceLength,
          b.text.slice(0, 500),
        ].join(' '),
  );
}
console.log(kinds, 'bad', bad.length, 'of', count, 'tlc ms', tt, 'ours', te);
tlc.stop();
process.exit(0);
