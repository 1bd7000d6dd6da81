/**
 * Runs that are told beforehand, with what must come of them: what chance hits too seldom, and what no invariant says,
 * such as what a run without faults may cost.
 */
import type { Event } from '../simulation/event.ts';
import type { FinishedRun } from './condition.ts';

export interface Scenario {
  readonly name: string;
  readonly source: string;
  /** From the first world; each must be possible. `settle`: the faults stop, and the world comes to rest. */
  readonly events: readonly (Event | 'settle')[];
  /** What is wrong with how it went; undefined: nothing. */
  readonly wrong: (run: FinishedRun) => string | undefined;
}
