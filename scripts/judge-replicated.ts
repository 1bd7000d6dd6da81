/**
 * `lockstep judge --object add-wins-set`, and the other replicated types: does a recorded history keep strong eventual
 * convergence? It has to be ndjson, and tell what each operation saw (harness/consistency/replicated-history.ts).
 */
import { readHistory } from '../harness/consistency/formats/read-history.ts';
import {
  describeReplicated,
  judgeReplicated,
  type ReplicatedName,
  replicatedTypes,
} from '../harness/consistency/replicated-history.ts';
import { explainVisibility } from '../harness/consistency/visibility.ts';
import { CommandError } from './command-error.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { bracket, command, duration, plain, plural, print, printJson } from './output.ts';
import { readText } from './repository.ts';

export const isReplicated = (name: string): name is ReplicatedName =>
  Object.hasOwn(replicatedTypes, name);

const level = 'strong-eventual';

/** Returns the exit code. */
export function judgeReplicatedFile(
  file: string,
  name: ReplicatedName,
  { level: asked = level, json }: { readonly level?: string; readonly json?: boolean },
): number {
  if (asked !== level)
    throw new CommandError(exitCodes.usage, `${name} is judged at the level ${level}, no other`);
  const parsed = readHistory(readText(file), 'ndjson', undefined);
  if (!parsed.ok)
    throw new CommandError(
      exitCodes.usage,
      parsed.problems.map(({ line, message }) => `${file}:${line}: ${message}`).join('\n'),
    );
  const history = parsed.value;
  const begin = performance.now();
  const found = judgeReplicated(history, name);
  const seconds = (performance.now() - begin) / 1000;
  if (typeof found === 'string') throw new CommandError(exitCodes.usage, `${file}: ${found}`);
  const verdict = history.length === 0 ? 'vacuous' : found.verdict;
  const exitCode = exitCodeOf(verdict);
  const isBroken = found.verdict === 'violation';
  const words = isBroken ? explainVisibility(history, found, describeReplicated) : undefined;
  if (json === true) {
    printJson({
      verdict,
      exitCode,
      object: name,
      operations: history.length,
      seconds,
      strongest: verdict === 'ok' ? level : null,
      weakestViolated: isBroken ? level : null,
      witness: isBroken ? { operations: found.operations, words } : null,
      ...(found.verdict === 'unknown' && { reason: found.reason }),
    });
    return exitCode;
  }
  if (words !== undefined) print(`${plain(words)}\n`);
  if (found.verdict === 'unknown') print(plain(found.reason));
  print(
    `${bracket(verdict)} ${level}: ${plural(history.length, 'operation')} on a ${name} in ${duration(seconds)}`,
  );
  if (verdict !== 'ok') print(command('npx', 'lockstep', 'judge', file, '--object', name));
  return exitCode;
}
