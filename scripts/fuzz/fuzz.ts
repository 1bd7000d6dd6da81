/**
 * The engine against the official TLC: expressions are compared by value or by failing, modules by verdict, counts, depth
 * and trace. A case on which they differ is shrunk and printed. Not part of the test suite: it needs a JDK and the jar.
 *
 *   npm run fuzz:tla -- --expressions 20000 --modules 1000 --seed 7 --jar tla2tools.jar
 *
 * Exit code 0 when all agree, 1 when they do not, 2 when there is no JDK or no jar.
 */
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { grammarFiles } from '../../harness/files.ts';
import { loadGrammar } from '../../harness/tla/syntax/grammar.ts';
import { type Tape, tapes } from './choices.ts';
import { notComputed } from './compare.ts';
import { type Run, run } from './engine.ts';
import { expressionOf } from './expressions.ts';
import { judge, verdictOn } from './judge.ts';
import { moduleOf } from './modules.ts';
import { difference, isEvaluation, kindOfExit, readTlc } from './runs.ts';
import { type Files, findJar, NoAnswer, Tlc } from './tlc.ts';

const options = parseArgs({
  options: {
    expressions: { type: 'string', default: '4000' },
    modules: { type: 'string', default: '400' },
    seed: { type: 'string', default: '1' },
    jar: { type: 'string' },
  },
}).values;

/** How much was compared, by what TLC said, and how often a documented difference showed. */
class Tally {
  readonly counts = new Map<string, number>();
  private readonly findings: string[] = [];

  add(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  find(text: string): void {
    this.findings.push(text);
    console.log(text);
  }

  get failed(): boolean {
    return this.findings.length > 0;
  }

  toString(): string {
    return [...this.counts].map(([what, count]) => `${what} ${count}`).join(', ');
  }
}

/** How many disagreements are shrunk; the others are only counted. */
const shrunkMax = 5;

/** The least tape that was seen failing: fast-check may be interrupted in the middle of a try. */
async function shrink(tape: Tape, fails: (tape: Tape) => Promise<boolean>): Promise<Tape> {
  let least = tape;
  const property = fc.asyncProperty(tapes(400), async (candidate) => {
    const failed = await fails(candidate);
    if (failed) least = candidate;
    return !failed;
  });
  await fc.check(property, {
    examples: [[[...tape]]],
    numRuns: 1,
    interruptAfterTimeLimit: 60_000,
  });
  return least;
}

/** Sizes vary from batch to batch: many small expressions, some large ones, some badly typed. */
const shapes = [
  { length: 40, illTyped: 0 },
  { length: 60, illTyped: 40 },
  { length: 100, illTyped: 0 },
  { length: 60, illTyped: 12 },
  { length: 200, illTyped: 60 },
] as const;

async function fuzzExpressions(tlc: Tlc, count: number, seed: number): Promise<Tally> {
  const tally = new Tally();
  const batchSize = 500;
  for (let start = 0, batch = 0; start < count; start += batchSize, batch++) {
    const { length, illTyped } = shapes[batch % shapes.length] as (typeof shapes)[number];
    const expression = (tape: Tape, forced = false): string =>
      expressionOf(tape, { illTyped, forced });
    const drawn = fc.sample(tapes(length), {
      seed: seed + batch,
      numRuns: Math.min(batchSize, count - start),
    });
    const judged = await judge(
      tlc,
      drawn.map((tape) => expression(tape)),
    );
    for (const [i, one] of judged.entries()) {
      const { expression: text, tlc: theirs, engine: ours } = one;
      const tape = drawn[i] as Tape;
      tally.add('value' in theirs ? 'values' : 'errors');
      const verdict = await verdictOn(tlc, one, () => expression(tape, true));
      if (verdict.kind === 'known') tally.add(`known difference "${verdict.name}"`);
      if (verdict.kind !== 'different') continue;
      tally.add('disagreements');
      if ((tally.counts.get('disagreements') as number) > shrunkMax) continue;
      const differs = async (candidate: Tape): Promise<boolean> => {
        const [other] = await judge(tlc, [expression(candidate)]);
        if (other === undefined) return false;
        const again = await verdictOn(tlc, other, () => expression(candidate, true));
        return again.kind === 'different';
      };
      const least = expression(await shrink(tape, differs));
      tally.find(
        `they differ on ${least}\n  drawn as ${text}\n  TLC    ${JSON.stringify(theirs)}\n  engine ${JSON.stringify(ours)}`,
      );
    }
    progress(`expressions ${Math.min(start + batchSize, count)}/${count}: ${tally}`);
  }
  return tally;
}

/** What TLC makes of the module; undefined if it does not come to an end. */
async function askTlc(tlc: Tlc, files: Files): Promise<Run | string | undefined> {
  const answer = await tlc.check(files).catch((error: unknown) => {
    if (error instanceof NoAnswer) return undefined;
    throw error;
  });
  return typeof answer === 'object' ? readTlc(answer.exit, answer.output) : answer;
}

async function runBoth(
  tlc: Tlc,
  tape: Tape,
): Promise<{ kind: string; known?: string; different?: string }> {
  const files = moduleOf(tape);
  const theirs = await askTlc(tlc, files);
  // Now and then there are too many states, for a value that was badly typed grows with each step.
  if (theirs === undefined) return { kind: 'no answer in time' };
  const kind = typeof theirs === 'string' ? 'refused' : kindOfExit(theirs.exit);
  const ours = run(files);
  const found = difference(theirs, ours);
  if (found === undefined) return { kind };
  const known = found.known ?? ((await isOursIfForced(tlc, tape, ours)) ? notComputed : undefined);
  if (known !== undefined) return { kind, known };
  const words = typeof theirs === 'string' ? theirs : theirs.text;
  return { kind, different: `${found.what}; TLC says ${words.slice(0, 400)}` };
}

async function isOursIfForced(tlc: Tlc, tape: Tape, ours: Run): Promise<boolean> {
  const theirs = await askTlc(tlc, moduleOf(tape, true));
  if (typeof theirs !== 'object') return false;
  const bothFail = isEvaluation(theirs.exit) && isEvaluation(ours.exit);
  return bothFail || difference(theirs, ours) === undefined;
}

async function fuzzModules(tlc: Tlc, count: number, seed: number): Promise<Tally> {
  const tally = new Tally();
  const drawn = fc.sample(tapes(150), { seed, numRuns: count });
  for (const [i, tape] of drawn.entries()) {
    const { kind, known, different } = await runBoth(tlc, tape);
    tally.add(kind);
    if (known !== undefined) tally.add(`known difference "${known}"`);
    if (different !== undefined) {
      tally.add('disagreements');
      if ((tally.counts.get('disagreements') as number) <= shrunkMax) {
        const least = await shrink(
          tape,
          async (candidate) => (await runBoth(tlc, candidate)).different !== undefined,
        );
        const { spec, config } = moduleOf(least);
        tally.find(
          `they differ (${different}) on\n${spec.slice(spec.indexOf('VARIABLES'))}${config}`,
        );
      }
    }
    if (i % 50 === 49) progress(`modules ${i + 1}/${count}: ${tally}`);
  }
  return tally;
}

function progress(text: string): void {
  console.error(text);
}

function hasJdk(): boolean {
  try {
    execFileSync('javac', ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function main(): Promise<number> {
  const jar = findJar(options.jar);
  if (jar === undefined || !hasJdk()) {
    const missing =
      jar === undefined
        ? 'tla2tools.jar (--jar, TLA2TOOLS_JAR or ~/.cache/lockstep)'
        : 'a JDK (javac on the PATH)';
    console.error(`fuzz:tla compares with the official TLC and needs ${missing}`);
    return 2;
  }
  await loadGrammar(grammarFiles);
  const tlc = new Tlc(jar, 20);
  const seed = Number(options.seed);
  try {
    const expressions = await fuzzExpressions(tlc, Number(options.expressions), seed);
    console.log(`expressions, seed ${seed}: ${expressions}`);
    const modules = await fuzzModules(tlc, Number(options.modules), seed);
    console.log(`modules, seed ${seed}: ${modules}`);
    const failed = expressions.failed || modules.failed;
    console.log(failed ? '[violation] the engine and TLC do not agree' : '[ok]');
    return failed ? 1 : 0;
  } finally {
    tlc.stop();
  }
}

process.exit(await main());
