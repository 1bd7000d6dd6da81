import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply, applyAll } from '../../harness/simulation/apply.ts';
import { keyOf, numberedWorldKeys, worldKey } from '../../harness/simulation/key.ts';
import { createWorld } from '../../harness/simulation/start.ts';
import type { RecordedOperation } from '../../harness/simulation/world.ts';
import type { Outcome } from '../../impl/protocol.ts';
import { counter } from './protocols/counter.ts';
import { ping, pingPong } from './protocols/ping-pong.ts';
import { pickList, randomRun, settingIndex } from './runs.ts';

describe('keyOf', () => {
  it('does not depend on the order in which properties, entries and elements were inserted', () => {
    expect(keyOf({ a: 1, b: 2 })).toBe(keyOf({ b: 2, a: 1 }));
    expect(
      keyOf(
        new Map([
          ['a', { x: 1, y: 2 }],
          ['b', { x: 3, y: 4 }],
        ]),
      ),
    ).toBe(
      keyOf(
        new Map([
          ['b', { y: 4, x: 3 }],
          ['a', { y: 2, x: 1 }],
        ]),
      ),
    );
    expect(keyOf(new Set([1, 2, 10]))).toBe(keyOf(new Set([10, 2, 1])));
  });

  it('depends on the order of arrays', () => {
    expect(keyOf([1, 2])).not.toBe(keyOf([2, 1]));
  });

  it('tells values of different types and shapes apart', () => {
    const values = [
      0,
      '0',
      0n,
      false,
      null,
      undefined,
      '',
      [],
      {},
      new Map(),
      new Set(),
      'null',
      'undefined',
      [undefined],
      [null],
      [[]],
      [1, 2],
      ['1,2'],
      ['1', '2'],
      [[1], 2],
      { a: 1 },
      { a: '1' },
      { 'a":1,"b': 1 },
      { a: 1, b: 1 },
      new Map([['a', 1]]),
      new Set(['a']),
      new Map([[1, 1]]),
      new Map([['1', 1]]),
      Number.NaN,
      'NaN',
      Number.POSITIVE_INFINITY,
      '[1,2]',
      'Set{"a"}',
    ];
    expect(new Set(values.map(keyOf)).size).toBe(values.length);
  });

  it('takes a property that is undefined for one that is absent, as JSON does', () => {
    expect(keyOf({ a: 1, b: undefined })).toBe(keyOf({ a: 1 }));
    expect(keyOf({ b: undefined })).toBe(keyOf({}));
  });

  it('refuses what it cannot see into', () => {
    expect(() => keyOf({ f: () => 1 })).toThrow(TypeError);
    expect(() => keyOf([Symbol('s')])).toThrow(TypeError);
    expect(() => keyOf(new Date(0))).toThrow(/instance of Date/);
  });

  it('is equal exactly when the content is equal', () => {
    const data = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(data, data, (a, b) => {
        expect(keyOf(a)).toBe(keyOf(JSON.parse(JSON.stringify(a))));
        const isEqual = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
        return (keyOf(a) === keyOf(b)) === isEqual;
      }),
    );
  });
});

/** The obvious canonical form of JSON. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, item]) => [name, sorted(item)] as const);
  return { object: entries.sort(([a], [b]) => (a < b ? -1 : 1)) };
}

describe('worldKey', () => {
  it('does not see time: two ways to the same world have one key', () => {
    const world = createWorld(counter(2));
    const one = { type: 'call', node: 'c1', operation: 1 } as const;
    const two = { type: 'call', node: 'c2', operation: 2 } as const;
    const there = applyAll(world, [one, two]).world;
    const back = applyAll(world, [two, one]).world;
    expect(there.history).not.toEqual(back.history);
    expect(worldKey(there)).toBe(worldKey(back));
  });

  it('sees outcomes, crash counts, timers, blocked links and copies under way', () => {
    const world = createWorld(pingPong);
    const called = apply(world, { type: 'call', node: 'c', operation: 0 });
    if (called === undefined) throw new Error('a call is refused');
    const variants = [
      applyAll(called, []),
      applyAll(called, [{ type: 'duplicate', message: ping(1) }]),
      applyAll(called, [{ type: 'drop', message: ping(1) }]),
      applyAll(called, [{ type: 'partition', from: ['s'], to: ['c'] }]),
      applyAll(called, [{ type: 'crash', node: 's' }]),
      applyAll(called, [
        { type: 'crash', node: 's' },
        { type: 'restart', node: 's' },
      ]),
      applyAll(called, [{ type: 'crash', node: 'c' }]),
      applyAll(called, [
        { type: 'crash', node: 'c' },
        { type: 'restart', node: 'c' },
      ]),
      applyAll(called, [{ type: 'timer', node: 'c', timer: 'retry', crashAfter: 0 }]),
    ];
    expect(variants.map(({ rejected }) => rejected)).toEqual(variants.map(() => []));
    const keys = variants.map((variant) => worldKey(variant.world));
    // The last one equals the crash of the client: a timer that fires into a crash leaves nothing.
    expect(keys[8]).toBe(keys[6]);
    expect(new Set(keys).size).toBe(8);
  });

  it('sees what clients called and how it ended, but not when', () => {
    const world = createWorld(pingPong);
    const number = numberedWorldKeys();
    const called = { process: 'c', operation: 'x', invoke: 0 };
    const ended = (outcome: Outcome) => [{ ...called, return: 1, outcome }];
    const histories: RecordedOperation[][] = [
      [],
      [called],
      [{ ...called, operation: 'y' }],
      [{ ...called, process: 's' }],
      ended({ type: 'ok', output: 1 }),
      ended({ type: 'ok', output: 2 }),
      ended({ type: 'info', reason: 'timeout' }),
      [...ended({ type: 'ok', output: 1 }), called],
    ];
    const worlds = histories.map((history) => ({ ...world, history }));
    expect(new Set(worlds.map(worldKey)).size).toBe(histories.length);
    expect(new Set(worlds.map(number)).size).toBe(histories.length);
    const later = { ...world, history: [{ ...called, invoke: 7 }] };
    expect(worldKey(later)).toBe(worldKey({ ...world, history: [called] }));
    expect(number(later)).toBe(number({ ...world, history: [called] }));
  });

  it('says which worlds are equal, and so do numbered keys', () => {
    fc.assert(
      fc.property(pickList, settingIndex, (picks, setting) => {
        const { start, steps } = randomRun(picks, setting);
        const worlds = [start, ...steps.map(({ after }) => after)];
        const number = numberedWorldKeys();
        const byText = new Map<string, string>();
        const byNumber = new Map<string, string>();
        for (const world of worlds) {
          const text = worldKey(world);
          const short = number(world);
          expect(byText.get(text) ?? short).toBe(short);
          expect(byNumber.get(short) ?? text).toBe(text);
          byText.set(text, short);
          byNumber.set(short, text);
        }
      }),
    );
  });
});
