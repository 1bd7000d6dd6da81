/** Who writes a key in each session, in the session's order, in one array: a cell is a key and a session that writes it. */
import type { Sessions } from './clocks.ts';
import type { Compiled } from './compiled.ts';

export class WriterTable {
  readonly #position: Int32Array;
  /** Of each key its cells, from `#firstCell[key]` on; of each cell its writers, from `#first[cell]` on. */
  readonly #firstCell: Int32Array;
  readonly #session: Int32Array;
  readonly #first: Int32Array;
  readonly #writer: Int32Array;

  constructor({ keys, writes, committed }: Compiled, { session, position, sessions }: Sessions) {
    this.#position = position;
    const slots: number[] = [];
    const writerOf = new Int32Array(writes.key.length);
    for (let t = 0; t < committed.length; t++)
      for (let slot = writes.first[t]!; slot < writes.first[t + 1]!; slot++) {
        writerOf[slot] = t;
        slots.push(slot);
      }
    const cellOf = (slot: number) => writes.key[slot]! * sessions + session[writerOf[slot]!]!;
    // A stable sort: within a cell the writers stay in the order of their session.
    slots.sort((a, b) => cellOf(a) - cellOf(b));
    this.#writer = Int32Array.from(slots, (slot) => writerOf[slot]!);
    const starts = slots.flatMap((slot, at) =>
      at === 0 || cellOf(slots[at - 1]!) !== cellOf(slot) ? [at] : [],
    );
    this.#first = Int32Array.from([...starts, slots.length]);
    this.#session = Int32Array.from(starts, (at) => session[this.#writer[at]!]!);
    this.#firstCell = new Int32Array(keys.length + 1);
    for (const at of starts) this.#firstCell[writes.key[slots[at]!]! + 1]!++;
    for (let key = 0; key < keys.length; key++) this.#firstCell[key + 1]! += this.#firstCell[key]!;
  }

  /** The cells of a key are those from this one to the first of the next key. */
  firstCell(key: number): number {
    return this.#firstCell[key]!;
  }

  sessionOf(cell: number): number {
    return this.#session[cell]!;
  }

  /** The last writer at a position of at most `position` that is not `except`; or -1. */
  lastUpTo(cell: number, position: number, except: number): number {
    const begin = this.#first[cell]!;
    let at = this.#search(cell, position + 1) - 1;
    if (at >= begin && this.#writer[at] === except) at--;
    return at < begin ? -1 : this.#writer[at]!;
  }

  /** The first writer at a position of at least `position` that is none of the two; or -1. */
  firstFrom(cell: number, position: number, except: number, other: number): number {
    const end = this.#first[cell + 1]!;
    let at = this.#search(cell, position);
    while (at < end && (this.#writer[at] === except || this.#writer[at] === other)) at++;
    return at === end ? -1 : this.#writer[at]!;
  }

  /** Those at positions from `from` to `to`. */
  *between(cell: number, from: number, to: number): Generator<number> {
    for (let at = this.#search(cell, from); at < this.#search(cell, to + 1); at++)
      yield this.#writer[at]!;
  }

  /** Where in the cell the first position is that is not smaller. */
  #search(cell: number, position: number): number {
    let [low, high] = [this.#first[cell]!, this.#first[cell + 1]!];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#position[this.#writer[middle]!]! < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
