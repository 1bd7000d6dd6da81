import { describe, expect, it } from 'vitest';
import { readsOf, readsOfAction } from '../../../harness/tla/compile/reads.ts';
import type { Expr } from '../../../harness/tla/semantics/ir.ts';
import { load } from '../run.ts';

const body = `
EXTENDS Naturals, FiniteSets
VARIABLES a, b, c
Sum == a + b
Twice(x) == x + x
Apply(F(_), x) == F(x)
Put(v, e) == v' = e
vars == <<a, b, c>>
RECURSIVE Count(_)
Count(n) == IF n = 0 THEN c ELSE Count(n - 1)
`;

/** The body of `E == text`, and the names of variables by their indexes. */
function parsed(text: string): { expr: Expr; names: (indexes: Iterable<number>) => string } {
  const spec = load(
    `${body}E == ${text}\nI == vars = <<0, 0, 0>>\nN == UNCHANGED vars`,
    'INIT I\nNEXT N',
  );
  const entity = spec.resolved.scope.find('E');
  if (entity?.kind !== 'definitionEntity') throw new Error('E is no definition');
  const { definition } = entity;
  const names = (indexes: Iterable<number>): string =>
    [...indexes]
      .map((index) => spec.variables[index]?.name ?? '?')
      .sort()
      .join('');
  return { expr: definition.body(), names };
}

describe('a value is kept by all that it can read', () => {
  it.each([
    ['a + 1', 'a', ''],
    ["a' + b", 'b', 'a'],
    ['Sum', 'ab', ''],
    ["Sum'", '', 'ab'],
    ['Count(3)', 'c', ''],
    ['Apply(Twice, a)', 'a', ''],
    ['Apply(LAMBDA x : x + b, a)', 'ab', ''],
    ['UNCHANGED vars', 'abc', 'abc'],
    ["ENABLED (a' = b)", 'b', ''],
    ["[c' = a]_b", 'ab', 'bc'],
    ['LET n == a IN {x \\in 1..n : x > c}', 'ac', ''],
    ["LET n == a IN n'", 'a', 'a'],
    ["Twice(a')", '', 'a'],
  ])('%s', (text, current, next) => {
    const { expr, names } = parsed(text);
    const reads = readsOf([expr], 'current');
    expect([names(reads.current), names(reads.next)]).toEqual([current, next]);
  });
});

describe('the steps of an action are kept by what decides them', () => {
  it.each([
    ["a' = 1 /\\ UNCHANGED <<b, c>>", ''],
    ["a' = b /\\ UNCHANGED <<b, c>>", 'b'],
    ["a' = b /\\ c' = a' /\\ UNCHANGED b", 'b'],
    ["UNCHANGED <<b, c>> /\\ a' = b'", 'b'],
    ["(a' = 1 \\/ UNCHANGED a) /\\ UNCHANGED <<b, c>>", 'a'],
    ["a' \\in {x \\in 0..3 : x < Sum} /\\ UNCHANGED <<b, c>>", 'ab'],
    ['Put(a, c) /\\ UNCHANGED <<b, c>>', 'abc'],
    ['b = 0 /\\ UNCHANGED vars', 'b'],
    ["\\E x \\in {0, c} : a' = x /\\ UNCHANGED <<b, c>>", 'c'],
  ])('%s', (text, read) => {
    const { expr, names } = parsed(text);
    expect(names(readsOfAction([expr]))).toBe(read);
  });
});
