/**
 * A second exhaustive comparison of code and spec, where servers leave alive: the model's own
 * leaves that out.
 */
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Model } from '../../harness/conformance/model.ts';
import { refine } from '../../harness/conformance/refine.ts';
import type { Spec } from '../../harness/tla/spec.ts';
import { chainReplication } from '../../impl/chain-replication/chain-replication.ts';
import { mapping } from '../../models/chain-replication/mapping.ts';
import { model } from '../../models/chain-replication/model.ts';
import { ownName, workload } from '../../models/chain-replication/workload.ts';
import { loadSpecFile } from '../../scripts/engine.ts';

const folder = join(import.meta.dirname, '../../specs/chain-replication');
const config = 'MCChainReplicationRefineRetire.cfg';

const servers = ['a', 'b', 'c'];
const scope: Model['refine'] = {
  config,
  protocol: chainReplication({
    servers,
    founders: servers,
    clients: ['c1'],
    chainLength: 2,
    attemptsMax: 1,
    asks: 'everybody',
  }),
  options: model.refine.options,
  outside: workload({ operations: ownName, callsMax: 1, retirable: servers, retiredMax: 3 }),
  faults: [],
  crashesMax: 0,
  worldsMax: 100_000,
};

let spec: Spec;
beforeAll(async () => {
  spec = await loadSpecFile(join(folder, 'MCChainReplication.tla'), join(folder, config));
});

describe('a server is retired', () => {
  test('every step of the code is a step of the spec, and every step of the spec one of the code', () => {
    const { verdict, explained, steps, realised, edges, missing } = refine(
      { ...model, refine: scope },
      spec,
    );
    expect(missing).toEqual([]);
    expect({ verdict, explained, realised }).toEqual({
      verdict: 'ok',
      explained: steps,
      realised: edges,
    });
    expect(edges).toBeGreaterThan(10_000);
  }, 120_000);

  test('a step under a wrong name is found', () => {
    const misnamed = {
      ...mapping,
      actions: { ...mapping.actions, input: () => ['RemoveServer', 'b'] as const },
    };
    const { verdict, failure } = refine({ ...model, mapping: misnamed, refine: scope }, spec, {
      failFast: true,
    });
    expect([verdict, failure?.name]).toEqual(['violation', 'RemoveServer']);
  }, 120_000);
});
