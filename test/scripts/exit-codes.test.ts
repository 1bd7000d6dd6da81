import { expect, test } from 'vitest';
import { exitCodeOf, exitCodes, verdictOf } from '../../scripts/exit-codes.ts';

test('every exit code means one thing', () => {
  const codes = Object.values(exitCodes);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.every((code) => code >= 0 && code <= 255)).toBe(true);
});

test("TLC's exit codes are verdicts", () => {
  const verdicts = [0, 10, 11, 12, 13, 14, 75, 76, 77, 150, 151, 152, 153, 255].map(verdictOf);
  expect(verdicts).toEqual([
    'ok',
    ...Array<string>(8).fill('violation'),
    ...Array<string>(5).fill('unknown'),
  ]);
});

test('no verdict but ok leaves with 0', () => {
  expect(exitCodeOf('ok')).toBe(0);
  expect((['violation', 'unknown', 'vacuous'] as const).map(exitCodeOf)).toEqual([12, 2, 3]);
});

test('a number that nobody knows is not ok', () => {
  expect([1, 2, 9, 15, 74, 78, 137, -1].map(verdictOf)).toEqual(Array(8).fill('unknown'));
});
