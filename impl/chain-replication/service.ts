/**
 * The chain at work (paper, section 3): updates go down, acknowledgements come up, the tail
 * answers. Each function is the action of specs/chain-replication/ChainService.tla by its name;
 * none sends two messages, so that a crash cannot leave one half done.
 */
import { type Ack, type RequestMessage, send, type Update } from './message.ts';
import {
  before,
  behind,
  isActive,
  isComplete,
  isCurrent,
  type Server,
  type ServerStep,
  withCommitted,
  withUpdate,
} from './server.ts';
import { answer, isQuery, type Request } from './store.ts';

/**
 * Not in the history, and nothing later of its client either: clients make one request after
 * another.
 */
function isNew(server: Server, { client, number }: Request): boolean {
  return (server.latest.get(client) ?? 0) < number;
}

/** @spec ChainService!AcceptUpdate */
export function acceptUpdate(
  server: Server,
  { message }: { readonly message: RequestMessage },
): ServerStep | undefined {
  if (!isComplete(server)) return undefined;
  if (before(server) !== undefined) return undefined;
  if (isQuery(message.request.operation)) return undefined;
  if (!isNew(server, message.request)) return undefined;
  return { state: { ...server, ...withUpdate(server, message.request) }, effects: [] };
}

/** Sends the next update down the chain, once the successor has said where to go on.
 *  @spec ChainService!Forward */
export function forward(server: Server): ServerStep | undefined {
  const { self, view, hist, forwarded } = server;
  const request = hist[forwarded];
  const dest = behind(server);
  if (!isActive(server)) return undefined;
  if (request === undefined || dest === undefined) return undefined;
  const { epoch } = view;
  const position = forwarded + 1;
  return {
    state: { ...server, forwarded: position },
    effects: [send({ type: 'Update', source: self, dest, epoch, position, request })],
  };
}

/**
 * The link is FIFO, so the position is always the next one; if it were not, a gap must not be
 * papered over.
 * @spec ChainService!ReceiveUpdate
 */
export function receiveUpdate(
  server: Server,
  { message }: { readonly message: Update },
): ServerStep | undefined {
  if (!isCurrent(server, message)) return undefined;
  if (message.position !== server.hist.length + 1) return undefined;
  return { state: { ...server, ...withUpdate(server, message.request) }, effects: [] };
}

/**
 * The tail processes its next update and answers it: from here on the update must survive
 * (AckedDurableInv), and it does, since every server before the tail has it. A new tail answers
 * once more what the old one may have answered.
 * @spec ChainService!Commit
 */
export function commit(server: Server): ServerStep | undefined {
  const { role, self, hist, committed, store } = server;
  const request = hist[committed];
  if (role !== 'Tail') return undefined;
  if (request === undefined) return undefined;
  const position = committed + 1;
  const given = answer(store, request.operation);
  return {
    state: { ...server, ...withCommitted(server, position) },
    effects: [
      send({
        type: 'UpdateReply',
        source: self,
        dest: request.client,
        request,
        position,
        answer: given,
      }),
    ],
  };
}

/**
 * Tells the predecessor all that is committed; what it does not tell stays in the predecessor's
 * Sent.
 * @spec ChainService!Acknowledge
 */
export function acknowledge(server: Server): ServerStep | undefined {
  const { self, view, committed, announced } = server;
  const dest = before(server);
  if (!isActive(server)) return undefined;
  if (dest === undefined) return undefined;
  if (announced >= committed) return undefined;
  return {
    state: { ...server, announced: committed },
    effects: [send({ type: 'Ack', source: self, dest, epoch: view.epoch, number: committed })],
  };
}

/** @spec ChainService!ReceiveAck */
export function receiveAck(
  server: Server,
  { message }: { readonly message: Ack },
): ServerStep | undefined {
  if (!isCurrent(server, message)) return undefined;
  return { state: { ...server, ...withCommitted(server, message.number) }, effects: [] };
}

/**
 * Only the tail answers a query, and a new tail only when it has worked off its backlog: what the
 * old tail has answered must be in the answer (ReadsAtomicProp). Until then the client asks again.
 * @spec ChainService!AnswerQuery
 */
export function answerQuery(
  server: Server,
  { message }: { readonly message: RequestMessage },
): ServerStep | undefined {
  const { request } = message;
  if (server.role !== 'Tail') return undefined;
  if (server.committed !== server.hist.length) return undefined;
  if (request.operation.type !== 'get') return undefined;
  const given = answer(server.store, request.operation);
  const { self: source } = server;
  return {
    state: server,
    effects: [send({ type: 'QueryReply', source, dest: request.client, request, answer: given })],
  };
}

/**
 * A client has sent an update once more that is long processed: its answer was lost. The same
 * answer again is no step of the spec, where messages are never used up.
 */
export function answerAgain(server: Server, { request }: RequestMessage): ServerStep | undefined {
  const session = server.store.sessions.get(request.client);
  if (server.role !== 'Tail') return undefined;
  if (session?.number !== request.number) return undefined;
  const { position, answer: given } = session;
  const reply = { type: 'UpdateReply', source: server.self, dest: request.client } as const;
  return { state: server, effects: [send({ ...reply, request, position, answer: given })] };
}
