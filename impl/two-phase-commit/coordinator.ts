/**
 * The coordinator's actions, by presumed abort (Mohan et al. 1986, section 3): a commit is logged before it is announced
 * and remembered until every party has acknowledged it; an abort is neither logged nor acknowledged, since whoever
 * asks about a transaction of which nothing is known is told that it aborted.
 */
import type { Actions, NodeId, Step } from '../protocol.ts';
import {
  cancelTimer,
  type Decision,
  type LogRecord,
  partiesOf,
  send,
  setTimer,
  type Transaction,
  type TransactionEffect,
  telling,
  ticks,
  timerOf,
} from './transaction.ts';

export interface Coordinator {
  readonly transaction: Transaction;
  readonly phase: 'working' | 'collecting' | Decision | 'forgotten';
  /** Participants whose yes has arrived. Empty unless collecting. */
  readonly votes: ReadonlySet<NodeId>;
  /** Parties that know of the commit. Empty unless committed. */
  readonly acks: ReadonlySet<NodeId>;
}

type CoordinatorStep = Step<Coordinator, TransactionEffect>;

const none: ReadonlySet<NodeId> = new Set();

/** First boot. The record makes the transaction known: a later incarnation that finds only this one presumes abort. */
export function beginTransaction(transaction: Transaction): CoordinatorStep {
  return {
    state: { transaction, phase: 'working', votes: none, acks: none },
    effects: [{ kind: 'persist', record: 'working' }],
  };
}

/** @spec TwoPhaseCommit!BeginCommit */
export function beginCommit(state: Coordinator): CoordinatorStep | undefined {
  if (state.phase !== 'working') return undefined;
  const prepares = state.transaction.participants.map((rm) => timerOf('prepare', rm));
  return {
    state: { ...state, phase: 'collecting' },
    effects: [...prepares.map((timer) => setTimer(timer, ticks.now))],
  };
}

/** @spec TwoPhaseCommit!RequestVote */
export function requestVote(
  state: Coordinator,
  { rm }: CoordinatorInputs['RequestVote'],
): CoordinatorStep | undefined {
  if (state.phase !== 'collecting') return undefined;
  if (state.votes.has(rm)) return undefined;
  return {
    state,
    effects: [
      send('Prepare', state.transaction.coordinator, rm),
      setTimer(timerOf('prepare', rm), ticks.resend),
    ],
  };
}

/** A yes that is not the last.
 *  @spec TwoPhaseCommit!CountVote */
export function countVote(
  state: Coordinator,
  { rm }: CoordinatorInputs['CountVote'],
): CoordinatorStep | undefined {
  if (state.phase !== 'collecting') return undefined;
  const votes = new Set(state.votes).add(rm);
  if (votes.size === state.transaction.participants.length) return undefined;
  return { state: { ...state, votes }, effects: [cancelTimer(timerOf('prepare', rm))] };
}

/**
 * The last yes. The record is the commit point: announced before it is durable, a commit could be followed by a crash
 * and by the presumption that it was aborted, and ClientTruthInv would fail.
 * @spec TwoPhaseCommit!DecideCommit
 */
export function decideCommit(
  state: Coordinator,
  { rm }: CoordinatorInputs['DecideCommit'],
): CoordinatorStep | undefined {
  if (state.phase !== 'collecting') return undefined;
  const votes = new Set(state.votes).add(rm);
  if (votes.size < state.transaction.participants.length) return undefined;
  return {
    state: { ...state, phase: 'committed', votes: none },
    effects: [
      { kind: 'persist', record: 'committed' },
      ...stopCollecting(state),
      ...startTelling(state),
    ],
  };
}

/**
 * A no has arrived, or somebody outside has lost patience: with a client that does not ask, with a vote that does not
 * come. Nothing is written, and nothing need be.
 * @spec TwoPhaseCommit!DecideAbort
 */
export function decideAbort(state: Coordinator): CoordinatorStep | undefined {
  if (state.phase !== 'working' && state.phase !== 'collecting') return undefined;
  return {
    state: { ...state, phase: 'aborted', votes: none },
    effects: [...stopCollecting(state), ...startTelling(state), setTimer('forget', ticks.memory)],
  };
}

/** A commit until it is acknowledged; an abort once, since nobody acknowledges it and the presumption will do.
 *  @spec TwoPhaseCommit!SendDecision */
export function sendDecision(
  state: Coordinator,
  { party }: CoordinatorInputs['SendDecision'],
): CoordinatorStep | undefined {
  const { phase, acks, transaction } = state;
  if (phase !== 'committed' && phase !== 'aborted') return undefined;
  if (acks.has(party)) return undefined;
  const timer = timerOf('decision', party);
  return {
    state,
    effects: [
      send(telling(phase), transaction.coordinator, party),
      phase === 'committed' ? setTimer(timer, ticks.resend) : cancelTimer(timer),
    ],
  };
}

/** @spec TwoPhaseCommit!CountAck */
export function countAck(
  state: Coordinator,
  { party }: CoordinatorInputs['CountAck'],
): CoordinatorStep | undefined {
  if (state.phase !== 'committed') return undefined;
  if (state.acks.has(party)) return undefined;
  const acks = new Set(state.acks).add(party);
  const isLast = acks.size === partiesOf(state.transaction).length;
  return {
    state: { ...state, acks },
    effects: [
      cancelTimer(timerOf('decision', party)),
      ...(isLast ? [setTimer('forget', ticks.now)] : []),
    ],
  };
}

/**
 * An abort is forgotten at will. A commit is not, while anybody may still ask: the answer would be the presumption,
 * which is wrong (ForgetSafeInv).
 * @spec TwoPhaseCommit!Forget
 */
export function forget(state: Coordinator): CoordinatorStep | undefined {
  const { phase, acks, transaction } = state;
  if (phase !== 'aborted' && phase !== 'committed') return undefined;
  if (phase === 'committed' && acks.size < partiesOf(transaction).length) return undefined;
  const record: TransactionEffect = { kind: 'persist', record: 'forgotten' };
  return {
    state: { ...state, phase: 'forgotten', acks: none },
    effects: [...(phase === 'committed' ? [record] : []), ...stopTelling(state)],
  };
}

/** @spec TwoPhaseCommit!PresumeAbort */
export function presumeAbort(
  state: Coordinator,
  { party }: CoordinatorInputs['PresumeAbort'],
): CoordinatorStep | undefined {
  if (state.phase !== 'forgotten') return undefined;
  return { state, effects: [send('Abort', state.transaction.coordinator, party)] };
}

/** By the log alone: the votes are gone, and without a record of the commit there was none.
 *  @spec TwoPhaseCommit!Recover */
export function recover(transaction: Transaction, records: readonly LogRecord[]): CoordinatorStep {
  const phase = records.at(-1) === 'committed' ? 'committed' : 'forgotten';
  const state: Coordinator = { transaction, phase, votes: none, acks: none };
  return { state, effects: phase === 'committed' ? startTelling(state) : [] };
}

function stopCollecting({ transaction }: Coordinator): readonly TransactionEffect[] {
  return transaction.participants.map((rm) => cancelTimer(timerOf('prepare', rm)));
}

function startTelling({ transaction }: Coordinator): readonly TransactionEffect[] {
  return partiesOf(transaction).map((party) => setTimer(timerOf('decision', party), ticks.now));
}

function stopTelling({ transaction }: Coordinator): readonly TransactionEffect[] {
  return partiesOf(transaction).map((party) => cancelTimer(timerOf('decision', party)));
}

/** The actions of the coordinator, in the order of the spec, with what each needs to know. */
export interface CoordinatorInputs {
  BeginCommit: undefined;
  RequestVote: { readonly rm: NodeId };
  CountVote: { readonly rm: NodeId };
  DecideCommit: { readonly rm: NodeId };
  DecideAbort: undefined;
  SendDecision: { readonly party: NodeId };
  CountAck: { readonly party: NodeId };
  Forget: undefined;
  PresumeAbort: { readonly party: NodeId };
}

export const coordinatorActions = {
  beginCommit,
  requestVote,
  countVote,
  decideCommit,
  decideAbort,
  sendDecision,
  countAck,
  forget,
  presumeAbort,
} satisfies Actions<CoordinatorInputs, Coordinator, TransactionEffect>;
