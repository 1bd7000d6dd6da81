import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fileResolver } from '../../harness/files.ts';
import { memoryResolver } from '../../harness/tla/resolver.ts';

const folder = mkdtempSync(join(tmpdir(), 'lockstep-resolver-'));
const library = mkdtempSync(join(tmpdir(), 'lockstep-library-'));
writeFileSync(join(folder, 'Beside.tla'), 'beside');
writeFileSync(join(library, 'Beside.tla'), 'hidden');
writeFileSync(join(library, 'Shared.tla'), 'shared');

afterAll(() => {
  for (const made of [folder, library]) rmSync(made, { recursive: true });
});

describe('fileResolver', () => {
  const resolver = fileResolver([library]);
  const from = join(folder, 'Main.tla');

  it('looks beside the file that asks first, then in the libraries', () => {
    expect(resolver.find('Beside', from)).toBe(join(folder, 'Beside.tla'));
    expect(resolver.find('Shared', from)).toBe(join(library, 'Shared.tla'));
    expect(resolver.find('Nowhere', from)).toBeUndefined();
  });

  it('reads what it finds, and says undefined of what is not there', () => {
    expect(resolver.read(join(library, 'Shared.tla'))).toBe('shared');
    expect(resolver.read(join(library, 'Nowhere.tla'))).toBeUndefined();
  });
});

describe('memoryResolver', () => {
  const resolver = memoryResolver({
    'a/Main.tla': 'main',
    'a/Beside.tla': '1',
    'lib/Beside.tla': '2',
    'lib/Shared.tla': '3',
  });

  it('looks beside the file that asks first, then anywhere', () => {
    expect(resolver.find('Beside', 'a/Main.tla')).toBe('a/Beside.tla');
    expect(resolver.find('Beside', 'lib/Shared.tla')).toBe('lib/Beside.tla');
    expect(resolver.find('Shared', 'a/Main.tla')).toBe('lib/Shared.tla');
    expect(resolver.find('Nowhere', 'a/Main.tla')).toBeUndefined();
  });

  it('has no file named like a property of objects', () => {
    expect(resolver.read('constructor')).toBeUndefined();
  });
});
