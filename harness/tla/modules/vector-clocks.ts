/** The community module VectorClocks: clocks are functions to integers, and a node that is not in a clock counts as 0. */
import { EvaluationError } from '../diagnostic.ts';
import { asFunction } from '../values/functions.ts';
import { argumentAt, imagesOf, type Value } from '../values/value.ts';
import { higherOrder, type NativeModule, type Operator, wrongArgument } from './native.ts';
import { sequenceItems, sequenceOf } from './sequences.ts';

type Clock = ReadonlyMap<Value, number>;

function clockOf(value: Value, operator: string): Clock {
  const f = asFunction(value);
  if (f === undefined)
    throw wrongArgument('second argument', operator, 'an operator that gives a clock', value);
  return new Map(
    imagesOf(f).map((ticks, i) => {
      if (typeof ticks !== 'number')
        throw wrongArgument('second argument', operator, 'a clock of integers', ticks);
      return [argumentAt(f, i), ticks];
    }),
  );
}

/** Is `a` at most `b` everywhere? */
function isBelow(a: Clock, b: Clock): boolean {
  for (const node of new Set([...a.keys(), ...b.keys()])) {
    if ((a.get(node) ?? 0) > (b.get(node) ?? 0)) return false;
  }
  return true;
}

function happenedBefore(a: Clock, b: Clock): boolean {
  return isBelow(a, b) && !isBelow(b, a);
}

/** No entry is at or before an earlier one. */
function isCausalOrder(log: Value, clock: Operator): boolean {
  const clocks = sequenceItems(log, 'IsCausalOrder').map((entry) =>
    clockOf(clock(entry), 'IsCausalOrder'),
  );
  return clocks.every((later, i) =>
    clocks.slice(0, i).every((earlier) => !isBelow(later, earlier)),
  );
}

/**
 * The log in a causal order: always the first entry, in the order of the log, before which nothing that is left has
 * happened. The published definition leaves the choice among causal orders open.
 */
function causalOrder(log: Value, clock: Operator): Value {
  let rest = sequenceItems(log, 'CausalOrder').map((entry) => ({
    entry,
    clock: clockOf(clock(entry), 'CausalOrder'),
  }));
  const ordered: Value[] = [];
  while (rest.length > 0) {
    const next = rest.find((one) => !rest.some((other) => happenedBefore(other.clock, one.clock)));
    if (next === undefined)
      throw new EvaluationError('CausalOrder: the clocks of the log have no order');
    ordered.push(next.entry);
    rest = rest.filter((one) => one !== next);
  }
  return sequenceOf(ordered);
}

export const vectorClocks: NativeModule = {
  name: 'VectorClocks',
  extends: ['Naturals', 'Sequences', 'Functions'],
  operators: {
    IsCausalOrder: higherOrder([0, 1], isCausalOrder),
    CausalOrder: higherOrder([0, 1, 1, 1], causalOrder),
  },
};
