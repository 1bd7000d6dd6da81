/**
 * The next stronger condition fails: reads that may be one version behind are not linearizable, and a generated history
 * shows it. That they are one version behind at the most, and strong reads linearizable, is what replay judges.
 */
import { describe, expect, test } from 'vitest';
import { replay } from '../../harness/conformance/replay.ts';
import type { Operation as Judged } from '../../harness/consistency/history.ts';
import { checkLinearizable } from '../../harness/consistency/linearizability.ts';
import type { Operation } from '../../impl/chain-replication/store.ts';
import { boundMax, model } from '../../models/chain-replication/model.ts';
import { boundedKv } from '../../models/chain-replication/object.ts';
import { workload } from '../../models/chain-replication/workload.ts';
import { loadSpecFile } from '../../scripts/engine.ts';
import { rootModule, specFolder } from '../../scripts/repository.ts';

const path = `${specFolder(model.name)}/${model.replay.config}`;

const spec = await loadSpecFile(rootModule(path), path);

/** A client that writes, and others that read with this bound. */
function readingWith(bound: number): typeof model {
  const operations = (client: string, calls: number): Operation[] => [
    client === 'c1'
      ? { type: 'put', key: 'x', value: `v${(calls % 6) + 1}` }
      : { type: 'read', key: 'x', bound },
  ];
  const outside = workload({ operations, callsMax: 8, retirable: [], retiredMax: 0 });
  const scope = { ...model.replay, faults: [], crashesMax: 0, histories: 40, outside };
  const evidence = { operations: 1, bitten: {} };
  return { ...model, replay: scope, object: boundedKv(boundMax - 1), evidence };
}

describe('a generated history', () => {
  test('of reads with a bound is not linearizable', () => {
    const { failure } = replay(readingWith(boundMax), spec, {
      tellsStory: false,
      shrinkTriesMax: 20,
    });
    expect(failure?.kind).toBe('consistency');
  });

  test('of strong reads is', () => {
    expect(replay(readingWith(0), spec, { tellsStory: false }).verdict).toBe('ok');
  });
});

describe('the object with bounded reads', () => {
  const ok = (process: string, input: Operation, output: unknown, at: number): Judged => ({
    process,
    input,
    output,
    invoke: at,
    return: at + 1,
    outcome: 'ok',
  });
  const read = (bound: number, output: unknown, at: number) =>
    ok('c2', { type: 'read', key: 'x', bound }, output, at);
  const put = (value: string, at: number) => ok('c1', { type: 'put', key: 'x', value }, null, at);
  const judge = (...history: Judged[]) => checkLinearizable(history, boundedKv(2)).verdict;

  test('lets a read be as many versions behind as it asks for, and no more', () => {
    const written = [put('v1', 0), put('v2', 2), put('v3', 4)];
    expect(judge(...written, read(0, 'v3', 6))).toBe('ok');
    expect(judge(...written, read(0, 'v2', 6))).toBe('violation');
    expect(judge(...written, read(1, 'v2', 6))).toBe('ok');
    expect(judge(...written, read(1, 'v1', 6))).toBe('violation');
    expect(judge(...written, read(2, 'v1', 6))).toBe('ok');
    expect(judge(...written, read(2, null, 6))).toBe('violation');
  });

  test('lets a read go back only as far', () => {
    expect(judge(put('v1', 0), read(1, 'v1', 2), read(1, null, 4))).toBe('ok');
    expect(judge(put('v1', 0), read(0, 'v1', 2), read(0, null, 4))).toBe('violation');
  });

  test('counts a compare-and-set that took place, and no other', () => {
    const cas = (from: string, to: string, took: boolean, at: number) =>
      ok('c1', { type: 'cas', key: 'x', from, to }, took, at);
    const tried = cas('v9', 'v2', false, 2);
    expect(judge(put('v1', 0), tried, read(1, null, 4))).toBe('ok');
    const done = cas('v1', 'v2', true, 2);
    expect(judge(put('v1', 0), done, read(1, null, 4))).toBe('violation');
  });

  test('knows nothing of what was never written', () => {
    expect(judge(put('v1', 0), read(2, 'v7', 2))).toBe('violation');
  });
});
