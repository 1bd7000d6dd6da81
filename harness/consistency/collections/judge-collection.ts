/**
 * Queues, stacks and priority queues of distinct values, and sets whose elements are added once, in log-linear time (Lee and
 * Mathur, Efficient Decrease-and-Conquer Linearizability Monitoring, 2025, arXiv 2410.04581, for what can be decided so
 * fast and by which values; how each is decided here is said in the file of its name).
 *
 * A removal of unknown outcome need not have happened: an order without it is an order. Where there is none, it is allowed
 * to all values that are left at once that such a removal took them; if there is no order then either, there is none. In
 * between, which of them took which matters, and that is left to the search.
 */
import type { Budget } from '../budget.ts';
import type { Finding } from '../finding.ts';
import type { History } from '../history.ts';
import type { AnyObject } from '../steps.ts';
import { type Gathered, gather } from './collection.ts';
import { elementOrder } from './element-order.ts';
import { placeEmpties, withEmpties } from './empties.ts';
import { priorityOrder } from './priority-order.ts';
import { queueOrder } from './queue-order.ts';
import { nest, withBriefValues } from './stack-order.ts';

/**
 * `undefined`: not a history of this kind, or not decided. With `isOptional` (operations that happened as they were seen,
 * or not at all) only contradictions are meant, and an order is none of the history.
 */
export function judgeCollection(
  history: History,
  object: AnyObject,
  budget: Budget,
  isOptional?: (index: number) => boolean,
): Finding | undefined {
  const hint = object.collection;
  if (!hint?.isEmpty(object.initial)) return undefined;
  if (hint.kind === 'set')
    return isOptional === undefined ? elementOrder(history, object) : undefined;
  const gathered = gather(history, object, budget, isOptional);
  if (gathered === undefined || !('values' in gathered)) return gathered;
  const without = solve(history, hint.kind, gathered);
  if (without.type === 'order' || gathered.unknownRemoves === Number.POSITIVE_INFINITY)
    return without;
  const generous = solve(history, hint.kind, withUnknownRemoves(gathered));
  return generous.type === 'none' ? generous : undefined;
}

function withUnknownRemoves(gathered: Gathered): Gathered {
  const values = gathered.values.map((held) =>
    held.remove === undefined
      ? {
          ...held,
          removeInvoke: Math.min(
            held.removeInvoke,
            Math.max(gathered.unknownRemoves, held.insertInvoke),
          ),
        }
      : held,
  );
  return { ...gathered, values };
}

function solve(
  history: History,
  kind: 'queue' | 'stack' | 'priority-queue',
  { values, empties }: Gathered,
): Finding {
  if (kind === 'priority-queue') return priorityOrder(history, values, empties);
  const placed = placeEmpties(history, values, empties);
  if (!Array.isArray(placed)) return placed;
  if (kind === 'queue') {
    const found = queueOrder(history, values);
    if (found.type === 'none') return found;
    return { type: 'order', order: withEmpties(found.order, values, placed) };
  }
  const nested = nest(values);
  if (!('components' in nested)) return nested;
  const order: number[] = [];
  let next = 0;
  for (const component of nested.components) {
    for (; next < placed.length && placed[next]!.at <= component.from; next++)
      order.push(placed[next]!.operation);
    for (const operation of component.order) order.push(operation);
  }
  for (const { operation } of placed.slice(next)) order.push(operation);
  return { type: 'order', order: withBriefValues(history, order, values) };
}
