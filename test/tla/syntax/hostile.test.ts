import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { grammarFiles } from '../../../harness/files.ts';
import { showDiagnostic } from '../../../harness/tla/syntax/caret.ts';
import { loadGrammar } from '../../../harness/tla/syntax/grammar.ts';
import { parse } from '../../../harness/tla/syntax/parse.ts';
import { mistakesOf } from './read.ts';

beforeAll(() => loadGrammar(grammarFiles));

const spec = `---- MODULE Sample ----
EXTENDS Naturals, Sequences
CONSTANTS Server, F(_, _)
VARIABLES log, messages (* a "comment" *)
vars == <<log, messages>>
LOCAL Last(s) == IF s = <<>> THEN 0 ELSE s[Len(s)]
f[n \\in Nat] == IF n = 0 THEN 1 ELSE n * f[n - 1]
Send(m) == messages' = messages \\cup {m}
Step(i) ==
  /\\ log[i] # <<>>
  /\\ \\/ /\\ Last(log[i]).term > 0
        /\\ log' = [log EXCEPT ![i] = Append(@, [term |-> 1, value |-> "x"])]
     \\/ \\E m \\in messages : LET t == m.term IN
          t >= 2 => UNCHANGED log
  /\\ Send([type |-> "Ack", source |-> i])
Next == \\E i \\in Server : Step(i)
Spec == log = [i \\in Server |-> <<>>] /\\ [][Next]_vars /\\ WF_vars(Next)
Inv == CASE messages = {} -> TRUE [] OTHER -> \\A m \\in messages : ~(m.term < 0)
THEOREM Spec => []Inv
====
`;

const scraps = [
  '/\\',
  '\\/',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '<<',
  '>>',
  '==',
  '====',
  '(*',
  '*)',
  '"',
  '\\*',
  ':',
  ',',
  '.',
  "'",
  '!',
  '\n',
  '\t',
  '    ',
  'IF',
  'LET',
  '\\A',
  '\\E',
  '[]',
  '@',
  '----',
  '---- MODULE X ----',
  '<1>',
  'é',
  '∧',
  '\0',
  '\u{1F600}',
];

const edit = fc.record({
  at: fc.nat(spec.length),
  remove: fc.nat(8),
  insert: fc.oneof(fc.constantFrom('', ...scraps), fc.string({ maxLength: 3 })),
});

describe('a hostile text', () => {
  it('gives a module or a diagnostic inside the text, and never an exception', () => {
    let refused = 0;
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        const text = edits.reduce(
          (t, { at, remove, insert }) => t.slice(0, at) + insert + t.slice(at + remove),
          spec,
        );
        const { modules, diagnostics } = parse(text, 'Sample.tla');
        if (diagnostics.length === 0) accepted++;
        else refused++;
        expect(modules.length > 0 || diagnostics.length > 0).toBe(true);
        const lines = text.split('\n');
        for (const diagnostic of diagnostics) {
          expect(diagnostic.span.line).toBeGreaterThan(0);
          expect(diagnostic.span.line).toBeLessThanOrEqual(lines.length);
          expect(diagnostic.span.endLine).toBeGreaterThanOrEqual(diagnostic.span.line);
          expect(showDiagnostic(diagnostic, text)).toContain('^');
        }
      }),
      { seed: 11, numRuns: 200 },
    );
    expect(Math.min(refused, accepted)).toBeGreaterThan(10);
  });

  it.each([
    ['brackets', `A == ${'('.repeat(5000)}x${')'.repeat(5000)}`],
    ['open brackets', `A == ${'{'.repeat(5000)}`],
    ['tuples', `A == ${'<<'.repeat(1000)}x${'>>'.repeat(1000)}`],
    ['junction lists', `A == ${'/\\ '.repeat(400)}x`],
    ['operators', `A == ${'~'.repeat(3000)}x`],
    ['a chain', `A == ${'x + '.repeat(3000)}x`],
    ['proofs', `THEOREM x\n${Array.from({ length: 300 }, (_, i) => `<${i}>1. x\n`).join('')}`],
    ['a line', `A == "${'x'.repeat(30_000)}"`],
    ['a module', 'A == 1\n'.repeat(600_000)],
  ])('that nests too deep or goes on too long (%s) is refused before it does harm', (_, body) => {
    const mistakes = mistakesOf(body);
    expect(mistakes).toEqual([expect.stringMatching(/^TLA106 /)]);
  });

  // 340 lists would overflow the scanner's buffer; the text after it must still be read well.
  it('leaves the parser whole', () => {
    for (let i = 0; i < 3; i++) mistakesOf(`A == ${'/\\ '.repeat(1000)}x`);
    expect(mistakesOf('A == /\\ x\n     /\\ y')).toEqual([]);
  });

  it('that is deep, but within the limits, is read', () => {
    expect(mistakesOf(`A == ${'('.repeat(150)}x${')'.repeat(150)}`)).toEqual([]);
    expect(mistakesOf(`A == ${'x + '.repeat(900)}x`)).toEqual([]);
    expect(mistakesOf(`A == ${'/\\ '.repeat(150)}x`)).toEqual([]);
  });
});
