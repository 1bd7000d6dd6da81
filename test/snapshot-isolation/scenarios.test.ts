/** The famous anomalies and what becomes of them in each mode, each with its whole trace in a file; `-u` rewrites. */
import { describe, expect, test } from 'vitest';
import type { LevelName } from '../../harness/consistency/levels.ts';
import type { Mode } from '../../impl/snapshot-isolation/store.ts';
import { isolation } from '../../models/snapshot-isolation/isolation.ts';
import {
  append,
  call,
  configure,
  crash,
  install,
  read,
  restart,
  Stage,
  scan,
  timer,
  turns,
  write,
} from './stage.ts';

const judged = ({ world, steps }: Stage, level: LevelName) =>
  isolation({ OCC: level, SI: level, SSI: level }).judge({ world, steps }).verdict;

/** Begin and all accesses, up to the commit, which is under way. */
const upToCommit = (client: string, accesses: number) => turns(client, 1 + accesses);

const skew = (mode: Mode) =>
  new Stage().play(
    configure(mode),
    call('a', read('x'), append('y', 'a1')),
    call('b', read('y'), append('x', 'b1')),
    ...upToCommit('a', 2),
    ...upToCommit('b', 2),
    ...turns('a', 1),
    install,
    ...turns('b', 1),
  );

describe('write skew', () => {
  test('happens under SI: each reads what the other is about to write, and both commit', async () => {
    const stage = skew('SI').settle();
    expect(stage.outcomes()).toEqual(['a [null,null]', 'b [null,null]']);
    expect(judged(stage, 'strong-snapshot-isolation')).toBe('ok');
    expect(judged(stage, 'serializable')).toBe('violation');
    await expect(stage.trace()).toMatchFileSnapshot('scenarios/write-skew.txt');
  });

  test('is stopped under SSI and OCC: the second is carried out once more, and sees the first', async () => {
    for (const mode of ['SSI', 'OCC'] as const) {
      const stage = skew(mode).settle();
      expect(stage.outcomes()).toEqual(['a [null,null]', 'b [["a1"],null]']);
      expect(judged(stage, 'strict-serializable')).toBe('ok');
      if (mode === 'SSI')
        await expect(stage.trace()).toMatchFileSnapshot('scenarios/write-skew-stopped.txt');
    }
  });
});

/** b has read both keys and writes x; a writes y meanwhile, and a reader sees a's y and not yet b's x. */
const readOnlyAnomaly = (mode: Mode) =>
  new Stage().play(
    configure(mode),
    call('b', read('x'), read('y'), write('x', 'b1')),
    ...turns('b', 3),
    call('a', write('y', 'a1')),
    ...turns('a', 3),
    install,
    ...turns('a', 1),
    call('r', read('x'), read('y')),
    ...turns('r', 4),
    ...turns('b', 2),
  );

describe('the read-only anomaly', () => {
  test('happens under SI: without the reader the two writers are serializable', async () => {
    const stage = readOnlyAnomaly('SI').settle();
    expect(stage.outcomes()).toEqual(['b [null,null,null]', 'a [null]', 'r [null,"a1"]']);
    expect(judged(stage, 'strong-snapshot-isolation')).toBe('ok');
    expect(judged(stage, 'serializable')).toBe('violation');
    const history = stage.world.history.filter(({ process }) => process !== 'r');
    const writers = { ...stage.world, history };
    expect(
      isolation({ OCC: 'serializable', SI: 'serializable', SSI: 'serializable' }).judge({
        world: writers,
        steps: stage.steps,
      }).verdict,
    ).toBe('ok');
    await expect(stage.trace()).toMatchFileSnapshot('scenarios/read-only-anomaly.txt');
  });

  test('is stopped under SSI: the pivot is rejected although the reader has long ended', () => {
    const stage = readOnlyAnomaly('SSI').settle();
    expect(stage.outcomes()).toEqual(['b [null,"a1",null]', 'a [null]', 'r [null,"a1"]']);
    expect(judged(stage, 'strict-serializable')).toBe('ok');
  });
});

describe('a lost update', () => {
  test('is prevented in all modes: the second committer begins again and appends behind the first', async () => {
    for (const mode of ['SI', 'SSI', 'OCC'] as const) {
      const stage = new Stage().play(
        configure(mode),
        call('a', append('x', 'a1')),
        call('b', append('x', 'b1')),
        ...upToCommit('a', 1),
        ...upToCommit('b', 1),
        ...turns('a', 1),
        install,
        ...turns('b', 1),
      );
      stage
        .settle()
        .play(call('c', read('x')))
        .settle();
      expect(stage.outcomes()).toEqual(['a [null]', 'b [null]', 'c [["a1","b1"]]']);
      if (mode === 'SI')
        await expect(stage.trace()).toMatchFileSnapshot('scenarios/lost-update-prevented.txt');
    }
  });
});

describe('vacuum', () => {
  test('leaves a long reader what it sees, and takes it when the reader has ended', async () => {
    const stage = new Stage().play(configure('SI'), call('a', write('x', 'a1')), ...turns('a', 3));
    stage.play(install, ...turns('a', 1), call('r', read('y'), read('x')), ...turns('r', 2));
    for (const value of ['b1', 'b2']) {
      stage.play(call('b', write('x', value)), ...turns('b', 3), install, ...turns('b', 1));
    }
    const versions = () => stage.store().chains.x?.map(({ value }) => value);
    // Nothing can be taken while the reader runs: it has not even asked for x.
    expect(stage.world.nodes.get('store')?.timers.has('vacuum x')).toBe(false);
    expect(versions()).toEqual(['a1', 'b1', 'b2']);
    stage.play(...turns('r', 2));
    expect(stage.outcomes().at(1)).toBe('r [null,"a1"]');
    stage.play(timer('vacuum x'));
    expect(versions()).toEqual(['b2']);
    await expect(stage.trace()).toMatchFileSnapshot('scenarios/vacuum-and-long-reader.txt');
  });
});

describe('a phantom', () => {
  test('is a conflict: whoever inserts into a range that was scanned overtakes the reader', () => {
    const stage = new Stage().play(
      configure('SSI'),
      call('a', scan('x', 'zz'), append('x', 'a1')),
      call('b', scan('x', 'zz'), append('y', 'b1')),
      ...upToCommit('a', 2),
      ...upToCommit('b', 2),
      ...turns('a', 1),
      install,
      ...turns('b', 1),
    );
    stage.settle();
    expect(stage.outcomes()).toEqual(['a [{},null]', 'b [{"x":["a1"]},null]']);
  });
});

describe('a crash between validation and installation', () => {
  test('loses no commit: the log has it, and the client that asks again is told', async () => {
    const stage = new Stage().play(
      configure('SSI'),
      call('a', append('x', 'a1')),
      call('b', append('y', 'b1')),
      ...upToCommit('a', 1),
      ...upToCommit('b', 1),
      ...turns('a', 1),
    );
    expect(stage.store().pending.map(({ tx }) => tx)).toEqual(['a1']);
    expect(stage.store().chains).toEqual({});
    stage.play(crash, restart);
    expect(stage.store().chains.x?.map(({ value }) => value)).toEqual([['a1']]);
    expect(stage.store().transactions).toEqual({});
    // b had not been validated: it is carried out once more.
    expect(stage.settle().outcomes()).toEqual(['a [null]', 'b [null]']);
    expect(stage.store().sessions.b?.number).toBe(2);
    await expect(stage.trace()).toMatchFileSnapshot('scenarios/crash-before-install.txt');
  });
});
