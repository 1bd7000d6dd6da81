import { describe, expect, test } from 'vitest';
import { countsIn, outcomeOf, queueIn } from '../../../scripts/tlc/outcome.ts';
import { readStream, recordedOutcome, recordedOutput, recordings } from './recordings.ts';

/** verdict, exit code, distinct, generated, depth, violated, states of the counterexample */
const expected: Readonly<Record<string, readonly unknown[]>> = {
  action: ['violation', 13, 3, 3, 3, 'GrowsProp', 3],
  assert: ['violation', 14, 3, 3, 3, undefined, 3],
  assumed: ['violation', 10, 0, 0, 0, 'Assumption', undefined],
  broken: ['unknown', 150, 0, 0, 0, undefined, undefined],
  deadlock: ['violation', 11, 4, 4, 4, 'Deadlock', 4],
  evaluation: ['violation', 75, 1, 1, 1, undefined, 1],
  initial: ['violation', 12, 0, 0, 0, 'NeverInv', 1],
  'invariant-evaluation': ['violation', 76, 2, 2, 2, 'WrongInv', 2],
  lasso: ['ok', 0, 4, 5, 4, undefined, undefined],
  liveness: ['violation', 13, 4, 5, 4, undefined, 3],
  // TLC says at which line the false conjunct is, which is no name.
  location: ['violation', 13, 3, 3, 3, undefined, 3],
  'missing-config': ['unknown', 151, 0, 0, 0, undefined, undefined],
  'missing-spec': ['unknown', 150, 0, 0, 0, undefined, undefined],
  ok: ['ok', 0, 4, 5, 4, undefined, undefined],
  print: ['ok', 0, 4, 4, 4, undefined, undefined],
  safety: ['violation', 12, 3, 3, 3, 'FewInv', 3],
  syntax: ['unknown', 151, 0, 0, 0, undefined, undefined],
  unknown: ['unknown', 150, 0, 0, 0, undefined, undefined],
  'unknown-constant': ['ok', 0, 4, 5, 4, undefined, undefined],
  'unknown-invariant': ['unknown', 151, 0, 0, 0, undefined, undefined],
};

describe('what a run of TLC came to', () => {
  test('every recording is looked at', () => {
    expect(Object.keys(expected).sort()).toEqual(Object.keys(recordings).sort());
  });

  test.each(Object.entries(expected))('%s', (name, row) => {
    const result = recordedOutcome(name);
    const { verdict, exitCode, distinct, generated, depth, violated, traceLength } = result;
    expect([verdict, exitCode, distinct, generated, depth, violated, traceLength]).toEqual(row);
    expect(result.error === undefined).toBe(verdict === 'ok');
    expect(result.version).toBe('2.19 of 08 August 2024 (rev: 5a47802)');
  });

  test.each([
    ['broken', 'line 5, column 1'],
    ['unknown', 'Cannot find source file for module Missing imported in module Unknown.'],
    ['syntax', 'configuration file at line 3'],
    ['missing-config', 'Nowhere.cfg'],
    ['unknown-invariant', 'The invariant Nowhere'],
    ['assumed', 'line 4, col 8'],
    ['evaluation', 'Attempted to apply Head to the empty sequence.'],
    ['evaluation', 'Line 25, column 33'],
    ['invariant-evaluation', 'integer 1 with non-integer'],
    ['assert', '<<"count is", 2>>'],
  ])('%s says what is wrong, and where: %s', (name, text) => {
    expect(recordedOutcome(name).error).toContain(text);
  });

  test('the story is the behaviour', () => {
    const { story } = recordedOutcome('liveness');
    expect(story).toMatch(/^1: <Initial predicate>\n\/\\ lit = FALSE\n/);
    expect(story).toMatch(/4: Stuttering$/);
  });

  test('exit code 0 without the message of success is unknown', () => {
    const read = readStream(recordedOutput('ok').replaceAll('2193', '2195'));
    const run = { ...read, module: 'Lamp', config: 'LampOk.cfg', seconds: 1 };
    const result = outcomeOf({ ...run, exitCode: 0 });
    expect([result.verdict, result.exitCode]).toEqual(['unknown', 2]);
  });

  test('a run that a signal ended is unknown', () => {
    const read = readStream(recordedOutput('ok').slice(0, 1000));
    const run = { ...read, module: 'Lamp', config: 'LampOk.cfg', seconds: 1 };
    const result = outcomeOf({ ...run, exitCode: null });
    expect([result.verdict, result.exitCode]).toEqual(['unknown', 153]);
    expect(result.error).toBe('TLC was ended by a signal');
  });

  test('counts are read with and without separators', () => {
    const text =
      'Progress(7) at x: 1,234,567 states generated (1 s/min), 89,012 distinct states found';
    expect(countsIn(text)).toEqual({ generated: 1_234_567, distinct: 89_012 });
    expect(countsIn(text.replaceAll(',', ''))).toEqual({ generated: 1_234_567, distinct: 89_012 });
    expect(queueIn(`${text}, 3,210 states left on queue.`)).toBe(3210);
  });
});
