import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { configsOf } from '../../harness/verify.ts';
import { runConfig } from '../../scripts/parts.ts';
import { root, specFolder } from '../../scripts/repository.ts';
import { reproduceCheck } from '../../scripts/reproduce.ts';
import { expectNothingToReproduce, models } from './models.ts';

test('every protocol has one name: of its folder, its model, its specification, its code', () => {
  for (const { name } of models) {
    expect(specFolder(name), `specs/${name}`).toBeDefined();
    expect(existsSync(join(root, 'models', name, 'model.ts')), `models/${name}`).toBe(true);
    expect(existsSync(join(root, 'impl', name)), `impl/${name}`).toBe(true);
  }
});

describe.each(models)('$name', (model) => {
  test('has a model that must hold, and its configurations are there', () => {
    expect(model.configs.some(({ expect: expected }) => 'verdict' in expected)).toBe(true);
    for (const { file } of configsOf(model, true)) {
      expect(existsSync(join(specFolder(model.name) ?? '', file)), file).toBe(true);
    }
  });

  test.each(configsOf(model))('$file gives the recorded result', async (config) => {
    const result = await runConfig(model, config);
    expectNothingToReproduce('check', [result], reproduceCheck(model.name, [result]));
  });
});
