import fc from 'fast-check';
import { loadGrammar } from '../harness/tla/syntax/grammar.ts';
import { grammarFiles } from '../harness/files.ts';
import { Tlc, findJar } from './tlc.ts';
import { tapes } from './choices.ts';
import { expressionOf } from './expressions.ts';
import { batch } from './batch.ts';
import { values } from './engine.ts';
import { agree } from './compare.ts';
await loadGrammar(grammarFiles);
const tlc = new Tlc(findJar(undefined) as string, 60);
const seed = Number(process.argv[2] ?? 1), count = Number(process.argv[3] ?? 200), max = Number(process.argv[4] ?? 60);
const cases = fc.sample(tapes(max), { seed, numRuns: count });
const texts = cases.map((t) => expressionOf(t, { illTyped: Number(process.argv[5] ?? 40) }));
const files = batch(texts);
let t = performance.now();
const theirs = await tlc.values(files);
console.log('tlc', performance.now() - t); t = performance.now();
if (typeof theirs === 'string') { console.log(theirs); tlc.stop(); process.exit(1); }
const ours = values(files);
console.log('ours', performance.now() - t);
if (typeof ours === 'string') { console.log(ours.slice(0, 2000)); tlc.stop(); process.exit(1); }
let bad = 0, errors = 0;
const list: [number, number][] = [];
theirs.forEach((a, i) => {
  if ('error' in a) errors++;
  if (!agree(a, ours[i]!)) { bad++; list.push([texts[i]!.length, i]); }
});
list.sort((a, b) => a[0] - b[0]);
for (const [, i] of list.slice(0, 25)) console.log('----', i, texts[i], '\n  TLC ', JSON.stringify(theirs[i]).slice(0, 400), '\n  ours', JSON.stringify(ours[i]).slice(0, 400));
console.log('cases', texts.length, 'errors', errors, 'disagree', bad, 'mean length', texts.reduce((n, t) => n + t.length, 0) / texts.length);
tlc.stop();
process.exit(0);
