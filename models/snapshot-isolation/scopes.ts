/** The two sizes of world in which the store is looked at: sessions with retries, and bare transactions. */
import type { World } from '../../harness/simulation/world.ts';
import { snapshotIsolation } from '../../impl/snapshot-isolation/snapshot-isolation.ts';
import { type Tx, txOf } from '../../impl/snapshot-isolation/store.ts';
import type { Key, Range } from '../../impl/snapshot-isolation/versions.ts';

export interface Setting {
  readonly txs: readonly Tx[];
  readonly keys: readonly Key[];
  readonly ranges: readonly Range[];
  readonly readers: readonly string[];
}

/** A client carries an operation out twice at most, and has so many numbers for all of them. */
export const attemptsMax = 2;
export const numbersMax = 5;
const sessions = ['a', 'b', 'c', 'r'];

const replayedSetting: Setting = {
  txs: sessions.flatMap((session) =>
    Array.from({ length: numbersMax }, (_, index) => txOf(session, index + 1)),
  ),
  keys: ['x', 'y', 'z'],
  ranges: [
    { from: 'x', to: 'z' },
    { from: 'y', to: 'zz' },
    { from: 'x', to: 'zz' },
  ],
  readers: ['r'],
};

/** Nobody asks from outside; each transaction reads and writes two keys at most. */
const refinedSetting: Setting = {
  txs: ['a1', 'b1'],
  keys: ['x', 'y'],
  ranges: [{ from: 'x', to: 'z' }],
  readers: [],
};

export const accessesMax = 2;

export const replayed = snapshotIsolation({ clients: sessions, readers: ['r'], attemptsMax });
export const refined = snapshotIsolation({ clients: [], readers: [], attemptsMax: 1 });

export function settingOf({ protocol }: World): Setting {
  return protocol.clients.length === 0 ? refinedSetting : replayedSetting;
}
