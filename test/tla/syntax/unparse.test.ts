import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { grammarFiles } from '../../../harness/files.ts';
import type { Expression } from '../../../harness/tla/syntax/ast.ts';
import { loadGrammar } from '../../../harness/tla/syntax/grammar.ts';
import { unparse } from '../../../harness/tla/syntax/unparse.ts';
import { expression } from './arbitrary-expression.ts';
import { expressionOf } from './read.ts';
import { summary } from './summary.ts';

beforeAll(() => loadGrammar(grammarFiles));

/** Junction lists cannot be written in one line: they are infix chains afterwards. */
function chained(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(chained);
  if (typeof value !== 'object' || value === null) return value;
  const node = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, chained(part)]));
  if (node.kind !== 'and' && node.kind !== 'or') return node;
  const name = node.kind === 'and' ? '/\\' : '\\/';
  return (node.items as Expression[]).reduce((left, right) => ({
    kind: 'apply',
    name,
    args: [left, right],
    span: left.span,
  }));
}

describe('unparse', () => {
  it('writes a text that is read as the same expression', () => {
    fc.assert(
      fc.property(expression, (e) => {
        const text = unparse(e);
        expect(summary(expressionOf(text)), text).toBe(summary(chained(e) as Expression));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['(a + b) * c', '(a + b) * c'],
    ['(a * b) + c', 'a * b + c'],
    ['a - (b - c)', 'a - (b - c)'],
    ['(a - b) - c', 'a - b - c'],
    ['~(a = b)', '~a = b'],
    ['(~a) = b', '(~a) = b'],
    ['[](a => b)', '[](a => b)'],
    ["(x + 1)'", "(x + 1)'"],
    ['(\\A i \\in S : P(i)) /\\ Q', '(\\A i \\in S : P(i)) /\\ Q'],
    ['Q /\\ (\\A i \\in S : P(i))', 'Q /\\ \\A i \\in S : P(i)'],
    ['(A \\X B) \\X C', '(A \\X B) \\X C'],
    ['- -1', '- -1'],
    ['a ^ (-1)', 'a ^ (-1)'],
    ['{(x \\in S) : x \\in T}', '{(x \\in S) : x \\in T}'],
    ['"a\\"b"', '"a\\"b"'],
  ])('writes %s as %s', (from, to) => {
    expect(unparse(expressionOf(from))).toBe(to);
  });

  it('writes a junction list as a chain', () => {
    expect(unparse(expressionOf('/\\ a\n     /\\ b = 1'))).toBe('a /\\ b = 1');
  });
});
