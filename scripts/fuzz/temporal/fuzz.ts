/**
 * Temporal properties of random small systems, judged by the engine and by the official TLC: the verdicts must be the
 * same. A case on which they differ is shrunk and printed. Not part of the test suite: it needs a JDK and the jar.
 *
 *   npm run fuzz:temporal -- --cases 5000 --seed 7 --jar tla2tools.jar
 *
 * Exit code 0 when all agree, 1 when they do not, 2 when there is no JDK or no jar.
 */
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { grammarFiles } from '../../../harness/files.ts';
import { loadGrammar } from '../../../harness/tla/syntax/grammar.ts';
import { type Tape, tapes } from '../choices.ts';
import { type Run, run } from '../engine.ts';
import { readTlc } from '../runs.ts';
import { findJar, NoAnswer, Tlc } from '../tlc.ts';
import { filesOf } from './as-text.ts';
import { asTlcReads } from './as-tlc-reads.ts';
import { systemOf } from './systems.ts';

const options = parseArgs({
  options: {
    cases: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    jar: { type: 'string' },
  },
}).values;

/** What TLC cannot say: it refuses these formulas, or did not answer in time. */
const refusals: readonly (readonly [name: string, text: RegExp])[] = [
  ['refused: tautology', /tautology/],
  [
    'refused: kind of formula',
    /must be of forms <>\[\]A or \[\]<>A|cannot handle the temporal formula/,
  ],
];

interface Verdict {
  readonly kind: string;
  /** Undefined where they agree. */
  readonly difference?: string;
}

async function judge(tlc: Tlc, tape: Tape): Promise<Verdict> {
  const files = filesOf(systemOf(tape));
  const answer = await tlc.check(files).catch((error: unknown) => {
    if (error instanceof NoAnswer) return undefined;
    throw error;
  });
  if (answer === undefined) return { kind: 'no answer in time' };
  if (typeof answer === 'string') return { kind: 'refused', difference: answer };
  const theirs = readTlc(answer.exit, answer.output);
  const refusal = refusals.find(([, text]) => text.test(theirs.text));
  if (refusal !== undefined) return { kind: refusal[0] };
  const verdict = compare(theirs, run(files));
  if (verdict.difference === undefined) return verdict;
  // A difference that is explained: on the formulas as TLC reads them the engine says what TLC says.
  const asRead = compare(theirs, run(filesOf(asTlcReads(systemOf(tape)))));
  return asRead.difference === undefined
    ? { kind: 'TLC takes a negated [] or <> for TRUE' }
    : verdict;
}

function compare(theirs: Run, ours: Run | string): Verdict {
  const words = theirs.text.slice(0, 400);
  if (typeof ours === 'string') return { kind: 'engine refuses', difference: ours };
  // Nothing fair: TLC says nothing of it.
  const exit = ours.exit === 3 ? 0 : ours.exit;
  const kind = `exit ${theirs.exit}${ours.exit === 3 ? ' (vacuous)' : ''}`;
  if (exit !== theirs.exit)
    return { kind, difference: `TLC ${theirs.exit}, engine ${ours.exit}; TLC says ${words}` };
  // TLC looks at parts of the graph too while it is being made, and then stops before it is whole.
  if (theirs.exit === 0 && theirs.distinct !== ours.distinct)
    return { kind, difference: `distinct: TLC ${theirs.distinct}, engine ${ours.distinct}` };
  return { kind };
}

/** A difference is one only if a JVM that was asked nothing else says the same. */
async function judgeSurely(tlc: Tlc, tape: Tape): Promise<Verdict> {
  const verdict = await judge(tlc, tape);
  if (verdict.difference === undefined) return verdict;
  tlc.startAnew();
  const again = await judge(tlc, tape);
  return again.difference === undefined ? { kind: 'agreed when asked again' } : again;
}

async function shrink(tlc: Tlc, tape: Tape): Promise<Tape> {
  let least = tape;
  const property = fc.asyncProperty(tapes(400), async (candidate) => {
    const differs = (await judgeSurely(tlc, candidate)).difference !== undefined;
    if (differs) least = candidate;
    return !differs;
  });
  await fc.check(property, {
    examples: [[[...tape]]],
    numRuns: 1,
    interruptAfterTimeLimit: 60_000,
  });
  return least;
}

/** So many disagreements are shrunk and printed; the others are only counted. */
const shrunkMax = 5;

async function fuzz(tlc: Tlc, count: number, seed: number): Promise<boolean> {
  const tally = new Map<string, number>();
  let found = 0;
  const summary = (): string => [...tally].map(([what, times]) => `${what} ${times}`).join(', ');
  for (const [i, tape] of fc.sample(tapes(120), { seed, numRuns: count }).entries()) {
    const { kind, difference } = await judgeSurely(tlc, tape);
    const counted = difference === undefined ? kind : 'disagreements';
    tally.set(counted, (tally.get(counted) ?? 0) + 1);
    if (difference !== undefined && ++found <= shrunkMax) {
      const { spec, config } = filesOf(systemOf(await shrink(tlc, tape)));
      console.log(`they differ (${difference}) on\n${spec}${config}`);
    }
    if (i % 100 === 99) console.error(`${i + 1}/${count}: ${summary()}`);
  }
  console.log(`temporal properties, seed ${seed}: ${summary()}`);
  return found === 0;
}

async function main(): Promise<number> {
  const jar = findJar(options.jar);
  if (jar === undefined || !hasJdk()) {
    console.error('fuzz:temporal compares with the official TLC and needs a JDK and tla2tools.jar');
    return 2;
  }
  await loadGrammar(grammarFiles);
  const tlc = new Tlc(jar, 60);
  try {
    const agree = await fuzz(tlc, Number(options.cases), Number(options.seed));
    console.log(agree ? '[ok]' : '[violation] the engine and TLC do not agree');
    return agree ? 0 : 1;
  } finally {
    tlc.stop();
  }
}

function hasJdk(): boolean {
  try {
    execFileSync('javac', ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

process.exit(await main());
