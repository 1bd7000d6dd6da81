/**
 * What a replica stores: objects of the six types under their names, and one causal context for all of them. So a read of
 * two objects is causally consistent, and what was seen is said once, as a version vector, and not for each object.
 */
import {
  type CausalContext,
  contains,
  contextOf,
  emptyContext,
  joinContexts,
} from './causal-context.ts';
import type { Crdt, Moment } from './crdt.ts';
import type { Dot } from './dot.ts';
import { gCounter } from './g-counter.ts';
import { lwwRegister } from './lww-register.ts';
import { mvRegister } from './mv-register.ts';
import { orSet } from './or-set.ts';
import { pnCounter } from './pn-counter.ts';
import { discard, isRooted, type Rga, rga } from './rga.ts';

// biome-ignore lint/suspicious/noExplicitAny: each type has states, updates and values of its own.
type AnyCrdt = Crdt<any, any, any>;

const crdts = {
  GCounter: gCounter,
  PnCounter: pnCounter,
  LwwRegister: lwwRegister,
  MvRegister: mvRegister,
  OrSet: orSet,
  Rga: rga,
} satisfies Record<string, AnyCrdt>;

export type TypeName = keyof typeof crdts;
export type ObjectName = string;
/** The type of each object: fixed, the same at every replica. */
export type Schema = Readonly<Record<ObjectName, TypeName>>;

export interface Store {
  /** One state for each object of the schema. */
  readonly objects: ReadonlyMap<ObjectName, unknown>;
  /** The events that it tells of: of every actor all up to some number, and closed under causality. */
  readonly context: CausalContext;
}

/** One update of one object, as it travels. */
export interface Delta {
  readonly dot: Dot;
  readonly object: ObjectName;
  readonly state: unknown;
  readonly covers: readonly Dot[];
}

export function typeOf(schema: Schema, object: ObjectName): AnyCrdt {
  return crdts[schema[object] as TypeName];
}

export function emptyStore(schema: Schema): Store {
  const objects = Object.keys(schema).map(
    (object) => [object, typeOf(schema, object).bottom] as const,
  );
  return { objects: new Map(objects), context: emptyContext };
}

export function deltaOf(
  schema: Schema,
  store: Store,
  { object, update }: { readonly object: ObjectName; readonly update: unknown },
  moment: Moment,
): Delta | undefined {
  const mutation = typeOf(schema, object).mutate(store.objects.get(object), update, moment);
  return mutation === undefined ? undefined : { dot: moment.dot, object, ...mutation };
}

/** The store that has seen this update as well; its author's past must be in it already. */
export function withDelta(schema: Schema, store: Store, delta: Delta): Store {
  const { dot, object, state, covers } = delta;
  if (contains(store.context, dot)) return store;
  const mine = { state: store.objects.get(object), context: store.context };
  const joined = typeOf(schema, object).join(mine, { state, context: contextOf([dot, ...covers]) });
  return {
    objects: new Map(store.objects).set(object, joined),
    context: joinContexts(store.context, contextOf([dot])),
  };
}

export function joinStores(schema: Schema, a: Store, b: Store): Store {
  const objects = [...a.objects].map(([object, state]) => {
    const other = { state: b.objects.get(object), context: b.context };
    const joined = typeOf(schema, object).join({ state, context: a.context }, other);
    return [object, joined] as const;
  });
  return { objects: new Map(objects), context: joinContexts(a.context, b.context) };
}

export function readObject(schema: Schema, store: Store, object: ObjectName): unknown {
  return typeOf(schema, object).value(store.objects.get(object));
}

/** Sequences without the elements that are dead for everybody; the same store if there are none. */
export function withoutDead(
  schema: Schema,
  store: Store,
  isStable: (deletion: Dot) => boolean,
): Store {
  const objects = new Map(store.objects);
  let changed = false;
  for (const object of sequences(schema)) {
    const state = objects.get(object) as Rga;
    const rest = discard(state, isStable);
    changed ||= rest !== state;
    objects.set(object, rest);
  }
  return changed ? { ...store, objects } : store;
}

/** Whether each element of each sequence has its place. */
export function isWhole(schema: Schema, store: Store): boolean {
  return sequences(schema).every((object) => isRooted(store.objects.get(object) as Rga));
}

function sequences(schema: Schema): readonly ObjectName[] {
  return Object.keys(schema).filter((object) => schema[object] === 'Rga');
}
