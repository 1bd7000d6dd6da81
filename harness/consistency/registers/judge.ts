/**
 * Which levels of consistency a history of registers (or of a key-value store that is read and written) satisfies. Most are
 * those of transactions with one access each; causal consistency and causal memory have algorithms of their own, and
 * linearizability its checker. What one level says of another (register-levels.ts) saves work and settles what is unknown.
 */
import type { History } from '../history.ts';
import type { LevelName } from '../levels.ts';
import { checkLinearizable, type Violation } from '../linearizability.ts';
import type { AnyObject } from '../steps.ts';
import type { Forced } from '../transactions/clocks.ts';
import { type Compiled, initial } from '../transactions/compiled.ts';
import { kinds } from '../transactions/dependencies.ts';
import { explainWitness } from '../transactions/explain.ts';
import { type Judgement, judgeTransactions, type LevelVerdict } from '../transactions/judge.ts';
import { forcedReason, reasonOf } from '../transactions/reasons.ts';
import type { Witness } from '../transactions/witness.ts';
import type { TransactionalHistory } from '../transactions.ts';
import { type CausalResult, causalConsistency, causalMemory } from './causal.ts';
import { causalPath } from './causal-path.ts';
import { eventual } from './eventual.ts';
import { asTransactions } from './one-operation.ts';
import { type RegisterLevel, registerLevels } from './register-levels.ts';
import { type Staleness, staleness } from './staleness.ts';

export type RegisterVerdict =
  | { readonly verdict: 'ok' }
  /** `by`: the weaker level that is broken, when it was not looked at itself. `T3` is the fourth to be invoked. */
  | ({ readonly verdict: 'violation'; readonly by?: RegisterLevel } & Broken)
  | { readonly verdict: 'unknown'; readonly reason: string };

export interface RegisterJudgement {
  readonly levels: Readonly<Record<RegisterLevel, RegisterVerdict>>;
  /** These are absent where the history has no form as reads and writes of unique values. */
  readonly staleness?: Staleness;
  readonly compiled?: Compiled;
  /** For each transaction of `compiled`, its operation. */
  readonly index?: readonly number[];
}

/** Why a level does not hold. */
export interface Broken {
  readonly words: string;
  /** The operations concerned, as transactions of one access each, and why some come before others. */
  readonly shown?: Pick<Witness, 'transactions' | 'cycle' | 'forced'>;
  /** Of linearizability: what its checker said (shrink.ts and explain.ts tell more). */
  readonly unordered?: Violation;
}

const names = Object.keys(registerLevels) as RegisterLevel[];

/** `stepsMax`: for each level that has to be searched for. */
export function judgeRegisters(
  history: History,
  object: AnyObject,
  options: { readonly stepsMax?: number } = {},
): RegisterJudgement {
  const whole = { history, object, options };
  const form = asTransactions(history, object);
  if (typeof form === 'string') return onlyLinearizability(whole, form);
  const judgement = judgeTransactions(form.history, options);
  const { compiled } = judgement;
  if (compiled === undefined) return onlyLinearizability(whole, whyUnjudged(judgement));
  const look = (name: RegisterLevel) =>
    verdictOn(name, { ...whole, compiled, form: form.history, judgement });
  const { index } = form;
  return { levels: settle(look), staleness: staleness(compiled), compiled, index };
}

function whyUnjudged({ levels }: Judgement): string {
  const { 'strict-serializable': verdict } = levels;
  return verdict.verdict === 'unknown' ? verdict.reason : '';
}

/** Any object has linearizability, which implies the other levels where they mean something. */
function onlyLinearizability(whole: Whole, reason: string): RegisterJudgement {
  const unknown = { verdict: 'unknown', reason } as const;
  const linearizable = ofLinearizability(whole);
  if (whole.object.asRegister !== undefined)
    return { levels: settle((name) => (name === 'linearizable' ? linearizable : unknown)) };
  const levels = Object.fromEntries(names.map((name) => [name, unknown])) as never;
  const sequential = linearizable.verdict === 'ok' ? linearizable : unknown;
  return { levels: { ...(levels as RegisterJudgement['levels']), sequential, linearizable } };
}

/** From the strongest down while nothing is wrong, then from the weakest up. */
function settle(look: (name: RegisterLevel) => RegisterVerdict): RegisterJudgement['levels'] {
  const verdicts = new Map<RegisterLevel, RegisterVerdict>();
  const conclude = (name: RegisterLevel, verdict: RegisterVerdict) => {
    const known = verdicts.get(name);
    if (known !== undefined && known.verdict !== 'unknown') return;
    verdicts.set(name, verdict);
    if (verdict.verdict === 'ok')
      for (const weaker of registerLevels[name].implies) conclude(weaker, verdict);
    if (verdict.verdict !== 'violation') return;
    for (const stronger of names)
      if ((registerLevels[stronger].implies as readonly RegisterLevel[]).includes(name))
        conclude(stronger, { ...verdict, by: verdict.by ?? name });
  };
  conclude('linearizable', look('linearizable'));
  for (const name of names) if (!verdicts.has(name)) conclude(name, look(name));
  return Object.fromEntries(names.map((name) => [name, verdicts.get(name)!])) as never;
}

interface Whole {
  readonly history: History;
  readonly object: AnyObject;
  readonly options: { readonly stepsMax?: number };
}

interface Case extends Whole {
  readonly compiled: Compiled;
  readonly form: TransactionalHistory;
  readonly judgement: Judgement;
}

/** Levels that are those of transactions. */
const sameAs: Readonly<Partial<Record<RegisterLevel, LevelName>>> = {
  'read-your-writes': 'read-your-writes',
  'monotonic-reads': 'monotonic-reads',
  pram: 'pram',
  'causal-convergence': 'causal',
  sequential: 'strong-session-serializable',
};

function verdictOn(name: RegisterLevel, one: Case): RegisterVerdict {
  const { compiled, judgement } = one;
  const same = sameAs[name];
  if (same !== undefined) return ofTransactions(judgement.levels[same], one);
  if (name === 'linearizable') return ofLinearizability(one);
  if (name === 'eventual') return ofConvergence(compiled);
  const [wrong] = judgement.findings.filter(({ anomaly }) => anomaly !== 'lost-update');
  if (wrong !== undefined)
    return {
      verdict: 'violation',
      words: wrong.words,
      shown: { transactions: wrong.transactions },
    };
  const isOfMemory = name === 'causal-memory';
  return ofCausal(one, isOfMemory ? causalMemory(compiled) : causalConsistency(compiled));
}

function ofTransactions(
  verdict: LevelVerdict,
  { form, compiled, judgement }: Case,
): RegisterVerdict {
  if (verdict.verdict !== 'violation') return verdict;
  const cause = verdict.by === undefined ? verdict : judgement.levels[verdict.by];
  const witness = cause.verdict === 'violation' ? cause.witness : undefined;
  if (witness === undefined)
    return { verdict: 'violation', words: 'no order of the writes explains the reads' };
  const words = explainWitness(form, compiled, witness);
  return { verdict: 'violation', words, shown: witness };
}

function ofLinearizability({ history, object, options }: Whole): RegisterVerdict {
  const result = checkLinearizable(history, object, { ...options, afterInfo: 'go on' });
  const words = 'no order that keeps that of real time explains the answers';
  if (result.verdict === 'violation') return { verdict: 'violation', words, unordered: result };
  return result.verdict === 'ok' ? result : { verdict: 'unknown', reason: result.reason };
}

function ofCausal(one: Case, result: CausalResult): RegisterVerdict {
  if (result === 'ok') return { verdict: 'ok' };
  if (result === 'unknown') return { verdict: 'unknown', reason: 'the causal past is too large' };
  // A circle of sessions and reads breaks convergence as well, where it is told step by step.
  if (result === 'circle') return ofTransactions(one.judgement.levels.causal, one);
  return { verdict: 'violation', ...missedWrite(one, result) };
}

/** A read of what another write, which its reader had to see, had replaced: how that write was to be seen, and the read. */
function missedWrite({ form, compiled }: Case, wrong: Forced): Broken {
  const { first, second, reader } = wrong;
  const path = causalPath(compiled, first, reader) ?? [];
  const reasons = path.map(
    (step) =>
      `T${step.from} comes before T${step.to}, because ${reasonOf(compiled, step, [])};\n    `,
  );
  const ends = second === initial ? [first, reader] : [first, second, reader];
  const transactions = [...new Set([...ends, ...path.flatMap(({ from, to }) => [from, to])])];
  const read = second === initial ? [] : [{ from: second, to: reader, kind: kinds.wr }];
  const words = explainWitness(form, compiled, {
    anomaly: 'causality-violation',
    transactions,
    words: `${reasons.join('')}yet ${forcedReason(compiled, wrong)}: a contradiction`,
  });
  return { words, shown: { transactions, cycle: [...path, ...read] } };
}

function ofConvergence(compiled: Compiled): RegisterVerdict {
  const result = eventual(compiled);
  if (result === 'ok') return { verdict: 'ok' };
  if (result === 'unknown')
    return { verdict: 'unknown', reason: 'no two sessions read after all writes had ended' };
  const [a, b] = result.readers;
  const name = String(compiled.keys[result.key]);
  const words = `T${a} and T${b} read ${name} after all its writes had ended, and differently`;
  return { verdict: 'violation', words, shown: { transactions: result.readers } };
}
