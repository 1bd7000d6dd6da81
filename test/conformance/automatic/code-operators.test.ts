import { describe, expect, it } from 'vitest';
import { codeEdits } from '../../../harness/conformance/automatic/code-operators.ts';
import { applyEdit, named } from '../../../harness/conformance/automatic/edit.ts';
import { loadCompiler } from '../../../harness/conformance/patch.ts';

const compiler = await loadCompiler();
const editsOf = (text: string) => named(text, codeEdits('impl/lamp/lamp.ts', text, compiler));
const by = (operator: string, text: string) =>
  editsOf(text)
    .filter((edit) => edit.operator === operator)
    .map((edit) => applyEdit(text, edit));

describe('operators on code', () => {
  it.each([
    ['comparison', 'a === b', ['a !== b']],
    ['comparison', 'a < b', ['a <= b', 'a >= b']],
    ['comparison', 'x || a >= b', ['x || (a > b)', 'x || (a < b)']],
    ['connective', 'a && b && c', ['(a && b) || (c)', '((a) || (b)) && c']],
    ['operand dropped', 'a || b', ['a', 'b']],
    ['alternative dropped', 'f(a) ?? g(a)', ['f(a)', 'g(a)']],
    ['condition', 'if (a) b();', ['if (true) b();', 'if (false) b();']],
    ['condition', '!a', ['a']],
    ['condition', 'a ? b : c', ['b', 'c']],
    ['condition', 'while (a) b();', ['while (false) b();']],
    ['condition', 'true', ['false']],
    ['branches swapped', 'if (a) b(); else c();', ['if (a) c(); else b();']],
    ['branches swapped', 'a ? b : c', ['a ? c : b']],
    [
      'case dropped',
      'switch (a) { case 1: b(); default: c(); }',
      ['switch (a) {  default: c(); }'],
    ],
    ['statement removed', '{ f(a); }', ['{ ; }']],
    ['statement removed', 'for (const a of b) f(a);', [';', 'for (const a of b) ;']],
    ['result dropped', 'function f() { return a; }', ['function f() { return undefined; }']],
    [
      'element dropped',
      'effects([a, b, c])',
      ['effects([b, c])', 'effects([a, c])', 'effects([a, b])'],
    ],
    ['elements swapped', 'effects([a, ...b])', ['effects([...b, a])']],
    ['update dropped', 'f({ ...a, b, c: 1 })', ['f({ ...a, c: 1 })', 'f({ ...a, b,  })']],
    ['update dropped', 'f({ b, c: 1 })', []],
    ['off by one', 'f(1)', ['f(0)', 'f(2)']],
    ['off by one', 'f(0)', ['f(1)']],
    ['arithmetic', 'a + b', ['a - b']],
    ['arithmetic', 'a += -b', ['a -= -b', 'a += b']],
    ['arithmetic', 'i++', ['i--']],
    ['text emptied', 'f(`a ${b}`)', ["f('')"]],
    ['method', 'a.some(f)', ['a.every(f)']],
    ['call dropped', 'f(a.filter(g))', ['f(a)']],
    ['call dropped', 'a.set(b, c);', []],
    ['arguments swapped', 'f(a, b, c)', ['f(b, a, c)', 'f(a, c, b)']],
  ])('%s: %s', (operator, text, expected) => {
    expect([...by(operator, text)].sort()).toEqual([...expected].sort());
  });

  it.each([
    'type A = 1 | 2;',
    "import { a } from './a.ts';",
    'if (a === b) throw new RangeError(`no ${a}`);',
    'const actions = { f: [1, 2] } satisfies Actions;',
    'interface A { readonly b: true }',
  ])('none: %s', (text) => {
    expect(editsOf(text)).toEqual([]);
  });
});

describe('the key of a mutant', () => {
  const text =
    'export function f(a: number) {\n  if (a < 1) return a;\n  return a < 1 ? 2 : a;\n}\n';
  const keysOf = (source: string) => editsOf(source).map(({ key }) => key);

  it('says where and what', () => {
    expect(keysOf(text)).toContain('lamp.ts f: a < 1 => a <= 1');
    expect(keysOf(text)).toContain('lamp.ts f: a < 1 => (a >= 1)');
  });

  it('stays when lines move and other functions change', () => {
    const moved = `// a comment\nexport const one = 1;\n\n${text}`;
    expect(keysOf(moved).filter((key) => key.startsWith('lamp.ts f:'))).toEqual(
      keysOf(text).filter((key) => key.startsWith('lamp.ts f:')),
    );
  });

  it('is its own', () => {
    const keys = keysOf(text.repeat(2).replace('f(', 'g('));
    expect(new Set(keys).size).toBe(keys.length);
  });
});
