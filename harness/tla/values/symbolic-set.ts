/**
 * Set algebra that cannot be worked out now, because an operand is infinite or too large to be listed without need:
 * `{x \in Nat : P(x)}`, `Nat \ {0}`, `Nat \cup {-1}`, `[S -> T] \cup {f}`. Membership asks the parts. Where all parts are
 * finite after all, or the finite ones bound the result, the set can still be enumerated.
 */
import { EvaluationError } from '../diagnostic.ts';
import { DescribedSet } from './described.ts';
import { Subset } from './lazy-set.ts';
import { makeSet } from './make.ts';
import { asSet, elementsOf, enumerate, isFiniteSet, member, walk } from './membership.ts';
import { show } from './print.ts';
import type { Value } from './value.ts';

/** What all have in common: the size is known only by counting. */
export abstract class Symbolic extends DescribedSet {
  private listed: readonly Value[] | undefined = undefined;
  protected abstract isFinite(): boolean;
  /** The elements of a finite one: distinct and in order. */
  protected abstract list(): readonly Value[];
  protected abstract refuse(): string;
  elements(): readonly Value[] {
    if (this.listed === undefined) {
      if (!this.isFinite()) throw new EvaluationError(this.refuse());
      this.listed = this.list();
    }
    return this.listed;
  }
  /** The elements of a finite one as its parts have them. */
  protected abstract parts(): Iterable<Value>;
  override walk(): Iterable<Value> {
    if (this.settled) return this.elements();
    if (!this.isFinite()) throw new EvaluationError(this.refuse());
    return this.parts();
  }
  size(): number {
    return this.isFinite() ? this.elements().length : Number.POSITIVE_INFINITY;
  }
}

/** Subsets up to this number are worth a list. */
const shortMax = 1 << 12;

/** `{x \in S : P(x)}`. */
export class FilterSet extends Symbolic {
  readonly base: Value;
  private readonly keeps: (value: Value) => boolean;
  private walks = 0;
  constructor(base: Value, keeps: (value: Value) => boolean) {
    super();
    this.base = base;
    this.keeps = keeps;
  }
  has(value: Value): boolean {
    return member(value, this.base) && this.keeps(value);
  }
  protected isFinite(): boolean {
    return isFiniteSet(this.base);
  }
  protected list(): readonly Value[] {
    const kept: Value[] = [];
    for (const value of enumerate(this.base)) if (this.keeps(value)) kept.push(value);
    return kept;
  }
  protected *parts(): Iterable<Value> {
    for (const value of walk(this.base)) if (this.keeps(value)) yield value;
  }
  /** A constant is run through in every step: where the base repeats nothing, a short list is made and kept. */
  override walk(): Iterable<Value> {
    const isShort = this.walks > 2 && this.base instanceof Subset && this.base.size() <= shortMax;
    if (isShort) return this.elements();
    this.walks++;
    return super.walk();
  }
  describe(): string {
    return `{x \\in ${show(this.base)} : ...}`;
  }
  protected refuse(): string {
    return `Attempted to enumerate { x \\in S : p(x) } when S:\n${show(this.base)}\nis not enumerable`;
  }
}

/** Common to the three operators: two operands. */
abstract class Algebra extends Symbolic {
  readonly left: Value;
  readonly right: Value;
  abstract readonly operator: string;
  constructor(left: Value, right: Value) {
    super();
    this.left = left;
    this.right = right;
  }
  describe(): string {
    return `(${show(this.left)} ${this.operator} ${show(this.right)})`;
  }
}

export class UnionSet extends Algebra {
  readonly operator = '\\cup';
  has(value: Value): boolean {
    return member(value, this.left) || member(value, this.right);
  }
  protected isFinite(): boolean {
    return isFiniteSet(this.left) && isFiniteSet(this.right);
  }
  protected list(): readonly Value[] {
    return makeSet([...elementsOf(this.left), ...elementsOf(this.right)]).items;
  }
  protected *parts(): Iterable<Value> {
    yield* walk(this.left);
    yield* walk(this.right);
  }
  protected refuse(): string {
    return `Attempted to enumerate S \\cup T when S:\n${show(this.left)}\nand T:\n${show(this.right)}\nare not both enumerable`;
  }
}

export class IntersectionSet extends Algebra {
  readonly operator = '\\cap';
  has(value: Value): boolean {
    return member(value, this.left) && member(value, this.right);
  }
  protected isFinite(): boolean {
    return isFiniteSet(this.left) || isFiniteSet(this.right);
  }
  protected list(): readonly Value[] {
    // As TLC: what has few elements on the right, `[{} -> Nat]` or `Nat \X {}`, may be no set that can be listed.
    const [outer, inner] = isFiniteSet(this.left)
      ? [this.left, this.right]
      : [this.right, this.left];
    return Array.from(enumerate(outer)).filter((value) => member(value, inner));
  }
  protected *parts(): Iterable<Value> {
    const [outer, inner] = isFiniteSet(this.left)
      ? [this.left, this.right]
      : [this.right, this.left];
    for (const value of walk(outer)) if (member(value, inner)) yield value;
  }
  protected refuse(): string {
    return `Attempted to enumerate S \\cap T when neither S:\n${show(this.left)}\nnor T:\n${show(this.right)}\nis enumerable`;
  }
}

export class DifferenceSet extends Algebra {
  readonly operator = '\\';
  has(value: Value): boolean {
    return member(value, this.left) && !member(value, this.right);
  }
  protected isFinite(): boolean {
    return isFiniteSet(this.left);
  }
  protected list(): readonly Value[] {
    return Array.from(enumerate(this.left)).filter((value) => !member(value, this.right));
  }
  protected *parts(): Iterable<Value> {
    for (const value of walk(this.left)) if (!member(value, this.right)) yield value;
  }
  protected refuse(): string {
    return `Attempted to enumerate S \\ T when S:\n${show(this.left)}\nis not enumerable.`;
  }
}

/** `UNION S` where an element of S is not listed. */
export class BigUnionSet extends Symbolic {
  readonly sets: readonly Value[];
  constructor(sets: readonly Value[]) {
    super();
    this.sets = sets;
  }
  has(value: Value): boolean {
    return this.sets.some((set) => member(value, set));
  }
  protected isFinite(): boolean {
    return this.sets.every((set) => isFiniteSet(asSet(set)));
  }
  protected list(): readonly Value[] {
    return makeSet(this.sets.flatMap((set) => elementsOf(set) as Value[])).items;
  }
  protected *parts(): Iterable<Value> {
    for (const set of this.sets) yield* walk(set);
  }
  describe(): string {
    return `UNION {${this.sets.map(show).join(', ')}}`;
  }
  protected refuse(): string {
    return `Attempted to enumerate UNION(s), but some element of s is nonenumerable.`;
  }
}
