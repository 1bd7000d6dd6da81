import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  type AutomaticOptions,
  mutateAutomatically,
} from '../../../harness/conformance/automatic/automatic.ts';
import type { Model } from '../../../harness/conformance/model.ts';
import type { ModuleHost } from '../../../harness/conformance/module-graph.ts';
import { model } from '../tally-mutants.ts';
import { tallySpec } from '../tally-spec.ts';

const file = 'test/conformance/tally.ts';
const onDisk = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);
const host: ModuleHost = {
  read: onDisk,
  import: (specifier) =>
    import(existsSync(specifier) ? pathToFileURL(resolve(specifier)).href : specifier),
};
const options: AutomaticOptions = {
  host,
  modelFile: 'test/conformance/tally-mutants.ts',
  files: [file],
  replaySpec: tallySpec('replay'),
  refineSpec: tallySpec('refine'),
};

const run = (change: Partial<AutomaticOptions> = {}, equivalents: Model['equivalents'] = {}) =>
  mutateAutomatically({ ...model, equivalents }, { ...options, ...change });
const fates = (result: Awaited<ReturnType<typeof run>>) =>
  result.mutants.map(({ key, status, killedBy }) => [key, status, killedBy]);

/** The host with another text in place of the tally's. */
const planted = (find: string, replace: string): ModuleHost => ({
  ...host,
  read(path) {
    const text = onDisk(path);
    if (path !== file || text === undefined) return text;
    if (!text.includes(find)) throw new Error(`${find} is not in ${path}`);
    return text.replace(find, replace);
  },
});

describe('automatic mutants', () => {
  it('are killed, each by the check that notices it', async () => {
    const swapped = await run({ only: 'handle: log, answer => answer, log' });
    expect(fates(swapped)).toEqual([
      ['tally.ts handle: log, answer => answer, log', 'killed', 'refine: step Finish'],
    ]);
    expect(swapped).toMatchObject({ verdict: 'ok', misjudged: [] });
  });

  it('are the same in every run, and a budget takes the first of them', async () => {
    const [first, again, fewer] = [
      await run({ budget: 12, effort: 'sample' }),
      await run({ budget: 12, effort: 'sample' }),
      await run({ budget: 5, effort: 'sample' }),
    ];
    expect(fates(first)).toEqual(fates(again));
    expect(fates(first).slice(0, 5)).toEqual(fates(fewer));
    expect(first.mutants.length).toBe(12);
    const other = await run({ budget: 12, effort: 'sample', seed: 7 });
    expect(fates(other)).not.toEqual(fates(first));
  });

  it('that do not compile are stillborn', async () => {
    const result = await run({ only: 'call: { ...client, id, busy: true }, effects' });
    expect(result.mutants.every(({ status }) => status !== 'survived')).toBe(true);
    const typed = await run({ only: 'handle: source, last => last, source' });
    expect(typed.mutants.map(({ status }) => status)).toEqual(['stillborn']);
    expect(typed.mutants[0]?.reason).toContain('is not assignable');
  });

  it('that never come back are timed out', async () => {
    const find = 'const last = state.last.get(source);';
    const replace = `let left = 3;\n  while (left > 0) left -= 1;\n  ${find}`;
    const endless = await run({ host: planted(find, replace), only: 'left -= 1 => ' });
    const arithmetic = await run({ host: planted(find, replace), only: 'handle: -= => +=' });
    expect(endless.mutants.length + arithmetic.mutants.length).toBeGreaterThan(0);
    for (const { status } of [...endless.mutants, ...arithmetic.mutants])
      expect(status).toBe('timed out');
  });

  it('that nothing notices survive', async () => {
    const find = 'if (client.busy) return undefined;';
    const replace = `if (client.busy) return undefined;\n  if (client.id > 1_000) return undefined;`;
    const result = await run({ host: planted(find, replace), only: 'client.id > 1_000 => false' });
    expect(result).toMatchObject({ verdict: 'vacuous' });
    expect(result.mutants.map(({ status }) => status)).toEqual(['survived']);
    const key = result.mutants[0]?.key ?? '';
    const listed = await run({ host: planted(find, replace), only: key }, { [key]: 'a reason' });
    expect(listed).toMatchObject({ verdict: 'ok', misjudged: [] });
    expect(listed.mutants[0]).toMatchObject({ status: 'equivalent', reason: 'a reason' });
  });

  it('that only change how long a timer takes are equivalent', async () => {
    const result = await run({ only: 'request: 5 => 6' });
    expect(result.mutants.map(({ status }) => status)).toEqual(['equivalent']);
  });

  it('that are listed as equivalent are, unless something kills them', async () => {
    const killed = 'tally.ts handle: log, answer => answer, log';
    const unknown = 'tally.ts nobody: a => b';
    const reason = 'a reason';
    const result = await run({ budget: 0 }, { [killed]: reason, [unknown]: reason });
    expect(result.misjudged).toEqual([
      `listed as equivalent, but there is no such mutant: ${unknown}`,
    ]);
    const tried = await run({ only: killed }, { [killed]: reason });
    expect(tried.verdict).toBe('vacuous');
    expect(tried.misjudged).toEqual([`listed as equivalent, but refine: step Finish: ${killed}`]);
  });
});
