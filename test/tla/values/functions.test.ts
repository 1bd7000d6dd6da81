import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equal } from '../../../harness/tla/values/equality.ts';
import {
  applyFunction,
  domainOf,
  except,
  exceptField,
  fieldOf,
  functionOfMany,
  makeFunctionFrom,
  recursiveFunction,
} from '../../../harness/tla/values/functions.ts';
import { nat } from '../../../harness/tla/values/infinite-set.ts';
import { intern } from '../../../harness/tla/values/intern.ts';
import {
  emptySet,
  makeFunction,
  makeRecord,
  makeSet,
  makeTuple,
  str,
} from '../../../harness/tla/values/make.ts';
import { add, interval, multiply, subtract } from '../../../harness/tla/values/numbers.ts';
import { show } from '../../../harness/tla/values/print.ts';
import { elementsOf, functionSet, member } from '../../../harness/tla/values/sets.ts';
import type { FunctionValue, Value } from '../../../harness/tla/values/value.ts';
import { build, keyOf, type Naive, twoLists } from './arbitrary.ts';

/** A function from the first list to the second, as pairs by the argument's key; later pairs win. */
function pairsOf(xs: readonly Naive[], ys: readonly Naive[]): Map<string, readonly [Naive, Naive]> {
  return new Map(
    ys.length === 0 ? [] : xs.map((x, i) => [keyOf(x), [x, ys[i % ys.length] as Naive]]),
  );
}

describe('functions agree with lists of pairs', () => {
  it('for application, DOMAIN and EXCEPT, at any size', () => {
    fc.assert(
      fc.property(twoLists(40), ([xs, ys]) => {
        const pairs = pairsOf(xs, ys);
        const f = build({ kind: 'function', pairs: [...pairs.values()] });
        expect(intern(domainOf(f))).toBe(
          intern(makeSet([...pairs.values()].map(([x]) => build(x)))),
        );
        for (const [x, y] of pairs.values()) {
          expect(intern(applyFunction(f, build(x)))).toBe(intern(build(y)));
          expect(member(f, functionSet(domainOf(f), makeSet(ys.map(build))))).toBe(true);
          const [other] = ys as [Naive];
          const updated = except(f, build(x), (old) => {
            expect(intern(old)).toBe(intern(build(y)));
            return build(other);
          });
          const expected = build({ kind: 'function', pairs: [...pairs.values(), [x, other]] });
          expect(intern(updated)).toBe(intern(expected));
        }
      }),
    );
  });

  it('when they are made from a rule over one or several sets', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(9)), fc.uniqueArray(fc.nat(9)), (xs, ys) => {
        const one = makeFunctionFrom(makeSet(xs), (x) => multiply(x, 10));
        for (const x of xs) expect(applyFunction(one, x)).toBe(x * 10);
        const two = functionOfMany([makeSet(xs), makeSet(ys)], (x, y) =>
          add(multiply(x as Value, 10), y as Value),
        );
        for (const x of xs)
          for (const y of ys) expect(applyFunction(two, makeTuple([x, y]))).toBe(x * 10 + y);
      }),
    );
  });
});

describe('a function', () => {
  it('of several arguments is computed with the first bound fastest, as in TLC', () => {
    const seen: string[] = [];
    functionOfMany([makeSet([3, 1]), makeSet([5, 4])], (...args) => {
      seen.push(args.join());
      return true;
    });
    expect(seen).toEqual(['1,4', '3,4', '1,5', '3,5']);
  });

  it('over an infinite set is evaluated where it is applied', () => {
    const square = makeFunctionFrom(nat, (x) => multiply(x, x));
    expect(applyFunction(square, 12)).toBe(144);
    expect(() => applyFunction(square, -1)).toThrow('which is not in its domain');
    expect(() => applyFunction(square, str('a'))).toThrow('is an element of Nat');
    const changed = except(square, 3, (old) => add(old, 1));
    expect([2, 3, 4].map((x) => applyFunction(changed, x))).toEqual([4, 10, 16]);
    expect(except(square, -1, () => 7)).toBe(square);
    expect(applyFunction(square, 3)).toBe(9);
  });

  it('that is recursive evaluates each argument once', () => {
    let calls = 0;
    const fibonacci = recursiveFunction(interval(0, 40), (self, x) => {
      calls++;
      return (x as number) < 2
        ? x
        : add(applyFunction(self, subtract(x, 1)), applyFunction(self, subtract(x, 2)));
    });
    expect(applyFunction(fibonacci, 40)).toBe(102334155);
    expect(calls).toBe(41);
    expect(equal(fibonacci, makeFunction(makeSet([1]), [1]))).toBe(false);
  });

  it('on an interval from 1 is a tuple, and any interval works', () => {
    expect(show(makeFunctionFrom(interval(1, 3), (x) => x))).toBe('<<1, 2, 3>>');
    expect(show(makeFunctionFrom(interval(0, 1), (x) => x))).toBe('(0 :> 0 @@ 1 :> 1)');
    expect(show(makeFunctionFrom(emptySet, (x) => x))).toBe('<<>>');
  });

  it('keeps its identity when EXCEPT changes nothing', () => {
    const f = makeTuple([1, 2]);
    expect(except(f, 1, () => 1)).toBe(f);
    expect(except(f, 7, () => 1)).toBe(f);
    const r = makeRecord([str('a')], [1]);
    expect(exceptField(r, str('b'), () => 1)).toBe(r);
    expect(exceptField(r, str('a'), () => 1)).toBe(r);
  });
});

describe('what cannot be applied is refused in the words of TLC', () => {
  const [a, b] = [str('a'), str('b')];
  const record = makeRecord([a], [1]);
  const f = makeFunction(makeSet([5, 7]), [5, 7]) as FunctionValue;
  const large = makeFunctionFrom(interval(10, 90), (x) => x);
  it.each([
    [() => applyFunction(1, 2), 'A non-function (an integer) was applied as a function.'],
    [() => applyFunction(a, 1), 'A non-function (a string) was applied as a function.'],
    [
      () => applyFunction(makeTuple([1, 2]), 3),
      'Attempted to apply tuple\n<<1, 2>>\nto integer 3 which is out of domain.',
    ],
    [() => applyFunction(makeTuple([1, 2]), 0), 'to integer 0 which is out of domain.'],
    [
      () => applyFunction(makeTuple([1, 2]), a),
      'Attempted to apply tuple to a non-integer argument.',
    ],
    [
      () => applyFunction(record, b),
      'Attempted to apply the record\n[a |-> 1]\nto nonexistent record field b.',
    ],
    [() => applyFunction(record, 1), 'Attempted to apply record to a non-string value 1.'],
    [
      () => applyFunction(f, 6),
      'In applying the function\n(5 :> 5 @@ 7 :> 7),\nthe first argument is:\n6\nwhich is not in its domain.',
    ],
    [() => applyFunction(f, a), 'Attempted to check equality of integer 5 with non-integer:\n"a"'],
    [
      () => applyFunction(f, makeTuple([9, 9, 9])),
      'Attempted to check equality of integer 5 with non-integer:\n<<9, 9, 9>>',
    ],
    [() => applyFunction(large, 91), 'the first argument is:\n91\nwhich is not in its domain.'],
    [
      () => fieldOf(record, b),
      'Attempted to select nonexistent field "b" from the record\n[a |-> 1]',
    ],
    [() => fieldOf(1, a), 'Attempted to select field "a" from a non-record value 1'],
    [() => domainOf(1), 'Attempted to apply the operator DOMAIN to a non-function\n(an integer)'],
    [
      () => domainOf(makeSet([1])),
      'Attempted to apply the operator DOMAIN to a non-function\n(a set)',
    ],
    [() => except(1, 1, (old) => old), 'Attempted to apply EXCEPT construct to the value 1.'],
    [
      () => except(makeTuple([1]), a, (old) => old),
      'Attempted to apply tuple to a non-integer argument "a".',
    ],
    [
      () => except(record, 1, (old) => old),
      'Attempted to apply record to a non-string argument 1.',
    ],
    [
      () => except(f, a, (old) => old),
      'Attempted to check equality of integer 5 with non-integer:\n"a"',
    ],
  ] as [() => unknown, string][])('%#', (compute, message) => {
    expect(compute).toThrow(message);
  });
});

describe('DOMAIN', () => {
  it('is an interval for tuples, the names for records', () => {
    expect(show(domainOf(makeTuple([7, 8])))).toBe('1..2');
    expect(show(domainOf(makeTuple([])))).toBe('{}');
    expect(elementsOf(domainOf(makeRecord([str('a'), str('b')], [1, 2])))).toEqual([
      str('a'),
      str('b'),
    ]);
  });
});
