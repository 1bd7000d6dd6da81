import { expect, test } from 'vitest';
import { runReplay } from '../../scripts/parts.ts';
import { reproduceReplay } from '../../scripts/reproduce.ts';
import { expectNothingToReproduce, models } from './models.ts';

test.each(models)(
  '$name: random histories are behaviours of the specification, and of the object',
  async (model) => {
    const result = await runReplay(model, {});
    expectNothingToReproduce('replay', result, reproduceReplay(model.name, result));
    expect(result.histories).toBe(model.replay.histories);
  },
);

test('there is a protocol to judge', () => {
  expect(models.length).toBeGreaterThan(0);
});
