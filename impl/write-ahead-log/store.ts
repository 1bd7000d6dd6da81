/**
 * The state of a store: pages that transactions change, behind a write-ahead log. One field for each variable of
 * specs/write-ahead-log/LogProcess.tla; the records of the log are the tables of ARIES, looked through when they are
 * needed, since a checkpoint keeps the log short.
 */
import type { FileName, StorageEffect } from '../protocol.ts';
import { isFull, type Log, type LogOptions, type Lsn, lastLsn } from './log.ts';
import {
  type Control,
  encodeImage,
  type Image,
  type LogRecord,
  numberOf,
  type Page,
  sessionOf,
  type Tx,
} from './record.ts';

export interface StoreOptions {
  readonly log: LogOptions<LogRecord>;
  readonly pages: readonly Page[];
  readonly pageBytes: number;
  /** How many updates a transaction may have. */
  readonly updatesMax: number;
  /** No frame gets a larger number; for worlds that are to be small. */
  readonly lsnMax: Lsn;
}

export type Phase = 'active' | 'committing' | 'rolling back';

export interface Store {
  /** `refused`: the disk holds what no crash leaves there; for ever. */
  readonly mode: 'formatting' | 'opening' | 'relogging' | 'running' | 'refused';
  /** `start`, `log`, `synced` and `syncing`. */
  readonly log: Log<LogRecord>;
  readonly ended: Control['ended'];
  readonly mem: Readonly<Record<Page, Image>>;
  /** The LSN of each page's image that is known to be durable. */
  readonly home: Readonly<Record<Page, Lsn>>;
  readonly flushing: { readonly page: Page; readonly image: Image } | null;
  readonly cutting: { readonly control: Control; readonly phase: 'file' | 'name' } | null;
  /** Of the transactions that are open; all others are idle. */
  readonly st: Readonly<Record<Tx, Phase>>;
}

export interface StoreStep {
  readonly state: Store;
  readonly effects: readonly StorageEffect[];
}

export const pageFile: FileName = 'pages';
export const pageSync = 'page';

/** What is in the log of one transaction, by LSN, oldest first. */
export function recordsOf({ log }: Store, tx: Tx): readonly (readonly [Lsn, LogRecord])[] {
  const found: (readonly [Lsn, LogRecord])[] = [];
  for (const [index, record] of log.entries.entries()) {
    if (record.tx === tx) found.push([log.start + index, record]);
  }
  return found;
}

/** Its updates, without those before an abort: one that was rolled back may begin again. */
export function updatesOf(store: Store, tx: Tx): readonly (readonly [Lsn, Update])[] {
  const records = recordsOf(store, tx);
  const abort = records.findLastIndex(([, { type }]) => type === 'abort');
  return records.slice(abort + 1).filter((entry): entry is readonly [Lsn, Update] => {
    return entry[1].type === 'update';
  });
}
type Update = Extract<LogRecord, { readonly type: 'update' }>;

/** Updates that have not been undone. */
export function toUndo(store: Store, tx: Tx): readonly (readonly [Lsn, Update])[] {
  const undone = new Set(
    recordsOf(store, tx).map(([, record]) => (record.type === 'undo' ? record.undoes : 0)),
  );
  return updatesOf(store, tx).filter(([lsn]) => !undone.has(lsn));
}

/** Is the page changed by another transaction that has not ended, or whose commit is not durable? */
export function isLocked(store: Store, page: Page, tx?: Tx): boolean {
  return Object.keys(store.st).some((other) => {
    if (other === tx) return false;
    return updatesOf(store, other).some(([, update]) => update.page === page);
  });
}

/** The last number that has committed, for each session, as far as the log goes; before an LSN, if one is given. */
export function committedNumbers(
  { ended, log }: Pick<Store, 'ended' | 'log'>,
  before = Number.POSITIVE_INFINITY,
): Control['ended'] {
  const numbers: Record<string, number> = { ...ended };
  for (const [index, { type, tx }] of log.entries.entries()) {
    if (type !== 'commit' || log.start + index >= before) continue;
    const session = sessionOf(tx);
    numbers[session] = Math.max(numbers[session] ?? 0, numberOf(tx));
  }
  return numbers;
}

/** Has it, or a later one of its session? Then it will not be done again. */
export function hasCommitted(store: Store, tx: Tx): boolean {
  return numberOf(tx) <= (committedNumbers(store)[sessionOf(tx)] ?? 0);
}

export function canAppend({ log: ring, lsnMax }: StoreOptions, { mode, log }: Store): boolean {
  return mode === 'running' && lastLsn(log) < lsnMax && !isFull(ring, log);
}

export function withPhase(st: Store['st'], tx: Tx, phase: Phase | 'idle'): Store['st'] {
  const { [tx]: _, ...others } = st;
  if (phase === 'idle') return others;
  // In the order of their names, so that equal states are equal.
  return Object.fromEntries(
    Object.entries({ ...others, [tx]: phase }).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

export function pageWrite({ pages, pageBytes }: StoreOptions, page: Page, image: Image) {
  const offset = pages.indexOf(page) * pageBytes;
  const bytes = encodeImage(image, pageBytes);
  return { kind: 'write', file: pageFile, offset, bytes } satisfies StorageEffect;
}
