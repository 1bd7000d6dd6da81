import { describe, expect, it } from 'vitest';
import {
  formatJepsenTransactions,
  parseJepsenTransactions,
} from '../../../harness/consistency/formats/jepsen-transactions.ts';

const edn = `{:process 0, :type :invoke, :f :txn, :value [[:append 3 1] [:r 3 nil]]}
{:process 1, :type :invoke, :f :txn, :value [[:append "k" 7]]}
{:process :nemesis, :type :info, :f :start, :value nil}
{:process 0, :type :ok, :f :txn, :value [[:append 3 1] [:r 3 [2 1]]]}
{:process 1, :type :fail, :f :txn, :value [[:append "k" 7]]}
{:process 2, :type :invoke, :f :txn, :value [[:r 3 nil]]}
{:process 2, :type :ok, :f :txn, :value [[:r 3 nil]]}
{:process 0, :type :invoke, :f :txn, :value [[:append 3 4] [:r 3 nil]]}
{:process 0, :type :info, :f :txn, :value [[:append 3 4] [:r 3 nil]]}
`;

const problem = (text: string) => {
  const parsed = parseJepsenTransactions(text);
  return parsed.ok ? undefined : parsed.problems[0];
};

describe('parseJepsenTransactions', () => {
  it('pairs events; aborted writes are kept, what was not answered is not known, nil is the empty list', () => {
    const parsed = parseJepsenTransactions(edn);
    expect(parsed.ok && parsed.value).toEqual({
      model: 'list-append',
      transactions: [
        {
          process: '0',
          outcome: 'ok',
          invoke: 0,
          return: 2,
          accesses: [
            { type: 'append', key: 3, value: 1 },
            { type: 'read', key: 3, value: [2, 1] },
          ],
        },
        {
          process: '1',
          outcome: 'fail',
          invoke: 1,
          return: 3,
          accesses: [{ type: 'append', key: 'k', value: 7 }],
        },
        {
          process: '2',
          outcome: 'ok',
          invoke: 4,
          return: 5,
          accesses: [{ type: 'read', key: 3, value: [] }],
        },
        {
          process: '0',
          outcome: 'info',
          invoke: 6,
          return: Number.POSITIVE_INFINITY,
          accesses: [
            { type: 'append', key: 3, value: 4 },
            { type: 'read', key: 3 },
          ],
        },
      ],
    });
  });

  it('reads registers, and JSON', () => {
    const lines = [
      {
        process: 0,
        type: 'invoke',
        f: 'txn',
        value: [
          ['w', 1, 2],
          ['r', 1, null],
        ],
      },
      {
        process: 0,
        type: 'ok',
        f: 'txn',
        value: [
          ['w', 1, 2],
          ['r', 1, 2],
        ],
      },
    ];
    for (const text of [
      JSON.stringify(lines),
      lines.map((line) => JSON.stringify(line)).join('\n'),
    ])
      expect(parseJepsenTransactions(text)).toMatchObject({
        ok: true,
        value: {
          model: 'rw-register',
          transactions: [
            {
              accesses: [
                { type: 'write', key: 1, value: 2 },
                { type: 'read', value: 2 },
              ],
            },
          ],
        },
      });
  });

  it('gives back what it wrote', () => {
    const parsed = parseJepsenTransactions(edn);
    if (!parsed.ok) throw new Error('it was readable before');
    const again = parseJepsenTransactions(formatJepsenTransactions(parsed.value));
    expect(again.ok && again.value.transactions.map(({ accesses }) => accesses)).toEqual(
      parsed.value.transactions.map(({ accesses }) => accesses),
    );
  });

  it('names the line of what is not a transaction', () => {
    const invoke = '{:process 0, :type :invoke, :f :txn, :value [[:append 1 1]]}\n';
    expect(problem('{:process 0, :type :invoke, :f :read, :value nil}')).toEqual({
      line: 1,
      message: 'read is no transaction (:f must be :txn)',
    });
    expect(problem(`${invoke}{:process 0, :type :ok, :f :txn, :value [[:append 1 2]]}`)).toEqual({
      line: 2,
      message: 'access 1 is another one than in the invocation',
    });
    expect(problem(`${invoke}{:process 0, :type :ok, :f :txn, :value []}`)?.message).toMatch(
      /with 1 accesses and completed with 0/,
    );
    expect(problem(`${invoke}{:process 1, :type :invoke, :f :txn, :value [[:w 1 1]]}`)).toEqual({
      line: 2,
      message: 'lists and registers are mixed in one history',
    });
  });
});
