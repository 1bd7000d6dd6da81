/**
 * Lists that are appended to (Elle's list-append). A list that was read is the whole order of its versions up to that one,
 * so the longest list read of a key gives the order of all versions that anybody saw (Kingsbury and Alvaro 2020, section 4),
 * and every other list must be a prefix of it. Appends that nobody saw come after those that somebody saw.
 */
import type { Value } from '../objects/value.ts';
import type { Access, Transaction, TransactionalHistory } from '../transactions.ts';
import { type Compiled, Findings, initial, ReadsBuilder } from './compiled.ts';
import { outcomes, type Times } from './times.ts';
import { type KeyValues, ValueTable } from './values.ts';
import { committedOnes, compileWrites } from './writes.ts';

type List = readonly NonNullable<Value>[];

const noList: List = [];

export function compileLists(history: TransactionalHistory, times: Times): Compiled {
  return new ListCompiler(history, times).compile();
}

class ListCompiler {
  readonly #history: TransactionalHistory;
  readonly #transactions: readonly Transaction[];
  readonly #times: Times;
  readonly #table: ValueTable;
  readonly #findings = new Findings();
  readonly #longest: List[] = [];
  readonly #longestReader: number[] = [];
  /** Of each write, its place in the longest list, or -1. */
  readonly #place: Int32Array;
  /** For each key, the place of a version in the order in which neighbours by one writer are one version. */
  readonly #known: number[][] = [];

  constructor(history: TransactionalHistory, times: Times) {
    this.#history = history;
    this.#times = times;
    this.#transactions = history.transactions;
    this.#table = new ValueTable(history);
    this.#place = new Int32Array(this.#table.writer.length).fill(-1);
  }

  compile(): Compiled {
    this.#findLongest();
    for (const key of this.#table.keys) this.#orderVersions(key);
    const stripped = this.#withoutAborted();
    if (stripped !== undefined) {
      const rest = compileLists(stripped, this.#times);
      return { ...rest, findings: [...this.#findings.kept, ...rest.findings] };
    }
    this.#checkOwnOrder();
    const reads = this.#compileReads();
    const committed = committedOnes(this.#times, this.#table, this.#place);
    return {
      model: 'list-append',
      transactions: this.#transactions,
      times: this.#times,
      committed,
      keys: this.#table.keys.map(({ name }) => name),
      reads,
      writes: compileWrites(this.#table, committed),
      known: this.#known,
      open: this.#unseen(committed),
      findings: this.#findings.kept,
      problems: this.#table.repeated,
    };
  }

  #findLongest(): void {
    for (let t = 0; t < this.#transactions.length; t++) {
      if (this.#times.outcome[t] !== outcomes.ok) continue;
      for (const access of this.#transactions[t]!.accesses) {
        if (access.type !== 'read' || access.value === undefined) continue;
        const { id } = this.#table.of(access.key);
        const list = listOf(access);
        if (list.length > (this.#longest[id]?.length ?? -1)) {
          this.#longest[id] = list;
          this.#longestReader[id] = t;
        }
      }
    }
  }

  #orderVersions(key: KeyValues): void {
    const list = this.#longest[key.id] ?? noList;
    const order: number[] = [];
    for (let at = 0; at < list.length; at++) {
      const slot = this.#slotOf(key, list[at]!, this.#longestReader[key.id]!);
      if (slot === undefined) continue;
      if (this.#place[slot] !== -1)
        this.#duplicate(key, list[at]!, this.#longestReader[key.id]!, this.#table.writer[slot]!);
      else this.#place[slot] = at;
      const writer = this.#table.writer[slot]!;
      if (order[order.length - 1] !== writer) order.push(writer);
    }
    this.#known[key.id] = order;
  }

  #slotOf(key: KeyValues, value: Value, reader: number): number | undefined {
    const slot = key.slots.get(value);
    if (slot === undefined) {
      const what = `T${reader} read ${text(value)} in ${text(key.name)}`;
      this.#findings.add('garbage-read', [reader], () => `${what}, which nobody appended`);
    }
    return slot;
  }

  #duplicate(key: KeyValues, value: Value, reader: number, writer: number): void {
    const words = () => `T${reader} read ${text(value)} twice in ${text(key.name)}`;
    this.#findings.add('duplicate-elements', [reader, writer], words);
  }

  /**
   * Elements of aborted transactions in committed reads: findings, each of them, that break every level which speaks of
   * reads. What is left to judge is the order of writes without them.
   */
  #withoutAborted(): TransactionalHistory | undefined {
    const { writer } = this.#table;
    const isAborted = (slot: number | undefined) =>
      slot !== undefined && this.#transactions[writer[slot]!]!.outcome === 'fail';
    let any = false;
    const strip = (transaction: Transaction, reader: number): Transaction => {
      let changed = false;
      const accesses = transaction.accesses.map((access): Access => {
        const list = access.type === 'read' && access.value !== undefined ? listOf(access) : noList;
        const { slots } = this.#table.of(access.key);
        const rest = list.filter((value) => !isAborted(slots.get(value)));
        if (rest.length === list.length) return access;
        changed = true;
        this.#aborted(access.key, list, reader);
        return { type: 'read', key: access.key, value: rest };
      });
      any ||= changed;
      return changed ? { ...transaction, accesses } : transaction;
    };
    if (!this.#times.outcome.includes(outcomes.fail)) return undefined;
    const transactions = this.#transactions.map((one, index) =>
      one.outcome === 'ok' ? strip(one, index) : one,
    );
    return any ? { ...this.#history, transactions } : undefined;
  }

  #aborted(name: string | number, list: List, reader: number): void {
    const { slots } = this.#table.of(name);
    const writerAt = (at: number) => this.#table.writer[slots.get(list[at]!) ?? -1] ?? reader;
    const hasAborted = (at: number) => this.#transactions[writerAt(at)]!.outcome === 'fail';
    for (let at = 0; at < list.length; at++) {
      if (!hasAborted(at)) continue;
      const writer = writerAt(at);
      const read = `T${reader} read ${text(list[at]!)} in ${text(name)}`;
      this.#findings.add('G1a', [writer, reader], () => `${read}, though T${writer} had aborted`);
      if (at + 1 >= list.length || hasAborted(at + 1) || writerAt(at + 1) === reader) continue;
      const next = writerAt(at + 1);
      const upon = `T${next} appended ${text(list[at + 1]!)} to ${text(name)} upon ${text(list[at]!)}`;
      this.#findings.add(
        'dirty-update',
        [writer, next],
        () => `${upon}, though T${writer} aborted`,
      );
    }
  }

  // A transaction's appends to a key are in every list in the order in which it made them, none left out in between.
  #checkOwnOrder(): void {
    const { previous, writer, key } = this.#table;
    for (let slot = 0; slot < this.#place.length; slot++) {
      const before = previous[slot]!;
      if (before === -1 || this.#place[slot] === -1) continue;
      const isInOrder = this.#place[before] !== -1 && this.#place[before]! < this.#place[slot]!;
      if (isInOrder) continue;
      const reader = this.#longestReader[key[slot]!]!;
      const name = text(this.#table.keys[key[slot]!]!.name);
      const words = () =>
        `T${reader} read ${name} without, or in another order than, T${writer[slot]}'s appends`;
      this.#findings.add('incompatible-order', [reader, writer[slot]!], words);
    }
  }

  #compileReads() {
    const reads = new ReadsBuilder(this.#transactions.length);
    for (let t = 0; t < this.#transactions.length; t++) {
      if (this.#times.outcome[t] === outcomes.ok) this.#compileReader(t, reads);
      reads.close(t);
    }
    return reads.build();
  }

  #compileReader(t: number, reads: ReadsBuilder): void {
    const { accesses } = this.#transactions[t]!;
    for (let at = 0; at < accesses.length; at++) {
      const access = accesses[at]!;
      if (access.type !== 'read' || access.value === undefined) continue;
      const key = this.#table.of(access.key);
      const list = listOf(access);
      if (!this.#isPrefix(key, list, t)) continue;
      const own = ownBefore(accesses, at, access.key);
      const others = list.length - own.length;
      if (!own.every((value, index) => list[others + index] === value)) {
        const words = () =>
          `T${t} read ${text(list)} in ${text(key.name)} after it had appended ${text(own)}`;
        this.#findings.add('internal', [t], words);
        continue;
      }
      const earlier = externalBefore(accesses, at, access.key);
      if (earlier !== undefined && earlier !== others) {
        const words = () =>
          `T${t} read ${text(key.name)} with ${earlier} elements of others, then with ${others}`;
        this.#findings.add('non-repeatable-read', [t], words);
      }
      if (own.length === 0) this.#readVersion(key, list, t, reads);
    }
  }

  #readVersion(key: KeyValues, list: List, t: number, reads: ReadsBuilder): void {
    if (list.length === 0) return reads.add(key.id, initial);
    const slot = key.slots.get(list[list.length - 1]!);
    if (slot === undefined) return;
    const writer = this.#table.writer[slot]!;
    const what = `T${t} read ${text(list[list.length - 1]!)} in ${text(key.name)}`;
    if (writer === t) {
      this.#findings.add('future-read', [t], () => `${what}, which it appended only later`);
      return;
    }
    if (this.#table.last[slot] === 0)
      this.#findings.add(
        'G1b',
        [writer, t],
        () => `${what}, which was not T${writer}'s last append to it`,
      );
    reads.add(key.id, writer);
  }

  #isPrefix(key: KeyValues, list: List, reader: number): boolean {
    const longest = this.#longest[key.id]!;
    let at = 0;
    while (at < list.length && list[at] === longest[at]) at++;
    if (at === list.length) return true;
    this.#outOfOrder(key, list, reader);
    return false;
  }

  #outOfOrder(key: KeyValues, list: List, reader: number): void {
    const seen = new Set<Value>();
    for (const value of list) {
      const slot = this.#slotOf(key, value, reader);
      if (slot !== undefined && seen.has(value))
        this.#duplicate(key, value, reader, this.#table.writer[slot]!);
      seen.add(value);
    }
    const other = this.#longestReader[key.id]!;
    const words = () =>
      `${text(key.name)} was read as ${text(list)} by T${reader}, and as ${text(this.#longest[key.id]!)} by T${other}`;
    this.#findings.add('incompatible-order', [reader, other], words);
  }

  /** Committed writers with appends that nobody saw, once for each key. */
  #unseen(committed: Uint8Array): number[][] {
    const open: number[][] = this.#table.keys.map(() => []);
    for (let slot = 0; slot < this.#place.length; slot++) {
      const writer = this.#table.writer[slot]!;
      const key = this.#table.key[slot]!;
      if (this.#place[slot] !== -1 || committed[writer] === 0) continue;
      const order = this.#known[key]!;
      const list = open[key]!;
      // Its own last version being the last that was seen, what it appended after that changes nothing.
      if (order[order.length - 1] !== writer && list[list.length - 1] !== writer) list.push(writer);
    }
    return open;
  }
}

function listOf(access: Access): List {
  return Array.isArray(access.value) ? (access.value as List) : noList;
}

function ownBefore(accesses: readonly Access[], end: number, key: string | number): List {
  let own: NonNullable<Value>[] | undefined;
  for (let at = 0; at < end; at++) {
    const access = accesses[at]!;
    if (access.type === 'read' || access.key !== key) continue;
    own ??= [];
    own.push(access.value);
  }
  return own ?? noList;
}

/** How many elements of others the transaction saw when it read the key last; `undefined` if it did not. */
function externalBefore(
  accesses: readonly Access[],
  end: number,
  key: string | number,
): number | undefined {
  for (let at = end - 1; at >= 0; at--) {
    const access = accesses[at]!;
    if (access.type === 'read' && access.key === key && access.value !== undefined)
      return listOf(access).length - ownBefore(accesses, at, key).length;
  }
  return undefined;
}

const text = (value: unknown) => JSON.stringify(value);
