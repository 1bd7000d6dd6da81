/**
 * Transactions: every change is logged before anything else knows of it, and a change that is taken back is logged, too.
 * Each function is the action of specs/write-ahead-log/LogProcess.tla of its name, guards in its order.
 */
import type { Actions } from '../protocol.ts';
import { append, lastLsn } from './log.ts';
import type { LogRecord, Page, Tx, Value } from './record.ts';
import {
  canAppend,
  hasCommitted,
  isLocked,
  type Store,
  type StoreOptions,
  type StoreStep,
  toUndo,
  withPhase,
} from './store.ts';

interface Change {
  readonly options: StoreOptions;
  readonly tx: Tx;
}

export interface TransactionInputs {
  Update: Change & { readonly page: Page; readonly value: Value };
  Commit: Change;
  Abort: { readonly tx: Tx };
  Undo: Change;
  EndAbort: Change;
}

/** @spec LogProcess!Update */
export function update(
  store: Store,
  { options, tx, page, value }: TransactionInputs['Update'],
): StoreStep | undefined {
  if (!canAppend(options, store)) return undefined;
  const phase = store.st[tx];
  if (phase !== undefined && phase !== 'active') return undefined;
  if (hasCommitted(store, tx)) return undefined;
  if (toUndo(store, tx).length >= options.updatesMax) return undefined;
  const before = store.mem[page]?.value;
  if (before === undefined || before === value) return undefined;
  if (isLocked(store, page, tx)) return undefined;
  const record: LogRecord = { type: 'update', tx, page, before, after: value };
  return logged({ ...store, st: withPhase(store.st, tx, 'active') }, options, record);
}

/** Written; the client hears of it when it is durable (`logSynced`).
 *  @spec LogProcess!Commit */
export function commit(
  store: Store,
  { options, tx }: TransactionInputs['Commit'],
): StoreStep | undefined {
  if (!canAppend(options, store)) return undefined;
  if (store.st[tx] !== 'active') return undefined;
  const st = withPhase(store.st, tx, 'committing');
  return logged({ ...store, st }, options, { type: 'commit', tx });
}

/** @spec LogProcess!Abort */
export function abort(store: Store, { tx }: TransactionInputs['Abort']): StoreStep | undefined {
  if (store.mode !== 'running') return undefined;
  if (store.st[tx] !== 'active') return undefined;
  return { state: { ...store, st: withPhase(store.st, tx, 'rolling back') }, effects: [] };
}

/**
 * The last update first, each with a compensation record: a crash on the way finds out from the log how far this got.
 * @spec LogProcess!Undo
 */
export function undo(
  store: Store,
  { options, tx }: TransactionInputs['Undo'],
): StoreStep | undefined {
  if (!canAppend(options, store)) return undefined;
  if (store.st[tx] !== 'rolling back') return undefined;
  const last = toUndo(store, tx).at(-1);
  if (last === undefined) return undefined;
  const [lsn, { page, before }] = last;
  return logged(store, options, { type: 'undo', tx, page, after: before, undoes: lsn });
}

/** @spec LogProcess!EndAbort */
export function endAbort(
  store: Store,
  { options, tx }: TransactionInputs['EndAbort'],
): StoreStep | undefined {
  if (!canAppend(options, store)) return undefined;
  if (store.st[tx] !== 'rolling back') return undefined;
  if (toUndo(store, tx).length > 0) return undefined;
  const st = withPhase(store.st, tx, 'idle');
  return logged({ ...store, st }, options, { type: 'abort', tx });
}

/** The record is written, and what it says is done to the page in memory; the page's own write waits for the log. */
function logged(store: Store, { log: ring }: StoreOptions, record: LogRecord): StoreStep {
  const step = append(ring, store.log, record);
  if (step === undefined) throw new Error('unreachable: the guard has seen that there is room');
  const { log, effects } = step;
  if (!('page' in record)) return { state: { ...store, log }, effects };
  const image = { value: record.after, lsn: lastLsn(log) };
  return { state: { ...store, log, mem: { ...store.mem, [record.page]: image } }, effects };
}

export const transactionActions = { update, commit, abort, undo, endAbort } satisfies Actions<
  TransactionInputs,
  Store
>;
