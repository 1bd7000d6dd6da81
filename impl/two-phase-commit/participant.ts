/**
 * A participant's actions. Until it has voted it may abort by itself; once it is prepared it is in doubt and waits to be
 * told, however long that takes: by the coordinator, or by a peer that knows (cooperative termination; Bernstein,
 * Hadzilacos and Goodman 1987, section 7.4).
 * The data are one value that is `old` until the commit; while in doubt it is locked.
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
  telling,
  ticks,
  timerOf,
} from './transaction.ts';

export interface Participant {
  readonly transaction: Transaction;
  readonly self: NodeId;
  readonly phase: 'working' | 'prepared' | Decision;
  /** It was prepared, in this life or an earlier one: who was not may still say no. */
  readonly hasPrepared: boolean;
}

type ParticipantStep = Step<Participant, TransactionEffect>;

/** First boot: the record makes the transaction known, so that work lost in a crash cannot be taken for no work. */
export function joinTransaction(transaction: Transaction, self: NodeId): ParticipantStep {
  return {
    state: { transaction, self, phase: 'working', hasPrepared: false },
    effects: [{ kind: 'persist', record: 'working' }],
  };
}

/**
 * The vote is durable before it is announced (by a timer). Else a crash between the two would lose work that the
 * coordinator counts on, and ConsistentInv would fail.
 * @spec TwoPhaseCommit!Prepare
 */
export function prepare(state: Participant): ParticipantStep | undefined {
  if (state.phase !== 'working') return undefined;
  return {
    state: { ...state, phase: 'prepared', hasPrepared: true },
    effects: [
      { kind: 'persist', record: 'prepared' },
      setTimer('vote', ticks.now),
      startAsking(state),
    ],
  };
}

/** Needs no record: after a crash, unprepared work is lost and so aborted anyway.
 *  @spec TwoPhaseCommit!Refuse */
export function refuse(state: Participant): ParticipantStep | undefined {
  if (state.phase !== 'working') return undefined;
  return { state: { ...state, phase: 'aborted' }, effects: [] };
}

/** Once by itself; from then on for each time it is asked, since the coordinator asks until it has heard.
 *  @spec TwoPhaseCommit!VoteYes */
export function voteYes(state: Participant): ParticipantStep | undefined {
  if (state.phase !== 'prepared') return undefined;
  const { self, transaction } = state;
  return { state, effects: [send('Yes', self, transaction.coordinator), cancelTimer('vote')] };
}

/** Only who never said yes may say no. It is said when it is asked for.
 *  @spec TwoPhaseCommit!VoteNo */
export function voteNo(state: Participant): ParticipantStep | undefined {
  if (state.phase !== 'aborted') return undefined;
  if (state.hasPrepared) return undefined;
  return { state, effects: [send('No', state.self, state.transaction.coordinator)] };
}

/** One after another, the coordinator first, until somebody knows.
 *  @spec TwoPhaseCommit!Inquire */
export function inquire(
  state: Participant,
  { node }: ParticipantInputs['Inquire'],
): ParticipantStep | undefined {
  if (state.phase !== 'prepared') return undefined;
  const advisers = advisersOf(state);
  if (!advisers.includes(node)) return undefined;
  const next = advisers[(advisers.indexOf(node) + 1) % advisers.length] ?? node;
  return {
    state,
    effects: [send('Inquiry', state.self, node), setTimer(timerOf('inquiry', next), ticks.inquiry)],
  };
}

/** Only who knows may advise: a participant in doubt that guessed for its peer would decide for both.
 *  @spec TwoPhaseCommit!Advise */
export function advise(
  state: Participant,
  { peer }: ParticipantInputs['Advise'],
): ParticipantStep | undefined {
  if (state.phase !== 'committed' && state.phase !== 'aborted') return undefined;
  return { state, effects: [send(telling(state.phase), state.self, peer)] };
}

/** @spec TwoPhaseCommit!Commit */
export function commit(state: Participant): ParticipantStep | undefined {
  if (state.phase !== 'prepared') return undefined;
  return {
    state: { ...state, phase: 'committed' },
    effects: [
      { kind: 'persist', record: 'committed' },
      ...stopAsking(state),
      setTimer('ack', ticks.now),
    ],
  };
}

/** A commit is not undone: an abort that comes after it is the presumption of a coordinator that has forgotten.
 *  @spec TwoPhaseCommit!Abort */
export function abort(state: Participant): ParticipantStep | undefined {
  if (state.phase !== 'prepared') return undefined;
  return {
    state: { ...state, phase: 'aborted' },
    effects: [{ kind: 'persist', record: 'aborted' }, ...stopAsking(state)],
  };
}

/** Said once for each time it is told, so that it stops when the coordinator does.
 *  @spec TwoPhaseCommit!Acknowledge */
export function acknowledge(state: Participant): ParticipantStep | undefined {
  if (state.phase !== 'committed') return undefined;
  const { self, transaction } = state;
  return { state, effects: [send('Ack', self, transaction.coordinator), cancelTimer('ack')] };
}

/** By the log alone. In doubt is what a prepared participant stays, over any number of crashes.
 *  @spec TwoPhaseCommit!Recover */
export function recover(
  transaction: Transaction,
  self: NodeId,
  log: readonly LogRecord[],
): ParticipantStep {
  const last = log.at(-1);
  const phase = last === 'prepared' || last === 'committed' ? last : 'aborted';
  const hasPrepared = log.includes('prepared');
  const state: Participant = { transaction, self, phase, hasPrepared };
  return { state, effects: phase === 'prepared' ? [startAsking(state)] : [] };
}

function startAsking({ transaction }: Participant): TransactionEffect {
  return setTimer(timerOf('inquiry', transaction.coordinator), ticks.inquiry);
}

function stopAsking(state: Participant): readonly TransactionEffect[] {
  const inquiries = advisersOf(state).map((node) => cancelTimer(timerOf('inquiry', node)));
  return [cancelTimer('vote'), ...inquiries];
}

function advisersOf({ self, transaction }: Participant): readonly NodeId[] {
  const { coordinator, cooperative, participants } = transaction;
  return [coordinator, ...(cooperative ? participants.filter((rm) => rm !== self) : [])];
}

/** The actions of a participant, in the order of the spec, with what each needs to know. */
export interface ParticipantInputs {
  Prepare: undefined;
  Refuse: undefined;
  VoteYes: undefined;
  VoteNo: undefined;
  Inquire: { readonly node: NodeId };
  Advise: { readonly peer: NodeId };
  Commit: undefined;
  Abort: undefined;
  Acknowledge: undefined;
}

export const participantActions = {
  prepare,
  refuse,
  voteYes,
  voteNo,
  inquire,
  advise,
  commit,
  abort,
  acknowledge,
} satisfies Actions<ParticipantInputs, Participant, TransactionEffect>;
