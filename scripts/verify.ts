/**
 * `lockstep verify`: the main job. Every protocol through every part, a line for each part as it ends, a table, one
 * verdict; on a failure the last line is the command that shows it again.
 */

import { availableParallelism } from 'node:os';
import { isAsExpected } from '../harness/conformance/expectation.ts';
import type { Model } from '../harness/conformance/model.ts';
import {
  type Progress,
  type ProtocolResult,
  type VerifyResult,
  worst,
} from '../harness/conformance/result.ts';
import {
  type Part,
  type PartResult,
  partsOf,
  resultOfParts,
  verdictOfChecks,
} from '../harness/verify.ts';
import { CommandError } from './command-error.ts';
import { exitCodeOf, exitCodeOfCheck, exitCodes } from './exit-codes.ts';
import { bracket, colors, count, duration, print, printJson } from './output.ts';
import { type PartJob, partPool } from './part-pool.ts';
import { progressLine, silent } from './progress.ts';
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
  /** How many processes share the parts; default: one for each core. */
  readonly jobs?: number;
  readonly json?: boolean;
}

/** No names: every protocol there is. Returns the exit code. */
export async function verify(names: readonly string[], options: VerifyOptions): Promise<number> {
  const begun = performance.now();
  const wanted = names.length > 0 ? [...new Set(names)] : protocolNames();
  if (wanted.length === 0) {
    throw new CommandError(exitCodes.noInput, 'there is no protocol under models/');
  }
  const models = await Promise.all(wanted.map(loadModel));
  const { json = false, jobs = availableParallelism() } = options;
  const protocols = await verifyAll(
    models,
    { ...options, twice: options.twice ?? isCi() },
    jobs,
    json,
  );
  const result: VerifyResult = { verdict: worst(protocols.map((each) => each.verdict)), protocols };
  const page = writeReport(result, wordsOf(names, options));
  if (json) printJson(result);
  else printEnd(result, (performance.now() - begun) / 1000, page);
  return exitCodeOfAll(result);
}

/** Which part is begun first: those that take longest, so that no process is left alone with one of them at the end. */
const longestFirst: readonly Part[] = ['mutants', 'check', 'refine', 'replay', 'drive'];

async function verifyAll(
  models: readonly Model[],
  options: PartJob['options'],
  jobs: number,
  isSilent: boolean,
): Promise<readonly ProtocolResult[]> {
  const pool = partPool(jobs);
  const told = isSilent ? silent : progressLine(' ');
  const parts = partsOf(options);
  const running = new Map<string, string>();
  let done = 0;
  const tell = (): void => {
    const detail = [...running].map(([name, words]) => `${name} ${words}`).join(', ');
    told.update({ done, total: models.length * parts.length, unit: 'parts', detail });
  };
  const run = async (protocol: string, part: Part): Promise<readonly [Part, PartResult]> => {
    const job = `${part} ${protocol}`;
    const result = await pool.run({ protocol, part, options }, (name, progress) => {
      running.set(job, name === '' ? amount(progress) : name);
      tell();
    });
    running.delete(job);
    done += 1;
    tell();
    return [part, result];
  };
  try {
    const begun = models.map(({ name }) => {
      const order = longestFirst.filter((part) => parts.includes(part));
      return Promise.all(order.map((part) => run(name, part)));
    });
    // What fails is told when its turn comes; until then somebody must be listening.
    for (const each of begun) each.catch(() => {});
    const protocols: ProtocolResult[] = [];
    for (const [index, model] of models.entries()) {
      const result = resultOfParts(model.name, new Map(await begun[index]));
      protocols.push(result);
      told.clear();
      if (!isSilent) printProtocol(model, result, parts);
    }
    return protocols;
  } finally {
    told.clear();
    pool.close();
  }
}

/** `12/15`: how far one of several is. */
function amount({ done, total }: Progress): string {
  return total === undefined ? count(done) : `${count(done)}/${count(total)}`;
}

function printProtocol(model: Model, result: ProtocolResult, parts: readonly Part[]): void {
  print(`${colors.bold(model.name)}  ${colors.dim(model.book.join(', '))}`);
  for (const part of parts) {
    for (const text of partLines(part, result[part] as PartResult)) print(text);
  }
  print(`${bracket(result.verdict)}  ${duration(secondsOf(result))}\n`);
}

/** As CI systems say it, and as one says that it is not so. */
function isCi(): boolean {
  return !['', '0', 'false'].includes(process.env.CI ?? '');
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

function printEnd(
  { verdict, protocols }: VerifyResult,
  seconds: number,
  page: string | undefined,
): void {
  print(protocolTable(protocols));
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
