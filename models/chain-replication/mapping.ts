/**
 * Where the world of impl/chain-replication and specs/chain-replication/Craq.tla meet, and with it
 * ChainReplication.tla, which is the same without reads at any server.
 * The abstraction copies: servers have the spec's variables as fields, queues are the copies under
 * way, messages are all that was ever sent, without the envelope: a request of the spec may reach
 * any server.
 */
import {
  defineMapping,
  type Mapped,
  type MappingContext,
  stutter,
} from '../../harness/conformance/mapping.ts';
import type { NodeWorld, World } from '../../harness/simulation/world.ts';
import type { Client } from '../../impl/chain-replication/client.ts';
import type { Master, MasterInput } from '../../impl/chain-replication/master.ts';
import type {
  Configuration,
  Message,
  RequestMessage,
} from '../../impl/chain-replication/message.ts';
import { emptyServer, type Server } from '../../impl/chain-replication/server.ts';
import type { NodeId } from '../../impl/protocol.ts';

const masterName = 'master';

export const mapping = defineMapping({
  module: 'Craq',

  abstraction: (world) => {
    const ofServer = <T>(pick: (server: Server, node: NodeWorld) => T) =>
      new Map(
        serversOf(world).map((name) => [name, pick(serverOf(world, name), nodeOf(world, name))]),
      );
    const ofClient = <T>(pick: (client: Client) => T) =>
      new Map(world.protocol.clients.map((name) => [name, pick(stateOf<Client>(world, name))]));
    const { config, leaving } = stateOf<Master>(world, masterName);
    return {
      role: ofServer(({ role }, { up }) => (up ? role : 'Crashed')),
      incarnation: ofServer((_, { records }) => records.length),
      view: ofServer(({ view }) => toConfiguration(view, world)),
      hist: ofServer(({ hist }) => plain(hist)),
      forwarded: ofServer(({ forwarded }) => forwarded),
      committed: ofServer(({ committed }) => committed),
      announced: ofServer(({ announced }) => announced),
      channel: channels(world),
      config: toConfiguration(config, world),
      leaving: plain(leaving),
      messages: messages(world),
      number: ofClient(({ number }) => number),
      waiting: ofClient(({ waiting }) => waiting !== null),
    };
  },

  actions: {
    deliver: (context) => received(context, context.event.message as Message),
    timer: (context) => due(context, context.event.timer),
    call: ({ node, event }) => ['Invoke', node, plain(event.operation)],
    input: ({ event }) => {
      const { type, server } = event.input as MasterInput;
      return [type === 'Failed' ? 'RemoveServer' : 'Retire', server];
    },
    crash: ({ node }) => ['Crash', node],
    restart: ({ node }) => ['Restart', node],
    // `messages` only grows: a lost message is one that is not received. The queues only wait.
    drop: stutter,
    duplicate: stutter,
    partition: stutter,
    heal: stutter,
  },
});

/**
 * What the receipt of a message is; an answer that is sent once more changes nothing and needs no
 * name.
 */
function received(context: MappingContext, message: Message): Mapped {
  const { node, before } = context;
  const body = bodyOf(message, before);
  switch (message.type) {
    case 'Request':
      return [requested(context, message), node, body];
    case 'VersionQuery':
    case 'VersionReply':
      return [`Receive${message.type}`, node, body];
    case 'UpdateReply':
    case 'QueryReply':
    case 'ReadReply':
      return ['ReceiveReply', node, body];
    case 'Configure':
      return ['AdoptView', node, toConfiguration(message.config, before)];
    case 'Retire':
      return ['ReceiveRetire', node, body];
    case 'Retired':
      return ['ReceiveRetired', body];
    case 'Register':
      return registered(before, message.source, message.incarnation);
    default:
      return [isIgnored(context) ? 'Discard' : `Receive${message.type}`, node, message.source];
  }
}

function requested({ effects }: MappingContext, { request }: RequestMessage): string {
  switch (request.operation.type) {
    case 'get':
      return 'AnswerQuery';
    case 'read': {
      const asked = effects.some(
        (effect) => effect.kind === 'send' && effect.message.type === 'VersionQuery',
      );
      return asked ? 'QueryVersion' : 'ReadClean';
    }
    default:
      return 'AcceptUpdate';
  }
}

/** The message of an older epoch was taken from its queue, and that was all. */
function isIgnored({ before, after, node }: MappingContext): boolean {
  return before.nodes.get(node)?.state === after.nodes.get(node)?.state;
}

/**
 * Who registers and is in the chain has failed since it was added; who is in no chain may be added.
 */
function registered(before: World, server: NodeId, life: number): Mapped {
  const { chain } = stateOf<Master>(before, masterName).config;
  return chain.includes(server) ? ['RemoveServer', server] : ['AddServer', server, life];
}

const actionOfTimer: Readonly<Record<string, string>> = {
  forward: 'Forward',
  commit: 'Commit',
  acknowledge: 'Acknowledge',
  handOver: 'HandOver',
  retry: 'Abandon',
};

function due({ node }: MappingContext, timer: string): Mapped {
  const action = actionOfTimer[timer];
  return action === undefined ? stutter : [action, node];
}

/** channel[s][t]: what is under way on the connection from s to t, oldest first. */
function channels(world: World): ReadonlyMap<NodeId, ReadonlyMap<NodeId, readonly unknown[]>> {
  const servers = serversOf(world);
  const queues = new Map(
    servers.map((s) => [s, new Map(servers.map((t) => [t, [] as unknown[]]))]),
  );
  for (const message of world.network.inFlight) {
    if (isDatagram(message.type)) continue;
    queues
      .get(message.source)
      ?.get(message.dest)
      ?.push(bodyOf(message as Message, world));
  }
  return queues;
}

/** Version queries go beside the connections of the chain. */
export function isDatagram(type: string): boolean {
  return type === 'VersionQuery' || type === 'VersionReply';
}

/**
 * Everything ever sent outside the queues; `Register` is what the spec's AddServer knows without
 * being told.
 */
function messages(world: World): ReadonlySet<unknown> {
  const known = bodies.get(world.network.everSent);
  if (known !== undefined) return known;
  const all = (world.network.everSent as readonly Message[]).filter(
    ({ type }) => type !== 'Register',
  );
  const found = new Set(all.map((message) => bodyOf(message, world)));
  bodies.set(world.network.everSent, found);
  return found;
}
const bodies = new WeakMap<object, ReadonlySet<unknown>>();

/** A message without its envelope, as the spec has it. */
function bodyOf(message: Message, world: World): unknown {
  return remembered(copiesIn(world), message, () => {
    const { source: _, dest: __, ...body } = message;
    const content = Object.entries(body).map(([name, value]) =>
      name === 'config'
        ? [name, toConfiguration(value as Configuration, world)]
        : [name, plain(value)],
    );
    return Object.fromEntries(content);
  });
}

/** `incarnation` is a function of servers, also where the code leaves a server out. */
function toConfiguration(config: Configuration, world: World): unknown {
  return remembered(copiesIn(world), config, () => {
    const { epoch, chain, incarnation } = config;
    const lives = serversOf(world).map((server) => [server, incarnation[server] ?? 0] as const);
    return { epoch, chain, incarnation: new Map(lives) };
  });
}

/** `null` is the model value Nil; nothing else is spelt differently. */
function plain(value: unknown): unknown {
  if (value === null) return 'Nil';
  if (typeof value !== 'object') return value;
  return remembered(plainCopies, value, () => {
    if (Array.isArray(value)) return value.map(plain);
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]));
  });
}

type Copies = WeakMap<object, unknown>;

/** The same object for the same object: the engine converts what it has not seen before. */
function remembered(copies: Copies, original: object, convert: () => unknown): unknown {
  let copy = copies.get(original);
  if (copy === undefined) {
    copy = convert();
    copies.set(original, copy);
  }
  return copy;
}
const plainCopies: Copies = new WeakMap();

/** Copies that speak of all servers are good for one protocol only: `noView` is part of every one. */
function copiesIn({ protocol }: World): Copies {
  let copies = copiesOfProtocol.get(protocol);
  if (copies === undefined) {
    copies = new WeakMap();
    copiesOfProtocol.set(protocol, copies);
  }
  return copies;
}
const copiesOfProtocol = new WeakMap<object, Copies>();

function serversOf({ protocol }: World): readonly NodeId[] {
  let servers = serverNames.get(protocol);
  if (servers === undefined) {
    const { nodes, clients } = protocol;
    servers = nodes.filter((node) => node !== masterName && !clients.includes(node));
    serverNames.set(protocol, servers);
  }
  return servers;
}
const serverNames = new WeakMap<object, readonly NodeId[]>();

function nodeOf({ nodes }: World, name: NodeId): NodeWorld {
  return nodes.get(name) as NodeWorld;
}

function stateOf<State>(world: World, name: NodeId): State {
  return nodeOf(world, name).state as State;
}

/** What a server is while it is down: nothing that it knew is left. */
const nobody = emptyServer({ self: '', master: masterName, role: 'Spare', incarnation: 0 });

function serverOf(world: World, name: NodeId): Server {
  const { up, state } = nodeOf(world, name);
  return up ? (state as Server) : nobody;
}
