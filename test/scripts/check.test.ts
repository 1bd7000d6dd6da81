import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adjustConfig } from '../../scripts/adjusted-config.ts';
import { root } from '../../scripts/repository.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-check-'));
  mkdirSync(join(folder, 'lib'));
  writeFileSync(
    join(folder, 'lib', 'Far.tla'),
    '---- MODULE Far ----\nEXTENDS Naturals\nAdd(a, b) == a + b\n====\n',
  );
  writeFileSync(
    join(folder, 'Count.tla'),
    "---- MODULE Count ----\nEXTENDS Far\nCONSTANT N\nVARIABLE x\nInit == x = 0\nNext == x < N /\\ x' = Add(x, 1)\n====\n",
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

function check(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'bin', 'lockstep.js'), 'check', 'Count.tla', '--library', 'lib', ...args],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], cwd: folder },
  );
  return { status, stdout, stderr };
}

describe('check on a file without a .cfg', () => {
  test('needs flags', () => {
    const { status, stderr } = check();
    expect(status).toBe(66);
    expect(stderr).toContain('N has no value');
    expect(stderr).toContain('--const');
  });

  test('takes constants and invariants, and prints one JSON object and nothing else', () => {
    const { status, stdout } = check('--const', 'N=3', '--inv', 'x < 3', '--json');
    expect(status).toBe(12);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'violation',
      exitCode: 12,
      distinct: 4,
      generated: 4,
      depth: 4,
      violation: { kind: 'invariant', name: 'CheckInv1', location: 'CountCheck.tla:4:3' },
    });
    expect(JSON.parse(stdout).trace).toHaveLength(4);
  });

  test('echoes the flags as a .cfg, and ends with the command that shows it again', () => {
    const { status, stdout } = check('--const', 'N=3', '--inv', 'x < 3');
    expect(status).toBe(12);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.trim());
    for (const line of ['CONSTANT N = 3', 'INVARIANT CheckInv1', 'EXTENDS Count'])
      expect(lines).toContain(line);
    expect(lines.at(-1)).toBe(
      "npx lockstep check Count.tla --const N=3 --inv 'x < 3' --library lib",
    );
  });

  test('says where a mistake in an expression is', () => {
    const { status, stdout } = check('--const', 'N=3', '--inv', 'y < 3');
    expect(status).toBe(150);
    expect(stdout).toContain('CountCheck.tla:4:3');
  });

  test('a limit ends in unknown, with what was reached and the way to TLC', () => {
    const { status, stdout } = check('--const', 'N=300', '--states', '10');
    expect(status).toBe(2);
    expect(stdout).toContain('[unknown]');
    expect(stdout).toContain('the limit of 10 states was reached');
    expect(stdout).toContain('npx lockstep tlc Count.tla --distributed');
  });

  test('memory is that of the whole process', () => {
    const { status, stdout } = check('--const', 'N=300', '--memory', '1');
    expect(status).toBe(2);
    expect(stdout).toContain('the limit of 1 MB of memory was reached');
  });

  test('a trace is written, read back and judged', () => {
    const file = join(folder, 'x.itf.json');
    expect(
      check('--const', 'N=3', '--dump-trace', file, '--dump-graph', join(folder, 'g.dot')).status,
    ).toBe(11);
    expect(readFileSync(join(folder, 'g.dot'), 'utf8')).toContain('1 -> 2');
    expect(check('--const', 'N=3', '--load-trace', file)).toMatchObject({ status: 0 });
    const broken = check('--const', 'N=2', '--load-trace', file);
    expect(broken.status).toBe(12);
    expect(broken.stdout).toContain('false: x < N');
  });
});

describe('flags become a configuration', () => {
  const none = { constants: [], invariants: [] };

  test('a constant takes the place of the one that is there', () => {
    const text = 'CONSTANTS N = 1 M = 2\nINIT Init\nNEXT Next\n';
    const { config } = adjustConfig(text, 'A', {
      ...none,
      constants: ['N = {a, b}', 'Op <- MCOp'],
    });
    expect(config).toBe('CONSTANTS N = {a, b} M = 2\nINIT Init\nNEXT Next\nCONSTANT Op <- MCOp\n');
  });

  test('a name is an invariant as it stands, an expression gets a module', () => {
    expect(adjustConfig('', 'A', { ...none, invariants: ['TypeOK'] })).toEqual({
      config: 'INVARIANT TypeOK\n',
    });
    const { config, module } = adjustConfig('', 'A', { ...none, invariants: ['x = 1', 'TypeOK'] });
    expect(config).toBe('INVARIANT CheckInv1 TypeOK\n');
    expect(module).toEqual({
      name: 'ACheck',
      text: '---- MODULE ACheck ----\nEXTENDS A\nCheckInv1 ==\n  x = 1\n====\n',
    });
  });

  test('a constant without a value is refused', () => {
    expect(() => adjustConfig('', 'A', { ...none, constants: ['N'] })).toThrow('gives no value');
  });
});
