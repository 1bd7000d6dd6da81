/**
 * The configurations that a search has been in: (stop, state, which open operations are placed, which unknown ones were
 * used). Exact: a hash only says where to look. A configuration that used more unknown operations than one known with
 * all else equal can do nothing that the other cannot (an unknown operation never has to happen), and counts as known.
 */
export class Memory {
  readonly #openWords: number;
  /** Records, one after another: stop, state, placed open operations, how many unknown ones were used, which. */
  #records = new Int32Array(1 << 7);
  #length = 1;
  /** Where records begin; 0 is an empty place. The number of places is a power of two. */
  #table = new Int32Array(1 << 5);
  #size = 0;

  /** `openWords`: the length of the bit sets of open operations. */
  constructor(openWords: number) {
    this.#openWords = openWords;
  }

  get size(): number {
    return this.#size;
  }

  /** False when this configuration, or a better one, is known; else it is known from now on. `used` is ascending. */
  add(stop: number, state: number, open: Int32Array, used: Int32Array): boolean {
    const mask = this.#table.length - 1;
    let place = hash(stop, state, open) & mask;
    for (let at = this.#table[place]!; at !== 0; at = this.#table[place]!) {
      if (this.#isSame(at, stop, state, open) && this.#usesNoMore(at, used)) return false;
      place = (place + 1) & mask;
    }
    this.#table[place] = this.#store(stop, state, open, used);
    this.#size++;
    if (this.#size * 2 > this.#table.length) this.#grow();
    return true;
  }

  #isSame(at: number, stop: number, state: number, open: Int32Array): boolean {
    const records = this.#records;
    if (records[at] !== stop || records[at + 1] !== state) return false;
    for (let word = 0; word < this.#openWords; word++)
      if (records[at + 2 + word] !== open[word]) return false;
    return true;
  }

  /** Is everything that the record used among what is used here? Both are ascending. */
  #usesNoMore(at: number, used: Int32Array): boolean {
    const start = at + 3 + this.#openWords;
    const count = this.#records[start - 1]!;
    if (count > used.length) return false;
    let here = 0;
    for (let index = start; index < start + count; index++) {
      const operation = this.#records[index]!;
      while (here < used.length && used[here]! < operation) here++;
      if (here === used.length || used[here] !== operation) return false;
    }
    return true;
  }

  #store(stop: number, state: number, open: Int32Array, used: Int32Array): number {
    const at = this.#length;
    const end = at + 3 + this.#openWords + used.length;
    if (end > this.#records.length) {
      const larger = new Int32Array(end * 2);
      larger.set(this.#records);
      this.#records = larger;
    }
    this.#records[at] = stop;
    this.#records[at + 1] = state;
    this.#records.set(open, at + 2);
    this.#records[at + 2 + this.#openWords] = used.length;
    this.#records.set(used, at + 3 + this.#openWords);
    this.#length = end;
    return at;
  }

  #grow(): void {
    const table = new Int32Array(this.#table.length * 2);
    const mask = table.length - 1;
    const records = this.#records;
    for (const at of this.#table) {
      if (at === 0) continue;
      const open = records.subarray(at + 2, at + 2 + this.#openWords);
      let place = hash(records[at]!, records[at + 1]!, open) & mask;
      while (table[place] !== 0) place = (place + 1) & mask;
      table[place] = at;
    }
    this.#table = table;
  }
}

// Multiply and shift, as in MurmurHash3's mixing; only speed depends on it.
function hash(stop: number, state: number, open: Int32Array): number {
  let h = Math.imul(stop, 0x9e3779b1) ^ Math.imul(state, 0x85ebca77);
  for (let word = 0; word < open.length; word++) {
    h = Math.imul(h ^ open[word]!, 0xcc9e2d51);
    h ^= h >>> 15;
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
}
