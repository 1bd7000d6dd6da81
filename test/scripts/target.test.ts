import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Model } from '../../harness/conformance/model.ts';
import { rootModule } from '../../scripts/repository.ts';
import { findTargets, modelTargets } from '../../scripts/target.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-target-'));
  const files = ['Lamp.tla', 'MCLamp.tla', 'Lamp.cfg', 'MCLamp.cfg', 'MCLampLarge.cfg'];
  for (const file of [...files, 'MCLampTwice.cfg', 'Torch.cfg']) {
    writeFileSync(join(folder, file), '');
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const ok = { verdict: 'ok', distinct: 1, generated: 1, depth: 1 } as const;
const model = {
  name: 'lamp',
  configs: [
    { file: 'MCLamp.cfg', expect: ok },
    { file: 'MCLampLarge.cfg', expect: ok },
  ],
  mutants: [
    { name: 'a', source: 'b', spec: { config: 'MCLampTwice.cfg', killedBy: 'LitInv' } },
    { name: 'c', source: 'd' },
  ],
} as unknown as Model;

const names = (targets: readonly { readonly config: string }[]) =>
  targets.map(({ config }) => config.slice(folder.length + 1));

test('the root module of a configuration is the longest prefix that is a module', () => {
  expect(rootModule(join(folder, 'MCLampLarge.cfg'))).toBe(join(folder, 'MCLamp.tla'));
  expect(rootModule(join(folder, 'Lamp.cfg'))).toBe(join(folder, 'Lamp.tla'));
  expect(() => rootModule(join(folder, 'Torch.cfg'))).toThrow('no module for');
});

test('a .tla file goes with the .cfg of its name, or with the one that is named', async () => {
  const spec = join(folder, 'Lamp.tla');
  expect(await findTargets(spec)).toEqual([{ spec, config: join(folder, 'Lamp.cfg') }]);
  const config = join(folder, 'MCLamp.cfg');
  expect(await findTargets(spec, { config })).toEqual([{ spec, config }]);
});

test('a model brings its configurations and those of its mutants, large ones on demand', () => {
  const targets = modelTargets(model, folder);
  expect(names(targets)).toEqual(['MCLamp.cfg', 'MCLampTwice.cfg']);
  expect(targets.map(({ expected }) => expected)).toEqual([ok, { violation: 'LitInv' }]);
  expect(names(modelTargets(model, folder, { thorough: true }))).toHaveLength(3);
  expect(names(modelTargets(model, folder, { config: 'MCLampLarge.cfg' }))).toEqual([
    'MCLampLarge.cfg',
  ]);
});

test.each([
  ['nowhere.tla', 66],
  ['raftt', 64],
  ['', 64],
  ['../specs', 64],
  ['..', 64],
  ['lib', 64],
  ['__proto__', 64],
])('%j names nothing to check', async (argument, exitCode) => {
  await expect(findTargets(argument)).rejects.toMatchObject({ name: 'CommandError', exitCode });
});

test('a configuration that is not there is said so', async () => {
  const refusal = findTargets(join(folder, 'MCLamp.tla'), { config: 'Nowhere.cfg' });
  await expect(refusal).rejects.toMatchObject({ exitCode: 66 });
  await expect(refusal).rejects.toThrow('Nowhere.cfg');
});
