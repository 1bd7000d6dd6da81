import { expect, test } from 'vitest';
import { disagreements } from '../../../scripts/tlc/compare.ts';
import { recordedOutcome } from './recordings.ts';

const ok = recordedOutcome('ok');
const safety = recordedOutcome('safety');

test('equal results agree', () => {
  expect(disagreements(ok, { ...ok, seconds: 9 })).toEqual([]);
  expect(disagreements(safety, safety)).toEqual([]);
});

test('each count of a complete search is compared', () => {
  const other = { ...ok, distinct: 5, generated: 1234, depth: 3 };
  expect(disagreements(ok, other)).toEqual([
    'distinct states: TLC 4, engine 5',
    'states generated: TLC 5, engine 1,234',
    'depth: TLC 4, engine 3',
  ]);
});

test('a verdict and its exit code are compared', () => {
  expect(disagreements(safety, { ...ok, violated: 'FewInv', traceLength: 3 })).toEqual([
    'verdict: TLC violation, engine ok',
    'exit code: TLC 12, engine 0',
  ]);
});

test('what TLC leaves with 255 for is no difference', () => {
  expect(disagreements({ ...safety, exitCode: 75 }, { ...safety, exitCode: 255 })).toEqual([]);
  expect(disagreements({ ...safety, exitCode: 76 }, { ...safety, exitCode: 255 })).toEqual([
    'exit code: TLC 76, engine 75',
  ]);
});

test('of a violation its name and length are compared, not what was seen by then', () => {
  expect(disagreements(safety, { ...safety, distinct: 9, generated: 9 })).toEqual([]);
  expect(disagreements(safety, { ...safety, violated: 'TypeOK', traceLength: 4 })).toEqual([
    'violated: TLC FewInv, engine TypeOK',
    'states of the counterexample: TLC 3, engine 4',
  ]);
});

test('a false temporal property has no name in TLC, and lassos of any length', () => {
  const liveness = recordedOutcome('liveness');
  expect(disagreements(liveness, { ...liveness, violated: 'LitProp', traceLength: 9 })).toEqual([]);
  expect(disagreements(liveness, { ...liveness, exitCode: 12 })).not.toEqual([]);
});
