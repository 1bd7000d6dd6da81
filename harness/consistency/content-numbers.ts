/**
 * Numbers for plain data, the same for the same content: a tree of what was met, whose edges are numbers too. Much faster
 * than a text for each value (plain.ts). Records count as the same when their fields are written in the same order, so
 * that equal data may have two numbers; different data never share one.
 */
import { PairTable } from './pair-table.ts';

const arrayRoot = 0;
const recordRoot = 1;
const firstFree = 2;

export class ContentNumbers {
  readonly #atoms = new Map<unknown, number>();
  readonly #edges: PairTable;
  #free = firstFree;

  /** Room for so many different values; only speed depends on it. */
  constructor(expected: number) {
    this.#edges = new PairTable(2 * expected);
  }

  /** Throws TypeError where the value is not plain data. */
  of(value: unknown): number {
    if (typeof value === 'object' && value !== null) return this.#ofComposite(value);
    if (typeof value === 'function' || typeof value === 'symbol')
      throw new TypeError(`${typeof value} is not plain data`);
    const known = this.#atoms.get(value);
    if (known !== undefined) return known;
    this.#atoms.set(value, this.#free);
    return this.#free++;
  }

  /** The number of `a` and then `b`, where these are numbers of contents. */
  pair(a: number, b: number): number {
    const known = this.#edges.get(a, b);
    if (known !== undefined) return known;
    this.#edges.set(a, b, this.#free);
    return this.#free++;
  }

  #ofComposite(value: object): number {
    if (value instanceof Map || value instanceof Set)
      throw new TypeError('a Map or Set is not plain data');
    if (Array.isArray(value)) {
      let at = this.pair(arrayRoot, arrayRoot);
      for (const element of value) at = this.pair(at, this.of(element));
      return at;
    }
    let at = this.pair(recordRoot, recordRoot);
    for (const name of Object.keys(value)) {
      const part = (value as Record<string, unknown>)[name];
      if (part !== undefined) at = this.pair(this.pair(at, this.of(name)), this.of(part));
    }
    return at;
  }
}
