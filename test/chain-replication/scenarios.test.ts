/**
 * Runs of chain replication, case by case as in section 3 of the paper. Traces are files; `npx
 * vitest run -u` rewrites.
 */
import { describe, expect, test } from 'vitest';
import { settled } from '../../models/chain-replication/workload.ts';
import {
  cas,
  crash,
  cut,
  deliver,
  drop,
  duplicate,
  get,
  pass,
  put,
  restart,
  Stage,
  tellMaster,
  timer,
} from './stage.ts';

describe('the chain at work', () => {
  test('an update goes down the chain, is answered by the tail, and acknowledged back up', async () => {
    const stage = new Stage({ servers: ['a', 'b', 'c'], clients: ['c1'] }).play(
      put('c1', 'v1'),
      deliver('Request', 'c1', 'a'),
      ...pass('a', 'b'),
      ...pass('b', 'c'),
      timer('c', 'commit'),
      deliver('UpdateReply', 'c', 'c1'),
      timer('c', 'acknowledge'),
      deliver('Ack', 'c', 'b'),
      timer('b', 'acknowledge'),
      deliver('Ack', 'b', 'a'),
      get('c1'),
      deliver('Request', 'c1', 'c'),
      deliver('QueryReply', 'c', 'c1'),
    );
    expect(stage.outcomes()).toEqual(['c1 null', 'c1 "v1"']);
    expect(stage.server('a').committed).toBe(1);
    await expect(stage.trace()).toMatchFileSnapshot('scenarios/update.txt');
  });

  test('an update is in Sent until it is acknowledged', () => {
    const stage = new Stage().play(
      put('c1', 'v1'),
      deliver('Request', 'c1', 'a'),
      timer('a', 'forward'),
    );
    const { forwarded, committed } = stage.server('a');
    expect([forwarded, committed]).toEqual([1, 0]);
  });

  test('only the tail answers, and only the head accepts', () => {
    const stage = new Stage().play(put('c1', 'v1'), deliver('Request', 'c1', 'a'));
    stage.play(get('c2'), timer('c2', 'retry'), timer('c2', 'retry'), timer('c2', 'retry'));
    for (const { dest } of stage.underway('Request')) {
      if (dest !== 'c') stage.play(deliver('Request', 'c2', dest));
    }
    expect(stage.underway('QueryReply')).toEqual([]);
    expect(stage.play(deliver('Request', 'c2', 'c')).underway('QueryReply')).toMatchObject([
      { source: 'c', answer: null },
    ]);
  });

  test('updates are processed in the order in which the head accepted them', () => {
    const stage = new Stage().play(put('c1', 'v1'), put('c2', 'v2'));
    stage.play(deliver('Request', 'c2', 'a'), deliver('Request', 'c1', 'a')).work();
    expect(['a', 'b', 'c'].map((name) => stage.hist(name))).toEqual(Array(3).fill(['v2', 'v1']));
  });
});

describe('clients', () => {
  test('a repeated update is processed once and answered as before', () => {
    const stage = new Stage().play(cas('c1', null, 'v1'), duplicate('Request', 'c1', 'a'));
    stage.play(deliver('Request', 'c1', 'a')).play(...pass('a', 'b'), ...pass('b', 'c'));
    stage.play(timer('c', 'commit'), drop('UpdateReply', 'c', 'c1'));
    stage.play(deliver('Request', 'c1', 'a'));
    expect(stage.hist('a')).toEqual(['v1']);
    // Sooner or later it is the tail's turn to be asked.
    while (!stage.underway('Request').some(({ dest }) => dest === 'c')) {
      stage.play(timer('c1', 'retry'));
    }
    stage.play(deliver('Request', 'c1', 'c'), deliver('UpdateReply', 'c', 'c1'));
    expect(stage.outcomes()).toEqual(['c1 true']);
  });

  test('a client that gives up does not know, and its update may still be processed', () => {
    const stage = new Stage({ attemptsMax: 1 }).play(put('c1', 'v1'), timer('c1', 'retry'));
    stage.play(get('c1')).work();
    expect(stage.outcomes()).toEqual(['c1 does not know', expect.stringMatching(/^c1 /)]);
    expect(stage.hist('c')).toEqual(['v1']);
  });

  test('an update that arrives after a later one of its client is not accepted', () => {
    const stage = new Stage({ attemptsMax: 1 }).play(put('c1', 'v1'), timer('c1', 'retry'));
    stage.play(put('c1', 'v2'));
    const [first, second] = stage.underway('Request');
    if (first === undefined || second === undefined) throw new Error('two requests are under way');
    const arrive = (message: typeof first) => stage.play(() => ({ type: 'deliver', message }));
    arrive(second);
    arrive(first);
    expect(stage.work().hist('c')).toEqual(['v2']);
  });
});

describe('the failure', () => {
  test('of the head: what it had not passed on is lost, and the client asks the new head', () => {
    const stage = new Stage().play(put('c1', 'v1'), deliver('Request', 'c1', 'a'));
    stage.play(crash('a'), tellMaster('Failed', 'a')).work();
    expect(stage.chain()).toBe('b:Member c:Tail');
    expect(stage.hist('b')).toEqual([]);
    stage.play(timer('c1', 'retry'), timer('c1', 'retry')).work();
    expect([stage.outcomes(), stage.hist('c')]).toEqual([['c1 null'], ['v1']]);
  });

  test('of the tail: its predecessor processes what it holds, then answers queries', () => {
    const stage = new Stage().play(put('c1', 'v1'), deliver('Request', 'c1', 'a'));
    stage.play(...pass('a', 'b'), ...pass('b', 'c'), timer('c', 'commit'), crash('c'));
    stage.play(tellMaster('Failed', 'c'), deliver('Configure', 'master', 'b'));
    expect(stage.server('b')).toMatchObject({ role: 'Tail', committed: 0 });
    // The old tail has answered v1: an answer from what b knows to be committed would be stale.
    stage.play(get('c2'), deliver('Configure', 'master', 'c2'), timer('c2', 'retry'));
    stage.play(timer('c2', 'retry'), deliver('Request', 'c2', 'b'));
    expect(stage.underway('QueryReply')).toEqual([]);
    stage.play(timer('b', 'commit'), timer('c2', 'retry'), timer('c2', 'retry'));
    stage.play(deliver('Request', 'c2', 'b'), deliver('QueryReply', 'b', 'c2'));
    expect(stage.outcomes()[1]).toBe('c2 "v1"');
  });

  test('of a middle server: its predecessor sends again what the successor lacks', async () => {
    const stage = new Stage({ servers: ['a', 'b', 'c'] }).play(
      put('c1', 'v1'),
      deliver('Request', 'c1', 'a'),
      ...pass('a', 'b'),
      ...pass('b', 'c'),
      put('c2', 'v2'),
      deliver('Request', 'c2', 'a'),
      ...pass('a', 'b'),
      crash('b'),
      tellMaster('Failed', 'b'),
      deliver('Configure', 'master', 'c'),
      deliver('Attach', 'c', 'a'),
    );
    expect(stage.server('a').forwarded).toBe(1);
    stage.play(...pass('a', 'c'));
    expect(stage.hist('c')).toEqual(['v1', 'v2']);
    await expect(stage.trace()).toMatchFileSnapshot('scenarios/middle.txt');
  });

  test('the successor is the first to act on the new configuration, and its predecessor hears of it so', () => {
    const stage = new Stage().play(crash('b'), tellMaster('Failed', 'b'));
    stage.play(deliver('Configure', 'master', 'c'));
    expect([stage.server('a').view.epoch, stage.server('c').view.epoch]).toEqual([1, 2]);
    stage.play(deliver('Attach', 'c', 'a'));
    expect(stage.server('a').view).toEqual(stage.server('c').view);
  });

  test('in the middle of a step: the update is received or it is not', () => {
    const stage = new Stage().play(put('c1', 'v1'), deliver('Request', 'c1', 'a'));
    stage.play(cut(timer('a', 'forward'), 0));
    expect(stage.underway('Update')).toEqual([]);
    stage.play(tellMaster('Failed', 'a')).work();
    expect(stage.hist('b')).toEqual([]);
  });

  test('of all but one: what was answered is still there', () => {
    const stage = new Stage().play(put('c1', 'v1'), deliver('Request', 'c1', 'a')).work();
    expect(stage.outcomes()).toEqual(['c1 null']);
    stage.play(crash('a'), tellMaster('Failed', 'a'), crash('c'), tellMaster('Failed', 'c')).work();
    expect([stage.chain(), stage.hist('b')]).toEqual(['b:Tail', ['v1']]);
  });

  test('a server that comes back is nobody, and becomes a new tail', () => {
    const stage = new Stage({ servers: ['a', 'b', 'c'] }).play(put('c1', 'v1')).work();
    stage.play(crash('a'), restart('a'));
    expect(stage.server('a')).toMatchObject({ role: 'Spare', incarnation: 2, hist: [] });
    // Its registration is the news of its failure; the next one is taken at its word.
    stage.play(timer('a', 'register'), deliver('Register', 'a', 'master')).work();
    expect(stage.chain()).toBe('b:Member c:Tail');
    stage.play(timer('a', 'register'), deliver('Register', 'a', 'master')).work();
    expect([stage.chain(), stage.hist('a')]).toEqual(['b:Member c:Member a:Tail', ['v1']]);
  });

  test('a configuration that means an earlier incarnation is not adopted', () => {
    const stage = new Stage().play(crash('c'), tellMaster('Failed', 'c'), crash('a'), restart('a'));
    stage.play(deliver('Configure', 'master', 'a'));
    expect(stage.server('a')).toMatchObject({ role: 'Spare', view: { epoch: 0 } });
  });
});

describe('a new tail', () => {
  const extended = () =>
    new Stage({ founders: ['a', 'b'] })
      .play(put('c1', 'v1'), deliver('Request', 'c1', 'a'), ...pass('a', 'b'), timer('b', 'commit'))
      .play(timer('d', 'register'), deliver('Register', 'd', 'master'))
      .play(deliver('Configure', 'master', 'd'), deliver('Attach', 'd', 'b'));

  test('gets the history while the old tail goes on, and takes over when it has all of it', async () => {
    const stage = extended();
    expect(stage.chain()).toBe('a:Member b:Tail d:Joining');
    stage.play(put('c2', 'v2'), deliver('Request', 'c2', 'a'), deliver('Configure', 'master', 'a'));
    stage.play(deliver('Attach', 'b', 'a'), ...pass('a', 'b'), timer('b', 'commit'));
    stage.play(...pass('b', 'd'), ...pass('b', 'd'), timer('b', 'handOver'));
    expect(stage.chain()).toBe('a:Member b:Member d:Joining');
    stage.play(deliver('HandOver', 'b', 'd'));
    expect(stage.chain()).toBe('a:Member b:Member d:Tail');
    expect(stage.server('d').store.versions.get('x')?.value).toBe('v2');
    await expect(stage.trace()).toMatchFileSnapshot('scenarios/extension.txt');
  });

  test('does not answer before it has taken over, and the old one not after', () => {
    const stage = extended().play(...pass('b', 'd'), timer('b', 'handOver'), get('c2'));
    for (let n = 0; n < 5; n++) stage.play(timer('c2', 'retry'));
    for (const { dest } of stage.underway('Request').filter(({ source }) => source === 'c2')) {
      stage.play(deliver('Request', 'c2', dest));
    }
    expect(stage.underway('QueryReply')).toEqual([]);
  });

  test('is fed by the predecessor of a tail that fails meanwhile, which is the tail then', () => {
    const stage = extended().play(deliver('Configure', 'master', 'a'));
    stage.play(crash('b'), tellMaster('Failed', 'b'), deliver('Configure', 'master', 'a'));
    // Only d can say whether it has taken over already.
    expect(stage.chain()).toBe('a:Member d:Joining');
    stage.play(deliver('Configure', 'master', 'd'), deliver('Attach', 'd', 'a'));
    expect(stage.chain()).toBe('a:Tail d:Joining');
    expect(stage.work().chain()).toMatch(/^a:Member d:/);
    expect(stage.hist('d')).toEqual(['v1']);
  });

  test('does not take over by a message of an older epoch', () => {
    const stage = extended().play(...pass('b', 'd'), timer('b', 'handOver'), crash('b'));
    stage.play(tellMaster('Failed', 'b'), deliver('Configure', 'master', 'd'));
    stage.play(deliver('HandOver', 'b', 'd'));
    expect(stage.chain()).toBe('a:Member d:Joining');
  });
});

describe('servers that leave alive', () => {
  test('the tail stops answering before anybody hears of the shorter chain', () => {
    const stage = new Stage().play(tellMaster('Retire', 'c'), deliver('Retire', 'master', 'c'));
    expect(stage.server('c').role).toBe('Retired');
    expect(stage.underway('Configure')).toEqual([]);
    stage.play(get('c1'), deliver('Request', 'c1', 'c'));
    expect(stage.underway('QueryReply')).toEqual([]);
    expect(stage.work().chain()).toMatch(/^a:Member b:/);
  });

  test('one that was not heard says again that it has stopped', () => {
    const stage = new Stage().play(tellMaster('Retire', 'c'), deliver('Retire', 'master', 'c'));
    stage.play(drop('Retired', 'c', 'master'), timer('master', 'announce'));
    stage.play(deliver('Retire', 'master', 'c'), deliver('Retired', 'c', 'master')).work();
    expect(stage.master()).toMatchObject({ leaving: null, config: { epoch: 2 } });
  });
});

describe('settled', () => {
  test('complains of updates that are under way, and of configurations that are not known', () => {
    const stage = new Stage().play(put('c1', 'v1'), deliver('Request', 'c1', 'a'));
    expect(settled(stage.world)).toBe('a holds updates for uncommitted');
    expect(settled(stage.settle().world)).toBeUndefined();
    stage.play(crash('c'), tellMaster('Failed', 'c'));
    expect(settled(stage.world)).toBe('a acts on epoch 1');
    expect(settled(stage.settle().world)).toBeUndefined();
  });
});
