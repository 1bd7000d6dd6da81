/**
 * A client: one request after another, each with a number, sent again until it is answered or the
 * client gives up. Then nobody knows whether the request was, or will be, processed, and the
 * outcome is `info`.
 */
import type { Actions, NodeId, Program, Step } from '../protocol.ts';
import {
  type ChainEffect,
  type Configuration,
  type Message,
  type QueryReply,
  type ReadReply,
  send,
  type UpdateReply,
} from './message.ts';
import { isQuery, type Operation, type Request } from './store.ts';

export interface Client {
  readonly self: NodeId;
  /** The number of the last request; 0: none so far. */
  readonly number: number;
  /** The request that is to be answered. */
  readonly waiting: Request | null;
  /** How often it was sent. */
  readonly attempts: number;
  /** Whom the client takes for the chain; told late, or never. */
  readonly chain: readonly NodeId[];
  readonly epoch: number;
}

export interface ClientInputs {
  Invoke: { readonly operation: Operation };
  ReceiveReply: { readonly message: UpdateReply | QueryReply | ReadReply };
  Abandon: undefined;
}

type ClientStep = Step<Client, ChainEffect>;

/** @spec ChainService!Invoke */
export function invoke(
  client: Client,
  { operation }: ClientInputs['Invoke'],
): ClientStep | undefined {
  if (client.waiting !== null) return undefined;
  const number = client.number + 1;
  const waiting = { client: client.self, number, operation };
  return { state: { ...client, number, waiting, attempts: 1 }, effects: [] };
}

/** The first answer counts; a request may have been answered twice.
 *  @spec ChainService!ReceiveReply */
export function receiveReply(
  client: Client,
  { message }: ClientInputs['ReceiveReply'],
): ClientStep | undefined {
  if (client.waiting === null) return undefined;
  if (message.request.client !== client.self) return undefined;
  if (message.request.number !== client.number) return undefined;
  const outcome = { type: 'ok', output: message.answer } as const;
  return {
    state: { ...client, waiting: null, attempts: 0 },
    effects: [
      { kind: 'complete', outcome },
      { kind: 'cancelTimer', timer: 'retry' },
    ],
  };
}

/** @spec ChainService!Abandon */
export function abandon(client: Client): ClientStep | undefined {
  if (client.waiting === null) return undefined;
  const outcome = { type: 'info', reason: 'no answer' } as const;
  return {
    state: { ...client, waiting: null, attempts: 0 },
    effects: [{ kind: 'complete', outcome }],
  };
}

/** The actions of specs/chain-replication that a client takes. */
export const clientActions = { invoke, receiveReply, abandon } satisfies Actions<
  ClientInputs,
  Client,
  ChainEffect
>;

export interface ClientOptions {
  readonly servers: readonly NodeId[];
  readonly firstConfig: Configuration;
  /** How often a request is sent before the client gives up; at least 1. */
  readonly attemptsMax: number;
  /**
   * `chain`: the head or the tail, as far as the client knows, in turn with the servers one after
   * another, since what it knows may be old. `everybody`: all servers each time; whose business it
   * is not ignores it.
   */
  readonly asks: 'chain' | 'everybody';
}

/** In ticks. */
const retryTicks = 8;

export function clientProgram(
  options: ClientOptions,
): Program<Client, Message, never, Operation, never, ChainEffect> {
  const { servers, firstConfig, attemptsMax, asks } = options;
  const { epoch, chain } = firstConfig;
  const retry: ChainEffect = { kind: 'setTimer', timer: 'retry', ticks: retryTicks };
  const ask = (client: Client): ChainEffect[] => {
    const { self: source, waiting: request } = client;
    if (request === null) return [];
    const dests = asks === 'everybody' ? servers : [whomToAsk(client, request, servers)];
    return [...dests.map((dest) => send({ type: 'Request', source, dest, request })), retry];
  };
  return {
    start: (self) => ({
      state: { self, number: 0, waiting: null, attempts: 0, chain, epoch },
      effects: [],
    }),
    call(client, operation) {
      const step = invoke(client, { operation });
      return step && { state: step.state, effects: ask(step.state) };
    },
    receive(client, message) {
      if (message.type === 'Configure')
        return asks === 'chain' ? learn(client, message.config) : undefined;
      return isReply(message) ? receiveReply(client, { message }) : undefined;
    },
    timeout(client) {
      if (client.attempts >= attemptsMax) return abandon(client);
      const state = { ...client, attempts: client.attempts + 1 };
      return { state, effects: ask(state) };
    },
  };
}

function isReply(message: Message): message is UpdateReply | QueryReply | ReadReply {
  return ['UpdateReply', 'QueryReply', 'ReadReply'].includes(message.type);
}

/**
 * Updates are for the head, gets for the tail, reads for everybody in turn; every second time it is
 * another server's turn.
 */
function whomToAsk(client: Client, request: Request, servers: readonly NodeId[]): NodeId {
  const { chain, attempts, number } = client;
  const { operation } = request;
  const believed = isQuery(operation) ? chain.at(-1) : chain[0];
  if (operation.type === 'read') return chain[(number + attempts) % chain.length] as NodeId;
  const turn = servers[(number + attempts / 2) % servers.length];
  return (attempts % 2 === 1 ? believed : turn) as NodeId;
}

function learn(client: Client, { epoch, chain }: Configuration): ClientStep | undefined {
  if (epoch <= client.epoch) return undefined;
  return { state: { ...client, epoch, chain }, effects: [] };
}
