/** The two sizes of world in which the store is looked at, and the names of the transactions in each. */
import type { World } from '../../harness/simulation/world.ts';
import { type Tx, txOf } from '../../impl/write-ahead-log/record.ts';
import {
  storeOptions,
  type WalOptions,
  writeAheadLog,
} from '../../impl/write-ahead-log/write-ahead-log.ts';

/** Of one sector each: frames, pages and control files. */
export const sectorBytes = 64;

interface Setting extends WalOptions {
  readonly txs: readonly Tx[];
}

const sessions = ['a', 'b', 'c'];
export const operationsMax = 6;

/** Clients with sessions; a ring that is soon used again. */
const replayedWal: Setting = {
  pages: ['p', 'q', 'r'],
  clients: sessions,
  segments: 2,
  segmentFrames: 6,
  txs: sessions.flatMap((session) =>
    Array.from({ length: operationsMax }, (_, index) => txOf(session, index + 1)),
  ),
};

/** The store in the process of those who use it. */
const refinedWal: Setting = {
  pages: ['p'],
  clients: [],
  segments: 1,
  segmentFrames: 3,
  lsnMax: 3,
  updatesMax: 1,
  txs: ['a1', 'b1'],
};

export const replayed = writeAheadLog(replayedWal);
export const refined = writeAheadLog(refinedWal);

export function settingOf({ protocol }: World): Setting {
  return protocol.clients.length === 0 ? refinedWal : replayedWal;
}

export function optionsOf(world: World) {
  return protocolOptions.get(settingOf(world)) as ReturnType<typeof storeOptions>;
}
const protocolOptions = new Map([replayedWal, refinedWal].map((wal) => [wal, storeOptions(wal)]));
