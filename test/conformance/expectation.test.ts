import { expect, test } from 'vitest';
import {
  differencesFrom,
  isAsExpected,
  withExpectation,
} from '../../harness/conformance/expectation.ts';
import { verdictOfChecks } from '../../harness/verify.ts';
import { exitCodeOfCheck } from '../../scripts/exit-codes.ts';
import { failing, passing } from '../scripts/results.ts';

const counts = { verdict: 'ok', distinct: 1234, generated: 5678, depth: 9 } as const;

test('each recorded count must come out again', () => {
  expect(differencesFrom(counts, passing)).toEqual([]);
  expect(differencesFrom(counts, { ...passing, distinct: 1, generated: 2, depth: 3 })).toEqual([
    'distinct 1, expected 1,234',
    'generated 2, expected 5,678',
    'depth 3, expected 9',
  ]);
});

test('a violation that nobody expects is a difference, and so is no verdict', () => {
  expect(differencesFrom(counts, failing)).toEqual([
    'violates LitInv, but no violation is expected',
  ]);
  expect(differencesFrom(counts, { ...passing, verdict: 'unknown' })).toEqual([
    'could not be judged, but no violation is expected',
  ]);
});

test('a broken model must violate the property that it is meant to, and as shortly', () => {
  const expected = { violation: 'LitInv', states: 3 };
  expect(differencesFrom(expected, failing)).toEqual([]);
  expect(differencesFrom(expected, passing)).toEqual([
    'no violation found, but a violation of LitInv is expected',
  ]);
  expect(differencesFrom(expected, { ...failing, violated: 'TypeOK', traceLength: 2 })).toEqual([
    'violates TypeOK, expected LitInv',
    'counterexample of 2 states, expected 3',
  ]);
});

test('a mutant of a specification may take as many states as it needs', () => {
  expect(differencesFrom({ violation: 'LitInv' }, { ...failing, traceLength: 99 })).toEqual([]);
});

test('what nobody expects anything of must hold', () => {
  const { expected: _, differences: __, ...alone } = failing;
  expect(isAsExpected(withExpectation(alone, undefined))).toBe(false);
  expect(exitCodeOfCheck(alone)).toBe(12);
});

test('the exit code says whether it is worse than recorded, or only another result', () => {
  const unreadable = { ...passing, verdict: 'unknown', exitCode: 150 } as const;
  const found = [
    passing,
    failing,
    { ...passing, depth: 8 },
    { ...failing, exitCode: 11 },
    unreadable,
  ];
  expect(found.map((each) => exitCodeOfCheck(withExpectation(each, counts)))).toEqual([
    0, 12, 4, 11, 150,
  ]);
  const broken = { violation: 'LitInv', states: 3 };
  expect(found.map((each) => exitCodeOfCheck(withExpectation(each, broken)))).toEqual([
    4, 0, 4, 0, 150,
  ]);
  expect(exitCodeOfCheck(withExpectation({ ...failing, traceLength: 2 }, broken))).toBe(4);
});

test('checks are together as bad as the worst of them, and none at all are vacuous', () => {
  const wrong = withExpectation({ ...passing, depth: 8 }, counts);
  const unknown = withExpectation({ ...passing, verdict: 'unknown' }, counts);
  expect(verdictOfChecks([passing, failing])).toBe('ok');
  expect(verdictOfChecks([passing, wrong])).toBe('violation');
  expect(verdictOfChecks([unknown, failing])).toBe('unknown');
  expect(verdictOfChecks([])).toBe('vacuous');
});
