import { describe, expect, it } from 'vitest';
import { counts, run } from '../run.ts';

const frame = 'EXTENDS Integers, Sequences, FiniteSets, TLC\nVARIABLE x\nInit == x = 0\n';
const behaviour = 'INIT Init\nNEXT Next';
const counting = `${frame}Next == x' = x + 1\n`;

/** The exit code where this is what the next state is to be. */
function exitOf(value: string): number {
  return run(`${frame}Next == x' = (${value})`, behaviour).exitCode;
}

describe('an error has the exit code of TLC', () => {
  it.each(['1 = "a"', '<<1>>[2]', '~1', '-"a"', '1.."a"', 'CHOOSE y \\in {} : TRUE', 'x[1]'])(
    '75 for %s in an action',
    (value) => expect(exitOf(value)).toBe(75),
  );

  it.each([
    'Head(<<>>)',
    '1 \\div 0',
    '1 % 0',
    '"a" + 1',
    '"a" < 1',
    'Len(1)',
    'Append(1, 2)',
    'Cardinality(Nat)',
    'Permutations(1)',
    '"a" \\in Nat',
    'TLCGet(5)',
  ])('255 where an operator of a module refuses: %s', (value) => expect(exitOf(value)).toBe(255));

  it('14 for an Assert, but 76 in an invariant and 75 in an initial state', () => {
    const failing = `${counting}Never == x < 1 \\/ Assert(FALSE, "no")\nStart == Never /\\ Assert(FALSE, "no")`;
    expect(exitOf('Assert(FALSE, "no")')).toBe(14);
    expect(run(failing, `${behaviour}\nCONSTRAINT Never`).exitCode).toBe(14);
    expect(run(failing, `${behaviour}\nINVARIANT Never`).exitCode).toBe(76);
    expect(run(failing, `INIT Start\nNEXT Next`).exitCode).toBe(75);
  });

  it.each([
    ['INVARIANT', 76, 76],
    ['CONSTRAINT', 75, 255],
    ['ACTION_CONSTRAINT', 75, 255],
    ['VIEW', 75, 255],
  ])('in %s: %i, and %i if it is an operator that refuses', (keyword, general, ofOperator) => {
    const config = `${behaviour}\n${keyword} F`;
    const where = (error: string): number =>
      run(
        `${counting}F == IF ${keyword === 'VIEW' ? 'x < 2 THEN x' : 'x < 2 THEN TRUE'} ELSE ${error}`,
        config,
      ).exitCode;
    expect([where('1 = "a"'), where('Head(<<>>) = 1')]).toEqual([general, ofOperator]);
  });

  it('in an invariant that of any other place if the state is outside the constraints', () => {
    const outside = (error: string): number => {
      const spec = `${counting}Small == x < 1\nInv == x < 1 \\/ ${error}`;
      return run(spec, `${behaviour}\nINVARIANT Inv\nCONSTRAINT Small`).exitCode;
    };
    expect(['Assert(FALSE, "no")', 'Head(<<>>) = 1', '1 = "a"'].map(outside)).toEqual([
      14, 255, 75,
    ]);
  });

  it('75 in the initial states, but 255 where a variable has no value there', () => {
    expect(
      run(`${frame}First == x = Head(<<>>)\nNext == x' = x`, 'INIT First\nNEXT Next').exitCode,
    ).toBe(75);
    const two = 'VARIABLES x, y\nInit == x = 0\nNext == UNCHANGED <<x, y>>';
    expect(run(two, behaviour).exitCode).toBe(255);
    const later = "VARIABLES x, y\nInit == x = 0 /\\ y = 0\nNext == x' = 1";
    const outcome = run(later, behaviour);
    expect(`${outcome.exitCode} ${counts(outcome)}`).toBe('75 1 2 1');
  });
});

describe('a state holds no infinite value', () => {
  it.each([
    'Nat',
    '[a |-> Nat]',
    '{Nat}',
    '[n \\in Nat |-> 1]',
    'Nat \\cup {-1}',
    '[Nat -> {1}]',
    '{n \\in Nat : n > 1}',
    'Seq({1})',
  ])('%s', (value) => {
    const { exitCode, violation } = run(`${frame}Next == x' = ${value}`, behaviour);
    expect(exitCode).toBe(75);
    expect(violation?.message).toContain('in which the value of a variable contains');
  });

  it('nor does an initial state', () => {
    expect(
      run("EXTENDS Naturals\nVARIABLE x\nInit == x = Nat\nNext == x' = x", behaviour).exitCode,
    ).toBe(75);
  });
});

describe('a next-state relation without any instance is an error', () => {
  it.each([
    "\\E i \\in {} : x' = i",
    "Do({}) \\/ \\E i \\in {1} : \\E j \\in {} : x' = j",
    "\\E i \\in 1..2 : \\E j \\in {k \\in 1..2 : k > i + 3} : x' = j",
    "LET a == {} IN \\E i \\in a : x' = i",
    "\\E i \\in {1}, j \\in {} : x' = i",
  ])('%s', (next) => {
    const outcome = run(`${frame}Do(s) == \\E i \\in s : x' = i\nNext == ${next}`, behaviour);
    expect([outcome.exitCode, outcome.distinct]).toEqual([75, 0]);
    expect(outcome.violation?.message).toContain('no instance');
  });

  it.each(["\\E i \\in {1} \\ {x + 1} : x' = i", "TRUE /\\ \\E i \\in {} : x' = i", 'Do(x)'])(
    '%s is only never enabled',
    (next) => {
      const spec = `${frame}Do(s) == \\E i \\in {} : x' = i\nNext == ${next}`;
      expect(run(spec, behaviour).exitCode).toBe(11);
    },
  );
});

describe('an action splits once for each time that a union has an element', () => {
  it.each([
    ['UNION {1..n : n \\in 1..3}', 7],
    ['UNION {{1, 2}, {2, 3}}', 4],
    ['(SUBSET {1}) \\cup {{}, {2}}', 5],
    ['{1, 2} \\cup {2, 3}', 4],
  ])('%s', (set, generated) => {
    const spec = `${frame}Next == x = 0 /\\ \\E i \\in ${set} : x' = IF i = {} THEN 9 ELSE 8`;
    const plain = spec.replace('IF i = {} THEN 9 ELSE 8', '8');
    const outcome = run(plain, `${behaviour}\nCHECK_DEADLOCK FALSE`);
    expect([outcome.distinct, outcome.generated]).toEqual([2, generated]);
  });
});
