/**
 * The core of a value is the open interval from the return of its insertion to the invocation of its removal: within it the
 * value is there whatever the order. A removal that found nothing needs a point outside of all cores (and in a priority
 * queue, the removal of a value one outside of the cores of smaller values). Points can be covered and never uncovered, so
 * that the next uncovered one is found by union-find.
 */
import type { Held } from './collection.ts';

export class Cover {
  readonly #points: Float64Array;
  /** For each point, one at or after it that is nearer to the next uncovered point, or is it. */
  readonly #next: Int32Array;

  /** `points`: all from which `next` will be asked, and all ends of cores. Infinity is added: no core covers it. */
  constructor(points: readonly number[]) {
    const sorted = Float64Array.from(points).sort();
    let count = 0;
    for (const point of sorted)
      if (count === 0 || sorted[count - 1] !== point) sorted[count++] = point;
    if (count === 0 || sorted[count - 1] !== Number.POSITIVE_INFINITY) {
      this.#points = new Float64Array(count + 1);
      this.#points.set(sorted.subarray(0, count));
      this.#points[count] = Number.POSITIVE_INFINITY;
    } else this.#points = sorted.subarray(0, count);
    this.#next = Int32Array.from(this.#points, (_, index) => index);
  }

  cover({ insertReturn, removeInvoke }: Held): void {
    if (insertReturn >= removeInvoke) return;
    const end = lowerBound(this.#points, removeInvoke);
    const start = lowerBound(this.#points, insertReturn);
    let at = this.#find(this.#points[start] === insertReturn ? start + 1 : start);
    while (at < end) {
      this.#next[at] = at + 1;
      at = this.#find(at);
    }
  }

  /** The first uncovered point at or after this one. */
  next(point: number): number {
    return this.#points[this.#find(lowerBound(this.#points, point))]!;
  }

  #find(from: number): number {
    const next = this.#next;
    let root = from;
    while (next[root] !== root) root = next[root]!;
    for (let at = from; at !== root; ) {
      const after = next[at]!;
      next[at] = root;
      at = after;
    }
    return root;
  }
}

/** The first place in an ascending list whose element is not below `value`. */
export function lowerBound(sorted: ArrayLike<number>, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * A few of these values whose cores cover every point of [from, to], one core after another; with `open`, of the open
 * interval between them. There must be such.
 */
export function coveringChain(
  values: readonly Held[],
  { from, to, open = false }: { from: number; to: number; open?: boolean },
): Held[] {
  const sorted = values.toSorted((a, b) => a.insertReturn - b.insertReturn);
  const chain: Held[] = [];
  let reached = from;
  let best: Held | undefined;
  for (let at = 0; ; ) {
    const isStart = open && chain.length === 0;
    for (; at < sorted.length; at++) {
      const { insertReturn, removeInvoke } = sorted[at]!;
      if (insertReturn > reached || (insertReturn === reached && !isStart)) break;
      if (best === undefined || removeInvoke > best.removeInvoke) best = sorted[at];
    }
    if (best === undefined || best.removeInvoke <= reached)
      throw new Error('unreachable: the cores do not cover what they were found to cover');
    chain.push(best);
    reached = best.removeInvoke;
    if (reached > to || (open && reached >= to)) return chain;
  }
}
