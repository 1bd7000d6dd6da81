/**
 * Anti-dependencies for SSI: a reader comes before whoever overwrites what it has read. Between running transactions they
 * are kept as pairs. A transaction that commits is summarised at once: what the others must know of it are a few
 * commits, of readers the last one, of those who have overtaken somebody the first (Ports and Grittner, VLDB 2012, section
 * 6.2, keep the same numbers, but only when memory runs short). No pair is missed for that: a dangerous structure asks
 * for nothing but which of two commits came first.
 */
import {
  first,
  newer,
  nextTimestamp,
  type OldReads,
  type RangeRead,
  type Store,
  type StoreStep,
  type Transaction,
  type Tx,
  withTransaction,
} from './store.ts';
import { inOrder, isIn, type Key, type Timestamp } from './versions.ts';

/** The transaction has read these keys: who writes them and is not seen has overtaken it. */
export function overtaken(
  store: Store,
  tx: Tx,
  transaction: Transaction,
  wasRead: (key: Key) => boolean,
): Transaction {
  if (store.mode !== 'SSI' || transaction.phase === 'safe') return transaction;
  const keys = new Set([
    ...Object.keys(store.chains),
    ...store.pending.flatMap(({ writes }) => Object.keys(writes)),
  ]);
  const versions = [...keys]
    .filter(wasRead)
    .flatMap((key) => newer(store, transaction.snapshot, key));
  const writers = Object.entries(store.transactions)
    .filter(([other, { writes }]) => other !== tx && Object.keys(writes).some(wasRead))
    .map(([other]) => other);
  return {
    ...transaction,
    overtakenBy: [...new Set([...transaction.overtakenBy, ...writers])].sort(),
    outFirst: first(transaction.outFirst, ...versions.map(({ ts }) => ts)),
    outSecond: first(transaction.outSecond, ...versions.map(({ out }) => out)),
  };
}

/** The transaction is going to write this key: it overtakes those who have read it, running or not. */
export function overtakes(store: Store, tx: Tx, key: Key): Store {
  if (store.mode !== 'SSI') return store;
  const transactions = Object.entries(store.transactions).map(([other, one]) => {
    const isReader = other !== tx && one.phase === 'active' && holdsLock(one, key);
    return [other, isReader ? withOvertaker(one, tx) : one] as const;
  });
  const writer = store.transactions[tx] as Transaction;
  const last = lastReaderOf(store.oldReads, key);
  const after = { ...store, transactions: Object.fromEntries(transactions) };
  if (last <= writer.snapshot) return after;
  return withTransaction(after, tx, { ...writer, inMax: Math.max(writer.inMax, last) });
}

function withOvertaker(transaction: Transaction, tx: Tx): Transaction {
  return {
    ...transaction,
    overtakenBy: [...new Set([...transaction.overtakenBy, tx])].sort(),
  };
}

/** A range is locked with the keys that were not there: else they could be inserted behind the reader's back. */
function holdsLock({ reads, ranges }: Transaction, key: Key): boolean {
  return key in reads || ranges.some((range) => covers(range, key));
}

function covers(range: RangeRead, key: Key): boolean {
  return isIn(range, key) && !range.except.includes(key);
}

export function lastReaderOf({ keys, ranges }: OldReads, key: Key): Timestamp {
  const bounds = ranges.filter((range) => covers(range, key)).map(({ bound }) => bound);
  return Math.max(0, keys[key] ?? 0, ...bounds);
}

/**
 * t1 -> t2 -> t3, and t3 committed first; if t1 only reads, before it began. The transaction that commits now is t2, or it
 * is t1 and the others have committed; that t3 commits first is no reason to stop it.
 */
export function isDangerous(store: Store, tx: Tx): boolean {
  const transaction = store.transactions[tx] as Transaction;
  return isPivot(store, tx, transaction) || isBeforePivot(transaction);
}

function isPivot({ transactions }: Store, tx: Tx, { inMax, outFirst }: Transaction): boolean {
  if (outFirst === 0) return false;
  if (inMax >= outFirst) return true;
  return Object.values(transactions).some(
    (one) => one.overtakenBy.includes(tx) && (!one.readOnly || outFirst <= boundOfReader(one)),
  );
}

function isBeforePivot(transaction: Transaction): boolean {
  const { outSecond, writes } = transaction;
  if (outSecond === 0) return false;
  return Object.keys(writes).length > 0 || outSecond <= boundOfReader(transaction);
}

/** A reader is in no anomaly with those who committed after it had begun (Ports and Grittner, theorem 3). */
function boundOfReader({ snapshot }: Transaction): Timestamp {
  return snapshot;
}

/** What is left of a transaction that commits now. Its locks must outlive it: others can still overtake it. */
export function summarise(store: Store, tx: Tx): Store {
  const transaction = store.transactions[tx] as Transaction;
  const isReader = Object.keys(transaction.writes).length === 0;
  const bound = isReader ? boundOfReader(transaction) : nextTimestamp(store);
  const others = Object.entries(store.transactions).map(([other, one]) => {
    if (other === tx) return [other, one] as const;
    const inMax = transaction.overtakenBy.includes(other) ? Math.max(one.inMax, bound) : one.inMax;
    if (!one.overtakenBy.includes(tx)) return [other, { ...one, inMax }] as const;
    const outFirst = first(one.outFirst, nextTimestamp(store));
    const outSecond = first(one.outSecond, transaction.outFirst);
    return [other, { ...one, inMax, outFirst, outSecond }] as const;
  });
  const isWatched = store.mode === 'SSI' && transaction.phase === 'active';
  return {
    ...store,
    transactions: Object.fromEntries(others),
    oldReads: isWatched ? withReads(store.oldReads, transaction, bound) : store.oldReads,
  };
}

function withReads(old: OldReads, { reads, ranges }: Transaction, bound: Timestamp): OldReads {
  if (bound === 0) return old;
  const keys: Record<Key, Timestamp> = { ...old.keys };
  for (const key of Object.keys(reads)) keys[key] = Math.max(keys[key] ?? 0, bound);
  const merged = new Map(old.ranges.map((range) => [nameOf(range), range]));
  for (const range of ranges) {
    const before = merged.get(nameOf(range))?.bound ?? 0;
    merged.set(nameOf(range), { ...range, bound: Math.max(before, bound) });
  }
  const names = [...merged.keys()].sort();
  return { keys: inOrder(keys), ranges: names.map((name) => merged.get(name)!) };
}

function nameOf({ from, to, except }: RangeRead): string {
  return JSON.stringify([from, to, except]);
}

/** Nobody is overtaken by, or overtakes, a transaction that is no more. */
export function forget(store: Store, tx: Tx): Store {
  const { [tx]: _, ...others } = store.transactions;
  const transactions = Object.entries(others).map(([other, one]) => {
    const isPartner = one.overtakenBy.includes(tx);
    const overtakenBy = one.overtakenBy.filter((writer) => writer !== tx);
    return [other, isPartner ? { ...one, overtakenBy } : one] as const;
  });
  return { ...store, transactions: Object.fromEntries(transactions) };
}

/**
 * Nobody who runs, and nobody who has committed since, can be a pivot between this reader and somebody whom it sees: it is
 * watched no longer (Ports and Grittner, section 4.2). What it goes on to read leaves no locks.
 * @spec SnapshotIsolation!SafeSnapshot
 */
export function safeSnapshot(store: Store, { tx }: { readonly tx: Tx }): StoreStep | undefined {
  if (store.mode !== 'SSI') return undefined;
  const transaction = store.transactions[tx];
  if (transaction === undefined || !transaction.readOnly) return undefined;
  if (transaction.phase !== 'active') return undefined;
  const { snapshot } = transaction;
  const running = Object.values(store.transactions).filter(({ readOnly }) => !readOnly);
  if (running.some((one) => one.snapshot < snapshot)) return undefined;
  const since = [
    ...Object.values(store.chains).flatMap((chain) => chain.filter(({ ts }) => ts > snapshot)),
    ...store.pending,
  ];
  if (since.some(({ out }) => out !== 0 && out <= snapshot)) return undefined;
  const safe: Transaction = {
    ...transaction,
    phase: 'safe',
    overtakenBy: [],
    outFirst: 0,
    outSecond: 0,
  };
  return { state: withTransaction(store, tx, safe), effects: [] };
}
