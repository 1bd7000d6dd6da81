/**
 * Orders of versions that only trying finds: the histories are such that no order of two writers is forced by itself. All
 * transactions are concurrent, and of processes of their own, so strictly serializable and serializable are the same
 * question, asked through saturation (open-question.ts) and without it (question.ts).
 */
import { describe, expect, it } from 'vitest';
import { checkLinearizable } from '../../../harness/consistency/linearizability.ts';
import { judgeTransactions } from '../../../harness/consistency/transactions/judge.ts';
import type {
  Access,
  Transaction,
  TransactionalHistory,
} from '../../../harness/consistency/transactions.ts';
import type { Tally } from '../../../scripts/consistency/compare.ts';
import { compareStrict } from '../../../scripts/consistency/compare-levels.ts';
import { asOperations, store } from './as-operations.ts';

const write = (key: string, value: number): Access => ({ type: 'write', key, value });
const read = (key: string, value: number | null): Access => ({ type: 'read', key, value });

/** All at once. */
function concurrent(...all: readonly (readonly Access[])[]): TransactionalHistory {
  const transactions = all.map(
    (accesses, at): Transaction => ({
      process: `p${at}`,
      accesses,
      invoke: at,
      return: 1000 + at,
      outcome: 'ok',
    }),
  );
  return { model: 'rw-register', transactions };
}

/** Each key is written twice, by two that know nothing of each other. */
const writers = (...keys: readonly string[]) =>
  keys.flatMap((key) => [[write(key, 1)], [write(key, 2)]]);

/** Somebody reads the first versions of both keys and somebody the second ones: both keys have the same order. */
const same = (a: string, b: string) => [
  [read(a, 1), read(b, 1)],
  [read(a, 2), read(b, 2)],
];

/** The first of one with the second of the other: the orders of the keys are opposite. */
const opposite = (a: string, b: string) => [
  [read(a, 1), read(b, 2)],
  [read(a, 2), read(b, 1)],
];

function verdicts(history: TransactionalHistory) {
  const { levels } = judgeTransactions(history);
  return [levels['strict-serializable'].verdict, levels.serializable.verdict];
}

const definite = (history: TransactionalHistory) =>
  checkLinearizable(asOperations(history), store(history.model)).verdict;

describe('orders of versions that have to be tried', () => {
  it('same, same and same has an order, whichever is tried first', () => {
    const all = [...same('x', 'y'), ...same('y', 'z'), ...same('x', 'z')];
    const history = concurrent(...writers('x', 'y', 'z'), ...all);
    expect(verdicts(history)).toEqual(['ok', 'ok']);
    expect(definite(history)).toBe('ok');
  });

  it('same, same and opposite has none, though any two of the three have', () => {
    const parts = [same('x', 'y'), same('y', 'z'), opposite('x', 'z')];
    const history = concurrent(...writers('x', 'y', 'z'), ...parts.flat());
    expect(verdicts(history)).toEqual(['violation', 'violation']);
    expect(definite(history)).toBe('violation');
    for (const left of parts) {
      const fewer = parts.filter((part) => part !== left);
      const some = concurrent(...writers('x', 'y', 'z'), ...fewer.flat());
      expect(verdicts(some)).toEqual(['ok', 'ok']);
    }
  });

  it.each([false, true])('what is tried first can be wrong, which shows later (%s)', (turned) => {
    // If x = 1 is overwritten by x = 2, then y = 1 by y = 2, and at the same time the other way round. So x = 2 comes first.
    const two = [[write('x', 1)], [write('x', 2), write('m', 1)]];
    const history = concurrent(
      ...(turned ? two.reverse() : two),
      [write('y', 1), write('n', 1)],
      [write('y', 2), write('k', 1)],
      [read('x', 1), read('n', 1)], // before x = 2, after y = 1
      [read('y', 2), read('m', 1)], // after x = 2, before y = 1 if that comes last
      [read('x', 1), read('k', 1)], // before x = 2, after y = 2
      [read('y', 1), read('m', 1)], // after x = 2, before y = 2 if that comes last
    );
    expect(verdicts(history)).toEqual(['ok', 'ok']);
    expect(definite(history)).toBe('ok');
  });

  it('on longer random histories, strictly serializable is what the store being linearizable is', () => {
    const tally: Tally = { ok: 0, violation: 0, declined: 0 };
    for (let seed = 0; seed < 400; seed++)
      expect(compareStrict(seed, tally), `seed ${seed}`).toBeUndefined();
    expect(Math.min(tally.ok, tally.violation)).toBeGreaterThan(40);
  });
});
