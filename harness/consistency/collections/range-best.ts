/** A row of numbers in which the smallest of any range is found, and any number replaced, in logarithmic time. */
export class RangeBest {
  readonly #size: number;
  /** The numbers in the second half; before them, each the place of the smaller of its two children's. */
  readonly #numbers: Float64Array;
  readonly #best: Int32Array;

  /** All are infinite at first. */
  constructor(length: number) {
    let size = 1;
    while (size < length) size *= 2;
    this.#size = size;
    this.#numbers = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
    this.#best = new Int32Array(2 * size);
    for (let place = 0; place < size; place++) this.#best[size + place] = place;
    for (let node = size - 1; node > 0; node--) this.#best[node] = this.#best[2 * node]!;
  }

  at(place: number): number {
    return this.#numbers[place]!;
  }

  set(place: number, value: number): void {
    this.#numbers[place] = value;
    for (let node = (this.#size + place) >> 1; node > 0; node >>= 1)
      this.#best[node] = this.#smaller(this.#best[2 * node]!, this.#best[2 * node + 1]!);
  }

  /** The place of the smallest from `start` up to but not including `end`; `undefined` if all there are infinite. */
  smallest(start: number, end: number): number | undefined {
    let best = -1;
    let [left, right] = [this.#size + start, this.#size + end];
    for (; left < right; left >>= 1, right >>= 1) {
      if (left & 1) best = this.#better(best, this.#best[left++]!);
      if (right & 1) best = this.#better(best, this.#best[--right]!);
    }
    return best < 0 || this.#numbers[best] === Number.POSITIVE_INFINITY ? undefined : best;
  }

  #better(a: number, b: number): number {
    return a < 0 ? b : this.#smaller(a, b);
  }

  #smaller(a: number, b: number): number {
    return this.#numbers[b]! < this.#numbers[a]! ? b : a;
  }
}
