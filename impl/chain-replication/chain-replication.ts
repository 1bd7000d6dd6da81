/**
 * Chain replication (van Renesse and Schneider, OSDI 2004): the configured protocol. Updates enter
 * at the head, the tail answers, servers fail and are added while the chain works. CRAQ (Terrace and
 * Freedman, USENIX ATC 2009) is an operation of its own: a `read` is answered by any server.
 */
import type { NodeId, Protocol } from '../protocol.ts';
import { clientProgram } from './client.ts';
import { masterProgram } from './master.ts';
import type { Configuration } from './message.ts';
import { serverProgram } from './server-program.ts';

export interface ChainOptions {
  readonly servers: readonly NodeId[];
  /** The first chain, head first; the other servers are spares. */
  readonly founders: readonly NodeId[];
  readonly clients: readonly NodeId[];
  /** Default: `master`. */
  readonly master?: NodeId;
  /** How long the master wants the chain to be. */
  readonly chainLength: number;
  /** How often a client sends a request before it gives up; default 6. */
  readonly attemptsMax?: number;
  /** Whom clients ask, see client.ts; default `chain`. */
  readonly asks?: 'chain' | 'everybody';
}

/** The configuration that everybody starts with. */
export function firstConfiguration({
  servers,
  founders,
}: Pick<ChainOptions, 'servers' | 'founders'>): Configuration {
  const lives = servers.map((server) => [server, founders.includes(server) ? 1 : 0]);
  return { epoch: 1, chain: founders, incarnation: Object.fromEntries(lives) };
}

/** Throws TypeError if the chain has no founder, or one that is no server. */
export function chainReplication(options: ChainOptions): Protocol {
  const { servers, founders, clients, chainLength, attemptsMax = 6, asks = 'chain' } = options;
  const { master = 'master' } = options;
  if (founders.length === 0 || !founders.every((founder) => servers.includes(founder))) {
    throw new TypeError(`founders must be some of the servers: ${founders.join(', ')}`);
  }
  const firstConfig = firstConfiguration(options);
  const roles = {
    server: serverProgram({ master, firstConfig }),
    master: masterProgram({ firstConfig, chainLength, clients }),
    client: clientProgram({ servers, firstConfig, attemptsMax, asks }),
  };
  return {
    name: 'chain-replication',
    nodes: [...servers, master, ...clients],
    clients,
    program(node) {
      if (servers.includes(node)) return roles.server;
      return node === master ? roles.master : roles.client;
    },
  };
}
