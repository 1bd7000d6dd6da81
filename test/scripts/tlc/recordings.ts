/**
 * What TLC 1.7.4 said, with `-tool`, about the small specifications in recorded/specs, and the exit code it left with.
 * Recorded once; run.test.ts runs them again where there is a Java, and sees that TLC still says so.
 */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from '../../../scripts/repository.ts';
import { messageReader, type TlcMessage } from '../../../scripts/tlc/messages.ts';
import { outcomeOf, type TlcResult } from '../../../scripts/tlc/outcome.ts';

export const specs = join(root, 'test', 'scripts', 'tlc', 'recorded', 'specs');

/** By recording: module, configuration, and the exit code of the process. */
export const recordings: Readonly<Record<string, readonly [string, string, number]>> = {
  action: ['Lamp', 'LampAction', 13],
  assert: ['Lamp', 'LampAssert', 14],
  assumed: ['Assumed', 'Assumed', 10],
  broken: ['Broken', 'Broken', 150],
  deadlock: ['Lamp', 'LampDeadlock', 11],
  evaluation: ['Lamp', 'LampEvaluation', 255],
  initial: ['Lamp', 'LampInitial', 12],
  'invariant-evaluation': ['Lamp', 'LampInvariantEvaluation', 76],
  lasso: ['Lamp', 'LampLasso', 0],
  liveness: ['Lamp', 'LampLiveness', 13],
  location: ['Lamp', 'LampLocation', 13],
  'missing-config': ['Lamp', 'Nowhere', 255],
  'missing-spec': ['Nowhere', 'Broken', 150],
  ok: ['Lamp', 'LampOk', 0],
  print: ['Lamp', 'LampPrint', 0],
  safety: ['Lamp', 'LampSafety', 12],
  syntax: ['Lamp', 'LampSyntax', 255],
  unknown: ['Unknown', 'Unknown', 150],
  'unknown-constant': ['Lamp', 'LampUnknownConstant', 0],
  'unknown-invariant': ['Lamp', 'LampUnknownInvariant', 151],
};

export function recordedOutput(name: string): string {
  return readFileSync(join(specs, '..', `${name}.out`), 'utf8');
}

/** What a stream says, read in pieces of this many characters. */
export function readStream(output: string, size = output.length) {
  const messages: TlcMessage[] = [];
  const lines: string[] = [];
  const reader = messageReader({
    onMessage: (message) => messages.push(message),
    onLine: (line) => lines.push(line),
  });
  for (let i = 0; i < output.length; i += size) reader.push(output.slice(i, i + size));
  reader.end();
  return { messages, lines };
}

export function recordedOutcome(name: string): TlcResult {
  const [module = '', config = '', exitCode = 0] = recordings[name] ?? [];
  const read = readStream(recordedOutput(name));
  return outcomeOf({ ...read, module, config: `${basename(config)}.cfg`, exitCode, seconds: 0 });
}
