/** The object that judges what clients of a transaction saw: it must refuse what two-phase commit promises away. */
import { describe, expect, test } from 'vitest';
import type { Operation } from '../../harness/consistency/history.ts';
import { checkLinearizable } from '../../harness/consistency/linearizability.ts';
import { decision } from '../../models/two-phase-commit/workload.ts';

type Seen = readonly [process: string, type: string, invoke: number, end: number, output?: string];

/** Without an output: the outcome is unknown, and the process carries on under a new name (Jepsen's convention). */
function verdictOf(...seen: readonly Seen[]): string {
  const history = seen.map(([process, type, invoke, end, output]): Operation => {
    const operation = { process, input: { type }, invoke } as const;
    if (output === undefined) return { ...operation, outcome: 'info', return: Infinity };
    return { ...operation, outcome: 'ok', return: end, output };
  });
  return checkLinearizable(history, decision).verdict;
}

describe('the decision object accepts', () => {
  test('a commit, and that everybody sees it from then on', () => {
    const history: readonly Seen[] = [
      ['rm1', 'read', 0, 1, 'old'],
      ['client', 'commit', 2, 5, 'committed'],
      ['rm1', 'read', 3, 4, 'new'],
      ['rm2', 'read', 6, 7, 'new'],
      ['client', 'query', 8, 9, 'committed'],
    ];
    expect(verdictOf(...history)).toBe('ok');
  });

  test('an unknown commit that is found committed, or aborted', () => {
    expect(verdictOf(['client', 'commit', 0, 1], ["client'", 'query', 2, 3, 'committed'])).toBe(
      'ok',
    );
    expect(verdictOf(['client', 'commit', 0, 1], ["client'", 'query', 2, 3, 'aborted'])).toBe('ok');
  });

  test('an abort that nobody asked for', () => {
    expect(verdictOf(['client', 'query', 0, 1, 'aborted'])).toBe('ok');
  });
});

describe('the decision object refuses', () => {
  test('an announced commit that is aborted', () => {
    expect(
      verdictOf(['client', 'commit', 0, 1, 'committed'], ['client', 'query', 2, 3, 'aborted']),
    ).toBe('violation');
  });

  test('an abort that is committed after all', () => {
    expect(
      verdictOf(
        ['client', 'commit', 0, 1],
        ["client'", 'query', 2, 3, 'aborted'],
        ['rm1', 'read', 4, 5, 'new'],
      ),
    ).toBe('violation');
  });

  test('an old value after a new one, at another participant', () => {
    expect(
      verdictOf(
        ['client', 'commit', 0, 9],
        ['rm1', 'read', 1, 2, 'new'],
        ['rm2', 'read', 3, 4, 'old'],
      ),
    ).toBe('violation');
  });

  test('a commit that nobody asked for', () => {
    expect(verdictOf(['client', 'query', 0, 1, 'committed'])).toBe('violation');
    expect(verdictOf(['rm1', 'read', 0, 1, 'new'])).toBe('violation');
  });
});
