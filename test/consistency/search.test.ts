import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Budget } from '../../harness/consistency/budget.ts';
import { search } from '../../harness/consistency/search.ts';
import { histories } from './histories.ts';
import { linearizableBySets } from './obvious.ts';
import { shapes } from './shapes.ts';

describe('search with excused operations', () => {
  const excusing = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });

  for (const shape of shapes) {
    it(`agrees with the definition on histories of ${shape.object.name}`, () => {
      const seen = { order: 0, none: 0 };
      fc.assert(
        fc.property(histories({ ...shape, operationsMax: 12 }), excusing, (history, flags) => {
          const isOptional = (index: number) => flags[index]! && history[index]!.outcome === 'ok';
          const excused = new Set(history.filter((_, index) => isOptional(index)));
          const budget = new Budget({}, history.length);
          const outcome = search(history, shape.object, budget, { isOptional });
          const expected = linearizableBySets(history, shape.object, excused) ? 'order' : 'none';
          expect(outcome.type).toBe(expected);
          seen[expected]++;
        }),
        { numRuns: Math.ceil(Number(process.env.RUNS ?? 3500) / shapes.length), seed: 8 },
      );
      expect(Math.min(seen.order, seen.none)).toBeGreaterThan(0);
    });
  }
});
