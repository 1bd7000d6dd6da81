import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { History } from '../../harness/consistency/history.ts';
import { checkLinearizable } from '../../harness/consistency/linearizability.ts';
import { histories, type Shape } from './histories.ts';
import { isLinearization, obviouslyLinearizable } from './obvious.ts';
import { shapes } from './shapes.ts';

/** `RUNS=100000 npx vitest run test/consistency/linearizability.test.ts` for the long run; over all objects together. */
const numRuns = Math.ceil(Number(process.env.RUNS ?? 3000) / shapes.length);

function agree({ object }: Shape, history: History): boolean {
  const verdict = checkLinearizable(history, object);
  expect(verdict.verdict).toBe(obviouslyLinearizable(history, object) ? 'ok' : 'violation');
  if (verdict.verdict === 'ok') {
    const orders = [...verdict.linearizations.values()];
    for (const order of orders) expect(isLinearization(history, object, order)).toBe(true);
    const known = history.flatMap(({ outcome }, index) => (outcome === 'ok' ? [index] : []));
    expect(orders.flat()).toEqual(expect.arrayContaining(known));
  }
  return verdict.verdict === 'ok';
}

describe('checkLinearizable agrees with the definition', () => {
  for (const shape of shapes) {
    it(`on histories of ${shape.object.name}`, () => {
      const seen = { ok: 0, violation: 0 };
      fc.assert(
        fc.property(histories(shape), (history) => {
          seen[agree(shape, history) ? 'ok' : 'violation']++;
        }),
        { numRuns, seed: 2 },
      );
      // Both kinds must have been there, or the agreement says little.
      expect(Math.min(seen.ok, seen.violation)).toBeGreaterThan(numRuns / 20);
    });
  }
});
