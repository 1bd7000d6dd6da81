/**
 * What is computed again and again from the same few variables is kept: invariants, definitions, whole actions. The key is
 * the codes of the variables that can be read and of the arguments; two states that agree on them agree on the answer.
 * A table has one place for each hash and forgets what was there, so it cannot grow without end. Where keeping does not
 * pay (few answers are found again) a memo takes a rest, each time twice as long, and the answer is computed.
 */
const sizeMin = 1 << 10;
const sizeMax = 1 << 15;
const window = 1 << 12;
const restMax = 1 << 22;

export class Memo {
  readonly width: number;
  /** While positive, nothing is kept; whoever asks counts it down. */
  rest = 0;
  mask = -1;
  keys = new Int32Array(0);
  values: unknown[] = [];
  hits = 0;
  private misses = 0;
  private lost = 0;
  private pause = window;

  constructor(width: number) {
    this.width = width;
    // Nothing is allocated before somebody asks: most programs are run once.
    this.keys = none;
  }

  /** Keeps an answer at the place for this hash; the caller writes the key there: the result is where. */
  put(hash: number, value: unknown): number {
    this.misses++;
    if (this.misses + this.hits >= window) this.judge();
    if (this.mask < 0) this.resize(sizeMin);
    const place = hash & this.mask;
    if (this.values[place] !== undefined) this.lost++;
    this.values[place] = value;
    return place * this.width;
  }

  /** An answer cannot be kept, but it was asked for. */
  miss(): void {
    this.misses++;
    if (this.misses + this.hits >= window) this.judge();
  }

  private judge(): void {
    const pays = this.hits > this.misses;
    if (pays) this.pause = window;
    else {
      this.rest = this.pause;
      this.pause = Math.min(2 * this.pause, restMax);
    }
    const size = this.mask + 1;
    if (pays && this.lost > size / 4 && size < sizeMax) this.resize(4 * size);
    this.hits = 0;
    this.misses = 0;
    this.lost = 0;
  }

  private resize(size: number): void {
    this.mask = size - 1;
    this.keys = new Int32Array(size * this.width);
    this.values = new Array(size).fill(undefined);
  }
}

const none = new Int32Array(0);

/** The lines that look an answer up: `memo` is the table, `keys` are JavaScript expressions for codes, none of them 0. */
export function lookUp(
  memo: string,
  keys: readonly string[],
  found: (value: string) => string,
): string[] {
  const names = keys.map((_, i) => `c${i}`);
  const mixed = names.map(
    (name) => `hash = Math.imul(hash ^ ${name}, 0x9e3779b1); hash ^= hash >>> 15;`,
  );
  const place = `place${keys.length === 1 ? '' : ` * ${keys.length}`}`;
  const isThere = names.map((name, i) => `${memo}.keys[at + ${i}] === ${name}`).join(' && ');
  return [
    `const ${names.map((name, i) => `${name} = ${keys[i]}`).join(', ')};`,
    'let hash = 0;',
    ...mixed,
    `const place = hash & ${memo}.mask, at = ${place};`,
    `if (${memo}.mask >= 0 && ${isThere}) { ${memo}.hits++; ${found(`${memo}.values[place]`)} }`,
  ];
}

/** The lines that keep the answer `value` after `lookUp` has not found it. */
export function keepFound(memo: string, keys: readonly string[], value: string): string[] {
  const writes = keys.map((_, i) => `${memo}.keys[to + ${i}] = c${i};`).join(' ');
  return [`const to = ${memo}.put(hash, ${value}); ${writes}`];
}
