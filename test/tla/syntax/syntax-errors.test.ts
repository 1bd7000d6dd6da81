import { beforeAll, describe, expect, it } from 'vitest';
import { grammarFiles } from '../../../harness/files.ts';
import { loadGrammar } from '../../../harness/tla/syntax/grammar.ts';
import { parse } from '../../../harness/tla/syntax/parse.ts';
import { mistakesOf, shown } from './read.ts';

beforeAll(() => loadGrammar(grammarFiles));

const hintsOf = (body: string) =>
  parse(`---- MODULE Test ----\n${body}\n====\n`, 'Test.tla').diagnostics.map(({ hint }) => hint);

describe('a file that is no module', () => {
  it.each(['', 'just words', '--- MODULE A ---', '(* comment'])('%j is refused', (text) => {
    expect(shown(parse(text, 'A.tla').diagnostics)).toEqual([
      'TLA101 1:1 there is no module in this file',
    ]);
  });

  it('a module that is not closed is told so', () => {
    const { diagnostics } = parse('---- MODULE A ----\nx == 1\n', 'A.tla');
    expect(shown(diagnostics)).toEqual(['TLA102 1:1 this module is not closed: ==== is missing']);
  });
});

describe('a syntax error', () => {
  it.each([
    ['A == x +', 'TLA102 2:8 this is not complete: something must follow'],
    ['A == (x + y\nB == 1', 'TLA102 2:6 this ( is never closed'],
    ['A == x + y)\nB == 1', 'TLA102 2:11 this ) closes nothing'],
    ['A == [x \\in S |-> x)', 'TLA102 2:20 found ), but the [ at line 2, column 6 needs ]'],
    ['A == <<1, 2', 'TLA102 2:6 this << is never closed'],
    ['A == x y', 'TLA102 2:8 unexpected y after x'],
    ['A = 1', 'TLA102 2:3 unexpected = after A'],
    ['A == x != y', 'TLA102 2:8 unexpected ! after x'],
    ['A == x ; y', 'TLA102 2:8 unexpected ; after x'],
    ['A == x §', 'TLA102 2:8 unexpected § (U+00A7) after x'],
    ['A == IF x THEN y\nB == 1', 'TLA102 2:16 this is not complete: something must follow'],
    ['VARIABLES x,\nB == 1', 'TLA102 3:3 unexpected == after B'],
  ])('in %j is: %s', (body, expected) => {
    expect(mistakesOf(body)).toEqual([expected]);
  });

  it.each([
    ['A = 1', 'a definition is written =='],
    ['A == x != y', '"not equal" is written # or /='],
    ['A == !x', 'negation is written ~'],
    ['A == x ; y', 'only PlusCal has ;'],
    ['A == IF x THEN y', 'a THEN has no ELSE yet'],
    ['A == LET x == 1', 'a LET has no IN yet'],
    ['A == x y', 'is an operator missing between the two?'],
    [
      'A == /\\ x\n     /\\ y\n        B == 1',
      'a definition may not stand to the right of the bullets of the junction list before it',
    ],
    [
      'A == CASE x -> /\\ y [] z -> 1',
      'inside a junction list, put [] on a line of its own, to the left of the bullets',
    ],
  ])('in %j comes with advice: %s', (body, expected) => {
    expect(hintsOf(body)).toEqual([expected]);
  });

  it('does not hide those in other definitions', () => {
    expect(mistakesOf('A == (1\nB == 2\nC == [1\nD == 3 4\nE == 5')).toEqual([
      'TLA102 2:6 this ( is never closed',
      'TLA102 4:6 this [ is never closed',
      'TLA102 5:8 unexpected 4 after 3',
    ]);
  });

  it('is one of five at most', () => {
    const body = Array.from({ length: 9 }, (_, i) => `A${i} == 1 2`).join('\n');
    expect(mistakesOf(body)).toHaveLength(5);
  });
});

describe('what the grammar lets through', () => {
  it.each([
    ['A == "x', 'TLA103 2:6 this string has no closing quote on its line'],
    ['A == 1 (* x', 'TLA103 2:8 this comment is never closed'],
    ['IF == 1', 'TLA104 2:1 IF is a reserved word and cannot be a name'],
    ['VARIABLE THEN', 'TLA104 2:10 THEN is a reserved word and cannot be a name'],
    ['A == \\E LET \\in S : x', 'TLA104 2:9 LET is a reserved word and cannot be a name'],
    ['A == "a\\qb"', 'TLA105 2:8 unknown escape \\q in a string'],
    ['A == .5', 'TLA105 2:6 a number begins with a digit: 0.5'],
    ['A == a<-b', 'TLA107 2:7 <- is one symbol, which has no place here'],
    [
      'A == {x \\in S : x \\in T, y \\in U}',
      'TLA112 2:6 this begins like {x \\in S : P} but goes on like {e : x \\in S}',
    ],
    ['A == F(\\X, 1)', 'TLA112 2:8 \\X is not an operator and cannot be passed as one'],
    ['A == -(a, b)', 'TLA112 2:6 -(a, b) is read as a prefix minus'],
  ])('%j is refused: %s', (body, expected) => {
    expect(mistakesOf(body)).toEqual([expected]);
  });

  it('a step of a proof as an expression is not supported, and says so', () => {
    expect(mistakesOf('THEOREM a\n<1>1. b OBVIOUS\n<1> QED\nA == <1>1 = 2')).toEqual([
      'TLA401 5:6 a step of a proof cannot be named here: proofs are not read',
    ]);
  });

  // tree-sitter-tlaplus issue 128
  it('a bracket may not close to the left of the junction list around it', () => {
    const message =
      'this stands inside the /\\ list that begins at line 3, column 5, but not to the right of its bullets';
    expect(mistakesOf('op ==\n    /\\ 1\n    /\\ (2\n)\n    /\\ 3')).toEqual([
      `TLA111 5:1 ${message}`,
    ]);
    expect(mistakesOf('op ==\n    /\\ 1\n    /\\ (2\n     )\n    /\\ 3')).toEqual([]);
  });

  it('a comment may stand to the left of the list', () => {
    expect(mistakesOf('op ==\n    /\\ 1\n\\* x\n (* y\n *)\n    /\\ 3')).toEqual([]);
  });
});
