/**
 * Snapshots (paper, section 7): each server takes its own; a follower that lacks what the leader has discarded is sent the
 * leader's, in chunks, each when the one before it has arrived. What is on the way in chunks is nothing to the
 * specification: there the last one, which completes the snapshot, is the whole message.
 */
import { decode, encode } from '../cbor.ts';
import type { Actions, Bytes, NodeId } from '../protocol.ts';
import { dataOfMachine, machineOfData } from './codec.ts';
import { seeTerm } from './election.ts';
import {
  type InstallSnapshotRequest,
  type InstallSnapshotResponse,
  type SnapshotChunk,
  type SnapshotChunkResponse,
  send,
} from './message.ts';
import { withMatch } from './replication.ts';
import {
  entriesFrom,
  follow,
  lastIndex,
  matches,
  type Server,
  type ServerStep,
  type Snapshot,
  voteIn,
  waitForLeader,
  withMember,
} from './server.ts';

export interface SnapshotInputs {
  TakeSnapshot: { readonly snapshot: Snapshot };
  InstallSnapshot: { readonly peer: NodeId; readonly chunkBytes: number };
  HandleInstallSnapshotRequest: {
    readonly message: InstallSnapshotRequest;
    /** What the message completes. */
    readonly snapshot: Snapshot;
  };
  HandleInstallSnapshotResponse: { readonly message: InstallSnapshotResponse };
}

/** It is on the disk already; what it covers leaves the log.
 *  @spec RaftReplication!TakeSnapshot */
export function takeSnapshot(
  server: Server,
  { snapshot }: SnapshotInputs['TakeSnapshot'],
): ServerStep | undefined {
  if (snapshot.index <= server.snapshot.index) return undefined;
  if (snapshot.index > server.applied) return undefined;
  const log = entriesFrom(server, snapshot.index + 1, lastIndex(server));
  return { state: { ...server, snapshot, log }, effects: [] };
}

/** Sends the last chunk; before it is its turn, nothing: see `sendChunk`.
 *  @spec RaftReplication!InstallSnapshot */
export function installSnapshot(
  server: Server,
  { peer, chunkBytes }: SnapshotInputs['InstallSnapshot'],
): ServerStep | undefined {
  const piece = nextPiece(server, peer, chunkBytes);
  if (piece === undefined || !piece.isLast) return undefined;
  const request: InstallSnapshotRequest = { ...piece.content, type: 'InstallSnapshotRequest' };
  const nextIndex = { ...server.nextIndex, [peer]: server.snapshot.index + 1 };
  return { state: { ...piece.server, nextIndex }, effects: [send(request)] };
}

/** One of the chunks before the last. */
export function sendChunk(
  server: Server,
  { peer, chunkBytes }: SnapshotInputs['InstallSnapshot'],
): ServerStep | undefined {
  const piece = nextPiece(server, peer, chunkBytes);
  if (piece === undefined || piece.isLast) return undefined;
  return { state: piece.server, effects: [send({ ...piece.content, type: 'SnapshotChunk' })] };
}

function nextPiece(server: Server, peer: NodeId, chunkBytes: number) {
  const { self, role, snapshot, currentTerm } = server;
  if (role !== 'Leader') return undefined;
  if ((server.nextIndex[peer] ?? 0) > snapshot.index) return undefined;
  const known = server.sending[peer];
  // A newer snapshot than the one that was begun begins anew.
  const offset = known?.index === snapshot.index ? known.offset : 0;
  const bytes = encode(dataOfMachine(snapshot.machine));
  const sending = { ...server.sending, [peer]: { index: snapshot.index, offset } };
  const content = {
    ...{ source: self, dest: peer, term: currentTerm, offset },
    ...{ lastIncludedIndex: snapshot.index, lastIncludedTerm: snapshot.term },
    bytes: bytes.slice(offset, offset + chunkBytes),
  };
  const isLast = offset + chunkBytes >= bytes.length;
  return { server: { ...server, sending }, content, isLast };
}

/**
 * Only of a leader whose term it has seen: it was told of it before it was sent a snapshot, since that is what the leader
 * does who is refused an entry.
 */
export function receiveChunk(server: Server, message: SnapshotChunk): ServerStep | undefined {
  if (message.term !== server.currentTerm || server.role === 'Leader') return undefined;
  const { lastIncludedIndex: index, offset } = message;
  const held = heldOf(server, index);
  const bytes = offset === held.length ? held + message.bytes : held;
  const state: Server = { ...server, receiving: { index, bytes } };
  const wanted = askFor(state, message, bytes.length);
  const isHeeded = server.leader === message.source;
  return { state, effects: isHeeded ? [wanted, waitForLeader(server)] : [wanted] };
}

function heldOf({ receiving }: Server, index: number): Bytes {
  return receiving?.index === index ? receiving.bytes : '';
}

function askFor(server: Server, message: SnapshotChunk | InstallSnapshotRequest, offset: number) {
  const { source: dest, lastIncludedIndex } = message;
  const { self: source, currentTerm: term } = server;
  return send({ type: 'SnapshotChunkResponse', source, dest, term, lastIncludedIndex, offset });
}

/** The last chunk has come before others: they are asked for. */
export function askForChunks(server: Server, message: InstallSnapshotRequest): ServerStep {
  const offset = heldOf(server, message.lastIncludedIndex).length;
  return { state: server, effects: [askFor(server, message, offset)] };
}

/** What the last chunk completes; undefined while others are missing. */
export function assembled(server: Server, message: InstallSnapshotRequest): Snapshot | undefined {
  const { lastIncludedIndex: index, lastIncludedTerm: term, offset } = message;
  const held = offset === 0 ? '' : heldOf(server, index);
  if (held.length !== offset) return undefined;
  const machine = machineOfData(decode(held + message.bytes));
  return machine && { index, term, machine };
}

export function receiveChunkResponse(
  server: Server,
  { term, source, lastIncludedIndex: index, offset }: SnapshotChunkResponse,
): ServerStep | undefined {
  if (term !== server.currentTerm || server.role !== 'Leader') return undefined;
  if (index !== server.snapshot.index) return undefined;
  const sending = { ...server.sending, [source]: { index, offset } };
  const heard = withMember(server, server.heard, source);
  return { state: { ...server, sending, heard }, effects: [] };
}

/** Whether the snapshot would replace anything: what it covers may be committed here already. */
export function isWanted(server: Server, message: InstallSnapshotRequest): boolean {
  return message.term >= server.currentTerm && message.lastIncludedIndex > server.commitIndex;
}

/** What stands behind the snapshot is kept if it belongs to it.
 *  @spec RaftReplication!HandleInstallSnapshotRequest */
export function handleInstallSnapshotRequest(
  server: Server,
  { message, snapshot }: SnapshotInputs['HandleInstallSnapshotRequest'],
): ServerStep | undefined {
  const { term, source } = message;
  const { self, currentTerm } = server;
  if (term === currentTerm && server.role === 'Leader') return undefined;
  const answer = { type: 'InstallSnapshotResponse', source: self, dest: source } as const;
  if (term < currentTerm) {
    return { state: server, effects: [send({ ...answer, term: currentTerm, matchIndex: 0 })] };
  }
  const heeding = follow(server, { term, votedFor: voteIn(server, term), leader: source });
  const state = isWanted(server, message) ? installed(heeding, snapshot) : heeding;
  const response = send({ ...answer, term, matchIndex: message.lastIncludedIndex });
  return { state, effects: [response, waitForLeader(heeding)] };
}

function installed(server: Server, snapshot: Snapshot): Server {
  const { index, machine } = snapshot;
  const log = logBehind(server, snapshot);
  return {
    ...server,
    ...{ snapshot, log, commitIndex: index, applied: index, machine, receiving: null },
  };
}

export function logBehind(server: Server, { index, term }: Snapshot): Server['log'] {
  return matches(server, index, term) ? entriesFrom(server, index + 1, lastIndex(server)) : [];
}

/** @spec RaftReplication!HandleInstallSnapshotResponse */
export function handleInstallSnapshotResponse(
  server: Server,
  { message }: SnapshotInputs['HandleInstallSnapshotResponse'],
): ServerStep | undefined {
  const { term, source, matchIndex } = message;
  if (term > server.currentTerm) return seeTerm(server, term);
  if (term !== server.currentTerm) return undefined;
  if (server.role !== 'Leader') return undefined;
  const heard = withMember(server, server.heard, source);
  return { state: { ...server, ...withMatch(server, source, matchIndex), heard }, effects: [] };
}

export const snapshotActions = {
  takeSnapshot,
  installSnapshot,
  handleInstallSnapshotRequest,
  handleInstallSnapshotResponse,
} satisfies Actions<SnapshotInputs, Server>;
