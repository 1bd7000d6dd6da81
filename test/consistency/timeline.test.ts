import { describe, expect, it } from 'vitest';
import { timeline } from '../../harness/consistency/timeline.ts';
import { info, ok, read } from './operations.ts';

describe('timeline', () => {
  it('needs as many slots as operations are open at once, however long the history', () => {
    const pairs = Array.from({ length: 50 }, (_, i) => [
      ok('a', [10 * i, 10 * i + 4], read, 0),
      ok('b', [10 * i + 2, 10 * i + 6], read, 0),
      info(`c${i}`, 10 * i + 7, read),
    ]);
    expect(timeline(pairs.flat()).width).toBe(2);
  });

  it('calls what is invoked in the position of a return concurrent with it', () => {
    const { calledBefore, stops } = timeline([
      ok('a', [0, 4], read, 0),
      ok('b', [4, 5], read, 0),
      ok('c', [5, 6], read, 0),
    ]);
    expect([...stops]).toEqual([0, 1, 2]);
    expect([...calledBefore]).toEqual([2, 3, 3]);
  });

  it('orders returns also where operations return the other way round, ties by invocation', () => {
    const nested = Array.from({ length: 60 }, (_, i) => ok(`c${i}`, [i, 200 - (i >> 1)], read, 0));
    const { stops } = timeline(nested);
    const expected = nested.map((_, i) => i).sort((a, b) => (b >> 1) - (a >> 1) || a - b);
    expect([...stops]).toEqual(expected);
  });
});
