import { describe, expect, it } from 'vitest';
import type { History } from '../../harness/consistency/history.ts';
import { checkLinearizable } from '../../harness/consistency/linearizability.ts';
import { register } from '../../harness/consistency/objects/register.ts';
import { validateHistory } from '../../harness/consistency/validate.ts';
import { fail, info, ok, read, write } from './operations.ts';

const problemsOf = (history: History) =>
  validateHistory(history).map(({ operation, message }) => `${operation}: ${message}`);

describe('validateHistory', () => {
  it('accepts one operation at a time of each process, ended by an unknown outcome', () => {
    const history = [ok('a', [0, 2], read, 0), info('a', 3, write(1)), fail('b', [0, 5], read)];
    expect(problemsOf(history)).toEqual([]);
  });

  it('names an operation that returns before or as it is invoked', () => {
    expect(problemsOf([ok('a', [2, 2], read, 0), ok('b', [3, 1], read, 0)])).toEqual([
      '0: it returns at 2, not after its invocation at 2',
      '1: it returns at 1, not after its invocation at 3',
    ]);
  });

  it('names positions that are no finite numbers', () => {
    const history = [ok('a', [Number.NaN, 2], read, 0), ok('b', [0, Infinity], read, 0)];
    expect(problemsOf(history)).toEqual([
      '0: invoke is NaN, not a finite number',
      '1: return is Infinity, not a finite number',
    ]);
  });

  it('names an unknown operation that has a return or an output', () => {
    const returned = { ...info('a', 0, read), return: 4 };
    const answered = { ...info('b', 0, read), output: 1 };
    expect(problemsOf([returned, answered])).toEqual([
      '0: its outcome is unknown, so return must be Infinity',
      '1: its outcome is unknown, yet it has an output',
    ]);
  });

  it('names the operation that begins while another of its process is open, or as it returns', () => {
    const history = [ok('a', [5, 9], read, 0), ok('a', [1, 5], read, 0), ok('a', [7, 8], read, 0)];
    expect(problemsOf(history)).toEqual([
      '0: a invokes it at 5, not after the return (5) of operation 1',
      '2: a invokes it at 7, not after the return (9) of operation 0',
    ]);
  });

  it('names the operation of a process whose last outcome is unknown, unless processes go on', () => {
    const history = [info('a', 0, write(1)), ok('a', [3, 4], read, 1)];
    expect(problemsOf(history)).toEqual([
      '1: a invokes it after the unknown outcome of operation 0',
    ]);
    expect(validateHistory(history, { afterInfo: 'go on' })).toEqual([]);
    expect(checkLinearizable(history, register(0)).verdict).toBe('unknown');
    expect(checkLinearizable(history, register(0), { afterInfo: 'go on' }).verdict).toBe('ok');
  });

  it('makes a malformed history unknown, whatever is in it', () => {
    const history = [ok('a', [2, 1], write(1), null)];
    expect(checkLinearizable(history, register(0))).toMatchObject({
      verdict: 'unknown',
      problems: [{ operation: 0 }],
    });
  });
});
