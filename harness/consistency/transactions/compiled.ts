/**
 * A transactional history as integers: who committed, who wrote what, who read from whom, and as much of the order of
 * versions as the history itself tells. Every checker of transactions works on this alone.
 *
 * What is taken for granted. Each value is written once to a key, so a read names its writer; where that is not so, the
 * history has no verdict (`problems`). A transaction whose outcome is unknown counts as committed when somebody who
 * committed saw a write of it, and as never happened otherwise: leaving out what nobody saw breaks no level (its writes
 * constrain nobody, and whoever it stood between stays in order).
 */
import type { Transaction, TransactionalHistory, TransactionKey } from '../transactions.ts';
import type { AnomalyName } from './anomalies.ts';
import type { Times } from './times.ts';

/** Something that is wrong with what transactions read, whatever their order. */
export interface Finding {
  readonly anomaly: AnomalyName;
  /** Indices into the history: who is to be looked at. */
  readonly transactions: readonly number[];
  readonly words: string;
}

/** Reads of other transactions' versions, by reader, in the order of its accesses; a slot is a read. */
export interface Reads {
  /** Reads of transaction t are the slots from `first[t]` to `first[t + 1]`. */
  readonly first: Int32Array;
  readonly key: Int32Array;
  /** The transaction that wrote what was read; `initial` for the first version. */
  readonly from: Int32Array;
}

export const initial = -1;

/** Distinct keys that a committed transaction writes; those of t are at `first[t]` to `first[t + 1]`. */
export interface Writes {
  readonly first: Int32Array;
  readonly key: Int32Array;
}

export interface Compiled {
  readonly model: TransactionalHistory['model'];
  readonly transactions: readonly Transaction[];
  readonly times: Times;
  /** 1 for what happened: committed, or of unknown outcome and seen. */
  readonly committed: Uint8Array;
  readonly keys: readonly TransactionKey[];
  readonly reads: Reads;
  readonly writes: Writes;
  /** For each key, the writers of its first versions, in order, as the history tells them; without the initial one. */
  readonly known: readonly (readonly number[])[];
  /** For each key, committed writers that come after all of `known`, in an order that nobody saw. */
  readonly open: readonly (readonly number[])[];
  readonly findings: readonly Finding[];
  /** Assumptions that the history breaks: then nothing that is said of it counts. */
  readonly problems: readonly string[];
}

/** Findings beyond so many of one anomaly are counted, not kept: one bug shows everywhere. */
const keptMax = 20;

export class Findings {
  readonly kept: Finding[] = [];
  readonly #counts = new Map<AnomalyName, number>();

  add(anomaly: AnomalyName, transactions: readonly number[], words: () => string): void {
    const count = (this.#counts.get(anomaly) ?? 0) + 1;
    this.#counts.set(anomaly, count);
    if (count <= keptMax) this.kept.push({ anomaly, transactions, words: words() });
  }
}

/** Grows as reads come, transaction by transaction. */
export class ReadsBuilder {
  readonly #first: Int32Array;
  readonly #key: number[] = [];
  readonly #from: number[] = [];

  constructor(transactions: number) {
    this.#first = new Int32Array(transactions + 1);
  }

  add(key: number, from: number): void {
    this.#key.push(key);
    this.#from.push(from);
  }

  /** Must be called for every transaction in turn, after its reads. */
  close(transaction: number): void {
    this.#first[transaction + 1] = this.#key.length;
  }

  build(): Reads {
    return {
      first: this.#first,
      key: Int32Array.from(this.#key),
      from: Int32Array.from(this.#from),
    };
  }
}
