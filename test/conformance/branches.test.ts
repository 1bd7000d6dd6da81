import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { branchesTaken, markBranches } from '../../harness/conformance/branches.ts';
import type { ModuleHost } from '../../harness/conformance/module-graph.ts';
import { loadCompiler } from '../../harness/conformance/patch.ts';
import { model } from './tally-mutants.ts';
import { tallySpec } from './tally-spec.ts';

const compiler = await loadCompiler();
const file = 'test/conformance/tally.ts';

/** Runs `f` of the text, marked, and says which branches were taken. */
function taken(text: string, ...args: readonly unknown[]): readonly string[] {
  const branches: { text: string; line: number }[] = [];
  const marking = markBranches('a.ts', branches as never, compiler);
  const settings = { compilerOptions: { module: compiler.ModuleKind.CommonJS } };
  const transformers = { before: [marking] };
  const code = compiler.transpileModule(text, { ...settings, transformers }).outputText;
  const seen: string[] = [];
  const step = (mark: number) => {
    const branch = branches[mark];
    if (branch !== undefined) seen.push(`${branch.line} ${branch.text}`);
  };
  const exports: Record<string, (...given: readonly unknown[]) => unknown> = {};
  new Function('exports', '__lockstepStep', code)(exports, step);
  exports.f?.(...args);
  return seen;
}

describe('branches', () => {
  const text = `export function f(a: number, b?: number) {
  if (a > 1) return b ?? a;
  const c = a === 1 ? 'one' : 'none';
  switch (c) {
    case 'one': return a > 0 && b;
    default: return c;
  }
}
`;
  it('are arms, cases, right sides and functions, at the lines where they were written', () => {
    expect(taken(text, 2)).toEqual(['1 function f', '2 then of if (a > 1)', '2 ?? a']);
    expect(taken(text, 2, 3)).toEqual(['1 function f', '2 then of if (a > 1)']);
    expect(taken(text, 1)).toEqual([
      '1 function f',
      '2 else of if (a > 1)',
      '3 a === 1 ? yes',
      "5 case 'one'",
      '5 && b',
    ]);
    expect(taken(text, 0)).toContain('6 default');
  });

  it('that only throw are none', () => {
    const refusing = 'export function f(a: number) {\n  if (a > 1) throw new Error();\n}\n';
    expect(taken(refusing, 0)).toEqual(['1 function f']);
  });
});

describe('the branches that histories take', () => {
  const onDisk = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);
  const hostOf = (read: (path: string) => string | undefined): ModuleHost => ({
    read,
    import: (path) => import(existsSync(path) ? pathToFileURL(resolve(path)).href : path),
  });
  const options = {
    modelFile: 'test/conformance/tally-mutants.ts',
    files: [file],
    replaySpec: tallySpec('replay'),
  };

  it('are nearly all, and the same twice; without histories there are hardly any', async () => {
    const host = hostOf(onDisk);
    const many = await branchesTaken(model, { ...options, host, histories: 30 });
    const none = await branchesTaken(model, { ...options, host, histories: 0 });
    expect(await branchesTaken(model, { ...options, host, histories: 30 })).toEqual(many);
    expect(many).toMatchObject({ histories: 30, branches: none.branches });
    expect(many.taken).toBeGreaterThan(0.8 * many.branches);
    expect(none.taken).toBeLessThan(many.taken);
  });

  it('do not include one that is planted and cannot be reached', async () => {
    const find = 'if (client.busy) return undefined;';
    const planted = (path: string) =>
      onDisk(path)?.replace(find, `${find}\n  if (client.id > 1_000) return undefined;`);
    const found = await branchesTaken(model, { ...options, host: hostOf(planted), histories: 30 });
    expect(found.missed.map(({ text }) => text)).toContain('then of if (client.id > 1_000)');
  });
});
