import { describe, expect, it } from 'vitest';
import { createModuleGraph, type ModuleHost } from '../../harness/conformance/module-graph.ts';
import { loadCompiler } from '../../harness/conformance/patch.ts';

const compiler = await loadCompiler();

const files: Readonly<Record<string, string>> = {
  'models/lamp/model.ts': `
    import { shared } from '../../harness/shared.ts';
    import fc from 'some-package';
    import { lamp, type Lamp } from '../../impl/lamp/lamp.ts';
    export const model: Lamp = { ...lamp, shared, fc };`,
  'impl/lamp/lamp.ts': `
    import type { Never } from '../nowhere.ts';
    import { bulb } from './bulb.ts';
    export interface Lamp { readonly watts: number }
    export const lamp = { watts: bulb.watts * 2 };`,
  'impl/lamp/bulb.ts': 'export const bulb = { watts: 20 };',
  'impl/cycle/a.ts': `import { b } from './b.ts'; export const a = () => b;`,
  'impl/cycle/b.ts': `import { a } from './a.ts'; export const b = () => a;`,
  'impl/broken.ts': 'export const broken = ;',
};
const token = { only: 'one' };
const imported: string[] = [];
const host: ModuleHost = {
  read: (file) => files[file],
  async import(specifier) {
    imported.push(specifier);
    return specifier === 'some-package' ? { default: 'package' } : { shared: token };
  },
};
const graph = createModuleGraph(host, compiler);
const load = async (patched?: ReadonlyMap<string, string>) =>
  (await graph.load('models/lamp/model.ts', patched)).model as Record<string, unknown>;

describe('a module graph', () => {
  it('evaluates a model and its implementation, and shares the harness and packages with the host', async () => {
    const model = await load();
    expect(model).toMatchObject({ watts: 40, fc: 'package' });
    expect(model.shared).toBe(token);
  });

  it('takes patched texts in place of those on disk, and forgets them', async () => {
    const patched = new Map([['impl/lamp/bulb.ts', 'export const bulb = { watts: 3 };']]);
    expect(await load(patched)).toMatchObject({ watts: 6 });
    expect(await load()).toMatchObject({ watts: 40 });
  });

  it('evaluates its own modules anew each time', async () => {
    expect(await load()).not.toBe(await load());
  });

  it('does not load what is imported for its types only', async () => {
    await load();
    expect(imported).not.toContain('impl/nowhere.ts');
  });

  it('refuses a patch of a file that the model never loads', async () => {
    await expect(load(new Map([['impl/broken.ts', '']]))).rejects.toThrow(
      'does not import impl/broken.ts',
    );
  });

  it('refuses what is missing, what does not parse, and import cycles', async () => {
    await expect(graph.load('impl/none.ts')).rejects.toThrow('there is no module impl/none.ts');
    await expect(graph.load('impl/broken.ts')).rejects.toThrow(SyntaxError);
    await expect(graph.load('impl/cycle/a.ts')).rejects.toThrow('import cycle');
  });
});
