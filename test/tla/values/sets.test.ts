import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equal } from '../../../harness/tla/values/equality.ts';
import { int, nat, seqSet, strings } from '../../../harness/tla/values/infinite-set.ts';
import { intern, internedCount } from '../../../harness/tla/values/intern.ts';
import { makeRecord, makeSet, makeTuple, str } from '../../../harness/tla/values/make.ts';
import { contains, enumerate, listed } from '../../../harness/tla/values/membership.ts';
import { interval, negate } from '../../../harness/tla/values/numbers.ts';
import { compare } from '../../../harness/tla/values/order.ts';
import { show } from '../../../harness/tla/values/print.ts';
import {
  bigUnion,
  cardinality,
  difference,
  elementsOf,
  filter,
  functionSet,
  intersect,
  mapSet,
  member,
  powerset,
  product,
  recordSet,
  subsetEq,
  union,
} from '../../../harness/tla/values/sets.ts';
import { type LazySet, Tuple, type Value } from '../../../harness/tla/values/value.ts';
import { build, keyOf, listsOfOneType, type Naive, twoLists } from './arbitrary.ts';

function setOf(naives: readonly Naive[]): Value {
  return makeSet(naives.map(build));
}

function inOrder(S: Value): boolean {
  const items = elementsOf(S);
  return items.every((item, i) => i === 0 || compare(items[i - 1] as Value, item) < 0);
}

/** Same set as the naive one, and in order. */
function expectSet(S: Value, naives: readonly Naive[]): void {
  expect(inOrder(S)).toBe(true);
  expect(intern(S)).toBe(intern(setOf(naives)));
}

describe('set algebra agrees with lists of keys', () => {
  it('for union, intersection, difference, subset', () => {
    fc.assert(
      fc.property(twoLists(40), ([a, b]) => {
        const [S, T] = [setOf(a), setOf(b)];
        const [keysA, keysB] = [new Set(a.map(keyOf)), new Set(b.map(keyOf))];
        expectSet(union(S, T), [...a, ...b]);
        expectSet(
          intersect(S, T),
          a.filter((x) => keysB.has(keyOf(x))),
        );
        expectSet(
          difference(S, T),
          a.filter((x) => !keysB.has(keyOf(x))),
        );
        expect(subsetEq(S, T)).toBe([...keysA].every((key) => keysB.has(key)));
        expect(equal(S, T)).toBe(
          keysA.size === keysB.size && [...keysA].every((key) => keysB.has(key)),
        );
        expect(cardinality(S)).toBe(keysA.size);
        for (const x of b) expect(member(build(x), S)).toBe(keysA.has(keyOf(x)));
        expectSet(bigUnion(makeSet([S, T])), [...a, ...b]);
      }),
    );
  });

  it('when elements are added one by one, in any order', () => {
    fc.assert(
      fc.property(listsOfOneType(40), (naives) => {
        let S: Value = makeSet([]);
        for (const [i, naive] of naives.entries()) {
          const before = S;
          S = union(S, makeSet([build(naive)]));
          expectSet(S, naives.slice(0, i + 1));
          expect(S === before).toBe(member(build(naive), before));
        }
      }),
    );
  });

  it('for filters and maps', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 })), (numbers) => {
        const S = makeSet(numbers);
        expect(elementsOf(filter(S, (x) => (x as number) > 0))).toEqual(
          [...new Set(numbers.filter((x) => x > 0))].sort((a, b) => a - b),
        );
        expect(elementsOf(mapSet(S, negate))).toEqual(
          [...new Set(numbers.map((x) => 0 - x))].sort((a, b) => a - b),
        );
      }),
    );
  });
});

describe('a described set', () => {
  const small = fc.uniqueArray(fc.integer({ min: -2, max: 5 }), { maxLength: 4 });
  /** Membership, size and order agree with the enumerated form, and enumeration is sorted and free of repetitions. */
  function expectSound(S: LazySet, strangers: readonly Value[]): void {
    const items = [...S.elements()].map(intern);
    expect(items.length).toBe(S.size());
    expect(items.every((item, i) => i === 0 || compare(items[i - 1] as Value, item) < 0)).toBe(
      true,
    );
    for (const item of items) expect(S.has(item)).toBe(true);
    const set = makeSet(items);
    for (const stranger of strangers) expect(S.has(stranger)).toBe(contains(set, stranger));
    expect(equal(S, set)).toBe(true);
  }

  it('SUBSET S has each subset once, by size and then in order', () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        expectSound(powerset(makeSet(a)), [makeSet(b), interval(1, 2)]);
      }),
    );
  });

  it('[S -> T] has each function once, the last argument fastest', () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        fc.pre(b.length ** a.length <= 256);
        const S = functionSet(makeSet(a), makeSet(b));
        expectSound(S, [makeTuple([1, 2]), makeTuple([]), makeRecord([], [])]);
      }),
    );
    expect(show(functionSet(interval(1, 2), interval(1, 2)))).toBe(
      '{<<1, 1>>, <<1, 2>>, <<2, 1>>, <<2, 2>>}',
    );
  });

  it('records and tuples of sets have each combination once', () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        expectSound(recordSet([str('y'), str('x')], [makeSet(a), makeSet(b)]), [
          makeRecord([str('x'), str('y')], [1, 2]),
          makeRecord([str('x')], [1]),
        ]);
        expectSound(product([makeSet(a), makeSet(b)]), [
          makeTuple([1, 2]),
          makeTuple([1]),
          makeTuple([1, 2, 3]),
        ]);
      }),
    );
  });

  it('enumerates SUBSET as TLC does', () => {
    expect(show(powerset(interval(1, 3)))).toBe(
      '{{}, {1}, {2}, {3}, {1, 2}, {1, 3}, {2, 3}, {1, 2, 3}}',
    );
  });

  it('is asked without being enumerated', () => {
    const large = powerset(interval(1, 50));
    expect(member(makeSet([3, 50]), large)).toBe(true);
    expect(member(makeSet([3, 51]), large)).toBe(false);
    const functions = functionSet(interval(1, 30), powerset(interval(1, 30)));
    expect(member(makeTuple(Array.from({ length: 30 }, () => makeSet([7]))), functions)).toBe(true);
    expect(cardinality(large)).toBe(2 ** 50);
    expect(() => cardinality(powerset(interval(1, 60)))).toThrow('Overflow');
    expect(() => elementsOf(large)).toThrow('more than the limit');
    const [first] = enumerate(large);
    expect(show(first as Value)).toBe('{}');
  });

  it('adds nothing to the intern table when it is asked', () => {
    const S = product([nat, nat]);
    const before = internedCount();
    expect(member(new Tuple([17_171, 71_717]), S)).toBe(true);
    expect(member(new Tuple([17_171, 71_717]), makeSet([1, 2].map((i) => makeTuple([i]))))).toBe(
      false,
    );
    expect(internedCount()).toBeLessThanOrEqual(before + 2);
  });
});

function cardinalityIsInfinite(S: LazySet): boolean {
  return S.size() === Number.POSITIVE_INFINITY;
}

describe('infinite sets', () => {
  it('decide membership by kind', () => {
    expect(member(3, nat)).toBe(true);
    expect(member(-1, nat)).toBe(false);
    expect(member(-1, int)).toBe(true);
    expect(member(str('x'), strings)).toBe(true);
    expect(member(makeTuple([1, 2]), seqSet(nat))).toBe(true);
    expect(member(makeTuple([1, -2]), seqSet(nat))).toBe(false);
    expect(member(makeSet([1]), powerset(nat))).toBe(true);
    expect(member(makeTuple([1, 5]), functionSet(interval(1, 2), nat))).toBe(true);
  });

  it('combine with others symbolically', () => {
    const positive = difference(nat, makeSet([0]));
    expect(member(0, positive)).toBe(false);
    expect(member(7, positive)).toBe(true);
    expect(member(-1, union(nat, makeSet([-1])))).toBe(true);
    expect(show(intersect(nat, makeSet([-1, 2])))).toBe('{2}');
    expect(show(intersect(makeSet([-1, 2]), nat))).toBe('{2}');
    const large = filter(nat, (x) => (x as number) > 3);
    expect(member(4, large)).toBe(true);
    expect(member(3, large)).toBe(false);
    expect(show(intersect(large, interval(1, 5)))).toBe('{4, 5}');
    const [S, T] = [powerset(interval(1, 3)), powerset(interval(2, 4))];
    expect(show(intersect(S, T))).toBe('{{}, {2}, {3}, {2, 3}}');
    expect(show(difference(powerset(interval(1, 2)), powerset(interval(2, 3))))).toBe(
      '{{1}, {1, 2}}',
    );
    expect(show(union(powerset(interval(1, 1)), powerset(interval(2, 2))))).toBe('{{}, {1}, {2}}');
    expect(elementsOf(intersect(powerset(nat), powerset(interval(1, 2))))).toHaveLength(4);
  });

  it('equal themselves and are never enumerated', () => {
    expect(equal(nat, nat)).toBe(true);
    expect(equal(nat, int)).toBe(false);
    expect(equal(powerset(nat), powerset(nat))).toBe(true);
    expect(equal(intern(powerset(int)), intern(powerset(int)))).toBe(true);
    expect(cardinalityIsInfinite(functionSet(nat, interval(1, 1)))).toBe(true);
    expect(cardinalityIsInfinite(functionSet(interval(1, 2), nat))).toBe(true);
    expect(equal(seqSet(makeSet([1])), seqSet(interval(1, 1)))).toBe(true);
    expect(() => equal(nat, makeSet([1]))).toThrow('Attempted to check equality of the set');
    expect(() => elementsOf(nat)).toThrow('infinite set\nNat');
    expect(() => elementsOf(union(nat, makeSet([-1])))).toThrow('Nat');
    expect(() => cardinality(nat)).toThrow('Attempted to compute cardinality of the value\nNat');
  });
});

describe('what is not a set, or not comparable, is refused in the words of TLC', () => {
  const a = str('a');
  it.each([
    [() => member(1, 1), 'Attempted to check if the value:\n1\nis an element of the integer 1'],
    [() => member(1, a), 'is an element of the string "a"'],
    [() => member(1, makeTuple([1])), 'Attempted to check set membership in a tuple value'],
    [
      () => member(a, makeSet([1])),
      'Attempted to check equality of integer 1 with non-integer:\n"a"',
    ],
    [
      () => member(1, makeSet([a])),
      'Attempted to check equality of string "a" with non-string:\n1',
    ],
    [
      () => member(makeSet([]), makeSet([1])),
      'Attempted to check equality of integer 1 with non-integer:\n{}',
    ],
    [
      () => member(a, interval(1, 3)),
      'Attempted to check if the value:\n"a"\nis in the integer interval 1..3',
    ],
    [() => member(a, nat), 'Attempted to check if the value:\n"a"\nis an element of Nat.'],
    [
      () => member(1, powerset(nat)),
      'Attempted to check if the non-enumerable value\n1\nis element of\nSUBSET Nat',
    ],
    [() => member(1, functionSet(interval(1, 2), nat)), 'which is not a TLC function value'],
    [
      () => member(1, recordSet([a], [nat])),
      'Attempted to check if non-record\n1\nis in the set of records:\n[a: Nat]',
    ],
    [
      () => member(1, product([nat, nat])),
      'Attempted to check if non-tuple\n1\nis in the set of tuples:\n(Nat \\X Nat)',
    ],
    [() => makeSet([1, a]), 'Attempted to compare'],
    [() => union(makeSet([1]), makeSet([a])), 'Attempted to compare'],
    [() => union(makeSet([1]), a), 'are not both enumerable'],
    [
      () => difference(1, makeSet([1])),
      'Attempted to enumerate S \\ T when S:\n1\nis not enumerable.',
    ],
    [
      () => difference(makeSet([1]), 1),
      'Attempted to check if the value:\n1\nis an element of the integer 1',
    ],
    [() => intersect(makeSet([1]), 1), 'is an element of the integer 1'],
    [() => bigUnion(makeSet([1])), 'some element of s is nonenumerable'],
    [() => subsetEq(1, makeSet([1])), 'S was not enumerable'],
    [() => cardinality(1), 'Attempted to compute cardinality of the value\n1'],
    [() => listed(1), 'Attempted to enumerate the integer 1'],
  ] as [() => unknown, string][])('%#', (attempt, message) => {
    expect(attempt).toThrow(message);
  });
});
