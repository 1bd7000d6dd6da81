/** Recorded constructs: texts with what they are read as, `=> …` or `=> refused`, blocks apart by an empty line. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Construct {
  /** The body of a module. */
  readonly text: string;
  readonly expected: string;
}

const file = join(import.meta.dirname, 'recorded/constructs.txt');

export function readConstructs(): Construct[] {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n\n')
    .map((block) => {
      const split = block.lastIndexOf('\n=> ');
      return { text: block.slice(0, split), expected: block.slice(split + 4) };
    });
}

export function writeConstructs(constructs: readonly Construct[]): void {
  writeFileSync(
    file,
    `${constructs.map(({ text, expected }) => `${text}\n=> ${expected}`).join('\n\n')}\n`,
  );
}
