/**
 * Expressions with what TLC 2.19 (tla2tools 1.7.4) says of them, kept in tlc-answers.json: the engine must say the same.
 * UPDATE=1 asks TLC again, if the jar is in the cache; that takes a second for each expression.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { grammarFiles } from '../../../harness/files.ts';
import { DiagnosticError, EvaluationError } from '../../../harness/tla/diagnostic.ts';
import { loadSpec } from '../../../harness/tla/engine.ts';
import { setHost, silentHost } from '../../../harness/tla/modules/host.ts';
import { memoryResolver } from '../../../harness/tla/resolver.ts';
import { loadGrammar } from '../../../harness/tla/syntax/grammar.ts';

/** What is printed for a value, or the first lines of an error without its places. */
type Answer = { readonly value: string } | { readonly error: string };

const file = new URL('./tlc-answers.json', import.meta.url);
const answers: Record<string, Answer> = JSON.parse(readFileSync(file, 'utf8'));
const jar = join(homedir(), '.cache/lockstep/tla2tools-1.7.4.jar');
const modules = 'Integers, Sequences, FiniteSets, Bags, TLC';

/** TLC's answer to one expression. */
function askTlc(expression: string): Answer {
  const folder = mkdtempSync(join(tmpdir(), 'tlc-answers-'));
  const marked = `ASSUME PrintT("@@") /\\ PrintT(${expression}) /\\ PrintT("@@end")`;
  writeFileSync(join(folder, 'F.tla'), `---- MODULE F ----\nEXTENDS ${modules}\n${marked}\n====\n`);
  writeFileSync(join(folder, 'F.cfg'), '');
  let output: string;
  try {
    const options = [
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      '-cp',
      jar,
      'tlc2.TLC',
      '-metadir',
      folder,
    ];
    output = execFileSync('java', [...options, 'F.tla'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  } catch (error) {
    output = String((error as { stdout?: unknown }).stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
  const printed = /"@@"\n([\s\S]*?)\n?"@@end"/.exec(output)?.[1];
  if (printed !== undefined)
    return { value: printed.replace(/Warning: The EXCEPT[\s\S]*?module F\n/, '') };
  const error = output
    .slice(output.indexOf('Error:'))
    .replace(/^Error: (Evaluating assumption[^\n]*\n)?/, '')
    .replaceAll(
      /Attempted to apply the operator overridden by the Java method\n.*\nbut it produced the following error:\n/g,
      '',
    )
    .replace(
      /\n?(line \d+, col|Finished in|The error occurred|0\. Line|Finished computing)[\s\S]*$/,
      '',
    );
  return { error: error.trim() };
}

/** What the engine prints for the expression. */
function askEngine(expression: string): string {
  const printed: string[] = [];
  setHost({ ...silentHost(), print: (text) => printed.push(text) });
  // The variable's name is none that an expression uses: names are ordered by where they come first.
  const init = `Init == PrintT(${expression}) /\\ theVariable = 0`;
  const next = "Next == theVariable' = theVariable";
  const text = `---- MODULE F ----\nEXTENDS ${modules}\nVARIABLE theVariable\n${init}\n${next}\n====\n`;
  const spec = loadSpec({
    resolver: memoryResolver({ 'F.tla': text }),
    specPath: 'F.tla',
    config: { text: 'INIT Init\nNEXT Next\n', file: 'F.cfg' },
  });
  spec.initialStates();
  return printed.join('\n');
}

/** TLC makes a difference between `<<>>` and other empty functions, which are all the same to us. */
function normal(text: string): string {
  return text.replaceAll('<< >>', '<<>>');
}

beforeAll(async () => {
  await loadGrammar(grammarFiles);
  if (process.env.UPDATE !== '1' || !existsSync(jar)) return;
  for (const expression of Object.keys(answers)) answers[expression] = askTlc(expression);
  writeFileSync(file, `${JSON.stringify(answers, null, 1)}\n`);
});

/** Where the engine differs, and why it may. */
const divergences: Readonly<Record<string, readonly string[]>> = {
  'TLC overflows beyond 32 bits, the engine is exact up to 2^53': [
    '2147483647 + 1',
    '-2147483648 - 1',
    '65536 * 65536',
    '2 ^ 31',
  ],
  'TLC cannot print a set that it cannot enumerate, the engine writes it as it is described': [
    '{x \\in Nat : x > 3}',
    'Nat \\ {0}',
    'Nat \\cup {-1}',
    '(1..3) \\cup Nat',
    'Nat \\cap Int',
    'SUBSET Nat',
    '[Nat -> BOOLEAN]',
    '[a: Nat]',
    'Nat \\X {1}',
    '{Nat \\X {1}}',
    '<<Nat \\X {1}>>',
    '<<SUBSET Nat>>',
    '<<[a : Nat]>>',
    '<<{x \\in Nat : x > 3}>>',
    '<<Nat \\cup {-1}>>',
    '<<[1..2 -> Nat]>>',
  ],
  'TLC prints the place of the body of a function that it cannot enumerate': [
    '[x \\in Nat |-> x + 1]',
    '[[x \\in Nat |-> x] EXCEPT ![3] = 7]',
  ],
  'TLC looks at a domain only when it needs it': ['[x \\in 1 |-> x]'],
  'TLC ignores an argument too many': ['[x \\in {5,7}, y \\in {1,2} |-> x][5, 1, 3]'],
  'TLC takes an operator that gives a constant for a value': [
    'BagOfAll(LAMBDA x : 7, 1 :> 2 @@ 2 :> 1)',
  ],
};
const divergent = new Map(
  Object.entries(divergences).flatMap(([reason, list]) =>
    list.map((expression) => [expression, reason] as const),
  ),
);

function same(expression: string, answer: Answer): void {
  if ('value' in answer) expect(askEngine(expression)).toBe(normal(answer.value));
  else {
    const refusal = answer.error.startsWith('Parsing') ? DiagnosticError : EvaluationError;
    expect(() => askEngine(expression)).toThrow(refusal);
  }
}

const agreed = Object.entries(answers).filter(([expression]) => !divergent.has(expression));

describe('the engine answers as TLC does', () => {
  it.each(agreed.filter(([, answer]) => 'value' in answer))('%s', same);
});

describe('the engine fails where TLC fails', () => {
  it.each(agreed.filter(([, answer]) => 'error' in answer))('%s', same);
});

describe('the engine differs only where it is known to', () => {
  it.each([...divergent])('%s: %s', (expression) => {
    const answer = answers[expression];
    expect(answer).toBeDefined();
    expect(() => same(expression, answer as Answer)).toThrow();
  });
});
