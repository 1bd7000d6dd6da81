/**
 * The work of transactions: they begin, read, and say what they want to write. Nothing of it is seen by others before the
 * commit, and no step waits for anybody.
 */
import type { Actions } from '../protocol.ts';
import { overtaken, overtakes } from './conflicts.ts';
import {
  hasRead,
  type LogRecord,
  type Mode,
  numberOf,
  type RangeRead,
  type Store,
  type StoreStep,
  sessionOf,
  type Transaction,
  type Tx,
  withTransaction,
} from './store.ts';
import {
  inOrder,
  isIn,
  type Key,
  keysIn,
  latest,
  type Range,
  type Seen,
  upto,
  type Value,
} from './versions.ts';

export interface TransactionInputs {
  Configure: { readonly mode: Mode };
  Begin: { readonly tx: Tx; readonly readOnly: boolean };
  Read: { readonly tx: Tx; readonly key: Key };
  ReadRange: { readonly tx: Tx; readonly range: Range };
  Write: { readonly tx: Tx; readonly key: Key; readonly value: Value };
}

/** Once and for ever.
 *  @spec SnapshotIsolation!Configure */
export function configure(
  store: Store,
  { mode }: TransactionInputs['Configure'],
): StoreStep | undefined {
  if (store.mode !== null) return undefined;
  const record: LogRecord = { type: 'mode', mode };
  return { state: { ...store, mode }, effects: [{ kind: 'persist', record }] };
}

/** @spec SnapshotIsolation!Begin */
export function begin(
  store: Store,
  { tx, readOnly }: TransactionInputs['Begin'],
): StoreStep | undefined {
  if (store.mode === null) return undefined;
  const session = store.sessions[sessionOf(tx)];
  if (session !== undefined && (numberOf(tx) <= session.number || session.end === 'open'))
    return undefined;
  const transaction: Transaction = {
    phase: 'active',
    readOnly,
    snapshot: store.clock,
    reads: {},
    ranges: [],
    writes: {},
    overtakenBy: [],
    inMax: 0,
    outFirst: 0,
    outSecond: 0,
    steps: 0,
  };
  const sessions = inOrder({
    ...store.sessions,
    [sessionOf(tx)]: { number: numberOf(tx), end: 'open' as const },
  });
  return { state: withTransaction({ ...store, sessions }, tx, transaction), effects: [] };
}

/** What was read or written once is not read again.
 *  @spec SnapshotIsolation!Read */
export function read(store: Store, { tx, key }: TransactionInputs['Read']): StoreStep | undefined {
  const transaction = store.transactions[tx];
  if (transaction === undefined) return undefined;
  if (key in transaction.writes || hasRead(transaction, key) !== undefined) return undefined;
  const reads = inOrder({ ...transaction.reads, [key]: visible(store, transaction, key) });
  const after = overtaken(store, tx, { ...transaction, reads }, (one) => one === key);
  return { state: withTransaction(store, tx, after), effects: [] };
}

/**
 * All keys of a range, found through the index; those that are not there are read as well.
 * @spec SnapshotIsolation!ReadRange
 */
export function readRange(
  store: Store,
  { tx, range }: TransactionInputs['ReadRange'],
): StoreStep | undefined {
  const transaction = store.transactions[tx];
  if (transaction === undefined) return undefined;
  const { writes } = transaction;
  const found = keysIn(store.chains, range).filter(
    (key) => !(key in writes) && hasRead(transaction, key) === undefined,
  );
  const reads = { ...transaction.reads };
  for (const key of found) {
    const version = visible(store, transaction, key);
    if (version.ts !== 0) reads[key] = version;
  }
  const except = Object.keys(writes).filter((key) => isIn(range, key));
  const lock: RangeRead = { ...range, except };
  const ranges = transaction.ranges.some((one) => isWithin(lock, one))
    ? transaction.ranges
    : [...transaction.ranges, lock];
  const isNew = (key: Key) =>
    isIn(range, key) && !(key in writes) && hasRead(transaction, key) === undefined;
  const after = overtaken(store, tx, { ...transaction, reads: inOrder(reads), ranges }, isNew);
  return { state: withTransaction(store, tx, after), effects: [] };
}

function isWithin(inner: RangeRead, outer: RangeRead): boolean {
  const isInside = outer.from <= inner.from && inner.to <= outer.to;
  return isInside && outer.except.every((key) => inner.except.includes(key) || !isIn(inner, key));
}

/** Of the snapshot; under OCC what is current, which validation will ask for again. */
function visible({ mode, chains }: Store, { snapshot }: Transaction, key: Key): Seen {
  return mode === 'OCC' ? latest(chains, key) : upto(chains, key, snapshot);
}

/** @spec SnapshotIsolation!Write */
export function write(
  store: Store,
  { tx, key, value }: TransactionInputs['Write'],
): StoreStep | undefined {
  const transaction = store.transactions[tx];
  if (transaction === undefined || transaction.readOnly) return undefined;
  const writes = inOrder({ ...transaction.writes, [key]: value });
  const after = withTransaction(store, tx, { ...transaction, writes });
  if (key in transaction.writes) return { state: after, effects: [] };
  // Whether the key exists makes no difference: who looked for it in vain has locked it, or its range.
  return { state: overtakes(after, tx, key), effects: [] };
}

/** What the transaction sees of a key that it has read or written. */
export function contentOf(transaction: Transaction, key: Key): Value | null {
  return transaction.writes[key] ?? hasRead(transaction, key)?.value ?? null;
}

/** What it sees in a range that it has read: keys with values, in order. */
export function contentsIn(transaction: Transaction, range: Range): Readonly<Record<Key, Value>> {
  const keys = [...Object.keys(transaction.reads), ...Object.keys(transaction.writes)];
  const found = [...new Set(keys)].filter((key) => isIn(range, key)).sort();
  const values = found.map((key) => [key, contentOf(transaction, key)] as const);
  return Object.fromEntries(values.filter((entry): entry is [Key, Value] => entry[1] !== null));
}

export const transactionActions = {
  configure,
  begin,
  read,
  readRange,
  write,
} satisfies Actions<TransactionInputs, Store>;
