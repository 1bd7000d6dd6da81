/** Which action of a participant answers which input, and reading its value. Every guard is in participant.ts. */
import type { Program, Step } from '../protocol.ts';
import {
  abort,
  acknowledge,
  advise,
  commit,
  inquire,
  joinTransaction,
  type Participant,
  prepare,
  recover,
  refuse,
  voteNo,
  voteYes,
} from './participant.ts';
import type { LogRecord, Message, Output, Transaction, TransactionEffect } from './transaction.ts';

/** Reads the value; fails while it is locked, since nobody can say whether it is the old or the new one. */
export interface Read {
  readonly type: 'read';
}

/** From outside: the work has failed, or the session in which it was done has ended. */
export interface Refusal {
  readonly type: 'refuse';
}

export type ParticipantProgram = Program<
  Participant,
  Message,
  LogRecord,
  Read,
  Refusal,
  TransactionEffect
>;

type ParticipantStep = Step<Participant, TransactionEffect> | undefined;

export function participantProgram(transaction: Transaction): ParticipantProgram {
  return {
    start: (self, records) =>
      records.length === 0
        ? joinTransaction(transaction, self)
        : recover(transaction, self, records),
    receive,
    timeout,
    call: (state) => read(state),
    input: (state) => refuse(state),
  };
}

function receive(state: Participant, { type, source }: Message): ParticipantStep {
  switch (type) {
    case 'Prepare':
      return prepare(state) ?? voteYes(state) ?? voteNo(state);
    case 'Commit':
      return commit(state) ?? acknowledge(state);
    case 'Abort':
      return abort(state) ?? refuse(state);
    case 'Inquiry':
      // A peer in doubt is helped by an abort more than by waiting with it; it will ask again.
      return advise(state, { peer: source }) ?? refuse(state);
    default:
      return undefined;
  }
}

function timeout(state: Participant, timer: string): ParticipantStep {
  const [what, node = ''] = timer.split(' ');
  switch (what) {
    case 'vote':
      return voteYes(state);
    case 'inquiry':
      return inquire(state, { node });
    case 'ack':
      return acknowledge(state);
    default:
      return undefined;
  }
}

function read(state: Participant): Step<Participant, TransactionEffect> {
  if (state.phase === 'prepared') {
    return { state, effects: [{ kind: 'complete', outcome: { type: 'fail', reason: 'locked' } }] };
  }
  const output: Output = state.phase === 'committed' ? 'new' : 'old';
  return { state, effects: [{ kind: 'complete', outcome: { type: 'ok', output } }] };
}
