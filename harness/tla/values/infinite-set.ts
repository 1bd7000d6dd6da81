/**
 * The infinite sets that a specification can name: Nat, Int, STRING, Seq(S), and TLC's Any. Membership is decided from
 * the value's kind; there is nothing to enumerate. Each is one object, so that `Nat = Nat` is a pointer comparison.
 */
import { EvaluationError, OperatorError } from '../diagnostic.ts';
import { DescribedSet } from './described.ts';
import { intern, universal, vocabularyInUse } from './intern.ts';
import { isUntypedModelValue } from './lazy-set.ts';
import { member } from './membership.ts';
import { show } from './print.ts';
import { type LazySet, Tag, type Value } from './value.ts';

abstract class Infinite extends DescribedSet {
  override readonly family: string = 'atoms';
  // biome-ignore lint/correctness/useYield: there is no element to yield, only an error.
  *elements(): Iterable<Value> {
    throw new EvaluationError(`Attempted to enumerate the infinite set\n${this.describe()}`);
  }
  size(): number {
    return Number.POSITIVE_INFINITY;
  }
  protected no(value: Value): false {
    if (isUntypedModelValue(value)) return false;
    throw new OperatorError(
      `Attempted to check if the value:\n${show(value)}\nis an element of ${this.describe()}.`,
    );
  }
}

class Integers extends Infinite {
  readonly name: string;
  readonly low: number;
  constructor(name: string, low: number) {
    super();
    this.name = name;
    this.low = low;
  }
  has(value: Value): boolean {
    return typeof value === 'number' ? value >= this.low : this.no(value);
  }
  describe(): string {
    return this.name;
  }
}

class Strings extends Infinite {
  has(value: Value): boolean {
    return (typeof value === 'object' && value.tag === Tag.str) || this.no(value);
  }
  describe(): string {
    return 'STRING';
  }
}

class Any extends Infinite {
  has(): boolean {
    return true;
  }
  describe(): string {
    return 'ANY';
  }
}

/** `Seq(S)`. Infinite even for an empty S, as in TLC: nobody enumerates it. */
class SeqSet extends Infinite {
  override readonly family = 'sequences';
  readonly base: Value;
  constructor(base: Value) {
    super();
    this.base = base;
  }
  has(value: Value): boolean {
    if (typeof value === 'object') {
      if (value.tag === Tag.tuple) return value.items.every((item) => member(item, this.base));
      if (value.tag === Tag.lazyFunction) return this.has(value.force());
    }
    return this.no(value);
  }
  describe(): string {
    return `Seq(${show(this.base)})`;
  }
}

/** Interned here and now: an identity that everybody agrees on. */
export const nat: LazySet = universal(new Integers('Nat', 0));
export const int: LazySet = universal(new Integers('Int', Number.NEGATIVE_INFINITY));
export const strings: LazySet = universal(new Strings());
export const anything: LazySet = universal(new Any());

/** `Seq(S)`; equal sets give the same object. */
export function seqSet(S: Value): LazySet {
  const { sequenceSets } = vocabularyInUse();
  const known = sequenceSets.get(S);
  if (known !== undefined) return known;
  const base = intern(S);
  let set = sequenceSets.get(base);
  if (set === undefined) {
    set = new SeqSet(base);
    sequenceSets.set(base, set);
  }
  return set;
}
