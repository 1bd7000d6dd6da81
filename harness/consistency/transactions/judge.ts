/**
 * Which levels a transactional history satisfies (levels.ts). From the strongest down as long as nothing is found, which
 * for a sound system is one pass over one graph; else from the weakest up, since whatever breaks a level breaks all that
 * imply it.
 *
 * A level that holds does so because an execution was found that it allows: an order of versions with no forbidden cycle
 * (the theorems named in shapes.ts), or for the weak levels forced orders without one (forced.ts). A level that is broken
 * is so in every order. What is neither shown within the budget is `unknown`.
 */
import { Budget } from '../budget.ts';
import { type LevelName, transactionalLevels } from '../levels.ts';
import type { TransactionalHistory } from '../transactions.ts';
import { anomalies } from './anomalies.ts';
import { compile } from './compile.ts';
import type { Compiled, Finding } from './compiled.ts';
import { kinds, type VersionOrder } from './dependencies.ts';
import { forbiddenCycle, type KnownGraph, knownGraph, saturatedGraph } from './known.ts';
import { type Question, searchOrder } from './level-search.ts';
import { lostUpdates } from './lost-updates.ts';
import { openQuestions } from './open-question.ts';
import { guessOrder } from './orders.ts';
import { questionsOf } from './question.ts';
import { saturate } from './saturation.ts';
import { type Shape, shapes } from './shapes.ts';
import { historyProblem, timesOf } from './times.ts';
import { type WeakResult, weakLevel } from './weak.ts';
import type { Witness } from './witness.ts';

export type LevelVerdict =
  | { readonly verdict: 'ok' }
  | {
      readonly verdict: 'violation';
      /** Absent where no order of versions works, and no single cycle says why. */
      readonly witness?: Witness;
      /** The weaker level by which this one is broken, if it was not looked at itself. */
      readonly by?: LevelName;
    }
  | { readonly verdict: 'unknown'; readonly reason: string };

export interface Judgement {
  readonly levels: Readonly<Record<LevelName, LevelVerdict>>;
  /** Findings that do not depend on any order. */
  readonly findings: readonly Finding[];
  /** What was judged; absent where the history was not. */
  readonly compiled?: Compiled;
}

export interface JudgeOptions {
  /** Choices looked at while versions are put in order; default 200 thousand for each level. */
  readonly stepsMax?: number;
  /** Called when a part of the work is done, with what comes next. */
  readonly progress?: (what: string) => void;
}

const names = Object.keys(transactionalLevels) as LevelName[];

/** All levels. Assumptions that the history breaks make every level `unknown`, with the reason. */
export function judgeTransactions(
  history: TransactionalHistory,
  options: JudgeOptions = {},
): Judgement {
  const times = timesOf(history.transactions);
  const problem = historyProblem(history.transactions, times);
  if (problem !== undefined) return nothingSaid(problem);
  options.progress?.('reading who read from whom');
  const compiled = compile(history, times);
  if (compiled.problems.length > 0)
    return nothingSaid(`values are not unique: ${compiled.problems.join('; ')}`);
  return new TransactionJudge(compiled, options).judge();
}

function nothingSaid(reason: string): Judgement {
  const levels = Object.fromEntries(names.map((name) => [name, { verdict: 'unknown', reason }]));
  return { levels: levels as Judgement['levels'], findings: [] };
}

class TransactionJudge {
  readonly #compiled: Compiled;
  readonly #options: JudgeOptions;
  readonly #findings: readonly Finding[];
  readonly #verdicts = new Map<LevelName, LevelVerdict>();
  readonly #graphs = new Map<string, KnownGraph>();

  constructor(compiled: Compiled, options: JudgeOptions) {
    this.#compiled = compiled;
    this.#options = options;
    this.#findings = [...compiled.findings, ...lostUpdates(compiled)];
  }

  judge(): Judgement {
    for (const finding of this.#findings)
      for (const level of anomalies[finding.anomaly].forbiddenBy)
        this.#conclude(level, { verdict: 'violation', witness: finding });
    if (this.#findings.length === 0) this.#decide('strict-serializable');
    for (const name of names) this.#decide(name);
    const levels = Object.fromEntries(names.map((name) => [name, this.#verdicts.get(name)!]));
    return {
      levels: levels as Judgement['levels'],
      findings: this.#findings,
      compiled: this.#compiled,
    };
  }

  #decide(name: LevelName): void {
    if (this.#verdicts.has(name)) return;
    this.#options.progress?.(name);
    const verdict = this.#look(name);
    this.#conclude(name, verdict);
  }

  #conclude(name: LevelName, verdict: LevelVerdict): void {
    if (this.#verdicts.has(name)) return;
    this.#verdicts.set(name, verdict);
    if (verdict.verdict === 'ok')
      for (const weaker of transactionalLevels[name].implies) this.#conclude(weaker, verdict);
    if (verdict.verdict === 'violation')
      for (const stronger of names)
        if ((transactionalLevels[stronger].implies as readonly LevelName[]).includes(name))
          this.#conclude(stronger, { verdict: 'violation', by: verdict.by ?? name });
  }

  #look(name: LevelName): LevelVerdict {
    const shape = shapes[name];
    if (shape.forbids === 'forced' || name === 'read-uncommitted' || name === 'read-committed')
      return this.#weak(weakLevel(this.#compiled, name));
    if (this.#compiled.model === 'rw-register' && isSaturated(shape)) {
      const verdict = this.#saturate(name);
      if (verdict?.verdict === 'unknown' && this.#isGuessed(name)) return { verdict: 'ok' };
      if (verdict !== undefined) return verdict;
    }
    const isTold = this.#compiled.open.every(({ length }) => length < 2);
    const graph = this.#graph(isTold ? 'told' : 'inferred');
    const cycle = forbiddenCycle(this.#compiled, graph, name);
    if (cycle !== undefined) return { verdict: 'violation', witness: cycle };
    // What a finding says of a read is not in the edges.
    const isClear = graph.whole && shape.forbids === 'every' && this.#findings.length === 0;
    if (isTold || isClear || this.#isGuessed(name)) return { verdict: 'ok' };
    return this.#search(name);
  }

  /** Registers, where all have one order and it keeps that of sessions or of real time; `undefined` where that is too large. */
  #saturate(name: LevelName): LevelVerdict | undefined {
    const compiled = this.#compiled;
    const shape = shapes[name];
    const saturated = saturate(compiled, (shape.edges & kinds.realTime) !== 0);
    if (saturated === undefined) return undefined;
    const { open } = saturated;
    if (open === undefined) {
      const witness = forbiddenCycle(compiled, saturatedGraph(saturated), name);
      return { verdict: 'violation', witness: witness! };
    }
    return this.#searchAll(openQuestions(compiled, shape, saturated, open));
  }

  #isGuessed(name: LevelName): boolean {
    const guesses = ['guess', 'guess in real time'] as const;
    return guesses.some((guess) => {
      return forbiddenCycle(this.#compiled, this.#graph(guess), name) === undefined;
    });
  }

  #weak(result: WeakResult): LevelVerdict {
    if (result === 'ok') return { verdict: 'ok' };
    if (result === 'unknown')
      return { verdict: 'unknown', reason: 'too many sessions for so many transactions' };
    return { verdict: 'violation', witness: result };
  }

  #graph(which: 'told' | 'inferred' | 'guess' | 'guess in real time'): KnownGraph {
    const found = this.#graphs.get(which);
    if (found !== undefined) return found;
    const made = knownGraph(this.#compiled, this.#order(which));
    this.#graphs.set(which, made);
    return made;
  }

  #order(which: 'told' | 'inferred' | 'guess' | 'guess in real time'): VersionOrder | undefined {
    const { known, open } = this.#compiled;
    if (which === 'told') return known.map((writers, key) => [...writers, ...open[key]!]);
    if (which === 'inferred') return undefined;
    return guessOrder(this.#compiled, which === 'guess in real time');
  }

  #search(name: LevelName): LevelVerdict {
    const parts = questionsOf(this.#compiled, shapes[name]);
    return this.#searchAll(parts === 'tooLarge' ? parts : parts.map(({ question }) => question));
  }

  #searchAll(questions: readonly Question[] | 'tooLarge'): LevelVerdict {
    const stepsMax = this.#options.stepsMax ?? 200_000;
    if (questions === 'tooLarge')
      return { verdict: 'unknown', reason: 'too much of the order of versions is open' };
    const budget = new Budget({ stepsMax }, 0);
    let unknown = false;
    for (const question of questions) {
      const verdict = searchOrder(question, budget);
      if (verdict === 'violation') return { verdict: 'violation' };
      if (verdict === 'unknown') unknown = true;
    }
    const reason = `no order of versions was found in ${stepsMax} steps`;
    return unknown ? { verdict: 'unknown', reason } : { verdict: 'ok' };
  }
}

const isSaturated = ({ forbids, edges }: Shape) =>
  forbids === 'every' && (edges & (kinds.session | kinds.realTime)) !== 0;
