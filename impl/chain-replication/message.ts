/**
 * What travels between clients, servers and the master, field by field as in
 * specs/chain-replication. Every message of the chain and of the master names an epoch or an
 * incarnation: a receiver that lives in another one ignores it. CRAQ's version queries need none: a
 * version that is committed is the same in every epoch.
 */
import type { Effect, Envelope, NodeId } from '../protocol.ts';
import type { Answer, Request } from './store.ts';

/**
 * A chain as the master issues it, head first. It names incarnations: who came back is not who was
 * meant.
 */
export interface Configuration {
  readonly epoch: number;
  readonly chain: readonly NodeId[];
  /**
   * For every server: its incarnation in the chain; if it has left, the last one that was; 0: it
   * never was.
   */
  readonly incarnation: Readonly<Record<NodeId, number>>;
}

type Of<Type extends string, Content> = Envelope & { readonly type: Type } & Readonly<Content>;

export type RequestMessage = Of<'Request', { request: Request }>;
export type UpdateReply = Of<'UpdateReply', { request: Request; position: number; answer: Answer }>;
export type QueryReply = Of<'QueryReply', { request: Request; answer: Answer }>;

/** The answer of a read, from whatever server, and the version that it is of. */
export type ReadReply = Of<'ReadReply', { request: Request; version: number; answer: Answer }>;
/** From a server at which the key is dirty to the tail: which version is committed? */
export type VersionQuery = Of<'VersionQuery', { server: NodeId; tail: NodeId; request: Request }>;
export type VersionReply = Of<
  'VersionReply',
  { server: NodeId; request: Request; version: number }
>;

/**
 * From a server to its predecessor in a new configuration: `received` updates are here, go on from
 * there.
 */
export type Attach = Of<
  'Attach',
  { config: Configuration; received: number; committed: number; complete: boolean }
>;
export type Update = Of<'Update', { epoch: number; position: number; request: Request }>;
/** From a server to its predecessor: the first `number` updates are processed. */
export type Ack = Of<'Ack', { epoch: number; number: number }>;
export type HandOver = Of<'HandOver', { epoch: number; committed: number }>;

export type Configure = Of<'Configure', { config: Configuration }>;
/** From a server that is in no chain to the master. */
export type Register = Of<'Register', { incarnation: number }>;
export type Retire = Of<'Retire', { server: NodeId; incarnation: number }>;
export type Retired = Of<'Retired', { server: NodeId; incarnation: number }>;

export type Message =
  | RequestMessage
  | UpdateReply
  | QueryReply
  | ReadReply
  | VersionQuery
  | VersionReply
  | Attach
  | Update
  | Ack
  | HandOver
  | Configure
  | Register
  | Retire
  | Retired;

/**
 * All that a server makes durable: that it starts once more. Its history dies with it, it is
 * fail-stop.
 */
export interface Durable {
  readonly incarnation: number;
}

export type ChainEffect = Effect<Message, Durable, Answer>;

export function send(message: Message): ChainEffect {
  return { kind: 'send', message };
}

export function position(config: Configuration, server: NodeId): number {
  return config.chain.indexOf(server);
}

export function predecessor(config: Configuration, server: NodeId): NodeId | undefined {
  return config.chain[position(config, server) - 1];
}

export function successor(config: Configuration, server: NodeId): NodeId | undefined {
  const index = position(config, server);
  return index < 0 ? undefined : config.chain[index + 1];
}
