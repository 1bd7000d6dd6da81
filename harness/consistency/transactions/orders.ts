/**
 * Guesses at the order of versions where the history does not tell it. A guess proves nothing by itself: whoever uses it
 * checks the level with it, and only success counts. It is made by letting transactions take effect one after another, in
 * the order in which they began as far as possible, none before what it reads is there, and none while somebody still has
 * to read what it overwrites. A system that is serializable mostly lets itself be followed so.
 */
import { type Compiled, initial } from './compiled.ts';
import type { VersionOrder } from './dependencies.ts';

/** How many waiting transactions are looked at before one is taken that does not fit. */
const windowMax = 64;

/** With `inRealTime` nothing takes effect before what had returned when it began. */
export function guessOrder(compiled: Compiled, inRealTime: boolean): VersionOrder {
  const rank = new Int32Array(compiled.committed.length);
  new Follower(compiled, inRealTime).run().forEach((t, at) => {
    rank[t] = at;
  });
  return compiled.known.map((known, key) => {
    const open = [...compiled.open[key]!].sort((a, b) => rank[a]! - rank[b]!);
    return [...known, ...open];
  });
}

class Follower {
  readonly #compiled: Compiled;
  readonly #inRealTime: boolean;
  /** Of each key, who wrote what is there now. */
  readonly #current: Int32Array;
  /** Of each write slot, and of the initial version of each key, how many readers are still to come. */
  readonly #waiting = new Map<number, number>();
  /** The committed transactions that did not take effect yet, as a list in the order of invocations. */
  readonly #next: Int32Array;

  constructor(compiled: Compiled, inRealTime: boolean) {
    this.#compiled = compiled;
    this.#inRealTime = inRealTime;
    this.#current = new Int32Array(compiled.keys.length).fill(initial);
    const { reads, committed } = compiled;
    const count = committed.length;
    for (let slot = 0; slot < reads.key.length; slot++) this.#expect(slot, 1);
    this.#next = new Int32Array(count + 1).fill(count);
    let last = count;
    for (let t = 0; t < count; t++) {
      if (committed[t] === 0) continue;
      this.#next[last] = t;
      last = t;
    }
  }

  run(): number[] {
    const end = this.#compiled.committed.length;
    const order: number[] = [];
    while (this.#next[end] !== end) {
      const before = this.#choose();
      const t = this.#next[before]!;
      this.#next[before] = this.#next[t]!;
      this.#perform(t);
      order.push(t);
    }
    return order;
  }

  /** The element of the list before the one to take. */
  #choose(): number {
    const end = this.#compiled.committed.length;
    const { transactions } = this.#compiled;
    let [before, earliest] = [end, Number.POSITIVE_INFINITY];
    let second = end;
    let readable = false;
    for (let looked = 0; looked < windowMax; looked++) {
      const t = this.#next[before]!;
      if (t === end) break;
      if (this.#inRealTime && transactions[t]!.invoke > earliest) break;
      earliest = Math.min(earliest, transactions[t]!.return);
      const reads = this.#canRead(t);
      if (reads && this.#canWrite(t)) return before;
      if (reads && !readable) [second, readable] = [before, true];
      before = t;
    }
    return second;
  }

  #canRead(t: number): boolean {
    const { reads } = this.#compiled;
    for (let slot = reads.first[t]!; slot < reads.first[t + 1]!; slot++)
      if (this.#current[reads.key[slot]!] !== reads.from[slot]) return false;
    return true;
  }

  #canWrite(t: number): boolean {
    const { writes, reads } = this.#compiled;
    for (let slot = writes.first[t]!; slot < writes.first[t + 1]!; slot++) {
      const key = writes.key[slot]!;
      let others = this.#waiting.get(this.#cell(key, this.#current[key]!)) ?? 0;
      for (let at = reads.first[t]!; at < reads.first[t + 1]!; at++)
        if (reads.key[at] === key && reads.from[at] === this.#current[key]) others--;
      if (others > 0) return false;
    }
    return true;
  }

  #perform(t: number): void {
    const { reads, writes } = this.#compiled;
    for (let slot = reads.first[t]!; slot < reads.first[t + 1]!; slot++) this.#expect(slot, -1);
    for (let slot = writes.first[t]!; slot < writes.first[t + 1]!; slot++)
      this.#current[writes.key[slot]!] = t;
  }

  #expect(slot: number, by: number): void {
    const { reads } = this.#compiled;
    const cell = this.#cell(reads.key[slot]!, reads.from[slot]!);
    this.#waiting.set(cell, (this.#waiting.get(cell) ?? 0) + by);
  }

  #cell(key: number, writer: number): number {
    return (writer + 1) * this.#compiled.keys.length + key;
  }
}
