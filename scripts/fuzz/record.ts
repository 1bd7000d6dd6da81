/**
 * Asks TLC for the answers that test/tla compares the engine with, and keeps them, so that the tests need no jar:
 * expressions.txt and specs.txt, written by hand, and some cases of the generators. `npm run fuzz:record`
 */
import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { grammarFiles } from '../../harness/files.ts';
import { loadGrammar } from '../../harness/tla/syntax/grammar.ts';
import { batch } from './batch.ts';
import { tapes } from './choices.ts';
import { values } from './engine.ts';
import { expressionOf } from './expressions.ts';
import { verdictOn } from './judge.ts';
import { moduleOf } from './modules.ts';
import { kindOfExit, readTlc } from './runs.ts';
import { type Answer, type Files, findJar, Tlc } from './tlc.ts';

const folder = new URL('../../test/tla/agree/recorded/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const write = (name: string, data: unknown): void =>
  writeFileSync(new URL(name, folder), `${JSON.stringify(data, null, 1)}\n`);

/** A claim, and what TLC says of each expression: its value, or null for an error. */
type Claims = Record<string, Record<string, string | null>>;

async function recordExpressions(tlc: Tlc): Promise<void> {
  const claims: Claims = {};
  let claim = '';
  const list = read('expressions.txt')
    .split('\n')
    .filter((line) => line !== '');
  const drawn = fc.sample(tapes(50), { seed: 2026, numRuns: 600 });
  const tapeOf = new Map(drawn.map((tape) => [expressionOf(tape, { illTyped: 40 }), tape]));
  const generated = [...tapeOf.keys()];
  const short = generated.filter((text) => text.length > 12 && text.length < 160);
  for (const line of [...list, '# Generated expressions', ...new Set(short)]) {
    if (line.startsWith('# ')) {
      claim = line.slice(2);
      claims[claim] = {};
    } else (claims[claim] as Record<string, string | null>)[line] = null;
  }
  for (const expressions of Object.values(claims)) {
    const texts = Object.keys(expressions);
    const answers = await tlc.values(batch(texts));
    if (typeof answers === 'string') throw new Error(answers);
    const ours = values(batch(texts));
    for (const [i, text] of texts.entries()) {
      const answer = answers[i] as Answer;
      const value = 'value' in answer ? answer.value : null;
      // What TLC has not computed it prints as a place in the text, which says nothing of its value. Of the generated
      // cases those that show a documented difference say nothing new.
      const tape = tapeOf.get(text);
      const isKnown =
        tape !== undefined &&
        typeof ours !== 'string' &&
        (
          await verdictOn(tlc, { expression: text, tlc: answer, engine: ours[i] as Answer }, () =>
            expressionOf(tape, { illTyped: 40, forced: true }),
          )
        ).kind === 'known';
      if (value?.includes('<expression') === true || isKnown) delete expressions[text];
      else expressions[text] = value;
    }
  }
  write('expressions.json', claims);
}

/** The module of a specification that is written without its frame; the configuration may follow after a line `%%`. */
function framed(text: string): Files {
  const [body, config = 'INIT Init\nNEXT Next\nCHECK_DEADLOCK FALSE\n'] = text.split('\n%%\n');
  const spec = `---- MODULE M ----\nEXTENDS Integers, Sequences, FiniteSets, TLC\n${body}\n====\n`;
  return { module: 'M', spec, config };
}

async function recordSpecs(tlc: Tlc): Promise<void> {
  const written = read('specs.txt').split('\n---\n').map(framed);
  const generated = fc
    .sample(tapes(120), { seed: 2027, numRuns: 80 })
    .map((tape) => moduleOf(tape));
  const records = [];
  for (const files of [...written, ...generated]) {
    const answer = await tlc.check(files);
    if (typeof answer === 'string') throw new Error(answer);
    const { text: _, exit, isInitial, ...counts } = readTlc(answer.exit, answer.output);
    const kind = kindOfExit(exit);
    if (kind !== 'refused')
      records.push({ ...files, kind, ...(isInitial ? { name: counts.name } : counts) });
    else console.log(`TLC refuses\n${files.spec}`);
  }
  write('specs.json', records);
  console.log(`${records.length} specifications`);
}

await loadGrammar(grammarFiles);
const jar = findJar(undefined);
if (jar === undefined) throw new Error('needs tla2tools.jar');
const tlc = new Tlc(jar);
await recordExpressions(tlc);
await recordSpecs(tlc);
tlc.stop();
process.exit(0);
