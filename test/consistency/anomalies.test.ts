import { describe, expect, it } from 'vitest';
import type { History } from '../../harness/consistency/history.ts';
import { checkLinearizable } from '../../harness/consistency/linearizability.ts';
import { bank } from '../../harness/consistency/objects/bank.ts';
import { casRegister } from '../../harness/consistency/objects/cas-register.ts';
import { counter } from '../../harness/consistency/objects/counter.ts';
import { fencingLock } from '../../harness/consistency/objects/fencing-lock.ts';
import { kv } from '../../harness/consistency/objects/kv.ts';
import { lock } from '../../harness/consistency/objects/lock.ts';
import { log } from '../../harness/consistency/objects/log.ts';
import { priorityQueue } from '../../harness/consistency/objects/priority-queue.ts';
import { queue } from '../../harness/consistency/objects/queue.ts';
import { register } from '../../harness/consistency/objects/register.ts';
import { set } from '../../harness/consistency/objects/set.ts';
import { stack } from '../../harness/consistency/objects/stack.ts';
import type { AnyObject } from './histories.ts';
import { get, info, ok, put, read, write } from './operations.ts';

function verdictOf(object: AnyObject, history: History) {
  const verdict = checkLinearizable(history, object);
  return verdict.verdict === 'violation' ? `violation at ${verdict.stuck}` : verdict.verdict;
}

const enqueue = (value: number) => ({ type: 'enqueue', value });
const dequeue = { type: 'dequeue' };
const acquire = (owner: string) => ({ type: 'acquire', owner });
const release = (owner: string) => ({ type: 'release', owner });
const cas = (from: number, to: number) => ({ type: 'cas', from, to });

describe('known anomalies are violations, and their innocent neighbours are not', () => {
  it('stale read: an older value is read after a newer one was written', () => {
    const writes = [ok('a', [0, 1], put('x', 1), null), ok('a', [2, 3], put('x', 2), null)];
    expect(verdictOf(kv, [...writes, ok('b', [4, 5], get('x'), 1)])).toBe('violation at 2');
    expect(verdictOf(kv, [...writes, ok('b', [2, 5], get('x'), 1)])).toBe('ok');
    // Touching in one position is concurrent: nobody can tell.
    expect(verdictOf(kv, [...writes, ok('b', [3, 5], get('x'), 1)])).toBe('ok');
  });

  it('new-old inversion: two reads see one concurrent write come and go', () => {
    const open = ok('a', [0, 9], write(1), null);
    const reads = [ok('b', [1, 2], read, 1), ok('c', [3, 4], read, 0)];
    expect(verdictOf(register(0), [open, ...reads])).toBe('violation at 2');
    expect(verdictOf(register(0), [open, ...reads.toReversed().map((op) => ({ ...op }))])).toBe(
      'violation at 1',
    );
  });

  it('lost update: two compare-and-sets succeed from one value', () => {
    const first = ok('a', [0, 3], cas(0, 1), true);
    expect(verdictOf(casRegister(0), [first, ok('b', [1, 2], cas(0, 2), true)])).toMatch(
      /^violation/,
    );
    expect(verdictOf(casRegister(0), [first, ok('b', [1, 2], cas(1, 2), true)])).toBe('ok');
  });

  it('lost write: an acknowledged write is never seen again', () => {
    const history = [ok('a', [0, 1], put('x', 1), null), ok('b', [2, 3], get('x'), null)];
    expect(verdictOf(kv, history)).toBe('violation at 1');
  });

  it('a key does not excuse another key', () => {
    const other = [ok('a', [0, 1], put('y', 1), null), ok('b', [2, 3], get('x'), 1)];
    expect(verdictOf(kv, other)).toBe('violation at 1');
  });

  it('resurrection: an unknown write takes effect, is overwritten, and takes effect again', () => {
    const unknown = info('a', 0, write(1));
    const seen = [unknown, ok('b', [1, 2], read, 1), ok('b', [3, 4], write(2), null)];
    expect(verdictOf(register(0), seen)).toBe('ok');
    expect(verdictOf(register(0), [...seen, ok('b', [5, 6], read, 1)])).toBe('violation at 3');
    expect(
      verdictOf(register(0), [unknown, ok('b', [3, 4], write(2), null), ok('b', [5, 6], read, 1)]),
    ).toBe('ok');
  });

  it('duplicate dequeue, and out-of-order dequeue', () => {
    const filled = [ok('a', [0, 1], enqueue(1), null), ok('a', [2, 3], enqueue(2), null)];
    const twice = [ok('b', [4, 6], dequeue, 1), ok('c', [5, 7], dequeue, 1)];
    expect(verdictOf(queue, [...filled, ...twice])).toMatch(/^violation/);
    expect(verdictOf(queue, [...filled, ok('b', [4, 5], dequeue, 2)])).toBe('violation at 2');
    expect(verdictOf(queue, [...filled, ok('b', [2, 5], dequeue, 1)])).toBe('ok');
  });

  it('a queue that is not empty does not answer that it is', () => {
    const history = [ok('a', [0, 1], enqueue(1), null), ok('b', [2, 3], dequeue, null)];
    expect(verdictOf(queue, history)).toBe('violation at 1');
  });

  it('split brain: two clients hold one lock', () => {
    const first = ok('a', [0, 1], acquire('a'), true);
    const second = ok('b', [2, 3], acquire('b'), true);
    expect(verdictOf(lock, [first, second])).toBe('violation at 1');
    expect(verdictOf(lock, [first, info('a', 2, release('a')), second])).toBe('ok');
    expect(verdictOf(lock, [first, ok('c', [1, 4], release('b'), true), second])).toMatch(
      /^violation/,
    );
  });

  it('a fenced store refuses the older of two holders, and must', () => {
    const held = [ok('a', [0, 1], acquire('a'), 1), ok('b', [2, 3], acquire('b'), 2)];
    const newer = ok('b', [4, 5], { type: 'write', token: 2, value: 'new' }, true);
    const older = { type: 'write', token: 1, value: 'old' };
    expect(verdictOf(fencingLock(), [...held, newer, ok('a', [6, 7], older, false)])).toBe('ok');
    expect(verdictOf(fencingLock(), [...held, newer, ok('a', [6, 7], older, true)])).toBe(
      'violation at 3',
    );
    expect(verdictOf(fencingLock(), [held[0]!, ok('b', [2, 3], acquire('b'), 1)])).toBe(
      'violation at 1',
    );
  });

  it('a stack is not a queue, and a priority queue is neither', () => {
    const push = (value: number) => ({ type: 'push', value });
    const pushed = [ok('a', [0, 1], push(1), null), ok('a', [2, 3], push(2), null)];
    expect(verdictOf(stack, [...pushed, ok('b', [4, 5], { type: 'pop' }, 2)])).toBe('ok');
    expect(verdictOf(stack, [...pushed, ok('b', [4, 5], { type: 'pop' }, 1)])).toBe(
      'violation at 1', // the push that lay above what was popped
    );
    const insert = (priority: number) => ({ type: 'insert', priority });
    const inserted = [ok('a', [0, 1], insert(3), null), ok('a', [2, 3], insert(1), null)];
    const removed = (output: number) => [
      ...inserted,
      ok('b', [4, 5], { type: 'removeMin' }, output),
    ];
    expect(verdictOf(priorityQueue, removed(1))).toBe('ok');
    expect(verdictOf(priorityQueue, removed(3))).toBe('violation at 2');
  });

  it('a log gives one position once, and a set knows whether it changed', () => {
    const append = (value: string) => ({ type: 'append', value });
    const both = [ok('a', [0, 2], append('p'), 0), ok('b', [1, 3], append('q'), 0)];
    expect(verdictOf(log(), both)).toMatch(/^violation/);
    const add = { type: 'add', value: 1 };
    expect(verdictOf(set, [ok('a', [0, 2], add, true), ok('b', [1, 3], add, true)])).toMatch(
      /^violation/,
    );
    expect(verdictOf(set, [ok('a', [0, 2], add, null), ok('b', [1, 3], add, true)])).toBe('ok');
  });

  it('a lost increment shows in the count, and money is conserved', () => {
    const add = { type: 'add', amount: 1 };
    const added = [ok('a', [0, 2], add, null), ok('b', [1, 3], add, null)];
    expect(verdictOf(counter, [...added, ok('a', [4, 5], read, 1)])).toBe('violation at 2');
    const transfer = { type: 'transfer', from: 'a', to: 'b', amount: 1 };
    const balances = (output: unknown) => [
      ok('a', [0, 3], transfer, true),
      ok('b', [1, 2], { type: 'balances' }, output),
    ];
    expect(verdictOf(bank({ a: 1, b: 0 }), balances({ a: 0, b: 1 }))).toBe('ok');
    expect(verdictOf(bank({ a: 1, b: 0 }), balances({ a: 0, b: 0 }))).toBe('violation at 1');
  });
});
