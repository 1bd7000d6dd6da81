/**
 * What a whole run of TLC said: its messages and its exit code, turned into one plain result. The two must agree: exit
 * code 0 without the message of success is `unknown`, never `ok`.
 */
import type { CheckResult } from '../../harness/conformance/result.ts';
import { exitCodes, verdictOf } from '../exit-codes.ts';
import { codes, type TlcMessage } from './messages.ts';

export interface TlcResult extends CheckResult {
  readonly version: string;
  /** The warnings and errors, as TLC wrote them. */
  readonly messages: readonly TlcMessage[];
  /** What the specification itself printed. */
  readonly printed: readonly string[];
}

export interface TlcRun {
  readonly config: string;
  readonly module: string;
  readonly messages: readonly TlcMessage[];
  /** Lines outside of messages. */
  readonly lines: readonly string[];
  /** Of the process; null when a signal ended it. */
  readonly exitCode: number | null;
  readonly seconds: number;
}

export function outcomeOf(run: TlcRun): TlcResult {
  const { messages } = run;
  const exitCode = exitCodeOf(run);
  const verdict =
    exitCode === exitCodes.ok && !has(messages, codes.success) ? 'unknown' : verdictOf(exitCode);
  const failed = verdict !== 'ok';
  const error = failed ? errorText(run) : '';
  const story = failed ? storyOf(messages) : '';
  const violated = violatedName(messages);
  const traceLength = traceLengthOf(messages);
  return {
    config: run.config,
    module: run.module,
    verdict,
    exitCode: verdict === 'unknown' && exitCode === exitCodes.ok ? exitCodes.unknown : exitCode,
    ...countsOf(messages),
    seconds: run.seconds,
    properties: [],
    ...(violated === undefined ? {} : { violated }),
    ...(traceLength === 0 ? {} : { traceLength }),
    ...(error === '' ? {} : { error }),
    ...(story === '' ? {} : { story }),
    version: textOf(messages, codes.version).replace(/^TLC2 Version /, ''),
    messages: messages.filter(({ severity }) => severity !== 'none' && severity !== 'state'),
    printed: run.lines.filter((line) => !isOfSany(line) && !/^!! WARNING/.test(line)),
  };
}

function has(messages: readonly TlcMessage[], code: number): boolean {
  return messages.some((message) => message.code === code);
}

function textOf(messages: readonly TlcMessage[], code: number): string {
  return messages.findLast((message) => message.code === code)?.text ?? '';
}

// TLC 1.7.4 leaves with 255 where it has a number of its own for what happened: a .cfg that does not parse, and an
// operator of a standard module that has no value (Head(<<>>)) where a variable (1 = "a") would give 75 or 76.
function exitCodeOf({ exitCode, messages }: TlcRun): number {
  if (exitCode === null) return exitCodes.system;
  if (exitCode !== exitCodes.tlcError) return exitCode;
  if (messages.some(({ code }) => isConfigError(code))) return exitCodes.config;
  if (messages.some(({ code }) => isMemoryError(code))) return exitCodes.system;
  if (has(messages, codes.behaviorSoFar)) return exitCodes.evaluation;
  return exitCodes.tlcError;
}

function isConfigError(code: number): boolean {
  return (code >= 5001 && code <= 5006) || (code >= 2222 && code <= 2237) || code === 2280;
}

function isMemoryError(code: number): boolean {
  return (
    code === codes.outOfMemory ||
    code === codes.outOfMemoryInitial ||
    code === codes.outOfMemoryLiveness ||
    code === codes.stackOverflow
  );
}

/** Numbers in TLC's sentences have thousands separators in some versions and languages. */
function numberIn(text: string, pattern: RegExp): number | undefined {
  const digits = pattern.exec(text)?.[1]?.replaceAll(/[^\d]/g, '');
  return digits === undefined || digits === '' ? undefined : Number(digits);
}

export interface Counts {
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
}

// A search that a temporal property stops reports no depth; its last progress report has it, in parentheses.
function countsOf(messages: readonly TlcMessage[]): Counts {
  const progress = textOf(messages, codes.progress);
  const stats = textOf(messages, codes.stats) || progress;
  const depth =
    numberIn(textOf(messages, codes.searchDepth), /search is ([\d.,]+?)\.?$/) ??
    numberIn(progress, /^Progress\(([\d.,]+)\)/);
  return { ...countsIn(stats), depth: depth ?? 0 };
}

/** `5 states generated, 4 distinct states found, 0 states left on queue.` */
export function countsIn(text: string): Omit<Counts, 'depth'> {
  return {
    generated: numberIn(text, /([\d.,]+) states generated/) ?? 0,
    distinct: numberIn(text, /([\d.,]+) distinct states found/) ?? 0,
  };
}

/** How many states are still on TLC's queue, from a progress message. */
export function queueIn(text: string): number {
  return numberIn(text, /([\d.,]+) states left on queue/) ?? 0;
}

// TLC 1.7.4 does not say which temporal property is false; where a property is a conjunction, it says at which line the
// conjunct stands that is. Then there is no name.
function violatedName(messages: readonly TlcMessage[]): string | undefined {
  const name = violatedText(messages);
  return name === undefined || /^line \d+, col \d+ /.test(name) ? undefined : name;
}

function violatedText(messages: readonly TlcMessage[]): string | undefined {
  for (const { code, text } of messages) {
    switch (code) {
      case codes.deadlock:
        return 'Deadlock';
      case codes.invariantViolated:
      case codes.invariantViolatedInitially:
        return /^Invariant (.+?) is violated/.exec(text)?.[1];
      case codes.actionPropertyViolated:
        return /^Action property (.+?) is violated/.exec(text)?.[1];
      case codes.propertyViolatedInitially:
        return /^Property (.+?) is violated/.exec(text)?.[1];
      case codes.invariantEvaluationFailed:
        return /^Evaluating invariant (.+?) failed/.exec(text)?.[1];
      case codes.assumptionFalse:
        return 'Assumption';
    }
  }
  return undefined;
}

function traceLengthOf(messages: readonly TlcMessage[]): number {
  const states = messages.filter(({ code }) => code === codes.state).length;
  if (states > 0) return states;
  const initial =
    has(messages, codes.invariantViolatedInitially) ||
    has(messages, codes.propertyViolatedInitially);
  return initial ? 1 : 0;
}

// The frame around a failure, not its content.
const frames: readonly number[] = [codes.behaviorSoFar, codes.counterExample, codes.general];

// A text that does not parse is explained by SANY, outside of all messages; everything else in messages.
function errorText({ messages, lines, exitCode }: TlcRun): string {
  const errors = messages.filter(({ severity }) => severity === 'error' || severity === 'bug');
  if (has(messages, codes.parsingFailed)) return sanyText(lines);
  const inner = messages.filter(({ code }) => code >= 5001 && code <= 5006);
  const texts = [...inner, ...errors.filter(({ code }) => !frames.includes(code))];
  if (texts.length > 0) return texts.map(({ text }) => text.trim()).join('\n');
  if (errors.length > 0) return errors.map(({ text }) => text.trim()).join('\n');
  if (exitCode === null) return 'TLC was ended by a signal';
  return lines.slice(-20).join('\n').trim();
}

function isOfSany(line: string): boolean {
  return /^(Parsing file|Semantic processing of module|tla2sany\.)/.test(line);
}

function sanyText(lines: readonly string[]): string {
  return lines
    .filter((line) => !isOfSany(line))
    .filter((line) => !/^(\*\*\* Abort messages|Fatal errors while parsing)/.test(line))
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** The behaviour, as TLC prints it: `1: <Initial predicate>` and the variables under it. */
function storyOf(messages: readonly TlcMessage[]): string {
  return messages
    .filter(
      ({ code }) => code === codes.state || code === codes.stuttering || code === codes.backToState,
    )
    .map(({ text }) => text.trim())
    .join('\n\n');
}
