import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { check } from '../../scripts/check.ts';
import { reproduce } from '../../scripts/check-input.ts';
import type { CheckOptions } from '../../scripts/check-options.ts';

const modules = {
  Far: 'EXTENDS Naturals\nAdd(a, b) == a + b',
  Free: "EXTENDS Naturals\nVARIABLE x\nInit == x = 0\nNext == x < 2 /\\ x' = x + 1",
  Sums: 'EXTENDS Naturals\nASSUME 1 + 1 = 3',
  Empty: 'One == 1',
  Apart: "EXTENDS Far\nVARIABLE x\nInit == x = 0\nNext == x' = Add(x, 1) % 4",
  Endless:
    "EXTENDS Naturals\nVARIABLE x\nInit == x = 0\nNext == x < 3 /\\ x' = x + 1 /\\ \\A s \\in SUBSET (1..40) : s # {99}",
  Idle: "EXTENDS Naturals\nVARIABLE x\nInit == x = 0\nStep == x < 2 /\\ x' = x + 1\nNever == x > 7 /\\ x' = 0\nNext == Step \\/ Never",
};
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-check-'));
  mkdirSync(join(folder, 'models'));
  for (const [name, body] of Object.entries(modules)) {
    const file = join(folder, name === 'Far' ? 'models' : '.', `${name}.tla`);
    writeFileSync(file, `---- MODULE ${name} ----\n${body}\n====\n`);
  }
  writeFileSync(join(folder, 'models', 'Apart.cfg'), 'INIT Init\nNEXT Next\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function json(module: string, options: CheckOptions = {}): Promise<unknown> {
  let text = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((part) => {
    text += part;
    return true;
  });
  try {
    await check(join(folder, module), { ...options, json: true });
  } finally {
    write.mockRestore();
  }
  return JSON.parse(text);
}

describe('a module without a .cfg and without constants is checked as it stands', () => {
  test('by Spec, or Init and Next', async () => {
    expect(await json('Free')).toMatchObject({
      ...{ verdict: 'violation', exitCode: 11, distinct: 3 },
      remarks: [expect.stringContaining('INIT Init, NEXT Next')],
    });
  });

  test('by its assumptions', async () => {
    expect(await json('Sums.tla')).toMatchObject({ verdict: 'violation', exitCode: 10 });
  });

  test('and is vacuous where there is nothing to check', async () => {
    expect(await json('Empty')).toMatchObject({ verdict: 'vacuous', exitCode: 3 });
    const inv = ['One = 2'];
    expect(await json('Empty', { inv })).toMatchObject({ verdict: 'violation', exitCode: 12 });
  });
});

test('--no-deadlock switches the search for deadlocks off; --workers says that it changes nothing', async () => {
  expect(await json('Free', { deadlock: false, workers: '4' })).toMatchObject({
    ...{ verdict: 'ok', exitCode: 0, distinct: 3 },
    remarks: [expect.anything(), '--workers changes nothing: the search has one thread'],
  });
});

test('modules are found beside the configuration too', async () => {
  const config = join(folder, 'models', 'Apart.cfg');
  expect(await json('Apart', { config })).toMatchObject({ verdict: 'ok', distinct: 4 });
});

test('--coverage says in JSON what was never taken and what was never tested', async () => {
  const options = { inv: ['x > 5 => x > 9'], deadlock: false, coverage: true };
  expect(await json('Idle', options)).toMatchObject({
    ...{ verdict: 'vacuous', exitCode: 3 },
    coverage: {
      neverTaken: ['Never'],
      neverTested: [{ invariant: 'CheckInv1', antecedent: 'x > 5' }],
      guards: expect.arrayContaining([expect.objectContaining({ text: 'x > 7', held: 0 })]),
    },
  });
});

test('an evaluation without end is stopped, and its graph is not begun once more', async () => {
  const dumpGraph = join(folder, 'endless.jsonl');
  const result = await json('Endless', { seconds: 1, dumpGraph });
  expect(result).toMatchObject({
    ...{ verdict: 'unknown', exitCode: 2, remarks: [expect.anything(), expect.anything()] },
    limit: 'the limit of 1 seconds was reached, in the middle of one evaluation',
  });
  expect((result as { seconds: number }).seconds).toBeGreaterThan(1);
  expect(existsSync(dumpGraph)).toBe(false);
});

test('a file that cannot be written is said with its name', async () => {
  const dumpGraph = join(folder, 'nowhere', 'graph.dot');
  await expect(json('Free', { dumpGraph })).rejects.toThrow(`cannot write`);
});

test('every flag that decides what is found or written is in the line that shows it again', () => {
  const options: Required<Omit<CheckOptions, 'json' | 'thorough' | 'workers'>> = {
    ...{ config: 'M.cfg', const: ['N=3'], inv: ['x < 3'], library: ['lib'], deadlock: false },
    ...{ states: 1, depth: 2, seconds: 3, memory: 4, count: 5, seed: 6 },
    ...{ dfs: true, simulate: true, continue: true, unsound: true, coverage: true },
    ...{ dumpTrace: 't.json', dumpGraph: 'g.dot', loadTrace: 'l.json' },
  };
  const line = reproduce('M.tla', options);
  for (const name of Object.keys(options)) {
    const flag =
      name === 'deadlock' ? 'no-deadlock' : name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
    expect(line).toContain(` --${flag}`);
  }
});
