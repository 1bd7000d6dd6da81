import { describe, expect, it } from 'vitest';
import { outcomeJson } from '../../../harness/tla/trace/outcome-json.ts';
import { counts, refusal, run } from '../run.ts';

const body = String.raw`
EXTENDS Naturals
CONSTANTS c, F(_)
VARIABLE x
Init == x = 0
Next == x' = 1 - x
Spec == Init /\ [][Next]_x
SpecTwo == Spec /\ [][TRUE]_x
Inv == x \in {0, 1} /\ F(1) # 0
Act == x' = x
Temp == []Inv
Op(a) == a
OpTwo(a, b) == a
Val == 7
Par(a) == TRUE
Pred == x = 0
Small == CHOOSE v : v \notin Nat
MyNat == 0 .. 1
InMine == x \in Nat /\ ~(2 \in Nat)
IsNone == Small = Small
Yes == TRUE
No == c = 0
Live == <>(x = 7)`;

const given = 'CONSTANTS c = 1 F <- Op';

describe('a configuration that TLC takes is taken', () => {
  it.each([
    ['an operator in the place of another', `${given}\nSPECIFICATION Spec\nINVARIANT Inv`],
    ['a definition in the place of a constant', 'CONSTANTS c <- Val F <- Op\nSPECIFICATION Spec'],
    [
      'a standard definition in the place of a constant',
      'CONSTANTS c <- Nat F <- Op\nSPECIFICATION Spec',
    ],
    ['a plain value for an operator', 'CONSTANTS c = 1 F = 3\nSPECIFICATION Spec\nINVARIANT Inv'],
    [
      'a table for an operator',
      'CONSTANTS c = 1 F(1) = 3 F(2) = 4\nSPECIFICATION Spec\nINVARIANT Inv',
    ],
    ['a constant as invariant', 'CONSTANTS c = TRUE F <- Op\nSPECIFICATION Spec\nINVARIANT c'],
    [
      'a definition of the library replaced',
      `${given} Nat <- MyNat\nSPECIFICATION Spec\nINVARIANT InMine`,
    ],
    ['a constant with two values: the last', 'CONSTANTS c = 1 c = 2 F <- Op\nSPECIFICATION Spec'],
    ['a formula named twice', `${given}\nSPECIFICATION Spec\nINVARIANT Inv Inv`],
    ['a value for a name that is nowhere', `${given} d = 2\nSPECIFICATION Spec`],
    ['a symbol replaced', `${given} + <- OpTwo\nSPECIFICATION Spec`],
    [
      'a definition that is its own model value',
      `${given} Small = Small\nSPECIFICATION Spec\nINVARIANT IsNone`,
    ],
    ['state predicates among the properties', `${given}\nSPECIFICATION Spec\nPROPERTY Temp Pred`],
    ['an action constraint about one state', `${given}\nSPECIFICATION Spec\nACTION_CONSTRAINT Inv`],
  ])('%s', (_, config) => {
    expect(counts(run(body, config))).toBe('2 3 2');
  });
});

describe('of several lines about one constant', () => {
  const show = 'CONSTANT c\nTwo == 2\nASSUME c = 2';
  it.each(['c = 1 c = 2', 'c = 1 c <- Two', 'c <- Two c = 1'])('%s gives 2', (lines) => {
    expect(run(show, `CONSTANTS ${lines}`).verdict).toBe('ok');
  });

  it('a misspelt one is named where the value is missing', () => {
    expect(refusal('CONSTANT Server', 'CONSTANT Sever = 1')[0]?.hint).toContain('Sever');
  });
});

describe('a configuration that cannot be meant is refused at its place', () => {
  it.each([
    [
      'an unknown constant replaced',
      'CONSTANTS c = 1 F <- Op d <- Val\nSPECIFICATION Spec',
      'CFG202',
      1,
    ],
    ['INIT without variables', `${given}\nINIT Yes\nNEXT Next`, 'CFG205', 22],
    [
      'another number of parameters',
      'CONSTANTS c = 1\nF <- OpTwo\nSPECIFICATION Spec',
      'CFG206',
      2,
    ],
    [
      'an operator where a value belongs',
      'CONSTANTS c <- Op F <- Op\nSPECIFICATION Spec',
      'CFG206',
      1,
    ],
    ['an unknown definition', 'CONSTANTS c = 1 F <- Nope\nSPECIFICATION Spec', 'CFG202', 1],
    ['a constant without value', 'CONSTANTS F <- Op\nSPECIFICATION Spec', 'CFG201', 1],
    ['a variable replaced', `${given} x <- Val\nSPECIFICATION Spec`, 'CFG202', 1],
    [
      'a number beyond 2^53',
      'CONSTANTS c = 9007199254740993 F <- Op\nSPECIFICATION Spec',
      'CFG207',
      1,
    ],
    ['an action as invariant', `${given}\nSPECIFICATION Spec\nINVARIANT Act`, 'CFG205', 3],
    [
      'a temporal formula as invariant',
      `${given}\nSPECIFICATION Spec\nINVARIANT Temp`,
      'CFG205',
      3,
    ],
    ['an invariant with parameters', `${given}\nSPECIFICATION Spec\nINVARIANT Par`, 'CFG204', 3],
    ['an action as property', `${given}\nSPECIFICATION Spec\nPROPERTY Act`, 'CFG203', 3],
    ['two next-state relations', `${given}\nSPECIFICATION SpecTwo`, 'CFG203', 2],
    ['INIT beside SPECIFICATION', `${given}\nSPECIFICATION Spec\nINIT Init`, 'CFG105', 3],
    ['variables without behaviour', given, 'CFG203', 1],
  ])('%s', (_, config, code, line) => {
    const [first] = refusal(body, config);
    expect([first?.code, first?.span.line]).toEqual([code, line]);
  });
});

describe('a value for a name that is nowhere', () => {
  const stray = `${given} d = 2\nSPECIFICATION Spec`;
  const told = [expect.stringContaining('gives a value to d')];

  it('is a remark, and the run goes on as in TLC', () => {
    const outcome = run(body, stray);
    expect([outcome.exitCode, counts(outcome), outcome.remarks]).toEqual([0, '2 3 2', told]);
    expect(outcomeJson(['x'], outcome).remarks).toEqual(told);
  });

  it('is remarked upon where the run is refused, has only assumptions, or is a simulation', () => {
    expect(run(body, `${stray}\nINVARIANT No`).remarks).toEqual(told);
    expect(run('ASSUME 1 = 1', 'CONSTANT d = 2').remarks).toEqual(told);
    expect(run('ASSUME 1 = 2', 'CONSTANT d = 2').remarks).toEqual(told);
    const simulation = { mode: 'simulate', simulation: { traces: 1, depth: 2 } } as const;
    expect(run(body, `${stray}\nPROPERTY Live`, {}, simulation).remarks).toEqual([
      ...told,
      'temporal properties are not judged by simulation',
    ]);
  });
});

describe('a formula of the configuration that is FALSE whatever the state', () => {
  it.each(['INVARIANT', 'CONSTRAINT', 'ACTION_CONSTRAINT', 'PROPERTY'])(
    'is refused as %s, with exit code 151',
    (keyword) => {
      const outcome = run(body, `${given}\nSPECIFICATION Spec\n${keyword} No`);
      expect(outcome).toMatchObject({
        verdict: 'unknown',
        exitCode: 151,
        violation: { kind: 'config', name: 'No', span: { line: 23 } },
      });
      expect(run(body, `${given}\nSPECIFICATION Spec\n${keyword} Yes`).exitCode).toBe(0);
    },
  );

  it('is refused as VIEW too, if it has a value', () => {
    expect(run(body, `${given}\nSPECIFICATION Spec\nVIEW Yes`).exitCode).toBe(151);
  });

  it('or is no truth value, unless it is a literal, which TLC does not compute before it begins', () => {
    const more = `${body}\nSum == 1 + 2\nStart == Val /\\ Spec\nPart == Val /\\ Live`;
    const exit = (lines: string): number => run(more, `${given}\n${lines}`).exitCode;
    const keywords = ['INVARIANT', 'CONSTRAINT', 'ACTION_CONSTRAINT', 'PROPERTY', 'VIEW'];
    expect(keywords.map((keyword) => exit(`SPECIFICATION Spec\n${keyword} Sum`))).toEqual(
      keywords.map(() => 151),
    );
    expect(keywords.map((keyword) => exit(`SPECIFICATION Spec\n${keyword} Val`))).toEqual([
      75, 75, 75, 75, 0,
    ]);
    expect([exit('SPECIFICATION Start'), exit('SPECIFICATION Spec\nPROPERTY Part')]).toEqual([
      151, 151,
    ]);
  });
});

describe('a constant in the place of the initial predicate or of the next-state relation', () => {
  it('that has no value fails where it is computed', () => {
    const more = `${body}\nNone == <<1>>[2] = 1\nSpecNone == None /\\ [][Next]_x`;
    const exit = (lines: string): number => run(more, `${given}\n${lines}`).exitCode;
    expect([
      exit('INIT None\nNEXT Next'),
      exit('INIT Init\nNEXT None'),
      exit('SPECIFICATION SpecNone'),
    ]).toEqual([75, 75, 75]);
  });
});

describe('single modules', () => {
  const others = { Part: 'EXTENDS Naturals\nCONSTANT k\nD == 1\nUses == <<D, k>>' };

  it('a definition is replaced as one module has it', () => {
    const root = 'EXTENDS Part\nFive == 5\nASSUME Uses = <<5, 2>>';
    expect(run(root, 'CONSTANTS k = 2 D <- [Part] Five', others).verdict).toBe('ok');
  });

  it('a constant gets its value where one module declares it', () => {
    expect(
      run('EXTENDS Part\nASSUME Uses = <<1, 3>>', 'CONSTANT k = [Part] 3', others).verdict,
    ).toBe('ok');
  });

  it('a module inside another is none that TLC knows by name', () => {
    const root = '---- MODULE Inner ----\nD == 1\n====\nINSTANCE Inner\nFive == 5\nASSUME D = 5';
    expect(refusal(root, 'CONSTANT D <- [Inner] Five')[0]?.code).toBe('CFG202');
  });

  it('a definition replaced in the root is replaced in instances of its module too', () => {
    const root =
      'EXTENDS Part\nI == INSTANCE Part WITH k <- 4\nFive == 5\nASSUME I!Uses = <<5, 4>>';
    expect(run(root, 'CONSTANTS k = 2 D <- Five', others).verdict).toBe('ok');
  });
});

describe('the modules of the proof system', () => {
  it('are there without their files, with what a specification may compute', () => {
    const root = String.raw`
EXTENDS TLAPS, NaturalsInduction, SequenceTheorems, FiniteSetTheorems, WellFoundedInduction, FunctionTheorems, JectionThm
ASSUME SetLessThan(3, OpToRel(<, 1 .. 4), 1 .. 4) = {1, 2}
ASSUME IsTransitivelyClosedOn(TransitiveClosureOn({<<1, 2>>, <<2, 3>>}, 1 .. 3), 1 .. 3)
ASSUME FiniteSubsetsOf({1}) = {{}, {1}}
ASSUME <<<<1, 9>>, <<2, 3>>>> \in LexPairOrdering(OpToRel(<, 1 .. 2), OpToRel(<, 1 .. 9), 1 .. 2, 1 .. 9)
THEOREM T == 1 = 1
  <1>1. 1 = 1 BY SMT
  <1>2. QED BY <1>1, NatInduction, Isa`;
    expect(run(root, '').verdict).toBe('ok');
  });

  it('give way to files of the same name', () => {
    expect(run('EXTENDS TLAPS\nASSUME Mine = 1', '', { TLAPS: 'Mine == 1' }).verdict).toBe('ok');
  });
});
