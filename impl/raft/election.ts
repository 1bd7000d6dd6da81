/**
 * Leader election (paper, section 5.2) with PreVote and CheckQuorum (thesis, sections 9.6 and 6.2). A server first asks
 * whether it would be elected, and only then goes on to a new term; who hears from a leader answers neither question; and
 * a leader that no quorum answers steps down. Each function is the action of specs/raft/RaftElection.tla of its name.
 */
import type { Actions } from '../protocol.ts';
import {
  type PreVoteRequest,
  type PreVoteResponse,
  type RequestVoteRequest,
  type RequestVoteResponse,
  send,
} from './message.ts';
import {
  follow,
  isQuorum,
  isUpToDate,
  lastIndex,
  lastTerm,
  others,
  type Server,
  type ServerStep,
  voteIn,
  waitForLeader,
  withMember,
} from './server.ts';

export interface ElectionInputs {
  Timeout: undefined;
  HandlePreVoteRequest: { readonly message: PreVoteRequest };
  HandlePreVoteResponse: { readonly message: PreVoteResponse };
  StartElection: undefined;
  HandleRequestVoteRequest: { readonly message: RequestVoteRequest };
  HandleRequestVoteResponse: { readonly message: RequestVoteResponse };
  BecomeLeader: undefined;
  StepDown: undefined;
}

/** From here on it answers others who ask for votes.
 *  @spec RaftElection!Timeout */
export function timeout(server: Server): ServerStep | undefined {
  if (server.role === 'Leader') return undefined;
  const state: Server = { ...server, role: 'PreCandidate', leader: null, votes: [server.self] };
  const ask = { type: 'PreVoteRequest', term: server.currentTerm + 1, ...endOf(server) } as const;
  const requests = others(server).map((dest) => send({ ...ask, source: server.self, dest }));
  return { state, effects: [...requests, waitForLeader(state)] };
}

function endOf(server: Server) {
  return { lastLogIndex: lastIndex(server), lastLogTerm: lastTerm(server) };
}

/** No vote is cast. One who is refused because its term is over learns the term.
 *  @spec RaftElection!HandlePreVoteRequest */
export function handlePreVoteRequest(
  server: Server,
  { message }: ElectionInputs['HandlePreVoteRequest'],
): ServerStep | undefined {
  if (server.leader !== null) return undefined;
  const voteGranted = message.term > server.currentTerm && isUpToDate(server, message);
  const term = voteGranted ? message.term : server.currentTerm;
  const answer = { type: 'PreVoteResponse', source: server.self, dest: message.source } as const;
  return { state: server, effects: [send({ ...answer, term, voteGranted })] };
}

/** @spec RaftElection!HandlePreVoteResponse */
export function handlePreVoteResponse(
  server: Server,
  { message }: ElectionInputs['HandlePreVoteResponse'],
): ServerStep | undefined {
  const { term, source, voteGranted } = message;
  if (!voteGranted) return seeTerm(server, term);
  if (server.role !== 'PreCandidate') return undefined;
  if (term !== server.currentTerm + 1) return undefined;
  return { state: { ...server, votes: withMember(server, server.votes, source) }, effects: [] };
}

/** A quorum would vote for it: it begins a term, and votes for itself.
 *  @spec RaftElection!StartElection */
export function startElection(server: Server): ServerStep | undefined {
  if (server.role !== 'PreCandidate') return undefined;
  if (!isQuorum(server, server.votes)) return undefined;
  const { self } = server;
  const term = server.currentTerm + 1;
  const ask = { type: 'RequestVoteRequest', term, ...endOf(server) } as const;
  const state: Server = {
    ...server,
    ...{ currentTerm: term, votedFor: self, role: 'Candidate', votes: [self] },
  };
  const requests = others(server).map((dest) => send({ ...ask, source: self, dest }));
  return { state, effects: [...requests, waitForLeader(state)] };
}

/**
 * Whoever hears from a leader leaves a later term alone: it would only disturb (thesis, section 4.2.3).
 * @spec RaftElection!HandleRequestVoteRequest
 */
export function handleRequestVoteRequest(
  server: Server,
  { message }: ElectionInputs['HandleRequestVoteRequest'],
): ServerStep | undefined {
  const { term, source } = message;
  const { self, currentTerm } = server;
  if (term > currentTerm && server.leader !== null) return undefined;
  const vote = voteIn(server, term);
  const isFree = vote === null || vote === source;
  const voteGranted = term >= currentTerm && isFree && isUpToDate(server, message);
  const state = withVote(server, message, voteGranted);
  const answer = { type: 'RequestVoteResponse', source: self, dest: source } as const;
  const reply = send({ ...answer, term: Math.max(currentTerm, term), voteGranted });
  // Who has given its vote gives the candidate time to win.
  return { state, effects: voteGranted ? [reply, waitForLeader(state)] : [reply] };
}

function withVote(server: Server, { term, source }: RequestVoteRequest, granted: boolean): Server {
  const votedFor = granted ? source : null;
  if (term > server.currentTerm) return follow(server, { term, votedFor, leader: null });
  return granted ? { ...server, votedFor } : server;
}

/** @spec RaftElection!HandleRequestVoteResponse */
export function handleRequestVoteResponse(
  server: Server,
  { message }: ElectionInputs['HandleRequestVoteResponse'],
): ServerStep | undefined {
  const { term, source, voteGranted } = message;
  if (term > server.currentTerm) return seeTerm(server, term);
  if (term !== server.currentTerm) return undefined;
  if (!voteGranted) return undefined;
  if (server.role !== 'Candidate') return undefined;
  return { state: { ...server, votes: withMember(server, server.votes, source) }, effects: [] };
}

/** A term is over when a later one is seen. */
export function seeTerm(server: Server, term: number): ServerStep | undefined {
  if (term <= server.currentTerm) return undefined;
  return { state: follow(server, { term, votedFor: null, leader: null }), effects: [] };
}

/**
 * The new leader begins its term with an entry of its own: only with one may it count what stands before it as
 * committed, and only when it is does it know how much is (paper, section 8).
 * @spec RaftElection!BecomeLeader
 */
export function becomeLeader(server: Server): ServerStep | undefined {
  if (server.role !== 'Candidate') return undefined;
  if (!isQuorum(server, server.votes)) return undefined;
  const { self, servers, currentTerm } = server;
  const next = lastIndex(server) + 1;
  const state: Server = {
    ...server,
    ...{ role: 'Leader', leader: self, votes: [] },
    nextIndex: Object.fromEntries(servers.map((peer) => [peer, next])),
    matchIndex: Object.fromEntries(servers.map((peer) => [peer, 0])),
    log: [...server.log, { term: currentTerm, command: 'NoOp' }],
  };
  return { state, effects: [] };
}

/** For an election timeout no quorum has answered the leader.
 *  @spec RaftElection!StepDown */
export function stepDown(server: Server): ServerStep | undefined {
  if (server.role !== 'Leader') return undefined;
  const { currentTerm: term, votedFor } = server;
  return { state: follow(server, { term, votedFor, leader: null }), effects: [] };
}

export const electionActions = {
  timeout,
  handlePreVoteRequest,
  handlePreVoteResponse,
  startElection,
  handleRequestVoteRequest,
  handleRequestVoteResponse,
  becomeLeader,
  stepDown,
} satisfies Actions<ElectionInputs, Server>;
