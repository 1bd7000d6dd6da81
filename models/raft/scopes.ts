/** The sizes of world in which Raft is looked at, and what can be named in each. */
import type { World } from '../../harness/simulation/world.ts';
import type { NodeOptions } from '../../impl/raft/node.ts';
import { nodeOptions, type RaftOptions, raft } from '../../impl/raft/raft.ts';

export interface Setting extends RaftOptions {
  readonly keys: readonly string[];
}

/** A snapshot after a few entries, sent in several pieces; a log on disk that is soon used again. */
const replayedRaft: Setting = {
  servers: ['s1', 's2', 's3'],
  clients: ['c1', 'c2', 'c3'],
  keys: ['x', 'y'],
  attemptsMax: 4,
  segments: 2,
  segmentFrames: 6,
  snapshotEntries: 4,
  chunkBytes: 60,
};

const refinedRaft: Setting = {
  servers: ['s1', 's2'],
  clients: ['c1'],
  keys: ['x'],
  attemptsMax: 1,
  segments: 1,
  segmentFrames: 8,
};

export const sectorBytes = 512;
export const replayed = raft(replayedRaft);
export const refined = raft(refinedRaft);

const settings = new Map([
  [replayed.clients.length, { setting: replayedRaft, options: nodeOptions(replayedRaft) }],
  [refined.clients.length, { setting: refinedRaft, options: nodeOptions(refinedRaft) }],
]);

export function settingOf({ protocol }: World): Setting {
  return known(protocol.clients.length).setting;
}

export function optionsOf({ protocol }: World): NodeOptions {
  return known(protocol.clients.length).options;
}

function known(clients: number) {
  const found = settings.get(clients);
  if (found === undefined) throw new Error(`no setting has ${clients} clients`);
  return found;
}
