/**
 * `lockstep judge` on a history of transactions (Jepsen's list-append and rw-register, EDN or JSON): which levels of
 * consistency it satisfies, the strongest and the weakest violated first, with a witness in words. Without --level the
 * question is the strongest level of all, so anything less is a violation.
 */
import { drawTransactions } from '../harness/consistency/draw-transactions.ts';
import type { Fault } from '../harness/consistency/faults.ts';
import { readJepsenFaults } from '../harness/consistency/formats/jepsen.ts';
import { parseJepsenTransactions } from '../harness/consistency/formats/jepsen-transactions.ts';
import { frontierOf, type LevelName, transactionalLevels } from '../harness/consistency/levels.ts';
import { explainWitness } from '../harness/consistency/transactions/explain.ts';
import {
  type Judgement,
  judgeTransactions,
  type LevelVerdict,
} from '../harness/consistency/transactions/judge.ts';
import type { TransactionalHistory } from '../harness/consistency/transactions.ts';
import { CommandError } from './command-error.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { bracket, command, duration, plain, plural, print, printJson, table } from './output.ts';
import { writePage } from './page-file.ts';
import { progressLine } from './progress.ts';

export interface LevelOptions {
  readonly level?: string;
  readonly all?: boolean;
  readonly budget?: number;
  /** Where to write the picture of a violation. */
  readonly html?: string;
  readonly json?: boolean;
}

/** Whether a text looks like events of transactions: `:f :txn`, or `"f": "txn"`. */
export function isTransactional(text: string): boolean {
  return /:f\s+:txn\b|"f"\s*:\s*":?txn"/.test(text.slice(0, 1 << 16));
}

const strongestOfAll = 'strict-serializable';

/** Returns the exit code. */
export function judgeTransactionFile(file: string, text: string, options: LevelOptions): number {
  const level = options.level === undefined ? strongestOfAll : levelNamed(options.level);
  const history = readTransactions(file, text);
  const begin = performance.now();
  const limits = options.budget === undefined ? {} : { stepsMax: options.budget };
  const line = progressLine('judge');
  const [total, unit] = [Object.keys(transactionalLevels).length, 'levels at most'];
  let done = 0;
  const progress = (detail: string) => line.update({ done: done++, total, unit, detail });
  const judgement = judgeTransactions(history, { ...limits, progress });
  line.clear();
  const seconds = (performance.now() - begin) / 1000;
  const verdict = history.transactions.length === 0 ? 'vacuous' : judgement.levels[level].verdict;
  const exitCode = exitCodeOf(verdict);
  const story = new Story(history, judgement);
  const asked = options.level === undefined ? undefined : level;
  const page = options.html === undefined ? undefined : story.page(asked, readJepsenFaults(text));
  if (options.html !== undefined && page !== undefined) writePage(options.html, page);
  if (options.json === true) {
    const summary = { verdict, exitCode, operations: history.transactions.length, seconds };
    printJson({ ...summary, ...story.json(asked) });
    return exitCode;
  }
  print(plain(story.text(asked, options.all === true)));
  const many = plural(history.transactions.length, 'transaction');
  print(`${bracket(verdict)} ${level}: ${many} (${history.model}) in ${duration(seconds)}`);
  if (page !== undefined) print(options.html);
  const again = asked === undefined ? [] : ['--level', asked];
  if (verdict !== 'ok') print(command('npx', 'lockstep', 'judge', file, ...again));
  return exitCode;
}

function levelNamed(name: string): LevelName {
  if (Object.hasOwn(transactionalLevels, name)) return name as LevelName;
  const names = Object.keys(transactionalLevels).join(', ');
  const message = `there is no level ${JSON.stringify(name)} of transactions`;
  throw new CommandError(exitCodes.usage, message, `Levels: ${names}`);
}

function readTransactions(file: string, text: string): TransactionalHistory {
  const parsed = parseJepsenTransactions(text);
  if (parsed.ok) return parsed.value;
  const lines = parsed.problems.map(({ line, message }) => `${file}:${line}: ${message}`);
  throw new CommandError(exitCodes.usage, lines.join('\n'));
}

/** What is said of a judgement, as text and as data. */
class Story {
  readonly #history: TransactionalHistory;
  readonly #judgement: Judgement;

  constructor(history: TransactionalHistory, judgement: Judgement) {
    this.#history = history;
    this.#judgement = judgement;
  }

  /** The level that was asked for, or the weakest violated ones. */
  #shown(level: LevelName | undefined): readonly LevelName[] {
    const { levels } = this.#judgement;
    if (level === undefined) return frontierOf(transactionalLevels, levels).weakestViolated;
    return levels[level].verdict === 'violation' ? [this.#reason(level)] : [];
  }

  /** The level by which it is broken. */
  #reason(level: LevelName): LevelName {
    const verdict = this.#judgement.levels[level];
    return verdict.verdict === 'violation' && verdict.by !== undefined ? verdict.by : level;
  }

  json(level: LevelName | undefined) {
    const { levels, findings } = this.#judgement;
    const { strongest, weakestViolated } = frontierOf(transactionalLevels, levels);
    const [first] = this.#shown(level);
    const unknown = Object.values(levels).find((one) => one.verdict === 'unknown');
    return {
      model: this.#history.model,
      strongest: strongest.join(', ') || null,
      weakestViolated: weakestViolated.join(', ') || null,
      witness: first === undefined ? null : this.#witnessData(first),
      levels: Object.fromEntries(
        Object.entries(levels).map(([name, { verdict }]) => [name, verdict]),
      ),
      anomalies: [...new Set(findings.map(({ anomaly }) => anomaly))],
      ...(unknown?.verdict === 'unknown' ? { reason: unknown.reason } : {}),
    };
  }

  /** Of the first level that is shown; `undefined` where none is broken, or nothing can be drawn of it. */
  page(level: LevelName | undefined, faults: readonly Fault[]): string | undefined {
    const { levels, compiled } = this.#judgement;
    for (const shown of this.#shown(level)) {
      const verdict = levels[shown];
      if (compiled === undefined || verdict.verdict !== 'violation') continue;
      const { witness } = verdict;
      if (witness !== undefined)
        return drawTransactions({
          history: this.#history,
          compiled,
          witness,
          level: shown,
          faults,
        });
    }
    return undefined;
  }

  #witnessData(level: LevelName) {
    const verdict = this.#judgement.levels[level];
    if (verdict.verdict !== 'violation' || verdict.witness === undefined) return { level };
    const { anomaly, transactions } = verdict.witness;
    return { level, anomaly, transactions, words: this.#words(level) };
  }

  text(level: LevelName | undefined, all: boolean): string {
    const { levels } = this.#judgement;
    const { strongest, weakestViolated } = frontierOf(transactionalLevels, levels);
    const parts: string[] = [];
    if (all) parts.push(this.#table());
    const broken = all
      ? [...new Set(violated(levels).map((name) => this.#reason(name)))]
      : this.#shown(level);
    // One cycle often breaks several levels: it is told once.
    for (const words of new Set(broken.map((name) => this.#words(name)))) {
      const names = broken.filter((name) => this.#words(name) === words);
      parts.push(`${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} violated\n${words}`);
    }
    const unknown = Object.values(levels).find((one) => one.verdict === 'unknown');
    if (unknown?.verdict === 'unknown') parts.push(`unknown: ${unknown.reason}`);
    const known = [
      strongest.length === 0 ? '' : `Strongest satisfied: ${strongest.join(', ')}`,
      weakestViolated.length === 0 ? '' : `Weakest violated: ${weakestViolated.join(', ')}`,
    ];
    parts.push(known.filter((line) => line !== '').join('\n'));
    return parts.filter((part) => part !== '').join('\n\n');
  }

  #words(level: LevelName): string {
    const verdict = this.#judgement.levels[level];
    const { compiled } = this.#judgement;
    if (verdict.verdict !== 'violation' || compiled === undefined) return '';
    if (verdict.witness === undefined)
      return '  No order of the versions works: each of them closes a cycle.';
    return explainWitness(this.#history, compiled, verdict.witness);
  }

  #table(): string {
    const rows = Object.entries(this.#judgement.levels).map(([name, verdict]) => [
      name,
      bracket(verdict.verdict),
      cause(verdict),
    ]);
    return table([{ title: 'level' }, { title: 'verdict' }, { title: 'because' }], rows.reverse());
  }
}

function violated(levels: Judgement['levels']): LevelName[] {
  const names = Object.keys(levels) as LevelName[];
  return names.filter((name) => levels[name].verdict === 'violation');
}

function cause(verdict: LevelVerdict): string {
  if (verdict.verdict === 'unknown') return verdict.reason;
  if (verdict.verdict === 'ok') return '';
  if (verdict.by !== undefined) return `${verdict.by} is violated`;
  return verdict.witness?.anomaly ?? 'no order of the versions works';
}
