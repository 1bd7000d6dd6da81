/**
 * What the nodes of one transaction share: who they are, what they say, what they write. One transaction, as in
 * specs/two-phase-commit/TwoPhaseCommit.tla; a site with many of them runs one machine for each.
 */
import type { Effect, Envelope, NodeId } from '../protocol.ts';

/** The constants RM, TM, Client and Cooperative of the spec. */
export interface Transaction {
  readonly participants: readonly NodeId[];
  readonly coordinator: NodeId;
  readonly client: NodeId;
  /** Participants in doubt ask each other, too, not only the coordinator. */
  readonly cooperative: boolean;
}

export type Decision = 'committed' | 'aborted';

/** Everything there is to say fits into a type: who says it and to whom does the rest. */
export interface Message extends Envelope {
  readonly type: 'Request' | 'Prepare' | 'Yes' | 'No' | 'Commit' | 'Abort' | 'Ack' | 'Inquiry';
}

/** A record is the phase that its node must be in, or beyond, after a crash. The first says that it takes part. */
export type LogRecord = 'working' | 'waiting' | 'prepared' | Decision | 'forgotten';

/** What an operation returns: the client's learn the decision, a participant's read its value. */
export type Output = Decision | 'old' | 'new';

export type TransactionEffect = Effect<Message, LogRecord, Output>;

/** Everyone who must learn the decision. The client is one of them: it can be in doubt as a participant can. */
export function partiesOf({ participants, client }: Transaction): readonly NodeId[] {
  return [...participants, client];
}

/** The message that carries a decision. */
export function telling(decision: Decision): 'Commit' | 'Abort' {
  return decision === 'committed' ? 'Commit' : 'Abort';
}

export function send(type: Message['type'], source: NodeId, dest: NodeId): TransactionEffect {
  return { kind: 'send', message: { type, source, dest } };
}

/**
 * Every message is sent by a timer, never by the step that makes it true, and again until it is answered. So a crash
 * can fall between writing and sending, as in the spec, and at-least-once delivery needs no second mechanism. Timers do
 * nothing else: how long to wait before giving up is policy, and comes in from outside.
 */
export const ticks = {
  /** Sent as soon as the step is over. */
  now: 0,
  /** Between two sendings of the same message. */
  resend: 10,
  /** How long a prepared participant leaves its coordinator in peace before it asks. */
  inquiry: 30,
  /** How long an abort is kept in mind, so that those who ask soon need not be told by the presumption. */
  memory: 100,
} as const;

/** One timer for each message that somebody waits for: `prepare rm1`. */
export function timerOf(what: string, node: NodeId): string {
  return `${what} ${node}`;
}

export function setTimer(timer: string, after: number): TransactionEffect {
  return { kind: 'setTimer', timer, ticks: after };
}

export function cancelTimer(timer: string): TransactionEffect {
  return { kind: 'cancelTimer', timer };
}
