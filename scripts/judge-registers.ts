/**
 * `lockstep judge --object register --level causal-memory`, or `--all`: which levels of consistency a history of registers or
 * of a key-value store satisfies, from the session guarantees to linearizability. `--level staleness` takes a bound:
 * `staleness=2` in versions, `staleness=50t` in the history's units of time.
 */
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
import type { AnyObject } from '../harness/consistency/steps.ts';
import { CommandError } from './command-error.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import type { LevelOptions } from './judge-transactions.ts';
import { bracket, command, duration, plain, plural, print, printJson, table } from './output.ts';

/** A level, or a bound on staleness. */
type Asked =
  | { readonly level: RegisterLevel }
  | { readonly bound: number; readonly by: 'versions' | 'time' };

/** Returns the exit code. */
export function judgeRegisterLevels(
  file: string,
  { history, object }: { history: History; object: AnyObject },
  options: LevelOptions,
): number {
  const level = options.level ?? 'linearizable';
  const asked = askedFor(level);
  const begin = performance.now();
  const limits = options.budget === undefined ? {} : { stepsMax: options.budget };
  const judgement = judgeRegisters(history, object, limits);
  const seconds = (performance.now() - begin) / 1000;
  const answer = answerTo(asked, judgement);
  const verdict = history.length === 0 ? 'vacuous' : answer.verdict;
  const exitCode = exitCodeOf(verdict);
  if (options.json === true) {
    const summary = { verdict, exitCode, operations: history.length, seconds };
    printJson({ ...summary, object: object.name, level, ...dataOf(answer, judgement) });
    return exitCode;
  }
  if (options.all === true) print(plain(levelTable(judgement)));
  for (const line of story(answer, judgement)) print(plain(line));
  const many = plural(history.length, 'operation');
  print(`${bracket(verdict)} ${level}: ${many} on a ${object.name} in ${duration(seconds)}`);
  if (verdict !== 'ok')
    print(command('npx', 'lockstep', 'judge', file, '--object', object.name, '--level', level));
  return exitCode;
}

function dataOf(answer: RegisterVerdict, { levels, staleness }: RegisterJudgement) {
  const { strongest, weakestViolated } = frontierOf(registerLevels, levels);
  return {
    strongest: strongest.join(', ') || null,
    weakestViolated: weakestViolated.join(', ') || null,
    witness: answer.verdict === 'violation' ? answer.words : null,
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
    const words = `a read is at least ${least} ${what} (T${reader} missed T${missed}, among others)`;
    return { verdict: 'violation', words };
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
