/** The smallest of all images of a state under a group of permutations, by trying each of them. */
import { valueOfCode } from '../values/intern.ts';
import { compare } from '../values/order.ts';
import { Images, type Permutation } from './permutation.ts';

/**
 * The array is overwritten by the next call. `ofValues`: in the order of values, as TLC; else in that of codes, which is
 * quicker.
 */
export function smallestImage(
  group: readonly Permutation[],
  width: number,
  ofValues: boolean,
): (codes: Int32Array) => Int32Array {
  const images = group.map((each) => new Images(each));
  const rank = ofValues
    ? (a: number, b: number): number => compare(valueOfCode(a), valueOfCode(b))
    : (a: number, b: number): number => a - b;
  let best = new Int32Array(width);
  let image = new Int32Array(width);
  return (codes) => {
    best.set(codes);
    for (const each of images) {
      let order = 0;
      for (let j = 0; j < width; j++) {
        image[j] = each.of(codes[j] as number);
        if (order === 0) order = rank(image[j] as number, best[j] as number);
        if (order > 0) break;
      }
      if (order < 0) [best, image] = [image, best];
    }
    return best;
  };
}
