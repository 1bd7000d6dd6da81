/**
 * A replica: its store, the deltas that it has singly, and what it was last told that others have seen. It updates at
 * once and asks nobody; in return it tells the others, again and again, whatever they seem to miss: deltas, and its whole
 * store where deltas do not suffice, and now and then (Almeida, Shoker and Baquero, JPDC 2018, sections 5 and 6). A message with no deltas is
 * an acknowledgement: it tells what its sender has seen, as every message does.
 */
import type { Effect, NodeId, Step } from '../protocol.ts';
import {
  type CausalContext,
  contains,
  emptyContext,
  isWithin,
  meetContexts,
  missingFrom,
  nextOf,
  sizeOf,
} from './causal-context.ts';
import { actorOf, type Dot, dotOf } from './dot.ts';
import {
  contextFrom,
  type DiskRecord,
  deltaFrom,
  type Message,
  plainDelta,
  seenBy,
  storeFrom,
  storeMessage,
  vectorOf,
} from './message.ts';
import { type Rga, stands } from './rga.ts';
import { sameStore } from './same.ts';
import {
  type Delta,
  deltaOf,
  emptyStore,
  isWhole,
  joinStores,
  type ObjectName,
  type Schema,
  type Store,
  withDelta,
  withoutDead,
} from './store.ts';

export interface Replica {
  readonly self: NodeId;
  readonly peers: readonly NodeId[];
  readonly schema: Schema;
  /** Which life this is; undefined while nobody has said: then nothing may be updated. */
  readonly incarnation: number | undefined;
  readonly store: Store;
  /** In an order in which each could be joined. */
  readonly buffer: ReadonlyMap<Dot, Delta>;
  /** What each peer had seen, as it was last told. */
  readonly known: ReadonlyMap<NodeId, CausalContext>;
}

export interface Update {
  readonly object: ObjectName;
  readonly update: unknown;
  /** What the clock shows; only registers look at it. */
  readonly clock?: number;
}

export type ReplicaEffect = Effect<Message, DiskRecord>;
type ReplicaStep = Step<Replica, ReplicaEffect>;

/** What of a replica is on its disk. */
export type Durable = Pick<Replica, 'store' | 'buffer'>;

/** What is on the disk, whether or not it is all that ever was. */
export function recover(schema: Schema, records: readonly DiskRecord[]): Durable {
  const nothing: Durable = { store: emptyStore(schema), buffer: new Map() };
  return records.reduce((durable, record) => afterRecord(schema, durable, record), nothing);
}

export function afterRecord(schema: Schema, durable: Durable, record: DiskRecord): Durable {
  const deltas = record.deltas.map((delta) => deltaFrom(schema, delta));
  const isWhole = record.type === 'snapshot';
  const buffer = new Map(isWhole ? [] : durable.buffer);
  for (const delta of deltas) buffer.set(delta.dot, delta);
  if (isWhole) return { store: storeFrom(schema, record), buffer };
  const store = deltas.reduce((all, delta) => withDelta(schema, all, delta), durable.store);
  return { store, buffer };
}

/** A name for the updates of this life, from outside: what is on the disk may be older than the last life was.
 *  @spec CrdtCore!Begin */
export function begin(
  replica: Replica,
  { incarnation }: { readonly incarnation: number },
): ReplicaStep | undefined {
  if (replica.incarnation !== undefined) return undefined;
  return { state: { ...replica, incarnation }, effects: [] };
}

/** The n of the next update, for whoever counts them; undefined without an incarnation. */
export function nextUpdate({ self, incarnation, store }: Replica): number | undefined {
  return incarnation === undefined ? undefined : nextOf(store.context, actorOf(self, incarnation));
}

/** An update is durable before anybody can see it: else a crash could take back what was already told.
 *  @spec CrdtCore!Update */
export function update(
  replica: Replica,
  { clock = 0, ...change }: Update,
): ReplicaStep | undefined {
  const { self, incarnation, schema, store, buffer } = replica;
  if (incarnation === undefined) return undefined;
  const actor = actorOf(self, incarnation);
  const dot = dotOf(actor, nextOf(store.context, actor));
  const moment = { dot, actor, lamport: sizeOf(store.context) + 1, clock };
  const delta = deltaOf(schema, store, change, moment);
  if (delta === undefined) return undefined;
  return {
    state: {
      ...replica,
      store: withDelta(schema, store, delta),
      buffer: new Map(buffer).set(dot, delta),
    },
    effects: [persistDeltas([delta])],
  };
}

function persistDeltas(deltas: readonly Delta[]): ReplicaEffect {
  return { kind: 'persist', record: { type: 'deltas', deltas: deltas.map(plainDelta) } };
}

function persistAll(store: Store, buffer: Replica['buffer']): ReplicaEffect {
  const deltas = [...buffer.values()].map(plainDelta);
  return { kind: 'persist', record: { type: 'snapshot', ...storeMessage(store), deltas } };
}

function knownOf({ known }: Replica, peer: NodeId): CausalContext {
  return known.get(peer) ?? emptyContext;
}

/** The deltas that the peer seems to miss, in the order in which they came. */
function groupFor(replica: Replica, peer: NodeId): readonly Delta[] {
  const seen = knownOf(replica, peer);
  return [...replica.buffer.values()].filter(({ dot }) => !contains(seen, dot));
}

/** Whether deltas are enough: each that is missing is here, and none is put behind what may have been discarded there. */
export function canDelta(replica: Replica, peer: NodeId): boolean {
  const { schema, store, buffer } = replica;
  const missing = missingFrom(store.context, knownOf(replica, peer));
  if (!missing.every((dot) => buffer.has(dot))) return false;
  return groupFor(replica, peer).every(
    ({ object, state }) =>
      schema[object] !== 'Rga' || stands(store.objects.get(object) as Rga, state as Rga),
  );
}

/** @spec CrdtCore!Send */
export function send(replica: Replica, peer: NodeId): ReplicaStep {
  const { self: source, store } = replica;
  const message: Message = { type: 'State', source, dest: peer, ...storeMessage(store) };
  return { state: replica, effects: [{ kind: 'send', message }] };
}

/** @spec CrdtCore!DeltaSend */
export function deltaSend(replica: Replica, peer: NodeId): ReplicaStep | undefined {
  if (!canDelta(replica, peer)) return undefined;
  const { self: source, store } = replica;
  const since = vectorOf(meetContexts(store.context, knownOf(replica, peer)));
  const deltas = groupFor(replica, peer).map(plainDelta);
  const message: Message = { type: 'Delta', source, dest: peer, since, deltas };
  return { state: replica, effects: [{ kind: 'send', message }] };
}

/** Whatever it is and however old: it joins, or it is an answer all the same.
 *  @spec CrdtCore!Merge */
export function merge(replica: Replica, message: Message): ReplicaStep {
  const known = new Map(replica.known).set(message.source, seenBy(message));
  const told = { ...replica, known };
  return message.type === 'State' ? mergeState(told, message) : mergeDeltas(told, message);
}

function mergeState(replica: Replica, message: Extract<Message, { type: 'State' }>): ReplicaStep {
  const { schema, buffer } = replica;
  const store = joinStores(schema, replica.store, storeFrom(schema, message));
  // What says nothing new is not written down.
  if (sameStore(store, replica.store)) return { state: replica, effects: [] };
  return { state: { ...replica, store }, effects: [persistAll(store, buffer)] };
}

function mergeDeltas(
  replica: Replica,
  { since, deltas }: Extract<Message, { type: 'Delta' }>,
): ReplicaStep {
  const { schema } = replica;
  const fresh = deltas
    .filter(({ dot }) => !contains(replica.store.context, dot))
    .map((delta) => deltaFrom(schema, delta));
  const ignored = { state: replica, effects: [] };
  if (fresh.length === 0) return ignored;
  // Without their past deltas would be seen before what their authors saw, and take the place of what is not there yet.
  if (!isWithin(contextFrom(since), replica.store.context)) return ignored;
  const store = fresh.reduce((all, delta) => withDelta(schema, all, delta), replica.store);
  // The predecessor of an element was discarded here, which only an old backup can bring about: the state will come.
  if (!isWhole(schema, store)) return ignored;
  const buffer = new Map(replica.buffer);
  for (const delta of fresh) buffer.set(delta.dot, delta);
  return { state: { ...replica, store, buffer }, effects: [persistDeltas(fresh)] };
}

/**
 * Whether everybody is known to have seen the event. What others had seen when they said so must have arrived here: among
 * it is all that they inserted behind an element before they saw it deleted.
 */
function isStable(replica: Replica, dot: Dot): boolean {
  return replica.peers.every((peer) => {
    const seen = knownOf(replica, peer);
    return contains(seen, dot) && isWithin(seen, replica.store.context);
  });
}

/** Deltas that nobody needs, and tombstones behind which nobody can insert any more.
 *  @spec CrdtCore!GcCausallyStable */
export function gcCausallyStable(replica: Replica): ReplicaStep | undefined {
  const store = withoutDead(replica.schema, replica.store, (dot) => isStable(replica, dot));
  const buffer = new Map([...replica.buffer].filter(([dot]) => !isStable(replica, dot)));
  if (store === replica.store && buffer.size === replica.buffer.size) return undefined;
  return { state: { ...replica, store, buffer }, effects: [persistAll(store, buffer)] };
}
