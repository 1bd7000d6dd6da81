/**
 * A client: one operation after another, each a transaction of some puts, or a read. Every request is sent again until it
 * is answered. If a crash took what had been put, the transaction is put once more, under the same number: it commits
 * once at most. Only a client that never asked for the commit can say that it failed.
 */
import type { NodeId, Program } from '../protocol.ts';
import { type Message, type Reply, send, type WalEffect } from './message.ts';
import type { Page, Value } from './record.ts';

export type Operation =
  | { readonly type: 'write'; readonly values: Readonly<Record<Page, Value>> }
  | { readonly type: 'read'; readonly pages: readonly Page[] };

/** From outside: whoever waits for the operation waits no longer. */
export interface GiveUp {
  readonly type: 'give up';
}

export interface Client {
  readonly self: NodeId;
  readonly store: NodeId;
  /** Of the last operation; 0: none so far. */
  readonly number: number;
  readonly operation: Operation | null;
  /** How many of its puts are made. */
  readonly step: number;
  readonly askedToCommit: boolean;
}

interface ClientStep {
  readonly state: Client;
  readonly effects: readonly WalEffect[];
}

/** In ticks. */
const retryTicks = 30;

export function clientProgram(
  store: NodeId,
): Program<Client, Message, never, Operation, GiveUp, WalEffect> {
  return {
    start: (self) => ({
      state: { self, store, number: 0, operation: null, step: 0, askedToCommit: false },
      effects: [],
    }),
    call(client, operation) {
      if (client.operation !== null) return undefined;
      const number = client.number + 1;
      return ask({ ...client, number, operation, step: 0, askedToCommit: false });
    },
    receive: (client, message) => (message.type === 'Reply' ? hear(client, message) : undefined),
    timeout: (client) => (client.operation === null ? undefined : ask(client)),
    input: giveUp,
  };
}

function ask(client: Client): ClientStep {
  const { self: source, store: dest, number, operation, step } = client;
  const retry: WalEffect = { kind: 'setTimer', timer: 'retry', ticks: retryTicks };
  const envelope = { source, dest, number, step };
  if (operation?.type === 'read') {
    const read = send({ type: 'Read', ...envelope, pages: operation.pages });
    return { state: client, effects: [read, retry] };
  }
  const puts = Object.entries(operation?.values ?? {});
  const [page, value] = puts[step] ?? [];
  if (page === undefined || value === undefined) {
    const commit = send({ type: 'Commit', ...envelope, writes: puts.length });
    return { state: { ...client, askedToCommit: true }, effects: [commit, retry] };
  }
  return { state: client, effects: [send({ type: 'Put', ...envelope, page, value }), retry] };
}

function hear(client: Client, { number, step, result }: Reply): ClientStep | undefined {
  const { operation } = client;
  if (operation === null || number !== client.number) return undefined;
  if (result.type === 'committed') return end(client, { type: 'ok', output: null });
  if (step !== client.step) return undefined;
  switch (result.type) {
    case 'values':
      return end(client, { type: 'ok', output: result.values });
    case 'done':
      return ask({ ...client, step: step + 1 });
    case 'gone':
      return ask({ ...client, step: 0 });
    case 'locked':
      // Asked to commit once, it might yet be: only then has it to wait for the lock.
      return client.askedToCommit ? undefined : abandon(client, 'locked');
  }
}

function giveUp(client: Client): ClientStep | undefined {
  if (client.operation === null) return undefined;
  if (!client.askedToCommit) return abandon(client, 'given up');
  return end(client, { type: 'info', reason: 'no answer' });
}

function abandon(client: Client, reason: string): ClientStep {
  const { self: source, store: dest, number, step, operation } = client;
  const { state, effects } = end(client, { type: 'fail', reason });
  if (operation?.type === 'read') return { state, effects };
  return { state, effects: [send({ type: 'Abort', source, dest, number, step }), ...effects] };
}

function end(
  client: Client,
  outcome: Extract<WalEffect, { kind: 'complete' }>['outcome'],
): ClientStep {
  return {
    state: { ...client, operation: null, step: 0, askedToCommit: false },
    effects: [
      { kind: 'complete', outcome },
      { kind: 'cancelTimer', timer: 'retry' },
    ],
  };
}
