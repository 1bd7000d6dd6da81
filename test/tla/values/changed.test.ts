import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { append } from '../../../harness/tla/modules/sequences.ts';
import { except } from '../../../harness/tla/values/functions.ts';
import { intern } from '../../../harness/tla/values/intern.ts';
import { makeFunction, makeSet, makeTuple, str } from '../../../harness/tla/values/make.ts';
import { difference, union } from '../../../harness/tla/values/sets.ts';
import {
  type FunctionValue,
  imagesOf,
  type SetValue,
  type Tuple,
  type Value,
} from '../../../harness/tla/values/value.ts';

/** Also what does not fit into 32 bits, and values with an identity of their own. */
const elements: readonly Value[] = [0, 1, -1, 2, 7, 2 ** 31, 2 ** 40, -(2 ** 33)];
const domains: readonly SetValue[] = [
  makeSet([1, 2, 3]),
  makeSet([0, 1, 5]),
  makeSet([str('a'), str('b'), str('c')]),
];
const steps = fc.array(fc.tuple(fc.nat(7), fc.nat(7), fc.boolean()), { maxLength: 40 });

/** What was made from another value is what it would be if it had been made anew. */
function expectSame(made: Value, fresh: Value): void {
  expect(intern(made)).toBe(intern(fresh));
}

describe('a value that is made from another is the same as one that is made anew', () => {
  it('sets, one element more or less', () => {
    const property = fc.property(steps, fc.boolean(), (list, interns) => {
      let set: Value = makeSet([]);
      const plain = new Set<Value>();
      for (const [i, , adds] of list) {
        const x = elements[i] as Value;
        set = adds ? union(set, makeSet([x])) : difference(set, makeSet([x]));
        if (interns) set = intern(set);
        if (adds) plain.add(x);
        else plain.delete(x);
        expectSame(set, makeSet([...plain]));
      }
    });
    fc.assert(property, { seed: 41, numRuns: 200 });
  });

  it('functions, tuples and records, one image changed', () => {
    const property = fc.property(steps, fc.nat(2), (list, which) => {
      const domain = domains[which] as SetValue;
      const images: Value[] = [0, 0, 0];
      let f: Value = makeFunction(domain, images);
      for (const [i, j, interns] of list) {
        images[j % 3] = elements[i] as Value;
        f = except(f, domain.items[j % 3] as Value, () => elements[i] as Value);
        if (interns) f = intern(f);
        expect(imagesOf(f as FunctionValue)).toEqual(images);
        expectSame(f, makeFunction(domain, images));
      }
    });
    fc.assert(property, { seed: 42, numRuns: 200 });
  });

  it('sequences, one element longer', () => {
    const property = fc.property(steps, (list) => {
      let sequence: Value = makeTuple([]);
      const plain: Value[] = [];
      for (const [i, , interns] of list) {
        plain.push(elements[i] as Value);
        sequence = append(sequence, elements[i] as Value);
        if (interns) sequence = intern(sequence);
        expect((sequence as Tuple).items).toEqual(plain);
        expectSame(sequence, makeTuple([...plain]));
      }
    });
    fc.assert(property, { seed: 43, numRuns: 200 });
  });
});
