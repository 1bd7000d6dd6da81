/**
 * Bounded staleness of registers: no read is older than so many versions, or than so long a time (k-atomicity, Aiyer et al.
 * 2005; Delta-atomicity, Golab et al. 2011). What a read misses for certain are the writes that began after the one it read
 * had returned and that returned before the read began; that gives violations. That a bound holds is shown by one order of
 * the writes, that of their ends. Between the two the answer is not known.
 */
import { type Compiled, initial } from '../transactions/compiled.ts';

export interface Staleness {
  /** At least so much in every order of writes. */
  readonly least: Measure;
  /** So much in the order of the writes' ends. */
  readonly most: Measure;
  /** The read that is the most stale for certain, and one that it missed; absent where none is. */
  readonly worst?: { readonly reader: number; readonly missed: number };
}

/** Versions that a read was behind, and the time since it could have known the next one; the maximum over all reads. */
export interface Measure {
  readonly versions: number;
  readonly time: number;
}

export function staleness(compiled: Compiled): Staleness {
  const { reads, committed } = compiled;
  const lines = linesOf(compiled);
  let [leastVersions, leastTime, mostVersions, mostTime] = [0, 0, 0, 0];
  let worst: Staleness['worst'];
  for (let t = 0; t < committed.length; t++) {
    const slot = reads.first[t]!;
    if (committed[t] === 0 || slot === reads.first[t + 1]) continue;
    const { least, most, missed } = behind(compiled, lines[reads.key[slot]!]!, t);
    if (missed !== undefined && (least.versions > leastVersions || worst === undefined))
      worst = { reader: t, missed };
    leastVersions = Math.max(leastVersions, least.versions);
    leastTime = Math.max(leastTime, least.time);
    mostVersions = Math.max(mostVersions, most.versions);
    mostTime = Math.max(mostTime, most.time);
  }
  return {
    least: { versions: leastVersions, time: leastTime },
    most: { versions: mostVersions, time: mostTime },
    ...(worst === undefined ? {} : { worst }),
  };
}

interface Line {
  /** The writers of a key, in the order of `effects`. */
  readonly writers: readonly number[];
  /** The latest moments at which each of them can have taken effect: it had returned, or was read. */
  readonly effects: readonly number[];
}

function linesOf(compiled: Compiled): Line[] {
  const { writes, committed, keys } = compiled;
  const effect = effectsOf(compiled);
  const writers: number[][] = keys.map(() => []);
  for (let t = 0; t < committed.length; t++)
    for (let slot = writes.first[t]!; slot < writes.first[t + 1]!; slot++)
      writers[writes.key[slot]!]!.push(t);
  return writers.map((line) => {
    line.sort((a, b) => effect[a]! - effect[b]!);
    return { writers: line, effects: line.map((t) => effect[t]!) };
  });
}

function effectsOf({ transactions, reads, committed }: Compiled): Float64Array {
  const effect = Float64Array.from(transactions, (one) => one.return);
  for (let t = 0; t < committed.length; t++)
    for (let slot = reads.first[t]!; slot < reads.first[t + 1]!; slot++) {
      const from = reads.from[slot]!;
      if (from === initial) continue;
      // Nothing takes effect before it was asked for, though a read may say so: that is not about staleness.
      const known = Math.max(transactions[from]!.invoke, transactions[t]!.return);
      effect[from] = Math.min(effect[from]!, known);
    }
  return effect;
}

function behind({ transactions, reads }: Compiled, { writers, effects }: Line, reader: number) {
  const { invoke } = transactions[reader]!;
  const from = reads.from[reads.first[reader]!]!;
  const place = from === initial ? -1 : writers.indexOf(from);
  // Those from here on had not returned when the read began.
  const now = firstAfter(effects, invoke);
  const ended = from === initial ? Number.NEGATIVE_INFINITY : transactions[from]!.return;
  const missed = writers.slice(0, now).filter((t) => transactions[t]!.invoke > ended);
  const since = (moment: number | undefined) => (moment === undefined ? 0 : invoke - moment);
  const [first] = missed;
  return {
    least: {
      versions: missed.length,
      time: first === undefined ? 0 : since(transactions[first]!.return),
    },
    most: {
      versions: Math.max(0, now - place - 1),
      time: now > place + 1 ? since(effects[place + 1]) : 0,
    },
    missed: first,
  };
}

/** How many of the ascending numbers are smaller. */
function firstAfter(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
