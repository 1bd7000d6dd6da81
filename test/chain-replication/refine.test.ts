/** The comparison in which servers leave alive finds what is planted there; that it finds nothing else, the models' suite says. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Model } from '../../harness/conformance/model.ts';
import { refine } from '../../harness/conformance/refine.ts';
import { mapping } from '../../models/chain-replication/mapping.ts';
import { model } from '../../models/chain-replication/model.ts';
import { loadSpecFile } from '../../scripts/engine.ts';

const folder = join(import.meta.dirname, '../../specs/chain-replication');
const scope = model.refineAlso?.[0] as Model['refine'];

test('a step under a wrong name is found', async () => {
  const spec = await loadSpecFile(
    join(folder, 'MCChainReplication.tla'),
    join(folder, scope.config),
  );
  const misnamed = {
    ...mapping,
    actions: { ...mapping.actions, input: () => ['RemoveServer', 'b'] as const },
  };
  const { verdict, failure } = refine({ ...model, mapping: misnamed, refine: scope }, spec, {
    failFast: true,
  });
  expect([verdict, failure?.name]).toEqual(['violation', 'RemoveServer']);
}, 120_000);
