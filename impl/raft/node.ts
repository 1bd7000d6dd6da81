/**
 * A server and its disk. A step is taken in memory at once, and on the disk when its record is synced: until then whatever
 * it says waits, and so do the steps after it, since they build upon it. `stable` is the server without the steps that
 * wait; a crash leads back to what is durable of it, and nobody has heard of anything later. One sync serves all steps
 * that came while another was under way (group commit).
 *
 * A snapshot, or what was read at a start, is written to the control file while the server goes on. Only while it installs
 * a leader's snapshot is a server deaf: all that it has is about to be replaced.
 */
import type { NodeId, StorageEffect, SyncOutcome } from '../protocol.ts';
import {
  append,
  beginLogSync,
  capacity,
  cutBefore,
  endLogSync,
  type Log,
  type LogOptions,
  lastLsn,
  logSync,
  nextSegment,
  recordBytesMax,
  rewrite,
  segmentSync,
} from '../write-ahead-log/log.ts';
import type { Change, Control } from './codec.ts';
import type { InstallSnapshotRequest, Message, RaftEffect } from './message.ts';
import {
  arrival,
  fire,
  installed,
  type ReactionOptions,
  react,
  replicate,
  type Taken,
} from './reaction.ts';
import {
  type Durable,
  entriesFrom,
  follower,
  lastIndex,
  type Server,
  type Snapshot,
  termAt,
} from './server.ts';
import { logBehind, takeSnapshot } from './snapshots.ts';
import {
  changeBetween,
  controlFile,
  encodeControl,
  type Files,
  lastState,
  newControlFile,
  recover,
} from './storage.ts';

export interface NodeOptions extends ReactionOptions {
  readonly servers: readonly NodeId[];
  readonly log: LogOptions<Change>;
  /** How many entries are applied before a snapshot is taken. */
  readonly snapshotEntries: number;
  /** How many steps may wait for the disk: beyond that whatever comes is ignored, as if it had been lost. */
  readonly waitingMax: number;
}

/** A step that waits until the log is synced up to this record. */
interface Waiting extends Taken {
  readonly lsn: number;
}

interface Checkpoint {
  readonly control: Control;
  readonly phase: 'file' | 'name';
  /** What it is for: a start, a snapshot of its own, or one that a leader has sent. */
  readonly why: 'start' | 'snapshot' | InstallSnapshotRequest;
}

export interface Node {
  /** `refused`: the disk holds what no crash leaves there; for ever. */
  readonly mode: 'opening' | 'running' | 'refused';
  /** It has never run before. */
  readonly isNew: boolean;
  readonly server: Server;
  readonly stable: Server;
  readonly waiting: readonly Waiting[];
  readonly log: Log<Change>;
  readonly checkpoint: Checkpoint | null;
}

export type Input =
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'timer'; readonly timer: string }
  | { readonly type: 'synced'; readonly tag: string; readonly outcome: SyncOutcome };

export interface Advance {
  readonly node: Node;
  /** The steps that are stable with this input, in order: what the specification sees. */
  readonly released: readonly Taken[];
  readonly effects: readonly RaftEffect[];
}

/** A start reads the files, then makes them hold what was read: reading does not prove it durable. */
export function start(options: NodeOptions, self: NodeId, files: Files): Advance {
  const recovered = recover(options.log, files);
  const found = lastState(recovered);
  const server = follower({ self, servers: options.servers }, found);
  const isFound = recovered !== 'none' && !('refused' in recovered);
  const log = isFound ? recovered.log : { start: 1, entries: [], synced: 0, syncing: 0 };
  const node: Node = {
    ...{ mode: 'opening', isNew: recovered === 'none', server, stable: server },
    ...{ waiting: [], log, checkpoint: null },
  };
  if (recovered !== 'none' && 'refused' in recovered) {
    const halt: RaftEffect = { kind: 'halt', reason: recovered.refused };
    return { node: { ...node, mode: 'refused' }, released: [], effects: [halt] };
  }
  return writeControl(node, { start: lastLsn(log) + 1, durable: found }, 'start');
}

/** Under another name, so that a crash finds either the old file or the new one, whole. */
function writeControl(node: Node, control: Control, why: Checkpoint['why']): Advance {
  const bytes = encodeControl(control);
  return {
    node: { ...node, checkpoint: { control, phase: 'file', why } },
    released: [],
    effects: [
      { kind: 'write', file: newControlFile, offset: 0, bytes },
      { kind: 'sync', file: newControlFile, tag: controlFileSync },
    ],
  };
}
export const controlFileSync = 'control file';
export const controlNameSync = 'control name';
export const logNameSync = 'log names';

/** Undefined: the input is ignored. */
export function advance(options: NodeOptions, node: Node, input: Input): Advance | undefined {
  if (input.type === 'synced') return synced(options, node, input);
  if (node.mode !== 'running') return undefined;
  if (isDeaf(node) || node.waiting.length >= options.waitingMax) return undefined;
  if (input.type === 'timer') return take(options, node, fire(options, node.server, input.timer));
  const found = arrival(node.server, input.message);
  if (found === undefined) return take(options, node, react(options, node.server, input.message));
  if ('length' in found) return take(options, node, found);
  return install(node, input.message as InstallSnapshotRequest, found);
}

function isDeaf({ checkpoint }: Node): boolean {
  return checkpoint !== null && typeof checkpoint.why === 'object';
}

/** Not while anything else is on its way to the disk: the leader will send it once more. */
function install(node: Node, why: InstallSnapshotRequest, snapshot: Snapshot): Advance | undefined {
  if (node.waiting.length > 0 || node.checkpoint !== null) return undefined;
  const { currentTerm, votedFor } = node.server;
  const log = logBehind(node.server, snapshot);
  const durable: Durable = { currentTerm, votedFor, log, snapshot };
  return writeControl(node, { start: lastLsn(node.log) + 1, durable }, why);
}

/** Each step has its record. What one input leads to is released as one, with the last of them. */
function take(options: NodeOptions, node: Node, steps: readonly Taken[]): Advance | undefined {
  if (steps.length === 0) return undefined;
  let { log, server } = node;
  const writes: StorageEffect[] = [];
  for (const step of steps) {
    const change = changeBetween(server, step.state);
    server = step.state;
    if (change === undefined) continue;
    const written = appendFitting(options, log, change);
    if (written === undefined) return undefined;
    log = written.log;
    writes.push(...written.effects);
  }
  const lsn = lastLsn(log);
  const waiting = [...node.waiting, ...steps.map((step) => ({ ...step, lsn }))];
  const timers = steps.flatMap(({ effects }) => effects.filter(({ kind }) => kind !== 'send'));
  const taken = release(options, { ...node, log, server, waiting });
  return { ...taken, effects: [...writes, ...timers, ...taken.effects] };
}

/** Undefined: there is no room in the log, or the record is larger than any may be. */
function appendFitting({ log: options }: NodeOptions, log: Log<Change>, change: Change) {
  if (options.encode(change).length > recordBytesMax(options)) return undefined;
  return append(options, log, change);
}

/** Whatever does not wait for the disk any longer is said; then the disk is given what it has to do. */
function release(options: NodeOptions, node: Node): Advance {
  const count = node.waiting.filter(({ lsn }) => lsn <= node.log.synced).length;
  const released: Taken[] = node.waiting.slice(0, count);
  const waiting = node.waiting.slice(count);
  let { server } = node;
  if (waiting.length === 0) {
    const sent = replicate(options, server);
    released.push(...sent);
    server = sent.at(-1)?.state ?? server;
  }
  const stable = waiting.length === 0 ? server : (released.at(-1)?.state ?? node.stable);
  const next = { ...node, server, stable, waiting };
  const sends = released.flatMap(({ effects }) => effects.filter(({ kind }) => kind === 'send'));
  const { node: busy, effects } = keepDiskBusy(options, next);
  return { node: busy, released, effects: [...sends, ...effects] };
}

function keepDiskBusy(options: NodeOptions, node: Node): Advance {
  const sync = beginLogSync(options.log, node.log);
  const syncing = sync === undefined ? node : { ...node, log: sync.log };
  const effects = sync?.effects ?? [];
  if (!isCheckpointDue(options, syncing)) return { node: syncing, released: [], effects };
  const { stable, log } = syncing;
  const durable = withSnapshot(stable);
  const written = writeControl(syncing, { start: log.synced + 1, durable }, 'snapshot');
  return { ...written, effects: [...effects, ...written.effects] };
}

/** Enough was applied, or the log is half full and something of it can go. */
function isCheckpointDue({ snapshotEntries, log: ring }: NodeOptions, node: Node): boolean {
  const { checkpoint, stable, log } = node;
  if (checkpoint !== null || node.mode !== 'running') return false;
  if (stable.applied - stable.snapshot.index >= snapshotEntries) return true;
  return 2 * log.entries.length >= capacity(ring) && log.synced >= log.start;
}

/** What is durable of a server, with a snapshot of all that it has applied. */
function withSnapshot(server: Server): Durable {
  const { currentTerm, votedFor, machine, applied: index } = server;
  const snapshot =
    index === server.snapshot.index
      ? server.snapshot
      : { index, term: termAt(server, index), machine };
  return {
    currentTerm,
    votedFor,
    log: entriesFrom(server, index + 1, lastIndex(server)),
    snapshot,
  };
}

/**
 * After a failed sync the process stops, and does not ask again: the next answer would be about nothing (see
 * impl/write-ahead-log). What it had said before was durable before.
 */
function synced(
  options: NodeOptions,
  node: Node,
  { tag, outcome }: Extract<Input, { type: 'synced' }>,
): Advance | undefined {
  if (outcome !== 'ok') {
    return { node, released: [], effects: [{ kind: 'halt', reason: `${tag}: ${outcome}` }] };
  }
  switch (tag) {
    case logSync:
      return release(options, { ...node, log: endLogSync(node.log) });
    case controlFileSync:
      return nameControl(node);
    case controlNameSync:
      return controlDurable(options, node);
    case segmentSync:
      return segmentDurable(options, node);
    default:
      return { node: { ...node, mode: 'running' }, released: [], effects: [] };
  }
}

/** A name is durable when its directory is (Pillai et al., OSDI 2014). */
function nameControl(node: Node): Advance | undefined {
  if (node.checkpoint === null) return undefined;
  return {
    node: { ...node, checkpoint: { ...node.checkpoint, phase: 'name' } },
    released: [],
    effects: [
      { kind: 'rename', from: newControlFile, to: controlFile },
      { kind: 'sync', file: '/', tag: controlNameSync },
    ],
  };
}

function controlDurable(options: NodeOptions, node: Node): Advance | undefined {
  if (node.checkpoint === null) return undefined;
  const { control, why } = node.checkpoint;
  const log = cutBefore(node.log, control.start);
  const next: Node = { ...node, log, checkpoint: null };
  const { snapshot } = control.durable;
  if (why === 'start') {
    // What survived behind the end of the log must not be found there when the log has grown up to it.
    const rewritten = rewrite(options.log, log);
    return { node: { ...next, log: rewritten.log }, released: [], effects: rewritten.effects };
  }
  if (why === 'snapshot') return snapshotDurable(options, next, snapshot);
  const steps = installed(options, next.server, { message: why, snapshot });
  return take(options, next, steps) ?? { node: next, released: [], effects: [] };
}

function snapshotDurable(options: NodeOptions, node: Node, snapshot: Snapshot): Advance {
  const step = takeSnapshot(node.server, { snapshot });
  if (step === undefined) return release(options, node);
  const taken: Taken = { action: ['TakeSnapshot', node.server.self, snapshot.index], ...step };
  return take(options, node, [taken]) as Advance;
}

/** One segment of the emptied log after another, then their names. */
function segmentDurable(options: NodeOptions, node: Node): Advance {
  const { log, effects } = nextSegment(options.log, node.log);
  const names: RaftEffect = { kind: 'sync', file: '/', tag: logNameSync };
  const all: readonly RaftEffect[] = log.syncing === 0 ? [...effects, names] : effects;
  return { node: { ...node, log }, released: [], effects: all };
}
