/**
 * Which levels of consistency a history of registers (or of a key-value store that is read and written) satisfies. Most are
 * those of transactions with one access each; causal consistency and causal memory have algorithms of their own, and
 * linearizability its checker. What one level says of another (register-levels.ts) saves work and settles what is unknown.
 */
import type { History } from '../history.ts';
import type { LevelName } from '../levels.ts';
import { checkLinearizable } from '../linearizability.ts';
import type { AnyObject } from '../steps.ts';
import type { Compiled } from '../transactions/compiled.ts';
import { explainWitness } from '../transactions/explain.ts';
import { type Judgement, judgeTransactions, type LevelVerdict } from '../transactions/judge.ts';
import { forcedReason } from '../transactions/reasons.ts';
import type { TransactionalHistory } from '../transactions.ts';
import { type CausalResult, causalConsistency, causalMemory } from './causal.ts';
import { eventual } from './eventual.ts';
import { asTransactions } from './one-operation.ts';
import { type RegisterLevel, registerLevels } from './register-levels.ts';
import { type Staleness, staleness } from './staleness.ts';

export type RegisterVerdict =
  | { readonly verdict: 'ok' }
  /** `by`: the weaker level that is broken, when it was not looked at itself. `T3` is the fourth to be invoked. */
  | { readonly verdict: 'violation'; readonly words: string; readonly by?: RegisterLevel }
  | { readonly verdict: 'unknown'; readonly reason: string };

export interface RegisterJudgement {
  readonly levels: Readonly<Record<RegisterLevel, RegisterVerdict>>;
  /** Absent where the history could not be judged. */
  readonly staleness?: Staleness;
}

const names = Object.keys(registerLevels) as RegisterLevel[];

/** `stepsMax`: for each level that has to be searched for. */
export function judgeRegisters(
  history: History,
  object: AnyObject,
  options: { readonly stepsMax?: number } = {},
): RegisterJudgement {
  const form = asTransactions(history, object);
  if (typeof form === 'string') return nothingSaid(form);
  const judgement = judgeTransactions(form.history, options);
  const { compiled } = judgement;
  if (compiled === undefined) return nothingSaid(reasonOf(judgement));
  const look = (name: RegisterLevel) =>
    verdictOn(name, { history, object, compiled, form: form.history, judgement, options });
  return { levels: settle(look), staleness: staleness(compiled) };
}

function reasonOf({ levels }: Judgement): string {
  const { 'strict-serializable': verdict } = levels;
  return verdict.verdict === 'unknown' ? verdict.reason : '';
}

function nothingSaid(reason: string): RegisterJudgement {
  return { levels: settle(() => ({ verdict: 'unknown', reason })) };
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

interface Case {
  readonly history: History;
  readonly object: AnyObject;
  readonly compiled: Compiled;
  readonly form: TransactionalHistory;
  readonly judgement: Judgement;
  readonly options: { readonly stepsMax?: number };
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
  if (wrong !== undefined) return { verdict: 'violation', words: wrong.words };
  const isOfMemory = name === 'causal-memory';
  return ofCausal(compiled, isOfMemory ? causalMemory(compiled) : causalConsistency(compiled));
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
  return { verdict: 'violation', words: explainWitness(form, compiled, witness) };
}

function ofLinearizability({ history, object, options }: Case): RegisterVerdict {
  const result = checkLinearizable(history, object, { ...options, afterInfo: 'go on' });
  if (result.verdict === 'violation')
    return {
      verdict: 'violation',
      words: 'no order that keeps that of real time explains the answers',
    };
  return result.verdict === 'ok' ? result : { verdict: 'unknown', reason: result.reason };
}

function ofCausal(compiled: Compiled, result: CausalResult): RegisterVerdict {
  if (result === 'ok') return { verdict: 'ok' };
  if (result === 'unknown') return { verdict: 'unknown', reason: 'the causal past is too large' };
  const words =
    result === 'circle'
      ? 'sessions and reads go in a circle: somebody read what was written only after'
      : forcedReason(compiled, result);
  return { verdict: 'violation', words };
}

function ofConvergence(compiled: Compiled): RegisterVerdict {
  const result = eventual(compiled);
  if (result === 'ok') return { verdict: 'ok' };
  if (result === 'unknown')
    return { verdict: 'unknown', reason: 'no two sessions read after all writes had ended' };
  const [a, b] = result.readers;
  const name = String(compiled.keys[result.key]);
  const words = `T${a} and T${b} read ${name} after all its writes had ended, and differently`;
  return { verdict: 'violation', words };
}
