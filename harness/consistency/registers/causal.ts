/**
 * Causal consistency and causal memory of registers, by their bad patterns (Bouajjani, Enea, Guerraoui and Hamza, POPL 2017,
 * sections 3 and 5). The causal order is that of sessions and of reads. CC is broken by a circle of it, or by a read of a
 * write that another one to the register came after, in the causal past of the read. CM is that for each session, in an
 * order that grows: whatever comes before a read, and writes the same register, comes before the write that was read.
 * Convergence (CCv) is the level `causal` of transactions.
 */
import { Budget } from '../budget.ts';
import {
  causalClocks,
  type Forced,
  ordersByClock,
  predecessors,
  sessionsOf,
} from '../transactions/clocks.ts';
import { type Compiled, initial } from '../transactions/compiled.ts';

/** A read that cannot be explained: it read from `second` (or nobody), though `first` came in between. */
export type CausalResult = 'ok' | 'unknown' | 'circle' | Forced;

export function causalConsistency(compiled: Compiled): CausalResult {
  const forced = ordersByClock(compiled, 'causal');
  if (forced === 'unknown') return 'unknown';
  const clocks = causalClocks(compiled);
  if (clocks === undefined) return 'circle';
  // The last write of each session that the reader has to see is there; if any came after the one read, it did.
  const wrong = forced.find(
    ({ first, second }) => second === initial || clocks.precedes(second, first),
  );
  return wrong ?? 'ok';
}

const stepsMax = 50_000_000;

/** Assumes causal consistency. */
export function causalMemory(compiled: Compiled): CausalResult {
  const { session, sessions } = sessionsOf(compiled);
  const before = predecessors(compiled);
  const reads: number[][] = Array.from({ length: sessions }, () => []);
  for (let t = 0; t < compiled.committed.length; t++)
    if (compiled.committed[t] === 1 && compiled.reads.first[t] !== compiled.reads.first[t + 1])
      reads[session[t]!]!.push(t);
  const budget = new Budget({ stepsMax }, 0);
  for (const own of reads) {
    const wrong = new SessionView(compiled, before, budget).explain(own);
    if (wrong !== 'ok') return wrong;
  }
  return 'ok';
}

/** The happened-before of one session: the causal order, and what its reads add. */
class SessionView {
  readonly #compiled: Compiled;
  readonly #before: Int32Array;
  readonly #budget: Budget;
  /** Added orders, by the later one. */
  readonly #added = new Map<number, Set<number>>();

  constructor(compiled: Compiled, before: Int32Array, budget: Budget) {
    this.#compiled = compiled;
    this.#before = before;
    this.#budget = budget;
  }

  explain(own: readonly number[]): CausalResult {
    for (let grown = true; grown; ) {
      grown = false;
      for (const reader of own) {
        const result = this.#explainRead(reader);
        if (typeof result !== 'boolean') return result;
        grown ||= result;
      }
    }
    return 'ok';
  }

  /** Whether an order was added. */
  #explainRead(reader: number): boolean | CausalResult {
    const { reads, writes } = this.#compiled;
    const slot = reads.first[reader]!;
    const [key, second] = [reads.key[slot]!, reads.from[slot]!];
    const past = this.#past(reader);
    if (past === undefined) return 'unknown';
    let grown = false;
    for (const first of past) {
      const isOther = first !== second && writes.key[writes.first[first]!] === key;
      if (!isOther || writes.first[first] === writes.first[first + 1]) continue;
      const wrong = { first, second, reader, key };
      if (second === initial) return wrong;
      const added = this.#added.get(second) ?? new Set();
      if (added.has(first)) continue;
      this.#added.set(second, added.add(first));
      const circle = this.#past(first);
      if (circle === undefined) return 'unknown';
      if (circle.has(second)) return wrong;
      grown = true;
    }
    return grown;
  }

  /** Everything that happened before; `undefined` when the budget is spent. */
  #past(t: number): Set<number> | undefined {
    const past = new Set<number>();
    const open = [t];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const each of this.#directlyBefore(at)) {
        if (!this.#budget.spend()) return undefined;
        if (past.has(each)) continue;
        past.add(each);
        open.push(each);
      }
    }
    return past;
  }

  *#directlyBefore(t: number) {
    const { reads } = this.#compiled;
    if (this.#before[t] !== -1) yield this.#before[t]!;
    for (let slot = reads.first[t]!; slot < reads.first[t + 1]!; slot++)
      if (reads.from[slot] !== initial) yield reads.from[slot]!;
    yield* this.#added.get(t) ?? [];
  }
}
