/**
 * `lockstep judge --object`: is a recorded history linearizable, as one of this object? The format of the file is detected
 * (--format overrides); a violation is told in words, as data (--json) and as a picture (--html).
 */
import { drawViolation } from '../harness/consistency/draw.ts';
import { explainContradiction } from '../harness/consistency/explain.ts';
import type { Fault } from '../harness/consistency/faults.ts';
import { formatNdjson } from '../harness/consistency/formats/ndjson.ts';
import {
  detectFormat,
  type FormatName,
  formatNames,
  readFaults,
  readHistory,
} from '../harness/consistency/formats/read-history.ts';
import { inputProblem, interpreter } from '../harness/consistency/formats/vocabulary.ts';
import { formatEvents } from '../harness/consistency/formats/write-events.ts';
import type { History } from '../harness/consistency/history.ts';
import { checkLinearizable, type Verdict } from '../harness/consistency/linearizability.ts';
import { type Contradiction, shrinkViolation } from '../harness/consistency/shrink.ts';
import { CommandError } from './command-error.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { judgeRegisterLevels } from './judge-registers.ts';
import type { LevelOptions } from './judge-transactions.ts';
import { type Judged, objectNamed } from './objects.ts';
import { bracket, command, duration, plain, plural, print, printJson } from './output.ts';
import { writePage } from './page-file.ts';
import { progressLine } from './progress.ts';
import { readText } from './repository.ts';

export interface ObjectOptions extends LevelOptions {
  readonly format?: string;
  readonly initial?: string;
  /** Print the history in this format, and judge nothing. */
  readonly convert?: string;
  readonly seconds?: number;
}

/** Returns the exit code. */
export async function judgeObjectFile(
  file: string,
  name: string,
  options: ObjectOptions,
): Promise<number> {
  const judged = await objectNamed(name, options.initial);
  const history = read(file, judged, options.format);
  if (options.convert !== undefined) return convert(history, judged, options.convert);
  const { object } = judged;
  const faults = () => faultsIn(file, options.format);
  if (options.level !== undefined || options.all === true)
    return judgeRegisterLevels(file, { history, object, faults }, options);
  const begin = performance.now();
  const verdict = checkOrRefuse(history, judged, options);
  const seconds = (performance.now() - begin) / 1000;
  const contradiction =
    verdict.verdict === 'violation' ? shrinkViolation(history, object, verdict) : undefined;
  const report = { file, name, options, history, judged, verdict, contradiction, seconds };
  if (options.html !== undefined) writePicture(report, options.html);
  return options.json === true ? tellData(report) : tell(report);
}

interface Report {
  readonly file: string;
  readonly name: string;
  readonly options: ObjectOptions;
  readonly history: History;
  readonly judged: Judged;
  readonly verdict: Verdict;
  readonly contradiction: Contradiction | undefined;
  /** For the verdict; the explanation is not in it. */
  readonly seconds: number;
}

/** Objects of the user's own say by a TypeError what is none of their operations; ours were asked before. */
function checkOrRefuse(history: History, judged: Judged, options: ObjectOptions): Verdict {
  try {
    return check(history, judged, options);
  } catch (error) {
    if (!(error instanceof TypeError) || judged.vocabulary !== undefined) throw error;
    throw new CommandError(exitCodes.usage, `${judged.object.name}: ${error.message}`);
  }
}

function check(history: History, { object }: Judged, options: ObjectOptions): Verdict {
  const line = progressLine(`judge ${object.name}`);
  // A process that goes on after an unknown outcome takes nothing from linearizability, which knows no processes.
  const verdict = checkLinearizable(history, object, {
    afterInfo: 'go on',
    ...(options.budget !== undefined && { stepsMax: options.budget }),
    ...(options.seconds !== undefined && { millisMax: options.seconds * 1000 }),
    onSteps: (done, total) => line.update({ done, total, unit: 'steps at most' }),
  });
  line.clear();
  return verdict;
}

function verdictOf({ history, verdict }: Report) {
  return verdict.verdict === 'ok' && history.length === 0 ? 'vacuous' : verdict.verdict;
}

function wordsOf({ history, judged, verdict, contradiction }: Report): string {
  if (verdict.verdict !== 'violation' || contradiction === undefined) return '';
  return explainContradiction(history, judged.object, contradiction, verdict.partition);
}

const level = 'linearizable';

function tellData(report: Report): number {
  const { history, judged, verdict, contradiction, seconds } = report;
  const said = verdictOf(report);
  const exitCode = exitCodeOf(said);
  const witness =
    verdict.verdict === 'violation' && contradiction !== undefined
      ? {
          partition: verdict.partition,
          operations: contradiction.core,
          stuck: contradiction.stuck,
          minimal: contradiction.minimal,
          words: wordsOf(report),
        }
      : null;
  printJson({
    verdict: said,
    exitCode,
    object: judged.object.name,
    operations: history.length,
    seconds,
    steps: verdict.steps,
    strongest: said === 'ok' ? level : null,
    weakestViolated: said === 'violation' ? level : null,
    witness,
    ...(verdict.verdict === 'unknown' && { reason: verdict.reason, problems: verdict.problems }),
  });
  return exitCode;
}

function tell(report: Report): number {
  const { file, name, options, history, judged, verdict, seconds } = report;
  const words = wordsOf(report);
  if (words !== '') print(`${plain(words)}\n`);
  if (verdict.verdict === 'unknown') print(plain(verdict.reason));
  const said = verdictOf(report);
  const many = plural(history.length, 'operation');
  print(`${bracket(said)} ${many} on a ${judged.object.name} in ${duration(seconds)}`);
  if (options.html !== undefined && verdict.verdict === 'violation') print(options.html);
  const extra = (['format', 'initial', 'budget'] as const).flatMap((option) => {
    const value = options[option];
    return value === undefined ? [] : [`--${option}`, String(value)];
  });
  if (said !== 'ok') print(command('npx', 'lockstep', 'judge', file, '--object', name, ...extra));
  return exitCodeOf(said);
}

function writePicture(report: Report, path: string): void {
  const { file, options, history, judged, verdict, contradiction } = report;
  if (verdict.verdict !== 'violation') return;
  const faults = faultsIn(file, options.format);
  const known = contradiction === undefined ? {} : { contradiction };
  writePage(path, drawViolation(history, judged.object, verdict, { ...known, faults }));
}

function faultsIn(file: string, asked: string | undefined): Fault[] {
  const text = readText(file);
  const format = asked === undefined ? detectFormat(text) : formatNamed(asked);
  return format === undefined ? [] : readFaults(text, format);
}

/** What does not look like a history is refused, with its lines; whether it makes sense is the checker's to say. */
function read(file: string, { vocabulary }: Judged, asked: string | undefined): History {
  const text = readText(file);
  const format = asked === undefined ? detectFormat(text) : formatNamed(asked);
  if (format === undefined) {
    const formats = `Formats: ${formatNames.join(', ')}`;
    throw new CommandError(exitCodes.usage, `${file}:1: it is in no format that is known`, formats);
  }
  const interpret = vocabulary === undefined ? undefined : interpreter(vocabulary);
  const parsed = readHistory(text, format, interpret);
  if (parsed.ok) return known(file, parsed.value, vocabulary);
  const lines = parsed.problems.map(({ line, message }) => `${file}:${line}: ${message}`);
  throw new CommandError(
    exitCodes.usage,
    lines.join('\n'),
    `Read as ${format}; --format overrides`,
  );
}

/** An object would take an operation that it does not know for one that it does. */
function known(file: string, history: History, vocabulary: Judged['vocabulary']): History {
  if (vocabulary === undefined) return history;
  for (const [index, { input }] of history.entries()) {
    const problem = inputProblem(vocabulary, input);
    if (problem === undefined) continue;
    throw new CommandError(exitCodes.usage, `${file}: operation ${index}: ${problem}`);
  }
  return history;
}

function formatNamed(name: string): FormatName {
  const format = formatNames.find((one) => one === name);
  if (format !== undefined) return format;
  const formats = `Formats: ${formatNames.join(', ')}`;
  throw new CommandError(exitCodes.usage, `there is no format ${JSON.stringify(name)}`, formats);
}

function convert(history: History, { object, vocabulary }: Judged, name: string): number {
  const format = formatNamed(name);
  try {
    process.stdout.write(converted(history, format, vocabulary));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new CommandError(exitCodes.usage, `${format} cannot say it: ${error.message}`);
  }
  return exitCodes.ok;

  function converted(of: History, to: FormatName, words: Judged['vocabulary']): string {
    if (to === 'ndjson') return formatNdjson(of);
    if (to === 'json') return `[\n${formatNdjson(of).trimEnd().replaceAll('\n', ',\n')}\n]\n`;
    if (words === undefined) throw new TypeError(`a ${object.name} has no words for events`);
    return formatEvents(of, words, to);
  }
}
