import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../../scripts/repository.ts';
import { runDistributed } from '../../../scripts/tlc/distributed.ts';
import { distributedOutcome } from '../../../scripts/tlc/distributed-outcome.ts';
import { availableTlc } from '../../models/available-tlc.ts';

const found = await availableTlc();

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-distributed-'));
  writeFileSync(join(folder, 'Walk.tla'), walk);
  writeFileSync(join(folder, 'fake.jar'), 'not a jar');
  for (const [name, text] of Object.entries(configs)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true }));

const walk = `---- MODULE Walk ----
EXTENDS Naturals
CONSTANT Odd
VARIABLES x, y
ASSUME Odd % 2 = 1
Init == x = 0 /\\ y = 0
Next == \\/ x < 9 /\\ x' = x + 1 /\\ y' = y
        \\/ y < 9 /\\ y' = y + 1 /\\ x' = x
Spec == Init /\\ [][Next]_<<x, y>> /\\ WF_<<x, y>>(Next)
Near == x + y < 12
Started == x + y > 0
Grows == [][x' >= x]_x
Ends == <>(x = 9)
====
`;
const base = 'CONSTANT Odd = 1\nSPECIFICATION Spec\nCHECK_DEADLOCK FALSE\n';
const configs = {
  'Walk.cfg': `${base}PROPERTY Grows\n`,
  'Near.cfg': `${base}INVARIANT Near\n`,
  'Started.cfg': `${base}INVARIANT Started\n`,
  'Stuck.cfg': base.replace('FALSE', 'TRUE'),
  'Ends.cfg': `${base}PROPERTY Ends\n`,
  'Even.cfg': base.replace('1', '2'),
};

/** A Java whose server and worker say and do what the two scripts do. */
function fakeJava(server: string, worker: string): string {
  const java = join(folder, 'java');
  const text = `#!/bin/sh
case "$*" in
*-version*) exit 0 ;;
*TLCWorker*) ${worker} ;;
*) ${server} ;;
esac
`;
  writeFileSync(java, text, { mode: 0o755 });
  return java;
}

const said = (code: number, text: string): string =>
  `echo '@!@!@STARTMSG ${code}:0 @!@!@'; echo '${text}'; echo '@!@!@ENDMSG ${code} @!@!@';`;
const ready = said(7000, 'TLC server is ready');
const success = said(2193, 'Model checking completed. No error has been found.');
const goodbye = "echo 'localhost, work completed at: now Computed: 4'; exit 0";

function lockstep(config: string, java: string, ...words: string[]) {
  const args = ['tlc', join(folder, 'Walk.tla'), '--config', join(folder, config)];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...[join(root, 'bin', 'lockstep.js'), ...args, '--distributed'],
      ...['--java', java, '--jar', join(folder, 'fake.jar'), ...words],
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], cwd: root },
  );
  return { status, stdout, stderr };
}

describe('with a Java that is none', () => {
  test('the message of success is ok, and the way to more workers is said', () => {
    const { status, stdout } = lockstep(
      'Walk.cfg',
      fakeJava(`${ready} ${success} exit 0`, goodbye),
    );
    expect(status).toBe(0);
    expect(stdout).toContain('[ok]');
    expect(stdout).toMatch(/a worker elsewhere: {2}java .*port=10997.* .*TLCWorker 127\.0\.0\.1/);
  });

  test('exit code 0 without it is no ok', () => {
    const { status, stdout } = lockstep('Walk.cfg', fakeJava(`${ready} exit 0`, goodbye));
    expect(status).toBe(2);
    expect(stdout).toContain('[unknown]');
  });

  test('nor is the message with another exit code', () => {
    const { status, stdout } = lockstep('Walk.cfg', fakeJava(`${success} exit 1`, goodbye));
    expect(status).not.toBe(0);
    expect(stdout).toContain('[unknown]');
  });

  test('when no worker is left the server is ended, and what the last one said is shown', () => {
    const java = fakeJava(`${ready} exec sleep 600`, 'echo no way to the server; exit 1');
    const { status, stdout } = lockstep('Walk.cfg', java);
    expect(status).toBe(153);
    expect(stdout).toContain('[unknown]');
    expect(stdout).toContain('no way to the server');
  });

  test('workers that never reached the server are ended with it', () => {
    const log = join(folder, 'log');
    // The server ends when both workers are there; they would go on for ever.
    const server = `${ready} until [ "$(wc -l < ${log} 2>/dev/null)" = 2 ]; do sleep 0.05; done; ${success} exit 0`;
    const worker = `echo $$ >> ${log}; exec sleep 600`;
    expect(lockstep('Walk.cfg', fakeJava(server, worker)).status).toBe(0);
    const pids = readFileSync(log, 'utf8').trim().split('\n').map(Number);
    expect(pids).toHaveLength(2);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  test.each([
    ['Ends.cfg', 2, 'does not judge Ends, a temporal property'],
    ['Even.cfg', 10, 'Odd % 2 = 1'],
  ])('what TLC would pass over in %s does not pass', (config, code, text) => {
    const java = fakeJava(`${ready} ${success} exit 0`, goodbye);
    const { status, stdout } = lockstep(config, java);
    expect(status).toBe(code);
    expect(stdout).toContain(text);
    expect(stdout).not.toContain('[ok]');
  });

  test('CHECK_DEADLOCK, which TLC would not read here, is a flag', () => {
    const words = (config: string) => lockstep(config, 'true', '--dry-run').stdout;
    expect(words('Walk.cfg')).toContain(' -deadlock ');
    expect(words('Stuck.cfg')).not.toContain(' -deadlock ');
  });
});

test('a behaviour without a name is a violation of something, with exit code 0 too', () => {
  const run = { config: 'M.cfg', module: 'M', lines: [], seconds: 1, exitCode: 0 };
  const behaviour = { code: 2121, severity: 'error', text: 'The behavior up to this point is:' };
  expect(distributedOutcome({ ...run, messages: [behaviour as never] })).toMatchObject({
    verdict: 'violation',
    exitCode: 255,
  });
});

describe.skipIf(found === undefined)('the official TLC, distributed over two workers', () => {
  // Most of the time TLC waits for workers.
  test.concurrent.each([
    ['Walk.cfg', 'ok', 0, undefined],
    ['Near.cfg', 'violation', 255, undefined],
    ['Started.cfg', 'violation', 12, 'Started'],
  ] as const)('%s is %s', async (config, verdict, exitCode, violated) => {
    const before = readdirSync(folder);
    const { java, jar } = found ?? { java: '', jar: '' };
    const result = await runDistributed({
      ...{ java, jar, host: '127.0.0.1', port: await freePort(), workers: 2, small: true },
      ...{ spec: join(folder, 'Walk.tla'), config: join(folder, config), flags: ['-deadlock'] },
    });
    expect(result).toMatchObject({ verdict, exitCode });
    expect(result.violated).toBe(violated);
    if (verdict === 'ok') expect(result.distinct).toBe(100);
    if (config === 'Near.cfg') expect(result.story).toMatch(/x = \d+\n.*y = \d+/);
    expect(readdirSync(folder)).toEqual(before);
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}
