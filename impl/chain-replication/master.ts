/**
 * The configuration master: it alone decides who is in the chain. As in the paper (section 3) it is
 * assumed never to fail; a replicated one would run a consensus protocol in its place. It is told
 * of failures, it does not look for them.
 */
import type { Actions, NodeId, Program, Step } from '../protocol.ts';
import {
  type ChainEffect,
  type Configuration,
  type Message,
  type Retired,
  send,
} from './message.ts';

export interface Master {
  readonly self: NodeId;
  /** The newest configuration. */
  readonly config: Configuration;
  /** The server that is being retired. */
  readonly leaving: NodeId | null;
  /** The master adds a server while the chain is shorter. */
  readonly chainLength: number;
  /** They want to know whom to ask. */
  readonly clients: readonly NodeId[];
}

/** What the failure detector reports, which is never wrong, and what operators want. */
export type MasterInput =
  | { readonly type: 'Failed'; readonly server: NodeId }
  | { readonly type: 'Retire'; readonly server: NodeId };

export interface MasterInputs {
  RemoveServer: { readonly server: NodeId };
  AddServer: { readonly server: NodeId; readonly life: number };
  Retire: { readonly server: NodeId };
  ReceiveRetired: { readonly message: Retired };
}

type MasterStep = Step<Master, ChainEffect>;

const without = (chain: readonly NodeId[], server: NodeId) => chain.filter((one) => one !== server);

function issue(master: Master, change: Partial<Configuration>): Master {
  const { config } = master;
  return { ...master, config: { ...config, ...change, epoch: config.epoch + 1 } };
}

/** Clients are told once: they find out by themselves if they do not hear of it. */
function announce(master: Master): ChainEffect[] {
  const { self: source, clients, config } = master;
  const tellClients = clients.map((dest) => send({ type: 'Configure', source, dest, config }));
  return [...tellServers(master), ...tellClients];
}

function tellServers({ self: source, config }: Master): ChainEffect[] {
  return config.chain.map((dest) => send({ type: 'Configure', source, dest, config }));
}

function askToRetire({ self: source, leaving, config }: Master): ChainEffect[] {
  if (leaving === null) return [];
  const incarnation = config.incarnation[leaving] ?? 0;
  return [send({ type: 'Retire', source, dest: leaving, server: leaving, incarnation })];
}

/**
 * The incarnation that is in the chain has failed. A chain of one is left alone: there is nothing
 * to fall back on.
 * @spec ChainReplication!RemoveServer
 */
export function removeServer(
  master: Master,
  { server }: MasterInputs['RemoveServer'],
): MasterStep | undefined {
  const { config, leaving } = master;
  if (!config.chain.includes(server)) return undefined;
  if (config.chain.length <= 1) return undefined;
  const shorter = issue(master, { chain: without(config.chain, server) });
  const state = { ...shorter, leaving: leaving === server ? null : leaving };
  return { state, effects: announce(state) };
}

/** @spec ChainReplication!AddServer */
export function addServer(
  master: Master,
  { server, life }: MasterInputs['AddServer'],
): MasterStep | undefined {
  const { config, chainLength } = master;
  if (config.chain.includes(server)) return undefined;
  if (config.chain.length >= chainLength) return undefined;
  if (life <= (config.incarnation[server] ?? 0)) return undefined;
  const state = issue(master, {
    chain: [...config.chain, server],
    incarnation: { ...config.incarnation, [server]: life },
  });
  return { state, effects: announce(state) };
}

/**
 * Nobody hears of the shorter chain before the server has stopped: a tail needs no other server to
 * answer a query.
 * @spec ChainReplication!Retire
 */
export function retire(master: Master, { server }: MasterInputs['Retire']): MasterStep | undefined {
  const { config, leaving } = master;
  if (leaving !== null) return undefined;
  if (!config.chain.includes(server)) return undefined;
  if (config.chain.length <= 1) return undefined;
  const state = { ...master, leaving: server };
  return { state, effects: askToRetire(state) };
}

/** @spec ChainReplication!ReceiveRetired */
export function receiveRetired(
  master: Master,
  { message }: MasterInputs['ReceiveRetired'],
): MasterStep | undefined {
  const { config, leaving } = master;
  if (leaving !== message.server) return undefined;
  if (config.incarnation[message.server] !== message.incarnation) return undefined;
  if (config.chain.length <= 1) return undefined;
  const state = {
    ...issue(master, { chain: without(config.chain, message.server) }),
    leaving: null,
  };
  return { state, effects: announce(state) };
}

/** The actions of specs/chain-replication that the master takes. */
export const masterActions = {
  removeServer,
  addServer,
  retire,
  receiveRetired,
} satisfies Actions<MasterInputs, Master, ChainEffect>;

/**
 * Who registers has started again if the chain knows an earlier incarnation: that one has failed.
 */
function receiveRegister(master: Master, server: NodeId, life: number): MasterStep | undefined {
  const known = master.config.incarnation[server] ?? 0;
  if (life <= known) return undefined;
  return removeServer(master, { server }) ?? addServer(master, { server, life });
}

/** In ticks: how often the master repeats itself. Its links lose messages. */
const announceTicks = 10;

/** Is there anything that somebody may not have heard? */
const hasNews = ({ config, leaving }: Master) => config.epoch > 1 || leaving !== null;

const rearm: ChainEffect = { kind: 'setTimer', timer: 'announce', ticks: announceTicks };

function withTimer(step: MasterStep | undefined, was: Master): MasterStep | undefined {
  if (step === undefined || hasNews(was) || !hasNews(step.state)) return step;
  return { state: step.state, effects: [...step.effects, rearm] };
}

export interface MasterOptions {
  readonly firstConfig: Configuration;
  readonly chainLength: number;
  readonly clients: readonly NodeId[];
}

export function masterProgram({
  firstConfig,
  chainLength,
  clients,
}: MasterOptions): Program<Master, Message, never, never, MasterInput, ChainEffect> {
  return {
    start: (self) => ({
      state: { self, config: firstConfig, leaving: null, chainLength, clients },
      effects: [],
    }),
    receive(master, message) {
      if (message.type === 'Retired') return withTimer(receiveRetired(master, { message }), master);
      if (message.type !== 'Register') return undefined;
      return withTimer(receiveRegister(master, message.source, message.incarnation), master);
    },
    timeout: (master) => ({
      state: master,
      effects: [
        ...(master.config.epoch > 1 ? tellServers(master) : []),
        ...askToRetire(master),
        ...(hasNews(master) ? [rearm] : []),
      ],
    }),
    input(master, { type, server }) {
      const act = type === 'Failed' ? removeServer : retire;
      return withTimer(act(master, { server }), master);
    },
  };
}
