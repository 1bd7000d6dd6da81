import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Model } from '../../harness/conformance/model.ts';
import type { ModuleHost } from '../../harness/conformance/module-graph.ts';
import { type CodePatch, type Mutant, patch } from '../../harness/conformance/mutant.ts';
import { type MutateOptions, mutate } from '../../harness/conformance/mutate.ts';
import { model as complaining } from './tally-complaining.ts';
import { model } from './tally-mutants.ts';
import { tallySpec } from './tally-spec.ts';

const host: ModuleHost = {
  read: (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined),
  import: (specifier) =>
    import(existsSync(specifier) ? pathToFileURL(resolve(specifier)).href : specifier),
};
const options: MutateOptions = {
  host,
  modelFile: 'test/conformance/tally-mutants.ts',
  replaySpec: tallySpec('replay'),
  refineSpec: tallySpec('refine'),
  check: async () => ({ violated: 'TotalInv' }),
};

const run = (mutants: readonly Mutant[], change: Partial<MutateOptions> = {}) =>
  mutate({ ...model, mutants } as Model, { ...options, ...change });

const file = 'test/conformance/tally.ts';
const mutant = (code: CodePatch): Mutant => ({
  name: 'a mutant',
  source: 'this test',
  code: [code],
});

describe('mutants', () => {
  it('are killed, and the table says by whom and how soon', async () => {
    const result = await mutate(model, options);
    expect(result).toMatchObject({ verdict: 'ok', killed: 3, total: 3 });
    const table = result.mutants.map(({ name, code, spec }) => [
      name,
      code?.killedBy,
      code?.events,
      spec?.killed,
    ]);
    // Events of the first run that shows it: a kill is not shrunk.
    expect(table).toEqual([
      ['answers a repeated request as if it were new', 'step Handle', 5, true],
      ['answers before the addition is durable', 'step Finish', 17, undefined],
      ['never repeats a request', 'settled', 4, undefined],
    ]);
    for (const { code } of result.mutants) expect(code?.histories).toBeGreaterThan(0);
  });

  it('die the same death twice', async () => {
    const first = model.mutants.slice(0, 1);
    const timeless = async () =>
      (await run(first)).mutants.map(({ code }) => ({ ...code, seconds: 0 }));
    expect(await timeless()).toEqual(await timeless());
  });

  it('that change nothing survive, which is vacuous', async () => {
    const harmless = mutant(patch(file, 'handle', 'id < last.id', 'id <= last.id - 1'));
    const result = await run([harmless], { histories: 40 });
    expect(result).toMatchObject({ verdict: 'vacuous', killed: 0, total: 1 });
    expect(result.mutants[0]?.code).toMatchObject({ killed: false, histories: 40 });
  });

  it('that replay does not find are left to refine', async () => {
    // Too late for replay's budget, which is nothing at all here.
    const lazy = mutant(patch(file, 'finish', 'message.id !== client.id', 'client.id > 0'));
    const result = await run([lazy], { histories: 0 });
    expect(result.mutants[0]?.code).toMatchObject({
      killed: true,
      killedBy: 'refine: unrealised Finish',
    });
  });

  it('are shown by the hint that comes with them, and found all the same where it is wrong', async () => {
    const repeats = model.mutants[0] as Mutant;
    const first = (await run([repeats])).mutants[0]?.code?.histories as number;
    const asked = async (shownBy: Mutant['shownBy'], change: Partial<MutateOptions> = {}) =>
      (await run([{ ...repeats, shownBy } as Mutant], change)).mutants[0]?.code;
    const late = await asked(40);
    expect(late).toMatchObject({ killed: true, histories: 40 });
    expect(await asked('refine')).toMatchObject({ killedBy: 'refine: step Handle', histories: 0 });
    for (const wrong of [1, 1_000_000]) {
      expect(first).not.toBe(wrong);
      expect(await asked(wrong)).toMatchObject({ killed: true, histories: first });
    }
    // Of another seed's histories it knows nothing.
    const { histories } = (await asked(40, { seed: 7 })) ?? {};
    expect(histories).toBeLessThan(40);
  });

  it('do not count as killed by what kills the honest code as well', async () => {
    const modelFile = 'test/conformance/tally-complaining.ts';
    const result = await mutate(complaining, { ...options, modelFile });
    expect(result).toMatchObject({ verdict: 'unknown', killed: 0 });
    expect(result.mutants[0]?.code?.error).toMatch(
      /^the honest code fails on the same events: .* nothing is ever good enough/,
    );
  });

  it('that no longer fit are errors and not dead', async () => {
    const stale = mutant(patch(file, 'handle', 'no such text', 'x'));
    const broken = mutant(patch(file, 'handle', 'id < last.id', 'id <<<'));
    const result = await run([stale, broken]);
    expect(result).toMatchObject({ verdict: 'unknown', killed: 0 });
    expect(result.mutants[0]?.code?.error).toContain('"no such text" occurs 0 times');
    expect(result.mutants[1]?.code?.error).toBeDefined();
  });

  it('that throw at once are dead', async () => {
    const throws = mutant(
      patch(file, 'clientProgram.start', 'id: 0', 'id: Number(Symbol.iterator)'),
    );
    const result = await run([throws]);
    expect(result.mutants[0]?.code).toMatchObject({
      killed: true,
      killedBy: 'exception ProgramError',
    });
  });

  it('of the spec must die by the invariant they name', async () => {
    const spec = { config: 'MCTallyTwice.cfg', killedBy: 'TotalInv' };
    const check = async () => ({ violated: 'TypeOK' });
    const result = await run([{ name: 'a mutant', source: 'this test', spec }], { check });
    expect(result.verdict).toBe('vacuous');
    expect(result.mutants[0]?.spec).toEqual({
      config: 'MCTallyTwice.cfg',
      expected: 'TotalInv',
      killed: false,
      killedBy: 'TypeOK',
    });
  });

  it('of which there are none are no evidence', async () => {
    expect(await run([])).toMatchObject({ verdict: 'vacuous', total: 0 });
  });
});
