/**
 * One server's share of the variables of specs/chain-replication/ChainState.tla, and what follows
 * from them. All of it is volatile but the incarnation: a server that crashed comes back empty, as
 * somebody else.
 */
import type { NodeId, Step } from '../protocol.ts';
import {
  type Ack,
  type Attach,
  type ChainEffect,
  type Configuration,
  type HandOver,
  predecessor,
  type RequestMessage,
  type Retire,
  successor,
  type Update,
  type VersionQuery,
  type VersionReply,
} from './message.ts';
import { apply, emptyStore, type Request, type Store } from './store.ts';

/**
 * A server is Joining until it has its predecessor's history; the Tail is the last that has it, and
 * answers.
 */
export type Role = 'Spare' | 'Joining' | 'Member' | 'Tail' | 'Retired';

export interface Server {
  readonly self: NodeId;
  readonly master: NodeId;
  readonly role: Role;
  readonly incarnation: number;
  /** The configuration it acts on; `noView` while it is in no chain. */
  readonly view: Configuration;
  /** Hist_s: a prefix of the predecessor's (UpdatePropagationInv). */
  readonly hist: readonly Request[];
  /** How many updates went to the successor; -1 until the successor has attached in this view. */
  readonly forwarded: number;
  /**
   * How many updates it knows to be processed by the tail. Sent_s is what comes behind them
   * (InprocessInv).
   */
  readonly committed: number;
  /** How many of these it has told its predecessor. */
  readonly announced: number;
  /** What the first `committed` updates have built: the spec computes it from `hist` each time. */
  readonly store: Store;
  /** The highest request number of each client in `hist`: how retries are found out. */
  readonly latest: ReadonlyMap<NodeId, number>;
}

export type ServerStep = Step<Server, ChainEffect>;

/** The actions a server takes, with what each needs to know, in the order of the spec. */
export interface ServerInputs {
  AcceptUpdate: { readonly message: RequestMessage };
  Forward: undefined;
  ReceiveUpdate: { readonly message: Update };
  Commit: undefined;
  Acknowledge: undefined;
  ReceiveAck: { readonly message: Ack };
  AnswerQuery: { readonly message: RequestMessage };
  AdoptView: { readonly config: Configuration };
  ReceiveAttach: { readonly message: Attach };
  HandOver: undefined;
  ReceiveHandOver: { readonly message: HandOver };
  ReceiveRetire: { readonly message: Retire };
  ReadClean: { readonly message: RequestMessage };
  QueryVersion: { readonly message: RequestMessage };
  ReceiveVersionQuery: { readonly message: VersionQuery };
  ReceiveVersionReply: { readonly message: VersionReply };
}

export const noView: Configuration = { epoch: 0, chain: [], incarnation: {} };

/** What a server is when it knows nothing. */
export function emptyServer(
  identity: Pick<Server, 'self' | 'master' | 'role' | 'incarnation'>,
): Server {
  return {
    ...identity,
    view: noView,
    hist: [],
    forwarded: -1,
    committed: 0,
    announced: 0,
    store: emptyStore,
    latest: new Map(),
  };
}

export function isActive({ role }: Server): boolean {
  return role === 'Joining' || role === 'Member' || role === 'Tail';
}

/** Has it all that was ever promised to a client? */
export function isComplete({ role }: Server): boolean {
  return role === 'Member' || role === 'Tail';
}

export function before(server: Server): NodeId | undefined {
  return predecessor(server.view, server.self);
}

export function behind(server: Server): NodeId | undefined {
  return successor(server.view, server.self);
}

/** Does the message come from the epoch in which the server acts? */
export function isCurrent(server: Server, message: { readonly epoch: number }): boolean {
  return isActive(server) && message.epoch === server.view.epoch;
}

/** The fields that change when one more update is received. */
export function withUpdate(server: Server, request: Request): Pick<Server, 'hist' | 'latest'> {
  return {
    hist: [...server.hist, request],
    latest: new Map(server.latest).set(request.client, request.number),
  };
}

/**
 * The fields that change when the first `committed` updates are known to be processed; never fewer
 * than before.
 */
export function withCommitted(
  server: Server,
  committed: number,
): Pick<Server, 'committed' | 'store'> {
  let { store } = server;
  for (let n = server.committed; n < committed; n++) {
    store = apply(store, server.hist[n] as Request, n + 1);
  }
  return { committed: Math.max(server.committed, committed), store };
}
