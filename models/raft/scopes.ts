/** The sizes of world in which Raft is looked at, and what can be named in each. */
import type { World } from '../../harness/simulation/world.ts';
import type { Protocol } from '../../impl/protocol.ts';
import type { NodeOptions } from '../../impl/raft/node.ts';
import { nodeOptions, type RaftOptions, raft } from '../../impl/raft/raft.ts';

export interface Setting extends RaftOptions {
  readonly keys: readonly string[];
}

/** A snapshot after a few entries, sent in several pieces; a log on disk that is soon used again. */
export const replayedRaft: Setting = {
  servers: ['s1', 's2', 's3'],
  clients: ['c1', 'c2', 'c3'],
  keys: ['x', 'y'],
  attemptsMax: 4,
  segments: 2,
  segmentFrames: 6,
  snapshotEntries: 4,
  chunkBytes: 60,
  batchMax: 2,
};

const refinedRaft: Setting = {
  servers: ['s1', 's2'],
  clients: [],
  keys: ['x'],
  contenders: ['s1'],
  termMax: 1,
  waitingMax: 1,
  segments: 1,
  segmentFrames: 8,
};

export const sectorBytes = 512;

interface Known {
  readonly setting: Setting;
  readonly options: NodeOptions;
}
const known = new WeakMap<Protocol, Known>();

/** The protocol in this setting; the mapping finds it by the protocol. */
export function configured(setting: Setting): Protocol {
  const protocol = raft(setting);
  known.set(protocol, { setting, options: nodeOptions(setting) });
  return protocol;
}

export const replayed = configured(replayedRaft);
export const refined = configured(refinedRaft);

export function settingOf({ protocol }: World): Setting {
  return knownOf(protocol).setting;
}

export function optionsOf({ protocol }: World): NodeOptions {
  return knownOf(protocol).options;
}

function knownOf(protocol: Protocol): Known {
  const found = known.get(protocol);
  if (found === undefined) throw new Error('this protocol was not configured here');
  return found;
}
