/** The kinds of faults a world knows, and how many of them a run may contain. */
import type { NodeId } from '../../impl/protocol.ts';

export type Fault =
  | 'loss'
  | 'duplication'
  | 'reordering'
  | 'partition'
  | 'crash'
  | 'crash in the middle of a step'
  | 'disk loss'
  /** A crash that keeps some of the writes that were not synced, or a part of one. */
  | 'torn write'
  | 'failed sync'
  | 'bit rot'
  | 'old backup';

/** Every kind, in the order in which tables print them. */
export const faultKinds = [
  'loss',
  'duplication',
  'reordering',
  'partition',
  'crash',
  'crash in the middle of a step',
  'disk loss',
  'torn write',
  'failed sync',
  'bit rot',
  'old backup',
] as const satisfies readonly Fault[];

/** What the environment may do to a world. */
export interface FaultScope {
  readonly faults: readonly Fault[];
  /**
   * How many crashes of all nodes together; crashes in the middle of a step and disk losses count
   * too.
   */
  readonly crashesMax: number;
  /**
   * The nodes that may crash, for protocols that assume a node that never does; default: all of
   * them.
   */
  readonly crashable?: readonly NodeId[];
  /**
   * How many failed syncs, rotten bits and old backups there may be, of all kinds and nodes
   * together; default: any number.
   */
  readonly diskFaultsMax?: number;
  /**
   * Which of the unsynced writes a torn write may keep: `some`, a small family (default); `all`,
   * any of them, and any one in half: for worlds that are looked through exhaustively. Beyond
   * `survivorsMax` (enabled.ts) of them it is the family all the same.
   */
  readonly survivors?: 'some' | 'all';
}
