import { expect, test } from 'vitest';
import { runDrive } from '../../scripts/parts.ts';
import { reproduceDrive } from '../../scripts/reproduce.ts';
import { expectNothingToReproduce, models } from './models.ts';

// Two walks each: that the code can be driven at all. The edge cover is for `verify --thorough` and `lockstep drive`.
test.each(models)(
  '$name: the code performs behaviours that the specification chooses',
  async (model) => {
    const result = await runDrive(model, { walks: 2 });
    expectNothingToReproduce('drive', result, reproduceDrive(model.name, result));
    const { asked, taken, edges } = result.walks;
    expect(taken).toBeGreaterThan(20);
    expect(taken).toBeLessThanOrEqual(asked);
    expect(edges).toBeLessThanOrEqual(taken);
  },
);

test('there is a protocol to judge', () => {
  expect(models.length).toBeGreaterThan(0);
});
