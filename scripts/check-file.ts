/**
 * `lockstep check` on one .tla file: flags become a configuration, the engine runs, one object or a report comes out.
 * What was found is judged by nobody's expectation: the exit code is the model checker's.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { grammarFiles } from '../harness/files.ts';
import type { CheckOutcome } from '../harness/tla/check.ts';
import { DiagnosticError } from '../harness/tla/diagnostic.ts';
import { describeOutcome, place } from '../harness/tla/report.ts';
import { loadSpecification, type Specification } from '../harness/tla/specification.ts';
import { loadGrammar } from '../harness/tla/syntax/grammar.ts';
import { readTrace, writeTrace } from '../harness/tla/trace/files.ts';
import { writeGraph } from '../harness/tla/trace/graph.ts';
import { judgeTrace } from '../harness/tla/trace/judge.ts';
import { type OutcomeJson, outcomeJson } from '../harness/tla/trace/outcome-json.ts';
import { type AdjustedConfig, adjustConfig } from './adjusted-config.ts';
import type { CheckOptions } from './check-options.ts';
import { CommandError } from './command-error.ts';
import {
  type EngineInput,
  type EngineOptions,
  type EngineRun,
  filesOfInput,
  runFile,
} from './engine.ts';
import { exitCodes } from './exit-codes.ts';
import { bracket, command, count, duration, plain, print, printJson } from './output.ts';
import { progressLine, silent } from './progress.ts';
import { readText, shortPath } from './repository.ts';

export async function checkFile(spec: string, options: CheckOptions): Promise<number> {
  readText(spec);
  await loadGrammar(grammarFiles);
  const { input, adjusted } = inputOf(spec, options);
  if (options.loadTrace !== undefined) return judgeTraceFile(input, options.loadTrace, options);
  const line = options.json === true ? silent : progressLine(`check ${input.config.file}`);
  const printed = options.json === true ? () => undefined : (text: string) => print(plain(text));
  const run = await runFile(input, {
    ...engineOptions(options),
    host: { print: printed },
    onProgress: line.update,
  });
  line.clear();
  const result = resultOf(run);
  if (!('diagnostics' in run)) writeFiles(run, options);
  if (options.json === true) printJson(result);
  else report(run, result, input.config.file);
  if (options.json !== true && result.exitCode !== exitCodes.ok) {
    if (adjusted !== undefined) printAdjusted(adjusted);
    print(reproduce(spec, options));
  }
  return result.exitCode;
}

/** Flags change a configuration; without a .cfg they are all of it. */
function inputOf(
  spec: string,
  options: CheckOptions,
): { input: EngineInput; adjusted?: AdjustedConfig } {
  const path = configPath(spec, options.config);
  const constants = options.const ?? [];
  const invariants = options.inv ?? [];
  const flags = constants.length + invariants.length > 0;
  if (path === undefined && !flags) {
    throw new CommandError(
      exitCodes.noInput,
      `there is no ${shortPath(spec.replace(/\.tla$/, '.cfg'))}`,
      'Name a configuration with --config, or say what to check with --const and --inv.',
    );
  }
  const file = path === undefined ? '(command line)' : shortPath(path);
  const text = path === undefined ? behaviourOf(spec, options) : readText(path);
  if (!flags) return { input: { specPath: spec, config: { text, file } } };
  const adjusted = adjustConfig(text, basename(spec, '.tla'), { constants, invariants });
  const module = adjusted.module === undefined ? {} : { module: adjusted.module };
  return {
    input: {
      specPath: spec,
      config: { text: adjusted.config, file: `${file} with flags` },
      ...module,
    },
    adjusted,
  };
}

function configPath(spec: string, named: string | undefined): string | undefined {
  if (named !== undefined) return resolve(named);
  const beside = join(dirname(spec), `${basename(spec, '.tla')}.cfg`);
  return existsSync(beside) ? beside : undefined;
}

/** `SPECIFICATION Spec` if the module defines it, else `INIT Init`, `NEXT Next`. */
function behaviourOf(spec: string, options: CheckOptions): string {
  try {
    const { resolver, specPath } = filesOfInput(
      { specPath: spec, config: { text: '', file: '' } },
      options.library ?? [],
    );
    const { scope } = loadSpecification({ resolver, specPath }).resolved;
    return scope.find('Spec')?.kind === 'definitionEntity'
      ? 'SPECIFICATION Spec\n'
      : 'INIT Init\nNEXT Next\n';
  } catch (error) {
    // What is wrong with the text is said when it is run.
    if (error instanceof DiagnosticError) return 'SPECIFICATION Spec\n';
    throw error;
  }
}

function engineOptions(options: CheckOptions): EngineOptions {
  const mode =
    options.simulate === true ? 'simulate' : options.dfs === true ? 'depthFirst' : 'breadthFirst';
  const { states, depth, seconds, memory, count: traces, seed } = options;
  return {
    mode,
    ...(states === undefined ? {} : { statesMax: states }),
    ...(depth === undefined || mode === 'simulate' ? {} : { depthMax: depth }),
    ...(seconds === undefined ? {} : { secondsMax: seconds }),
    ...(memory === undefined ? {} : { bytesMax: memory * 2 ** 20 }),
    simulation: {
      ...(traces === undefined ? {} : { traces }),
      ...(depth === undefined ? {} : { depth }),
    },
    seed: seed ?? 0,
    keepGoing: options.continue === true,
    unsound: options.unsound === true,
    coverage: options.coverage === true,
    libraries: options.library ?? [],
  };
}

function resultOf(run: EngineRun): OutcomeJson {
  if (!('diagnostics' in run)) {
    return outcomeJson(
      run.specification.variables.map(({ name }) => name),
      run.outcome,
    );
  }
  const { diagnostics, exitCode } = run;
  const [first] = diagnostics;
  const kind = exitCode === exitCodes.config ? 'config' : 'parse';
  const message = first?.message ?? run.error;
  const location = first === undefined ? {} : { location: place(first.span) };
  return {
    ...{ verdict: 'error', exitCode, distinct: 0, generated: 0, depth: 0, seconds: 0, trace: [] },
    violation: { kind, name: first?.code ?? kind, ...location, message },
    diagnostics,
  };
}

function report(run: EngineRun, result: OutcomeJson, config: string): void {
  if ('diagnostics' in run) {
    print(`${bracket('unknown')} ${plain(config)}`);
    print(plain(run.error));
    return;
  }
  const { outcome, specification } = run;
  const { verdict, distinct, generated, depth, seconds } = outcome;
  const finding = outcome.violation === undefined ? '' : ` ${plain(outcome.violation.name)}`;
  const rate = seconds > 0 ? `  ${count(generated / seconds)} states/s` : '';
  print(
    `${bracket(verdict)} ${plain(config)}${finding}  ${count(distinct)} distinct  ${count(generated)} generated  depth ${depth}  ${duration(seconds)}${rate}`,
  );
  for (const remark of outcome.remarks ?? []) print(`  ${plain(remark)}`);
  if (outcome.limit !== undefined) {
    print(`  ${plain(outcome.limit)}`);
    if (
      verdict === 'unknown' &&
      result.exitCode === exitCodes.unknown &&
      outcome.simulation === undefined
    ) {
      print('  (TLC takes larger models: npx lockstep tlc does the same check with it)');
    }
  }
  printStatistics(outcome);
  const story = describeOutcome(specification, outcome);
  if (story !== '') print(plain(story));
}

function printStatistics({ simulation, coverage }: CheckOutcome): void {
  if (simulation !== undefined) {
    const { seed, traces, states, statesPerSecond, meanLength, longest } = simulation;
    print(
      `  seed ${seed}: ${count(traces)} behaviours, ${count(states)} states, ${count(statesPerSecond)} states/s, mean length ${meanLength.toFixed(1)}, longest ${longest}`,
    );
  }
  if (coverage === undefined) return;
  for (const { name, span, taken, fresh } of coverage.actions) {
    print(
      plain(
        `  ${taken === 0 ? 'never taken: ' : ''}${name} at ${place(span)}: ${count(fresh)} new states in ${count(taken)} steps`,
      ),
    );
  }
  for (const { text, span, asked, held } of coverage.guards) {
    print(
      plain(
        `  ${held === 0 ? 'never true: ' : ''}${text} at ${place(span)}: true ${count(held)} of ${count(asked)} times`,
      ),
    );
  }
  for (const { invariant, antecedent, span } of coverage.neverTested) {
    print(
      plain(
        `  never tested: ${invariant}, since ${antecedent} at ${place(span)} was true in no state`,
      ),
    );
  }
}

function writeFiles(
  { specification, outcome }: Extract<EngineRun, { outcome: CheckOutcome }>,
  options: CheckOptions,
): void {
  if (options.dumpTrace !== undefined && outcome.trace.length > 0) {
    writeFileSync(options.dumpTrace, writeTrace(options.dumpTrace, specification, outcome));
  }
  if (options.dumpGraph !== undefined) {
    const kind = options.dumpGraph.endsWith('.dot') ? 'dot' : 'jsonl';
    writeFileSync(options.dumpGraph, writeGraph(specification, kind));
  }
}

async function judgeTraceFile(
  input: EngineInput,
  file: string,
  { json, library }: CheckOptions,
): Promise<number> {
  let specification: Specification;
  let steps: ReturnType<typeof readTrace>;
  try {
    specification = loadSpecification(filesOfInput(input, library ?? []));
    steps = readTrace(readText(resolve(file)), specification);
  } catch (error) {
    if (
      !(error instanceof DiagnosticError) &&
      !(error instanceof TypeError) &&
      !(error instanceof SyntaxError)
    )
      throw error;
    throw new CommandError(exitCodes.usage, `${shortPath(resolve(file))}: ${error.message}`);
  }
  const judged = judgeTrace(specification, steps);
  const exitCode = judged.flaw === undefined ? exitCodes.ok : exitCodes.safety;
  const verdict = judged.flaw === undefined ? 'ok' : 'violation';
  if (json === true)
    printJson({
      verdict,
      exitCode,
      states: steps.states.length,
      ...(judged.flaw === undefined ? {} : { step: judged.step, message: judged.flaw }),
    });
  else
    print(
      `${bracket(verdict)} ${plain(shortPath(resolve(file)))}  ${steps.states.length} states${judged.flaw === undefined ? ', every step is allowed' : `\n${plain(judged.flaw)}`}`,
    );
  return exitCode;
}

function printAdjusted({ config, module }: AdjustedConfig): void {
  print('The same as a .cfg:');
  for (const line of config.trimEnd().split('\n')) print(`  ${plain(line)}`);
  if (module === undefined) return;
  print(`on the module ${plain(module.name)}.tla:`);
  for (const line of module.text.trimEnd().split('\n')) print(`  ${plain(line)}`);
}

/** The flags that decide what is found, as they were given. */
function reproduce(spec: string, options: CheckOptions): string {
  const words: string[] = [];
  if (options.config !== undefined) words.push('--config', shortPath(resolve(options.config)));
  for (const each of options.const ?? []) words.push('--const', each);
  for (const each of options.inv ?? []) words.push('--inv', each);
  for (const each of options.library ?? []) words.push('--library', each);
  for (const name of ['dfs', 'simulate', 'continue', 'unsound', 'coverage'] as const)
    if (options[name] === true) words.push(`--${name}`);
  for (const name of ['states', 'depth', 'seconds', 'memory', 'count', 'seed'] as const) {
    if (options[name] !== undefined) words.push(`--${name}`, String(options[name]));
  }
  return command('npx', 'lockstep', 'check', shortPath(spec), ...words);
}
