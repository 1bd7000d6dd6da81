/** Sorting a sequence by an operator of the specification, which may be no order at all. */
import type { Value } from '../values/value.ts';
import { type Operator, wrongArgument } from './native.ts';
import { sequenceItems, sequenceOf } from './sequences.ts';

/** `SortSeq(s, Op)`: by insertion, as TLC does it, so that an `Op` that is no strict order gives TLC's result too. */
export function sortSequence(s: Value, before: Operator): Value {
  const items = sequenceItems(s, 'SortSeq', 'first argument').slice();
  for (let i = 1; i < items.length; i++) {
    const item = items[i] as Value;
    let j = i;
    while (j > 0 && isBefore(before, item, items[j - 1] as Value)) {
      items[j] = items[j - 1] as Value;
      j--;
    }
    items[j] = item;
  }
  return sequenceOf(items);
}

function isBefore(before: Operator, a: Value, b: Value): boolean {
  const answer = before(a, b);
  if (typeof answer === 'boolean') return answer;
  throw wrongArgument('second argument', 'SortSeq', 'a boolean-valued operator', answer);
}
