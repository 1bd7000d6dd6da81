import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withExpectation } from '../../harness/conformance/expectation.ts';
import { runEngine } from '../../scripts/engine.ts';
import { root, specFolder } from '../../scripts/repository.ts';
import { reproduceCheck } from '../../scripts/reproduce.ts';
import { ownTargets } from '../../scripts/target.ts';
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
    expect(ownTargets(model, true).length).toBe(model.configs.length);
  });

  const targets = ownTargets(model).map((target) => ({ ...target, file: basename(target.config) }));
  test.each(targets)('$file gives the recorded result', async ({ spec, config, expected }) => {
    const result = withExpectation(await runEngine(spec, config), expected);
    expectNothingToReproduce('check', [result], reproduceCheck(model.name, [result]));
  });
});
