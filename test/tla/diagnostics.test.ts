import { describe, expect, it } from 'vitest';
import { refusal, run } from './run.ts';

const config = 'INIT Init\nNEXT Next';
const frame = 'EXTENDS Naturals, Sequences\nVARIABLES x, y\n';

/** `code line:column message (hint)` of each diagnostic. */
function told(body: string, cfg = config, others: Readonly<Record<string, string>> = {}): string[] {
  return refusal(body, cfg, others).map(
    ({ code, message, span, hint }) =>
      `${code} ${span.line}:${span.column} ${message}${hint === undefined ? '' : ` (${hint})`}`,
  );
}

describe('what is wrong with a text is said with its place', () => {
  it('names several mistakes in one run, and the nearest names', () => {
    const body = `${frame}Counter == 1\nInit == x = Countr /\\ y = Lenn(<<>>)\nNext == UNCHANGED <<x, z>>`;
    expect(told(body)).toEqual([
      'TLA201 5:13 the name Countr is not defined (did you mean Counter?)',
      'TLA201 5:27 the name Lenn is not defined (did you mean Len?)',
      'TLA201 6:24 the name z is not defined',
    ]);
  });

  it('says which module to extend', () => {
    expect(told('VARIABLE x\nInit == x = 1 + 1\nNext == UNCHANGED x')).toEqual([
      'TLA201 3:13 the operator + is not defined (EXTENDS Naturals defines it)',
    ]);
  });

  it('refuses a wrong number of arguments', () => {
    const body = `${frame}Op(a, b) == a + b\nInit == x = Op(1) /\\ y = x\nNext == UNCHANGED <<x, y>>`;
    expect(told(body)).toEqual(['TLA302 5:13 Op takes 2 arguments, but here it has 1']);
  });

  it('refuses a use before the definition, unless it is declared RECURSIVE', () => {
    const body = `${frame}A == B\nB == 1\nInit == x = A /\\ y = B\nNext == UNCHANGED <<x, y>>`;
    expect(told(body)[0]).toMatch(/^TLA202 4:6 B is used before its definition/);
  });

  it('refuses what is defined twice', () => {
    const body = `${frame}A == 1\nA == 2\nInit == x = A /\\ y = 1\nNext == UNCHANGED <<x, y>>`;
    expect(told(body)[0]).toMatch(
      /^TLA206 5:1 A is defined or declared twice; the other one is at Test.tla:4:1/,
    );
  });

  it('names a substitution that an instance lacks, and one that it does not need', () => {
    const inner = 'CONSTANT c\nVARIABLE v\nOp == v = c';
    const body = `${frame}I == INSTANCE Inner WITH v <- x, w <- 1\nInit == x = 1 /\\ y = 1\nNext == UNCHANGED <<x, y>>`;
    expect(told(body, config, { Inner: inner })).toEqual([
      'TLA207 4:6 INSTANCE Inner needs a substitution for c, and no c is in scope here',
      'TLA208 4:34 module Inner declares no w',
    ]);
  });

  it('names the constant without a value, and the one that is not there', () => {
    const body = `${frame}CONSTANT Limit\nInit == x = Limit /\\ y = 1\nNext == UNCHANGED <<x, y>>`;
    expect(told(body, `CONSTANT Limits = 3\n${config}`)).toEqual([
      'CFG201 1:1 the constant Limit has no value (a value is given to Limits, which is not in the specification: is Limit meant?)',
    ]);
  });
});

describe('what is wrong with an evaluation is said with its place', () => {
  const spec = `${frame}
Peek(s) == Head(s)
Init == x = <<1, 2>> /\\ y = 0
Pop == /\\ y' = y + Peek(x)
       /\\ x' = Tail(x)
Next == Pop`;

  it('shows the innermost part without a value, the calls that led there with their arguments, and the names', () => {
    const { exitCode, report, trace } = run(spec, config);
    expect(exitCode).toBe(255);
    expect(trace).toHaveLength(3);
    expect(report).toContain('in: Head(s)');
    expect(report).toContain('at  Test.tla:5:12');
    expect(report).toMatch(/from {2}Peek\(<<>>\) .*\n.*from {2}Pop /);
    expect(report).toContain('where  s = <<>>');
  });

  it('also where an operator of a LET is given another one', () => {
    const text = `${frame}Init == LET H(F(_), p) == F(p) IN H(LAMBDA q : ~q, <<>>[2]) /\\ x = 1 /\\ y = 1\nNext == UNCHANGED <<x, y>>`;
    expect(run(text, config).report).toContain('in: <<>>[2]');
  });

  it('also in a SYMMETRY', () => {
    const text =
      "EXTENDS TLC\nCONSTANT a\nVARIABLE x\nInit == x = a\nNext == x' = x\nSym == Permutations(UNION {a})";
    const { report } = run(text, 'CONSTANT a = a\nINIT Init\nNEXT Next\nSYMMETRY Sym');
    expect(report).toContain('in: UNION {a}');
  });

  it('names the variables that a successor leaves open', () => {
    const { violation } = run(
      `${frame}Init == x = 1 /\\ y = 1\nGrow == x' = x + 1\nNext == Grow`,
      config,
    );
    expect(violation?.message).toBe(
      'The successor state of action Grow is not completely specified: y has no value',
    );
    expect(violation?.span).toMatchObject({ file: 'Test.tla', line: 5, column: 1 });
  });
});

describe('what people mistype is named', () => {
  it.each([
    ['Inv = x < 3', 'unexpected = after Inv (a definition is written ==)'],
    ['Inv == LET k = 1 IN k < x', 'unexpected 1 after = (a definition is written ==)'],
    ['variable z', 'unexpected variable (keywords are written in capitals: VARIABLE)'],
    [
      'F == [x EXCEPT [1] = 2]',
      'unexpected [ after EXCEPT (each replacement begins with !, as in ![1] = 2)',
    ],
    [
      'Inv == x < 3 && y = 2',
      '< and = cannot stand side by side: neither binds tighter (and is written /\\)',
    ],
  ])('%s', (line, expected) => {
    const body = `${frame}Init == x = 0 /\\ y = 0\nNext == UNCHANGED <<x, y>>\n${line}`;
    expect(told(body)[0]).toContain(expected);
  });

  it('a formula of the wrong level is led to the prime that is to blame', () => {
    const body = `${frame}Up == x' > x\nInit == x = 0 /\\ y = 0\nNext == UNCHANGED <<x, y>>\nInv == y = 0 /\\ Up`;
    expect(told(body, `${config}\nINVARIANT Inv`)).toEqual([
      'CFG205 3:11 INVARIANT Inv should speak of one state only (see Test.tla:4:7)',
    ]);
  });
});

describe('a deadlock', () => {
  it('shows where an action gives two values to one variable', () => {
    const body = `${frame}Init == x = 0 /\\ y = 0\nSet(i) == x' = i\nNext == Set(1) /\\ UNCHANGED y /\\ Set(2)`;
    const { violation } = run(body, config);
    expect(violation?.disabled?.[0]?.guard).toMatchObject({
      text: "x' = i",
      bindings: [{ name: 'i', value: 2 }],
    });
  });
});

describe('a false invariant is narrowed to the conjunct at fault', () => {
  it('shows the bound values and both sides', () => {
    const body = `${frame}
Small(n) == n < 4
Inv == /\\ y = 0
       /\\ \\A i \\in 1..3 : Small(x + i)
Init == x = 0 /\\ y = 0
Next == x' = x + 1 /\\ UNCHANGED y`;
    const { violation, trace } = run(body, `${config}\nINVARIANT Inv`);
    expect(trace.map(({ action }) => action)).toEqual(['Initial predicate', 'Next']);
    const falsehood = violation?.falsehood;
    expect(falsehood?.text).toBe('n < 4');
    expect(falsehood?.left).toEqual({ text: 'n', value: 4 });
    expect(falsehood?.path.map(({ name }) => name)).toEqual(['Inv', 'Small']);
    expect(falsehood?.bindings).toEqual([
      { name: 'i', value: 3 },
      { name: 'n', value: 4 },
    ]);
  });
});
