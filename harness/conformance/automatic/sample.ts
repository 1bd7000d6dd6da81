/** Chance with a seed, for samples: the same seed gives the same order on every machine. */

/** The items in a random order (Fisher and Yates), by a generator of 32 bits (mulberry32). */
export function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  const result = [...items];
  const next = mulberry32(seed);
  for (let at = result.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1));
    [result[at], result[other]] = [result[other] as T, result[at] as T];
  }
  return result;
}

function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}
