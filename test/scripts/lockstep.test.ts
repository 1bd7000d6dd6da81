import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/repository.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const lamp = join(root, 'test/scripts/tlc/recorded/specs/Lamp.tla');
const lampConfig = lamp.replace('.tla', 'Ok.cfg');

/** Runs the command as a person does, with nothing on standard input. */
function lockstep(args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'bin', 'lockstep.js'), ...args],
    { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'], cwd: root },
  );
  return { status, stdout, stderr };
}

describe('arguments that mean nothing', () => {
  test.each([
    [[], 64],
    [['fly'], 64],
    [['verify', '--seed', '-1'], 64],
    [['verify', '--seed', '1e99'], 64],
    [['replay'], 64],
    [['replay', 'a', 'b'], 64],
    [['check', '--frobnicate', 'x'], 64],
    [['check', '../../etc/passwd'], 64],
    [['verify', '__proto__'], 64],
    [['check', 'two-phase-commit', '--states', '5'], 64],
    [['check', 'two-phase-commit', '--no-deadlock'], 64],
    [['replay', 'two-phase-commit', '--hide', 'log'], 64],
    [['replay', 'two-phase-commit', '--token', '[]', '--seed', '1'], 64],
    [['drive', 'nowhere'], 64],
    [['refine', '\u001b[2J'], 64],
    [['check', 'nowhere.tla'], 66],
    [['judge', 'nowhere.json', '--object', 'kv'], 66],
    [['judge', 'package.json', '--object', 'kv'], 64],
    [['judge', 'package.json', '--object', 'toString'], 64],
  ])('%j is refused', (args, status) => {
    const run = lockstep(args);
    expect(run.status).toBe(status);
    expect(run.stdout).toBe('');
    expect(run.stderr).not.toBe('');
    expect(run.stderr).not.toContain('\u001b');
    expect(run.stderr).not.toMatch(/^\s+at /m);
  });

  test('with --json a refusal is one JSON object, and nothing else', () => {
    for (const args of [['fly'], ['check', 'nowhere.tla'], ['verify', 'nowhere']]) {
      const { status, stdout, stderr } = lockstep([...args, '--json']);
      expect(JSON.parse(stdout)).toMatchObject({ verdict: 'unknown', exitCode: status });
      expect(stdout.trimEnd().split('\n')).toHaveLength(1);
      expect(stderr).toBe('');
    }
  });
});

test('--help lists every verb', () => {
  const { status, stdout } = lockstep(['--help']);
  expect(status).toBe(0);
  for (const verb of ['verify', 'check', 'tlc', 'replay', 'refine', 'mutants', 'judge']) {
    expect(stdout).toMatch(new RegExp(`^  ${verb} `, 'm'));
  }
});

describe('tlc', () => {
  const run = ['tlc', lamp, '--config', lampConfig, '--no-compare'];

  test('without Java it says so, and does not pass', () => {
    const { PATH: _, JAVA_HOME: __, ...env } = process.env;
    const { status, stdout, stderr } = lockstep(run, { ...env, PATH: folder });
    expect(status).toBe(69);
    expect(stdout).toBe('');
    expect(stderr).toContain('Java is not there');
  });

  test('with a jar that is not there it says so, and does not pass', () => {
    const java = join(folder, 'java');
    writeFileSync(java, '#!/bin/sh\nexit 0\n', { mode: 0o755 });
    const jar = join(folder, 'nowhere.jar');
    const { status, stderr } = lockstep([...run, '--java', java, '--jar', jar]);
    expect(status).toBe(66);
    expect(stderr).toContain('nowhere.jar');
  });

  test('a Java that says nothing has not agreed', () => {
    const java = join(folder, 'java');
    writeFileSync(java, '#!/bin/sh\nexit 0\n', { mode: 0o755 });
    const jar = join(folder, 'fake.jar');
    writeFileSync(jar, 'not a jar');
    const { status, stdout, stderr } = lockstep([...run, '--java', java, '--jar', jar]);
    expect(stderr).toContain('warning');
    expect(stdout).toContain('[unknown]');
    expect(status).toBe(2);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^npx lockstep tlc .*LampOk\.cfg/);
  });
});

describe('judge', () => {
  function judged(history: unknown, ...args: string[]) {
    const file = join(folder, 'history.json');
    writeFileSync(file, JSON.stringify(history));
    return lockstep(['judge', file, '--object', 'register', ...args]);
  }
  const operation = (process: string, input: object, invoke: number, output: unknown) => {
    return { process, input, invoke, return: invoke + 1, outcome: 'ok', output };
  };
  const write = operation('a', { type: 'write', value: 1 }, 1, null);

  test('a history of the object is ok', () => {
    const { status, stdout } = judged([write, operation('b', { type: 'read' }, 3, 1)]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\[ok\] 2 operations on a register in [\d.]+ s\n$/);
  });

  test('one that is none is a violation, explained, with the command to see it again', () => {
    const { status, stdout } = judged([write, operation('b', { type: 'read' }, 3, null)]);
    expect(status).toBe(12);
    expect(stdout).toContain('[violation]');
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(
      /^npx lockstep judge .* --object register$/,
    );
  });

  test('an empty history is evidence of nothing', () => {
    const { status, stdout } = judged([], '--json');
    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'vacuous', operations: 0 });
  });

  test('an operation that the object does not have is refused', () => {
    const { status, stderr } = judged([operation('a', { type: 'pop' }, 1, null)]);
    expect([status, stderr]).toEqual([
      64,
      expect.stringContaining('operation 0: there is no operation "pop"'),
    ]);
  });

  test('a module of TLA+ is an object, and a violation is drawn', () => {
    const file = join(folder, 'queue.ndjson');
    const picture = join(folder, 'queue.html');
    const enqueue = operation('a', { type: 'enqueue', value: 1 }, 1, null);
    const lines = [enqueue, operation('b', { type: 'dequeue' }, 3, null)];
    writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'));
    const object = join(root, 'specs', 'lib', 'objects', 'Queue.tla');
    const run = lockstep(['judge', file, '--object', object, '--html', picture, '--json']);
    expect(run.status).toBe(12);
    expect(JSON.parse(run.stdout)).toMatchObject({
      verdict: 'violation',
      exitCode: 12,
      object: 'Queue',
      weakestViolated: 'linearizable',
      witness: { operations: [0, 1] },
    });
    expect(readFileSync(picture, 'utf8')).toContain('<title>Queue: not linearizable</title>');
  });

  test('a level of registers is judged, explained and drawn as well', () => {
    const picture = join(folder, 'causal.html');
    const again = { type: 'write', value: 2 };
    const history = [
      write,
      operation('a', again, 3, null),
      operation('b', { type: 'read' }, 5, 2),
      operation('b', { type: 'read' }, 7, 1),
    ];
    const level = ['--level', 'causal-memory', '--html', picture, '--json'];
    const { status, stdout } = judged(history, ...level);
    expect(status).toBe(12);
    const { witness, ...data } = JSON.parse(stdout);
    expect(data).toMatchObject({ verdict: 'violation', exitCode: 12, level: 'causal-memory' });
    expect(witness.operations.length).toBeGreaterThan(1);
    expect(witness.words).toContain('a contradiction');
    expect(readFileSync(picture, 'utf8')).toContain(`<title>${witness.level} is violated</title>`);
  });
});

test('a run whose reader goes away is no success', () => {
  const ticks = "VARIABLE x\nInit == x = 0\nNext == x < 9999 /\\ x' = x + 1 /\\ PrintT(x)";
  writeFileSync(
    join(folder, 'Tick.tla'),
    `---- MODULE Tick ----\nEXTENDS Naturals, TLC\n${ticks}\n====\n`,
  );
  const command = `"${process.execPath}" "${join(root, 'bin', 'lockstep.js')}" check Tick.tla | head -1; echo "\${PIPESTATUS[0]}"`;
  const { stdout } = spawnSync('bash', ['-c', command], { cwd: folder, encoding: 'utf8' });
  expect(stdout.trim().split('\n').at(-1)).toBe('153');
});
