/**
 * A client: one operation after another, each a whole transaction. If the store rejects it, or has forgotten it in a
 * crash, all of it is carried out once more under the next number, from the first read on: what it read before may be what
 * was wrong with it. A client that has asked for the commit waits until the store can say how it ended.
 */
import type { NodeId, Outcome, Program } from '../protocol.ts';
import { type Access, type Message, type Reply, type StepName, storeName } from './message.ts';
import type { LogRecord, StoreEffect } from './store.ts';
import type { Key, Value } from './versions.ts';

export interface Operation {
  readonly accesses: readonly Access[];
}

/** What each access gave: a value, the keys and values of a range, null for what was written. */
export type Output = readonly (Value | null | Readonly<Record<Key, Value>>)[];

/** From outside: whoever waits for the operation waits no longer. */
export interface GiveUp {
  readonly type: 'give up';
}

export interface Client {
  readonly self: NodeId;
  /** Of the last transaction; 0: none so far. */
  readonly number: number;
  readonly operation: Operation | null;
  readonly attempts: number;
  readonly step: StepName;
  readonly outputs: Output;
}

export interface ClientOptions {
  /** It says at the beginning of each transaction that it only reads. */
  readonly readOnly: boolean;
  readonly attemptsMax: number;
}

interface ClientStep {
  readonly state: Client;
  readonly effects: readonly StoreEffect[];
}

const retryTicks = 30;

export function clientProgram(
  options: ClientOptions,
): Program<Client, Message, LogRecord, Operation, GiveUp, StoreEffect> {
  return {
    start: (self) => ({ state: { self, number: 0, attempts: 0, ...idle }, effects: [] }),
    call: (client, operation) =>
      client.operation === null
        ? attempt(options, { ...client, operation, attempts: 0 })
        : undefined,
    receive: (client, message) =>
      message.type === 'Reply' ? hear(options, client, message) : undefined,
    timeout: (client) => (client.operation === null ? undefined : ask(options, client)),
    input: giveUp,
  };
}

const idle = { operation: null, step: 'begin', outputs: [] } as const;

/** The whole transaction, from the start. */
function attempt(options: ClientOptions, client: Client): ClientStep {
  const { number, attempts } = client;
  return ask(options, {
    ...client,
    number: number + 1,
    attempts: attempts + 1,
    step: 'begin',
    outputs: [],
  });
}

function ask({ readOnly }: ClientOptions, client: Client): ClientStep {
  const { self: source, number, operation, step } = client;
  const envelope = { source, dest: storeName, number };
  const access = operation?.accesses[step as number];
  const message: Message =
    step === 'begin'
      ? { type: 'Begin', ...envelope, readOnly }
      : access === undefined
        ? { type: 'Commit', ...envelope }
        : { type: 'Access', ...envelope, step: step as number, access };
  const retry: StoreEffect = { kind: 'setTimer', timer: 'retry', ticks: retryTicks };
  return { state: client, effects: [{ kind: 'send', message }, retry] };
}

function hear(
  options: ClientOptions,
  client: Client,
  { number, step, result }: Reply,
): ClientStep | undefined {
  if (client.operation === null || number !== client.number) return undefined;
  if (result.type === 'committed') return end(client, { type: 'ok', output: client.outputs });
  if (result.type === 'rejected' || result.type === 'gone') {
    if (client.attempts < options.attemptsMax) return attempt(options, client);
    return end(client, { type: 'fail', reason: result.type });
  }
  if (step !== client.step) return undefined;
  if (result.type === 'begun') return goOn(options, client, 0, []);
  return goOn(options, client, (client.step as number) + 1, [...client.outputs, result.value]);
}

function goOn(options: ClientOptions, client: Client, next: number, outputs: Output): ClientStep {
  const step = next < (client.operation?.accesses.length ?? 0) ? next : 'end';
  return ask(options, { ...client, step, outputs });
}

/** Only who never asked for the commit can say that it has not happened. */
function giveUp(client: Client): ClientStep | undefined {
  if (client.operation === null) return undefined;
  if (client.step === 'end') return end(client, { type: 'info', reason: 'no answer' });
  const { self: source, number } = client;
  const { state, effects } = end(client, { type: 'fail', reason: 'given up' });
  const message: Message = { type: 'Abort', source, dest: storeName, number };
  return { state, effects: [{ kind: 'send', message }, ...effects] };
}

function end(client: Client, outcome: Outcome<Output>): ClientStep {
  return {
    state: { ...client, ...idle },
    effects: [
      { kind: 'complete', outcome },
      { kind: 'cancelTimer', timer: 'retry' },
    ],
  };
}
