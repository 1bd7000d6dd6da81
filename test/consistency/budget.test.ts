import { describe, expect, it } from 'vitest';
import type { History, SequentialObject } from '../../harness/consistency/history.ts';
import { checkLinearizable } from '../../harness/consistency/linearizability.ts';
import { kv } from '../../harness/consistency/objects/kv.ts';
import { queue } from '../../harness/consistency/objects/queue.ts';
import { get, ok, put, read } from './operations.ts';

// Twelve concurrent enqueues, then a dequeue of a value that was never there: all orders must be tried.
const hard: History = [
  ...Array.from({ length: 12 }, (_, i) =>
    ok(`p${i}`, [i, 50 + i], { type: 'enqueue', value: i }, null),
  ),
  ok('reader', [100, 101], { type: 'dequeue' }, 99),
];

/** Without the promise that it is a collection: else a quick algorithm answers, and nothing is searched. */
const { collection: _, ...searched } = queue;

describe('a budget', () => {
  it('of steps that runs out gives unknown, never ok and never a violation', () => {
    const verdict = checkLinearizable(hard, searched, { stepsMax: 1000 });
    expect(verdict).toMatchObject({ verdict: 'unknown', steps: 1000 });
    expect(verdict.verdict === 'unknown' && verdict.reason).toContain('1000 steps');
  });

  it('of time is asked of the clock that was given', () => {
    let now = 0;
    const clock = () => now++;
    const verdict = checkLinearizable(hard, searched, { millisMax: 5, clock });
    expect(verdict).toMatchObject({ verdict: 'unknown' });
    expect(verdict.steps).toBeLessThan(1000);
  });

  it('that suffices changes nothing', () => {
    const easy = [ok('a', [0, 1], put('x', 1), null), ok('b', [2, 3], get('x'), 1)];
    expect(checkLinearizable(easy, kv, { stepsMax: 100 }).verdict).toBe('ok');
    expect(checkLinearizable(easy, kv, { stepsMax: 0 }).verdict).toBe('unknown');
  });

  it('that runs out in one partition does not hide a violation in a smaller one', () => {
    const both: SequentialObject<never, never, never> = {
      ...(searched as never as SequentialObject<never, never, never>),
      partition: ({ value }: { value?: number }) => (value === 7 ? 'small' : 'large'),
    };
    const small = ok('z', [0, 1], { type: 'enqueue', value: 7 }, 'no such answer');
    expect(checkLinearizable([...hard, small], both, { stepsMax: 1000 })).toMatchObject({
      verdict: 'violation',
      partition: 'small',
    });
  });
});

describe('an object that breaks its promise', () => {
  it('to only read is refused, not believed', () => {
    const liar: SequentialObject<number, unknown, number> = {
      name: 'liar',
      initial: 0,
      apply: (state) => [{ state: state + 1, output: state }],
      key: String,
      isRead: () => true,
      describe: () => 'read',
    };
    expect(() => checkLinearizable([ok('a', [0, 1], read, 0)], liar)).toThrow(
      'liar: isRead(read) is true, yet it changed the state',
    );
  });
});
