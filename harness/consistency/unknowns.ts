/**
 * The unknown operations of a search: which took effect so far, and which may be tried next. Unknown operations of one
 * kind are interchangeable, so they are used in the order of their invocations and only the first unused one is a
 * candidate: a thousand lost increments are one choice, not a thousand.
 */
export class Unknowns {
  /** By kind, the operations in the order of their invocations; kinds in the order of their first operations. */
  readonly #groups: readonly (readonly number[])[];
  readonly #groupOf = new Map<number, number>();
  readonly #usedOfGroup: Int32Array;
  /** The operations that took effect, ascending. */
  readonly #used: Int32Array;
  #count = 0;

  /** `operations` ascending, which is by invocation. */
  constructor(operations: readonly number[], kindOf: (operation: number) => number) {
    const groups = new Map<number, number[]>();
    for (const operation of operations) {
      const kind = kindOf(operation);
      const group = groups.get(kind);
      if (group === undefined) groups.set(kind, [operation]);
      else group.push(operation);
    }
    this.#groups = [...groups.values()];
    for (const [index, group] of this.#groups.entries())
      for (const operation of group) this.#groupOf.set(operation, index);
    this.#usedOfGroup = new Int32Array(this.#groups.length);
    this.#used = new Int32Array(operations.length);
  }

  /** The operations that took effect, ascending. A view: it changes with the next use. */
  get used(): Int32Array {
    return this.#used.subarray(0, this.#count);
  }

  /** One operation of each kind that has one left, among those with a number below `called`. */
  candidates(called: number): number[] {
    const found: number[] = [];
    for (const [index, group] of this.#groups.entries()) {
      if (group[0]! >= called) break;
      const next = group[this.#usedOfGroup[index]!];
      if (next !== undefined && next < called) found.push(next);
    }
    return found;
  }

  use(operation: number): void {
    this.#usedOfGroup[this.#groupOf.get(operation)!]!++;
    let at = this.#count++;
    for (; at > 0 && this.#used[at - 1]! > operation; at--) this.#used[at] = this.#used[at - 1]!;
    this.#used[at] = operation;
  }

  giveBack(operation: number): void {
    this.#usedOfGroup[this.#groupOf.get(operation)!]!--;
    const at = this.#used.indexOf(operation);
    this.#used.copyWithin(at, at + 1, this.#count--);
  }
}
