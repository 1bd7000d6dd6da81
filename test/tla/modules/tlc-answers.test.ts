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
import { EvaluationError } from '../../../harness/tla/diagnostic.ts';
import { loadSpec } from '../../../harness/tla/engine.ts';
import { memoryResolver } from '../../../harness/tla/resolver.ts';
import { loadGrammar } from '../../../harness/tla/syntax/grammar.ts';
import { show } from '../../../harness/tla/values/print.ts';
import type { Value } from '../../../harness/tla/values/value.ts';

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
    const options = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', jar, 'tlc2.TLC', '-metadir', folder];
    output = execFileSync('java', [...options, 'F.tla'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    output = String((error as { stdout?: unknown }).stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
  const printed = /"@@"\n([\s\S]*?)\n?"@@end"/.exec(output)?.[1];
  if (printed !== undefined) return { value: printed.replace(/Warning: The EXCEPT[\s\S]*?module F\n/, '') };
  const error = output
    .slice(output.indexOf('Error:'))
    .replace(/^Error: (Evaluating assumption[^\n]*\n)?/, '')
    .replaceAll(/Attempted to apply the operator overridden by the Java method\n.*\nbut it produced the following error:\n/g, '')
    .replace(/\n?(line \d+, col|Finished in|The error occurred|0\. Line|Finished computing)[\s\S]*$/, '');
  return { error: error.trim() };
}

/** The engine's: the value of a variable that is initially equal to the expression. */
function askEngine(expression: string): Value {
  const text = `---- MODULE F ----\nEXTENDS ${modules}\nVARIABLE v\nExpr == ${expression}\nInit == v = <<Expr>>\nNext == v' = v\n====\n`;
  const spec = loadSpec({
    resolver: memoryResolver({ 'F.tla': text }),
    specPath: 'F.tla',
    config: { text: 'INIT Init\nNEXT Next\n', file: 'F.cfg' },
  });
  return (spec.initialStates()[0]?.[0] as { items: Value[] } | undefined)?.items[0] as Value;
}

/** One line, without the difference that TLC makes between `<<>>` and other empty functions. */
function normal(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('<< >>', '<<>>').replaceAll(/(<<|\{) | (>>|\})/g, '$1$2');
}

beforeAll(async () => {
  await loadGrammar(grammarFiles);
  if (process.env.UPDATE !== '1' || !existsSync(jar)) return;
  for (const expression of Object.keys(answers)) answers[expression] = askTlc(expression);
  writeFileSync(file, `${JSON.stringify(answers, null, 1)}\n`);
});

describe('the engine answers as TLC does', () => {
  const values = Object.entries(answers).filter(([, answer]) => 'value' in answer);
  it.each(values)('%s', (expression, answer) => {
    expect(normal(show(askEngine(expression)))).toBe(normal((answer as { value: string }).value));
  });
});

describe('the engine fails where TLC fails', () => {
  const errors = Object.entries(answers).filter(([, answer]) => 'error' in answer);
  it.each(errors)('%s', (expression) => {
    expect(() => show(askEngine(expression))).toThrow(EvaluationError);
  });
});
