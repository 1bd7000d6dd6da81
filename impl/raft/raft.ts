/**
 * Raft (Ongaro and Ousterhout, ATC 2014; Ongaro's thesis, 2014): a key-value store that is replicated by a log, and its
 * clients, configured. Changes of membership are not here: `isQuorum` (server.ts) is where a configuration would be asked.
 */
import type { NodeId, Program, Protocol } from '../protocol.ts';
import { recordBytesMax } from '../write-ahead-log/log.ts';
import { clientProgram } from './client.ts';
import type { NodeOptions } from './node.ts';
import { serverProgram } from './server-program.ts';
import { logOptions } from './storage.ts';

export interface RaftOptions {
  readonly servers: readonly NodeId[];
  readonly clients: readonly NodeId[];
  /** How often a client sends a request before it gives up; default 6. */
  readonly attemptsMax?: number;
  /** Of the log on disk: files, frames in each, bytes of a frame, into which what one step writes must fit. */
  readonly segments?: number;
  readonly segmentFrames?: number;
  readonly frameBytes?: number;
  /** How many entries are applied before a snapshot is taken; default 1,000. */
  readonly snapshotEntries?: number;
  /** How many bytes of a snapshot one message carries; default 4,096. */
  readonly chunkBytes?: number;
  /** How many entries one message carries; default 4. */
  readonly batchMax?: number;
  /** How many steps of a server may wait for its disk; default 1,000. */
  readonly waitingMax?: number;
  /** Who may stand for election; default: everybody. */
  readonly contenders?: readonly NodeId[];
  /** Nobody stands for election in a later term; for worlds that are to be small. */
  readonly termMax?: number;
  /** How many sessions there are before the oldest ends; default 1,000. */
  readonly sessionsMax?: number;
}

// biome-ignore lint/suspicious/noExplicitAny: servers and clients have different states.
type RaftProgram = Program<any, any, any, any, any, any>;

/** Throws RangeError where the sizes make no sense. */
export function raft(options: RaftOptions): Protocol<RaftProgram> {
  const { servers, clients, attemptsMax = 6 } = options;
  const server = serverProgram(nodeOptions(options));
  const client = clientProgram({ servers, attemptsMax });
  return {
    name: 'raft',
    nodes: [...servers, ...clients],
    clients,
    program: (node) => (servers.includes(node) ? server : client) as RaftProgram,
  };
}

export function nodeOptions(options: RaftOptions): NodeOptions {
  const { servers, segments = 2, segmentFrames = 64, frameBytes = 512 } = options;
  const {
    snapshotEntries = 1_000,
    chunkBytes = 4_096,
    batchMax = 4,
    sessionsMax = 1_000,
  } = options;
  const log = logOptions({ segments, segmentFrames, frameBytes });
  if (recordBytesMax(log) < 64) throw new RangeError('no entry fits into a frame');
  if (servers.length === 0) throw new RangeError('no servers');
  const { contenders = servers, termMax = Number.MAX_SAFE_INTEGER, waitingMax = 1_000 } = options;
  const sizes = { snapshotEntries, chunkBytes, batchMax, sessionsMax, waitingMax };
  return { servers, log, ...sizes, contenders, termMax };
}
