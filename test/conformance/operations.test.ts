import { describe, expect, it } from 'vitest';
import { toHistory } from '../../harness/conformance/operations.ts';
import { validateHistory } from '../../harness/consistency/validate.ts';
import type { RecordedOperation } from '../../harness/simulation/world.ts';

const recorded: readonly RecordedOperation[] = [
  { process: 'c1', operation: 'a', invoke: 0, return: 0, outcome: { type: 'ok', output: 1 } },
  { process: 'c1', operation: 'b', invoke: 1, outcome: { type: 'info', reason: 'crash' } },
  { process: 'c2', operation: 'c', invoke: 2, return: 5, outcome: { type: 'fail', reason: 'no' } },
  { process: 'c1', operation: 'd', invoke: 3, outcome: { type: 'info', reason: 'crash' } },
  { process: 'c1', operation: 'e', invoke: 6 },
];

describe('a recorded history', () => {
  const history = toHistory(recorded);

  it('is well formed for every checker', () => {
    expect(validateHistory(history)).toEqual([]);
  });

  it('lets an operation that returns in its own event last for a moment', () => {
    expect(history[0]).toMatchObject({ invoke: 0, return: 1, outcome: 'ok', output: 1 });
  });

  it('keeps what is unknown open for ever, and goes on under another name', () => {
    expect(history.map(({ process }) => process)).toEqual(['c1', 'c1', 'c2', "c1'", "c1''"]);
    expect(history[1]).toMatchObject({ outcome: 'info', return: Number.POSITIVE_INFINITY });
    expect(history[4]).toMatchObject({ outcome: 'info', return: Number.POSITIVE_INFINITY });
  });

  it('keeps the order between an answer and a later call', () => {
    const [first, second] = history as readonly [(typeof history)[0], (typeof history)[0]];
    expect(first.return).toBeLessThan(second.invoke);
  });

  it('leaves nothing out', () => {
    expect(history.map(({ input }) => input)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});
