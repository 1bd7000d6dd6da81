import { expect, test } from 'vitest';
import { runRefine } from '../../scripts/parts.ts';
import { reproduceRefine } from '../../scripts/reproduce.ts';
import { expectNothingToReproduce, models } from './models.ts';

test.each(models)(
  '$name: every step of the code is a step of the specification, and the other way round',
  async (model) => {
    const result = await runRefine(model, {});
    expectNothingToReproduce('refine', result, reproduceRefine(model.name, result));
    expect(result.explained).toBe(result.steps);
    expect(result.realised + result.excused).toBe(result.edges);
    expect(result.steps).toBeGreaterThan(0);
  },
);

test('there is a protocol to judge', () => {
  expect(models.length).toBeGreaterThan(0);
});
