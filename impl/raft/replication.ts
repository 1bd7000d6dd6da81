/**
 * Log replication (paper, section 5.3), with a hint in a refusal of where the logs part, and the commit rule (section
 * 5.4.2). A leader sends on without waiting for answers (thesis, section 10.2.2), and goes back when it is refused. Each
 * function is the action of specs/raft/RaftReplication.tla of its name.
 */

import type { Actions, NodeId } from '../protocol.ts';
import type { Entry } from './command.ts';
import { seeTerm } from './election.ts';
import {
  type AppendEntriesRequest,
  type AppendEntriesResponse,
  type RaftEffect,
  send,
} from './message.ts';
import {
  entriesFrom,
  follow,
  isQuorum,
  lastIndex,
  lastNotLater,
  matches,
  type Read,
  type Server,
  type ServerStep,
  termAt,
  voteIn,
  waitForLeader,
  withMember,
} from './server.ts';

export interface ReplicationInputs {
  AppendEntries: { readonly peer: NodeId; readonly last: number };
  HandleAppendEntriesRequest: { readonly message: AppendEntriesRequest };
  HandleAppendEntriesResponse: { readonly message: AppendEntriesResponse };
  AdvanceCommit: undefined;
}

/** Sends the peer its next entries up to `last`; none at all is a heartbeat.
 *  @spec RaftReplication!AppendEntries */
export function appendEntries(
  server: Server,
  { peer, last }: ReplicationInputs['AppendEntries'],
): ServerStep | undefined {
  if (server.role !== 'Leader') return undefined;
  const { self, snapshot, currentTerm, commitIndex, round } = server;
  const previous = (server.nextIndex[peer] ?? 0) - 1;
  if (previous < snapshot.index) return undefined;
  if (last < previous || last > lastIndex(server)) return undefined;
  const request: AppendEntriesRequest = {
    ...{ type: 'AppendEntriesRequest', source: self, dest: peer, term: currentTerm },
    prevLogIndex: previous,
    prevLogTerm: termAt(server, previous),
    entries: entriesFrom(server, previous + 1, last),
    ...{ leaderCommit: commitIndex, round },
  };
  const nextIndex = { ...server.nextIndex, [peer]: last + 1 };
  return { state: { ...server, nextIndex }, effects: [send(request)] };
}

/** @spec RaftReplication!HandleAppendEntriesResponse */
export function handleAppendEntriesResponse(
  server: Server,
  { message }: ReplicationInputs['HandleAppendEntriesResponse'],
): ServerStep | undefined {
  const { term, source } = message;
  if (term > server.currentTerm) return seeTerm(server, term);
  if (term !== server.currentTerm) return undefined;
  if (server.role !== 'Leader') return undefined;
  const progress = message.success
    ? withMatch(server, source, message.matchIndex)
    : { nextIndex: withRefusal(server, message) };
  const heard = withMember(server, server.heard, source);
  return {
    state: { ...server, ...progress, reads: confirmed(server, message), heard },
    effects: [],
  };
}

/** The peer agrees up to this index, and, as messages overtake each other, perhaps further. */
export function withMatch({ matchIndex, nextIndex }: Server, peer: NodeId, index: number) {
  return {
    matchIndex: { ...matchIndex, [peer]: Math.max(matchIndex[peer] ?? 0, index) },
    nextIndex: { ...nextIndex, [peer]: Math.max(nextIndex[peer] ?? 0, index + 1) },
  };
}

/** An old refusal does not take back what is known since. */
function withRefusal(server: Server, message: AppendEntriesResponse): Server['nextIndex'] {
  const { source, prevLogIndex, hintIndex, hintTerm } = message;
  if (prevLogIndex >= (server.nextIndex[source] ?? 0)) return server.nextIndex;
  const agreed = lastNotLater(server, hintIndex, hintTerm);
  const next = Math.max(server.matchIndex[source] ?? 0, agreed) + 1;
  return { ...server.nextIndex, [source]: next };
}

/** What is said in the leader's term confirms it to the reads that it had accepted when it asked. */
function confirmed(server: Server, { source, round }: AppendEntriesResponse): readonly Read[] {
  return server.reads.map((read) =>
    read.round <= round ? { ...read, acks: withMember(server, read.acks, source) } : read,
  );
}

/** The last index of its own term that a quorum has: only those are committed by counting (figure 8 of the paper). */
function replicated(server: Server): number {
  const { self, servers, currentTerm, matchIndex, snapshot } = server;
  for (let index = lastIndex(server); index > snapshot.index; index--) {
    if (termAt(server, index) !== currentTerm) continue;
    const holders = servers.filter((peer) => peer === self || (matchIndex[peer] ?? 0) >= index);
    if (isQuorum(server, holders)) return index;
  }
  return 0;
}

/** @spec RaftReplication!AdvanceCommit */
export function advanceCommit(server: Server): ServerStep | undefined {
  if (server.role !== 'Leader') return undefined;
  const commitIndex = replicated(server);
  if (commitIndex <= server.commitIndex) return undefined;
  return { state: { ...server, commitIndex, announces: true }, effects: [] };
}

/**
 * The entries behind the last that agrees are replaced only if they contradict: the message may be an old one, and what
 * stands behind its entries may be committed since.
 * @spec RaftReplication!HandleAppendEntriesRequest
 */
export function handleAppendEntriesRequest(
  server: Server,
  { message }: ReplicationInputs['HandleAppendEntriesRequest'],
): ServerStep | undefined {
  const { term, source, prevLogIndex, prevLogTerm, entries, leaderCommit } = message;
  const { currentTerm } = server;
  if (term === currentTerm && server.role === 'Leader') return undefined;
  if (term < currentTerm) {
    const refusal = respond(server, message, { term: currentTerm, success: false });
    return { state: server, effects: [refusal] };
  }
  const heeding = follow(server, { term, votedFor: voteIn(server, term), leader: source });
  const wait = waitForLeader(heeding);
  if (!matches(server, prevLogIndex, prevLogTerm)) {
    const hintIndex = lastNotLater(server, prevLogIndex, prevLogTerm);
    const refusal = respond(server, message, { term, success: false, hintIndex });
    return { state: heeding, effects: [refusal, wait] };
  }
  const last = prevLogIndex + entries.length;
  const commitIndex = Math.max(server.commitIndex, Math.min(leaderCommit, last));
  const state: Server = { ...heeding, log: merged(server, message), commitIndex };
  return { state, effects: [respond(server, message, { term, success: true, last }), wait] };
}

function merged(server: Server, { prevLogIndex, entries }: AppendEntriesRequest): readonly Entry[] {
  const { index } = server.snapshot;
  const isNews = ({ term }: Entry, n: number) => !matches(server, prevLogIndex + n + 1, term);
  const first = entries.findIndex(isNews);
  if (first < 0) return server.log;
  return [...entriesFrom(server, index + 1, prevLogIndex + first), ...entries.slice(first)];
}

interface Verdict {
  readonly term: number;
  readonly success: boolean;
  readonly last?: number;
  readonly hintIndex?: number;
}

function respond(
  server: Server,
  { source: dest, prevLogIndex, round }: AppendEntriesRequest,
  { term, success, last = 0, hintIndex = 0 }: Verdict,
): RaftEffect {
  return send({
    ...{ type: 'AppendEntriesResponse', source: server.self, dest, term, success, prevLogIndex },
    matchIndex: last,
    hintIndex,
    hintTerm: hintIndex === 0 ? 0 : termAt(server, hintIndex),
    round,
  });
}

export const replicationActions = {
  appendEntries,
  handleAppendEntriesRequest,
  handleAppendEntriesResponse,
  advanceCommit,
} satisfies Actions<ReplicationInputs, Server>;
