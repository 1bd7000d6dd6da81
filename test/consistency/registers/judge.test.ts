import { describe, expect, it } from 'vitest';
import type { History, Operation } from '../../../harness/consistency/history.ts';
import { kv } from '../../../harness/consistency/objects/kv.ts';
import { queue } from '../../../harness/consistency/objects/queue.ts';
import { register } from '../../../harness/consistency/objects/register.ts';
import { judgeRegisters } from '../../../harness/consistency/registers/judge.ts';
import {
  type RegisterLevel,
  registerLevels,
} from '../../../harness/consistency/registers/register-levels.ts';
import { obviousRegisters, obviousStaleness } from './obvious.ts';
import { asStore, randomRegisters } from './random.ts';

const histories = 500;
const names = Object.keys(registerLevels) as RegisterLevel[];

describe('on random small histories of registers', () => {
  const all = Array.from({ length: histories }, (_, seed) => {
    const history = randomRegisters(seed);
    const store = asStore(history);
    const judged = judgeRegisters(store, kv);
    return { seed, history, store, obvious: obviousRegisters(history), ...judged };
  });

  it('every level is judged as its definition says', () => {
    for (const { seed, store, obvious, levels } of all)
      for (const [name, holds] of Object.entries(obvious)) {
        const { verdict } = levels[name as RegisterLevel];
        const text = `seed ${seed}: ${name}\n${store.map((one) => JSON.stringify(one)).join('\n')}`;
        expect(verdict, text).toBe(holds ? 'ok' : 'violation');
      }
  });

  it('what satisfies a level satisfies all that it implies, by their definitions', () => {
    for (const { seed, obvious } of all)
      for (const name of names)
        for (const weaker of registerLevels[name].implies)
          if (obvious[name as never] === true && weaker in obvious)
            expect(obvious[weaker as never], `seed ${seed}: ${name}, ${weaker}`).toBe(true);
  });

  it('every level is met from both sides', () => {
    for (const name of names.filter((each) => each !== 'eventual'))
      for (const verdict of ['ok', 'violation'])
        expect(
          all.filter(({ levels }) => levels[name].verdict === verdict).length,
          name,
        ).toBeGreaterThan(3);
  });

  it('the versions that reads are behind lie between what is certain and what one order shows', () => {
    for (const { seed, history, staleness } of all) {
      const versions = obviousStaleness(history);
      if (versions === undefined || staleness === undefined) continue;
      expect(staleness.least.versions, `seed ${seed}`).toBeLessThanOrEqual(versions);
      expect(staleness.most.versions, `seed ${seed}`).toBeGreaterThanOrEqual(versions);
    }
  });
});

const op = (process: string, at: number, input: unknown, output: unknown = null): Operation => ({
  process,
  invoke: at,
  return: at + 1,
  outcome: 'ok',
  input,
  output,
});
const write = (value: number) => ({ type: 'write', value });
const put = (key: string, value: number) => ({ type: 'put', key, value });
const get = (key: string) => ({ type: 'get', key });
const read = { type: 'read' };

describe('the kinds of causal consistency differ (Bouajjani et al. 2017, figure 2)', () => {
  const held = (history: History, object: Parameters<typeof judgeRegisters>[1]) => {
    const { levels } = judgeRegisters(history, object);
    const kinds = [
      'causal-consistency',
      'causal-convergence',
      'causal-memory',
      'sequential',
    ] as const;
    return kinds.map((name) => levels[name].verdict);
  };

  it('memory without convergence: two sessions order two writes in two ways', () => {
    const history = [
      op('a', 1, write(1)),
      op('b', 2, write(2)),
      op('a', 3, read, 2),
      op('b', 4, read, 1),
    ];
    expect(held(history, register())).toEqual(['ok', 'violation', 'ok', 'violation']);
  });

  it('convergence without memory: a write that is seen late came before one that was seen', () => {
    const history = [
      op('a', 1, put('z', 1)),
      op('a', 3, put('x', 1)),
      op('a', 5, put('y', 1)),
      op('b', 2, put('x', 2)),
      op('b', 4, get('z'), null),
      op('b', 6, get('y'), 1),
      op('b', 8, get('x'), 2),
    ];
    expect(held(history, kv)).toEqual(['ok', 'ok', 'violation', 'violation']);
  });

  it('neither: a session changes its mind', () => {
    const history = [
      op('a', 1, write(1)),
      op('b', 2, write(2)),
      op('c', 4, read, 1),
      op('c', 6, read, 2),
      op('c', 8, read, 1),
    ];
    expect(held(history, register())).toEqual(['ok', 'violation', 'violation', 'violation']);
  });
});

describe('staleness and convergence', () => {
  const stale = [
    op('a', 0, write(1)),
    op('a', 2, write(2)),
    op('a', 4, write(3)),
    op('b', 10, read, 1),
  ];

  it('a read is as many versions behind, and as long, as the writes before it say', () => {
    const { staleness } = judgeRegisters(stale, register());
    expect(staleness).toEqual({
      least: { versions: 2, time: 7 },
      most: { versions: 2, time: 7 },
      worst: { reader: 3, missed: 1 },
    });
  });

  it('last reads that differ have not converged, and equal ones have', () => {
    const verdict = (output: number) =>
      judgeRegisters([...stale, op('c', 12, read, output)], register()).levels.eventual.verdict;
    expect([verdict(1), verdict(3)]).toEqual(['ok', 'violation']);
  });

  it('a write of unknown outcome may still come, so nothing is said', () => {
    const open: Operation = {
      process: 'd',
      invoke: 1,
      return: Number.POSITIVE_INFINITY,
      outcome: 'info',
      input: write(9),
    };
    const history = [...stale, op('c', 12, read, 3), open];
    expect(judgeRegisters(history, register()).levels.eventual.verdict).toBe('unknown');
  });
});

describe('what is not a history of registers with unique values', () => {
  const cas = op('a', 0, { type: 'cas', key: 'x', from: 1, to: 2 }, true);
  const remove = op('a', 0, { type: 'delete', key: 'x' });
  const again = [op('a', 0, put('x', 1)), op('b', 3, put('x', 1))];
  const seen = (history: History, object: Parameters<typeof judgeRegisters>[1] = kv) => {
    const { levels } = judgeRegisters(history, object);
    const { linearizable, ...others } = levels;
    const verdicts = new Set(Object.values(others).map(({ verdict }) => verdict));
    return [linearizable.verdict, [...verdicts].sort().join(' ')];
  };

  it.each([
    ['a compare-and-set', [cas]],
    ['a value that is written twice', [...again, op('a', 5, get('x'), null)]],
    ['a delete', [remove, op('a', 3, get('x'), 7)]],
  ])('is judged by linearizability alone: %s', (_, history) => {
    expect(seen(history)).toEqual(['violation', 'unknown']);
  });

  it('has the other levels by what is linearizable, where they mean something', () => {
    expect(seen(again)).toEqual(['ok', 'ok']);
    expect(seen([remove])).toEqual(['ok', 'ok']);
    expect(seen([op('a', 0, { type: 'dequeue' }, null)], queue)).toEqual(['ok', 'ok unknown']);
    expect(seen([op('a', 0, { type: 'dequeue' }, 1)], queue)).toEqual(['violation', 'unknown']);
  });
});

describe('what breaks a level names its operations', () => {
  it('of causality: the read, what it read and what it should have seen', () => {
    const history = [
      op('a', 1, put('x', 1)),
      op('b', 3, get('x'), 1),
      op('b', 5, put('y', 2)),
      op('c', 7, get('y'), 2),
      op('c', 9, get('x'), null),
    ];
    const verdict = judgeRegisters(history, kv).levels['causal-consistency'];
    expect(verdict).toMatchObject({
      verdict: 'violation',
      shown: { transactions: [0, 4, 1, 2, 3] },
    });
    expect(verdict).toHaveProperty(
      'words',
      `causality-violation: a write was missed that comes before something that was seen
  Let
    T0 = write x 1   (process a)
    T1 = read x 1   (process b)
    T2 = write y 2   (process b)
    T3 = read y 2   (process c)
    T4 = read x null   (process c)
  Then
    T0 comes before T1, because T1 read T0's write of 1 to x;
    T1 comes before T2, because T1 came before T2 in process b;
    T2 comes before T3, because T3 read T2's write of 2 to y;
    T3 comes before T4, because T3 came before T4 in process c;
    yet T4 read x from nobody though T0, which writes x, had to be seen there: a contradiction.`,
    );
  });

  it('of convergence: two readers', () => {
    const history = [
      op('a', 0, write(1)),
      op('b', 0, write(2)),
      op('a', 5, read, 1),
      op('b', 5, read, 2),
    ];
    const verdict = judgeRegisters(history, register()).levels.eventual;
    expect(verdict).toMatchObject({ verdict: 'violation', shown: { transactions: [2, 3] } });
  });
});
