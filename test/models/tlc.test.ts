import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withExpectation } from '../../harness/conformance/expectation.ts';
import { runEngine } from '../../scripts/engine.ts';
import { specFolder } from '../../scripts/repository.ts';
import { modelTargets } from '../../scripts/target.ts';
import { disagreements } from '../../scripts/tlc/compare.ts';
import { runTlc } from '../../scripts/tlc/run.ts';
import { availableTlc } from './available-tlc.ts';
import { models } from './models.ts';

const found = await availableTlc();

const cases = models.flatMap((model) =>
  modelTargets(model, specFolder(model.name) ?? '').map((target) => ({
    ...target,
    name: `${model.name}/${basename(target.config)}`,
  })),
);

describe.skipIf(found === undefined)('TLC and the engine agree', () => {
  test.concurrent.each(cases)('$name', async ({ spec, config, expected }) => {
    const { java, jar } = found ?? { java: '', jar: '' };
    const theirs = await runTlc({ java, jar, spec, config, small: true });
    expect(withExpectation(theirs, expected).differences ?? []).toEqual([]);
    expect(disagreements(theirs, await runEngine(spec, config))).toEqual([]);
  });
});

test('there is a protocol to compare', () => {
  expect(cases.length).toBeGreaterThan(0);
});
