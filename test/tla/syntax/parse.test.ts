import { beforeAll, describe, expect, it } from 'vitest';
import { grammarFiles } from '../../../harness/files.ts';
import type { Expression, Span } from '../../../harness/tla/syntax/ast.ts';
import { loadGrammar } from '../../../harness/tla/syntax/grammar.ts';
import { parse } from '../../../harness/tla/syntax/parse.ts';
import { expressionOf, moduleOf, shown, unitsOf } from './read.ts';
import { readConstructs, writeConstructs } from './recorded.ts';
import { moduleSummary, summary, unitSummary } from './summary.ts';

beforeAll(() => loadGrammar(grammarFiles));

const place = ({ line, column, endLine, endColumn }: Span) =>
  `${line}:${column}-${endLine}:${endColumn}`;

describe('constructs', () => {
  const read = (body: string): string => {
    const { modules, diagnostics } = parse(`---- MODULE Test ----\n${body}\n====\n`, 'Test.tla');
    return diagnostics.length > 0
      ? 'refused'
      : (modules[0]?.units.map(unitSummary).join(' ') ?? '');
  };

  if (process.env.UPDATE === '1') {
    it('are recorded anew', () => {
      writeConstructs(readConstructs().map(({ text }) => ({ text, expected: read(text) })));
    });
  }

  it('are read, or refused, as recorded', () => {
    const constructs = readConstructs();
    expect(constructs.length).toBeGreaterThan(600);
    const now = constructs.map(({ text }) => ({ text, expected: read(text) }));
    expect(now).toEqual(constructs);
  });
});

describe('modules', () => {
  it('stand in prose, and what follows the first one is not judged', () => {
    const { modules, diagnostics, ignored } = parse(
      'Some "text (* and\n---- MODULE A ----\nx == 1\n====\n more ) text\n---- MODULE B ----\ny == ==\n====',
      'A.tla',
    );
    expect(modules.map(({ name }) => name)).toEqual(['A']);
    expect(diagnostics).toEqual([]);
    expect(shown(ignored)).toEqual([expect.stringMatching(/^TLA102 7:6 /)]);
  });

  it('may be several in a file, and nested', () => {
    const { modules } = parse(
      '---- MODULE A ----\n---- MODULE I ----\nx == 1\n====\ny == 2\n====\n---- MODULE B ----\n====',
      'A.tla',
    );
    expect(modules.map(moduleSummary)).toEqual([
      '(module A (module I (== x 1)) (== y 2))',
      '(module B)',
    ]);
  });

  it('list what they extend', () => {
    expect(moduleSummary(moduleOf('---- MODULE A ----\nEXTENDS Naturals, B\n====\n'))).toBe(
      '(module A Naturals B)',
    );
  });
});

describe('text that is not looked at', () => {
  it('comments nest, and may hold anything', () => {
    const text = 'A == 1 (* " ) (* inner *) ]] *) + \\* "rest\n 2';
    expect(unitsOf(text).map(unitSummary)).toEqual(['(== A (+ 1 2))']);
  });

  it('comment signs in a string are text', () => {
    expect(summary(expressionOf('"(* \\\\* "'))).toBe('"(* \\\\* "');
  });

  it('PlusCal stands in a comment, well-formed or not', () => {
    const text = '(* --algorithm x { variables y = } begin *)\nA == 1';
    expect(unitsOf(text).map(unitSummary)).toEqual(['(== A 1)']);
  });

  it('proofs are skipped, statements kept', () => {
    const text =
      'THEOREM T == a\n<1>1. b\n  BY c\n<1>2. QED\n  OBVIOUS\nLEMMA ASSUME x PROVE y\nUSE DEF T\nB == 1';
    expect(unitsOf(text).map(unitSummary)).toEqual(['(theorem T a)', '(theorem - -)', '(== B 1)']);
  });
});

describe('places', () => {
  const bodyPlace = (text: string) => place(expressionOf(text).span);

  it('are lines and columns from 1, the last one included', () => {
    expect(bodyPlace('x + y')).toBe('2:6-2:10');
    expect(bodyPlace('/\\ x\n     /\\ y = 1')).toBe('2:6-3:13');
  });

  it('take in the parentheses of operands, not those around the whole', () => {
    expect(bodyPlace('(x) + (y)')).toBe('2:6-2:14');
    expect(bodyPlace('(x + y)')).toBe('2:7-2:11');
  });

  it('count a tab as SANY does, to the next multiple of eight', () => {
    const [unit] = unitsOf('A ==\t/\\ x\n\t/\\ y');
    expect(unit && unitSummary(unit)).toBe('(== A (and x y))');
    expect(unit && place(unit.span)).toBe('2:1-3:12');
  });

  it('count what is not ASCII as one, before them on the line too', () => {
    const [, right] = (expressionOf('"é∧→" # y') as Extract<Expression, { kind: 'apply' }>).args;
    expect(right && place(right.span)).toBe('2:14-2:14');
  });

  it('do not depend on the ends of lines', () => {
    const text = '---- MODULE A ----\r\nx == /\\ 1\r\n     /\\ 2\r\n====\r\n';
    expect(moduleSummary(moduleOf(text))).toBe('(module A (== x (and 1 2)))');
  });
});

describe('names', () => {
  it('Nat, Int and Real are names like others', () => {
    expect(unitsOf('CONSTANT Nat\nA == [Int |-> Real(Nat), b |-> x.Nat]').map(unitSummary)).toEqual(
      ['(constants Nat)', '(== A (record Int:(Real Nat) b:(field x Nat)))'],
    );
  });

  it('words of PlusCal are names', () => {
    expect(unitsOf('begin == process').map(unitSummary)).toEqual(['(== begin process)']);
  });

  it('a field may have a reserved name', () => {
    expect(summary(expressionOf('[IF |-> r.THEN]'))).toBe('(record IF:(field r THEN))');
  });
});

describe('numbers and strings', () => {
  it('numbers of any size and base are kept digit by digit', () => {
    expect(summary(expressionOf('123456789012345678901234567890'))).toBe(
      '123456789012345678901234567890',
    );
    expect(summary(expressionOf('\\hFFFFFFFFFFFFFFFF'))).toBe('18446744073709551615');
  });

  it('the escapes of strings are resolved', () => {
    expect(expressionOf('"a\\"\\\\\\t\\n\\f\\r"')).toMatchObject({
      kind: 'string',
      value: 'a"\\\t\n\f\r',
    });
  });
});

describe('unicode', () => {
  it.each([
    ['∀ x ∈ S : x ≠ 1 ∧ ¬y', '\\A x \\in S : x # 1 /\\ ~y'],
    ['⟨a, b⟩ ∪ (S ∩ T)', '<<a, b>> \\cup (S \\cap T)'],
    ['[x ∈ S ↦ x ≥ 2]', '[x \\in S |-> x >= 2]'],
    ['a ⇒ b', 'a => b'],
    ['A × B', 'A \\X B'],
  ])('%s means the same as %s', (unicode, ascii) => {
    expect(summary(expressionOf(unicode))).toBe(summary(expressionOf(ascii)));
  });

  it('bullets make junction lists', () => {
    expect(summary(expressionOf('∧ a\n     ∧ b\n       ∨ c'))).toBe('(and a (\\/ b c))');
  });
});
