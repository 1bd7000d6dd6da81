/**
 * The house rules that a machine can see (ARCHITECTURE.md, what must stay true). Every rule is shown a tree that breaks it
 * and must say so, and a tree that keeps it and must be silent, before it is believed about the real one.
 */
import { describe, expect, test } from 'vitest';
import { importCycles, importDirection, nodeImports } from './tidy/imports.ts';
import { completeLock } from './tidy/lockfile.ts';
import { actionsRealised, specTags } from './tidy/naming.ts';
import { purity } from './tidy/purity.ts';
import {
  binaries,
  columnsMax,
  exportStyle,
  fileNames,
  fileSizes,
  linesMax,
  openings,
  tlaText,
} from './tidy/shape.ts';
import { type Rule, readTree, show, treeOf } from './tidy/tree.ts';

interface Case {
  readonly title: string;
  readonly rule: Rule;
  /** Bursts the rule; the findings are what must be said. */
  readonly planted: Readonly<Record<string, string>>;
  readonly findings: readonly string[];
  /** Keeps it, and comes close. */
  readonly clean: Readonly<Record<string, string>>;
}

const lamp = `---- MODULE Lamp ----
VARIABLE lit
(* Burst == lit' = 2 *)
Set(value) == lit' = value
Switch == /\\ lit = FALSE
          /\\ Set(TRUE)
Burst == lit' = "burst"  \\* Explode == lit' = 3
Finish == lit = "burst" /\\ UNCHANGED vars
Faults == Burst
Next == \\/ Switch
        \\/ Faults
        \\/ Finish
====
`;

const cases: readonly Case[] = [
  {
    title: 'imports point one way',
    rule: importDirection,
    planted: {
      'impl/lamp/lamp.ts': "import { run } from '../../harness/simulation/run.ts';",
      'impl/lamp/disk.ts': "import { disk } from '../runtime/disk.ts';",
      'harness/tla/engine.ts': "import type { World } from '../simulation/world.ts';",
      'harness/consistency/judge.ts': "export const load = () => import('../tla/spec.ts');",
      'harness/conformance/replay.ts': "import { lamp } from '../../impl/lamp/lamp.ts';",
      'harness/simulation/world.ts': "import { model } from '../../models/lamp/model.ts';",
      'models/lamp/model.ts': "import { print } from '../../scripts/output.ts';",
      'scripts/output.ts': "import { page } from '../study/page.ts';",
    },
    findings: [
      'impl/lamp/lamp.ts:1: impl/lamp must not import harness/simulation/run.ts',
      'impl/lamp/disk.ts:1: impl/lamp must not import impl/runtime/disk.ts',
      'harness/tla/engine.ts:1: harness/tla must not import harness/simulation/world.ts',
      'harness/consistency/judge.ts:1: harness/consistency must not import harness/tla/spec.ts',
      'harness/conformance/replay.ts:1: harness/conformance must not import impl/lamp/lamp.ts',
      'harness/simulation/world.ts:1: harness/simulation must not import models/lamp/model.ts',
      'models/lamp/model.ts:1: models must not import scripts/output.ts',
      'scripts/output.ts:1: scripts must not import study/page.ts',
    ],
    clean: {
      'impl/lamp/lamp.ts': "import { log } from '../write-ahead-log/log.ts';",
      'impl/runtime/disk.ts': "import type { Effect } from '../protocol.ts';",
      'harness/simulation/world.ts':
        "// import { x } from '../tla/x.ts';\nimport type { Effect } from '../../impl/protocol.ts';",
      'harness/conformance/replay.ts':
        "import { a } from '../tla/a.ts';\nconst text = \"from '../../impl/lamp/lamp.ts'\";",
      'models/lamp/model.ts': "import { lamp } from '../../impl/lamp/lamp.ts';",
      'test/lamp.test.ts': "import { page } from '../study/page.ts';",
    },
  },
  {
    title: 'node: is imported only where there is I/O, and protocols import no package',
    rule: nodeImports,
    planted: {
      'impl/lamp/lamp.ts': "\nimport { readFile } from 'node:fs/promises';",
      'impl/lamp/check.ts': "import fc from 'fast-check';",
      'harness/tla/engine.ts': "import { Worker } from 'node:worker_threads';",
      'models/lamp/model.ts': "import 'node:process';",
    },
    findings: [
      'impl/lamp/lamp.ts:2: must not import node:fs/promises',
      'impl/lamp/check.ts:1: must not import fast-check',
      'harness/tla/engine.ts:1: must not import node:worker_threads',
      'models/lamp/model.ts:1: must not import node:process',
    ],
    clean: {
      'impl/runtime/disk.ts': "import { readFile } from 'node:fs/promises';",
      'harness/files.ts': "import { readFile } from 'node:fs/promises';",
      'harness/conformance/replay.ts': "import fc from 'fast-check';",
      'scripts/lockstep.ts': "import { join } from 'node:path';",
    },
  },
  {
    title: 'no file and no protocol imports itself in a circle',
    rule: importCycles,
    planted: {
      'harness/tla/a.ts': "import type { B } from './b.ts';",
      'harness/tla/b.ts': "import { a } from './a.ts';",
      'impl/raft/raft.ts': "import { log } from '../log/log.ts';",
      'impl/log/log.ts': '',
      'impl/log/index.ts': "import type { Term } from '../raft/term.ts';",
    },
    findings: [
      'harness/tla/a.ts: import cycle: harness/tla/a.ts -> harness/tla/b.ts -> harness/tla/a.ts',
      'impl/raft: import cycle: impl/raft -> impl/log -> impl/raft',
    ],
    clean: {
      'harness/tla/a.ts': "import type { B } from './b.ts';\nimport { c } from './c.ts';",
      'harness/tla/b.ts': "import { c } from './c.ts';",
      'impl/raft/raft.ts': "import { log } from '../log/log.ts';",
      'impl/raft/term.ts': "import { raft } from './raft.ts';",
    },
  },
  {
    title: 'protocols know neither the clock, nor chance, nor the machine',
    rule: purity,
    planted: {
      'impl/lamp/lamp.ts': [
        'const a = Date.now();',
        'const b = new Date();',
        'const c = Math.random();',
        'setTimeout(() => {}, 1);',
        'const d = performance.now();',
        'const e = crypto.randomUUID();',
        'const f = [a].sort((x, y) => String(x).localeCompare(String(y)));',
        'async function g() {}',
        'const { random } = Math;',
        'const h = globalThis["Date"];',
      ].join('\n'),
    },
    findings: [
      'impl/lamp/lamp.ts:1: Date is the clock',
      'impl/lamp/lamp.ts:2: Date is the clock',
      'impl/lamp/lamp.ts:3: .random is chance',
      'impl/lamp/lamp.ts:4: setTimeout is a timer',
      'impl/lamp/lamp.ts:5: performance is the clock',
      'impl/lamp/lamp.ts:6: crypto is chance',
      'impl/lamp/lamp.ts:6: .randomUUID is chance',
      "impl/lamp/lamp.ts:7: .localeCompare is the machine's language",
      'impl/lamp/lamp.ts:8: a protocol does not wait: no async, no await',
      'impl/lamp/lamp.ts:9: Math as a whole has chance in it',
      'impl/lamp/lamp.ts:10: globalThis is the global object',
    ],
    clean: {
      'impl/lamp/lamp.ts':
        "// Date.now() is not for us.\nconst text = 'Math.random()', most = Math.max(1, 2);\nexport const record = { process: 1, Date: text };",
      'impl/runtime/clock.ts': 'export const now = () => Date.now();',
    },
  },
  {
    title: 'a function is called as the action that its @spec tag names',
    rule: specTags,
    planted: {
      'specs/lamp/Lamp.tla': lamp,
      'impl/lamp/lamp.ts': [
        '/** @spec Lamp!Switch */',
        'export function turn() {}',
        '/** @spec Lamp!Explode */',
        'export function explode() {}',
        '/** @spec Torch!Switch */',
        'export function switch_() {}',
        '// @spec Lamp!Burst',
      ].join('\n'),
    },
    findings: [
      'impl/lamp/lamp.ts:1: Switch is called turn, not switch',
      'impl/lamp/lamp.ts:3: specs/lamp/Lamp.tla does not define Explode',
      'impl/lamp/lamp.ts:5: there is no specs/lamp/Torch.tla',
      'impl/lamp/lamp.ts:7: @spec Burst stands over no function',
    ],
    clean: {
      'specs/lamp/Lamp.tla': lamp,
      'impl/lamp/lamp.ts':
        '/** It can.\n *  @spec Lamp!Burst */\nexport function burst() {}' +
        '\nexport const lamp = {\n  /** @spec Lamp!Switch */\n  switch() {},\n};',
    },
  },
  {
    title: 'every action of Next is a function, or in the mapping',
    rule: actionsRealised,
    planted: {
      'specs/lamp/Lamp.tla': lamp,
      'impl/lamp/lamp.ts': '/** @spec Lamp!Set */\nexport function set() {}',
      'models/lamp/mapping.ts': "export const actions = { crash: () => ['Bursting'] };",
    },
    findings: [
      'specs/lamp/Lamp.tla: Switch has no function in impl/lamp and is not in models/lamp/mapping.ts',
      'specs/lamp/Lamp.tla: Burst has no function in impl/lamp and is not in models/lamp/mapping.ts',
    ],
    clean: {
      'specs/lamp/Lamp.tla': lamp,
      'impl/lamp/lamp.ts': 'export const lamp = {\n  /** @spec Lamp!Switch */\n  switch() {},\n};',
      'models/lamp/mapping.ts': "export const actions = { crash: () => ['Burst'] };",
    },
  },
  {
    title: `files have at most ${linesMax} lines`,
    rule: fileSizes,
    planted: {
      'harness/tla/big.ts': '//\n'.repeat(linesMax + 1),
      'specs/lamp/Lamp.tla': '\n'.repeat(linesMax + 1),
    },
    findings: [
      `harness/tla/big.ts: ${linesMax + 1} lines, more than ${linesMax}`,
      `specs/lamp/Lamp.tla: ${linesMax + 1} lines, more than ${linesMax}`,
    ],
    clean: { 'harness/tla/big.ts': '//\n'.repeat(linesMax) },
  },
  {
    title: 'file names are kebab-case',
    rule: fileNames,
    planted: { 'impl/twoPhase/lamp.ts': '', 'scripts/exit_codes.ts': '' },
    findings: [
      'impl/twoPhase/lamp.ts: file names are kebab-case',
      'scripts/exit_codes.ts: file names are kebab-case',
    ],
    clean: { 'impl/two-phase-commit/lamp.ts': '', 'test/tla/parse.test.ts': '', 'README.md': '' },
  },
  {
    title: 'files open with their idea',
    rule: openings,
    planted: { 'impl/lamp/lamp.ts': 'export const lamp = 1;\n// A lamp.' },
    findings: ['impl/lamp/lamp.ts: opens without a comment that says its idea'],
    clean: { 'impl/lamp/lamp.ts': '/** A lamp. */', 'scripts/a.ts': '#!/usr/bin/env node\n// A.' },
  },
  {
    title: 'there are no barrels and no default exports',
    rule: exportStyle,
    planted: {
      'harness/a.ts': "export * from './b.ts';\nexport default 1;",
      'harness/b.ts': "// B.\nexport { c } from './c.ts';\nexport default function d() {}",
    },
    findings: [
      'harness/a.ts:1: export *',
      'harness/a.ts:2: default export',
      'harness/b.ts:2: re-export: a barrel',
      'harness/b.ts:3: default export',
    ],
    clean: {
      'harness/a.ts': 'const a = 1;\nexport { a };\nexport type A = typeof a;',
      'vitest.config.ts': 'export default {};',
    },
  },
  {
    title: `TLA+ is ASCII in ${columnsMax} columns`,
    rule: tlaText,
    planted: { 'specs/lamp/Lamp.tla': `${'-'.repeat(columnsMax + 1)}\nx ∈ S\n\tx` },
    findings: [
      `specs/lamp/Lamp.tla:1: ${columnsMax + 1} columns`,
      'specs/lamp/Lamp.tla:2: a character that is not ASCII',
      'specs/lamp/Lamp.tla:3: a character that is not ASCII',
    ],
    clean: { 'specs/lamp/Lamp.tla': `${'-'.repeat(columnsMax)}\n`, 'specs/lamp/README.md': '∈' },
  },
  {
    title: 'the lock file is one that npm ci accepts',
    rule: completeLock,
    planted: {
      'package-lock.json': JSON.stringify({
        packages: { '': {}, 'node_modules/biome': { optionalDependencies: { 'biome-mac': '1' } } },
      }),
    },
    findings: ['package-lock.json: leaves out the optional dependency biome-mac'],
    clean: {
      'package-lock.json': JSON.stringify({
        packages: {
          'node_modules/biome': { optionalDependencies: { 'biome-mac': '1' } },
          'node_modules/biome-mac': { optional: true },
        },
      }),
    },
  },
  {
    title: 'no binary is tracked',
    rule: binaries,
    planted: { 'specs/tla2tools.txt': 'PK\0\0', 'out.json': ' '.repeat((1 << 20) + 1) },
    findings: ['specs/tla2tools.txt: a binary file', 'out.json: 1048577 characters'],
    clean: { 'README.md': 'PK' },
  },
];

const tree = readTree();

describe.each(cases)('$title', ({ rule, planted, findings, clean }) => {
  test('a planted violation is reported', () => {
    expect(rule(treeOf(planted)).map(show).sort()).toEqual([...findings].sort());
  });

  test('a tree that keeps the rule is not', () => {
    expect(rule(treeOf(clean)).map(show)).toEqual([]);
  });

  test('this repository keeps the rule', () => {
    expect(rule(tree).map(show)).toEqual([]);
  });
});

test('the tree that the rules look at is this repository', () => {
  expect(tree.has('test/tidy.test.ts')).toBe(true);
  expect(tree.has('impl/protocol.ts')).toBe(true);
  expect([...tree.keys()].some((path) => path.includes('node_modules'))).toBe(false);
});
