/**
 * What clients and the store say to each other. A request carries the number of its transaction and the step within it;
 * its answer carries both back, so that late and doubled answers are known for what they are.
 */
import type { Effect, Envelope } from '../protocol.ts';
import type { Page, Value } from './record.ts';

interface Numbered extends Envelope {
  /** Of the transaction within the session; the session is the client. */
  readonly number: number;
  readonly step: number;
}

export type Request =
  | (Numbered & { readonly type: 'Put'; readonly page: Page; readonly value: Value })
  /** `writes`: how many puts the transaction consists of. With fewer there is nothing to commit: a crash took them. */
  | (Numbered & { readonly type: 'Commit'; readonly writes: number })
  | (Numbered & { readonly type: 'Abort' })
  | (Numbered & { readonly type: 'Read'; readonly pages: readonly Page[] });

/**
 * `done`: the put is made. `committed`: durably. `locked`: another transaction has changed the page. `gone`: the store
 * does not know of the puts that came before. `values`: of the pages that were asked for.
 */
export type Result =
  | { readonly type: 'done' | 'committed' | 'locked' | 'gone' }
  | { readonly type: 'values'; readonly values: Readonly<Record<Page, Value>> };

export type Reply = Numbered & { readonly type: 'Reply'; readonly result: Result };

export type Message = Request | Reply;

export type WalEffect = Effect<Message, never>;

export function replyTo(request: Request, result: Result): WalEffect {
  const { source, dest, number, step } = request;
  return send({ type: 'Reply', source: dest, dest: source, number, step, result });
}

export function send(message: Message): WalEffect {
  return { kind: 'send', message };
}
