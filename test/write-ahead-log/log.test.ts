/** The log by itself, with texts for records, on a disk that keeps what it likes. */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import {
  beginSync,
  crashDisk,
  type Disk,
  emptyDisk,
  endSync,
  filesOf,
  unsynced,
  write,
} from '../../harness/simulation/disk.ts';
import type { StorageEffect } from '../../impl/protocol.ts';
import {
  append,
  beginLogSync,
  capacity,
  cutBefore,
  endLogSync,
  entryAt,
  format,
  type Log,
  type LogOptions,
  lastLsn,
  nextSegment,
  readLog,
  rewrite,
} from '../../impl/write-ahead-log/log.ts';

const options: LogOptions<string> = {
  frameBytes: 32,
  segmentFrames: 3,
  segments: 2,
  encode: (text) => text,
  decode: (bytes) => bytes,
};

function carryOut(disk: Disk, effects: readonly StorageEffect[]): Disk {
  return effects.reduce((now, effect) => {
    if (effect.kind === 'write') return write(now, effect, 16);
    return effect.kind === 'sync' ? (beginSync(now, effect.file, effect.tag) as Disk) : now;
  }, disk);
}

/** A log and its disk; its start is remembered elsewhere, as it is by whoever cuts it. */
class Driver {
  disk: Disk = emptyDisk;
  log: Log<string> = { start: 1, entries: [], synced: 0, syncing: 0 };
  readonly written: string[] = [];

  constructor() {
    this.disk = carryOut(this.disk, [...format(options), { kind: 'sync', file: '/', tag: '/' }]);
    this.disk = endSync(this.disk, '/', 'ok') as Disk;
    this.open(1);
  }

  open(start: number): void {
    const found = readLog(options, filesOf(this.disk), start);
    if (typeof found === 'string') throw new Error(found);
    let step = rewrite(options, found);
    this.disk = carryOut(this.disk, step.effects);
    while (step.log.syncing !== 0) {
      this.disk = endSync(this.disk, 'segment', 'ok') as Disk;
      step = nextSegment(options, step.log);
      this.disk = carryOut(this.disk, step.effects);
    }
    this.log = step.log;
    this.written.length = lastLsn(this.log);
  }

  append(text: string): boolean {
    const step = append(options, this.log, text);
    if (step === undefined) return false;
    this.log = step.log;
    this.disk = carryOut(this.disk, step.effects);
    this.written.push(text);
    return true;
  }

  sync(): void {
    const step = beginLogSync(options, this.log);
    if (step === undefined) return;
    this.disk = endSync(carryOut(this.disk, step.effects), 'log', 'ok') as Disk;
    this.log = endLogSync(step.log);
  }

  crash(picks: number): void {
    const kept = [...unsynced(this.disk).keys()].filter((index) => (picks >> (index % 16)) & 1);
    this.disk = crashDisk(this.disk, { writes: kept, torn: 1 + (picks % 15) });
  }
}

describe('a log', () => {
  type Act = readonly ['append', string] | readonly ['sync' | 'cut' | 'crash', number];
  const act: fc.Arbitrary<Act> = fc.oneof(
    fc.tuple(fc.constant('append' as const), fc.stringMatching(/^[a-z]{1,8}$/)),
    fc.tuple(fc.constantFrom('sync' as const, 'cut' as const, 'crash' as const), fc.nat(0xffff)),
  );
  property.prop([fc.array(act, { maxLength: 40 })])(
    'is read as far as it was synced, in order, and no further than it was written, after any crash',
    (acts) => {
      const driver = new Driver();
      for (const [what, argument] of acts) {
        const { synced, start } = driver.log;
        if (what === 'append') driver.append(argument as string);
        else if (what === 'sync') driver.sync();
        else if (what === 'cut') driver.log = cutBefore(driver.log, Math.max(start, synced));
        else {
          const written = [...driver.written];
          driver.crash(argument as number);
          driver.open(start);
          expect(lastLsn(driver.log)).toBeGreaterThanOrEqual(synced);
          expect(driver.log.entries).toEqual(written.slice(start - 1, lastLsn(driver.log)));
        }
      }
    },
  );

  test('is full when its ring is, until what is first is needed no more', () => {
    const driver = new Driver();
    for (let n = 1; n <= capacity(options); n++) expect(driver.append(`n${n}`)).toBe(true);
    expect(driver.append('more')).toBe(false);
    driver.sync();
    expect(driver.log.synced).toBe(3); // one sync, one file
    driver.sync();
    driver.log = cutBefore(driver.log, 3);
    expect(driver.append('seven')).toBe(true);
    expect(entryAt(driver.log, 7)).toBe('seven');
    expect(entryAt(driver.log, 2)).toBe(undefined);
  });
});
