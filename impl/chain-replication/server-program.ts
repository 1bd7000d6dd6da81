/**
 * What a server does and when: messages and timers to actions. A timer is set exactly while its
 * action is enabled, so which timers are set follows from the state; nothing is decided here.
 */
import type { Actions, NodeId, Program } from '../protocol.ts';
import { queryVersion, readClean, receiveVersionQuery, receiveVersionReply } from './craq.ts';
import {
  adoptView,
  handOver,
  receiveAttach,
  receiveHandOver,
  receiveRetire,
  sayRetiredAgain,
} from './membership.ts';
import {
  type ChainEffect,
  type Configuration,
  type Durable,
  type Message,
  type RequestMessage,
  send,
} from './message.ts';
import {
  before,
  behind,
  emptyServer,
  isActive,
  type Server,
  type ServerInputs,
  type ServerStep,
} from './server.ts';
import {
  acceptUpdate,
  acknowledge,
  answerAgain,
  answerQuery,
  commit,
  forward,
  receiveAck,
  receiveUpdate,
} from './service.ts';
import type { Operation } from './store.ts';

/** The actions of specs/chain-replication that a server takes. */
export const serverActions = {
  acceptUpdate,
  forward,
  receiveUpdate,
  commit,
  acknowledge,
  receiveAck,
  answerQuery,
  adoptView,
  receiveAttach,
  handOver,
  receiveHandOver,
  receiveRetire,
  readClean,
  queryVersion,
  receiveVersionQuery,
  receiveVersionReply,
} satisfies Actions<ServerInputs, Server, ChainEffect>;

/** In ticks. Work is done at once; a spare tells the master now and then that it is there. */
const workTicks = 1;
const registerTicks = 20;

const timers = ['forward', 'commit', 'acknowledge', 'handOver', 'register'] as const;

/** While which timers are set. Each condition is the guard of the action. */
function isDue(timer: (typeof timers)[number], server: Server): boolean {
  const { role, hist, forwarded, committed, announced } = server;
  switch (timer) {
    case 'forward':
      return isActive(server) && forwarded >= 0 && forwarded < hist.length;
    case 'commit':
      return role === 'Tail' && committed < hist.length;
    case 'acknowledge':
      return isActive(server) && before(server) !== undefined && announced < committed;
    case 'handOver':
      return role === 'Tail' && behind(server) !== undefined && forwarded === hist.length;
    case 'register':
      return role === 'Spare';
  }
}

/**
 * `was`: the server before the step, undefined at its start; `fired`: the timer that made it take
 * the step.
 */
function withTimers(step: ServerStep, was: Server | undefined, fired?: string): ServerStep {
  const effects: ChainEffect[] = [...step.effects];
  for (const timer of timers) {
    const isSet = was !== undefined && timer !== fired && isDue(timer, was);
    const isWanted = isDue(timer, step.state);
    const ticks = timer === 'register' ? registerTicks : workTicks;
    if (isWanted && !isSet) effects.push({ kind: 'setTimer', timer, ticks });
    if (!isWanted && isSet) effects.push({ kind: 'cancelTimer', timer });
  }
  return { state: step.state, effects };
}

function receiveRequest(server: Server, message: RequestMessage): ServerStep | undefined {
  switch (message.request.operation.type) {
    case 'get':
      return answerQuery(server, { message });
    case 'read':
      return readClean(server, { message }) ?? queryVersion(server, { message });
    default:
      return acceptUpdate(server, { message }) ?? answerAgain(server, message);
  }
}

function receive(server: Server, message: Message): ServerStep | undefined {
  switch (message.type) {
    case 'Request':
      return receiveRequest(server, message);
    case 'VersionQuery':
      return receiveVersionQuery(server, { message });
    case 'VersionReply':
      return receiveVersionReply(server, { message });
    case 'Update':
      return receiveUpdate(server, { message });
    case 'Ack':
      return receiveAck(server, { message });
    case 'Configure':
      return adoptView(server, message);
    case 'Attach':
      return receiveAttach(server, { message });
    case 'HandOver':
      return receiveHandOver(server, { message });
    case 'Retire':
      return receiveRetire(server, { message }) ?? sayRetiredAgain(server, message);
    default:
      return undefined;
  }
}

function timeout(server: Server, timer: string): ServerStep | undefined {
  switch (timer) {
    case 'forward':
      return forward(server);
    case 'commit':
      return commit(server);
    case 'acknowledge':
      return acknowledge(server);
    case 'handOver':
      return handOver(server);
    case 'register':
      return register(server);
    default:
      return undefined;
  }
}

/** Tells the master that this incarnation is there, and so that those before it are not. */
function register(server: Server): ServerStep {
  const { self: source, master: dest, incarnation } = server;
  return { state: server, effects: [send({ type: 'Register', source, dest, incarnation })] };
}

export interface ServerOptions {
  readonly master: NodeId;
  /** What every server is told when it starts for the first time. */
  readonly firstConfig: Configuration;
}

export function serverProgram({
  master,
  firstConfig,
}: ServerOptions): Program<Server, Message, Durable, Operation, never, ChainEffect> {
  return {
    /** A founder that starts again is not what it was: it has lost its history, and is a spare. */
    start(self, records) {
      const incarnation = records.length + 1;
      const persist = { kind: 'persist', record: { incarnation } } as const;
      const empty = emptyServer({ self, master, role: 'Spare', incarnation });
      const state = incarnation === 1 ? asFounder(empty, firstConfig) : empty;
      return withTimers({ state, effects: [persist] }, undefined);
    },
    receive(server, message) {
      const step = receive(server, message);
      return step && withTimers(step, server);
    },
    timeout(server, timer) {
      const step = timeout(server, timer);
      return step && withTimers(step, server, timer);
    },
  };
}

function asFounder(server: Server, config: Configuration): Server {
  const { self } = server;
  if (!config.chain.includes(self)) return server;
  const isLast = config.chain.at(-1) === self;
  return { ...server, view: config, role: isLast ? 'Tail' : 'Member', forwarded: isLast ? -1 : 0 };
}
