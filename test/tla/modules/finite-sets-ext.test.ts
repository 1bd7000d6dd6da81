import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromPlain } from '../../../harness/tla/values/convert.ts';
import { show } from '../../../harness/tla/values/print.ts';
import { cardinality, elementsOf } from '../../../harness/tla/values/sets.ts';
import type { Value } from '../../../harness/tla/values/value.ts';
import { type Argument, call, even, minus, set } from './call.ts';

const v = fromPlain;

describe('FiniteSetsExt, Folds and Functions', () => {
  const sets = (operator: string, ...args: Argument[]) => call('FiniteSetsExt', operator, ...args);
  const functions = (operator: string, ...args: Argument[]) => call('Functions', operator, ...args);
  const f = v(
    new Map([
      [5, 1],
      [6, 1],
      [7, 2],
    ]),
  );

  it.each([
    ['FoldSet', () => sets('FoldSet', minus, 0, set(1, 2, 3)), '2'],
    ['ReduceSet', () => sets('ReduceSet', minus, set(1, 2, 3), 0), '2'],
    [
      'MapThenFoldSet',
      () =>
        call(
          'Folds',
          'MapThenFoldSet',
          minus,
          0,
          (x) => x,
          (S) => elementsOf(S)[0] as Value,
          set(1, 2, 3),
        ),
      '2',
    ],
    [
      'MapThenFoldSet, largest first',
      () =>
        call(
          'Folds',
          'MapThenFoldSet',
          minus,
          0,
          (x) => x,
          (S) => elementsOf(S).at(-1) as Value,
          set(1, 2, 4),
        ),
      '3',
    ],
    ['SumSet', () => sets('SumSet', set(1, 2, 3)), '6'],
    ['ProductSet', () => sets('ProductSet', set(2, 3, 4)), '24'],
    ['MapThenSumSet', () => sets('MapThenSumSet', (x) => (x as number) * 2, set(1, 2)), '6'],
    ['FlattenSet', () => sets('FlattenSet', set(set(1), set(2))), '{1, 2}'],
    ['SymDiff', () => sets('SymDiff', set(1, 2), set(2, 3)), '{1, 3}'],
    ['Quantify', () => sets('Quantify', set(1, 2, 4), even), '2'],
    ['kSubset', () => sets('kSubset', 2, set(1, 2, 3)), '{{1, 2}, {1, 3}, {2, 3}}'],
    ['Max', () => sets('Max', set(3, 9, 1)), '9'],
    ['Min', () => sets('Min', set(3, 9, 1)), '1'],
    ['Choices', () => sets('Choices', set(set(1, 2), set(2, 3))), '{{2}, {1, 2}, {1, 3}, {2, 3}}'],
    ['ChooseUnique', () => sets('ChooseUnique', set(1, 2, 3), even), '2'],
    ['Restrict', () => functions('Restrict', f, set(5, 7)), '(5 :> 1 @@ 7 :> 2)'],
    ['RestrictDomain', () => functions('RestrictDomain', f, even), '(6 :> 1)'],
    ['RestrictValues', () => functions('RestrictValues', f, even), '(7 :> 2)'],
    ['IsRestriction', () => functions('IsRestriction', v(new Map([[5, 1]])), f), 'TRUE'],
    [
      'IsRestriction of another',
      () => functions('IsRestriction', v(new Map([[5, 2]])), f),
      'FALSE',
    ],
    ['Range', () => functions('Range', f), '{1, 2}'],
    ['Pointwise', () => functions('Pointwise', f, f, minus), '(5 :> 0 @@ 6 :> 0 @@ 7 :> 0)'],
    ['Inverse', () => functions('Inverse', f, set(5, 6, 7), set(1, 2)), '<<5, 7>>'],
    ['AntiFunction', () => functions('AntiFunction', f), '<<5, 7>>'],
    ['IsInjective', () => functions('IsInjective', f), 'FALSE'],
    ['Injection', () => functions('Injection', set(1, 2), set(1, 2)), '{<<1, 2>>, <<2, 1>>}'],
    ['Surjection', () => functions('Surjection', set(1, 2), set(7)), '{<<7, 7>>}'],
    ['Bijection', () => functions('Bijection', set(1, 2), set(7, 8)), '{<<7, 8>>, <<8, 7>>}'],
    ['ExistsInjection', () => functions('ExistsInjection', set(1, 2), set(7)), 'FALSE'],
    ['ExistsSurjection', () => functions('ExistsSurjection', set(1, 2), set(7)), 'TRUE'],
    ['ExistsBijection', () => functions('ExistsBijection', set(1, 2), set(7)), 'FALSE'],
    ['FoldFunction', () => functions('FoldFunction', minus, 0, f), '2'],
    ['FoldFunctionOnSet', () => functions('FoldFunctionOnSet', minus, 0, f, set(6, 7)), '-1'],
    ['SumFunction', () => functions('SumFunction', f), '4'],
    ['SumFunctionOnSet', () => functions('SumFunctionOnSet', f, set(5, 7)), '3'],
  ] as [string, () => Value, string][])('%s', (_, compute, expected) => {
    expect(show(compute())).toBe(expected);
  });

  it('say that a morphism exists exactly if the set of them is not empty', () => {
    fc.assert(
      fc.property(fc.nat(3), fc.nat(3), (m, n) => {
        const [S, T] = [set(...Array(m).keys()), set(...Array(n).keys())];
        for (const kind of ['Injection', 'Surjection', 'Bijection']) {
          expect(functions(`Exists${kind}`, S, T)).toBe(cardinality(functions(kind, S, T)) > 0);
        }
      }),
    );
  });

  it.each([
    [() => sets('Max', set()), 'a set of integers that is not empty'],
    [() => sets('Min', set('a', 'b')), 'a set of integers that is not empty'],
    [() => sets('ChooseUnique', set(2, 4), even), '2 elements satisfy the predicate'],
    [() => sets('Quantify', set(1), () => 3), 'boolean-valued operator'],
    [() => functions('Restrict', f, set(9)), 'not in its domain'],
  ] as [() => Value, string][])('refuse what has no value: %#', (compute, message) => {
    expect(compute).toThrow(message);
  });
});
