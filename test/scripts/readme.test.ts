import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exitCodes } from '../../scripts/exit-codes.ts';
import { protocolMarkdown, withTable } from '../../scripts/readme.ts';
import { root } from '../../scripts/repository.ts';
import { lamp } from './results.ts';

const text = 'Before\n<!-- protocols: npm run readme -->\nold\n<!-- /protocols -->\nAfter\n';

test('only what is between the markers is written', () => {
  const once = withTable(text, '| a |');
  expect(once).toBe(
    'Before\n<!-- protocols: npm run readme -->\n\n| a |\n\n<!-- /protocols -->\nAfter\n',
  );
  expect(withTable(once, '| a |')).toBe(once);
});

test('a text without the markers is refused', () => {
  expect(() => withTable('Before', '| a |')).toThrow('has no');
  expect(() => withTable(text.replace('/protocols', ''), '| a |')).toThrow('has no');
});

test('the table has every figure but the times', () => {
  const [head, rule, row] = protocolMarkdown([lamp], new Map([['lamp', '12.3']])).split('\n');
  const cells = (line = '') => line.split('|').length;
  expect([cells(rule), cells(row)]).toEqual([cells(head), cells(head)]);
  expect(row).toBe(
    '| [lamp](specs/lamp) | 12.3 | 1,234 | 9 | 2 | 2,000 | 61,204 | 813 | 8,112 | 41,877/41,877 | 2,200/2,204, 4 excused | 1/1 | ok |',
  );
});

const readme = readFileSync(join(root, 'README.md'), 'utf8');

test('README lists the verbs that there are', () => {
  const listed = [...readme.matchAll(/^\| `([a-z]+)[^|]*\| /gm)].map(([, verb]) => verb);
  const lockstep = join(root, 'bin', 'lockstep.js');
  const help = execFileSync(process.execPath, [lockstep, '--help'], { encoding: 'utf8' });
  const verbs = [...help.matchAll(/^ {2}([a-z]+) .*/gm)].map(([, verb]) => verb);
  expect(listed.sort()).toEqual(verbs.filter((verb) => verb !== 'help').sort());
});

test('README lists the exit codes that there are', () => {
  const listed = [...readme.matchAll(/^\|\s*(\d+) \| /gm)].map(([, code]) => Number(code));
  expect(listed).toEqual(Object.values(exitCodes).sort((a, b) => a - b));
});

test('README has a place for the table', () => {
  expect(withTable(readme, '| a |')).toContain('| a |');
});

// Those that run alone; the protocol among them is run by test/package.test.ts.
const snippets = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)]
  .map(([, code = '']) => code)
  .filter((code) => code.includes('node:assert'))
  .map((code, i) => ({ number: i + 1, code }));

test.each(snippets)("README's snippet $number runs", ({ code }) => {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-readme-'));
  const file = join(folder, 'snippet.mts');
  writeFileSync(file, code.replaceAll("'lockstep'", `'${root}/harness/lockstep.ts'`));
  try {
    execFileSync(process.execPath, ['--import', 'tsx', file], { cwd: root, stdio: 'pipe' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('README has snippets', () => {
  expect(snippets.length).toBeGreaterThan(1);
});
