/** Each demand of visibility.ts, violated once and kept once; and the types that histories are judged by. */
import { describe, expect, test } from 'vitest';
import type { History, Operation } from '../../harness/consistency/history.ts';
import {
  addWinsSet,
  lastWriterWins,
  multiValue,
  type ReplicatedType,
  replicatedCounter,
  stronglyOrderedList,
  type VisibleUpdate,
} from '../../harness/consistency/replicated.ts';
import {
  checkVisibility,
  explainVisibility,
  type Sight,
} from '../../harness/consistency/visibility.ts';

const add = (process: string, id: string, saw: string[], elem = 'x'): Operation => {
  const input = { type: 'add', elem };
  const sight: Sight = { object: 's', session: process, saw, update: { id, input } };
  return { process, input: { sight }, invoke: 0, return: 1, outcome: 'ok', output: null };
};
const read = (process: string, saw: string[], value: unknown): Operation => {
  const sight: Sight = { object: 's', session: process, saw, value };
  return { process, input: { sight }, invoke: 0, return: 1, outcome: 'ok', output: null };
};
const lost: Operation = {
  process: 'z',
  input: {},
  invoke: 0,
  return: Number.POSITIVE_INFINITY,
  outcome: 'info',
};

const options = {
  sightOf: ({ input }: Operation) => (input as { sight?: Sight }).sight,
  typeOf: () => addWinsSet as ReplicatedType<never>,
  describe: (operation: Operation) => JSON.stringify(operation.input),
};

function complaintOf(...history: readonly Operation[]): string {
  const verdict = checkVisibility(history as History, options);
  if (verdict.verdict === 'ok') return 'ok';
  return verdict.verdict === 'unknown' ? `unknown: ${verdict.reason}` : verdict.complaint;
}

describe('checkVisibility', () => {
  test('takes a history in which everybody reads what he saw', () => {
    expect(complaintOf(add('a', '1', []), read('b', [], []), read('b', ['1'], ['x']))).toBe('ok');
  });
  test('two updates never have one name', () => {
    expect(complaintOf(add('a', '1', []), add('b', '1', []))).toBe('two updates are called 1');
  });
  test('nobody sees what nobody did, unless an outcome is unknown', () => {
    expect(complaintOf(read('a', ['9'], ['x']))).toContain('9 was seen, and no operation');
    expect(complaintOf(lost, read('a', ['9'], ['x']))).toContain('unknown: 9 was seen');
  });
  test('visibility is causal', () => {
    expect(complaintOf(add('a', '1', []), add('b', '2', ['1']), read('c', ['2'], ['x']))).toBe(
      '2 was seen without 1, which its author saw',
    );
  });
  test('a session sees what it did before', () => {
    expect(complaintOf(add('a', '1', []), read('a', [], []))).toBe(
      'session a does not see 1 any more',
    );
  });
  test('an update does not see itself', () => {
    expect(complaintOf(add('a', '1', ['1']))).toBe('1 saw itself');
  });
  test('who saw the same is told the same', () => {
    const history = [add('a', '1', []), read('b', ['1'], ['x']), read('c', ['1'], ['y'])];
    expect(complaintOf(...history)).toBe('the same was seen, and different things were told');
  });
  test('a wrong answer is told with what its reader saw', () => {
    const history = [add('a', '1', []), add('a', '2', ['1'], 'y'), read('b', ['1'], [])];
    const verdict = checkVisibility(history, options);
    if (verdict.verdict !== 'violation') throw new Error('it is wrong');
    expect(verdict.operations).toEqual([0, 2]);
    expect(explainVisibility(history, verdict, ({ process }) => process)).toBe(
      's is no add-wins set to one who saw this: it must be ["x"]:\n  a: a\n  b: b',
    );
  });
});

describe('the types', () => {
  const update = (
    id: string,
    input: unknown,
    saw: string[] = [],
    stamp?: VisibleUpdate['stamp'],
  ): VisibleUpdate => ({ id, input, saw: new Set(saw), ...(stamp === undefined ? {} : { stamp }) });
  const complaint = (type: ReplicatedType<never>, value: unknown, ...visible: VisibleUpdate[]) =>
    (type as ReplicatedType).judge([{ value, visible }])?.complaint;

  test('a counter is the sum', () => {
    const updates = [
      update('1', { type: 'increment', amount: 3 }),
      update('2', { type: 'decrement', amount: 1 }),
    ];
    expect(complaint(replicatedCounter, 2, ...updates)).toBe(undefined);
    expect(complaint(replicatedCounter, 3, ...updates)).toBe('it must be 2');
  });

  test('the last writer wins, and who saw a write is later', () => {
    const early = update('1', { value: 'x' }, [], [5, 'a']);
    const late = update('2', { value: 'y' }, [], [5, 'b']);
    expect(complaint(lastWriterWins, 'y', early, late)).toBe(undefined);
    expect(complaint(lastWriterWins, 'x', early, late)).toBe('it must be "y"');
    expect(complaint(lastWriterWins, null)).toBe(undefined);
    const slow = update('3', { value: 'z' }, ['1'], [4, 'b']);
    expect(complaint(lastWriterWins, 'x', early, slow)).toContain('3 saw 1');
  });

  test('concurrent writes stay side by side until one has seen them', () => {
    const [x, y] = [update('1', { value: 'x' }), update('2', { value: 'y' })];
    expect(complaint(multiValue, ['y', 'x'], x, y)).toBe(undefined);
    expect(complaint(multiValue, ['y'], x, y)).toBe('it must be ["x","y"]');
    expect(complaint(multiValue, ['z'], x, y, update('3', { value: 'z' }, ['1', '2']))).toBe(
      undefined,
    );
  });

  test('an addition that no removal saw wins', () => {
    const first = update('1', { type: 'add', elem: 'x' });
    const remove = update('2', { type: 'remove', elem: 'x' }, ['1']);
    const again = update('3', { type: 'add', elem: 'x' });
    expect(complaint(addWinsSet, [], first, remove)).toBe(undefined);
    expect(complaint(addWinsSet, ['x'], first, remove, again)).toBe(undefined);
    expect(complaint(addWinsSet, ['x'], first, remove)).toBe('it must be []');
  });

  test('a list has one order that all readings agree on', () => {
    const [p, q] = ['p', 'q'].map((elem) => update(elem, { type: 'insert', elem, after: '' })) as [
      VisibleUpdate,
      VisibleUpdate,
    ];
    const judge = (...values: unknown[]) =>
      (stronglyOrderedList as ReplicatedType).judge(
        values.map((value) => ({ value, visible: [p, q] })),
      );
    expect(judge(['p', 'q'], ['p', 'q'])).toBe(undefined);
    expect(judge(['p', 'q'], ['q', 'p'])?.complaint).toContain('other readings say the opposite');
    expect(judge(['p'])?.complaint).toContain('the elements p q');
    const behind = update('r', { type: 'insert', elem: 'r', after: 'p' });
    expect(complaint(stronglyOrderedList, ['r', 'p'], p, behind)).toBe('r was inserted behind p');
    const gone = update('s', { type: 'delete', target: 'p' });
    expect(complaint(stronglyOrderedList, ['q'], p, q, gone)).toBe(undefined);
  });
});
