/**
 * Asks TLC about the family of specifications and properties, and keeps its answers: `npm run temporal:record`; with
 * words behind it only about cases (`Counter PropReach SpecWeak`) that contain one of them.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { grammarFiles } from '../../../harness/files.ts';
import { loadGrammar } from '../../../harness/tla/syntax/grammar.ts';
import { run } from '../engine.ts';
import { readTlc } from '../runs.ts';
import { findJar, Tlc } from '../tlc.ts';
import { type Answers, type FamilyCase, family, folder } from './family.ts';

await loadGrammar(grammarFiles);
const jar = findJar(undefined);
if (jar === undefined) throw new Error('there is no tla2tools.jar (TLA2TOOLS_JAR)');
const words = process.argv.slice(2);
const file = new URL('answers.json', folder);
const old: Answers =
  words.length > 0 && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
const answers: Answers = {};
const tlc = new Tlc(jar, 120);
try {
  for (const each of family()) {
    const { module, property, specification } = each;
    const isNamed = words.length === 0 || words.some((word) => nameOf(each).includes(word));
    const known = isNamed ? undefined : old[module]?.[property]?.[specification];
    const exit = isNamed ? await ask(each) : known;
    if (exit === undefined) continue;
    answers[module] ??= {};
    answers[module][property] ??= {};
    answers[module][property][specification] = exit;
  }
} finally {
  tlc.stop();
}
writeFileSync(file, `${JSON.stringify(answers, null, 1)}\n`);

function nameOf({ module, property, specification }: FamilyCase): string {
  return `${module} ${property} ${specification}`;
}

/** TLC was made to run once: where it and the engine differ, a JVM that was asked nothing else has the last word. */
async function ask(each: FamilyCase): Promise<number> {
  const exit = await askOnce(each);
  const ours = run(each);
  if (typeof ours !== 'string' && ours.exit === exit) return exit;
  tlc.startAnew();
  return askOnce(each);
}

async function askOnce(each: FamilyCase): Promise<number> {
  const answer = await tlc.check(each);
  if (typeof answer === 'string') throw new Error(`${nameOf(each)}: ${answer}`);
  const { exit, text } = readTlc(answer.exit, answer.output);
  console.log(`${nameOf(each)}: ${exit}${[0, 12, 13].includes(exit) ? '' : ` ${text}`}`);
  return exit;
}
