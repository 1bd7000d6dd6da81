import { describe, expect, it } from 'vitest';
import { makeFunctionFrom } from '../../../harness/tla/values/functions.ts';
import { nat } from '../../../harness/tla/values/infinite-set.ts';
import { useVocabulary, Vocabulary } from '../../../harness/tla/values/intern.ts';
import {
  makeFunction,
  makeRecord,
  makeSet,
  makeTuple,
  modelValue,
  str,
} from '../../../harness/tla/values/make.ts';
import { interval } from '../../../harness/tla/values/numbers.ts';
import { show, showPretty } from '../../../harness/tla/values/print.ts';
import {
  filter,
  functionSet,
  powerset,
  product,
  recordSet,
  union,
} from '../../../harness/tla/values/sets.ts';
import type { Value } from '../../../harness/tla/values/value.ts';

useVocabulary(new Vocabulary());
const [a, b, c] = ['a', 'b', 'c'].map(str) as [
  ReturnType<typeof str>,
  ReturnType<typeof str>,
  ReturnType<typeof str>,
];
const m = modelValue('m');

describe('one line', () => {
  // The right-hand sides are what TLC 2.19 prints.
  it.each([
    [-5, '-5'],
    [true, 'TRUE'],
    [makeSet([3, -1, -7]), '{-7, -1, 3}'],
    [makeSet([]), '{}'],
    [makeTuple([]), '<<>>'],
    [makeTuple([1, str('x')]), '<<1, "x">>'],
    [makeRecord([b, a], [1, makeRecord([c], [str('x')])]), '[a |-> [c |-> "x"], b |-> 1]'],
    [makeFunction(makeSet([5, 7]), [1, 1]), '(5 :> 1 @@ 7 :> 1)'],
    [makeFunction(makeSet([m, b]), [1, 2]), '(m :> 1 @@ "b" :> 2)'],
    [makeTuple([makeFunction(makeSet([5]), [6])]), '<<(5 :> 6)>>'],
    [str('a"b\\c\nd\te'), '"a\\"b\\\\c\\nd\\te"'],
    [interval(1, 3), '1..3'],
    [powerset(makeSet([])), '{{}}'],
    [powerset(interval(1, 10)), 'SUBSET 1..10'],
    [functionSet(interval(1, 8), interval(1, 8)), '[1..8 -> 1..8]'],
    [recordSet([a], [nat]), '[a: Nat]'],
    [product([nat, nat]), '(Nat \\X Nat)'],
    [union(nat, makeSet([-1])), '({-1} \\cup Nat)'],
    [filter(nat, () => true), '{x \\in Nat : ...}'],
    [makeFunctionFrom(nat, (x) => x), '[x \\in Nat |-> ...]'],
    [makeFunction(makeSet([0, 1]), [0, 1]), '(0 :> 0 @@ 1 :> 1)'],
  ] as [Value, string][])('%#: %s', (value, text) => {
    expect(show(value)).toBe(text);
  });
});

describe('several lines', () => {
  it('break at 80 columns, one element a line, as in TLC', () => {
    const long = str('some long string');
    const records = [1, 2, 3].map((i) => makeRecord([a, b, c], [i, long, makeTuple([1, 2, 3])]));
    expect(showPretty(makeSet(records))).toBe(
      [
        '{ [a |-> 1, b |-> "some long string", c |-> <<1, 2, 3>>],',
        '  [a |-> 2, b |-> "some long string", c |-> <<1, 2, 3>>],',
        '  [a |-> 3, b |-> "some long string", c |-> <<1, 2, 3>>] }',
      ].join('\n'),
    );
    const numbers = Array.from({ length: 40 }, (_, i): Value => i + 1);
    expect(showPretty(makeTuple(numbers))).toBe(`<< ${Array.from(numbers).join(',\n   ')} >>`);
  });

  it('are not used for what fits', () => {
    expect(showPretty(makeTuple([1, 2]))).toBe('<<1, 2>>');
  });
});
