/**
 * What can happen in a world: plain JSON, and nothing else decides a run. A list of events is a
 * history's replay token; it is independent of any random generator. Messages are named by their
 * content, not by a position, so that a list from which events were removed (shrinking) still means
 * something.
 */
import type { Envelope, FileName, NodeId, SyncOutcome } from '../../impl/protocol.ts';
import type { Kept } from './disk.ts';

/**
 * An event that makes a node take a step may carry `crashAfter`: the node crashes when that many
 * effects are done, and nothing that was not synced survives.
 */
interface Cut {
  readonly crashAfter?: number;
}

export type Event =
  /** One copy of the message reaches its destination. */
  | ({ readonly type: 'deliver'; readonly message: Envelope } & Cut)
  /** One copy of the message is lost. */
  | { readonly type: 'drop'; readonly message: Envelope }
  /** One more copy of the message appears in the network. */
  | { readonly type: 'duplicate'; readonly message: Envelope }
  /** A timer that is set fires. */
  | ({ readonly type: 'timer'; readonly node: NodeId; readonly timer: string } & Cut)
  /** The oldest sync of this tag ends; well, if nothing else is said. */
  | ({
      readonly type: 'sync';
      readonly node: NodeId;
      readonly tag: string;
      readonly outcome?: Exclude<SyncOutcome, 'ok'>;
    } & Cut)
  /** A client begins an operation; it enters the history. */
  | ({ readonly type: 'call'; readonly node: NodeId; readonly operation: unknown } & Cut)
  /** A decision from outside; it does not enter the history. */
  | ({ readonly type: 'input'; readonly node: NodeId; readonly input: unknown } & Cut)
  /**
   * The node stops; its volatile state and its timers are gone, its records stay, and of its files
   * what was synced and what is `kept`.
   */
  | { readonly type: 'crash'; readonly node: NodeId; readonly kept?: Kept }
  /** As a crash, and the records and files are gone too. */
  | { readonly type: 'loseDisk'; readonly node: NodeId }
  /** One bit of what is durable in a file turns over. */
  | {
      readonly type: 'rot';
      readonly node: NodeId;
      readonly file: FileName;
      readonly offset: number;
      readonly bit: number;
    }
  /** A node that is down gets an old backup in place of its disk: the first of its records. */
  | { readonly type: 'rollBack'; readonly node: NodeId; readonly records: number }
  /** The node starts again from its records. */
  | ({ readonly type: 'restart'; readonly node: NodeId } & Cut)
  /**
   * From now on nothing passes from any of `from` to any of `to` (one way; two events make a
   * two-way partition).
   */
  | { readonly type: 'partition'; readonly from: readonly NodeId[]; readonly to: readonly NodeId[] }
  /** All links pass again. */
  | { readonly type: 'heal' };

export type EventType = Event['type'];
