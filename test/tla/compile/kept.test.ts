/** Answers that are kept against answers that are computed each time: with `coverage` nothing is kept. */
import { describe, expect, it } from 'vitest';
import { check } from '../../../harness/tla/check.ts';
import { counts, load, run } from '../run.ts';

const head = `
EXTENDS Naturals, Sequences, FiniteSets
VARIABLES a, b, c
vars == <<a, b, c>>
Init == a = 0 /\\ b = 0 /\\ c = {}
Put(v, e) == v' = e
Big == {x \\in 0..3 : x >= a}
RECURSIVE Sum(_)
Sum(S) == IF S = {} THEN 0 ELSE LET x == CHOOSE x \\in S : TRUE IN x + Sum(S \\ {x})
`;

/** Steps, and how many states they lead to: distinct, generated, depth, as TLC counts them. */
const cases: readonly (readonly [string, string, string])[] = [
  [
    'what is copied in one branch and given in another',
    `     N == \\/ (a' = 1 \\/ UNCHANGED a) /\\ b' = Cardinality({x \\in 0..2 : x <= a'}) /\\ UNCHANGED c
          \\/ c' = {a} /\\ UNCHANGED <<a, b>>`,
    '7 22 3',
  ],
  [
    'a parameter that is assigned through its name',
    `     N == \\/ Put(a, (a + Cardinality(c)) % 4) /\\ UNCHANGED <<b, c>>
          \\/ Put(c, {x \\in 0..2 : x # b}) /\\ UNCHANGED <<a, b>>
          \\/ b < 2 /\\ Put(b, b + 1) /\\ UNCHANGED <<a, c>>`,
    '15 39 5',
  ],
  [
    'a definition that is read in both states',
    `     N == \\/ a' = (a + 1) % 4 /\\ b' = Cardinality(Big') /\\ UNCHANGED c
          \\/ c' = Big /\\ UNCHANGED <<a, b>>`,
    '22 45 8',
  ],
  [
    'a recursive operator over what is not interned yet',
    `     N == \\/ c' = c \\cup {a} /\\ UNCHANGED <<a, b>>
          \\/ a' = Sum(c \\cup {1}) % 5 /\\ b' = Sum(c) % 3 /\\ UNCHANGED c`,
    '8 17 5',
  ],
  [
    'ENABLED, whose next state is its own',
    `Up == a < 3 /\\ a' = a + 1 /\\ c' = {x \\in 0..3 : x < a'} /\\ UNCHANGED b
     N == \\/ Up
          \\/ b' = (IF ENABLED Up THEN 1 ELSE 2) /\\ UNCHANGED <<a, c>>
          \\/ a' = 0 /\\ UNCHANGED <<b, c>>`,
    '20 58 9',
  ],
  [
    'a recursive action that asks whether it is possible',
    `RECURSIVE Do(_)
     Do(n) == IF n = 0 THEN a' = (a + 1) % 3 /\\ c' = {x \\in 0..a : x # b} /\\ UNCHANGED b
              ELSE (ENABLED Do(n - 1) /\\ Do(n - 1)) \\/ (b' = n /\\ UNCHANGED <<a, c>>)
     N == Do(2)`,
    '22 67 6',
  ],
  [
    'a set by a rule, which reads the registers when it is asked',
    `Near == [1..2 -> {x \\in 0..2 : x <= a}]
     N == \\/ \\E f \\in Near : b' = f[1] + f[2] /\\ UNCHANGED <<a, c>>
          \\/ a' = (a + 1) % 3 /\\ UNCHANGED <<b, c>>`,
    '15 86 6',
  ],
  [
    'a parameter that may not be needed, given as a value and as what is still to be computed',
    `Has(v, w) == \\E x \\in c : x = v \\/ x > w
     N == \\/ c' = c \\cup {(a + b) % 3} /\\ UNCHANGED <<a, b>>
          \\/ (IF Has(a, 7 \\div (b + 1)) THEN a' = (a + 1) % 3 /\\ UNCHANGED b
              ELSE b' = (b + 1) % 3 /\\ UNCHANGED a) /\\ c' = {a}
          \\/ a' = Cardinality({x \\in 0..2 : Has(x, b)}) /\\ UNCHANGED <<b, c>>`,
    '65 196 15',
  ],
  [
    'a constant set by a rule, which an action runs through in every step',
    `Quorum == {Q \\in SUBSET (1..3) : 2 * Cardinality(Q) > 3}
     N == \\/ \\E Q \\in Quorum : a \\in Q /\\ c' = Q /\\ UNCHANGED <<a, b>>
          \\/ \\E Q \\in Quorum : Q # c /\\ b' = Cardinality(Q \\cap c) /\\ UNCHANGED <<a, c>>
          \\/ a' = (a + 1) % 4 /\\ UNCHANGED <<b, c>>`,
    '52 330 8',
  ],
];

describe('answers that are kept are those that are computed', () => {
  it.each(cases)('%s', (_, steps, expected) => {
    const config = 'INIT Init\nNEXT N\nINVARIANT Inv\nCHECK_DEADLOCK FALSE';
    const body = `${head}${steps}\nInv == (\\A x \\in c : x \\in 0..9) /\\ (\\E x \\in 0..20 : x = a)`;
    const kept = run(body, config);
    expect(kept.verdict).toBe('ok');
    expect(counts(kept)).toBe(expected);
    expect(counts(check(load(body, config), { coverage: true }))).toBe(expected);
  });
});
