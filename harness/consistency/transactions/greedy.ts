/**
 * One order of all transactions of registers that follows a graph and explains every read, made from the front: whoever
 * nobody has to precede any more comes next, if all readers of what it overwrites have come. Then whoever reads finds what it
 * read, since its writer came before it and nobody could overwrite that. The first of those that could come next is taken
 * and never taken back, so this may end in nothing though there is an order; that there is one is proven by finding it.
 */
import { type Compiled, initial } from './compiled.ts';
import type { Graph } from './graph.ts';

/** Of each transaction its place, or `undefined`. Nodes of the graph beyond the transactions are walked through. */
export function greedyOrder(compiled: Compiled, graph: Graph): Int32Array | undefined {
  return new Greedy(compiled, graph).run();
}

class Greedy {
  readonly #compiled: Compiled;
  readonly #graph: Graph;
  /** Of each node, how many have to come before it. */
  readonly #missing: Int32Array;
  /** Of each key, how many readers of its present version are still to come; of each write, of its version. */
  readonly #present: Int32Array;
  readonly #readersOf: Int32Array;
  /** Transactions that nobody has to precede any more. */
  readonly #ready: number[] = [];

  constructor(compiled: Compiled, graph: Graph) {
    const { reads, writes, keys } = compiled;
    this.#compiled = compiled;
    this.#graph = graph;
    this.#missing = new Int32Array(graph.nodes);
    for (const to of graph.target) this.#missing[to]!++;
    this.#present = new Int32Array(keys.length);
    this.#readersOf = new Int32Array(writes.key.length);
    for (let slot = 0; slot < reads.key.length; slot++) {
      const from = reads.from[slot]!;
      if (from === initial) this.#present[reads.key[slot]!]!++;
      else this.#readersOf[this.#slotOf(from, reads.key[slot]!)]!++;
    }
  }

  run(): Int32Array | undefined {
    const { committed } = this.#compiled;
    const place = new Int32Array(committed.length);
    for (let t = 0; t < committed.length; t++)
      if (this.#isTransaction(t) && this.#missing[t] === 0) this.#ready.push(t);
    let placed = 0;
    for (let next = this.#choose(); next !== -1; next = this.#choose()) {
      place[next] = placed++;
      this.#perform(next);
      this.#leave(next);
    }
    return placed === this.#total() ? place : undefined;
  }

  #total(): number {
    return this.#compiled.committed.reduce((sum, one) => sum + one, 0);
  }

  /** Takes the earliest that may come next out of those that are ready. */
  #choose(): number {
    let best = -1;
    for (let at = 0; at < this.#ready.length; at++) {
      const t = this.#ready[at]!;
      if ((best === -1 || t < this.#ready[best]!) && this.#mayWrite(t)) best = at;
    }
    if (best === -1) return -1;
    const chosen = this.#ready[best]!;
    this.#ready[best] = this.#ready.at(-1)!;
    this.#ready.pop();
    return chosen;
  }

  #mayWrite(t: number): boolean {
    const { writes, reads } = this.#compiled;
    for (let slot = writes.first[t]!; slot < writes.first[t + 1]!; slot++) {
      const key = writes.key[slot]!;
      let waiting = this.#present[key]!;
      // Its own reads of the key are of the present version.
      for (let at = reads.first[t]!; at < reads.first[t + 1]!; at++)
        if (reads.key[at] === key) waiting--;
      if (waiting > 0) return false;
    }
    return true;
  }

  #perform(t: number): void {
    const { writes, reads } = this.#compiled;
    for (let at = reads.first[t]!; at < reads.first[t + 1]!; at++) this.#present[reads.key[at]!]!--;
    for (let slot = writes.first[t]!; slot < writes.first[t + 1]!; slot++)
      this.#present[writes.key[slot]!] = this.#readersOf[slot]!;
  }

  /** Frees what waited for the node, and what waited for nodes that are no transactions, which come at once. */
  #leave(node: number): void {
    const { start, target } = this.#graph;
    const left = [node];
    for (let one = left.pop(); one !== undefined; one = left.pop())
      for (let e = start[one]!; e < start[one + 1]!; e++) {
        const next = target[e]!;
        if (--this.#missing[next]! > 0) continue;
        if (this.#isTransaction(next)) this.#ready.push(next);
        else left.push(next);
      }
  }

  #isTransaction(node: number): boolean {
    return this.#compiled.committed[node] === 1;
  }

  #slotOf(t: number, key: number): number {
    const { writes } = this.#compiled;
    let slot = writes.first[t]!;
    while (writes.key[slot] !== key) slot++;
    return slot;
  }
}
