/**
 * What would have let the stuck operation fit, and why it came too early or too late: the sentence a reader looks for
 * (the old value was written, but the new one came after it). Only for explaining; no verdict depends on it.
 */
import type { History } from './history.ts';
import { sameContent } from './plain.ts';
import type { DeadEnd } from './search.ts';
import type { AnyObject } from './steps.ts';

export interface Enabler {
  /** After this operation the stuck one would fit ... */
  readonly operation: number;
  /** ... but it had returned before this one began, which every such order needs, or began after this one returned. */
  readonly against: number;
  readonly why: 'returned before' | 'began after';
}

const enablersMax = 3;
/** Only so many operations, the nearest in time, are tried. */
const triedMax = 500;

export function findEnablers(
  history: History,
  object: AnyObject,
  operations: readonly number[],
  { stuck, deadEnds }: { stuck: number; deadEnds: readonly DeadEnd[] },
): Enabler[] {
  // The shortest order has the fewest operations in it that need not have happened, so its obstacle is the real one.
  const end = deadEnds.toSorted((a, b) => a.order.length - b.order.length)[0];
  if (end === undefined) return [];
  const distance = (index: number) => Math.abs(history[index]!.invoke - history[stuck]!.invoke);
  const near = operations.filter((index) => index !== stuck && history[index]!.outcome === 'ok');
  const tried = near.sort((a, b) => distance(a) - distance(b)).slice(0, triedMax);
  const enabling = tried.filter((index) => enables(history, object, { by: index, end, stuck }));
  const found = enabling.map((index) => obstacle(history, index, { end, stuck }));
  return found.filter((one) => one !== undefined).slice(0, enablersMax);
}

function enables(
  history: History,
  object: AnyObject,
  { by, end, stuck }: { by: number; end: DeadEnd; stuck: number },
): boolean {
  const after = (state: unknown, index: number) => {
    const { input, output } = history[index]!;
    return object.apply(state, input).filter((answer) => sameContent(answer.output, output));
  };
  return after(end.state, by).some(({ state }) => after(state, stuck).length > 0);
}

function obstacle(
  history: History,
  operation: number,
  { end, stuck }: { end: DeadEnd; stuck: number },
): Enabler | undefined {
  const { invoke, return: returned } = history[operation]!;
  if (invoke > history[stuck]!.return) return { operation, against: stuck, why: 'began after' };
  const later = end.order.findLast((index) => returned < history[index]!.invoke);
  return later === undefined ? undefined : { operation, against: later, why: 'returned before' };
}
