/** The module Randomization. Chance comes from the run's seed, so that a run can be repeated. */
import { EvaluationError } from '../diagnostic.ts';
import { makeSet, makeTuple, sortedSet } from '../values/make.ts';
import { elementsOf } from '../values/membership.ts';
import type { Value } from '../values/value.ts';
import { host } from './host.ts';
import { binary, type NativeModule, ternary, wrongArgument } from './native.ts';

function count(k: Value, operator: string, which = 'first argument'): number {
  if (typeof k === 'number' && k >= 0) return k;
  throw wrongArgument(which, operator, 'a nonnegative integer', k);
}

/** A set of k elements of S, each such set equally likely: selection sampling, which keeps the order. */
function randomSubset(k: Value, S: Value): Value {
  let wanted = count(k, 'RandomSubset');
  const items = elementsOf(S);
  if (wanted > items.length) {
    throw new EvaluationError(
      `RandomSubset: a set of ${items.length} elements has no subset of ${wanted}`,
    );
  }
  const chosen = items.filter((_, i) => {
    const take = host().random() * (items.length - i) < wanted;
    if (take) wanted--;
    return take;
  });
  return sortedSet(chosen);
}

/** At most k subsets of S, each with n elements on average: each element is taken with probability n / |S|. */
function randomSets(k: Value, n: Value, S: Value, operator: string): Value[] {
  const items = elementsOf(S);
  const average = count(n, operator, 'second argument');
  if (average > items.length)
    throw wrongArgument('second argument', operator, `at most ${items.length}`, n);
  const probability = items.length === 0 ? 0 : average / items.length;
  return Array.from({ length: count(k, operator) }, () =>
    sortedSet(items.filter(() => host().random() < probability)),
  );
}

function testRandomSets(k: Value, n: Value, S: Value): Value {
  const sizes = Array.from(
    { length: 5 },
    () => makeSet(randomSets(k, n, S, 'TestRandomSetOfSubsets')).items.length,
  );
  return makeTuple(sizes);
}

export const randomization: NativeModule = {
  name: 'Randomization',
  extends: [],
  operators: {
    RandomSubset: binary(randomSubset),
    RandomSetOfSubsets: ternary((k, n, S) => makeSet(randomSets(k, n, S, 'RandomSetOfSubsets'))),
    TestRandomSetOfSubsets: ternary(testRandomSets),
  },
};
