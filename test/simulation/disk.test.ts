import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { run } from '../../harness/simulation/apply.ts';
import { bites } from '../../harness/simulation/bite.ts';
import {
  beginSync,
  crashDisk,
  type Disk,
  directory,
  emptyDisk,
  endSync,
  filesOf,
  flipBit,
  type Kept,
  remove,
  rename,
  truncate,
  unsynced,
  write,
} from '../../harness/simulation/disk.ts';
import { enabledEvents } from '../../harness/simulation/enabled.ts';
import type { Event } from '../../harness/simulation/event.ts';
import { ProgramError } from '../../harness/simulation/program-error.ts';
import { settle } from '../../harness/simulation/settle.ts';
import { createWorld } from '../../harness/simulation/start.ts';
import type { World } from '../../harness/simulation/world.ts';
import { encoded, filer } from './protocols/filer.ts';

const put = (disk: Disk, file: string, bytes: string, offset = 0) =>
  write(disk, { file, offset, bytes }, 4);

function synced(disk: Disk, file: string): Disk {
  const begun = beginSync(disk, file, 't') as Disk;
  return endSync(begun, 't', 'ok') as Disk;
}

const files = (disk: Disk) => Object.fromEntries(filesOf(disk));
const left = (disk: Disk, writes: Kept['writes'] = [], torn?: number) =>
  files(crashDisk(disk, torn === undefined ? { writes } : { writes, torn }));

/** A file `f` that is durable, name and content. */
const durable = synced(synced(put(emptyDisk, 'f', 'old.'), 'f'), directory);

describe('what nothing can name again', () => {
  const replaced = (disk: Disk): Disk => {
    const moved = rename(synced(put(disk, 'f.new', 'new!'), 'f.new'), 'f.new', 'f') as Disk;
    return synced(moved, directory);
  };
  it('is gone, and the rest is numbered as if it had never been', () => {
    expect(replaced(replaced(durable))).toEqual(replaced(durable));
    const fresh = synced(synced(put(emptyDisk, 'f', 'new!'), 'f'), directory);
    expect(crashDisk(replaced(durable))).toEqual(crashDisk(fresh));
  });
  it('takes what was waiting for its sync with it', () => {
    const removed = synced(remove(put(durable, 'f', 'late'), 'f'), directory);
    expect(unsynced(removed)).toEqual([]);
    expect(removed).toEqual(emptyDisk);
  });
  it('does not go while a name may come back by a crash', () => {
    const removed = remove(put(durable, 'f', 'late'), 'f');
    const other = synced(put(removed, 'g', 'x'), 'g');
    expect(unsynced(other).map(({ kind }) => kind)).toEqual(['data', 'name', 'name']);
    expect(left(other)).toEqual({ f: 'old.' });
    expect(left(other, [0])).toEqual({ f: 'late' });
  });
  it('does not go while a sync of it is under way', () => {
    const begun = remove(beginSync(put(durable, 'f', 'late'), 'f', 't') as Disk, 'f');
    const named = synced(begun, directory);
    expect(endSync(named, 't', 'ok')).toEqual(emptyDisk);
  });
});

describe('what is written', () => {
  it('is read at once, and gone after a crash', () => {
    expect(files(put(durable, 'f', 'new!'))).toEqual({ f: 'new!' });
    expect(left(put(durable, 'f', 'new!'))).toEqual({ f: 'old.' });
  });
  it('is durable once it was synced, and its name is a matter of its own', () => {
    const nameless = synced(put(emptyDisk, 'g', 'x'), 'g');
    expect(left(nameless)).toEqual({});
    expect(left(synced(nameless, directory))).toEqual({ g: 'x' });
    expect(left(synced(put(emptyDisk, 'g', 'x'), directory))).toEqual({ g: '' });
  });
  it('after the sync began is not part of the sync', () => {
    const begun = beginSync(put(durable, 'f', 'new!'), 'f', 't') as Disk;
    const late = endSync(put(begun, 'f', 'late'), 't', 'ok') as Disk;
    expect(files(late)).toEqual({ f: 'late' });
    expect(left(late)).toEqual({ f: 'new!' });
  });
  it('survives in sectors, in no order, and the last one in part', () => {
    const disk = put(durable, 'f', 'abcdefgh', 2);
    expect(unsynced(disk).length).toBe(3);
    expect(left(disk, [0, 1, 2])).toEqual({ f: 'olabcdefgh' });
    expect(left(disk, [2])).toEqual({ f: 'old.\0\0\0\0gh' });
    expect(left(disk, [0, 1], 1)).toEqual({ f: 'olabc' });
    expect(left(disk, 'cache')).toEqual({ f: 'olabcdefgh' });
    const torn = { writes: [0, 2], torn: 1, tornWrite: 0 };
    expect(files(crashDisk(disk, torn))).toEqual({ f: 'ola.\0\0\0\0gh' });
  });
});

describe('a failed sync', () => {
  const failed = endSync(
    beginSync(put(durable, 'f', 'new!'), 'f', 't') as Disk,
    't',
    'failed',
  ) as Disk;
  it('leaves what is read as it was, and nothing of it will ever be durable', () => {
    expect(files(failed)).toEqual({ f: 'new!' });
    expect(left(failed, [0, 1, 2])).toEqual({ f: 'old.' });
    expect(left(synced(failed, 'f'))).toEqual({ f: 'old.' });
  });
  it('is forgotten by a process that starts again without a crash of the machine', () => {
    const again = crashDisk(failed, { writes: 'cache' });
    expect(files(again)).toEqual({ f: 'new!' });
    expect(left(synced(again, 'f'))).toEqual({ f: 'old.' });
  });
});

describe('what is written once more', () => {
  const failed = endSync(
    beginSync(put(durable, 'f', 'new!'), 'f', 't') as Disk,
    't',
    'failed',
  ) as Disk;
  it('is durable after a failed sync, and read as it was written last', () => {
    const again = synced(put(failed, 'f', 'late'), 'f');
    expect(files(again)).toEqual({ f: 'late' });
    expect(left(again)).toEqual({ f: 'late' });
    expect(again.pending).toEqual([]);
  });
  it('does not bring back what else the failed sync has lost', () => {
    const part = synced(put(failed, 'f', 'LA'), 'f');
    expect(files(part)).toEqual({ f: 'LAw!' });
    expect(left(part)).toEqual({ f: 'LAd.' });
    expect(files(synced(put(part, 'f', 'tewr'), 'f'))).toEqual({ f: 'tewr' });
  });
  it('is nothing at all where it is there already, durable or waiting', () => {
    expect(put(durable, 'f', 'old.')).toEqual(durable);
    const waiting = put(durable, 'f', 'new!');
    expect(put(waiting, 'f', 'new!')).toEqual(waiting);
    expect(unsynced(put(put(waiting, 'f', 'late'), 'f', 'new!')).length).toBe(3);
    const begun = beginSync(waiting, 'f', 't') as Disk;
    expect(unsynced(put(begun, 'f', 'new!')).length).toBe(2);
  });
  it('under a name whose durability was lost, is durable with the name', () => {
    const named = put(emptyDisk, 'g', 'x');
    const lost = endSync(beginSync(named, directory, 't') as Disk, 't', 'failed') as Disk;
    const moved = rename(rename(lost, 'g', 'h') as Disk, 'h', 'g') as Disk;
    expect(left(synced(synced(moved, directory), 'g'))).toEqual({ g: 'x' });
  });
});

describe('names', () => {
  it('change one after another, whatever else a crash keeps', () => {
    const moved = rename(put(durable, 'g', 'new!'), 'g', 'f') as Disk;
    // The name `g`, its content, and the renaming: the last implies the first, but not the content.
    expect(left(moved, [2])).toEqual({ f: '' });
    expect(left(moved, [1])).toEqual({ f: 'old.' });
    expect(left(moved, [1, 2])).toEqual({ f: 'new!' });
  });
  it('that are removed or cut come back until the directory or the file is synced', () => {
    expect(left(remove(durable, 'f'))).toEqual({ f: 'old.' });
    expect(left(synced(remove(durable, 'f'), directory))).toEqual({});
    expect(left(truncate(durable, 'f', 1))).toEqual({ f: 'old.' });
    expect(left(synced(truncate(durable, 'f', 1), 'f'))).toEqual({ f: 'o' });
  });
  it('that nobody knows are refused, and removing them again is no error', () => {
    expect(rename(durable, 'none', 'f')).toBe(undefined);
    expect(beginSync(durable, 'none', 't')).toBe(undefined);
    expect(endSync(durable, 'none', 'ok')).toBe(undefined);
    expect(remove(durable, 'none')).toBe(durable);
  });
});

it('a bit turns over in what is durable alone', () => {
  expect(files(flipBit(durable, 'f', 3, 0) as Disk)).toEqual({ f: 'old/' });
  expect(flipBit(durable, 'f', 4, 0)).toBe(undefined);
  expect(flipBit(put(emptyDisk, 'f', 'x'), 'f', 0, 0)).toBe(undefined);
});

describe('a careful program on this disk', () => {
  const start = createWorld(filer, { strict: true, sectorBytes: 4 });
  const call: Event = { type: 'call', node: 'f', operation: 1 };
  const sync = (tag: string, outcome?: 'io error'): Event =>
    outcome === undefined
      ? { type: 'sync', node: 'f', tag }
      : { type: 'sync', node: 'f', tag, outcome };
  const crash = (kept?: Kept): Event =>
    kept === undefined ? { type: 'crash', node: 'f' } : { type: 'crash', node: 'f', kept };
  const restart: Event = { type: 'restart', node: 'f' };
  const valueAfter = (...events: Event[]): unknown => {
    const steps = run(start, events);
    expect(steps.map(({ event }) => event)).toEqual(events);
    return steps.at(-1)?.after.nodes.get('f')?.state;
  };

  it('keeps what it has acknowledged through any crash that the world offers, at any moment', () => {
    const scope = {
      faults: ['crash', 'torn write', 'crash in the middle of a step'],
      crashesMax: 3,
    } as const;
    const acknowledged = ({ history }: World): number =>
      history.filter(({ outcome }) => outcome?.type === 'ok').length;
    fc.assert(
      fc.property(fc.array(fc.nat(99), { maxLength: 30, size: 'max' }), (picks) => {
        let world = start;
        for (const pick of picks) {
          const events = [...enabledEvents(world, scope), call];
          const event = events[pick % events.length] as Event;
          world = run(world, [event]).at(-1)?.after ?? world;
        }
        const end = settle(world);
        expect(end.end).toBe('quiet');
        const value = (end.world.nodes.get('f')?.state as { value: number } | undefined)?.value;
        expect(value).toBeGreaterThanOrEqual(acknowledged(world));
        expect(value).toBeLessThanOrEqual(world.history.length);
      }),
      { numRuns: 300 },
    );
  });

  it('stops itself when a sync fails, and may then read what no disk holds', () => {
    const failed = [call, sync('content', 'io error')];
    expect(valueAfter(...failed, restart)).toEqual({ value: 0, busy: false });
    const steps = run(start, failed);
    expect(steps.at(-1)?.after.nodes.get('f')).toMatchObject({ up: false, diskFaults: 1 });
    expect(files(steps.at(-1)?.after.nodes.get('f')?.disk as Disk)).toEqual({ next: encoded(1) });
    expect(bites(steps)['failed sync']).toEqual({ injected: 1, bitten: 1 });
  });

  it('may be killed without the machine, which is another crash while files are not durable', () => {
    const scope = { faults: ['crash'], crashesMax: 1 } as const;
    const crashesOf = (world: World) =>
      enabledEvents(world, scope).filter(({ type }) => type === 'crash');
    expect(crashesOf(start)).toEqual([crash()]);
    const written = run(start, [call]).at(-1)?.after as World;
    expect(crashesOf(written)).toEqual([crash(), crash({ writes: 'cache' })]);
    const killed = run(start, [call, crash({ writes: 'cache' })]);
    expect(bites(killed)).toMatchObject({
      crash: { injected: 1, bitten: 1 },
      'torn write': { injected: 0, bitten: 0 },
    });
    expect(files(killed.at(-1)?.after.nodes.get('f')?.disk as Disk)).toEqual({ next: encoded(1) });
  });

  it('that writes where no file can be is told so', () => {
    const writing = (offset: number, bytes: string) => {
      const effects = [{ kind: 'write', file: 'f', offset, bytes }] as const;
      const program = { start: () => ({ state: 0, effects }), receive: () => undefined };
      const protocol = { name: 'writer', nodes: ['f'], clients: [], program: () => program };
      return () => createWorld(protocol, { strict: true });
    };
    expect(writing(0, 'x')).not.toThrow();
    for (const offset of [-1, 0.5, Number.NaN, 2 ** 40]) {
      expect(writing(offset, 'x')).toThrow(ProgramError);
    }
    expect(writing(0, '\u0100')).toThrow(ProgramError);
  });

  it('may lose any of what it wrote, and tear any of it, where all ways to survive are asked for', () => {
    const written = run(start, [call]).at(-1)?.after as World;
    const scope = { faults: ['torn write'], crashesMax: 1 } as const;
    const crashesOf = (survivors: 'some' | 'all') =>
      enabledEvents(written, { ...scope, survivors }).filter(({ type }) => type === 'crash');
    // A name, and three sectors, the last of two bytes.
    expect(unsynced(written.nodes.get('f')?.disk as Disk).length).toBe(4);
    expect(crashesOf('all').length).toBe(15 + 3 * 8);
    expect(crashesOf('some').length).toBeLessThan(12);
  });

  it('is bitten by a torn write only where something is torn', () => {
    const torn = run(start, [call, crash({ writes: [0, 1], torn: 2 })]);
    expect(bites(torn)['torn write']).toEqual({ injected: 1, bitten: 1 });
    const whole = run(start, [call, crash({ writes: [0, 1, 2, 3] })]);
    expect(bites(whole)['torn write']).toEqual({ injected: 1, bitten: 0 });
  });

  it('is bitten by a rotten bit in what it reads', () => {
    const done = [call, sync('content'), sync('name')];
    const rot: Event = { type: 'rot', node: 'f', file: 'value', offset: 9, bit: 1 };
    expect(valueAfter(...done, rot, crash(), restart)).toEqual({ value: 3, busy: false });
    expect(bites(run(start, [...done, rot]))['bit rot']).toEqual({ injected: 1, bitten: 1 });
  });
});
