/**
 * The replicated object: a map from keys to values with get, put and compare-and-set, and the table
 * of what was done last for each client. The protocol looks at an operation only to tell queries
 * from updates; the rest is here.
 */
import type { NodeId } from '../protocol.ts';

/** `null`: the key is absent. */
export type Value = string | number | null;

export type Operation =
  | { readonly type: 'get'; readonly key: string }
  | { readonly type: 'put'; readonly key: string; readonly value: Value }
  | { readonly type: 'cas'; readonly key: string; readonly from: Value; readonly to: Value };

/** get: the value; put: `null`; cas: whether the value was `from` and so is `to` now. */
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

/** What the first `committed` updates of a history have built. */
export interface Store {
  readonly values: ReadonlyMap<string, Value>;
  readonly sessions: ReadonlyMap<NodeId, Session>;
}

export const emptyStore: Store = { values: new Map(), sessions: new Map() };

/** A compare-and-set is an update even where it changes nothing: only the tail knows that. */
export function isQuery(operation: Operation): boolean {
  return operation.type === 'get';
}

/** The answer of an operation that finds the store like this. */
export function answer(store: Store, operation: Operation): Answer {
  const current = store.values.get(operation.key) ?? null;
  switch (operation.type) {
    case 'get':
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
  if (operation.type === 'get' || given === false) return { ...store, sessions };
  const values = new Map(store.values);
  values.set(operation.key, operation.type === 'put' ? operation.value : operation.to);
  return { values, sessions };
}
