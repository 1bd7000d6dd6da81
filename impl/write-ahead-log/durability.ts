/**
 * How what is written becomes durable, in the one order that is safe: the record, then the page, then the cut of the log.
 * Each function is the action of specs/write-ahead-log/LogProcess.tla of its name. A sync that fails is no action: the
 * process stops (store-program.ts), since no later sync would tell what has become of the data.
 */
import type { Actions, StorageEffect } from '../protocol.ts';
import { beginLogSync, cutBefore, endLogSync, type Lsn, rewrite } from './log.ts';
import { type Control, controlFile, encodeControl, newControlFile, type Page } from './record.ts';
import {
  committedNumbers,
  pageFile,
  pageSync,
  pageWrite,
  recordsOf,
  type Store,
  type StoreOptions,
  type StoreStep,
  withPhase,
} from './store.ts';

interface Configured {
  readonly options: StoreOptions;
}

export interface DurabilityInputs {
  BeginSync: Configured;
  LogSynced: undefined;
  Flush: Configured & { readonly page: Page };
  PageSynced: undefined;
  Checkpoint: undefined;
  ControlWritten: undefined;
  ControlSynced: Configured;
}

/** @spec LogProcess!BeginSync */
export function beginSync(
  store: Store,
  { options }: DurabilityInputs['BeginSync'],
): StoreStep | undefined {
  if (store.mode !== 'running') return undefined;
  const step = beginLogSync(options.log, store.log);
  return step && { state: { ...store, log: step.log }, effects: step.effects };
}

/** Whose commit is durable now has ended; the program tells them.
 *  @spec LogProcess!LogSynced */
export function logSynced(store: Store): StoreStep | undefined {
  if (store.mode !== 'running') return undefined;
  if (store.log.syncing === 0) return undefined;
  let { st } = store;
  for (const [tx, phase] of Object.entries(store.st)) {
    const commits = recordsOf(store, tx).filter(([, { type }]) => type === 'commit');
    const isDurable = commits.every(([lsn]) => lsn <= store.log.syncing);
    if (phase === 'committing' && isDurable) st = withPhase(st, tx, 'idle');
  }
  return { state: { ...store, log: endLogSync(store.log), st }, effects: [] };
}

/** The write-ahead rule: no image before the record that it is made of. Whether its transaction has ended is no matter.
 *  @spec LogProcess!Flush */
export function flush(
  store: Store,
  { options, page }: DurabilityInputs['Flush'],
): StoreStep | undefined {
  if (store.mode !== 'running') return undefined;
  if (store.flushing !== null) return undefined;
  const image = store.mem[page];
  if (image === undefined || image.lsn <= (store.home[page] ?? 0)) return undefined;
  if (image.lsn > store.log.synced) return undefined;
  return {
    state: { ...store, flushing: { page, image } },
    effects: [pageWrite(options, page, image), { kind: 'sync', file: pageFile, tag: pageSync }],
  };
}

/** @spec LogProcess!PageSynced */
export function pageSynced(store: Store): StoreStep | undefined {
  if (store.mode !== 'running') return undefined;
  if (store.flushing === null) return undefined;
  const { page, image } = store.flushing;
  return {
    state: { ...store, flushing: null, home: { ...store.home, [page]: image.lsn } },
    effects: [],
  };
}

/** The first record that recovery could need: to redo a page, or to undo a transaction whose end may yet be lost. */
export function firstNeeded(store: Store): Lsn {
  const { log, home, st } = store;
  let first = log.synced + 1;
  const need = (lsn: Lsn): void => {
    first = Math.min(first, lsn);
  };
  for (const [index, record] of log.entries.entries()) {
    const lsn = log.start + index;
    const isChange = record.type === 'update' || record.type === 'undo';
    if (isChange && lsn > (home[record.page] ?? 0)) need(lsn);
    if (st[record.tx] !== undefined) need(lsn);
    if (!isChange && lsn > log.synced)
      for (const [early] of recordsOf(store, record.tx)) need(early);
  }
  return first;
}

/** @spec LogProcess!Checkpoint */
export function checkpoint(store: Store): StoreStep | undefined {
  if (store.mode !== 'running') return undefined;
  if (store.cutting !== null) return undefined;
  const start = firstNeeded(store);
  if (start <= store.log.start) return undefined;
  return replaceControl(store, { start, ended: committedNumbers(store, start) });
}

/** The first half of it: under another name, so that a crash finds either the old file or the new one, whole. */
export function replaceControl(store: Store, control: Control): StoreStep {
  return {
    state: { ...store, cutting: { control, phase: 'file' } },
    effects: [
      { kind: 'write', file: newControlFile, offset: 0, bytes: encodeControl(control) },
      { kind: 'sync', file: newControlFile, tag: controlFileSync },
    ],
  };
}
export const controlFileSync = 'control file';
export const controlNameSync = 'control name';

/** @spec LogProcess!ControlWritten */
export function controlWritten(store: Store): StoreStep | undefined {
  if (store.cutting?.phase !== 'file') return undefined;
  return {
    state: { ...store, cutting: { ...store.cutting, phase: 'name' } },
    effects: [
      { kind: 'rename', from: newControlFile, to: controlFile },
      { kind: 'sync', file: '/', tag: controlNameSync },
    ],
  };
}

/**
 * Only now may what precedes the new start be overwritten: a name is durable when its directory is (Pillai et al., OSDI
 * 2014). A process that is just opening goes on to write its log once more.
 * @spec LogProcess!ControlSynced
 */
export function controlSynced(
  store: Store,
  { options }: DurabilityInputs['ControlSynced'],
): StoreStep | undefined {
  if (store.cutting?.phase !== 'name') return undefined;
  const { start, ended } = store.cutting.control;
  const log = cutBefore(store.log, start);
  const state: Store = { ...store, cutting: null, ended, log };
  if (store.mode === 'running') return { state, effects: [] };
  const rewritten = rewrite(options.log, log);
  const effects: readonly StorageEffect[] = rewritten.effects;
  return { state: { ...state, mode: 'relogging', log: rewritten.log }, effects };
}

export const durabilityActions = {
  beginSync,
  logSynced,
  flush,
  pageSynced,
  checkpoint,
  controlWritten,
  controlSynced,
} satisfies Actions<DurabilityInputs, Store>;
