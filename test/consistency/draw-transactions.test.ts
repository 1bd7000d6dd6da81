import { describe, expect, it } from 'vitest';
import { drawTransactions } from '../../harness/consistency/draw-transactions.ts';
import { judgeTransactions } from '../../harness/consistency/transactions/judge.ts';
import type { Transaction, TransactionalHistory } from '../../harness/consistency/transactions.ts';

const hostile = '</script><script>alert(1)</script>';

/** Write skew: each reads what the other one appends to. */
const history: TransactionalHistory = {
  model: 'list-append',
  transactions: [hostile, 'y'].map((key, at): Transaction => {
    const other = at === 0 ? 'y' : hostile;
    return {
      process: `p${at}`,
      accesses: [
        { type: 'read', key: other, value: [] },
        { type: 'append', key, value: 1 },
      ],
      invoke: at,
      return: 10 + at,
      outcome: 'ok',
    };
  }),
};

function page(): string {
  const { levels, compiled } = judgeTransactions(history);
  const verdict = levels['repeatable-read'];
  if (verdict.verdict !== 'violation' || verdict.witness === undefined || compiled === undefined)
    throw new Error('no witness');
  const faults = [{ label: hostile, from: 0.5, to: null }];
  const { witness } = verdict;
  return drawTransactions({ history, compiled, witness, level: 'repeatable-read', faults });
}

describe('drawTransactions', () => {
  it('needs nothing from outside, and never lets a value become markup', () => {
    expect(page()).not.toMatch(/(src|href)=|@import|url\(|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
    expect(page()).not.toContain('<script>alert');
    expect(page().match(/<script/g)).toHaveLength(2);
  });

  it('carries the cycle as arrows with their reasons, and the faults', () => {
    const data = /id="picture">([^<]*)<\/script>/.exec(page())![1]!;
    expect(JSON.parse(data)).toMatchObject({
      operations: [
        { process: 'p0', role: 'core' },
        { process: 'p1', role: 'core' },
      ],
      arrows: [
        {
          from: 0,
          to: 1,
          label: 'rw',
          why: expect.stringContaining('T0 comes before T1, because'),
        },
        { from: 1, to: 0, label: 'rw' },
      ],
      faults: [{ label: hostile, from: 0.5, to: null }],
    });
  });
});
