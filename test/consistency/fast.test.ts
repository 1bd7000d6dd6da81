import { describe, expect, it } from 'vitest';
import { Budget } from '../../harness/consistency/budget.ts';
import { judgeFast } from '../../harness/consistency/fast.ts';
import type { History } from '../../harness/consistency/history.ts';
import { priorityQueue } from '../../harness/consistency/objects/priority-queue.ts';
import { queue } from '../../harness/consistency/objects/queue.ts';
import { stack } from '../../harness/consistency/objects/stack.ts';
import { type AnyObject, startingFrom } from '../../harness/consistency/steps.ts';
import { compareOne, type Tally } from '../../scripts/consistency/compare.ts';
import { kinds } from '../../scripts/consistency/generate.ts';
import { isLinearization } from './obvious.ts';
import { info, ok } from './operations.ts';

/** `npm run fuzz:consistency` is the long run. */
const count = 900;

describe('every algorithm for a special kind of history agrees with the definition', () => {
  for (const kind of kinds) {
    it(`on histories of a ${kind.name}`, () => {
      const tally: Tally = { ok: 0, violation: 0, declined: 0 };
      for (let seed = 1; seed <= count; seed++)
        expect(compareOne(kind, seed, tally), `seed ${seed}`).toBeUndefined();
      expect(Math.min(tally.ok, tally.violation)).toBeGreaterThan(count / 10);
      expect(tally.declined).toBeLessThan(count / 2);
    });
  }
});

const judge = (history: History, object: AnyObject) =>
  judgeFast(history, object, new Budget({}, history.length));
const enqueue = (value: number) => ({ type: 'enqueue', value });
const dequeue = { type: 'dequeue' };

describe('judgeFast', () => {
  it('names the two values of a queue that overtake each other', () => {
    const history = [
      ok('a', [0, 1], enqueue(1), null),
      ok('a', [2, 3], enqueue(2), null),
      ok('b', [4, 5], dequeue, 2),
      ok('b', [6, 7], dequeue, 1),
    ];
    expect(judge(history, queue)).toEqual({ type: 'none', stuck: 2, core: [0, 1, 3, 2] });
  });

  it('lets a removal of unknown outcome take the value that is in the way, or leaves that to the search', () => {
    const history = [
      ok('a', [0, 1], enqueue(1), null),
      ok('a', [2, 3], enqueue(2), null),
      ok('b', [4, 5], dequeue, 2),
    ];
    expect(judge(history, queue)).toMatchObject({ type: 'none' });
    expect(judge([...history, info('c', 3, dequeue)], queue)).toBeUndefined();
    expect(judge([...history, info('c', 6, dequeue)], queue)).toMatchObject({ type: 'none' });
  });

  it('declines values that are inserted twice, and objects that hold something at first', () => {
    const twice = [ok('a', [0, 1], enqueue(1), null), ok('a', [2, 3], enqueue(1), null)];
    expect(judge(twice, queue)).toBeUndefined();
    expect(judge(twice.slice(1), startingFrom(queue, [7]))).toBeUndefined();
  });

  it('covers the time of an empty pop with values one after another, and names no others', () => {
    const push = (value: number) => ({ type: 'push', value });
    const history = [
      ok('a', [0, 1], push(1), null),
      ok('b', [2, 3], push(2), null),
      ok('a', [4, 5], { type: 'pop' }, 1),
      ok('b', [6, 7], { type: 'pop' }, 2),
      ok('c', [2, 6.5], { type: 'pop' }, null),
      ok('d', [20, 21], push(3), null),
    ];
    const finding = judge(history, stack);
    expect(finding).toMatchObject({ type: 'none' });
    expect(finding?.type === 'none' && finding.core).not.toContain(5);
  });

  // Three values held at a time, each removal long enough to be concurrent with the next insertion.
  const steady = (values: number, insert: (value: number) => unknown, remove: unknown): History =>
    Array.from({ length: values }, (_, at) => [
      ok('p', [4 * at, 4 * at + 2], insert(at + 1), null),
      ok(`c${at % 2}`, [4 * at + 8, 4 * at + 13], remove, at + 1),
    ]).flat();

  it('judges long histories of a queue and a priority queue, and shows their orders', () => {
    const long = steady(10_000, enqueue, dequeue);
    const found = judge(long, queue);
    expect(found?.type === 'order' && found.order.length).toBe(long.length);
    const insert = (priority: number) => ({ type: 'insert', priority });
    const sized = steady(1000, insert, { type: 'removeMin' });
    const order = judge(sized, priorityQueue);
    expect(order?.type === 'order' && isLinearization(sized, priorityQueue, order.order)).toBe(
      true,
    );
  });

  it('judges deep stacks without recursion', () => {
    const size = 20_000;
    const push = (value: number) => ({ type: 'push', value });
    const pushes = Array.from({ length: size }, (_, at) =>
      ok('p', [2 * at, 2 * at + 1], push(at + 1), null),
    );
    const pops = Array.from({ length: size }, (_, at) =>
      ok('q', [2 * (size + at), 2 * (size + at) + 1], { type: 'pop' }, size - at),
    );
    expect(judge([...pushes, ...pops], stack)).toMatchObject({ type: 'order' });
  });
});
