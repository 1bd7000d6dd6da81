/**
 * Reads at every server: runs of CRAQ, in the cases of Terrace and Freedman 2009, section 2.3. Traces are files; `npx
 * vitest run -u` rewrites.
 */
import { describe, expect, test } from 'vitest';
import type { Client } from '../../impl/chain-replication/client.ts';
import { dirty } from '../../impl/chain-replication/craq.ts';
import type { RequestMessage } from '../../impl/chain-replication/message.ts';
import {
  cas,
  crash,
  deliver,
  drop,
  get,
  type Move,
  pass,
  put,
  read,
  Stage,
  tellMaster,
  timer,
} from './stage.ts';

/** The client's newest request reaches this server, sooner or later: clients ask one after another. */
function reach(stage: Stage, server: string, client: string): Stage {
  const number = (stage.world.nodes.get(client)?.state as Client | undefined)?.number;
  const find = () =>
    (stage.underway('Request') as readonly RequestMessage[]).find(
      ({ source, dest, request }) =>
        source === client && dest === server && request.number === number,
    );
  let message = find();
  for (; message === undefined; message = find()) stage.play(timer(client, 'retry'));
  const found = message;
  return stage.play(() => ({ type: 'deliver', message: found }));
}

const readAt =
  (server: string, client: string, bound = 0) =>
  (stage: Stage): Stage =>
    reach(stage.play(read(client, bound)), server, client);

const asks = (server: string, tail: string): readonly Move[] => [
  deliver('VersionQuery', server, tail),
  deliver('VersionReply', tail, server),
];

/** `v1` is committed everywhere; `v2` is with a and b, and on its way to the tail. */
function dirtyAtTwo(): Stage {
  const stage = new Stage({ servers: ['a', 'b', 'c'], clients: ['c1', 'c2'] });
  stage.play(put('c1', 'v1')).work();
  return stage.play(
    put('c1', 'v2'),
    deliver('Request', 'c1', 'a'),
    ...pass('a', 'b'),
    timer('b', 'forward'),
  );
}

const versions = (stage: Stage, server: string) => dirty(stage.server(server), 'x');

describe('a read', () => {
  test('of a clean key is answered by whatever server is asked, without the tail', () => {
    const stage = new Stage().play(put('c1', 'v1')).work();
    for (const server of ['a', 'b', 'c']) {
      readAt(server, 'c2')(stage).play(deliver('ReadReply', server, 'c2'));
    }
    expect(stage.outcomes().slice(1)).toEqual(['c2 "v1"', 'c2 "v1"', 'c2 "v1"']);
    expect(stage.underway('VersionQuery')).toEqual([]);
  });

  test('of a dirty key asks the tail: the old version before it has processed the new one, the new one after', async () => {
    const stage = dirtyAtTwo();
    expect([versions(stage, 'a'), versions(stage, 'b'), versions(stage, 'c')]).toEqual([
      [2],
      [2],
      [],
    ]);
    readAt('b', 'c2')(stage).play(...asks('b', 'c'), deliver('ReadReply', 'b', 'c2'));
    stage.play(deliver('Update', 'b', 'c'), timer('c', 'commit'));
    readAt('a', 'c2')(stage).play(...asks('a', 'c'), deliver('ReadReply', 'a', 'c2'));
    expect(stage.outcomes().slice(2)).toEqual(['c2 "v1"', 'c2 "v2"']);
    // What it returned is dirty here still: the acknowledgement is not back yet.
    expect(versions(stage, 'a')).toEqual([2]);
    await expect(stage.trace()).toMatchFileSnapshot('scenarios/dirty-read.txt');
  });

  test('finds the key clean again when the acknowledgements have come up the chain', () => {
    const stage = dirtyAtTwo().work();
    expect([versions(stage, 'a'), versions(stage, 'b')]).toEqual([[], []]);
    readAt('a', 'c2')(stage).play(deliver('ReadReply', 'a', 'c2'));
    expect(stage.outcomes().at(-1)).toBe('c2 "v2"');
  });

  test('is not kept waiting by what is dirty of another key', () => {
    const stage = reach(dirtyAtTwo().play(read('c2', 0, 'y')), 'b', 'c2');
    expect(stage.underway('ReadReply')).toMatchObject([{ version: 0, answer: null }]);
  });

  test('returns what a compare-and-set made of the version before it', () => {
    const stage = new Stage().play(put('c1', 'v1')).work();
    stage.play(cas('c1', 'v1', 'v2'), deliver('Request', 'c1', 'a'), timer('a', 'forward'));
    stage.play(deliver('Update', 'a', 'b'), ...pass('b', 'c'), timer('c', 'commit'));
    readAt('a', 'c2')(stage).play(...asks('a', 'c'), deliver('ReadReply', 'a', 'c2'));
    expect(stage.outcomes().at(-1)).toBe('c2 "v2"');
  });

  test('is asked again if the version that the tail has named is kept no more', () => {
    const stage = readAt('b', 'c2')(dirtyAtTwo()).play(deliver('VersionQuery', 'b', 'c'));
    stage.play(deliver('Update', 'b', 'c'), timer('c', 'commit'));
    stage.play(timer('c', 'acknowledge'), deliver('Ack', 'c', 'b'));
    expect(stage.underway('VersionReply')).toMatchObject([{ version: 1 }]);
    stage.play(deliver('VersionReply', 'c', 'b'));
    expect(stage.underway('ReadReply')).toEqual([]);
    reach(stage, 'b', 'c2').play(deliver('ReadReply', 'b', 'c2'));
    expect(stage.outcomes().at(-1)).toBe('c2 "v2"');
  });

  test('with a bound is answered at once while no more versions are dirty, and asks the tail beyond', async () => {
    // The middle of the chain is slow: the head has two dirty versions in the end.
    const stage = new Stage({ servers: ['a', 'b', 'c'], clients: ['c1', 'c2', 'c3'] });
    stage.play(put('c1', 'v1'), deliver('Request', 'c1', 'a'), timer('a', 'forward'));
    readAt('a', 'c2', 1)(stage).play(deliver('ReadReply', 'a', 'c2'));
    stage.play(put('c3', 'v2'), deliver('Request', 'c3', 'a'), timer('a', 'forward'));
    stage.play(deliver('Update', 'a', 'b'), deliver('Update', 'a', 'b'));
    stage.play(...pass('b', 'c'), timer('c', 'commit'), deliver('UpdateReply', 'c', 'c1'));
    readAt('a', 'c2', 1)(stage).play(...asks('a', 'c'), deliver('ReadReply', 'a', 'c2'));
    expect(stage.outcomes()).toEqual(['c1 null', 'c2 null', 'c3 waits', 'c2 "v1"']);
    await expect(stage.trace()).toMatchFileSnapshot('scenarios/bounded-read.txt');
  });
});

describe('a failure while versions are dirty', () => {
  test('of the tail: the new one makes clean what it has, and tells of no version before', async () => {
    const stage = dirtyAtTwo();
    stage.play(deliver('Update', 'b', 'c'), timer('c', 'commit'));
    readAt('b', 'c2')(stage).play(...asks('b', 'c'), deliver('ReadReply', 'b', 'c2'));
    stage.play(crash('c'), tellMaster('Failed', 'c'), deliver('Configure', 'master', 'b'));
    stage.play(deliver('Attach', 'b', 'a'));
    // c has told of v2, and b does not know that it is committed.
    readAt('a', 'c2')(stage).play(deliver('VersionQuery', 'a', 'b'));
    expect(stage.underway('VersionReply')).toEqual([]);
    expect(versions(stage, 'b')).toEqual([2]);
    stage.play(timer('b', 'commit'));
    expect(versions(stage, 'b')).toEqual([]);
    reach(stage, 'a', 'c2').play(...asks('a', 'b'), deliver('ReadReply', 'a', 'c2'));
    expect(stage.outcomes().slice(2)).toEqual(['c2 "v2"', 'c2 "v2"']);
    await expect(stage.trace()).toMatchFileSnapshot('scenarios/dirty-tail-fails.txt');
  });

  test('of the head: the version that nobody else has was never read, and never will be', () => {
    const stage = new Stage().play(put('c1', 'v1')).work();
    stage.play(put('c1', 'v2'), deliver('Request', 'c1', 'a'));
    readAt('a', 'c2')(stage).play(...asks('a', 'c'), deliver('ReadReply', 'a', 'c2'));
    stage.play(crash('a'), tellMaster('Failed', 'a')).work();
    expect(versions(stage, 'b')).toEqual([]);
    readAt('b', 'c2')(stage).play(deliver('ReadReply', 'b', 'c2'));
    expect(stage.outcomes().slice(2)).toEqual(['c2 "v1"', 'c2 "v1"']);
  });

  test('of a middle server: what it had passed on becomes clean by the acknowledgements of the others', () => {
    const stage = dirtyAtTwo().play(crash('b'), tellMaster('Failed', 'b'));
    expect(versions(stage, 'a')).toEqual([2]);
    expect(versions(stage.work(), 'a')).toEqual([]);
    readAt('a', 'c2')(stage).play(deliver('ReadReply', 'a', 'c2'));
    expect(stage.outcomes().at(-1)).toBe('c2 "v2"');
  });
});

describe('servers that do not answer reads', () => {
  test('one that is joining, and one that has left', () => {
    const stage = new Stage({ founders: ['a', 'b'] }).play(put('c1', 'v1')).work();
    stage.play(timer('d', 'register'), deliver('Register', 'd', 'master'));
    stage.play(deliver('Configure', 'master', 'd'), deliver('Configure', 'master', 'c2'));
    expect(stage.server('d').role).toBe('Joining');
    readAt('d', 'c2')(stage);
    expect(stage.underway('ReadReply')).toEqual([]);
    stage.play(tellMaster('Retire', 'a'), deliver('Retire', 'master', 'a'));
    reach(stage, 'a', 'c2');
    expect(stage.underway('ReadReply')).toEqual([]);
  });

  test('a get is for the tail still', () => {
    const stage = new Stage().play(get('c1'), deliver('Request', 'c1', 'c'));
    expect(stage.underway('QueryReply')).toMatchObject([{ source: 'c' }]);
  });
});

test('a version query that is lost is asked again with the read', () => {
  const stage = readAt('b', 'c2')(dirtyAtTwo()).play(drop('VersionQuery', 'b', 'c'));
  stage.work();
  reach(stage, 'b', 'c2').play(deliver('ReadReply', 'b', 'c2'));
  expect(stage.outcomes().at(-1)).toBe('c2 "v2"');
});
