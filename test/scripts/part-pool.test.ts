import { afterEach, expect, test } from 'vitest';
import type { RefineResult } from '../../harness/conformance/result.ts';
import { CommandError } from '../../scripts/command-error.ts';
import { exitCodes } from '../../scripts/exit-codes.ts';
import { type PartJob, type PartPool, partPool } from '../../scripts/part-pool.ts';

let pool: PartPool | undefined;
afterEach(() => pool?.close());

const refine = (protocol: string): PartJob => ({ protocol, part: 'refine', options: {} });
const deaf = () => {};

test('a part runs in a process of its own, and says how far it is', async () => {
  pool = partPool(1);
  const told: number[] = [];
  const result = await pool.run(refine('crdts'), (_, { done }) => told.push(done));
  expect(result).toMatchObject({ verdict: 'ok' });
  expect(told.at(-1)).toBeLessThanOrEqual((result as RefineResult).worlds);
  expect(told.length).toBeGreaterThan(0);
});

test('a command that cannot be carried out there is one that cannot be carried out here, and the next one can', async () => {
  pool = partPool(1);
  const both = [pool.run(refine('nowhere'), deaf), pool.run(refine('__proto__'), deaf)];
  for (const each of both) {
    const error = await each.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CommandError);
    expect(error).toMatchObject({
      exitCode: exitCodes.usage,
      hint: expect.stringContaining('raft'),
    });
  }
});

test('a process that ends in the middle of a part is no result', async () => {
  pool = partPool(1);
  const cut = pool.run(refine('raft'), deaf);
  pool.close();
  await expect(cut).rejects.toThrow('the process of refine raft ended: SIGTERM');
});
