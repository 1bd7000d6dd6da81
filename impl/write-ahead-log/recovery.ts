/**
 * Recovery is a function of the files and of nothing else: analysis and redo at once (`restart`), then the disk is made
 * to hold what was read, since reading does not prove it durable, and losers are undone by the way (transactions.ts).
 * It may crash anywhere and begins again; what it finds then leads to the same values.
 */
import type { Actions, Bytes, FileName, StorageEffect } from '../protocol.ts';
import { zeros } from './bytes.ts';
import { replaceControl } from './durability.ts';
import {
  format,
  type Log,
  type LogOptions,
  nextSegment,
  readLog,
  segmentFile,
  segmentNumbers,
} from './log.ts';
import {
  blank,
  type Control,
  controlFile,
  decodeControl,
  decodeImage,
  type Image,
  type LogRecord,
  type Page,
  type Tx,
} from './record.ts';
import {
  type Phase,
  pageFile,
  type Store,
  type StoreOptions,
  type StoreStep,
  withPhase,
} from './store.ts';

export type Files = ReadonlyMap<FileName, Bytes>;

export interface RecoveryInputs {
  Formatted: { readonly options: StoreOptions };
  SegmentSynced: { readonly options: StoreOptions };
}

/** Without a control file no process has ever got as far as to run: whatever is there may be thrown away.
 *  @spec WriteAheadLog!Restart */
export function restart(options: StoreOptions, files: Files): StoreStep {
  const control = decodeControl(files.get(controlFile));
  if (control === undefined) return startFormatting(options, files);
  if (control === 'torn') return refuse(options, 'the control file is corrupt');
  return open(options, control, files);
}

/** Empty files and their names are durable.
 *  @spec WriteAheadLog!Formatted */
export function formatted(
  store: Store,
  { options }: RecoveryInputs['Formatted'],
): StoreStep | undefined {
  if (store.mode !== 'formatting') return undefined;
  return open(options, { start: 1, ended: {} }, new Map());
}

/** @spec WriteAheadLog!SegmentSynced */
export function segmentSynced(
  store: Store,
  { options }: RecoveryInputs['SegmentSynced'],
): StoreStep | undefined {
  if (store.mode !== 'relogging') return undefined;
  const { log, effects } = nextSegment(options.log, store.log);
  return { state: { ...store, mode: log.syncing === 0 ? 'running' : 'relogging', log }, effects };
}

export const recoveryActions = { formatted, segmentSynced } satisfies Actions<
  RecoveryInputs,
  Store
>;

export const formatSync = 'format';

// What an earlier attempt has left is removed first: its names are read, but after a failed sync they need not be durable.
function startFormatting(options: StoreOptions, files: Files): StoreStep {
  const names = filesToFormat(options).filter((file) => files.has(file));
  const removals = names.map((file): StorageEffect => ({ kind: 'remove', file }));
  const size = options.pages.length * options.pageBytes;
  const pages = { kind: 'write', file: pageFile, offset: 0, bytes: zeros(size) } as const;
  return {
    state: { ...emptyStore(options), mode: 'formatting' },
    effects: [
      ...removals,
      ...format(options.log),
      pages,
      { kind: 'sync', file: filesToFormat(options)[0] as FileName, tag: `${formatSync} 0` },
    ],
  };
}

function filesToFormat({ log }: StoreOptions): readonly FileName[] {
  return [...segmentNumbers(log).map(segmentFile), pageFile, '/'];
}

/** One file after another, the directory last; undefined behind that. */
export function nextToFormat(options: StoreOptions, done: number): StorageEffect | undefined {
  const file = filesToFormat(options)[done + 1];
  return file === undefined ? undefined : { kind: 'sync', file, tag: `${formatSync} ${done + 1}` };
}

function emptyStore({ pages }: StoreOptions): Store {
  return {
    mode: 'refused',
    log: { start: 1, entries: [], synced: 0, syncing: 0 },
    ended: {},
    mem: Object.fromEntries(pages.map((page) => [page, blank])),
    home: Object.fromEntries(pages.map((page) => [page, 0])),
    flushing: null,
    cutting: null,
    st: {},
  };
}

/** It does not serve what it cannot vouch for. Somebody has to look; no crash of a sound disk leads here. */
function refuse(options: StoreOptions, reason: string): StoreStep {
  return { state: emptyStore(options), effects: [{ kind: 'halt', reason }] };
}

function open(options: StoreOptions, control: Control, files: Files): StoreStep {
  const log = readLog(options.log as LogOptions<LogRecord>, files, control.start);
  if (typeof log === 'string') return refuse(options, log);
  const images = imagesOf(options, files);
  const mem = redo(log, images);
  const lost = options.pages.find((page) => mem[page] === 'torn');
  if (lost !== undefined)
    return refuse(options, `page ${lost} is corrupt, and the log has no image of it`);
  const store: Store = {
    mode: 'opening',
    log,
    ended: control.ended,
    mem: mem as Readonly<Record<Page, Image>>,
    // Of a page that is in the log the image may not be durable; of the others it was when the log was cut.
    home: Object.fromEntries(
      options.pages.map((page) => [
        page,
        mem[page] === images[page] ? (mem[page] as Image).lsn : 0,
      ]),
    ),
    flushing: null,
    cutting: null,
    st: losers(log),
  };
  return replaceControl(store, control);
}

type Images = Readonly<Record<Page, Image | 'torn'>>;

function imagesOf({ pages, pageBytes }: StoreOptions, files: Files): Images {
  const bytes = files.get(pageFile) ?? '';
  return Object.fromEntries(
    pages.map((page, index) => {
      return [
        page,
        decodeImage(bytes.slice(index * pageBytes, (index + 1) * pageBytes), pageBytes),
      ];
    }),
  );
}

/**
 * History repeats itself, whatever the images say: to skip a record because the page has a larger LSN would be to
 * believe that what is read is durable.
 */
function redo(log: Log<LogRecord>, images: Images): Images {
  const mem: Record<Page, Image | 'torn'> = { ...images };
  for (const [index, record] of log.entries.entries()) {
    if (record.type !== 'update' && record.type !== 'undo') continue;
    mem[record.page] = { value: record.after, lsn: log.start + index };
  }
  return mem;
}

/** Analysis: whose last record is no end is to be rolled back. */
function losers(log: Log<LogRecord>): Store['st'] {
  const last = new Map<Tx, LogRecord>();
  for (const record of log.entries) last.set(record.tx, record);
  let st: Readonly<Record<Tx, Phase>> = {};
  for (const [tx, { type }] of last) {
    if (type === 'update' || type === 'undo') st = withPhase(st, tx, 'rolling back');
  }
  return st;
}
