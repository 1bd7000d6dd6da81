/**
 * A world: all nodes, their disks and timers, and the network, as one immutable value.
 * `apply(world, event)` is a pure function. The same list of events always leads to the same world.
 */
import type { Envelope, NodeId, Outcome, Protocol } from '../../impl/protocol.ts';
import type { Disk } from './disk.ts';

export interface NodeWorld {
  readonly up: boolean;
  /** The program's state; `undefined` while the node is down. */
  readonly state: unknown;
  /** What survives a crash, oldest first. */
  readonly records: readonly unknown[];
  readonly disk: Disk;
  /** The timers that are set, by name, with the tick count they were set with. */
  readonly timers: ReadonlyMap<string, number>;
  readonly crashes: number;
  /** Failed syncs, rotten bits and old backups; absent: none. */
  readonly diskFaults?: number;
}

/**
 * How links behave. A protocol that assumes TCP between servers declares those links `fifo` and not
 * lossy. As with TCP, a FIFO link is a connection and breaks when its destination crashes: what was
 * on its way there is lost, and so is what is sent while the destination is down (`Applied.lost`).
 * What a node sent before its own crash still arrives. On links without order, messages outlive
 * crashes of either end.
 */
export interface LinkAssumption {
  readonly order: 'any' | 'fifo';
  readonly lossy: boolean;
  readonly duplicating: boolean;
}

export interface Network {
  /** Copies under way, oldest first. */
  readonly inFlight: readonly Envelope[];
  /**
   * Every distinct message that was ever sent on a link without order, in the order of its first
   * sending. FIFO links are queues: what has left them is forgotten, as it is in a spec with
   * channels.
   */
  readonly everSent: readonly Envelope[];
  /** Directed links that are cut, as `source>dest`. */
  readonly blocked: ReadonlySet<string>;
}

/** One client operation as its client saw it. Positions count events from the start of the run. */
export interface RecordedOperation {
  readonly process: NodeId;
  readonly operation: unknown;
  readonly invoke: number;
  /** Absent while the operation is open, and for ever if its outcome is `info`. */
  readonly return?: number;
  /** Absent while the operation is open. */
  readonly outcome?: Outcome;
}

export interface WorldOptions {
  /**
   * How a link behaves; default: any order, lossy, duplicating. Messages of some types may travel
   * beside a connection, as datagrams.
   */
  readonly link?: (source: NodeId, dest: NodeId, type: string) => LinkAssumption;
  /**
   * `copies`: a multiset of copies, each delivered or dropped once (replay). `set`: every message
   * ever sent can be received at any time, any number of times: the growing message set of the
   * specs, loss, duplication and reordering at once (refine). FIFO links are queues in both.
   */
  readonly network?: 'copies' | 'set';
  /** What a crash keeps or loses of a file as one piece; default 512. */
  readonly sectorBytes?: number;
  /**
   * Distrust the programs (tests, replay): freeze everything they return, deeply, run each handler
   * twice and compare, and refuse messages and records that are not plain data. A program that
   * breaks a rule throws ProgramError.
   */
  readonly strict?: boolean;
}

export interface World {
  readonly protocol: Protocol;
  readonly options: WorldOptions;
  readonly nodes: ReadonlyMap<NodeId, NodeWorld>;
  readonly network: Network;
  /** The number of events applied so far. */
  readonly time: number;
  readonly history: readonly RecordedOperation[];
}
