/** One bit of what is durable turns over: every bit of every file, one after another. */
import { describe, expect, test } from 'vitest';
import { type Disk, filesOf, flipBit } from '../../harness/simulation/disk.ts';
import { restart as recover } from '../../impl/write-ahead-log/recovery.ts';
import type { Store } from '../../impl/write-ahead-log/store.ts';
import { optionsOf, sectorBytes } from '../../models/write-ahead-log/scopes.ts';
import {
  boot,
  crash,
  deliver,
  format,
  type Move,
  put,
  Stage,
  synced,
  timer,
  write,
} from './stage.ts';

const sync: readonly Move[] = [timer('sync'), synced('log')];
const committed = (client: string, ...pages: readonly string[]): readonly Move[] => [
  write(client, Object.fromEntries(pages.map((page) => [page, `${client}1`]))),
  ...pages.flatMap(() => put(client)),
  deliver('Commit', client, 'store'),
  ...sync,
  deliver('Reply', 'store', client),
];

/** Frames 1 to 3 are of a, 4 and 5 of b; each in a sync of its own. */
const logged = () =>
  new Stage().play(...format, ...boot, ...committed('a', 'p', 'q'), ...committed('b', 'r'));

interface Outcome {
  readonly file: string;
  readonly offset: number;
  readonly state: Store;
}

function afterEachFlip(stage: Stage): readonly Outcome[] {
  const options = optionsOf(stage.world);
  const disk = stage.play(crash()).world.nodes.get('store')?.disk as Disk;
  return [...filesOf(disk)].flatMap(([file, bytes]) =>
    Array.from({ length: bytes.length * 8 }, (_, index): Outcome => {
      const offset = index >> 3;
      const rotten = flipBit(disk, file, offset, index & 7) as Disk;
      return { file, offset, state: recover(options, filesOf(rotten)).state };
    }),
  );
}

const frameOf = ({ file, offset }: Outcome) =>
  file === 'log.1' ? Math.floor(offset / sectorBytes) + 1 : undefined;
const values = ({ mem }: Store) => Object.values(mem).map(({ value }) => value);

describe('a flipped bit', () => {
  const outcomes = afterEachFlip(logged());
  const of = (...frames: readonly number[]) =>
    outcomes.filter((one) => frames.includes(frameOf(one) ?? 0));

  test('in a frame that a later one knew to be durable is no torn tail: the store refuses', () => {
    expect(of(1, 2, 3).length).toBe(3 * 8 * sectorBytes);
    expect(of(1, 2, 3).every(({ state }) => state.mode === 'refused')).toBe(true);
  });

  test('in the last frames cannot be told from a torn tail, and takes them and nothing else', () => {
    expect(new Set(of(4).map(({ state }) => state.log.entries.length))).toEqual(new Set([3]));
    expect(new Set(of(5).map(({ state }) => state.log.entries.length))).toEqual(new Set([4]));
    for (const { state } of of(4, 5)) expect(values(state).slice(0, 2)).toEqual(['a1', 'a1']);
  });

  test('behind the end of the log, or in a page that is in the log, changes nothing', () => {
    const others = outcomes.filter((one) => {
      return one.file.startsWith('log') ? (frameOf(one) ?? 6) > 5 : one.file === 'pages';
    });
    expect(others.length).toBe(8 * sectorBytes * (7 + 3));
    for (const { state } of others) {
      expect([state.mode, ...values(state)]).toEqual(['opening', 'a1', 'a1', 'b1']);
    }
  });

  test('in the control file, or in a page of which the log has no image, is found out', () => {
    const pages = ['p', 'q', 'r'].flatMap((page) => [timer(`flush ${page}`), synced('page')]);
    const stage = logged().play(...pages, timer('checkpoint'), synced('control file'));
    const found = afterEachFlip(stage.play(synced('control name')));
    expect(stage.store()).toBe(undefined);
    const watched = found.filter(({ file }) => file === 'control' || file === 'pages');
    expect(watched.length).toBeGreaterThan(8 * 3 * sectorBytes);
    // A length that is wrong in the first bytes of the control file is found out as well.
    expect(watched.every(({ state }) => state.mode === 'refused')).toBe(true);
  });
});
