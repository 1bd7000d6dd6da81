/**
 * Transactional histories: what clients asked for in one transaction, and what they were told. Two models, as Elle has
 * them (Kingsbury and Alvaro, VLDB 2020): lists that are appended to, and registers that are written. Nothing here says
 * what is allowed; the checkers of transactions do.
 */
import type { OutcomeType } from './history.ts';
import type { Value } from './objects/value.ts';

/** Keys 1 and "1" are different keys. */
export type TransactionKey = string | number;

/** One access within a transaction. `null` is what a register holds before anybody writes it, and cannot be written. */
export type Access =
  | {
      readonly type: 'append' | 'write';
      readonly key: TransactionKey;
      readonly value: NonNullable<Value>;
    }
  /** `value` is absent when it is not known; a list (empty at first) where the model is `list-append`. */
  | {
      readonly type: 'read';
      readonly key: TransactionKey;
      readonly value?: Value | readonly NonNullable<Value>[];
    };

export interface Transaction {
  readonly process: string;
  readonly accesses: readonly Access[];
  readonly invoke: number;
  /** `ok`: committed; `fail`: aborted, its writes known all the same; `info`: may have committed, reads not known. */
  readonly outcome: OutcomeType;
  /** `Infinity` for `info`. */
  readonly return: number;
}

export interface TransactionalHistory {
  readonly model: 'list-append' | 'rw-register';
  /** In the order of their invocations. */
  readonly transactions: readonly Transaction[];
}
