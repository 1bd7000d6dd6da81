/** The community module FiniteSetsExt. */
import { EvaluationError } from '../diagnostic.ts';
import { intern } from '../values/intern.ts';
import { subsetsOfSize } from '../values/lazy-set.ts';
import { makeSet, sortedSet } from '../values/make.ts';
import { asSet, elementsOf } from '../values/membership.ts';
import { add, multiply } from '../values/numbers.ts';
import { show } from '../values/print.ts';
import { bigUnion, difference, union } from '../values/sets.ts';
import type { Value } from '../values/value.ts';
import { foldRight } from './folds.ts';
import {
  asBoolean,
  binary,
  higherOrder,
  type NativeModule,
  type Operator,
  unary,
  wrongArgument,
} from './native.ts';

function quantify(S: Value, test: Operator): number {
  let count = 0;
  for (const x of elementsOf(S)) if (asBoolean(test(x), 'Quantify')) count++;
  return count;
}

function kSubset(k: Value, S: Value): Value {
  if (typeof k !== 'number') throw wrongArgument('first argument', 'kSubset', 'an integer', k);
  if (k < 0) return makeSet([]);
  return sortedSet(Array.from(subsetsOfSize(elementsOf(S), k), intern));
}

/** The first or last of the sorted elements; all must be integers. */
function extremum(S: Value, operator: 'Min' | 'Max'): Value {
  const items = elementsOf(asSet(S));
  const first = items[0];
  const last = items[items.length - 1];
  if (typeof first === 'number' && typeof last === 'number')
    return operator === 'Min' ? first : last;
  throw wrongArgument('argument', operator, 'a set of integers that is not empty', S);
}

/** The sets that take one element from each of these sets. */
function choices(sets: Value): Value {
  const all = elementsOf(sets);
  let chosen: Value[][] = [[]];
  for (const set of all)
    chosen = chosen.flatMap((taken) => elementsOf(set).map((x) => [...taken, x]));
  return makeSet(chosen.map(makeSet));
}

function chooseUnique(S: Value, test: Operator): Value {
  const found = elementsOf(S).filter((x) => asBoolean(test(x), 'ChooseUnique'));
  if (found.length === 1) return found[0] as Value;
  throw new EvaluationError(
    `ChooseUnique: ${found.length} elements satisfy the predicate, and not one, in the set\n${show(S)}`,
  );
}

export const finiteSetsExt: NativeModule = {
  name: 'FiniteSetsExt',
  extends: ['Integers', 'FiniteSets', 'Folds', 'Functions'],
  operators: {
    FoldSet: higherOrder([2, 0, 0], (op: Operator, base: Value, S: Value) =>
      foldRight(op, elementsOf(S), base),
    ),
    SumSet: unary((S) => elementsOf(S).reduce((sum: number, x) => add(x, sum), 0)),
    ProductSet: unary((S) => elementsOf(S).reduce((product: number, x) => multiply(x, product), 1)),
    ReduceSet: higherOrder([2, 0, 0], (op: Operator, S: Value, base: Value) =>
      foldRight(op, elementsOf(S), base),
    ),
    MapThenSumSet: higherOrder([1, 0], (op: Operator, S: Value) =>
      elementsOf(S).reduce((sum: number, x) => add(op(x), sum), 0),
    ),
    FlattenSet: unary(bigUnion),
    SymDiff: binary((A, B) => union(difference(A, B), difference(B, A))),
    Quantify: higherOrder([0, 1], quantify),
    kSubset: binary(kSubset),
    Max: unary((S) => extremum(S, 'Max')),
    Min: unary((S) => extremum(S, 'Min')),
    Choices: unary(choices),
    ChooseUnique: higherOrder([0, 1], chooseUnique),
  },
};
