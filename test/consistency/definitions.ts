/**
 * Definitions in specs/lib, evaluated on histories: by the engine, which says what they say, and by TLC, which is asked
 * whether that is so. Histories and verdicts are TLA+ expressions.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileResolver, grammarFiles } from '../../harness/files.ts';
import { loadSpec } from '../../harness/tla/engine.ts';
import { loadGrammar } from '../../harness/tla/syntax/grammar.ts';
import { toPlain } from '../../harness/tla/values/convert.ts';
import { library } from '../../scripts/repository.ts';
import { runTlc } from '../../scripts/tlc/run.ts';
import type { AvailableTlc } from '../models/available-tlc.ts';

export interface Question {
  /** What the expressions are in the scope of: modules, and more definitions. */
  readonly extended: readonly string[];
  readonly definitions?: string;
  readonly expressions: readonly string[];
}

const config = 'INIT Init NEXT Next INVARIANT Expected CHECK_DEADLOCK FALSE';

function moduleOf({ extended, definitions = '', expressions }: Question, expected: string): string {
  return `---- MODULE Judge ----
EXTENDS ${extended.join(', ')}
VARIABLE verdicts
${definitions}
Init == verdicts = <<
${expressions.map((one) => `  ${one}`).join(',\n')}
>>
Next == UNCHANGED verdicts
Expected == ${expected}
====
`;
}

/** The values of the expressions, as plain data: a set is a Set. */
export async function valuesOf(question: Question): Promise<readonly unknown[]> {
  await loadGrammar(grammarFiles);
  const specPath = join(library, 'Judge.tla');
  const files = fileResolver([library]);
  const text = moduleOf(question, 'TRUE');
  const spec = loadSpec({
    resolver: { ...files, read: (path) => (path === specPath ? text : files.read(path)) },
    specPath,
    config: { file: 'Judge.cfg', text: config },
  });
  return toPlain(spec.initialStates()[0]![0]!) as readonly unknown[];
}

/** What TLC says of it that the expressions have these values: `ok` or `violation`. */
export async function tlcVerdict(
  question: Question,
  expected: readonly string[],
  { java, jar }: AvailableTlc,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-definitions-'));
  try {
    const [spec, file] = [join(folder, 'Judge.tla'), join(folder, 'Judge.cfg')];
    writeFileSync(spec, moduleOf(question, `verdicts = <<${expected.join(', ')}>>`));
    writeFileSync(file, config);
    return (await runTlc({ java, jar, spec, config: file, small: true })).verdict;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A value of a history, in the definitions' terms. */
export const tla = (value: unknown) => (value === null ? 'Nil' : JSON.stringify(String(value)));

export const tlaSet = (names: Iterable<string>) =>
  `{${[...names].map((name) => JSON.stringify(name)).join(', ')}}`;
