/** How many intervals cover each of a row of points, when intervals come and go: a segment tree that adds to ranges. */
export class CoverCount {
  readonly #length: number;
  /** For each node, the smallest count below it, without what is added at the nodes above it. */
  readonly #least: Int32Array;
  readonly #added: Int32Array;

  constructor(length: number) {
    this.#length = length;
    let size = 1;
    while (size < length) size *= 2;
    this.#least = new Int32Array(2 * size);
    this.#added = new Int32Array(2 * size);
  }

  /** Points from `start` up to but not including `end`. */
  add(start: number, end: number, by: 1 | -1): void {
    if (start < end) this.#add({ start, end, by }, 1, 0, this.#length);
  }

  /** The points in the range that nothing covers, in order. */
  uncovered(start: number, end: number): number[] {
    const found: number[] = [];
    if (start < end) this.#collect({ start, end, found, above: 0 }, 1, 0, this.#length);
    return found;
  }

  #add(
    task: { readonly start: number; readonly end: number; readonly by: number },
    node: number,
    low: number,
    high: number,
  ): void {
    if (task.end <= low || high <= task.start) return;
    if (task.start <= low && high <= task.end) {
      this.#least[node]! += task.by;
      this.#added[node]! += task.by;
      return;
    }
    const middle = (low + high) >> 1;
    this.#add(task, 2 * node, low, middle);
    this.#add(task, 2 * node + 1, middle, high);
    const least = Math.min(this.#least[2 * node]!, this.#least[2 * node + 1]!);
    this.#least[node] = least + this.#added[node]!;
  }

  #collect(
    task: { readonly start: number; readonly end: number; readonly found: number[]; above: number },
    node: number,
    low: number,
    high: number,
  ): void {
    if (task.end <= low || high <= task.start || this.#least[node]! + task.above > 0) return;
    if (high - low === 1) {
      task.found.push(low);
      return;
    }
    const middle = (low + high) >> 1;
    task.above += this.#added[node]!;
    this.#collect(task, 2 * node, low, middle);
    this.#collect(task, 2 * node + 1, middle, high);
    task.above -= this.#added[node]!;
  }
}
