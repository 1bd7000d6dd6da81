/**
 * The state of a store: chains of versions, the transactions that run, and what is left of those that have ended. Fields
 * are the variables of specs/snapshot-isolation/VersionStore.tla; whatever is not durable is gone after a crash.
 */
import type { Effect } from '../protocol.ts';
import type { Message } from './message.ts';
import {
  type Chains,
  inOrder,
  isIn,
  type Key,
  type Range,
  type Seen,
  type Timestamp,
  type Value,
} from './versions.ts';

/**
 * How transactions are isolated. `OCC`: what was read is still current at the commit. `SI`: reads from a snapshot, and the
 * first of two writers wins. `SSI`: SI without dangerous structures.
 */
export type Mode = 'OCC' | 'SI' | 'SSI';

/** The session and a number: `a1`. */
export type Tx = string;

/** A range that was read, without the keys that the reader had written itself. */
export interface RangeRead extends Range {
  readonly except: readonly Key[];
}

export interface Transaction {
  /** `safe`: a reader whom SSI need not watch any more. */
  readonly phase: 'active' | 'safe';
  readonly readOnly: boolean;
  readonly snapshot: Timestamp;
  /** The SIREAD locks of SSI, the read set of OCC; all modes answer repeated reads from it. */
  readonly reads: Readonly<Record<Key, Seen>>;
  readonly ranges: readonly RangeRead[];
  /** Private until the commit. */
  readonly writes: Readonly<Record<Key, Value>>;
  /** Running transactions that write what this one has read before. */
  readonly overtakenBy: readonly Tx[];
  /** The last commit of the ended ones that this one overtakes; 0: none. */
  readonly inMax: Timestamp;
  /** The first commit of those that have overtaken this one; 0: none. */
  readonly outFirst: Timestamp;
  /** The first commit of those that had overtaken one of those; 0: none. */
  readonly outSecond: Timestamp;
  /** Requests carried out; the session repeats the last one if its answer is late. */
  readonly steps: number;
}

/** Durable, and not installed yet. */
export interface Pending {
  readonly tx: Tx;
  readonly writes: Readonly<Record<Key, Value>>;
  readonly out: Timestamp;
}

/** Summarised SIREAD locks: of all ended readers of a key or range the last commit. */
export interface OldReads {
  readonly keys: Readonly<Record<Key, Timestamp>>;
  readonly ranges: readonly (RangeRead & { readonly bound: Timestamp })[];
}

/** The last transaction of a session. */
export interface Session {
  readonly number: number;
  readonly end: 'open' | 'committed' | 'gone';
}

export interface Store {
  readonly mode: Mode | null;
  /** Commits up to here are installed. */
  readonly clock: Timestamp;
  /** The commits behind the clock, in order: the first of them is number `clock + 1`. */
  readonly pending: readonly Pending[];
  readonly chains: Chains;
  readonly oldReads: OldReads;
  /** Those that run. */
  readonly transactions: Readonly<Record<Tx, Transaction>>;
  readonly sessions: Readonly<Record<string, Session>>;
}

/** What is durable, in this order. The place among the commits is the timestamp. */
export type LogRecord =
  | { readonly type: 'mode'; readonly mode: Mode }
  | { readonly type: 'commit'; readonly tx: Tx; readonly writes: Readonly<Record<Key, Value>> };

export type StoreEffect = Effect<Message, LogRecord>;

export interface StoreStep {
  readonly state: Store;
  readonly effects: readonly StoreEffect[];
}

export function sessionOf(tx: Tx): string {
  return tx.slice(0, lengthOfName(tx));
}

export function numberOf(tx: Tx): number {
  return Number(tx.slice(lengthOfName(tx)));
}

/** Names of sessions do not end with a digit. */
function lengthOfName(tx: Tx): number {
  let length = tx.length;
  while (length > 0 && isDigit(tx.charCodeAt(length - 1))) length -= 1;
  return length;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function txOf(session: string, number: number): Tx {
  return `${session}${number}`;
}

/** The number that the next commit gets. */
export function nextTimestamp({ clock, pending }: Store): Timestamp {
  return clock + pending.length + 1;
}

/**
 * The registry of snapshots: nobody's is older than this. Readers count like writers, and long before their first read:
 * what they may still ask for must not be vacuumed.
 */
export function horizon({ mode, clock, transactions }: Store): Timestamp {
  if (mode === 'OCC') return clock;
  return Math.min(clock, ...Object.values(transactions).map(({ snapshot }) => snapshot));
}

/** The version that the transaction has read already, if it has; of keys in a range that were not there, none. */
export function hasRead({ reads, ranges }: Transaction, key: Key): Seen | undefined {
  const isCovered = ranges.some((range) => isIn(range, key) && !range.except.includes(key));
  return reads[key] ?? (isCovered ? { ts: 0, value: null } : undefined);
}

/** Versions of a key that are not in the snapshot, installed or not: when, and by whom overtaken before. */
export function newer(
  { chains, clock, pending }: Store,
  snapshot: Timestamp,
  key: Key,
): readonly { readonly ts: Timestamp; readonly out: Timestamp }[] {
  const installed = (chains[key] ?? []).filter(({ ts }) => ts > snapshot);
  const waiting = pending
    .map(({ writes, out }, index) => ({ writes, out, ts: clock + index + 1 }))
    .filter(({ writes }) => key in writes);
  return [...installed, ...waiting];
}

export function withTransaction(store: Store, tx: Tx, transaction: Transaction): Store {
  return { ...store, transactions: inOrder({ ...store.transactions, [tx]: transaction }) };
}

/** The first of these commits, where 0 is none. */
export function first(...timestamps: readonly Timestamp[]): Timestamp {
  const some = timestamps.filter((timestamp) => timestamp !== 0);
  return some.length === 0 ? 0 : Math.min(...some);
}
