/** A table from pairs of natural numbers to a number, in one flat array: a Map would make an object of every pair. */

const placesMax = 1 << 12;

export class PairTable {
  /** Three words a place: the first of the pair plus one, the second, the value; a first word of 0 is an empty place. */
  #table: Int32Array;
  #places = 1 << 5;
  #size = 0;

  /** `expected` pairs find room without the table having to grow; only speed depends on it. */
  constructor(expected = 0) {
    while (this.#places < Math.min(2 * expected, placesMax)) this.#places *= 2;
    this.#table = new Int32Array(3 * this.#places);
  }

  get(a: number, b: number): number | undefined {
    const at = this.#find(a, b);
    return this.#table[at] === 0 ? undefined : this.#table[at + 2]!;
  }

  set(a: number, b: number, value: number): void {
    if (this.#size * 2 >= this.#places) this.#grow();
    const at = this.#find(a, b);
    if (this.#table[at] === 0) this.#size++;
    this.#put(at, a, b, value);
  }

  #put(at: number, a: number, b: number, value: number): void {
    this.#table[at] = a + 1;
    this.#table[at + 1] = b;
    this.#table[at + 2] = value;
  }

  /** Where the pair is, or would be. */
  #find(a: number, b: number): number {
    let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77);
    h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
    let place = (h ^ (h >>> 13)) & (this.#places - 1);
    const table = this.#table;
    for (;;) {
      const at = 3 * place;
      if (table[at] === 0 || (table[at] === a + 1 && table[at + 1] === b)) return at;
      place = (place + 1) & (this.#places - 1);
    }
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Int32Array(old.length * 2);
    this.#places *= 2;
    for (let at = 0; at < old.length; at += 3) {
      if (old[at] === 0) continue;
      const [a, b] = [old[at]! - 1, old[at + 1]!];
      this.#put(this.#find(a, b), a, b, old[at + 2]!);
    }
  }
}
