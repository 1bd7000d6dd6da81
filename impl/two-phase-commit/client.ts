/**
 * The client: asks the coordinator to commit, asks how it ended when an answer is lost, and confirms what it has learned.
 * It is in doubt as a participant can be, so it writes the answer down before it confirms it: then the coordinator may
 * forget. It never guesses; an operation that gets no answer is `info`, and a later query resolves it.
 */
import type { Actions, NodeId, Step } from '../protocol.ts';
import {
  cancelTimer,
  type Decision,
  type LogRecord,
  send,
  setTimer,
  type Transaction,
  type TransactionEffect,
  ticks,
} from './transaction.ts';

export interface Client {
  readonly transaction: Transaction;
  readonly self: NodeId;
  readonly phase: 'waiting' | Decision;
  /** The operation that waits for an answer, if any. Forgotten in a crash, with its caller. */
  readonly open: ClientOperation['type'] | undefined;
}

/** From outside: whoever waits for the operation waits no longer. How long that takes is not the protocol's business. */
export interface GiveUp {
  readonly type: 'give up';
}

/** `commit` asks for the commit; `query` only asks how it ended. Both return the decision. */
export interface ClientOperation {
  readonly type: 'commit' | 'query';
}

type ClientStep = Step<Client, TransactionEffect>;

/** First boot: the record makes the transaction known, so that the client still knows what to ask after a crash. */
export function openTransaction(transaction: Transaction, self: NodeId): ClientStep {
  return {
    state: { transaction, self, phase: 'waiting', open: undefined },
    effects: [{ kind: 'persist', record: 'waiting' }],
  };
}

/** @spec TwoPhaseCommit!RequestCommit */
export function requestCommit(state: Client): ClientStep | undefined {
  if (state.phase !== 'waiting') return undefined;
  return { state, effects: [ask(state, 'Request'), setTimer('retry', ticks.resend)] };
}

/** @spec TwoPhaseCommit!QueryOutcome */
export function queryOutcome(state: Client): ClientStep | undefined {
  if (state.phase !== 'waiting') return undefined;
  return { state, effects: [ask(state, 'Inquiry'), setTimer('retry', ticks.resend)] };
}

function ask({ self, transaction }: Client, type: 'Request' | 'Inquiry'): TransactionEffect {
  return send(type, self, transaction.coordinator);
}

/**
 * Durable before it is confirmed: the confirmation lets the coordinator forget, and a client that had to ask again would
 * be told the presumption (ClientTruthInv).
 * @spec TwoPhaseCommit!LearnOutcome
 */
export function learnOutcome(
  state: Client,
  { decision }: ClientInputs['LearnOutcome'],
): ClientStep | undefined {
  if (state.phase !== 'waiting') return undefined;
  return {
    state: { ...state, phase: decision, open: undefined },
    effects: [
      { kind: 'persist', record: decision },
      ...(state.open === undefined ? [] : closing(decision)),
      ...(decision === 'committed' ? [setTimer('ack', ticks.now)] : []),
    ],
  };
}

function closing(output: Decision): readonly TransactionEffect[] {
  return [{ kind: 'complete', outcome: { type: 'ok', output } }, cancelTimer('retry')];
}

/** @spec TwoPhaseCommit!ConfirmOutcome */
export function confirmOutcome(state: Client): ClientStep | undefined {
  if (state.phase !== 'committed') return undefined;
  const { self, transaction } = state;
  return { state, effects: [send('Ack', self, transaction.coordinator), cancelTimer('ack')] };
}

/** By the log alone: it knows the answer, or it is in doubt.
 *  @spec TwoPhaseCommit!Recover */
export function recover(
  transaction: Transaction,
  self: NodeId,
  records: readonly LogRecord[],
): ClientStep {
  const last = records.at(-1);
  const phase = last === 'committed' || last === 'aborted' ? last : 'waiting';
  return { state: { transaction, self, phase, open: undefined }, effects: [] };
}

/** An operation begins. What is known already needs no messages. */
export function begin(state: Client, { type }: ClientOperation): ClientStep | undefined {
  if (state.phase !== 'waiting') {
    return {
      state,
      effects: [{ kind: 'complete', outcome: { type: 'ok', output: state.phase } }],
    };
  }
  return retry({ ...state, open: type });
}

/** The same again, until there is an answer. */
export function retry(state: Client): ClientStep | undefined {
  if (state.open === undefined) return undefined;
  return state.open === 'commit' ? requestCommit(state) : queryOutcome(state);
}

/**
 * The caller waits no longer. A query without an answer has not happened; a request may yet have its effect, and nobody
 * can say.
 */
export function giveUp(state: Client): ClientStep | undefined {
  if (state.open === undefined) return undefined;
  const type = state.open === 'commit' ? 'info' : 'fail';
  return {
    state: { ...state, open: undefined },
    effects: [{ kind: 'complete', outcome: { type, reason: 'no answer' } }, cancelTimer('retry')],
  };
}

/** The actions of the client, in the order of the spec, with what each needs to know. */
export interface ClientInputs {
  RequestCommit: undefined;
  QueryOutcome: undefined;
  LearnOutcome: { readonly decision: Decision };
  ConfirmOutcome: undefined;
}

export const clientActions = {
  requestCommit,
  queryOutcome,
  learnOutcome,
  confirmOutcome,
} satisfies Actions<ClientInputs, Client, TransactionEffect>;
