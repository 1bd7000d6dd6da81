/**
 * What replicas send each other and write to their disks: plain data, which impl/runtime/cbor.ts makes bytes of. A state of
 * a type is a Map in memory (but for the register, which is a cell or null) and an object here; contexts of replicas have
 * no gaps, so that a version vector is all of them.
 */
import type { Envelope } from '../protocol.ts';
import { type CausalContext, contextOf, emptyContext, joinContexts } from './causal-context.ts';
import type { Dot } from './dot.ts';
import type { Delta, ObjectName, Schema, Store } from './store.ts';

/** actor -> n: events 1 to n of the actor. */
export type Vector = Readonly<Record<string, number>>;

export interface StoreMessage {
  readonly objects: Readonly<Record<ObjectName, unknown>>;
  readonly context: Vector;
}

interface DeltaMessageContent {
  /** What the receiver must have seen for the deltas to join: all that their authors had, but for each other. */
  readonly since: Vector;
  /** Whoever comes later may have seen the earlier ones. */
  readonly deltas: readonly Delta[];
}

export type Message =
  | (Envelope & { readonly type: 'State' } & StoreMessage)
  | (Envelope & { readonly type: 'Delta' } & DeltaMessageContent);

/** A record adds deltas to what the ones before it say, or takes their place. */
export type DiskRecord =
  | { readonly type: 'deltas'; readonly deltas: readonly Delta[] }
  | ({ readonly type: 'snapshot'; readonly deltas: readonly Delta[] } & StoreMessage);

export function vectorOf({ vector }: CausalContext): Vector {
  return Object.fromEntries(vector);
}

export function contextFrom(vector: Vector): CausalContext {
  return { vector: new Map(Object.entries(vector)), cloud: emptyContext.cloud };
}

export function storeMessage({ objects, context }: Store): StoreMessage {
  const states = [...objects].map(([object, state]) => [object, plainState(state)] as const);
  return { objects: Object.fromEntries(states), context: vectorOf(context) };
}

export function storeFrom(schema: Schema, { objects, context }: StoreMessage): Store {
  const states = Object.entries(objects).map(
    ([object, state]) => [object, stateFrom(schema, object, state)] as const,
  );
  return { objects: new Map(states), context: contextFrom(context) };
}

export function plainDelta({ state, ...delta }: Delta): Delta {
  return { ...delta, state: plainState(state) };
}

export function deltaFrom(schema: Schema, { state, ...delta }: Delta): Delta {
  return { ...delta, state: stateFrom(schema, delta.object, state) };
}

function plainState(state: unknown): unknown {
  return state instanceof Map ? Object.fromEntries(state) : state;
}

function stateFrom(schema: Schema, object: ObjectName, state: unknown): unknown {
  if (schema[object] === 'LwwRegister') return state;
  return new Map(Object.entries(state as Record<string, unknown>));
}

/** All that the sender had seen when it sent this. */
export function seenBy(message: Message): CausalContext {
  if (message.type === 'State') return contextFrom(message.context);
  const dots: readonly Dot[] = message.deltas.map(({ dot }) => dot);
  return joinContexts(contextFrom(message.since), contextOf(dots));
}
