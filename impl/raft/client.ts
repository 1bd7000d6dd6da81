/**
 * A client: one request after another, each with a number, sent again to one server or another until it is answered or the
 * client gives up. Then nobody knows whether it was, or will be, carried out, and the outcome is `info`; a read that was
 * not answered has failed, since it changes nothing. The actions are those of specs/raft/Raft.tla.
 */

import type { Actions, NodeId, Program, Step } from '../protocol.ts';
import type { Operation, Request } from './command.ts';
import { isQuery } from './machine.ts';
import {
  type ClientResponse,
  type Message,
  type RaftEffect,
  type Redirect,
  type SessionExpired,
  send,
} from './message.ts';

export interface Client {
  readonly self: NodeId;
  /** Of the last request; 0: none so far. */
  readonly number: number;
  /** The request that is to be answered. */
  readonly waiting: Request | null;
  /** How often it was sent, redirections not counted. */
  readonly attempts: number;
  /** Where its session began, see machine.ts. */
  readonly opened: number;
  /** Whom it asks first. */
  readonly leader: NodeId;
  /** It has followed a hint since it last lost patience: two servers that name each other do not keep it running. */
  readonly redirected: boolean;
}

export interface ClientInputs {
  Invoke: { readonly operation: Operation };
  ReceiveResponse: { readonly message: ClientResponse };
  Abandon: { readonly reason: string };
}

type ClientStep = Step<Client, RaftEffect>;

/** @spec Raft!Invoke */
export function invoke(
  client: Client,
  { operation }: ClientInputs['Invoke'],
): ClientStep | undefined {
  if (client.waiting !== null) return undefined;
  const number = client.number + 1;
  const waiting = { client: client.self, number, operation };
  return ask({ ...client, number, waiting, attempts: 1, redirected: false });
}

/** The first answer counts; a request may have been answered twice.
 *  @spec Raft!ReceiveResponse */
export function receiveResponse(
  client: Client,
  { message }: ClientInputs['ReceiveResponse'],
): ClientStep | undefined {
  if (client.waiting === null) return undefined;
  if (message.request.client !== client.self) return undefined;
  if (message.request.number !== client.number) return undefined;
  return ended({ ...client, leader: message.source }, { type: 'ok', output: message.answer });
}

/** @spec Raft!Abandon */
export function abandon(
  client: Client,
  { reason }: ClientInputs['Abandon'],
): ClientStep | undefined {
  if (client.waiting === null) return undefined;
  const type = isQuery(client.waiting.operation) ? 'fail' : 'info';
  return ended(client, { type, reason });
}

export const clientActions = { invoke, receiveResponse, abandon } satisfies Actions<
  ClientInputs,
  Client,
  RaftEffect
>;

function ended(
  client: Client,
  outcome: Extract<RaftEffect, { kind: 'complete' }>['outcome'],
): ClientStep {
  return {
    state: { ...client, waiting: null, attempts: 0, redirected: false },
    effects: [
      { kind: 'complete', outcome },
      { kind: 'cancelTimer', timer: 'retry' },
    ],
  };
}

/** In ticks: longer than an election. */
const retryTicks = 60;

function ask(client: Client): ClientStep {
  const { self: source, waiting: request, leader: dest, opened } = client;
  if (request === null) return { state: client, effects: [] };
  const retry: RaftEffect = { kind: 'setTimer', timer: 'retry', ticks: retryTicks };
  const message = { type: 'ClientRequest', source, dest, request, opened } as const;
  return { state: client, effects: [send(message), retry] };
}

export interface ClientOptions {
  readonly servers: readonly NodeId[];
  /** How often a request is sent before the client gives up; at least 1. */
  readonly attemptsMax: number;
}

export function clientProgram({
  servers,
  attemptsMax,
}: ClientOptions): Program<Client, Message, never, Operation, never, RaftEffect> {
  return {
    start: (self) => ({
      state: {
        ...{ self, number: 0, waiting: null, attempts: 0, opened: 0 },
        ...{ leader: servers[0] as NodeId, redirected: false },
      },
      effects: [],
    }),
    call: (client, operation) => invoke(client, { operation }),
    receive: (client, message) => {
      if (message.type === 'ClientResponse') return receiveResponse(client, { message });
      if (message.type === 'Redirect') return redirect(client, message);
      return message.type === 'SessionExpired' ? reopen(client, message) : undefined;
    },
    timeout(client) {
      if (client.attempts >= attemptsMax) return abandon(client, { reason: 'no answer' });
      const leader = servers[(servers.indexOf(client.leader) + 1) % servers.length] as NodeId;
      return ask({ ...client, leader, attempts: client.attempts + 1, redirected: false });
    },
  };
}

function redirect(client: Client, { number, leader, source }: Redirect): ClientStep | undefined {
  if (client.waiting === null || number !== client.number) return undefined;
  if (leader === null || leader === source || client.redirected) return undefined;
  return ask({ ...client, leader, redirected: true });
}

/** Whether the request was carried out before its session ended, nobody can say. The next one begins a new session. */
function reopen(client: Client, { number, opened }: SessionExpired): ClientStep | undefined {
  if (number !== client.number) return undefined;
  const next = { ...client, opened: Math.max(client.opened, opened) };
  return abandon(next, { reason: 'the session has ended' });
}
