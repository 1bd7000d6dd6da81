/**
 * The states found so far, each a row of codes, and which of them are there: exact, no fingerprints. Rows lie in chunks
 * of typed arrays, so that the table grows without being copied; a state is known by its row number.
 */

const chunkBits = 14;
const chunkSize = 1 << chunkBits;
const chunkMask = chunkSize - 1;

export class StateTable {
  readonly width: number;
  private readonly chunks: Int32Array[] = [];
  private slots = new Int32Array(1 << 12).fill(-1);
  private mask = this.slots.length - 1;
  private count = 0;

  constructor(width: number) {
    this.width = width;
  }

  get size(): number {
    return this.count;
  }

  /** Bytes that the table holds. */
  get bytes(): number {
    return this.chunks.length * chunkSize * this.width * 4 + this.slots.length * 4;
  }

  chunkOf(row: number): Int32Array {
    return this.chunks[row >> chunkBits] as Int32Array;
  }

  offsetOf(row: number): number {
    return (row & chunkMask) * this.width;
  }

  /** The row of these codes, or -1. */
  find(codes: Int32Array): number {
    let slot = this.hash(codes, 0) & this.mask;
    for (;;) {
      const row = this.slots[slot] as number;
      if (row < 0 || this.equals(row, codes)) return row;
      slot = (slot + 1) & this.mask;
    }
  }

  /** True if these codes are new; they then are row `size - 1`. */
  add(codes: Int32Array): boolean {
    let slot = this.hash(codes, 0) & this.mask;
    for (;;) {
      const row = this.slots[slot] as number;
      if (row < 0) break;
      if (this.equals(row, codes)) return false;
      slot = (slot + 1) & this.mask;
    }
    this.slots[slot] = this.append(codes);
    if (this.count * 2 > this.slots.length) this.grow();
    return true;
  }

  /** Stores a row without looking whether it is there; returns its number. */
  protected append(codes: Int32Array): number {
    const row = this.count++;
    if ((row & chunkMask) === 0) this.chunks.push(new Int32Array(chunkSize * this.width));
    this.chunkOf(row).set(codes, this.offsetOf(row));
    return row;
  }

  private equals(row: number, codes: Int32Array): boolean {
    const chunk = this.chunks[row >> chunkBits] as Int32Array;
    const offset = (row & chunkMask) * this.width;
    for (let i = 0; i < this.width; i++) if (chunk[offset + i] !== codes[i]) return false;
    return true;
  }

  private hash(codes: Int32Array, offset: number): number {
    let hash = 0x9e3779b9 | 0;
    for (let i = 0; i < this.width; i++) {
      hash = Math.imul(hash ^ (codes[offset + i] as number), 0x21f0aaad);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash ^ (hash >>> 16), 0x735a2d97);
    return hash ^ (hash >>> 15);
  }

  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    this.mask = this.slots.length - 1;
    for (let row = 0; row < this.count; row++) {
      let slot = this.hash(this.chunkOf(row), this.offsetOf(row)) & this.mask;
      while ((this.slots[slot] as number) >= 0) slot = (slot + 1) & this.mask;
      this.slots[slot] = row;
    }
  }
}

/** A list of integers that grows without being copied often. */
export class IntList {
  private items = new Int32Array(1 << 10);
  private count = 0;

  get size(): number {
    return this.count;
  }

  get bytes(): number {
    return this.items.length * 4;
  }

  push(item: number): void {
    if (this.count === this.items.length) {
      const grown = new Int32Array(this.count * 2);
      grown.set(this.items);
      this.items = grown;
    }
    this.items[this.count++] = item;
  }

  at(index: number): number {
    return this.items[index] as number;
  }

  toArray(): Int32Array {
    return this.items.slice(0, this.count);
  }
}
