/**
 * The state of a server: one field for each variable of specs/raft/RaftState.tla, its share of it. Indexes are those of
 * the whole log, also where a snapshot has replaced its beginning. What follows the spec's variables is known to no
 * specification: it decides when something is done, never what.
 */

import type { Bytes, NodeId, Step } from '../protocol.ts';
import type { Entry, Request } from './command.ts';
import { firstMachine, type Machine } from './machine.ts';
import type { RaftEffect } from './message.ts';

/** The machine after the entries up to an index. */
export interface Snapshot {
  readonly index: number;
  readonly term: number;
  readonly machine: Machine;
}

/** A read that waits for a quorum to confirm that its leader still led when it came. */
export interface Read {
  readonly request: Request;
  readonly index: number;
  readonly round: number;
  readonly acks: readonly NodeId[];
}

/** What must be on the disk before anybody hears of it. */
export interface Durable {
  readonly currentTerm: number;
  readonly votedFor: NodeId | null;
  /** The entries behind the snapshot. */
  readonly log: readonly Entry[];
  readonly snapshot: Snapshot;
}

export type Role = 'Follower' | 'PreCandidate' | 'Candidate' | 'Leader';

export interface Server extends Durable {
  readonly self: NodeId;
  readonly servers: readonly NodeId[];
  readonly role: Role;
  /** Whom it takes for the leader; null once its election timer has run out: so long it heeds no candidate. */
  readonly leader: NodeId | null;
  readonly votes: readonly NodeId[];
  readonly commitIndex: number;
  readonly applied: number;
  readonly machine: Machine;
  /** Of a leader; empty for all others. */
  readonly nextIndex: Readonly<Record<NodeId, number>>;
  readonly matchIndex: Readonly<Record<NodeId, number>>;
  readonly round: number;
  readonly reads: readonly Read[];

  /** Of a leader: who has answered since it last looked (CheckQuorum). */
  readonly heard: readonly NodeId[];
  /** Of a leader: it has news for everybody, a new commitIndex or a read to confirm. */
  readonly announces: boolean;
  /** Of a leader: to whom it sends a snapshot, which, and how many bytes of it have arrived. */
  readonly sending: Readonly<Record<NodeId, { readonly index: number; readonly offset: number }>>;
  /** The part of a snapshot that has arrived. */
  readonly receiving: { readonly index: number; readonly bytes: Bytes } | null;
}

export type ServerStep = Step<Server, RaftEffect>;

export const noSnapshot: Snapshot = { index: 0, term: 0, machine: firstMachine };
export const nothingDurable: Durable = {
  currentTerm: 0,
  votedFor: null,
  log: [],
  snapshot: noSnapshot,
};

const leadsNobody = {
  nextIndex: {},
  matchIndex: {},
  round: 0,
  reads: [],
  heard: [],
  announces: false,
  sending: {},
} as const;

/** A server that starts with what was durable. */
export function follower(
  { self, servers }: Pick<Server, 'self' | 'servers'>,
  { currentTerm, votedFor, log, snapshot }: Durable,
): Server {
  const { index, machine } = snapshot;
  return {
    ...{ self, servers, currentTerm, votedFor, log, snapshot },
    ...{ role: 'Follower', leader: null, votes: [], commitIndex: index, applied: index, machine },
    ...leadsNobody,
    receiving: null,
  };
}

/** It is a follower in this term, has voted so there, and follows `leader`. */
export function follow(
  server: Server,
  { term, votedFor, leader }: { term: number; votedFor: NodeId | null; leader: NodeId | null },
): Server {
  return {
    ...server,
    ...{ currentTerm: term, votedFor, role: 'Follower', leader, votes: [] },
    ...leadsNobody,
  };
}

/** The vote that it keeps when it sees this term. */
export function voteIn({ currentTerm, votedFor }: Server, term: number): NodeId | null {
  return term > currentTerm ? null : votedFor;
}

export function others({ self, servers }: Server): readonly NodeId[] {
  return servers.filter((server) => server !== self);
}

export function isQuorum({ servers }: Server, some: readonly NodeId[]): boolean {
  return 2 * some.length > servers.length;
}

/** In the order of the servers, so that equal sets are equal. */
export function withMember({ servers }: Server, set: readonly NodeId[], member: NodeId) {
  return servers.filter((server) => server === member || set.includes(server));
}

export function lastIndex({ snapshot, log }: Durable): number {
  return snapshot.index + log.length;
}

export function entryAt({ snapshot, log }: Durable, index: number): Entry | undefined {
  return log[index - snapshot.index - 1];
}

/** Of an index that the snapshot does not hide; behind the end: 0. */
export function termAt(durable: Durable, index: number): number {
  if (index === durable.snapshot.index) return durable.snapshot.term;
  return entryAt(durable, index)?.term ?? 0;
}

export function lastTerm(durable: Durable): number {
  return termAt(durable, lastIndex(durable));
}

/** From one index to the other, both included. */
export function entriesFrom({ snapshot, log }: Durable, from: number, to: number) {
  return log.slice(from - snapshot.index - 1, to - snapshot.index);
}

/** Does a log with this end hold all that this one does (paper, section 5.4.1)? */
export function isUpToDate(
  server: Server,
  { lastLogIndex, lastLogTerm }: { readonly lastLogIndex: number; readonly lastLogTerm: number },
): boolean {
  const term = lastTerm(server);
  return lastLogTerm > term || (lastLogTerm === term && lastLogIndex >= lastIndex(server));
}

/** It has the leader's entry at this index. What a snapshot covers is committed, so the leader has the same. */
export function matches(durable: Durable, index: number, term: number): boolean {
  if (index <= durable.snapshot.index) return true;
  return index <= lastIndex(durable) && termAt(durable, index) === term;
}

/** The last index up to this one with no later term: between the two the logs agree nowhere. 0: the snapshot hides it. */
export function lastNotLater(durable: Durable, index: number, term: number): number {
  for (let i = Math.min(index, lastIndex(durable)); i >= durable.snapshot.index; i--) {
    if (termAt(durable, i) <= term) return i;
  }
  return 0;
}

/** In ticks. */
export const heartbeatTicks = 10;
export const electionTicks = 20;

/**
 * How long this server waits for a leader in this term: once to twice the least time, another for each server and each
 * term, so that votes are not split for ever. A driver in the real world adds chance of its own.
 */
export function patienceTicks({ self, servers, currentTerm }: Server): number {
  const turn = (servers.indexOf(self) + currentTerm) % servers.length;
  return electionTicks + Math.floor((electionTicks * turn) / servers.length);
}

export function waitForLeader(server: Server): RaftEffect {
  return { kind: 'setTimer', timer: 'election', ticks: patienceTicks(server) };
}
