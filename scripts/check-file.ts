/**
 * `lockstep check` on one .tla file: flags become a configuration, the engine runs, one object or a report comes out.
 * What was found is judged by nobody's expectation: the exit code is the model checker's.
 */
import { resolve } from 'node:path';
import { grammarFiles } from '../harness/files.ts';
import type { CheckOutcome } from '../harness/tla/check.ts';
import { describeOutcome, place } from '../harness/tla/report.ts';
import type { Specification } from '../harness/tla/specification.ts';
import { loadGrammar } from '../harness/tla/syntax/grammar.ts';
import { writeTrace } from '../harness/tla/trace/files.ts';
import { writeGraph } from '../harness/tla/trace/graph.ts';
import { type OutcomeJson, outcomeJson } from '../harness/tla/trace/outcome-json.ts';
import type { AdjustedConfig } from './adjusted-config.ts';
import { type CheckInput, engineOptions, inputOf, reproduce } from './check-input.ts';
import type { CheckOptions } from './check-options.ts';
import { judgeTraceFile } from './check-trace.ts';
import { before, tooLate } from './deadline.ts';
import { type EngineRun, runFile } from './engine.ts';
import { exitCodes } from './exit-codes.ts';
import { bracket, command, count, duration, plain, print, printJson } from './output.ts';
import { progressLine, silent } from './progress.ts';
import { readText, shortPath, writeText } from './repository.ts';

export async function checkFile(spec: string, options: CheckOptions): Promise<number> {
  readText(spec);
  await loadGrammar(grammarFiles);
  const { input, adjusted, remarks, isEmpty } = inputOf(spec, options);
  if (options.loadTrace !== undefined) return judgeTraceFile(input, options.loadTrace, options);
  const line = options.json === true ? silent : progressLine(`check ${input.config.file}`);
  const printed = options.json === true ? () => undefined : (text: string) => print(plain(text));
  const run = await runFile(input, {
    ...engineOptions(options),
    host: { print: printed },
    onProgress: line.update,
  });
  line.clear();
  const unwritten = writeFiles(run, options);
  const result = resultOf(run, { remarks: [...remarks, ...unwritten], isEmpty });
  if (options.json === true) printJson(result);
  else report(run, result, input.config.file, largerModels(spec, options));
  if (isEmpty && options.json !== true)
    print('  nothing to check: neither Spec, nor Init and Next, nor an ASSUME');
  if (options.json !== true && result.exitCode !== exitCodes.ok) {
    if (adjusted !== undefined) printAdjusted(adjusted);
    print(reproduce(spec, options));
  }
  return result.exitCode;
}

function resultOf(
  run: EngineRun,
  { remarks, isEmpty }: Pick<CheckInput, 'remarks' | 'isEmpty'>,
): OutcomeJson {
  if (!('diagnostics' in run)) {
    const names = run.specification.variables.map(({ name }) => name);
    const result = outcomeJson(names, run.outcome);
    const all = [...remarks, ...(run.outcome.remarks ?? [])];
    return {
      ...result,
      ...(isEmpty && result.verdict === 'ok'
        ? { verdict: 'vacuous', exitCode: exitCodes.vacuous }
        : {}),
      ...(all.length === 0 ? {} : { remarks: all }),
    };
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

/** `larger`: the command for TLC's distributed mode on the same files. */
function report(run: EngineRun, result: OutcomeJson, config: string, larger: string): void {
  if ('diagnostics' in run) {
    print(`${bracket('unknown')} ${plain(config)}`);
    print(plain(run.error));
    return;
  }
  const { outcome, specification } = run;
  const { distinct, generated, depth, seconds } = outcome;
  // An evaluation that failed is `violation` here: the bracket knows four words.
  const verdict = result.verdict === 'error' ? outcome.verdict : result.verdict;
  const finding = outcome.violation === undefined ? '' : ` ${plain(outcome.violation.name)}`;
  const rate = seconds > 0 ? `  ${count(generated / seconds)} states/s` : '';
  print(
    `${bracket(verdict)} ${plain(config)}${finding}  ${count(distinct)} distinct  ${count(generated)} generated  depth ${depth}  ${duration(seconds)}${rate}`,
  );
  for (const remark of (result.remarks as readonly string[] | undefined) ?? [])
    print(`  ${plain(remark)}`);
  if (outcome.limit !== undefined) {
    print(`  ${plain(outcome.limit)}`);
    if (outcome.overBudget === true && outcome.simulation === undefined)
      printLarger(specification, larger);
  }
  printStatistics(outcome);
  const story = describeOutcome(specification, outcome);
  if (story !== '') print(plain(story));
}

function largerModels(spec: string, { config }: CheckOptions): string {
  const words = config === undefined ? [] : ['--config', shortPath(resolve(config))];
  return command('npx', 'lockstep', 'tlc', shortPath(spec), ...words, '--distributed');
}

function printLarger({ liveness }: Specification, larger: string): void {
  const without = liveness.length === 0 ? '' : ', without the temporal properties';
  print(`  TLC takes larger models, on one machine or several${without}:`);
  print(`  ${larger}`);
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

/** Returns what could not be written, and why. */
function writeFiles(run: EngineRun, options: CheckOptions): readonly string[] {
  if ('diagnostics' in run) return [];
  const { specification, outcome, isStopped } = run;
  const { dumpTrace, dumpGraph, seconds } = options;
  if (dumpTrace !== undefined && outcome.trace.length > 0)
    writeText(dumpTrace, writeTrace(dumpTrace, specification, outcome));
  if (dumpGraph === undefined) return [];
  // The graph is searched anew: what was stopped would come to the same evaluation again.
  const kind = dumpGraph.endsWith('.dot') ? 'dot' : 'jsonl';
  const graph = isStopped ? tooLate : before(seconds, () => writeGraph(specification, kind));
  if (graph === tooLate) return [`no graph was written to ${dumpGraph}: there was no time for it`];
  writeText(dumpGraph, graph);
  return [];
}

function printAdjusted({ config, module }: AdjustedConfig): void {
  print('The same as a .cfg:');
  for (const line of config.trimEnd().split('\n')) print(`  ${plain(line)}`);
  if (module === undefined) return;
  print(`on the module ${plain(module.name)}.tla:`);
  for (const line of module.text.trimEnd().split('\n')) print(`  ${plain(line)}`);
}
