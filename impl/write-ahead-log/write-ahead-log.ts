/**
 * A store of pages behind a write-ahead log, and its clients, configured. The log by itself is log.ts.
 */
import type { Program, Protocol } from '../protocol.ts';
import { clientProgram } from './client.ts';
import { recordBytesMax } from './log.ts';
import { decodeRecord, encodeRecord, type Page } from './record.ts';
import type { StoreOptions } from './store.ts';
import { storeName, storeProgram } from './store-program.ts';

export interface WalOptions {
  readonly pages: readonly Page[];
  /** Of which each is a session; no name ends with a digit. */
  readonly clients: readonly string[];
  readonly segments: number;
  readonly segmentFrames: number;
  /** Of a frame and of a page; what is put must fit into it. */
  readonly blockBytes?: number;
  /** Default: any number. */
  readonly updatesMax?: number;
  readonly lsnMax?: number;
}

// biome-ignore lint/suspicious/noExplicitAny: store and clients have different states.
type WalProgram = Program<any, any, any, any, any, any>;

/** Throws RangeError where names or sizes make no sense. */
export function writeAheadLog(wal: WalOptions): Protocol<WalProgram> {
  const { clients, pages } = wal;
  const wrong = clients.find((client) => /\d$/.test(client) || client === storeName);
  if (wrong !== undefined) throw new RangeError(`${wrong} cannot be the name of a session`);
  const options = storeOptions(wal);
  if (pages.length === 0) throw new RangeError('a store without pages');
  if (recordBytesMax(options.log) < 1) throw new RangeError('no record fits into a frame');
  const store = storeProgram(options, clients);
  const client = clientProgram(storeName);
  return {
    name: 'write-ahead-log',
    nodes: [storeName, ...clients],
    clients,
    program: (node) => (node === storeName ? store : client) as WalProgram,
  };
}

export function storeOptions(wal: WalOptions): StoreOptions {
  const { blockBytes = 64, segments, segmentFrames, pages } = wal;
  const { updatesMax = Number.POSITIVE_INFINITY, lsnMax = Number.POSITIVE_INFINITY } = wal;
  const log = {
    frameBytes: blockBytes,
    segments,
    segmentFrames,
    encode: encodeRecord,
    decode: decodeRecord,
  };
  return { log, pages, pageBytes: blockBytes, updatesMax, lsnMax };
}
