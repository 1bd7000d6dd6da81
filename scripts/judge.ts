/**
 * `lockstep judge`: is a recorded history one of the object? Reads the harness's own JSON: a list of operations as in
 * harness/consistency/history.ts, where `return` is absent when the outcome is `info`. Transactions have no object but
 * levels (judge-transactions.ts).
 */
import { explainViolation } from '../harness/consistency/explain.ts';
import type { History, Operation } from '../harness/consistency/history.ts';
import { checkLinearizable } from '../harness/consistency/linearizability.ts';
import { casRegister } from '../harness/consistency/objects/cas-register.ts';
import { counter } from '../harness/consistency/objects/counter.ts';
import { kv } from '../harness/consistency/objects/kv.ts';
import { lock } from '../harness/consistency/objects/lock.ts';
import { log } from '../harness/consistency/objects/log.ts';
import { priorityQueue } from '../harness/consistency/objects/priority-queue.ts';
import { queue } from '../harness/consistency/objects/queue.ts';
import { register } from '../harness/consistency/objects/register.ts';
import { set } from '../harness/consistency/objects/set.ts';
import { stack } from '../harness/consistency/objects/stack.ts';
import type { AnyObject } from '../harness/consistency/steps.ts';
import { CommandError } from './command-error.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { readJson } from './failure-file.ts';
import { isTransactional, judgeTransactionFile, type LevelOptions } from './judge-transactions.ts';
import { bracket, command, plain, plural, print, printJson } from './output.ts';
import { readText } from './repository.ts';

const objects: readonly AnyObject[] = [
  register(),
  casRegister(),
  kv,
  set,
  counter,
  queue,
  stack,
  priorityQueue,
  lock,
  log(),
];

export interface JudgeOptions extends LevelOptions {
  readonly object?: string;
}

/** Returns the exit code. */
export async function judge(file: string, options: JudgeOptions): Promise<number> {
  if (options.object === undefined) return judgeLevels(file, options);
  const object = objects.find(({ name }) => name === options.object);
  if (object === undefined) {
    const names = objects.map(({ name }) => name).join(', ');
    const message = `there is no object ${JSON.stringify(options.object)}`;
    throw new CommandError(exitCodes.usage, message, `Objects: ${names}`);
  }
  const history = readHistory(file);
  const limits = options.budget === undefined ? {} : { stepsMax: options.budget };
  const result = checkLinearizable(history, object, limits);
  const story = result.verdict === 'violation' ? explainViolation(history, object, result) : '';
  const reason = result.verdict === 'unknown' ? result.reason : '';
  const verdict = result.verdict === 'ok' && history.length === 0 ? 'vacuous' : result.verdict;
  if (options.json === true) {
    printJson({
      verdict,
      object: object.name,
      operations: history.length,
      ...(story === '' ? {} : { story }),
      ...(reason === '' ? {} : { reason }),
    });
    return exitCodeOf(verdict);
  }
  if (story !== '') print(plain(story));
  if (reason !== '') print(plain(reason));
  print(`${bracket(verdict)} ${plural(history.length, 'operation')} on a ${object.name}`);
  if (verdict !== 'ok') print(command('npx', 'lockstep', 'judge', file, '--object', object.name));
  return exitCodeOf(verdict);
}

function judgeLevels(file: string, options: JudgeOptions): number {
  const text = readText(file);
  if (isTransactional(text)) return judgeTransactionFile(file, text, options);
  const names = objects.map(({ name }) => name).join(', ');
  const message = `${file} holds no transactions, so --object has to say what it is a history of`;
  throw new CommandError(exitCodes.usage, message, `Objects: ${names}`);
}

/** What does not look like an operation is refused; whether the operations fit together is the checker's to say. */
function readHistory(file: string): History {
  const data = readJson(file);
  if (!Array.isArray(data)) {
    throw new CommandError(exitCodes.usage, `${file} is not a list of operations`);
  }
  return data.map((value: unknown, index) => {
    if (
      typeof value !== 'object' ||
      value === null ||
      !('process' in value) ||
      !('input' in value)
    ) {
      throw new CommandError(
        exitCodes.usage,
        `${file}: operation ${index} has no process or input`,
      );
    }
    const operation = value as Operation;
    return operation.outcome === 'info' ? { ...operation, return: Infinity } : operation;
  });
}
