/**
 * How far orders of a history in violation come: wanted only when somebody asks why, and then searched for again, so that
 * a verdict costs no more than a verdict.
 */
import { Budget } from './budget.ts';
import type { History } from './history.ts';
import type { Violation } from './linearizability.ts';
import { type DeadEnd, search } from './search.ts';
import type { AnyObject } from './steps.ts';

export interface LongestOrders {
  /** The longest orders there are, each with the state it ends in; none where they were not found within the steps. */
  readonly deadEnds: readonly DeadEnd[];
  /** A moment that every order comes through, some way before the end; for long histories, where the story may begin. */
  readonly checkpoint?: DeadEnd;
}

/** Orders are indices into the history. */
export function longestOrders(
  history: History,
  object: AnyObject,
  { operations }: Violation,
  stepsMax?: number,
): LongestOrders {
  const part = operations.map((index) => history[index]!);
  const budget = new Budget(stepsMax === undefined ? {} : { stepsMax }, part.length);
  const outcome = search(part, object, budget);
  if (outcome.type !== 'none') return { deadEnds: [] };
  const inHistory = (end: DeadEnd): DeadEnd => ({
    ...end,
    order: end.order.map((index) => operations[index]!),
  });
  const { checkpoint } = outcome;
  const deadEnds = outcome.deadEnds.map(inHistory);
  return checkpoint === undefined ? { deadEnds } : { deadEnds, checkpoint: inHistory(checkpoint) };
}
