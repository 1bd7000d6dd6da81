/**
 * The replicated object: a map from keys to values with get, read, put and compare-and-set, and the
 * table of what was done last for each client. The protocol looks at an operation to tell queries
 * from updates, and CRAQ looks at its key; the rest is here.
 */
import type { NodeId } from '../protocol.ts';

/** `null`: the key is absent. */
export type Value = string | number | null;

export type Operation =
  /** For the tail. */
  | { readonly type: 'get'; readonly key: string }
  /** For any server, see craq.ts. It may lack the newest `bound` versions of the key. */
  | { readonly type: 'read'; readonly key: string; readonly bound: number }
  | { readonly type: 'put'; readonly key: string; readonly value: Value }
  | { readonly type: 'cas'; readonly key: string; readonly from: Value; readonly to: Value };

/** get, read: the value; put: `null`; cas: whether the value was `from` and so is `to` now. */
export type Answer = Value | boolean;

/** What a client asks for. Clients number their requests from 1 and make one after another. */
export interface Request {
  readonly client: NodeId;
  readonly number: number;
  readonly operation: Operation;
}

/** The last update of a client that was processed: what its retry is answered with. */
export interface Session {
  readonly number: number;
  /** Its place in the history, from 1. */
  readonly position: number;
  readonly answer: Answer;
}

/** A version of a key is the position of an update of it; position 0: it was never updated. */
export interface Version {
  readonly position: number;
  readonly value: Value;
}

/** What the first `committed` updates of a history have built: their newest version of each key. */
export interface Store {
  readonly versions: ReadonlyMap<string, Version>;
  readonly sessions: ReadonlyMap<NodeId, Session>;
}

export const emptyStore: Store = { versions: new Map(), sessions: new Map() };

const never: Version = { position: 0, value: null };

export function versionOf(store: Store, key: string): Version {
  return store.versions.get(key) ?? never;
}

/** A compare-and-set is an update even where it changes nothing: only the tail knows that. */
export function isQuery(operation: Operation): boolean {
  return operation.type === 'get' || operation.type === 'read';
}

/** The answer of an operation that finds the store like this. */
export function answer(store: Store, operation: Operation): Answer {
  const current = versionOf(store, operation.key).value;
  switch (operation.type) {
    case 'get':
    case 'read':
      return current;
    case 'put':
      return null;
    case 'cas':
      return current === operation.from;
  }
}

/** The store after this update, which is the one at `position` of the history. */
export function apply(store: Store, request: Request, position: number): Store {
  const { client, number, operation } = request;
  const given = answer(store, operation);
  const session = { number, position, answer: given };
  const sessions = new Map(store.sessions).set(client, session);
  const versions = new Map(store.versions);
  versions.set(operation.key, { position, value: valueAfter(store, operation) });
  return { versions, sessions };
}

/** A compare-and-set that finds another value makes a version too, of the same value. */
function valueAfter(store: Store, operation: Operation): Value {
  const { value } = versionOf(store, operation.key);
  switch (operation.type) {
    case 'get':
    case 'read':
      return value;
    case 'put':
      return operation.value;
    case 'cas':
      return value === operation.from ? operation.to : value;
  }
}
