/**
 * Removals that found nothing, in a queue or a stack. One is possible exactly where a point of its time lies outside of
 * every core (cover.ts): values whose insertion returned before the point can all have come and gone by then, and all
 * others can come after it. So an order of everything else, taken apart at such points, has room for them.
 */
import type { Finding } from '../finding.ts';
import type { History } from '../history.ts';
import { type Held, none, operationsOf } from './collection.ts';
import { Cover, coveringChain, lowerBound } from './cover.ts';

export interface Empty {
  readonly operation: number;
  readonly at: number;
}

/** A point for each, by time; or one that has none, with the values that are in its way. */
export function placeEmpties(
  history: History,
  values: readonly Held[],
  empties: readonly number[],
): Empty[] | Finding {
  const starts = empties.map((index) => history[index]!.invoke);
  const cover = new Cover([...values.map(({ removeInvoke }) => removeInvoke), ...starts]);
  for (const held of values) cover.cover(held);
  const placed: Empty[] = [];
  for (const operation of empties) {
    const { invoke, return: returned } = history[operation]!;
    const at = cover.next(invoke);
    if (at > returned) {
      const chain = coveringChain(values, { from: invoke, to: returned });
      return none([...operationsOf(chain), operation]);
    }
    placed.push({ operation, at });
  }
  return placed.sort((a, b) => a.at - b.at);
}

/** The order of everything else taken apart at the points: first what was there before the first of them, and so on. */
export function withEmpties(
  order: readonly number[],
  values: readonly Held[],
  empties: readonly Empty[],
): readonly number[] {
  if (empties.length === 0) return order;
  const points = Float64Array.from(empties, ({ at }) => at);
  const partOf = new Map<number, number>();
  for (const { insert, remove, insertReturn } of values) {
    const part = upperBound(points, insertReturn);
    partOf.set(insert, part);
    if (remove !== undefined) partOf.set(remove, part);
  }
  const parts: number[][] = Array.from({ length: empties.length + 1 }, () => []);
  for (const operation of order) parts[partOf.get(operation)!]!.push(operation);
  return parts.flatMap((part, index) =>
    index < empties.length ? [...part, empties[index]!.operation] : part,
  );
}

/** How many of the points are at or before `value`. */
function upperBound(points: Float64Array, value: number): number {
  let at = lowerBound(points, value);
  while (at < points.length && points[at] === value) at++;
  return at;
}
