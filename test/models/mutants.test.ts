import { expect, test } from 'vitest';
import { runMutants } from '../../scripts/parts.ts';
import { reproduceMutants } from '../../scripts/reproduce.ts';
import { expectNothingToReproduce, models } from './models.ts';

test.each(models)('$name: every planted bug is noticed', async (model) => {
  const result = await runMutants(model, {});
  expectNothingToReproduce('mutants', result, reproduceMutants(model.name, result));
  expect(result.total).toBe(model.mutants.length);
  expect(result.killed).toBe(result.total);
  expect(result.total).toBeGreaterThanOrEqual(5);
});

test('there is a protocol to judge', () => {
  expect(models.length).toBeGreaterThan(0);
});
