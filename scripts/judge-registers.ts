/**
 * `lockstep judge --object register --level causal-memory`, or `--all`: which levels of consistency a history of registers or
 * of a key-value store satisfies, from the session guarantees to linearizability. `--level staleness` takes a bound:
 * `staleness=2` in versions, `staleness=50t` in the history's units of time.
 */
import { drawViolation } from '../harness/consistency/draw.ts';
import { drawShown } from '../harness/consistency/draw-transactions.ts';
import { explainContradiction } from '../harness/consistency/explain.ts';
import type { Fault } from '../harness/consistency/faults.ts';
import type { History } from '../harness/consistency/history.ts';
import { frontierOf } from '../harness/consistency/levels.ts';
import {
  judgeRegisters,
  type RegisterJudgement,
  type RegisterVerdict,
} from '../harness/consistency/registers/judge.ts';
import {
  type RegisterLevel,
  registerLevels,
} from '../harness/consistency/registers/register-levels.ts';
import { shrinkViolation } from '../harness/consistency/shrink.ts';
import type { AnyObject } from '../harness/consistency/steps.ts';
import { CommandError } from './command-error.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import type { LevelOptions } from './judge-transactions.ts';
import { bracket, command, duration, plain, plural, print, printJson, table } from './output.ts';
import { writePage } from './page-file.ts';

/** A level, or a bound on staleness. */
type Asked =
  | { readonly level: RegisterLevel }
  | { readonly bound: number; readonly by: 'versions' | 'time' };

interface Subject {
  readonly history: History;
  readonly object: AnyObject;
  readonly faults: () => readonly Fault[];
}

/** Returns the exit code. */
export function judgeRegisterLevels(file: string, subject: Subject, options: LevelOptions): number {
  const { history, object } = subject;
  const level = options.level ?? 'linearizable';
  const asked = askedFor(level);
  const begin = performance.now();
  const limits = options.budget === undefined ? {} : { stepsMax: options.budget };
  const judgement = judgeRegisters(history, object, limits);
  const seconds = (performance.now() - begin) / 1000;
  const answer = inWords(answerTo(asked, judgement), subject);
  const page =
    options.html === undefined ? undefined : pageOf(answer, judgement, { ...subject, level });
  if (options.html !== undefined && page !== undefined) writePage(options.html, page);
  const verdict = history.length === 0 ? 'vacuous' : answer.verdict;
  const exitCode = exitCodeOf(verdict);
  if (options.json === true) {
    const summary = { verdict, exitCode, operations: history.length, seconds };
    printJson({ ...summary, object: object.name, level, ...dataOf(answer, judgement, level) });
    return exitCode;
  }
  if (options.all === true) print(plain(levelTable(judgement)));
  for (const line of story(answer, judgement)) print(plain(line));
  const many = plural(history.length, 'operation');
  print(`${bracket(verdict)} ${level}: ${many} on a ${object.name} in ${duration(seconds)}`);
  if (page !== undefined) print(options.html);
  if (verdict !== 'ok')
    print(command('npx', 'lockstep', 'judge', file, '--object', object.name, '--level', level));
  return exitCode;
}

/** A violation of linearizability is told by its smallest contradiction. */
function inWords(answer: RegisterVerdict, { history, object }: Subject): RegisterVerdict {
  if (answer.verdict !== 'violation' || answer.unordered === undefined) return answer;
  const contradiction = shrinkViolation(history, object, answer.unordered);
  const { partition } = answer.unordered;
  return { ...answer, words: explainContradiction(history, object, contradiction, partition) };
}

function pageOf(
  answer: RegisterVerdict,
  { compiled }: RegisterJudgement,
  { history, object, faults, level }: Subject & { readonly level: string },
): string | undefined {
  if (answer.verdict !== 'violation') return undefined;
  const { unordered, shown, words, by } = answer;
  if (unordered !== undefined)
    return drawViolation(history, object, unordered, { faults: faults() });
  if (shown === undefined || compiled === undefined) return undefined;
  return drawShown(compiled, { ...shown, title: `${by ?? level} is violated`, words }, faults());
}

function witnessOf(answer: RegisterVerdict, { index }: RegisterJudgement, level: string) {
  if (answer.verdict !== 'violation') return null;
  const { words, by = level, shown, unordered } = answer;
  const operations = unordered?.core ?? shown?.transactions.map((t) => index?.[t] ?? t) ?? [];
  return { level: by, operations: [...new Set(operations)], words };
}

function dataOf(answer: RegisterVerdict, judgement: RegisterJudgement, level: string) {
  const { levels, staleness } = judgement;
  const { strongest, weakestViolated } = frontierOf(registerLevels, levels);
  return {
    strongest: strongest.join(', ') || null,
    weakestViolated: weakestViolated.join(', ') || null,
    witness: witnessOf(answer, judgement, level),
    levels: Object.fromEntries(
      Object.entries(levels).map(([name, { verdict }]) => [name, verdict]),
    ),
    ...(staleness === undefined ? {} : { staleness }),
    ...(answer.verdict === 'unknown' ? { reason: answer.reason } : {}),
  };
}

function askedFor(name: string): Asked {
  const bound = /^staleness=(\d+(?:\.\d+)?)(t?)$/.exec(name);
  if (bound !== null)
    return { bound: Number(bound[1]), by: bound[2] === 't' ? 'time' : 'versions' };
  if (Object.hasOwn(registerLevels, name)) return { level: name as RegisterLevel };
  const names = [...Object.keys(registerLevels), 'staleness=<versions>', 'staleness=<time>t'];
  const message = `there is no level ${JSON.stringify(name)} of registers`;
  throw new CommandError(exitCodes.usage, message, `Levels: ${names.join(', ')}`);
}

function answerTo(asked: Asked, { levels, staleness }: RegisterJudgement): RegisterVerdict {
  if ('level' in asked) return levels[asked.level];
  if (staleness === undefined) return levels.linearizable;
  const { bound, by } = asked;
  const [least, most] = [staleness.least[by], staleness.most[by]];
  const what = by === 'versions' ? 'versions behind' : 'units of time late';
  if (least > bound) {
    const { reader, missed } = staleness.worst!;
    const words = `a read is at least ${least} ${least === 1 ? what.replace('s ', ' ') : what} (T${reader} missed T${missed}, among others)`;
    return { verdict: 'violation', words, shown: { transactions: [reader, missed] } };
  }
  if (most <= bound) return { verdict: 'ok' };
  const reason = `reads are at least ${least} and at most ${most} ${what}`;
  return { verdict: 'unknown', reason };
}

function story(answer: RegisterVerdict, { levels, staleness }: RegisterJudgement): string[] {
  const lines: string[] = [];
  if (answer.verdict === 'violation' && answer.by !== undefined)
    lines.push(`${answer.by} is violated:`);
  if (answer.verdict === 'violation') lines.push(answer.words);
  if (answer.verdict === 'unknown') lines.push(`unknown: ${answer.reason}`);
  if (staleness !== undefined)
    lines.push(`Reads are at most ${plural(staleness.most.versions, 'version')} behind.`);
  const { strongest, weakestViolated } = frontierOf(registerLevels, levels);
  if (strongest.length > 0) lines.push(`Strongest satisfied: ${strongest.join(', ')}`);
  if (weakestViolated.length > 0) lines.push(`Weakest violated: ${weakestViolated.join(', ')}`);
  return lines;
}

function levelTable({ levels }: RegisterJudgement): string {
  const rows = Object.entries(levels).map(([name, one]) => [
    name,
    bracket(one.verdict),
    cause(one),
  ]);
  return table([{ title: 'level' }, { title: 'verdict' }, { title: 'because' }], rows.reverse());
}

function cause(one: RegisterVerdict): string {
  if (one.verdict === 'ok') return '';
  if (one.verdict === 'unknown') return one.reason;
  return one.by === undefined ? one.words.split('\n')[0]! : `${one.by} is violated`;
}
