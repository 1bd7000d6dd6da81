/**
 * A server and its place in the chain (paper, section 3, failures and extension): new
 * configurations, attaching to a predecessor, catching up at the end of the chain, leaving. The
 * actions of specs/chain-replication/ChainReplication.tla that servers take. Who is in the chain is
 * not decided here: see master.ts.
 */
import {
  type Attach,
  type ChainEffect,
  type Configuration,
  type HandOver,
  predecessor,
  type Retire,
  send,
  successor,
} from './message.ts';
import {
  behind,
  emptyServer,
  isActive,
  isComplete,
  isCurrent,
  type Role,
  type Server,
  type ServerStep,
  withCommitted,
} from './server.ts';

/** A newer configuration that means this very incarnation. */
function mayAdopt(server: Server, config: Configuration): boolean {
  const { self, role, incarnation, view } = server;
  if (role !== 'Spare' && !isActive(server)) return false;
  if (config.epoch <= view.epoch) return false;
  return config.chain.includes(self) && config.incarnation[self] === incarnation;
}

/** The last server of the chain is the tail, unless it has yet to catch up. */
function roleUnder(config: Configuration, { self, role }: Server): Role {
  if (role === 'Spare') return 'Joining';
  if (role === 'Member' && successor(config, self) === undefined) return 'Tail';
  return role;
}

/** `committed`: how many updates the server knows to be committed. */
function attach(server: Server, config: Configuration, committed: number): readonly ChainEffect[] {
  const { self, hist } = server;
  const dest = predecessor(config, self);
  if (dest === undefined) return [];
  const complete = isComplete(server);
  const received = hist.length;
  return [send({ type: 'Attach', source: self, dest, config, received, committed, complete })];
}

/** @spec ChainReplication!AdoptView */
export function adoptView(
  server: Server,
  { config }: { readonly config: Configuration },
): ServerStep | undefined {
  if (!mayAdopt(server, config)) return undefined;
  const { committed } = server;
  return {
    state: {
      ...server,
      role: roleUnder(config, server),
      view: config,
      forwarded: -1,
      announced: committed,
    },
    effects: attach(server, config, committed),
  };
}

/**
 * The successor says what it has received last, and everything behind that is sent again: what a
 * server that failed between the two had not passed on would be lost otherwise (InFlightInv). Who
 * has not heard of the successor's configuration hears of it so. A successor that has not caught
 * up, and attaches to one that is not the tail, has lost the tail that was feeding it: then this
 * server is the last that has everything.
 * @spec ChainReplication!ReceiveAttach
 */
export function receiveAttach(
  server: Server,
  { message }: { readonly message: Attach },
): ServerStep | undefined {
  const { config, received, complete } = message;
  const isNews = mayAdopt(server, config);
  if (!isNews && !(isActive(server) && server.view.epoch === config.epoch)) return undefined;
  const known = withCommitted(server, message.committed);
  const role = isNews ? roleUnder(config, server) : server.role;
  return {
    state: {
      ...server,
      role: role === 'Member' && !complete ? 'Tail' : role,
      view: config,
      forwarded: received,
      ...known,
      announced: isNews ? known.committed : server.announced,
    },
    effects: isNews ? attach(server, config, known.committed) : [],
  };
}

/** The whole history is with the server that joins, or before this message on the same link.
 *  @spec ChainReplication!HandOver */
export function handOver(server: Server): ServerStep | undefined {
  const { self, role, view, hist, forwarded, committed } = server;
  const dest = behind(server);
  if (role !== 'Tail') return undefined;
  if (dest === undefined) return undefined;
  if (forwarded !== hist.length) return undefined;
  return {
    state: { ...server, role: 'Member' },
    effects: [send({ type: 'HandOver', source: self, dest, epoch: view.epoch, committed })],
  };
}

/** @spec ChainReplication!ReceiveHandOver */
export function receiveHandOver(
  server: Server,
  { message }: { readonly message: HandOver },
): ServerStep | undefined {
  if (!isCurrent(server, message)) return undefined;
  if (server.role !== 'Joining') return undefined;
  const state: Server = { ...server, role: 'Tail', ...withCommitted(server, message.committed) };
  return { state, effects: [] };
}

/** It stops before it says so: nobody may be tail before this one is not (EpochFencedInv).
 *  @spec ChainReplication!ReceiveRetire */
export function receiveRetire(
  server: Server,
  { message }: { readonly message: Retire },
): ServerStep | undefined {
  const { self, master, incarnation, role } = server;
  if (message.server !== self) return undefined;
  if (message.incarnation !== incarnation) return undefined;
  if (role !== 'Spare' && !isActive(server)) return undefined;
  return {
    state: emptyServer({ self, master, incarnation, role: 'Retired' }),
    effects: [sayRetired(server)],
  };
}

/**
 * The master has not heard that this server has stopped. The same message again is no step of the
 * spec.
 */
export function sayRetiredAgain(server: Server, message: Retire): ServerStep | undefined {
  if (server.role !== 'Retired') return undefined;
  if (message.incarnation !== server.incarnation) return undefined;
  return { state: server, effects: [sayRetired(server)] };
}

function sayRetired({ self, master, incarnation }: Server): ChainEffect {
  return send({ type: 'Retired', source: self, dest: master, server: self, incarnation });
}
