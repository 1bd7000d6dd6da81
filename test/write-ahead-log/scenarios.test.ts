/** The famous failures, each with its whole trace in a file; `npx vitest run -u` rewrites. */
import { describe, expect, test } from 'vitest';
import { toHistory } from '../../harness/conformance/operations.ts';
import { checkLinearizable } from '../../harness/consistency/linearizability.ts';
import { unsynced } from '../../harness/simulation/disk.ts';
import type { Envelope } from '../../impl/protocol.ts';
import { atomicMap } from '../../models/write-ahead-log/workload.ts';
import {
  boot,
  crash,
  deliver,
  format,
  type Move,
  put,
  read,
  restart,
  Stage,
  synced,
  timer,
  write,
} from './stage.ts';

const atRisk = ({ world }: Stage) => unsynced(world.nodes.get('store')?.disk as never).length;
const verdict = ({ world }: Stage) =>
  checkLinearizable(toHistory(world.history), atomicMap).verdict;
const ready = () => new Stage().play(...format, ...boot);

/** A transaction of two puts, up to its commit record, which is written and not synced. */
const committing = (client: string, p = `${client}1`): readonly Move[] => [
  write(client, { p, q: p }),
  ...put(client),
  ...put(client),
  deliver('Commit', client, 'store'),
];
const sync: readonly Move[] = [timer('sync'), synced('log')];

describe('a torn tail', () => {
  test('is cut off, what was not whole has not happened, and the client does it again', async () => {
    const stage = ready().play(...committing('a'));
    expect(atRisk(stage)).toBe(3);
    // Both updates reach the disk, and half of the commit record.
    stage.play(crash({ writes: [0, 1, 2], torn: 32 }), restart, ...boot);
    expect(stage.store().log.entries.map(({ type }) => type)).toEqual(['update', 'update']);
    expect(stage.store().st).toEqual({ a1: 'rolling back' });
    stage.play(timer('undo a1'), timer('undo a1'), timer('undo a1'));
    expect(stage.store().mem).toMatchObject({ p: { value: null }, q: { value: null } });
    stage.play(timer('retry', 'a')).work();
    expect(stage.outcomes()).toEqual(['a null']);
    expect(
      stage
        .play(read('b', 'p', 'q'))
        .work()
        .outcomes(),
    ).toEqual(['a null', 'b {"p":"a1","q":"a1"}']);
    await expect(stage.trace()).toMatchFileSnapshot('scenarios/torn-tail.txt');
  });

  test('hides what survived behind it, which is erased and never read', () => {
    const stage = ready().play(...committing('a'));
    // The second update and the commit record survive, the first update does not.
    stage.play(crash({ writes: [1, 2] }), restart, ...boot);
    expect(stage.store().log.entries).toEqual([]);
    stage.play(write('b', { p: 'b1' }), ...put('b'), deliver('Commit', 'b', 'store'), ...sync);
    stage.play(crash(), restart, ...boot);
    expect(stage.store().log.entries.map(({ tx }) => tx)).toEqual(['b1', 'b1']);
    expect(stage.store().mem).toMatchObject({ p: { value: 'b1' }, q: { value: null } });
  });
});

describe('a failed sync', () => {
  test('stops the store; what it reads again is written again before anybody relies on it', async () => {
    const stage = ready().play(...committing('a'), timer('sync'), synced('log', 'io error'));
    expect(stage.store()).toBe(undefined);
    expect(atRisk(stage)).toBe(0); // nothing of it will ever be durable
    stage.play(restart);
    expect(stage.store().log.entries.length).toBe(3); // and all of it is read
    stage.play(...boot);
    expect(stage.store().log.synced).toBe(3);
    stage.play(
      timer('retry', 'a'),
      deliver('Commit', 'a', 'store'),
      deliver('Reply', 'store', 'a'),
    );
    stage.play(crash(), restart, ...boot);
    expect(stage.outcomes()).toEqual(['a null']);
    expect(stage.store().mem).toMatchObject({ p: { value: 'a1' }, q: { value: 'a1' } });
    await expect(stage.trace()).toMatchFileSnapshot('scenarios/failed-sync.txt');
  });

  test('of the directory leaves the old control file, and nothing that it needs was overwritten', () => {
    const stage = ready().play(...committing('a'), ...sync, timer('flush p'), synced('page'));
    stage.play(timer('flush q'), synced('page'), timer('checkpoint'), synced('control file'));
    stage.play(synced('control name', 'io error'), restart);
    expect(stage.store().log.start).toBe(4); // as it is read; on the disk it is 1
    stage.play(crash(), restart, ...boot);
    expect(stage.store().log.start).toBe(1);
    expect(stage.store().mem).toMatchObject({ p: { value: 'a1' }, q: { value: 'a1' } });
  });
});

describe('a checkpoint', () => {
  test('and a crash: recovery begins where something was needed, and knows who had committed', async () => {
    const stage = ready().play(...committing('a'), ...sync, timer('flush p'), synced('page'));
    stage.play(write('b', { r: 'b1' }), ...put('b'), timer('sync'), synced('log'));
    // A page of an open transaction is stolen; q is dirty still, so its record and all behind it are needed.
    stage.play(timer('flush r'), synced('page'), timer('checkpoint'), synced('control file'));
    stage.play(synced('control name'), crash(), restart, ...boot);
    expect(stage.store().log.start).toBe(2);
    expect(stage.store().st).toEqual({ b1: 'rolling back' });
    stage.play(timer('undo b1'), timer('undo b1'), timer('retry', 'a'));
    expect(stage.store().mem).toMatchObject({ p: { value: 'a1' }, r: { value: null } });
    stage.play(deliver('Commit', 'a', 'store'), deliver('Reply', 'store', 'a'));
    expect(stage.outcomes()).toEqual(['a null', 'b waits']);
    await expect(stage.trace()).toMatchFileSnapshot('scenarios/checkpoint-and-crash.txt');
  });
});

describe('a transaction that is put once more after a crash', () => {
  test('does not commit in part, although its first puts come late and its commit again', () => {
    const stage = ready().play(write('a', { p: 'a1', q: 'a1' }));
    const late = stage.world.network.inFlight[0] as Envelope;
    stage.play(() => ({ type: 'duplicate', message: late }), ...put('a'));
    const second = stage.world.network.inFlight.find((one) => one !== late) as Envelope;
    stage.play(() => ({ type: 'deliver', message: second }), deliver('Reply', 'store', 'a'));
    stage.play(crash(), restart, ...boot);
    stage.play(() => ({ type: 'deliver', message: late }), deliver('Commit', 'a', 'store'));
    expect(stage.store().st).toEqual({ a1: 'active' });
    expect(stage.settle().outcomes()).toEqual(['a null']);
    expect(stage.store().mem).toMatchObject({ p: { value: 'a1' }, q: { value: 'a1' } });
  });

  test('takes effect after the crash that interrupted it: linearizable, and no more than that', () => {
    const stage = ready().play(...committing('a'), crash(), restart, ...boot);
    // Positions in a history are twice the number of the event.
    const crashed = 2 * stage.steps.findIndex(({ event }) => event.type === 'crash');
    stage.play(read('b', 'p', 'q')).work();
    stage.play(timer('retry', 'a')).work();
    stage.play(read('c', 'p', 'q')).work();
    expect(stage.outcomes()).toEqual(['a null', 'b {"p":null,"q":null}', 'c {"p":"a1","q":"a1"}']);
    expect(verdict(stage)).toBe('ok');
    // Strict linearizability (Aguilera and Frolund 2003): before the crash, or never.
    const strict = toHistory(stage.world.history).map((operation) =>
      operation.invoke < crashed && operation.return > crashed
        ? { ...operation, return: crashed }
        : operation,
    );
    expect(checkLinearizable(strict, atomicMap).verdict).toBe('violation');
  });
});
