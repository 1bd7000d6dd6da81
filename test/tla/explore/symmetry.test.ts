import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  groupOf,
  Images,
  type Permutation,
  symmetricSets,
} from '../../../harness/tla/explore/permutation.ts';
import { smallestImage } from '../../../harness/tla/explore/smallest-image.ts';
import { sortedImage } from '../../../harness/tla/explore/sorted-image.ts';
import { codeOf, useVocabulary, Vocabulary } from '../../../harness/tla/values/intern.ts';
import {
  makeFunction,
  makeRecord,
  makeSet,
  makeTuple,
  modelValue,
  str,
} from '../../../harness/tla/values/make.ts';
import type { ModelValue, Value } from '../../../harness/tla/values/value.ts';

useVocabulary(new Vocabulary());
const nodes = ['n1', 'n2', 'n3', 'n4'].map((name) => modelValue(name) as ModelValue);
const items = ['i1', 'i2'].map((name) => modelValue(name) as ModelValue);
const nobody = modelValue('nobody');

const swap = (a: ModelValue, b: ModelValue): Permutation =>
  new Map([
    [a, b],
    [b, a],
  ]);
const swaps = (of: readonly ModelValue[]): Permutation[] =>
  of.slice(1).map((each) => swap(of[0] as ModelValue, each));
const group = groupOf([...swaps(nodes), ...swaps(items)]);

const over = (domain: readonly Value[], images: readonly Value[]): Value =>
  makeFunction(
    makeSet([...domain]),
    makeSet([...domain]).items.map((item) => images[domain.indexOf(item)] as Value),
  );

const node = fc.constantFrom<Value[]>(...nodes);
const item = fc.constantFrom<Value[]>(...items, nobody);
const functions = (image: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  fc.tuple(image, image, image, image).map((images) => over(nodes, images));
const sets = (of: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  fc.array(of, { maxLength: 5 }).map(makeSet);
const records = fc
  .record({ from: node, item, seen: sets(node) })
  .map(({ from, item, seen }) =>
    makeRecord([str('from'), str('item'), str('seen')], [from, item, seen]),
  );
const values = fc.oneof(
  fc.oneof(node, item, fc.boolean(), fc.integer({ min: 0, max: 3 })),
  functions(functions(fc.boolean())),
  functions(item),
  functions(sets(item)),
  sets(records),
  sets(fc.tuple(node, node).map((pair) => makeTuple(pair))),
  sets(sets(node)),
  fc.array(node, { maxLength: 4 }).map((line) => makeTuple(line)),
);
const states = fc
  .array(values, { minLength: 3, maxLength: 3 })
  .map((state) => Int32Array.from(state, codeOf));
const imageOf = (state: Int32Array, each: Permutation): Int32Array => {
  const images = new Images(each);
  return state.map((code) => images.of(code));
};

describe('the sorted image', () => {
  const sorted = sortedImage([nodes, items], 3);

  it('is the same for all images of a state, and one of them', () => {
    expect(group).toHaveLength(47);
    fc.assert(
      fc.property(states, fc.constantFrom(...group), (state, each) => {
        const key = sorted(state).join();
        expect(sorted(imageOf(state, each)).join()).toBe(key);
        const orbit = [state, ...group.map((other) => imageOf(state, other))];
        expect(orbit.map((image) => image.join())).toContain(key);
      }),
      { numRuns: 150 },
    );
  });

  it('tells apart what the smallest of all images tells apart', () => {
    const smallest = smallestImage(group, 3, false);
    const ofValues = smallestImage(group, 3, true);
    fc.assert(
      fc.property(fc.array(states, { minLength: 8, maxLength: 8 }), (some) => {
        for (const one of some)
          for (const other of some) {
            const isSame = smallest(one).join() === smallest(other).join();
            expect(sorted(one).join() === sorted(other).join()).toBe(isSame);
            expect(ofValues(one).join() === ofValues(other).join()).toBe(isSame);
          }
      }),
      { numRuns: 30 },
    );
  });
});

describe('which permutations a set generates', () => {
  const [n1, n2, n3, n4] = nodes as [ModelValue, ModelValue, ModelValue, ModelValue];
  const turn: Permutation = new Map([
    [n1, n2],
    [n2, n3],
    [n3, n4],
    [n4, n1],
  ]);

  it('all of some sets, where transpositions connect their members', () => {
    expect(symmetricSets([...swaps(nodes), ...swaps(items)])).toEqual([nodes, items]);
    expect(symmetricSets([swap(n1, n2), swap(n3, n4), swap(n2, n3), turn])?.map(sizeOf)).toEqual([
      4,
    ]);
    expect(symmetricSets([swap(n1, n2)])?.map(sizeOf)).toEqual([2]);
    expect(symmetricSets([new Map([[n1, n1]])])).toEqual([]);
  });

  it('fewer, where they do not', () => {
    expect(symmetricSets([turn])).toBeUndefined();
    expect(symmetricSets([swap(n1, n2), turn])).toBeUndefined();
    expect(groupOf([turn])).toHaveLength(3);
    expect(groupOf([turn, turn, new Map([[n1, n1]])])).toHaveLength(3);
    expect(groupOf([swap(n1, n2), turn])).toHaveLength(23);
  });
});

function sizeOf(set: readonly ModelValue[]): number {
  return set.length;
}
