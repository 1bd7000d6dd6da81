/**
 * `lockstep verify`: the main job. Every protocol through every part, a line for each part as it ends, a table, one
 * verdict; on a failure the last line is the command that shows it again.
 */

import { isAsExpected } from '../harness/conformance/expectation.ts';
import { type ProtocolResult, type VerifyResult, worst } from '../harness/conformance/result.ts';
import { verdictOfChecks, type VerifyOptions as Watcher } from '../harness/verify.ts';
import { CommandError } from './command-error.ts';
import { exitCodeOf, exitCodeOfCheck, exitCodes } from './exit-codes.ts';
import { bracket, colors, duration, print, printJson } from './output.ts';
import { runVerify } from './parts.ts';
import { progressLine } from './progress.ts';
import { partLines, protocolTable, secondsOf } from './protocol-report.ts';
import { writeReport } from './report-files.ts';
import { loadModel, protocolNames } from './repository.ts';
import { reproduce } from './reproduce.ts';

export interface VerifyOptions {
  readonly thorough?: boolean;
  readonly seed?: number;
  readonly coverage?: boolean;
  /** Default: on where the environment says CI. */
  readonly twice?: boolean;
  readonly json?: boolean;
}

/** No names: every protocol there is. Returns the exit code. */
export async function verify(names: readonly string[], options: VerifyOptions): Promise<number> {
  const wanted = names.length > 0 ? [...new Set(names)] : protocolNames();
  if (wanted.length === 0) {
    throw new CommandError(exitCodes.noInput, 'there is no protocol under models/');
  }
  const models = await Promise.all(wanted.map(loadModel));
  const twice = options.twice ?? isCi();
  const protocols: ProtocolResult[] = [];
  for (const model of models) {
    const silent = options.json === true;
    if (!silent) print(`${colors.bold(model.name)}  ${colors.dim(model.book.join(', '))}`);
    const result = await runVerify(model, {
      ...options,
      twice,
      ...(silent ? {} : watch(model.name)),
    });
    protocols.push(result);
    if (!silent) print(`${bracket(result.verdict)}  ${duration(secondsOf(result))}\n`);
  }
  const result: VerifyResult = { verdict: worst(protocols.map((each) => each.verdict)), protocols };
  const page = writeReport(result, wordsOf(names, options));
  if (options.json === true) printJson(result);
  else printEnd(result, page);
  return exitCodeOfAll(result);
}

/** As CI systems say it, and as one says that it is not so. */
function isCi(): boolean {
  return !['', '0', 'false'].includes(process.env.CI ?? '');
}

function watch(name: string): Pick<Watcher, 'onProgress' | 'onPart'> {
  let line = progressLine('');
  let current = '';
  return {
    onProgress(part, of, progress) {
      const label = `  ${part.padEnd(8)} ${of === '' ? name : of}`;
      if (label !== current) line = progressLine(label);
      current = label;
      line.update(progress);
    },
    onPart(part, result) {
      line.clear();
      for (const text of partLines(part, result)) print(text);
    },
  };
}

/** As it was typed. */
function wordsOf(
  names: readonly string[],
  { thorough, seed, twice, coverage }: VerifyOptions,
): readonly string[] {
  return [
    ...names,
    ...(thorough === true ? ['--thorough'] : []),
    ...(coverage === true ? ['--coverage'] : []),
    ...(twice === true ? ['--twice'] : []),
    ...(seed === undefined ? [] : ['--seed', String(seed)]),
  ];
}

function printEnd({ verdict, protocols }: VerifyResult, page: string | undefined): void {
  print(protocolTable(protocols));
  const seconds = protocols.reduce((sum, each) => sum + secondsOf(each), 0);
  print(`\n${bracket(verdict)}  ${duration(seconds)}${page === undefined ? '' : `  ${page}`}`);
  const bad = protocols.find((each) => each.verdict !== 'ok');
  const again = bad === undefined ? undefined : reproduce(bad);
  if (again !== undefined) print(again);
}

// What a model checker found keeps that model checker's number; a violation found elsewhere is 12, safety.
function exitCodeOfAll({ verdict, protocols }: VerifyResult): number {
  const culprit = protocols
    .flatMap(({ check }) => check)
    .find((each) => !isAsExpected(each) && verdictOfChecks([each]) === verdict);
  return culprit === undefined ? exitCodeOf(verdict) : exitCodeOfCheck(culprit);
}
