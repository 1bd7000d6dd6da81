import { describe, expect, it } from 'vitest';
import { counts, refusal, run } from '../run.ts';

describe('levels', () => {
  it('an operator that reaches a variable only through a cycle of definitions is not kept as a constant', () => {
    const body = String.raw`
EXTENDS Naturals
VARIABLE x
RECURSIVE F(_), G(_)
F(n) == IF n = 0 THEN x ELSE G(n - 1)
G(n) == F(n)
Start == F(1)
Same == G(1)
Init == x = 1
Next == x' = 3 - x
Inv == Start = x /\ Same = x /\ G(0) = x`;
    expect(counts(run(body, 'INIT Init NEXT Next INVARIANT Inv'))).toBe('2 3 2');
  });
});

describe('nested modules', () => {
  it('of the same name in two files do not take each other’s place', () => {
    const other = '---- MODULE Inner ----\nD == 2\n====\nINSTANCE Inner\nTwo == D';
    const body = `
EXTENDS Naturals
---- MODULE Inner ----
D == 1
====
B == INSTANCE Other
I == INSTANCE Inner
ASSUME <<I!D, B!Two>> = <<1, 2>>`;
    expect(run(body, '', { Other: other }).verdict).toBe('ok');
  });

  it('do not see what stands after them, wherever they are instantiated', () => {
    const body = `
---- MODULE Inner ----
Two == One
Three == Here
====
CONSTANT Here
One == 1
INSTANCE Inner`;
    const found = refusal(body, 'CONSTANT Here = 1').map(({ code, span }) => [code, span.line]);
    expect(found).toEqual([
      ['TLA201', 4],
      ['TLA201', 5],
    ]);
  });

  it('see what stands before them, also through an instance with parameters', () => {
    const body = String.raw`
EXTENDS Naturals
Base == 10
---- MODULE Middle ----
CONSTANT c
---- MODULE Inner ----
CONSTANT d
Sum == Base + c + d
====
In(d2) == INSTANCE Inner WITH d <- d2
====
M(c2) == INSTANCE Middle WITH c <- c2
ASSUME M(1)!In(2)!Sum = 13 /\ M(3)!In(4)!Sum = 17`;
    expect(run(body, '').verdict).toBe('ok');
  });
});

describe('a number behind a part that applies an operator', () => {
  it('names an argument, and none if that is an operator', () => {
    const body = String.raw`
VARIABLE x
Use(F(_), a) == F(a)
Init == x = 1
Next == x' = x
Inv == part:: Use(LAMBDA b : b, x = 1)
First == Inv!part!1
Second == Inv!part!2`;
    const config = 'INIT Init NEXT Next INVARIANT Second';
    expect(refusal(body, config).map(({ code, span }) => [code, span.line])).toEqual([
      ['TLA403', 8],
    ]);
    expect(run(body.replace(/First.*\n/, ''), config).verdict).toBe('ok');
  });
});
