import { expect, test } from 'vitest';
import { before, tooLate } from '../../scripts/deadline.ts';

test('work that is done in time gives its result, and its errors as they are', () => {
  expect(before(60, () => 7)).toBe(7);
  expect(before(undefined, () => 7)).toBe(7);
  const error = new RangeError('mine');
  const fail = () => {
    throw error;
  };
  expect(() => before(60, fail)).toThrow(error);
});

test('work that never ends is stopped', () => {
  let turns = 0;
  const endless = () => {
    for (;;) turns++;
  };
  expect(before(0.05, endless)).toBe(tooLate);
  expect(turns).toBeGreaterThan(0);
});
