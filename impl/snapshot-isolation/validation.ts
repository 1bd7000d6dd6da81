/**
 * The end of transactions. Validation is one critical section: a transaction is tested, gets its place in the order of
 * commits, and is durable, in one step. Its versions are installed later, in that order; what is between the two counts
 * for everybody who is tested (the active set of Kung and Robinson's parallel validation), and nobody sees it yet.
 */
import type { Actions } from '../protocol.ts';
import { forget, isDangerous, summarise } from './conflicts.ts';
import { replyTo } from './message.ts';
import {
  hasRead,
  type LogRecord,
  newer,
  numberOf,
  type Pending,
  type Session,
  type Store,
  type StoreEffect,
  type StoreStep,
  sessionOf,
  type Transaction,
  type Tx,
} from './store.ts';
import { inOrder, installed, isIn, type Key, latest } from './versions.ts';

interface Ending {
  readonly tx: Tx;
}

export interface ValidationInputs {
  Validate: Ending;
  Reject: Ending;
  Abort: Ending;
  Commit: Ending;
}

/** Nobody has written since the snapshot what this one writes (Berenson et al. 1995: the first committer wins). */
function isFirstCommitter(store: Store, { writes, snapshot }: Transaction): boolean {
  return Object.keys(writes).every((key) => newer(store, snapshot, key).length === 0);
}

/** What was read is what there is, also of keys that were not there (Kung and Robinson 1981, section 4). */
function isCurrent(store: Store, transaction: Transaction): boolean {
  const { reads, ranges } = transaction;
  const isRead = (key: Key) => hasRead(transaction, key) !== undefined;
  const inserted = Object.keys(store.chains).filter((key) => ranges.some((one) => isIn(one, key)));
  const keys = new Set([...Object.keys(reads), ...inserted.filter(isRead)]);
  const isUnchanged = [...keys].every(
    (key) => latest(store.chains, key).ts === hasRead(transaction, key)?.ts,
  );
  if (!isUnchanged) return false;
  return !store.pending.some(({ writes }) => Object.keys(writes).some(isRead));
}

function canCommit(store: Store, tx: Tx): boolean {
  const transaction = store.transactions[tx] as Transaction;
  if (store.mode === 'OCC') return isCurrent(store, transaction);
  if (!isFirstCommitter(store, transaction)) return false;
  return store.mode === 'SI' || !isDangerous(store, tx);
}

/** @spec SnapshotIsolation!Validate */
export function validate(store: Store, { tx }: Ending): StoreStep | undefined {
  const transaction = store.transactions[tx];
  if (transaction === undefined) return undefined;
  if (!canCommit(store, tx)) return undefined;
  const after = forget(summarise(store, tx), tx);
  const { writes, outFirst: out } = transaction;
  // Who has written nothing has nothing to make durable, and nothing to install.
  if (Object.keys(writes).length === 0)
    return { state: ended(after, tx, 'committed'), effects: [told(tx, 'committed')] };
  const pending: Pending = { tx, writes, out };
  const record: LogRecord = { type: 'commit', tx, writes };
  return {
    state: { ...after, pending: [...after.pending, pending] },
    effects: [{ kind: 'persist', record }],
  };
}

/** The client may begin again under another number, from the start: what it has read may be what was wrong.
 *  @spec SnapshotIsolation!Reject */
export function reject(store: Store, { tx }: Ending): StoreStep | undefined {
  if (store.transactions[tx] === undefined) return undefined;
  if (canCommit(store, tx)) return undefined;
  return { state: ended(forget(store, tx), tx, 'gone'), effects: [told(tx, 'rejected')] };
}

/** @spec SnapshotIsolation!Abort */
export function abort(store: Store, { tx }: Ending): StoreStep | undefined {
  if (store.transactions[tx] === undefined) return undefined;
  return { state: ended(forget(store, tx), tx, 'gone'), effects: [] };
}

/** Only now does anybody see it, and only now is the client told: who begins later sees it as well.
 *  @spec SnapshotIsolation!Commit */
export function commit(store: Store, { tx }: Ending): StoreStep | undefined {
  const [next, ...pending] = store.pending;
  if (next === undefined || next.tx !== tx) return undefined;
  const ts = store.clock + 1;
  let { chains } = store;
  for (const [key, value] of Object.entries(next.writes))
    chains = installed(chains, key, { ts, out: next.out, value });
  const after = { ...store, clock: ts, chains, pending };
  return { state: ended(after, tx, 'committed'), effects: [told(tx, 'committed')] };
}

function ended(store: Store, tx: Tx, end: Session['end']): Store {
  const session: Session = { number: numberOf(tx), end };
  return { ...store, sessions: inOrder({ ...store.sessions, [sessionOf(tx)]: session }) };
}

function told(tx: Tx, type: 'committed' | 'rejected'): StoreEffect {
  return replyTo(sessionOf(tx), numberOf(tx), 'end', { type });
}

export const validationActions = { validate, reject, abort, commit } satisfies Actions<
  ValidationInputs,
  Store
>;
