import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fingerprint } from '../../bin/bundle.js';

let home = '';
let file = '';
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'lockstep-bundle-'));
  mkdirSync(join(home, 'harness', 'tla'), { recursive: true });
  file = join(home, 'harness', 'tla', 'engine.ts');
  writeFileSync(file, 'export const a = 1;\n');
});
afterAll(() => rmSync(home, { recursive: true }));

test('a bundle is used again while no source changes', () => {
  expect(fingerprint(home)).toBe(fingerprint(home));
});

test('a bundle is stale when a source is written, although its size and its time are those of before', async () => {
  const before = fingerprint(home);
  const { atimeMs, mtimeMs } = statSync(file);
  // Clocks of file systems are coarse: what is written in the same tick has the same time.
  await new Promise((resolve) => setTimeout(resolve, 20));
  writeFileSync(file, 'export const a = 2;\n');
  utimesSync(file, atimeMs / 1000, mtimeMs / 1000);
  expect(fingerprint(home)).not.toBe(before);
});

test('a bundle is stale when a source is added, renamed or taken away', () => {
  const before = fingerprint(home);
  const added = join(home, 'harness', 'tla', 'more.ts');
  writeFileSync(added, '');
  const more = fingerprint(home);
  expect(more).not.toBe(before);
  rmSync(added);
  writeFileSync(join(home, 'harness', 'tla', 'other.ts'), '');
  expect(fingerprint(home)).not.toBe(more);
});
