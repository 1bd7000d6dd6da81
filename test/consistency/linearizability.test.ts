import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { History } from '../../harness/consistency/history.ts';
import { checkLinearizable } from '../../harness/consistency/linearizability.ts';
import { counter } from '../../harness/consistency/objects/counter.ts';
import { register } from '../../harness/consistency/objects/register.ts';
import { type AnyObject, histories, type Shape } from './histories.ts';
import { isLinearization, linearizableBySets, obviouslyLinearizable } from './obvious.ts';
import { info, ok, read, write } from './operations.ts';
import { shapes } from './shapes.ts';

/** `RUNS=100000 npx vitest run test/consistency/linearizability.test.ts` for the long run; over all objects together. */
const numRuns = Math.ceil(Number(process.env.RUNS ?? 5000) / shapes.length);

type Judge = (history: History, object: AnyObject) => boolean;

function agree({ object }: Shape, history: History, obvious: Judge): boolean {
  const verdict = checkLinearizable(history, object);
  expect(verdict.verdict).toBe(obvious(history, object) ? 'ok' : 'violation');
  if (verdict.verdict === 'ok') {
    const orders = [...verdict.linearizations.values()];
    for (const order of orders) expect(isLinearization(history, object, order)).toBe(true);
    const known = history.flatMap(({ outcome }, index) => (outcome === 'ok' ? [index] : []));
    expect(orders.flat()).toEqual(expect.arrayContaining(known));
  }
  return verdict.verdict === 'ok';
}

function agreement(shape: Shape, obvious: Judge): void {
  const seen = { ok: 0, violation: 0 };
  fc.assert(
    fc.property(histories(shape), (history) => {
      seen[agree(shape, history, obvious) ? 'ok' : 'violation']++;
    }),
    { numRuns, seed: 2 },
  );
  // Both kinds must have been there, or the agreement says little.
  expect(Math.min(seen.ok, seen.violation)).toBeGreaterThan(numRuns / 20);
}

describe('checkLinearizable agrees with the definition', () => {
  for (const shape of shapes) {
    it(`on histories of ${shape.object.name}`, () => {
      agreement(shape, obviouslyLinearizable);
    });

    it(`on longer histories of ${shape.object.name}`, () => {
      agreement({ ...shape, operationsMax: 14 }, linearizableBySets);
    });
  }
});

describe('checkLinearizable', () => {
  it('lets an unknown write be read before an overwrite that did not need it', () => {
    const history = [
      info('a', 0, write(1)),
      ok('b', [1, 3], write(2), null),
      ok('c', [2, 9], read, 1),
      ok('b', [10, 11], read, 2),
    ];
    expect(checkLinearizable(history, register(0), { algorithm: 'search' }).verdict).toBe('ok');
  });

  it('uses no unknown operation before its invocation, though one like it was invoked', () => {
    const add = { type: 'add', amount: 1 };
    const history = [info('a', 0, add), ok('b', [1, 2], read, 2), info('c', 3, add)];
    expect(checkLinearizable(history, counter).verdict).toBe('violation');
  });

  it('places of two like operations the one that returns first', () => {
    const add = { type: 'add', amount: 1 };
    const reads = [ok('c', [1, 2], read, 1), ok('c', [4, 5], read, 1), ok('c', [21, 22], read, 2)];
    const history = [ok('a', [0, 20], add, null), ok('b', [0, 3], add, null), ...reads];
    expect(checkLinearizable(history, counter).verdict).toBe('ok');
  });

  it('counts zones that touch as concurrent, and orders them rightly', () => {
    const first = [ok('a', [1, 3], write(1), null), ok('a', [6, 8], read, 1)];
    const touching = [ok('b', [2, 6], write(2), null), ok('b', [9, 10], read, 2)];
    expect(checkLinearizable([...first, ...touching], register(0)).verdict).toBe('ok');
    const within = [ok('a', [1, 3], write(1), null), ok('a', [5, 6], read, 1)];
    const verdict = checkLinearizable([...within, ok('b', [3, 4], write(2), null)], register(0));
    expect(verdict.verdict === 'ok' && verdict.linearizations.get('')).toEqual([2, 0, 1]);
  });

  it('knows two values that were each read after the other was written', () => {
    const first = [ok('a', [0, 1], write(1), null), ok('a', [4, 5], read, 1)];
    const second = [ok('b', [2, 3], write(2), null), ok('b', [6, 7], read, 2)];
    const verdict = checkLinearizable([...first, ...second], register(0));
    expect(verdict).toMatchObject({ verdict: 'violation', core: [0, 2, 1, 3] });
  });

  it('does not change the history', () => {
    const history = [ok('b', [1, 3], write(2), null), ok('c', [0, 2], read, 1)];
    const before = structuredClone(history);
    checkLinearizable(Object.freeze(history.map((op) => Object.freeze(op))), register(0));
    expect(history).toEqual(before);
  });
});
