import { describe, expect, it } from 'vitest';
import { applyAll } from '../../harness/simulation/apply.ts';
import {
  begin,
  callsOf,
  close,
  interrupt,
  openOperation,
  openOperations,
} from '../../harness/simulation/history.ts';
import { createWorld } from '../../harness/simulation/start.ts';
import { counter } from './protocols/counter.ts';

const entry = (process: string, invoke: number) => ({ process, operation: 'x', invoke });
const ok = { type: 'ok', output: 1 } as const;

describe('a history', () => {
  it('closes the open operation of one client and leaves the others alone', () => {
    const two = begin(begin([], entry('a', 0)), entry('b', 1));
    const closed = close(two, 'a', { outcome: ok, at: 2 });
    expect(closed).toEqual([{ ...entry('a', 0), return: 2, outcome: ok }, entry('b', 1)]);
    expect(two[0]).toEqual(entry('a', 0));
    expect(close(closed ?? [], 'a', { outcome: ok, at: 3 })).toBeUndefined();
    expect(close(two, 'c', { outcome: ok, at: 3 })).toBeUndefined();
  });

  it('gives an operation whose outcome is unknown no return', () => {
    const outcome = { type: 'info', reason: 'timeout' } as const;
    const closed = close(begin([], entry('a', 0)), 'a', { outcome, at: 2 });
    expect(closed).toEqual([{ ...entry('a', 0), outcome }]);
    expect(closed?.[0]).not.toHaveProperty('return');
  });

  it('gives an operation that failed its return', () => {
    const outcome = { type: 'fail', reason: 'no' } as const;
    expect(close(begin([], entry('a', 0)), 'a', { outcome, at: 2 })).toMatchObject([{ return: 2 }]);
  });

  it('is not changed by the crash of a client that has nothing open', () => {
    const done = close(begin([], entry('a', 0)), 'a', { outcome: ok, at: 1 }) ?? [];
    expect(interrupt(done, 'a')).toBe(done);
  });

  it('knows what is open and how often each client called', () => {
    const { world } = applyAll(createWorld(counter(2)), [
      { type: 'call', node: 'c1', operation: 1 },
      { type: 'crash', node: 'c1' },
      { type: 'restart', node: 'c1' },
      { type: 'call', node: 'c1', operation: 2 },
    ]);
    expect(openOperation(world, 'c1')).toMatchObject({ operation: 2, invoke: 3 });
    expect(openOperation(world, 'c2')).toBeUndefined();
    expect(openOperations(world)).toHaveLength(1);
    expect([callsOf(world, 'c1'), callsOf(world, 'c2')]).toEqual([2, 0]);
  });

  it('ignores a client that learns after its restart how the operation ended: the caller is gone', () => {
    const program = {
      start: (_: string, records: readonly unknown[]) => ({
        state: null,
        effects: records.length === 0 ? [] : [{ kind: 'complete', outcome: ok } as const],
      }),
      receive: () => undefined,
      call: () => ({ state: null, effects: [{ kind: 'persist', record: 1 } as const] }),
    };
    const protocol = { name: 'late', nodes: ['a'], clients: ['a'], program: () => program };
    const { world } = applyAll(createWorld(protocol), [
      { type: 'call', node: 'a', operation: 0 },
      { type: 'crash', node: 'a' },
      { type: 'restart', node: 'a' },
    ]);
    expect(world.history).toMatchObject([{ outcome: { type: 'info' } }]);
  });
});
