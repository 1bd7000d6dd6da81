/**
 * Asks TLC what the engine has to say of each run of the corpus, and keeps it: the test suite needs no jar.
 * `npm run corpus:record`; with words behind it only the runs whose names contain one of them.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { grammarFiles } from '../../harness/files.ts';
import { communityLibrary } from '../../harness/tla/modules/community-library.ts';
import { loadGrammar } from '../../harness/tla/syntax/grammar.ts';
import { downloadFile, findJar } from '../tlc/jar.ts';
import { findJava } from '../tlc/java.ts';
import { runTlc } from '../tlc/run.ts';
import { differences } from './differences.ts';
import { dense, engineAnswer, stateText } from './engine-answer.ts';
import { type Answer, type CorpusRun, community, corpus, corpusRuns } from './runs.ts';

const file = join(corpus, 'answers.json');

async function tlcAnswer(run: CorpusRun, jar: string): Promise<Answer & { error?: string }> {
  const result = await runTlc({
    java: findJava({}),
    jar,
    spec: run.spec,
    config: run.config,
    small: true,
    libraries: [community, builtIn, dirname(run.config)],
    flags: run.checkDeadlock ? [] : ['-deadlock'],
  });
  const { exitCode, distinct, generated, depth, violated, printed, error } = result;
  // Which behaviour refutes a temporal property is nobody's promise.
  const isLasso = exitCode === 13 && !/^(Action property|Property) /m.test(error ?? '');
  const states = (result.story ?? '').split('\n\n').filter((text) => /^\d+: </.test(text));
  const trace = isLasso ? [] : states;
  return {
    exitCode,
    distinct,
    generated,
    depth,
    ...(violated === undefined ? {} : { violated }),
    ...(trace.length === 0 ? {} : { trace: trace.map(stateOf) }),
    ...(printed.length === 0 || exitCode >= 150 ? {} : { printed: dense(printed.join('\n')) }),
    ...(error === undefined ? {} : { error }),
  };
}

/** `2: <Next line 3, col 4 to line 5, col 6 of module M>` and the variables under it. */
function stateOf(text: string): string {
  const [head = '', ...lines] = text.split('\n');
  const action = /^\d+: <(.*?)( line \d+, col .*)?>$/.exec(head)?.[1] ?? head;
  const values = lines.join('\n').split(/^\/\\ /m);
  return stateText(
    action,
    values.map((value) => value.trim()).filter((value) => value !== ''),
  );
}

// What the engine has built in as text, TLC reads from files.
const builtIn = mkdtempSync(join(tmpdir(), 'lockstep-modules-'));
for (const [name, text] of communityLibrary) writeFileSync(join(builtIn, `${name}.tla`), text);
process.on('exit', () => rmSync(builtIn, { recursive: true }));

const words = process.argv.slice(2);
const jar = await findJar({ jar: undefined, download: downloadFile });
await loadGrammar(grammarFiles);
const answers: Record<string, Answer> = existsSync(file)
  ? JSON.parse(readFileSync(file, 'utf8'))
  : {};
const runs = corpusRuns();
const kept = new Set(runs.map(({ name }) => name));
for (const name of Object.keys(answers)) if (!kept.has(name)) delete answers[name];
for (const run of runs) {
  if (words.length > 0 && !words.some((word) => run.name.includes(word))) continue;
  const { error, ...answer } = await tlcAnswer(run, jar.path);
  answers[run.name] = answer;
  const { exitCode, distinct, generated, depth } = answer;
  console.log(`${run.name}: ${exitCode}  ${distinct} ${generated} ${depth}`);
  if (error !== undefined) console.log(`  ${error.slice(0, 600).replaceAll('\n', '\n  ')}`);
  for (const each of differences(answer, engineAnswer(run))) console.log(`  !! ${each}`);
}
const sorted = Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(file, `${JSON.stringify(Object.fromEntries(sorted), null, 1)}\n`);
