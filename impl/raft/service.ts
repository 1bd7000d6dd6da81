/**
 * What servers do for clients: commands through the log, once each (thesis, section 6.3), and reads by ReadIndex (section
 * 6.4), which cost no entry. Each function is the action of specs/raft/Raft.tla of its name.
 */

import type { Actions } from '../protocol.ts';
import type { Answer, Request, SessionRequest } from './command.ts';
import { answer, applied, hasSession, isNew, isQuery } from './machine.ts';
import { type ClientRequestMessage, type RaftEffect, send } from './message.ts';
import { entryAt, isQuorum, type Read, type Server, type ServerStep, termAt } from './server.ts';

export interface ServiceInputs {
  ClientRequest: { readonly message: ClientRequestMessage };
  RepeatAnswer: { readonly message: ClientRequestMessage };
  Apply: { readonly sessionsMax: number };
  ReadRequest: { readonly message: ClientRequestMessage };
  AnswerRead: { readonly read: Read };
}

/** The log may hold a command twice; the session sees to it that it is carried out once.
 *  @spec Raft!ClientRequest */
export function clientRequest(
  server: Server,
  { message }: ServiceInputs['ClientRequest'],
): ServerStep | undefined {
  const { request } = message;
  if (server.role !== 'Leader') return undefined;
  if (isQuery(request.operation)) return undefined;
  if (!isNew(server.machine, request)) return undefined;
  const command = withOpening(message);
  if (!hasSession(server.machine, command)) return undefined;
  const log = [...server.log, { term: server.currentTerm, command }];
  return { state: { ...server, log }, effects: [] };
}

function withOpening({ request, opened }: ClientRequestMessage): SessionRequest {
  return { ...request, opened };
}

/** The request was carried out already, and its answer is in the session.
 *  @spec Raft!RepeatAnswer */
export function repeatAnswer(
  server: Server,
  { message }: ServiceInputs['RepeatAnswer'],
): ServerStep | undefined {
  const { request } = message;
  if (server.role !== 'Leader') return undefined;
  if (isQuery(request.operation)) return undefined;
  const session = server.machine.sessions[request.client];
  if (session?.number !== request.number) return undefined;
  return { state: server, effects: [respond(server, request, session.answer)] };
}

function respond({ self }: Server, request: Request, given: Answer): RaftEffect {
  const { client: dest, number, operation } = request;
  const plain = { client: dest, number, operation };
  return send({ type: 'ClientResponse', source: self, dest, request: plain, answer: given });
}

/** The next committed entry. The leader answers the client, if this is still the client's last command.
 *  @spec Raft!Apply */
export function apply(
  server: Server,
  { sessionsMax }: ServiceInputs['Apply'],
): ServerStep | undefined {
  if (server.applied >= server.commitIndex) return undefined;
  const index = server.applied + 1;
  const command = entryAt(server, index)?.command ?? 'NoOp';
  const machine = applied(server.machine, command, { index, sessionsMax });
  const state: Server = { ...server, machine, applied: index };
  if (server.role !== 'Leader' || command === 'NoOp') return { state, effects: [] };
  const session = machine.sessions[command.client];
  if (session === undefined) return { state, effects: [expire(state, command)] };
  const isLast = session.number === command.number;
  return { state, effects: isLast ? [respond(server, command, session.answer)] : [] };
}

/** Its session has ended; if it was sent before, nobody can tell the client what became of it. */
export function expire(server: Server, { client: dest, number }: Request): RaftEffect {
  const { self: source, machine } = server;
  return send({ type: 'SessionExpired', source, dest, number, opened: machine.ended });
}

/**
 * The leader remembers how much is committed, and has a quorum confirm after that that it still leads. Before an entry of
 * its own term is committed, it does not know how much is.
 * @spec Raft!ReadRequest
 */
export function readRequest(
  server: Server,
  { message: { request } }: ServiceInputs['ReadRequest'],
): ServerStep | undefined {
  const { self, currentTerm, commitIndex, reads } = server;
  if (server.role !== 'Leader') return undefined;
  if (!isQuery(request.operation)) return undefined;
  if (termAt(server, commitIndex) !== currentTerm) return undefined;
  const isSame = (read: Read) =>
    read.request.client === request.client && read.request.number === request.number;
  if (reads.some(isSame)) return undefined;
  const round = server.round + 1;
  const read: Read = { request, index: commitIndex, round, acks: [self] };
  return { state: { ...server, round, reads: [...reads, read], announces: true }, effects: [] };
}

/** Once that much is applied.
 *  @spec Raft!AnswerRead */
export function answerRead(
  server: Server,
  { read }: ServiceInputs['AnswerRead'],
): ServerStep | undefined {
  if (!server.reads.includes(read)) return undefined;
  if (!isQuorum(server, read.acks)) return undefined;
  if (server.applied < read.index) return undefined;
  const reads = server.reads.filter((other) => other !== read);
  const given = answer(server.machine, read.request.operation);
  return { state: { ...server, reads }, effects: [respond(server, read.request, given)] };
}

export const serviceActions = {
  clientRequest,
  repeatAnswer,
  apply,
  readRequest,
  answerRead,
} satisfies Actions<ServiceInputs, Server>;
