/**
 * When each transaction ran, by whom and how it ended, in arrays: what is looked at again and again would otherwise be
 * fetched from a hundred thousand objects each time, which takes longer than all cycles. Whether the history is well formed
 * is looked at here too, in the same walk; validate.ts says in words what is wrong.
 */
import type { Transaction } from '../transactions.ts';
import { problemText, validateHistory } from '../validate.ts';

export const outcomes = { ok: 0, fail: 1, info: 2 } as const;

export interface Times {
  readonly invoke: Float64Array;
  /** `Infinity` where the outcome is not known. */
  readonly end: Float64Array;
  /** Processes are numbered from 0. */
  readonly process: Int32Array;
  /** One of `outcomes`. */
  readonly outcome: Uint8Array;
}

export function timesOf(transactions: readonly Transaction[]): Times {
  const count = transactions.length;
  const [invoke, end] = [new Float64Array(count), new Float64Array(count)];
  const [process, outcome] = [new Int32Array(count), new Uint8Array(count)];
  const ids = new Map<string, number>();
  for (let t = 0; t < count; t++) {
    const one = transactions[t]!;
    invoke[t] = one.invoke;
    end[t] = one.return;
    outcome[t] = outcomes[one.outcome];
    let id = ids.get(one.process);
    if (id === undefined) {
      id = ids.size;
      ids.set(one.process, id);
    }
    process[t] = id;
  }
  return { invoke, end, process, outcome };
}

/** What keeps a history from being judged, in words. */
export function historyProblem(
  transactions: readonly Transaction[],
  times: Times,
): string | undefined {
  if (isSound(times)) return undefined;
  const problems = validateHistory(transactions, { afterInfo: 'go on' });
  if (problems.length > 0) return problemText(problems);
  const late = transactions.findIndex(
    (one, t) => t > 0 && transactions[t - 1]!.invoke > one.invoke,
  );
  return late === -1 ? undefined : `transaction ${late} began before the one in front of it`;
}

/** Whether there is certainly nothing to complain of. */
function isSound({ invoke, end, process, outcome }: Times): boolean {
  const idle = new Float64Array(process.length).fill(Number.NEGATIVE_INFINITY);
  let before = Number.NEGATIVE_INFINITY;
  for (let t = 0; t < process.length; t++) {
    const [from, to, id] = [invoke[t]!, end[t]!, process[t]!];
    const isOpen = outcome[t] === outcomes.info;
    if (!Number.isFinite(from) || !(to > from) || isOpen !== (to === Number.POSITIVE_INFINITY))
      return false;
    if (from < before || !(from > idle[id]!)) return false;
    before = from;
    idle[id] = isOpen ? from : to;
  }
  return true;
}
