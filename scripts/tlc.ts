/**
 * `lockstep tlc`: the official TLC on the same files, then the engine, and whether they agree. Without Java or the jar it
 * says so and fails: what TLC did not look at is not agreed on.
 */
import { dirname } from 'node:path';
import { isAsExpected, withExpectation } from '../harness/conformance/expectation.ts';
import type { CheckResult } from '../harness/conformance/result.ts';
import { runEngine } from './engine.ts';
import { exitCodeOfCheck, exitCodes } from './exit-codes.ts';
import {
  bracket,
  colors,
  command,
  count,
  duration,
  plain,
  print,
  printJson,
  table,
} from './output.ts';
import { progressLine, silent } from './progress.ts';
import { shortPath } from './repository.ts';
import { findTargets, type Target } from './target.ts';
import { disagreements } from './tlc/compare.ts';
import { interruption } from './tlc/interruption.ts';
import { downloadFile, findJar, type Jar } from './tlc/jar.ts';
import { findJava } from './tlc/java.ts';
import type { TlcResult } from './tlc/outcome.ts';
import { runTlc, tlcArguments } from './tlc/run.ts';
import { type DistributedVerbOptions, distributed } from './tlc-distributed.ts';

export interface TlcVerbOptions extends DistributedVerbOptions {
  readonly distributed?: boolean;
  readonly config?: string;
  readonly thorough?: boolean;
  readonly jar?: string;
  readonly java?: string;
  readonly compare: boolean;
}

/** TLC's result for one configuration, and what the engine makes of it. */
interface Comparison {
  readonly target: Target;
  readonly tlc: TlcResult;
  readonly engine?: CheckResult;
  readonly differences: readonly string[];
}

/** Returns the exit code. */
export async function tlc(argument: string, options: TlcVerbOptions): Promise<number> {
  const targets = await findTargets(argument, options);
  const java = findJava(options);
  const jar = await findJar({ jar: options.jar, download: downloadFile });
  if (jar.warning !== undefined) process.stderr.write(`warning: ${plain(jar.warning)}\n`);
  if (options.distributed === true) return distributed(targets, { java, jar }, options);
  if (options.dryRun === true) return dryRun(targets, java, jar);
  const comparisons: Comparison[] = [];
  for (const target of targets) {
    const comparison = await compareOne(target, java, jar, options);
    comparisons.push(comparison);
    if (options.json !== true) printComparison(comparison, targets.length === 1);
  }
  const exitCode = exitCodeOfAll(comparisons);
  if (options.json === true) {
    printJson({ exitCode, jar, results: comparisons.map(toJson) });
    return exitCode;
  }
  printSummary(comparisons);
  if (exitCode !== exitCodes.ok) print(reproduce(comparisons, argument, options));
  return exitCode;
}

async function compareOne(
  target: Target,
  java: string,
  jar: Jar,
  options: TlcVerbOptions,
): Promise<Comparison> {
  const { spec, config, expected } = target;
  const label = shortPath(config);
  const line = options.json === true ? silent : progressLine(`tlc ${label}`);
  const { signal, done } = interruption();
  const run = { java, jar: jar.path, spec, config, onProgress: line.update, signal };
  const found = await runTlc(run).finally(done);
  line.clear();
  const result = { ...found, ...withExpectation(found, expected) };
  if (!options.compare) return { target, tlc: result, differences: [] };
  const ours = options.json === true ? silent : progressLine(`engine ${label}`);
  const engine = await runEngine(spec, config, { onProgress: ours.update });
  ours.clear();
  return { target, tlc: result, engine, differences: disagreements(result, engine) };
}

function printComparison({ tlc: result, engine, differences }: Comparison, alone: boolean): void {
  const finding = result.violated === undefined ? '' : ` ${plain(result.violated)}`;
  const counts = `${count(result.distinct)} distinct  ${count(result.generated)} generated  depth ${result.depth}`;
  print(
    `${bracket(result.verdict)} ${plain(result.config)}${finding}  ${counts}  ${duration(result.seconds)}`,
  );
  if (result.error !== undefined && !isAsExpected(result)) print(indent(plain(result.error)));
  if (alone && result.story !== undefined && !isAsExpected(result))
    print(indent(plain(result.story)));
  for (const difference of result.differences ?? []) print(`  ${colors.red(plain(difference))}`);
  for (const difference of differences) print(`  ${colors.red(plain(difference))}`);
  if (engine !== undefined && differences.length === 0) {
    print(colors.dim(`  the engine agrees, in ${duration(engine.seconds)}`));
  }
}

function printSummary(comparisons: readonly Comparison[]): void {
  if (comparisons.length < 2) return;
  print();
  print(
    table(
      [
        { title: 'configuration' },
        { title: 'verdict' },
        { title: 'distinct', align: 'right' },
        { title: 'generated', align: 'right' },
        { title: 'depth', align: 'right' },
        { title: 'TLC', align: 'right' },
        { title: 'engine', align: 'right' },
        { title: '' },
      ],
      comparisons.map(({ tlc: result, engine, differences }) => [
        plain(result.config),
        result.verdict,
        count(result.distinct),
        count(result.generated),
        count(result.depth),
        duration(result.seconds),
        engine === undefined ? '' : duration(engine.seconds),
        engine === undefined ? '' : differences.length === 0 ? 'agree' : colors.red('differ'),
      ]),
    ),
  );
}

// A disagreement first: it throws doubt on every verdict. Then the first result that is not what it must be.
function exitCodeOfAll(comparisons: readonly Comparison[]): number {
  if (comparisons.some(({ differences }) => differences.length > 0)) return exitCodes.disagreement;
  const bad = comparisons.find(({ tlc: result }) => !isAsExpected(result));
  return bad === undefined ? exitCodes.ok : exitCodeOfCheck(bad.tlc);
}

function toJson({ tlc: result, engine, differences }: Comparison): object {
  return { tlc: result, ...(engine === undefined ? {} : { engine }), differences };
}

function reproduce(
  comparisons: readonly Comparison[],
  argument: string,
  { compare }: TlcVerbOptions,
): string {
  const only = compare ? [] : ['--no-compare'];
  const bad = comparisons.find(
    ({ tlc: result, differences }) => differences.length > 0 || !isAsExpected(result),
  );
  if (bad === undefined) return command('npx', 'lockstep', 'tlc', argument, ...only);
  const { spec, config } = bad.target;
  return command('npx', 'lockstep', 'tlc', shortPath(spec), '--config', shortPath(config), ...only);
}

function dryRun(targets: readonly Target[], java: string, jar: Jar): number {
  const folder = '/tmp/lockstep-tlc';
  print(command('mkdir', '-p', folder));
  for (const { spec, config } of targets) {
    const words = tlcArguments({ java, jar: jar.path, spec, config }, folder);
    print(`(${command('cd', dirname(spec))} && ${command(java, ...words)})`);
  }
  return exitCodes.ok;
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}
