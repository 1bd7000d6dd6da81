import { describe, expect, it } from 'vitest';
import type { History, Operation } from '../../../harness/consistency/history.ts';
import { kv } from '../../../harness/consistency/objects/kv.ts';
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

describe('what is not a history of registers with unique values has no verdict', () => {
  it.each([
    ['a compare-and-set', [op('a', 0, { type: 'cas', key: 'x', from: 1, to: 2 }, true)]],
    ['a value that is written twice', [op('a', 0, put('x', 1)), op('b', 3, put('x', 1))]],
    ['a delete', [op('a', 0, { type: 'delete', key: 'x' })]],
  ])('%s', (_, history) => {
    for (const { verdict } of Object.values(judgeRegisters(history, kv).levels))
      expect(verdict).toBe('unknown');
  });
});
