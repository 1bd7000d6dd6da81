/**
 * `npm run fuzz:input`: mutated specifications, configurations and traces. The engine may refuse them or run them; it must
 * not crash, hang, run out of memory, run their code, or refuse without saying where.
 *
 *     npm run fuzz:input -- [--cases 10000] [--from 0] [--case 4711]
 */
import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { grammarFiles } from '../../harness/files.ts';
import { loadGrammar } from '../../harness/tla/syntax/grammar.ts';
import { root } from '../repository.ts';
import { caseOf, judgeCase } from './run-case.ts';
import { seeds } from './seeds.ts';

interface Message {
  readonly number: number;
  readonly ending: string;
  readonly flaw?: string;
  readonly milliseconds: number;
}

interface Tally {
  readonly endings: Map<string, number>;
  readonly flaws: { number: number; flaw: string }[];
  slowest: { number: number; milliseconds: number };
}

/** A case that is silent for longer hangs: it should have ended by itself long before. */
const silenceMilliseconds = 180_000;
const megabytes = 700;

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' },
    from: { type: 'string', default: '0' },
    case: { type: 'string' },
  },
});
process.exitCode =
  values.case === undefined
    ? await runAll(Number(values.from), Number(values.cases))
    : await runOne(Number(values.case));

async function runAll(from: number, cases: number): Promise<number> {
  const tally: Tally = {
    endings: new Map(),
    flaws: [],
    slowest: { number: from, milliseconds: 0 },
  };
  const end = from + cases;
  for (let next = from; next < end; ) next = await runUntilItDies(next, end, tally);
  for (const [ending, times] of [...tally.endings].sort(([, a], [, b]) => b - a))
    console.log(`${String(times).padStart(7)}  ${ending}`);
  console.log(
    `slowest: case ${tally.slowest.number}, ${Math.round(tally.slowest.milliseconds)} ms`,
  );
  console.log(
    `${tally.flaws.length === 0 ? '[ok]' : '[violation]'} ${cases} cases, ${tally.flaws.length} flaws`,
  );
  const [first] = tally.flaws;
  if (first === undefined) return 0;
  console.log(`npm run fuzz:input -- --case ${first.number}`);
  return 1;
}

/** Runs cases in a process of their own; returns the first one that it did not get to. */
function runUntilItDies(from: number, to: number, tally: Tally): Promise<number> {
  return new Promise((resolve) => {
    let at = from;
    let hung = false;
    const child = fork(join(import.meta.dirname, 'child.ts'), {
      execArgv: ['--import', 'tsx', `--max-old-space-size=${megabytes}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const kill = (): void => {
      hung = true;
      child.kill('SIGKILL');
    };
    let silence = setTimeout(kill, silenceMilliseconds);
    child.on('message', (message: Message | 'ready') => {
      clearTimeout(silence);
      silence = setTimeout(kill, silenceMilliseconds);
      if (message === 'ready') return void child.send({ from, to });
      count(message, tally);
      at = message.number + 1;
    });
    child.on('exit', (code, signal) => {
      clearTimeout(silence);
      if (at >= to) return resolve(to);
      const flaw = hung ? 'hangs' : `the process died: ${signal ?? code}`;
      count({ number: at, ending: 'died', flaw, milliseconds: 0 }, tally);
      resolve(at + 1);
    });
  });
}

function count({ number, ending, flaw, milliseconds }: Message, tally: Tally): void {
  tally.endings.set(ending, (tally.endings.get(ending) ?? 0) + 1);
  if (milliseconds > tally.slowest.milliseconds) tally.slowest = { number, milliseconds };
  if (flaw !== undefined) {
    tally.flaws.push({ number, flaw });
    console.log(`case ${number}: ${flaw.slice(0, 1500)}`);
  }
  if (number % 500 === 499) console.log(`  ${number + 1} cases, ${tally.flaws.length} flaws`);
}

/** One case in this process, with its texts written where they can be read. */
async function runOne(number: number): Promise<number> {
  await loadGrammar(grammarFiles);
  const hostile = caseOf(number, seeds());
  const folder = join(root, 'out', 'hostile', String(number));
  mkdirSync(folder, { recursive: true });
  const name = hostile.seed.specPath.replace(/^.*\//, '');
  writeFileSync(join(folder, name), hostile.spec);
  writeFileSync(join(folder, name.replace('.tla', '.cfg')), hostile.config);
  if (hostile.trace !== undefined) writeFileSync(join(folder, 'trace.json'), hostile.trace);
  console.log(`${hostile.kind} of ${hostile.seed.name}, written to ${folder}`);
  const { ending, flaw } = judgeCase(hostile);
  console.log(flaw === undefined ? `[ok] ${ending}` : `[violation] ${ending}\n${flaw}`);
  return flaw === undefined ? 0 : 1;
}
