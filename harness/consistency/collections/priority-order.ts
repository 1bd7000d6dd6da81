/**
 * Smallest first. The largest value is in nobody's way, and its removal needs a point at which no other value is there: one
 * outside of the cores of all smaller values (cover.ts). So does every value's, in the order of their sizes. Each removal
 * takes the first such point; each insertion comes as late as it can. Then the points are an order: where a larger value
 * is removed, a smaller one has gone or has yet to come, as from the time its removal could begin up to its point
 * everything is covered by values that are smaller still.
 */
import type { Finding } from '../finding.ts';
import type { History } from '../history.ts';
import { type Held, none, operationsOf } from './collection.ts';
import { Cover, coveringChain } from './cover.ts';

interface Point {
  readonly operation: number;
  readonly at: number;
  /** At one point, removals come first, smaller values before larger; then insertions of what is removed later. */
  readonly size: number;
}

/** The values must be numbers. */
export function priorityOrder(
  history: History,
  values: readonly Held[],
  empties: readonly number[],
): Finding {
  const sorted = values.toSorted((a, b) => (a.value as number) - (b.value as number));
  const starts = empties.map((index) => history[index]!.invoke);
  const cover = new Cover([...sorted.map(({ removeInvoke }) => removeInvoke), ...starts]);
  const points: Point[] = [];
  for (const [place, held] of sorted.entries()) {
    const { insert, remove, insertReturn, removeInvoke, removeReturn } = held;
    const at = cover.next(removeInvoke);
    if (at > removeReturn) {
      const smaller = sorted.slice(0, place);
      const chain = coveringChain(smaller, { from: removeInvoke, to: removeReturn });
      return none([...operationsOf(chain), insert, remove!]);
    }
    cover.cover(held);
    const isBrief = insertReturn >= at;
    const size = isBrief ? place : Number.POSITIVE_INFINITY;
    points.push({ operation: insert, at: isBrief ? at : insertReturn, size });
    if (remove !== undefined) points.push({ operation: remove, at, size: place });
  }
  for (const operation of empties) {
    const { invoke, return: returned } = history[operation]!;
    const at = cover.next(invoke);
    if (at > returned) {
      const chain = coveringChain(values, { from: invoke, to: returned });
      return none([...operationsOf(chain), operation]);
    }
    points.push({ operation, at, size: sorted.length });
  }
  // The sort is stable: an insertion stays in front of the removal of its value.
  points.sort((a, b) => compare(a.at, b.at) || compare(a.size, b.size));
  return { type: 'order', order: points.map(({ operation }) => operation) };
}

// Infinity minus itself is no number.
const compare = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0);
