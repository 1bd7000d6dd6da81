/**
 * What clients and the store say to each other, over connections: in order, once, and what is under way is lost when the
 * store crashes. A request has the number of its transaction and its step, from 0; its answer has both.
 */
import type { Effect, Envelope, NodeId } from '../protocol.ts';
import type { Key, Range, Value } from './versions.ts';

export type Access =
  | { readonly type: 'read'; readonly key: Key }
  | ({ readonly type: 'scan' } & Range)
  | { readonly type: 'write'; readonly key: Key; readonly value: string }
  /** Reads the list and writes it with one element more. */
  | { readonly type: 'append'; readonly key: Key; readonly value: string };

interface Numbered extends Envelope {
  readonly number: number;
}

export type Request =
  | (Numbered & { readonly type: 'Begin'; readonly readOnly: boolean })
  | (Numbered & { readonly type: 'Access'; readonly step: number; readonly access: Access })
  | (Numbered & { readonly type: 'Commit' })
  | (Numbered & { readonly type: 'Abort' });

/** `rejected`: it has not happened. `gone`: the store does not know the transaction, and will not commit it. */
export type Result =
  | { readonly type: 'begun' }
  | { readonly type: 'committed' }
  | { readonly type: 'rejected' }
  | { readonly type: 'gone' }
  | { readonly type: 'done'; readonly value: Value | null | Readonly<Record<Key, Value>> };

/** `begin` and `end` are steps, too. */
export type StepName = number | 'begin' | 'end';

export type Reply = Numbered & {
  readonly type: 'Reply';
  readonly step: StepName;
  readonly result: Result;
};

export type Message = Request | Reply;

export const storeName: NodeId = 'store';

export function replyTo(
  client: NodeId,
  number: number,
  step: StepName,
  result: Result,
): Extract<Effect<Message, never>, { kind: 'send' }> {
  return {
    kind: 'send',
    message: { type: 'Reply', source: storeName, dest: client, number, step, result },
  };
}
