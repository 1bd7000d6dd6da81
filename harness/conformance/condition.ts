/**
 * What a finished run is judged by where no sequential object can judge its clients: levels of isolation, convergence,
 * anything that speaks of the whole run. A condition only judges; who calls it, and what becomes of the answer, is run.ts.
 */
import type { Applied } from '../simulation/apply.ts';
import type { World } from '../simulation/world.ts';

export interface FinishedRun {
  /** The last world, with what the clients saw (`world.history`). */
  readonly world: World;
  /** Every event that happened, in order, and what came of it. */
  readonly steps: readonly Applied[];
}

export type ConditionVerdict =
  | { readonly verdict: 'ok' }
  /** `broken`: what was promised, in few words; `words`: why it is broken, in as many lines as it takes. */
  | { readonly verdict: 'violation'; readonly broken: string; readonly words: string }
  /** A budget ran out, or an assumption of the checker does not hold: nothing is known. */
  | { readonly verdict: 'unknown'; readonly reason: string };

export interface Condition {
  /** As in `what the clients saw is not ...`. */
  readonly name: string;
  readonly judge: (run: FinishedRun) => ConditionVerdict;
}
