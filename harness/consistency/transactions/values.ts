/** Who wrote which value of which key: the table that makes reads name their writers. */
import type { Value } from '../objects/value.ts';
import type { Transaction, TransactionalHistory, TransactionKey } from '../transactions.ts';

export class KeyValues {
  readonly id: number;
  readonly name: TransactionKey;
  /** To the write's slot in the table. */
  readonly slots = new Map<Value, number>();

  constructor(id: number, name: TransactionKey) {
    this.id = id;
    this.name = name;
  }
}

/** All writes of a history, one slot each, in the order of the history. */
export class ValueTable {
  readonly keys: KeyValues[] = [];
  readonly writer: number[] = [];
  readonly key: number[] = [];
  /** The slot of the same transaction's write to the same key before it, or -1. */
  readonly previous: number[] = [];
  /** 1 where the transaction does not write the key again. */
  readonly last: number[] = [];
  /** Values that were written twice, in words. */
  readonly repeated: string[] = [];
  readonly #byName = new Map<TransactionKey, KeyValues>();

  constructor(history: TransactionalHistory) {
    const { transactions } = history;
    for (let t = 0; t < transactions.length; t++) this.#enter(transactions[t]!, t);
  }

  /** The key's table; made when a key is only read. */
  of(name: TransactionKey): KeyValues {
    let found = this.#byName.get(name);
    if (found === undefined) {
      found = new KeyValues(this.keys.length, name);
      this.#byName.set(name, found);
      this.keys.push(found);
    }
    return found;
  }

  #enter({ accesses }: Transaction, transaction: number): void {
    const begin = this.writer.length;
    for (const access of accesses) {
      if (access.type === 'read') continue;
      const values = this.of(access.key);
      const slot = this.writer.length;
      const other = values.slots.get(access.value);
      if (other !== undefined)
        this.#repeat(access.key, access.value, this.writer[other]!, transaction);
      values.slots.set(access.value, slot);
      this.writer.push(transaction);
      this.key.push(values.id);
      this.last.push(1);
      this.previous.push(this.#replace(begin, slot, values.id));
    }
  }

  #replace(begin: number, slot: number, key: number): number {
    for (let before = slot - 1; before >= begin; before--) {
      if (this.key[before] !== key) continue;
      this.last[before] = 0;
      return before;
    }
    return -1;
  }

  #repeat(key: TransactionKey, value: Value, first: number, second: number): void {
    if (this.repeated.length >= 20) return;
    const what = `${JSON.stringify(value)} is written to ${JSON.stringify(key)}`;
    this.repeated.push(`${what} by transaction ${first} and again by ${second}`);
  }
}
