/** `lockstep check`: the engine on a .tla file, or on every configuration of a protocol. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { isAsExpected, withExpectation } from '../harness/conformance/expectation.ts';
import type { CheckResult } from '../harness/conformance/result.ts';
import { checkFile } from './check-file.ts';
import type { CheckOptions } from './check-options.ts';
import { runEngine } from './engine.ts';
import { exitCodeOfCheck, exitCodes } from './exit-codes.ts';
import { refuseIgnored } from './ignored-flags.ts';
import { bracket, colors, command, count, duration, plain, print, printJson } from './output.ts';
import { progressLine, silent } from './progress.ts';
import { shortPath } from './repository.ts';
import { findTargets, type Target } from './target.ts';

/** Returns the exit code: the first one that is not as it must be. */
export async function check(argument: string, options: CheckOptions): Promise<number> {
  const file = fileOf(argument);
  if (file !== undefined) return checkFile(file, options);
  const { deadlock, workers: _, ...typed } = options; // --workers is taken for the sake of habit, and says so
  refuseIgnored(
    deadlock === false ? { ...typed, deadlock } : typed,
    ['config', 'thorough', 'json'],
    'for a protocol: its models say how they are checked',
  );
  const targets = await findTargets(argument, options);
  const results: CheckResult[] = [];
  let failed: Target | undefined;
  let exitCode: number = exitCodes.ok;
  for (const target of targets) {
    const result = await checkOne(target, options);
    results.push(result);
    if (options.json !== true) printResult(result);
    if (failed !== undefined || isAsExpected(result)) continue;
    failed = target;
    exitCode = exitCodeOfCheck(result);
  }
  if (options.json === true) printJson({ exitCode, results });
  else if (failed !== undefined) print(reproduce(failed));
  return exitCode;
}

/** `Spec.tla`, or `Spec` where that file is, as TLC takes it. */
function fileOf(argument: string): string | undefined {
  if (argument.endsWith('.tla')) return resolve(argument);
  const file = resolve(`${argument}.tla`);
  return existsSync(file) ? file : undefined;
}

async function checkOne(target: Target, { json }: CheckOptions): Promise<CheckResult> {
  const { spec, config, expected } = target;
  const line = json === true ? silent : progressLine(`check ${shortPath(config)}`);
  const result = await runEngine(spec, config, { onProgress: line.update });
  line.clear();
  return withExpectation(result, expected);
}

function printResult(result: CheckResult): void {
  const { verdict, config, violated, distinct, generated, depth, seconds } = result;
  const finding = violated === undefined ? '' : ` ${plain(violated)}`;
  const expected = verdict !== 'ok' && isAsExpected(result) ? ', as expected' : '';
  const counts = `${count(distinct)} distinct  ${count(generated)} generated  depth ${depth}`;
  print(
    `${bracket(verdict)} ${plain(config)}${finding}${expected}  ${counts}  ${duration(seconds)}`,
  );
  if (isAsExpected(result)) return;
  for (const text of [result.error, result.story]) if (text !== undefined) print(plain(text));
  for (const difference of result.differences ?? []) print(`  ${colors.red(plain(difference))}`);
}

function reproduce({ spec, config }: Target): string {
  return command('npx', 'lockstep', 'check', shortPath(spec), '--config', shortPath(config));
}
