/**
 * What clients ask for, and what the log holds of it. Numbers are those of the specification; where a session began is not.
 */
import type { NodeId } from '../protocol.ts';

export type Value = string | null;

/** `null` is what an absent key reads as; to append to it is to put. */
export type Operation =
  | { readonly type: 'get'; readonly key: string }
  | { readonly type: 'put'; readonly key: string; readonly value: Value }
  | { readonly type: 'append'; readonly key: string; readonly value: string }
  | { readonly type: 'cas'; readonly key: string; readonly from: Value; readonly to: Value };

export type Answer = Value | boolean;

/** One operation of a client. Numbers go up from 1; a request that is sent again is the same. */
export interface Request {
  readonly client: NodeId;
  readonly number: number;
  readonly operation: Operation;
}

/** Not in the specification: up to where the log was applied somewhere when the session began, see machine.ts. */
export interface SessionRequest extends Request {
  readonly opened: number;
}

/** `NoOp`: the entry with which a leader begins its term. */
export type Command = SessionRequest | 'NoOp';

export interface Entry {
  readonly term: number;
  readonly command: Command;
}
