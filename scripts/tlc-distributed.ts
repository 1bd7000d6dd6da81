/**
 * `lockstep tlc --distributed`: a model that is too large for one machine, given to TLC's own distributed mode. That mode
 * skips a good deal without a word (assumptions, temporal properties, CHECK_DEADLOCK of the configuration): here the engine
 * judges the first, the second are refused, and the third becomes a flag.
 */
import { basename, dirname } from 'node:path';
import { checkResult } from '../harness/conformance/check-result.ts';
import {
  differencesFrom,
  type Expected,
  isAsExpected,
} from '../harness/conformance/expectation.ts';
import type { CheckResult } from '../harness/conformance/result.ts';
import { check } from '../harness/tla/check.ts';
import type { Specification } from '../harness/tla/specification.ts';
import { type EngineRun, engineHost, loadFile } from './engine.ts';
import { exitCodeOfCheck, exitCodes } from './exit-codes.ts';
import { bracket, command, count, duration, plain, print, printJson } from './output.ts';
import { progressLine, silent } from './progress.ts';
import { readText, shortPath } from './repository.ts';
import type { Target } from './target.ts';
import {
  type DistributedOptions,
  defaultPort,
  runDistributed,
  serverArguments,
  workerArguments,
} from './tlc/distributed.ts';
import { interruption } from './tlc/interruption.ts';
import type { Jar } from './tlc/jar.ts';

export interface DistributedVerbOptions {
  readonly workers?: number;
  readonly host: string;
  readonly port?: number;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

interface Tools {
  readonly java: string;
  readonly jar: Jar;
}

/** Returns the exit code: of the first that is not as it must be. */
export async function distributed(
  targets: readonly Target[],
  tools: Tools,
  options: DistributedVerbOptions,
): Promise<number> {
  const results: CheckResult[] = [];
  for (const target of targets) {
    const found = await runOne(target, tools, options);
    if (found === undefined) continue;
    const result = expectedOf(found, target.expected);
    results.push(result);
    if (options.json !== true) report(result);
  }
  const bad = results.find((result) => !isAsExpected(result));
  const exitCode = bad === undefined ? exitCodes.ok : exitCodeOfCheck(bad);
  if (options.json === true) printJson({ exitCode, jar: tools.jar, results });
  else if (bad !== undefined) print(reproduce(targets[results.indexOf(bad)] as Target));
  return exitCode;
}

/** Undefined where the command was only to be printed. */
async function runOne(
  target: Target,
  { java, jar }: Tools,
  options: DistributedVerbOptions,
): Promise<CheckResult | undefined> {
  const { spec, config } = target;
  const text = readText(config);
  const loaded = await loadFile({
    specPath: spec,
    config: { text, file: shortPath(config) },
    folders: [dirname(config)],
  });
  const refused = 'diagnostics' in loaded ? loaded : refusal(loaded);
  if (refused !== undefined) return checkResult(refused, basename(config), basename(spec, '.tla'));
  const { host, port = defaultPort, workers = 2 } = options;
  const flags = 'diagnostics' in loaded || loaded.checkDeadlock ? [] : ['-deadlock'];
  const run = { java, jar: jar.path, spec, config, host, port, workers, flags };
  if (options.dryRun === true) {
    const words = serverArguments(run, '/tmp/lockstep-tlc');
    print(`(${command('cd', dirname(spec))} && ${command(java, ...words)})`);
    print(elsewhere(run));
    return undefined;
  }
  if (options.json !== true) print(`a worker elsewhere:  ${elsewhere(run)}`);
  const line = options.json === true ? silent : progressLine(`tlc ${shortPath(config)}`);
  const { signal, done } = interruption();
  const result = await runDistributed({ ...run, onProgress: line.update, signal }).finally(done);
  line.clear();
  return result;
}

/** An assumption that is false, or what TLC would pass over. */
function refusal(specification: Specification): EngineRun | undefined {
  const { liveness, postcondition, ...rest } = specification;
  const still = { ...rest, init: undefined, next: undefined, invariants: [], liveness: [] };
  const outcome = check(still, { host: engineHost });
  if (outcome.verdict !== 'ok') return { specification, outcome };
  const ignored = liveness[0] ?? postcondition;
  if (ignored === undefined) return undefined;
  const limit = `TLC's distributed mode does not judge ${ignored.name}, a ${postcondition === ignored ? 'POSTCONDITION' : 'temporal property'}: leave it out of this configuration, and judge it on a smaller model`;
  const { unknown } = exitCodes;
  return { specification, outcome: { ...outcome, verdict: 'unknown', exitCode: unknown, limit } };
}

/** How many states are generated, and how deep they lie, depends on which worker is faster. */
function expectedOf(result: CheckResult, expected: Expected | undefined): CheckResult {
  if (expected === undefined) return result;
  const { generated, depth } = result;
  const what =
    'violation' in expected ? { violation: expected.violation } : { ...expected, generated, depth };
  return { ...result, expected, differences: differencesFrom(what, result) };
}

function report(result: CheckResult): void {
  const finding = result.violated === undefined ? '' : ` ${plain(result.violated)}`;
  print(
    `${bracket(result.verdict)} ${plain(result.config)}${finding}  ${count(result.distinct)} distinct  ${count(result.generated)} generated  ${duration(result.seconds)}`,
  );
  for (const difference of result.differences ?? []) print(`  ${plain(difference)}`);
  if (isAsExpected(result)) return;
  for (const text of [result.error, result.story])
    if (text !== undefined) print(plain(text).replaceAll(/^(?=.)/gm, '  '));
}

function elsewhere(run: Pick<DistributedOptions, 'port' | 'host'>): string {
  const words = workerArguments(
    { ...run, jar: 'tla2tools.jar' },
    { address: '<its address>', threads: '<cores>' },
  );
  return ['java', ...words].join(' ');
}

function reproduce({ spec, config }: Target): string {
  const words = [shortPath(spec), '--config', shortPath(config), '--distributed'];
  return command('npx', 'lockstep', 'tlc', ...words);
}
