/** Accounts with transfers between them and one read of all balances. Money is neither made nor lost, nor owed. */
import type { Answer, SequentialObject } from '../history.ts';
import { contentKey } from '../plain.ts';
import { phrase } from './value.ts';

export type BankInput =
  | {
      readonly type: 'transfer';
      readonly from: string;
      readonly to: string;
      readonly amount: number;
    }
  | { readonly type: 'balances' };

/** transfer: whether it took place (it does not when the account is short of money); balances: all, by account. */
export type BankOutput = boolean | Balances;

export type Balances = Readonly<Record<string, number>>;

/** A transfer from or to an account that is not in `initial` throws a TypeError. */
export function bank(initial: Balances): SequentialObject<Balances, BankInput, BankOutput> {
  return {
    name: 'bank',
    initial,
    apply: (state, input) => [answer(state, input)],
    key: contentKey,
    isRead: (input, output) => input.type === 'balances' || output === false,
    describe(input, output, outcome) {
      if (input.type === 'balances') return phrase(['balances'], { output, outcome, tells: true });
      const words = ['transfer', input.amount, input.from, 'to', input.to];
      return phrase(words, { output, outcome, tells: true });
    },
  };
}

function answer(state: Balances, input: BankInput): Answer<Balances, BankOutput> {
  if (input.type === 'balances') return { state, output: state };
  const [from, to] = [balance(state, input.from), balance(state, input.to)];
  if (from < input.amount) return { state, output: false };
  if (input.from === input.to) return { state, output: true };
  const next = { ...state, [input.from]: from - input.amount, [input.to]: to + input.amount };
  return { state: next, output: true };
}

function balance(state: Balances, account: string): number {
  if (!Object.hasOwn(state, account)) throw new TypeError(`bank: there is no account ${account}`);
  return state[account]!;
}
