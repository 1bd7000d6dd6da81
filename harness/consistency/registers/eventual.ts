/**
 * Convergence: of each register, the last read of every session that began after all writes had ended must be the same
 * (what eventual consistency comes to in a history that ends). Strong eventual convergence needs to know who saw what;
 * visibility.ts judges that.
 */
import { type Compiled, initial } from '../transactions/compiled.ts';

export type EventualResult =
  | 'ok'
  /** Nobody read after the writes, or a write of unknown outcome may still come. */
  | 'unknown'
  | { readonly key: number; readonly readers: readonly [number, number] };

export function eventual(compiled: Compiled): EventualResult {
  const { transactions, reads, committed } = compiled;
  const quiet = quietFrom(compiled);
  const last = new Map<number, Map<string, number>>();
  for (let t = 0; t < committed.length; t++) {
    const slot = reads.first[t]!;
    if (committed[t] === 0 || slot === reads.first[t + 1]) continue;
    const key = reads.key[slot]!;
    if (transactions[t]!.invoke <= (quiet[key] ?? 0)) continue;
    const readers = last.get(key) ?? new Map<string, number>();
    last.set(key, readers.set(transactions[t]!.process, t));
  }
  const source = (t: number) => reads.from[reads.first[t]!] ?? initial;
  for (const [key, readers] of last) {
    const [first, ...others] = readers.values();
    const other = others.find((t) => source(t) !== source(first!));
    if (other !== undefined) return { key, readers: [first!, other] };
  }
  return [...last.values()].some(({ size }) => size > 1) ? 'ok' : 'unknown';
}

/** For each key, when its last write had ended. */
function quietFrom({ transactions, keys }: Compiled): Float64Array {
  const quiet = new Float64Array(keys.length).fill(Number.NEGATIVE_INFINITY);
  const place = new Map(keys.map((name, key) => [name, key]));
  for (const { accesses, return: end, outcome } of transactions)
    for (const { type, key } of accesses) {
      const at = place.get(key);
      if (type === 'read' || at === undefined || outcome === 'fail') continue;
      quiet[at] = Math.max(quiet[at]!, end);
    }
  return quiet;
}
