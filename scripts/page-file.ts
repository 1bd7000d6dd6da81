/** A page written to where the user wants it, with the folders that it takes. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export function writePage(path: string, page: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, page);
}
