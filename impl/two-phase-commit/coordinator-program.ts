/** Which action of the coordinator answers which input. Decides nothing: every guard is in coordinator.ts. */
import type { NodeId, Program, Step } from '../protocol.ts';
import {
  beginCommit,
  beginTransaction,
  type Coordinator,
  countAck,
  countVote,
  decideAbort,
  decideCommit,
  forget,
  presumeAbort,
  recover,
  requestVote,
  sendDecision,
} from './coordinator.ts';
import type { LogRecord, Message, Transaction, TransactionEffect } from './transaction.ts';

/** From outside: the client's session has ended, or a deadline for the votes has passed. */
export interface Withdrawal {
  readonly type: 'withdraw';
}

export type CoordinatorProgram = Program<
  Coordinator,
  Message,
  LogRecord,
  never,
  Withdrawal,
  TransactionEffect
>;

type CoordinatorStep = Step<Coordinator, TransactionEffect> | undefined;

export function coordinatorProgram(transaction: Transaction): CoordinatorProgram {
  return {
    start: (_self, records) =>
      records.length === 0 ? beginTransaction(transaction) : recover(transaction, records),
    receive,
    timeout,
    input: (state) => decideAbort(state),
  };
}

function receive(state: Coordinator, { type, source }: Message): CoordinatorStep {
  switch (type) {
    case 'Request':
      return beginCommit(state) ?? answer(state, source);
    case 'Inquiry':
      return answer(state, source);
    case 'Yes':
      return countVote(state, { rm: source }) ?? decideCommit(state, { rm: source });
    case 'No':
      return decideAbort(state);
    case 'Ack':
      return countAck(state, { party: source });
    default:
      return undefined;
  }
}

/** Nothing while it is undecided: whoever asks will ask again. */
function answer(state: Coordinator, party: NodeId): CoordinatorStep {
  return sendDecision(state, { party }) ?? presumeAbort(state, { party });
}

function timeout(state: Coordinator, timer: string): CoordinatorStep {
  const [what, node = ''] = timer.split(' ');
  switch (what) {
    case 'prepare':
      return requestVote(state, { rm: node });
    case 'decision':
      return sendDecision(state, { party: node });
    case 'forget':
      return forget(state);
    default:
      return undefined;
  }
}
