import { afterEach, describe, expect, it } from 'vitest';
import { type Diagnostic, DiagnosticError } from '../../harness/tla/diagnostic.ts';
import { refusal, run } from './run.ts';

const config = 'INIT Init\nNEXT Next\nINVARIANT Inv\nCHECK_DEADLOCK FALSE';
const witness = globalThis as { pwned?: boolean };

/** Some things are refused only when the specification is run. */
function refusalOfRun(body: string, cfg: string): readonly Diagnostic[] {
  try {
    run(body, cfg);
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics;
    throw error;
  }
  return [];
}

afterEach(() => {
  delete witness.pwned;
});

describe('a hostile specification', () => {
  const escapes = [
    String.raw`\"); globalThis.pwned = true; (\"`,
    "'); globalThis.pwned = true; ('",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: meant for the generated code, not for this file.
    '`${globalThis.pwned = true}`',
    String.raw`\\\"; globalThis.pwned = true; //`,
    String.raw`\n*/ globalThis.pwned = true; /*`,
    '</script><script>globalThis.pwned = true</script>',
    '\u2028globalThis.pwned = true\u2029',
  ];

  it.each(escapes)('cannot break out of a string: %s', (text) => {
    const body = `VARIABLE x\nInit == x = "${text}"\nNext == x' = x\nInv == x = "${text}" /\\ x # "other"`;
    const { verdict, distinct } = run(body, config);
    expect({ verdict, distinct, pwned: witness.pwned }).toEqual({
      verdict: 'ok',
      distinct: 1,
      pwned: undefined,
    });
  });

  const names = [
    'constructor',
    '__proto__',
    'prototype',
    'toString',
    'hasOwnProperty',
    'valueOf',
    'arguments',
    'eval',
    'this',
    'return',
    'process',
    'require',
    'K',
    'R',
    'S',
    'T',
    'Q',
    's0',
    'p0',
    'sn',
    'pn',
    'k0',
    'load',
    'equal',
    'intern',
    'undefined',
    'NaN',
    'FOUND',
    'globalThis',
    'function',
    'await',
  ];

  it.each(names)('may call anything %s', (name) => {
    const body = `
VARIABLES ${name}, y
Op(${name}_) == [${name} |-> ${name}_]
Init == ${name} = [${name} |-> 1] /\\ y = Op(2)
Next == ${name}.${name} < 3 /\\ ${name}' = [${name} EXCEPT !.${name} = @ + 1] /\\ UNCHANGED y
Inv == y.${name} = 2 /\\ DOMAIN y = {"${name}"} /\\ ${name}.${name} \\in 1..3`;
    const { verdict, distinct } = run(`EXTENDS Naturals\n${body}`, config);
    expect({ verdict, distinct }).toEqual({ verdict: 'ok', distinct: 3 });
  });

  it.each(names)(
    'may name an operator, a bound variable, a constant and a model value %s',
    (name) => {
      const body = `
EXTENDS Naturals
CONSTANT C
VARIABLE x
${name}(a) == \\E b \\in {a} : b = a
LetIt(${name}1) == LET ${name}2 == ${name}1 IN ${name}2
Init == x \\in C
Next == x' \\in {c \\in C : ${name}(c)}
Inv == LetIt(x) = x /\\ \\A ${name}3 \\in C : ${name}(${name}3)`;
      const { verdict, distinct } = run(body, `CONSTANT C = {${name}, other}\n${config}`);
      expect({ verdict, distinct }).toEqual({ verdict: 'ok', distinct: 2 });
    },
  );

  it('cannot hang the evaluator with an endless recursion', () => {
    const body = `
EXTENDS Naturals
VARIABLE x
RECURSIVE Loop(_)
Loop(n) == 1 + Loop(n + 1)
Init == x = Loop(0)
Next == UNCHANGED x
Inv == TRUE`;
    const { verdict, exitCode, violation } = run(body, config);
    expect({ verdict, exitCode, kind: violation?.kind }).toEqual({
      verdict: 'violation',
      exitCode: 75,
      kind: 'evaluation',
    });
    expect(violation?.message).toMatch(/nested too deeply/);
  });

  it.each(['SUBSET (1..60)', '(SUBSET (1..60)) \\cup {0}', '[1..30 -> 1..30]'])(
    'cannot fill the memory with a set that is too large to list: %s',
    (set) => {
      const body = `
EXTENDS Naturals
VARIABLE x
Init == x = 0
Next == x' \\in ${set}
Inv == TRUE`;
      const { exitCode, violation } = run(body, config);
      expect(exitCode).toBe(75);
      expect(violation?.message).toMatch(/more than the limit/);
    },
  );

  it('cannot overflow the stack while it is read', () => {
    const body = `EXTENDS Naturals\nVARIABLE x\nInit == x =\n${'  1 +\n'.repeat(6000)} 1\nNext == UNCHANGED x\nInv == TRUE`;
    const [diagnostic] = refusal(body, config);
    expect(diagnostic).toMatchObject({ code: 'TLA106', span: { file: 'Test.tla' } });
  });

  it('cannot instantiate itself for ever', () => {
    const [diagnostic] = refusal('VARIABLE x\nI == INSTANCE Test', config);
    expect(diagnostic).toMatchObject({ span: { file: 'Test.tla' } });
  });

  it('cannot quantify a temporal formula over what has no value', () => {
    const body =
      'EXTENDS Naturals, Sequences\nVARIABLE x\nInit == x = 0\nNext == UNCHANGED x\nInv == TRUE\nEver == \\A i \\in Head(<<>>) : <>(x = i)';
    const [diagnostic] = refusalOfRun(body, `${config}\nPROPERTY Ever`);
    expect(diagnostic).toMatchObject({ code: 'TLA405', span: { file: 'Test.tla', line: 7 } });
  });

  it('cannot name a file that is not beside it', () => {
    const [diagnostic] = refusal('EXTENDS Naturals, Secrets\nVARIABLE x', config);
    expect(diagnostic).toMatchObject({ code: 'TLA205', span: { line: 2, column: 19 } });
  });
});
