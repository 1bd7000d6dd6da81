import { describe, expect, it } from 'vitest';
import type { Operation } from '../../harness/consistency/history.ts';
import { judgeReplicated } from '../../harness/consistency/replicated-history.ts';

let clock = 0;
const op = (process: string, input: object, output: object): Operation => ({
  process,
  input,
  output,
  invoke: clock++,
  return: clock++,
  outcome: 'ok',
});
const add = (elem: number, id: string) => ({ type: 'add', elem, id });
const read = { type: 'read' };

describe('a recorded history of a replicated set', () => {
  const added = [op('a', add(1, 'a1'), { saw: [] }), op('b', add(2, 'b1'), { saw: [] })];
  const verdict = (...more: Operation[]) => judgeReplicated([...added, ...more], 'add-wins-set');

  it('is ok where all who saw the same were told the same', () => {
    const both = { saw: ['a1', 'b1'], value: [1, 2] };
    expect(verdict(op('a', read, both), op('b', read, both))).toEqual({ verdict: 'ok' });
    expect(verdict(op('a', read, { saw: ['a1'], value: [1] }))).toEqual({ verdict: 'ok' });
  });

  it('is a violation where somebody was told what is not in what it saw, or forgot', () => {
    expect(verdict(op('a', read, { saw: ['a1', 'b1'], value: [1] }))).toMatchObject({
      verdict: 'violation',
    });
    expect(verdict(op('a', read, { saw: ['b1'], value: [2] }))).toMatchObject({
      verdict: 'violation',
      complaint: 'session a does not see a1 any more',
    });
  });

  it('has no verdict where an update of unknown outcome was seen', () => {
    const open: Operation = {
      process: 'c',
      input: add(3, 'c1'),
      invoke: 1,
      return: Number.POSITIVE_INFINITY,
      outcome: 'info',
    };
    expect(verdict(open, op('a', read, { saw: ['a1', 'c1'], value: [1, 3] }))).toMatchObject({
      verdict: 'unknown',
    });
  });

  it('is refused where an answer does not tell what it saw', () => {
    expect(verdict(op('a', read, { value: [] }))).toContain('operation 2: output must tell');
    expect(verdict(op('a', { kind: 'read' }, { saw: [] }))).toContain('operation 2: input');
  });
});

it('a register that the last writer wins needs stamps, from the operation or from its answer', () => {
  const write = (process: string, value: number, id: string, stamp: number) =>
    op(process, { type: 'write', value, id }, { saw: [], stamp: [stamp, process] });
  const writes = [write('a', 1, 'a1', 1), write('b', 2, 'b1', 2)];
  const told = (value: number) =>
    judgeReplicated([...writes, op('a', read, { saw: ['a1', 'b1'], value })], 'last-writer-wins');
  expect(told(2)).toEqual({ verdict: 'ok' });
  expect(told(1)).toMatchObject({ verdict: 'violation' });
});
