import { beforeAll, describe, expect, it } from 'vitest';
import { grammarFiles } from '../../../harness/files.ts';
import type { Expression } from '../../../harness/tla/syntax/ast.ts';
import { loadGrammar } from '../../../harness/tla/syntax/grammar.ts';
import { parse } from '../../../harness/tla/syntax/parse.ts';
import { expressionOf, mistakesOf } from './read.ts';
import recorded from './recorded/precedence.json' with { type: 'json' };
import { summary } from './summary.ts';

beforeAll(() => loadGrammar(grammarFiles));

/** Which operator comes first, as the recorded table has it, by how the operands `x` are bracketed. */
const letters: Readonly<Record<string, string>> = {
  '((x.x).x)': 'l',
  '(x.(x.x))': 'r',
  '(x.x.x)': 'n',
  '((.x).x)': 'l',
  '(.(x.x))': 'r',
  '(x.(.x))': 'r',
  '((x.x).)': 'l',
  '(x.(x.))': 'r',
  '((.x).)': 'l',
  '(.(x.))': 'r',
  '(.(.x))': 'r',
  '((x.).x)': 'l',
  '((x.).)': 'l',
};

function skeleton(e: Expression): string {
  if (e.kind === 'index') return `(${skeleton(e.function)}.)`;
  if (e.kind === 'field') return `(${skeleton(e.record)}.)`;
  if (e.kind === 'product') return `(${e.items.map(skeleton).join('.')})`;
  if (e.kind !== 'apply') return 'x';
  const [left, right] = e.args.map(skeleton);
  if (right !== undefined) return `(${left}.${right})`;
  return recorded.postfix.includes(e.name) ? `(${left}.)` : `(.${left})`;
}

type Table = Readonly<Record<string, string>>;

interface Row {
  readonly text: string;
  readonly expected: string;
}

function rows(
  table: Table,
  columns: readonly string[],
  text: (left: string, right: string) => string,
): Row[] {
  return Object.entries(table).flatMap(([left, row]) =>
    columns.map((right, i) => ({ text: text(left, right), expected: row[i] as string })),
  );
}

const { infix, prefix, postfix } = recorded;
const pairs: Readonly<Record<string, readonly Row[]>> = {
  'two infix operators': rows(recorded.infixInfix, infix, (a, b) => `x ${a} x ${b} x`),
  'a prefix before an infix operator': rows(recorded.prefixInfix, infix, (a, b) => `${a} x ${b} x`),
  'an infix before a prefix operator': rows(
    recorded.infixPrefix,
    prefix,
    (a, b) => `x ${a} ${b} x`,
  ),
  'an infix before a postfix operator': rows(
    recorded.infixPostfix,
    postfix,
    (a, b) => `x ${a} x${b}`,
  ),
  'a postfix before an infix operator': rows(
    recorded.postfixInfix,
    infix,
    (a, b) => `x${a} ${b} x`,
  ),
  'a prefix before a postfix operator': rows(
    recorded.prefixPostfix,
    postfix,
    (a, b) => `${a} x${b}`,
  ),
  'two prefix operators': rows(recorded.prefixPrefix, prefix, (a, b) => `${a} ${b} x`),
  'two postfix operators': rows(recorded.postfixPostfix, postfix, (a, b) => `x${a}${b}`),
};

/** All of them in one module, a definition a line: thousands of modules would take thousands of times as long. */
function moduleOf(texts: readonly string[]) {
  const lines = texts.map((text, i) => `A${i} == ${text}`);
  return parse(['---- MODULE Test ----', ...lines, '===='].join('\n'), 'Test.tla');
}

describe('precedence', () => {
  it.each(Object.entries(pairs))('%s bind as in SANY', (_, all) => {
    const accepted = all.filter(({ expected }) => expected !== '!');
    const { modules, diagnostics } = moduleOf(accepted.map(({ text }) => text));
    expect(diagnostics).toEqual([]);
    const bound = modules[0]?.units.map((unit, i) => {
      const letter = unit.kind === 'operator' ? letters[skeleton(unit.body)] : undefined;
      return `${accepted[i]?.text} ${letter}`;
    });
    expect(bound).toEqual(accepted.map(({ text, expected }) => `${text} ${expected}`));
  });

  it.each(Object.entries(pairs))('%s conflict where they do in SANY', (_, all) => {
    const refused = all.filter(({ expected }) => expected === '!');
    const { diagnostics } = moduleOf(refused.map(({ text }) => text));
    const lines = refused.length === 0 ? [] : diagnostics.map(({ span }) => span.line);
    expect(new Set(lines)).toEqual(new Set(refused.map((_row, i) => i + 2)));
    expect(diagnostics.every(({ code }) => code === 'TLA110')).toBe(true);
  });

  it('the table is a real one: it has every kind of answer', () => {
    const answers = Object.values(pairs).flatMap((all) => all.map(({ expected }) => expected));
    expect(answers.length).toBeGreaterThan(9000);
    expect(new Set(answers)).toEqual(new Set(['l', 'r', 'n', '!']));
  });

  it('a conflict names both operators and points at the second', () => {
    expect(mistakesOf('A == a /\\ b \\/ c')).toEqual([
      'TLA110 2:13 /\\ and \\/ cannot stand side by side: neither binds tighter',
    ]);
    expect(mistakesOf('A == a = b = c')).toEqual([
      'TLA110 2:12 = does not chain: it is not clear which of the two comes first',
    ]);
  });

  it('conflicts hide behind other operators no more than in SANY', () => {
    expect(mistakesOf('A == a => b /\\ c => d')).toHaveLength(1);
    expect(mistakesOf('A == x \\in S \\in T')).toHaveLength(1);
    expect(mistakesOf('A == 2 * -1')).toHaveLength(1);
    expect(mistakesOf("A == []x'")).toHaveLength(1);
    expect(mistakesOf('A == (a /\\ b) \\/ c')).toEqual([]);
  });

  it.each([
    ["~(ENABLED A)'", "(~ (' (ENABLED A)))"],
    ['~x \\in S', '(~ (\\in x S))'],
    ["x' = ~x", "(= (' x) (~ x))"],
    ['a .. b + 1', '(.. a (+ b 1))'],
    ['x :> 1 @@ y :> 2', '(@@ (:> x 1) (:> y 2))'],
    ['A \\X B \\X C', '(product A B C)'],
    ['(A \\X B) \\X C', '(product (product A B) C)'],
    ['A /\\ B /\\ C', '(/\\ (/\\ A B) C)'],
    ['-f[x].a', '(-. (field (index f x) a))'],
  ])('%s is read as %s', (text, expected) => {
    expect(summary(expressionOf(text))).toBe(expected);
  });
});
