import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { specFiles } from '../../scripts/spec-files.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-files-'));
  mkdirSync(join(folder, 'home'));
  symlinkSync(folder, join(folder, 'home', 'out'));
  vi.spyOn(process, 'cwd').mockReturnValue(join(folder, 'home'));
});
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

test('a specification writes and reads beneath the working folder', () => {
  specFiles.writeFile('a.json', '[1]');
  expect(readFileSync(join(folder, 'home', 'a.json'), 'utf8')).toBe('[1]');
  expect(specFiles.readFile('a.json')).toBe('[1]');
  expect(specFiles.readFile('nowhere.json')).toBeUndefined();
});

test.each(['../a.json', '/etc/hostname', 'out/a.json'])('%s is elsewhere', (path) => {
  expect(() => specFiles.readFile(path)).toThrow('not beneath the working folder');
  expect(() => specFiles.writeFile(path, 'x')).toThrow('not beneath the working folder');
});
