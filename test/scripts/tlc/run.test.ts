import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runTlc, tlcArguments } from '../../../scripts/tlc/run.ts';
import { availableTlc } from '../../models/available-tlc.ts';
import { recordedOutcome, recordings, specs } from './recordings.ts';

const found = await availableTlc();

// One of each kind; a run takes a second, and the others were recorded with the same jar.
const again = ['ok', 'safety', 'liveness', 'unknown'];

function pathsOf(name: string) {
  const [module = '', config = ''] = recordings[name] ?? [];
  return { spec: join(specs, `${module}.tla`), config: join(specs, `${config}.cfg`) };
}

describe.skipIf(found === undefined)('the official TLC', () => {
  test.each(again)('says again what was recorded of %s', async (name) => {
    const { java, jar } = found ?? { java: '', jar: '' };
    const result = await runTlc({ java, jar, ...pathsOf(name), small: true });
    const recorded = recordedOutcome(name);
    expect(result).toMatchObject({
      verdict: recorded.verdict,
      exitCode: recorded.exitCode,
      distinct: recorded.distinct,
      generated: recorded.generated,
      depth: recorded.depth,
    });
    expect(result.violated).toBe(recorded.violated);
    expect(result.story).toBe(recorded.story);
    expect(result.seconds).toBeGreaterThan(0);
  });

  test('leaves nothing behind', async () => {
    const { java, jar } = found ?? { java: '', jar: '' };
    const before = await readdir(specs);
    const folder = await mkdtemp(join(tmpdir(), 'lockstep-run-'));
    const { TMPDIR } = process.env;
    process.env.TMPDIR = folder;
    try {
      await runTlc({ java, jar, ...pathsOf('safety'), small: true });
      expect(await readdir(folder)).toEqual([]);
    } finally {
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
      await rm(folder, { recursive: true });
    }
    expect(await readdir(specs)).toEqual(before);
  });

  test('ends when it is told to', async () => {
    const { java, jar } = found ?? { java: '', jar: '' };
    const signal = AbortSignal.timeout(50);
    await expect(runTlc({ java, jar, ...pathsOf('ok'), signal })).rejects.toThrow('timeout');
  });
});

test('TLC gets one worker, folders of its own, and the shared modules', () => {
  const { spec, config } = pathsOf('ok');
  const words = tlcArguments({ java: 'java', jar: 'tla2tools.jar', spec, config }, '/tmp/x');
  expect(words.join(' ')).toContain('-cp tla2tools.jar tlc2.TLC -tool -workers 1 -metadir /tmp/x');
  expect(words).toContain('-Djava.io.tmpdir=/tmp/x');
  expect(words.at(-1)).toBe('Lamp.tla');
  expect(words.at(-2)).toBe(config);
  const library = join(specs, '../../../../..', 'specs', 'lib');
  expect(words.includes(`-DTLA-Library=${library}`)).toBe(existsSync(library));
});
