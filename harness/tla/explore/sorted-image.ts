/**
 * One and the same of all images of a state under all permutations of some sets of model values, without trying them all.
 * The members of each set are sorted by what the state says of them (signature.ts): of a state and of its image the sorted
 * lists correspond, so only permutations that put the members into that order need be tried. Where several members have the
 * same signature, those that can be exchanged without changing the state count as one; of the orders of the others each is
 * tried, and the smallest image is taken.
 */
import type { ModelValue } from '../values/value.ts';
import { Images, type Permutation } from './permutation.ts';
import { add, Signatures } from './signature.ts';

/** The array is overwritten by the next call. */
export function sortedImage(
  sets: readonly (readonly ModelValue[])[],
  width: number,
): (codes: Int32Array) => Int32Array {
  const search = new SortedImage(sets, width);
  return (codes) => search.of(codes);
}

class SortedImage {
  private readonly members: readonly ModelValue[];
  /** For each set, the numbers of its members. */
  private readonly sets: readonly (readonly number[])[];
  private readonly signatures: Signatures;
  private readonly sums: Int32Array;
  private readonly permutations = new Map<string, Images>();
  private readonly exchanges = new Map<number, Images>();
  private best: Int32Array;
  private image: Int32Array;

  constructor(sets: readonly (readonly ModelValue[])[], width: number) {
    this.members = sets.flat();
    let count = 0;
    this.sets = sets.map((set) => set.map(() => count++));
    this.signatures = new Signatures(sets);
    this.sums = new Int32Array(count);
    this.best = new Int32Array(width);
    this.image = new Int32Array(width);
  }

  of(codes: Int32Array): Int32Array {
    this.sums.fill(0);
    for (let i = 0; i < codes.length; i++)
      add(this.sums, this.signatures.of(codes[i] as number), i);
    let isFirst = true;
    for (const order of products(this.sets.map((set) => this.ordersOf(set, codes)))) {
      this.take(codes, order, isFirst);
      isFirst = false;
    }
    return this.best;
  }

  /** The orders of a set that must be tried. */
  private ordersOf(set: readonly number[], codes: Int32Array): readonly (readonly number[])[] {
    const { sums } = this;
    const sorted = [...set].sort((a, b) => (sums[a] as number) - (sums[b] as number) || a - b);
    const runs: number[][][] = [];
    for (let from = 0; from < sorted.length; ) {
      let to = from + 1;
      while (to < sorted.length && sums[sorted[to] as number] === sums[sorted[from] as number])
        to++;
      runs.push(arrangements(this.kinds(sorted.slice(from, to), codes)));
      from = to;
    }
    return products(runs);
  }

  /** Parted into those that can be exchanged for each other. */
  private kinds(items: readonly number[], codes: Int32Array): readonly (readonly number[])[] {
    const kinds: number[][] = [];
    for (const item of items) {
      const kind = kinds.find(([first]) => this.canExchange(first as number, item, codes));
      if (kind === undefined) kinds.push([item]);
      else kind.push(item);
    }
    return kinds;
  }

  private canExchange(a: number, b: number, codes: Int32Array): boolean {
    const key = a * this.members.length + b;
    let exchange = this.exchanges.get(key);
    if (exchange === undefined) {
      const [one, other] = [this.members[a] as ModelValue, this.members[b] as ModelValue];
      exchange = new Images(
        new Map([
          [one, other],
          [other, one],
        ]),
      );
      this.exchanges.set(key, exchange);
    }
    for (let i = 0; i < codes.length; i++)
      if (exchange.of(codes[i] as number) !== codes[i]) return false;
    return true;
  }

  /** Compares the image in which `order` becomes the order of the members with the best one so far. */
  private take(codes: Int32Array, order: readonly number[], isFirst: boolean): void {
    const { best, image } = this;
    const permutation = this.permutationTo(order);
    let comparison = isFirst ? -1 : 0;
    for (let i = 0; i < codes.length; i++) {
      image[i] = permutation.of(codes[i] as number);
      if (comparison === 0) comparison = (image[i] as number) - (best[i] as number);
      if (comparison > 0) return;
    }
    if (comparison < 0) [this.best, this.image] = [image, best];
  }

  private permutationTo(order: readonly number[]): Images {
    const key = order.join();
    let images = this.permutations.get(key);
    if (images === undefined) {
      const { members } = this;
      const map: Permutation = new Map(
        order.map((item, i) => [members[item] as ModelValue, members[i] as ModelValue]),
      );
      images = new Images(map);
      this.permutations.set(key, images);
    }
    return images;
  }
}

/** Each way to write one member of each kind after another, where which one it is of a kind makes no difference. */
function arrangements(kinds: readonly (readonly number[])[]): number[][] {
  if (kinds.length === 1) return [[...(kinds[0] as readonly number[])]];
  const size = kinds.reduce((sum, kind) => sum + kind.length, 0);
  if (size === 0) return [[]];
  return kinds.flatMap((kind, i) => {
    const [first, ...rest] = kind;
    if (first === undefined) return [];
    return arrangements(kinds.with(i, rest)).map((order) => [first, ...order]);
  });
}

/** Each way to take one list of each and join them. */
function products(lists: readonly (readonly (readonly number[])[])[]): number[][] {
  let result: number[][] = [[]];
  for (const list of lists)
    result = result.flatMap((before) => list.map((next) => [...before, ...next]));
  return result;
}
