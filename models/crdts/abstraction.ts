/**
 * From what replicas store, write and send to the values of specs/crdts. Dots become tags, Maps functions. Whatever did
 * not change since the last world is not converted again: all of it is immutable, and remembered by identity.
 */
import type { CausalContext } from '../../impl/crdts/causal-context.ts';
import { contextOf, dotsOf } from '../../impl/crdts/causal-context.ts';
import { type Actor, type Dot, livesOf, partsOf } from '../../impl/crdts/dot.ts';
import type { LwwRegister } from '../../impl/crdts/lww-register.ts';
import {
  contextFrom,
  type DiskRecord,
  deltaFrom,
  type Message,
  storeFrom,
} from '../../impl/crdts/message.ts';
import { afterRecord, type Durable, recover, type Update } from '../../impl/crdts/replica.ts';
import type { Rga } from '../../impl/crdts/rga.ts';
import type { Delta, Schema, Store, TypeName } from '../../impl/crdts/store.ts';

/** A function that gives the same object for the same object. */
function remembering<From extends object, To>(convert: (from: From, schema: Schema) => To) {
  const known = new WeakMap<From, To>();
  return (from: From, schema: Schema): To => {
    let to = known.get(from);
    if (to === undefined) {
      to = convert(from, schema);
      known.set(from, to);
    }
    return to;
  };
}

// One array for each dot and each actor: the engine remembers by identity what it has converted.
const tuples = new Map<string, readonly unknown[]>();
function tuple(name: string, items: () => readonly unknown[]): readonly unknown[] {
  let known = tuples.get(name);
  if (known === undefined) {
    known = items();
    tuples.set(name, known);
  }
  return known;
}

export function tagOf(dot: Dot): readonly unknown[] {
  return tuple(dot, () => {
    const { replica, life, n } = partsOf(dot);
    return [replica, life, n];
  });
}

function actorTuple(actor: Actor): readonly unknown[] {
  return tuple(actor, () => {
    const { replica, life } = livesOf(actor);
    return [replica, life];
  });
}

export const seenOf = remembering((context: CausalContext) => new Set(dotsOf(context).map(tagOf)));

function stateOf(type: TypeName, state: unknown): unknown {
  switch (type) {
    case 'GCounter':
    case 'PnCounter':
      return mapped(state as ReadonlyMap<Actor, unknown>, actorTuple);
    case 'LwwRegister': {
      const cell = state as LwwRegister;
      return cell === null ? 'None' : { ...cell, actor: actorTuple(cell.actor) };
    }
    case 'MvRegister':
    case 'OrSet':
      return mapped(state as ReadonlyMap<Dot, unknown>, tagOf);
    case 'Rga':
      return nodesOf(state as Rga);
  }
}

function mapped<Item>(state: ReadonlyMap<string, Item>, keyOf: (key: string) => unknown) {
  return new Map([...state].map(([key, item]) => [keyOf(key), item]));
}

function nodesOf(state: Rga): unknown {
  const nodes = [...state].map(([dot, node]) => {
    const deleted = new Set(node.deleted.map(tagOf));
    return [tagOf(dot), { ...node, parent: placeOf(node.parent), deleted }] as const;
  });
  return new Map(nodes);
}

export function placeOf(dot: Dot): unknown {
  return dot === '' ? 'Root' : tagOf(dot);
}

export const objectsOf = remembering(({ objects }: Store, schema: Schema) =>
  Object.fromEntries(
    [...objects].map(([object, state]) => [object, stateOf(schema[object] as TypeName, state)]),
  ),
);

const deltaValue = remembering(({ dot, object, state, covers }: Delta, schema: Schema) => ({
  tag: tagOf(dot),
  state: stateOf(schema[object] as TypeName, state),
  covers: new Set(covers.map(tagOf)),
}));

/** Object by object: what belongs to objects of different types is not compared. */
function deltasOf(deltas: readonly Delta[], schema: Schema): unknown {
  const byObject = new Map(Object.keys(schema).map((object) => [object, new Set<unknown>()]));
  for (const delta of deltas) byObject.get(delta.object)?.add(deltaValue(delta, schema));
  return Object.fromEntries(byObject);
}

export const bufferOf = remembering((buffer: Durable['buffer'], schema: Schema) =>
  deltasOf([...buffer.values()], schema),
);

export const messageOf = remembering((message: Message, schema: Schema) => {
  const { type, source } = message;
  if (type === 'State') {
    const store = storeFrom(schema, message);
    return { type, source, state: objectsOf(store, schema), seen: seenOf(store.context, schema) };
  }
  const deltas = message.deltas.map((delta) => deltaFrom(schema, delta));
  const since = seenOf(contextFrom(message.since), schema);
  return { type, source, since, deltas: deltasOf(deltas, schema) };
});

export const nothingSeen = contextOf([]);

const empties = new WeakMap<Schema, Durable>();
const afterwards = new WeakMap<DiskRecord, Durable>();

/** What recovery comes to, after each prefix of the records. */
export function durablesOf(schema: Schema, records: readonly DiskRecord[]): readonly Durable[] {
  let last = empties.get(schema) ?? recover(schema, []);
  empties.set(schema, last);
  // A record is one object in all worlds that have it, and they all have what stands before it.
  return [
    last,
    ...records.map((record) => {
      last = afterwards.get(record) ?? afterRecord(schema, last, record);
      afterwards.set(record, last);
      return last;
    }),
  ];
}

export const durableOf = remembering(({ store, buffer }: Durable, schema: Schema) => ({
  state: objectsOf(store, schema),
  seen: seenOf(store.context, schema),
  buffer: bufferOf(buffer, schema),
}));

/** An update as the specification names it: the clock is a part of a write to a register. */
export function updateOf(schema: Schema, { object, update, clock = 0 }: Update): unknown {
  const content = update as { readonly type: string; readonly after?: Dot; readonly target?: Dot };
  if (schema[object] === 'LwwRegister') return { ...content, clock };
  if (content.after !== undefined) return { ...content, after: placeOf(content.after) };
  if (content.target !== undefined) return { ...content, target: tagOf(content.target) };
  return content;
}
