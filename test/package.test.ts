/**
 * The package as a stranger gets it: built, installed in a folder of their own, with the protocol of the README beside
 * it. What README shows is compiled, run and broken there.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../scripts/repository.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/^```(tla|cfg|ts)\n([\s\S]*?)^```$/gm)].map(
  ([, kind, text]) => ({
    kind: kind as string,
    text: text as string,
  }),
);
const block = (kind: string, holds: string): string => {
  const found = blocks.filter((each) => each.kind === kind && each.text.includes(holds));
  if (found.length !== 1) throw new Error(`README has ${found.length} blocks with ${holds}`);
  return (found[0] as { text: string }).text;
};
const files = {
  'Counter.tla': block('tla', 'MODULE Counter'),
  'Counter.cfg': block('cfg', 'OnceInv'),
  'counter.ts': block('ts', '@spec Counter!Add'),
  'model.ts': block('ts', 'defineModel({'),
  'counter.test.ts': block('ts', "from 'vitest'"),
};

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-package-'));
  const modules = join(folder, 'node_modules');
  const home = join(modules, 'lockstep');
  mkdirSync(home, { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (!name.startsWith('.')) symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  cpSync(join(root, 'package.json'), join(home, 'package.json'));
  run(root, 'typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', join(home, 'dist'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(
    join(folder, 'vitest.config.js'),
    'export default { test: { testTimeout: 300000, watch: false } };',
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Standard output; throws with all that was printed. */
function run(cwd: string, script: string, ...words: string[]): string {
  const file = join(root, 'node_modules', script);
  try {
    return execFileSync(process.execPath, [file, ...words], {
      cwd,
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, RESULTS: undefined, VITEST: undefined },
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${stdout}\n${stderr}`);
  }
}

const vitest = () => run(folder, 'vitest/vitest.mjs', 'run');

test("the types of the package fit the README's protocol, with the strictest compiler", () => {
  const options = [
    '--noEmit',
    '--strict',
    '--exactOptionalPropertyTypes',
    '--noUncheckedIndexedAccess',
  ];
  const modules = [
    '--module',
    'NodeNext',
    '--target',
    'ES2022',
    '--allowImportingTsExtensions',
    '--types',
    'node',
  ];
  run(
    folder,
    'typescript/bin/tsc',
    ...options,
    ...modules,
    'counter.ts',
    'model.ts',
    'counter.test.ts',
  );
});

test("the README's test passes, from the built package alone", () => {
  expect(vitest()).toMatch(/1 passed/);
});

test('and fails with the story when the code is broken', () => {
  const broken = files['counter.ts'].replace('id !== total + 1', 'id > total + 1');
  writeFileSync(join(folder, 'counter.ts'), broken);
  expect(vitest).toThrow(/The first conjunct that is false.*Counter\.tla[\s\S]*total < asked/);
  writeFileSync(join(folder, 'counter.ts'), files['counter.ts']);
});
