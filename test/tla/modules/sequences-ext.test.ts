import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromPlain } from '../../../harness/tla/values/convert.ts';
import { intern } from '../../../harness/tla/values/intern.ts';
import { show } from '../../../harness/tla/values/print.ts';
import { subsetEq } from '../../../harness/tla/values/sets.ts';
import type { Value } from '../../../harness/tla/values/value.ts';
import { type Argument, call, even, minus, set } from './call.ts';

const v = fromPlain;
const lists = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 6 });

describe('SequencesExt', () => {
  const ext = (operator: string, ...args: Argument[]) => call('SequencesExt', operator, ...args);

  // Left: what is computed. Right: what its published definition gives.
  it.each([
    ['ToSet', () => ext('ToSet', v([2, 1, 2])), '{1, 2}'],
    ['ToBag', () => ext('ToBag', v([7, 8, 7])), '(7 :> 2 @@ 8 :> 1)'],
    ['SetToSeq', () => ext('SetToSeq', set(3, 1, 2)), '<<1, 2, 3>>'],
    ['SetToSeqs', () => ext('SetToSeqs', set(1, 2)), '{<<1, 2>>, <<2, 1>>}'],
    ['SetToSortSeq', () => ext('SetToSortSeq', set(1, 3, 2), (a, b) => a > b), '<<3, 2, 1>>'],
    [
      'SetToAllKPermutations',
      () => ext('SetToAllKPermutations', set(1, 2)),
      '{<<>>, <<1>>, <<2>>, <<1, 2>>, <<2, 1>>}',
    ],
    ['TupleOf', () => ext('TupleOf', set(1, 2), 2), '{<<1, 1>>, <<1, 2>>, <<2, 1>>, <<2, 2>>}'],
    ['SeqOf', () => ext('SeqOf', set(1), 2), '{<<>>, <<1>>, <<1, 1>>}'],
    ['BoundedSeq', () => ext('BoundedSeq', set(1, 2), 1), '{<<>>, <<1>>, <<2>>}'],
    ['Contains', () => ext('Contains', v([1, 2]), 2), 'TRUE'],
    ['IsSorted', () => ext('IsSorted', v([1, 2, 2]), (a, b) => a <= b), 'TRUE'],
    ['Reverse', () => ext('Reverse', v([1, 2, 3])), '<<3, 2, 1>>'],
    ['Remove', () => ext('Remove', v([1, 2, 1]), 1), '<<2>>'],
    ['ReplaceAll', () => ext('ReplaceAll', v([1, 2, 1]), 1, 7), '<<7, 2, 7>>'],
    ['SelectInSeq', () => ext('SelectInSeq', v([1, 2, 4]), even), '2'],
    ['SelectInSeq, not found', () => ext('SelectInSeq', v([1]), even), '0'],
    ['SelectInSubSeq', () => ext('SelectInSubSeq', v([2, 1, 4]), 2, 3, even), '2'],
    ['SelectLastInSeq', () => ext('SelectLastInSeq', v([2, 4, 1]), even), '2'],
    ['SelectLastInSubSeq', () => ext('SelectLastInSubSeq', v([2, 4, 1]), 1, 2, even), '2'],
    ['InsertAt', () => ext('InsertAt', v([1, 3]), 2, 2), '<<1, 2, 3>>'],
    ['InsertAt, at the end', () => ext('InsertAt', v([1, 3]), 3, 2), '<<1, 3, 2>>'],
    ['ReplaceAt', () => ext('ReplaceAt', v([1, 3]), 2, 9), '<<1, 9>>'],
    ['RemoveAt', () => ext('RemoveAt', v([1, 2, 3]), 2), '<<1, 3>>'],
    ['RemoveFirst', () => ext('RemoveFirst', v([1, 2, 1]), 1), '<<2, 1>>'],
    ['RemoveFirstMatch', () => ext('RemoveFirstMatch', v([1, 2, 4]), even), '<<1, 4>>'],
    ['Cons', () => ext('Cons', 1, v([2])), '<<1, 2>>'],
    ['Snoc', () => ext('Snoc', 1, v([2])), '<<2, 1>>'],
    ['Front', () => ext('Front', v([1, 2])), '<<1>>'],
    ['Front of nothing', () => ext('Front', v([])), '<<>>'],
    ['Last', () => ext('Last', v([1, 2])), '2'],
    ['IsPrefix', () => ext('IsPrefix', v([1]), v([1, 2])), 'TRUE'],
    ['IsPrefix of a shorter one', () => ext('IsPrefix', v([1, 2]), v([1])), 'FALSE'],
    ['IsStrictPrefix', () => ext('IsStrictPrefix', v([1]), v([1])), 'FALSE'],
    ['IsSuffix', () => ext('IsSuffix', v([2]), v([1, 2])), 'TRUE'],
    ['IsStrictSuffix', () => ext('IsStrictSuffix', v([1]), v([1, 2])), 'FALSE'],
    ['Prefixes', () => ext('Prefixes', v([1, 2])), '{<<>>, <<1>>, <<1, 2>>}'],
    [
      'CommonPrefixes',
      () =>
        ext(
          'CommonPrefixes',
          v(
            new Set([
              [1, 2],
              [1, 3],
            ]),
          ),
        ),
      '{<<>>, <<1>>}',
    ],
    [
      'LongestCommonPrefix',
      () =>
        ext(
          'LongestCommonPrefix',
          v(
            new Set([
              [1, 2, 4],
              [1, 2, 3],
            ]),
          ),
        ),
      '<<1, 2>>',
    ],
    ['Suffixes', () => ext('Suffixes', v([1, 2])), '{<<>>, <<2>>, <<1, 2>>}'],
    ['SeqMod', () => ext('SeqMod', 6, 3), '3'],
    ['FoldSeq', () => ext('FoldSeq', minus, 0, v([1, 2, 3])), '2'],
    ['FoldLeft', () => ext('FoldLeft', minus, 0, v([1, 2, 3])), '-6'],
    ['FoldRight', () => ext('FoldRight', minus, v([1, 2, 3]), 0), '2'],
    ['FoldLeftDomain', () => ext('FoldLeftDomain', minus, 0, v([9, 9])), '-3'],
    ['FoldRightDomain', () => ext('FoldRightDomain', minus, v([9, 9]), 0), '-1'],
    ['FlattenSeq', () => ext('FlattenSeq', v([[1], [], [2, 3]])), '<<1, 2, 3>>'],
    ['FlattenSeq of strings', () => ext('FlattenSeq', v(['a', 'b'])), '"ab"'],
    ['Zip', () => ext('Zip', v([1, 2, 3]), v([4, 5])), '<<<<1, 4>>, <<2, 5>>>>'],
    ['Interleave', () => ext('Interleave', v([1]), v([4])), '<<<<1>>, <<4>>>>'],
    [
      'SubSeqs',
      () => ext('SubSeqs', v([1, 2, 1])),
      '{<<>>, <<1>>, <<2>>, <<1, 2>>, <<2, 1>>, <<1, 2, 1>>}',
    ],
    ['AllSubSeqs', () => ext('AllSubSeqs', v([1, 2])), '{<<>>, <<1>>, <<2>>, <<1, 2>>}'],
    ['IndexFirstSubSeq', () => ext('IndexFirstSubSeq', v([2, 3]), v([1, 2, 3, 2, 3])), '2'],
    ['IndexFirstSubSeq of nothing', () => ext('IndexFirstSubSeq', v([]), v([1])), '1'],
    [
      'ReplaceSubSeqAt',
      () => ext('ReplaceSubSeqAt', 2, v([9, 9]), v([2]), v([1, 2, 3])),
      '<<1, 9, 9, 3>>',
    ],
    [
      'ReplaceFirstSubSeq',
      () => ext('ReplaceFirstSubSeq', v([9]), v([2, 2]), v([1, 2, 2, 2, 2])),
      '<<1, 9, 2, 2>>',
    ],
    [
      'ReplaceAllSubSeqs',
      () => ext('ReplaceAllSubSeqs', v([9]), v([2, 2]), v([1, 2, 2, 2, 2, 2])),
      '<<1, 9, 9, 2>>',
    ],
    [
      'ReplaceAllSubSeqs of nothing',
      () => ext('ReplaceAllSubSeqs', v([9]), v([]), v([1, 2])),
      '<<9, 1, 9, 2>>',
    ],
    [
      'ReplaceAllSubSeqs of the whole',
      () => ext('ReplaceAllSubSeqs', v([9]), v([]), v([])),
      '<<9>>',
    ],
  ] as [string, () => Value, string][])('%s', (_, compute, expected) => {
    expect(show(compute())).toBe(expected);
  });

  it('inserts what it removes again, and reverses twice to where it was', () => {
    fc.assert(
      fc.property(lists, fc.nat(5), (list, at) => {
        fc.pre(at < list.length);
        const s = v(list);
        const back = ext('InsertAt', ext('RemoveAt', s, at + 1), at + 1, list[at] as number);
        expect(intern(back)).toBe(s);
        expect(intern(ext('Reverse', ext('Reverse', s)))).toBe(s);
        expect(intern(ext('FlattenSeq', ext('Zip', s, s)))).toBe(v(list.flatMap((x) => [x, x])));
      }),
    );
  });

  it('has a subsequence exactly where it can find it', () => {
    fc.assert(
      fc.property(lists, lists, (part, whole) => {
        const found = subsetEq(set(part), ext('SubSeqs', v(whole)));
        if (found) {
          const at = ext('IndexFirstSubSeq', v(part), v(whole)) as number;
          expect(whole.slice(at - 1, at - 1 + part.length)).toEqual(part);
        } else
          expect(() => ext('IndexFirstSubSeq', v(part), v(whole))).toThrow('is not a subsequence');
        expect(subsetEq(ext('SubSeqs', v(whole)), ext('AllSubSeqs', v(whole)))).toBe(true);
      }),
    );
  });

  it.each([
    [() => ext('Last', v([])), 'out of domain'],
    [() => ext('RemoveAt', v([1]), 3), 'SubSeq'],
    [() => ext('Interleave', v([1]), v([])), 'not of the same length'],
    [() => ext('LongestCommonPrefix', set()), 'has no value'],
    [() => ext('Contains', v([1]), v('a')), 'integer 1 with non-integer'],
    [() => ext('Reverse', 1), 'The argument of Reverse should be a sequence'],
  ] as [() => Value, string][])('refuses what has no value: %#', (compute, message) => {
    expect(compute).toThrow(message);
  });
});
