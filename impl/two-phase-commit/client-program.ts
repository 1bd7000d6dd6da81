/** Which action of the client answers which input. Every guard is in client.ts. */
import type { Program, Step } from '../protocol.ts';
import {
  begin,
  type Client,
  type ClientOperation,
  confirmOutcome,
  type GiveUp,
  giveUp,
  learnOutcome,
  openTransaction,
  recover,
  retry,
} from './client.ts';
import type { LogRecord, Message, Transaction, TransactionEffect } from './transaction.ts';

export type ClientProgram = Program<
  Client,
  Message,
  LogRecord,
  ClientOperation,
  GiveUp,
  TransactionEffect
>;

type ClientStep = Step<Client, TransactionEffect> | undefined;

export function clientProgram(transaction: Transaction): ClientProgram {
  return {
    start: (self, records) =>
      records.length === 0
        ? openTransaction(transaction, self)
        : recover(transaction, self, records),
    receive,
    timeout,
    call: begin,
    input: giveUp,
  };
}

function receive(state: Client, { type }: Message): ClientStep {
  switch (type) {
    case 'Commit':
      return learnOutcome(state, { decision: 'committed' }) ?? confirmOutcome(state);
    case 'Abort':
      return learnOutcome(state, { decision: 'aborted' });
    default:
      return undefined;
  }
}

function timeout(state: Client, timer: string): ClientStep {
  switch (timer) {
    case 'retry':
      return retry(state);
    case 'ack':
      return confirmOutcome(state);
    default:
      return undefined;
  }
}
