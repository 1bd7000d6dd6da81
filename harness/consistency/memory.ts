/**
 * The configurations that a search has been in: (stop, state, which open operations are placed, which unknown ones were
 * used). Exact: a hash only says where to look. A configuration that used more unknown operations than one known with
 * all else equal can do nothing that the other cannot (an unknown operation never has to happen), and counts as known.
 */
export class Memory {
  readonly #openWords: number;
  readonly #usedWords: number;
  readonly #record: number;
  /** Records of 2 + openWords + usedWords integers, one after another. */
  #records = new Int32Array(1 << 10);
  /** Record numbers plus one; 0 is an empty place. The length is a power of two. */
  #table = new Int32Array(1 << 8);
  #size = 0;

  constructor(openWords: number, usedWords: number) {
    this.#openWords = openWords;
    this.#usedWords = usedWords;
    this.#record = 2 + openWords + usedWords;
  }

  get size(): number {
    return this.#size;
  }

  /** False when this configuration, or a better one, is known; else it is known from now on. */
  add(stop: number, state: number, open: Int32Array, used: Int32Array): boolean {
    const mask = this.#table.length - 1;
    let place = hash(stop, state, open) & mask;
    for (let entry = this.#table[place]!; entry !== 0; entry = this.#table[place]!) {
      if (this.#covers((entry - 1) * this.#record, stop, state, open, used)) return false;
      place = (place + 1) & mask;
    }
    this.#store(place, stop, state, open, used);
    if (this.#size * 2 > this.#table.length) this.#grow();
    return true;
  }

  #covers(at: number, stop: number, state: number, open: Int32Array, used: Int32Array): boolean {
    const records = this.#records;
    if (records[at] !== stop || records[at + 1] !== state) return false;
    const openAt = at + 2;
    for (let word = 0; word < this.#openWords; word++)
      if (records[openAt + word] !== open[word]) return false;
    const usedAt = openAt + this.#openWords;
    for (let word = 0; word < this.#usedWords; word++)
      if ((records[usedAt + word]! & ~used[word]!) !== 0) return false;
    return true;
  }

  #store(place: number, stop: number, state: number, open: Int32Array, used: Int32Array): void {
    const at = this.#size * this.#record;
    if (at + this.#record > this.#records.length) {
      const larger = new Int32Array(this.#records.length * 2 + this.#record);
      larger.set(this.#records);
      this.#records = larger;
    }
    this.#records[at] = stop;
    this.#records[at + 1] = state;
    this.#records.set(open, at + 2);
    this.#records.set(used, at + 2 + this.#openWords);
    this.#size++;
    this.#table[place] = this.#size;
  }

  #grow(): void {
    const table = new Int32Array(this.#table.length * 2);
    const mask = table.length - 1;
    for (let entry = 1; entry <= this.#size; entry++) {
      const at = (entry - 1) * this.#record;
      const open = this.#records.subarray(at + 2, at + 2 + this.#openWords);
      let place = hash(this.#records[at]!, this.#records[at + 1]!, open) & mask;
      while (table[place] !== 0) place = (place + 1) & mask;
      table[place] = entry;
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
