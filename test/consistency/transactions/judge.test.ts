import { describe, expect, it } from 'vitest';
import { formatJepsenTransactions } from '../../../harness/consistency/formats/jepsen-transactions.ts';
import { type LevelName, transactionalLevels } from '../../../harness/consistency/levels.ts';
import { judgeTransactions } from '../../../harness/consistency/transactions/judge.ts';
import type { Access, Transaction } from '../../../harness/consistency/transactions.ts';
import { longTransactions } from '../../../scripts/bench/histories.ts';
import { obviousLevels } from './obvious.ts';
import { randomHistory } from './random.ts';

/** `npm run fuzz:consistency` takes more of them. */
const histories = 500;
const names = Object.keys(transactionalLevels) as LevelName[];

describe('on random small histories', () => {
  // The last three read one key several times in a transaction, and were judged wrongly once.
  const seeds = [...Array(histories).keys(), 3002556, 3004930, 3013624];
  const all = seeds.map((seed) => {
    const history = randomHistory(seed, seed < histories ? 5 : 4);
    return { seed, history, obvious: obviousLevels(history), ...judgeTransactions(history) };
  });

  it('every level is judged as its definition says, and none is left unknown', () => {
    for (const { seed, history, obvious, levels } of all)
      for (const name of names) {
        const { verdict } = levels[name];
        if (verdict === (obvious[name] ? 'ok' : 'violation')) continue;
        expect.fail(`seed ${seed}: ${name} is ${verdict}\n${formatJepsenTransactions(history)}`);
      }
  });

  it('every level was met from both sides', () => {
    for (const name of names)
      for (const verdict of ['ok', 'violation'])
        expect(all.filter(({ levels }) => levels[name].verdict === verdict).length).toBeGreaterThan(
          9,
        );
  });

  it('what satisfies a level satisfies all that it implies, by their definitions', () => {
    for (const { seed, obvious } of all)
      for (const name of names)
        for (const weaker of transactionalLevels[name].implies)
          if (obvious[name]) expect(obvious[weaker], `seed ${seed}: ${name}, ${weaker}`).toBe(true);
  });
});

describe('what breaks the assumptions has no verdict', () => {
  const write = (value: number, at: number): Transaction => ({
    process: `${at}`,
    accesses: [{ type: 'write', key: 'x', value }],
    invoke: at,
    return: at + 1,
    outcome: 'ok',
  });
  const reasonOf = (transactions: readonly Transaction[]) => {
    const { levels } = judgeTransactions({ model: 'rw-register', transactions });
    const verdict = levels['strict-serializable'];
    return verdict.verdict === 'unknown' ? verdict.reason : verdict.verdict;
  };

  it('a value that is written twice', () => {
    expect(reasonOf([write(1, 0), write(1, 2)])).toBe(
      'values are not unique: 1 is written to "x" by transaction 0 and again by 1',
    );
  });

  it('a process that does two things at once', () => {
    expect(reasonOf([write(1, 0), { ...write(2, 0), invoke: 0.5 }])).toContain('0');
  });

  it('transactions that are not in the order of their invocations', () => {
    expect(reasonOf([write(1, 2), write(2, 0)])).toBe(
      'transaction 1 began before the one in front of it',
    );
  });
});

describe('a long history with one write that does not follow what was read', () => {
  const long = longTransactions('rw-register', 10_000, 10).transactions;
  const late = Math.max(...long.map((one) => one.return)) + 1;
  const one = (process: string, at: number, ...accesses: Access[]): Transaction => ({
    process,
    accesses,
    invoke: late + at,
    return: late + at + 1,
    outcome: 'ok',
  });
  const end = (value: number | null) => [
    one('pa', 0, { type: 'write', key: 'a', value: 1 }),
    one('pb', 2, { type: 'read', key: 'a', value: 1 }, { type: 'write', key: 'b', value: 2 }),
    one('pc', 4, { type: 'read', key: 'b', value: 2 }, { type: 'read', key: 'a', value }),
  ];

  it.each([
    ['violation', null, []],
    ['ok', 1, [one('pd', 6, { type: 'read', key: 'a', value: null })]],
  ] as const)('is judged, not given up: %s', (verdict, value, more) => {
    const transactions = [...long, ...end(value), ...more];
    const { levels } = judgeTransactions({ model: 'rw-register', transactions });
    expect(levels['strict-serializable'].verdict).toBe('violation');
    expect(levels['writes-follow-reads'].verdict).toBe(verdict);
  });
});
