/** Raft's famous situations, each with its whole trace in a file; `npx vitest run -u` rewrites. */
import { describe, expect, test } from 'vitest';
import { createModuleGraph } from '../../harness/conformance/module-graph.ts';
import type { CodePatch } from '../../harness/conformance/mutant.ts';
import { applyPatches, loadCompiler } from '../../harness/conformance/patch.ts';
import { checkLinearizable } from '../../harness/consistency/linearizability.ts';
import { kv } from '../../harness/consistency/objects/kv.ts';
import { moduleHost } from '../../harness/files.ts';
import { unsynced } from '../../harness/simulation/disk.ts';
import type { Protocol } from '../../impl/protocol.ts';
import { countsReplicasAlone, mutants } from '../../models/raft/mutants.ts';
import { root } from '../../scripts/repository.ts';
import { crash, cut, deliver, get, put, restart, Stage, servers, sync, timer } from './stage.ts';

const verdict = (stage: Stage) => checkLinearizable(stage.history(), kv).verdict;

/** What these of the model's mutants change. */
function codeOf(...names: readonly string[]): readonly CodePatch[] {
  return names.flatMap((name) => {
    const mutant = mutants.find((one) => one.name.startsWith(name));
    if (mutant?.code === undefined) throw new Error(`there is no mutant ${name}`);
    return mutant.code;
  });
}

/** The implementation with bugs in it. */
async function planted(patches: readonly CodePatch[], options = {}): Promise<Protocol> {
  const compiler = await loadCompiler();
  const host = moduleHost(root);
  const patched = applyPatches(patches, (file) => host.read(file), compiler);
  const graph = createModuleGraph(host, compiler);
  const scopes = await graph.load('models/raft/scopes.ts', patched);
  const { configured, replayedRaft } = scopes as typeof import('../../models/raft/scopes.ts');
  return configured({ ...replayedRaft, ...options });
}

/** s1 leads in term 1, and everybody has its first entry. */
const ready = (options = {}, protocol?: Protocol) =>
  new Stage(options, protocol)
    .synced(...servers)
    .elect('s1', 's2', 's3')
    .work(...servers);

describe('an ordinary run', () => {
  test('elects, replicates, answers, and brings a server up to date that was away, by a snapshot in pieces', async () => {
    const stage = ready({ snapshotEntries: 3, chunkBytes: 20 }).play(crash('s3'));
    stage.play(put('c1', '1a')).work('c1', 's1', 's2');
    stage.play(put('c2', '2a', 'y')).work('c2', 's1', 's2');
    stage.play(get('c3')).work('c3', 's1', 's2');
    expect(stage.outcomes()).toEqual(['c1 null', 'c2 null', 'c3 "1a"']);
    expect(stage.server('s1').snapshot.index).toBe(3);
    stage.play(restart('s3')).lose().synced('s3').play(timer('s1', 'heartbeat'));
    stage.work(...servers);
    expect(stage.server('s3').machine).toEqual(stage.server('s1').machine);
    const chunks = stage.steps.filter(
      ({ event }) => event.type === 'deliver' && event.message.type === 'SnapshotChunk',
    );
    expect(chunks.length).toBeGreaterThan(0);
    expect(verdict(stage)).toBe('ok');
    expect(await stage.judge()).toBe(undefined);
    await expect(stage.trace()).toMatchFileSnapshot('scenarios/ordinary.txt');
  });
});

describe('figure 8 of the paper', () => {
  const options = { batchMax: 1, segmentFrames: 64, snapshotEntries: 100 };

  /** (a) to (c): s1 leads in term 3, and a quorum has its entry of term 1. */
  const spread = (stage: Stage) => {
    // (a) s1 has an entry of term 1 that nobody else has.
    stage
      .play(put('c1', '1a'), deliver('ClientRequest', 'c1', 's1'))
      .synced('s1')
      .lose();
    // (b) s2 is elected by s3 in term 2, and has an entry of its own.
    stage.play(timer('s3', 'election')).lose().win('s2', 's3').lose();
    expect([stage.terms('s1'), stage.terms('s2'), stage.terms('s3')]).toEqual(['1 1', '1 2', '1']);
    // (c) s1 starts again and is elected by s3 in term 3, which gets its old entry, but not its new one.
    stage.play(crash('s1'), restart('s1')).synced('s1');
    // Asked in term 2, s3 says that its own is no earlier; then s1 asks in term 3.
    stage.win('s1', 's3').win('s1', 's3');
    stage.play(deliver('AppendEntriesRequest', 's1', 's3')).synced('s3');
    stage.play(deliver('AppendEntriesResponse', 's3', 's1'));
    stage.play(deliver('AppendEntriesRequest', 's1', 's3')).synced('s3');
    stage.play(deliver('AppendEntriesResponse', 's3', 's1'));
    expect([stage.terms('s1'), stage.terms('s2'), stage.terms('s3')]).toEqual([
      '1 1 3',
      '1 2',
      '1 1',
    ]);
    expect(stage.server('s1').matchIndex.s3).toBe(2);
    return stage;
  };

  /** (d) s2 starts again, is elected by s3 in term 4, and overwrites it. */
  const overwrite = (stage: Stage) => {
    stage.lose().play(crash('s1'), crash('s2'), restart('s2')).synced('s2');
    stage.play(timer('s3', 'election')).lose();
    stage.win('s2', 's3').win('s2', 's3').work('s2', 's3');
    expect([stage.terms('s2'), stage.terms('s3')]).toEqual(['1 2 4', '1 2 4']);
    return stage;
  };

  test('an entry of an earlier term that a quorum has is not committed, and is overwritten', async () => {
    const stage = spread(ready(options));
    expect(stage.server('s1').commitIndex).toBe(0); // it has started again, and does not know
    expect(stage.outcomes()).toEqual(['c1 waits']);
    overwrite(stage).settle();
    expect(stage.outcomes()).toEqual(['c1 null']); // it has asked once more
    expect(verdict(stage)).toBe('ok');
    expect(await stage.judge()).toBe(undefined);
    await expect(stage.trace()).toMatchFileSnapshot('scenarios/figure-8.txt');
  });

  test('a client is told of an entry that is overwritten, where the leader counts replicas alone', async () => {
    const stage = ready({}, await planted(countsReplicasAlone, options));
    spread(stage).play(deliver('ClientResponse', 's1', 'c1'));
    expect(stage.server('s1').commitIndex).toBe(2);
    overwrite(stage).play(get('c2')).settle();
    expect(stage.outcomes()).toEqual(['c1 null', 'c2 null']);
    expect(verdict(stage)).toBe('violation');
  });
});

describe('a leader that is cut off', () => {
  test('answers no read, for nobody confirms that it leads: the stale read of etcd and Consul in 2014', async () => {
    const stage = ready()
      .play(put('c1', '1a'))
      .work(...servers, 'c1');
    stage.play(cut(['s1'], ['s2', 's3']), cut(['s2', 's3'], ['s1']));
    stage.elect('s2', 's3').play(put('c2', '2a'), deliver('ClientRequest', 'c2', 's1'));
    stage.play(timer('c2', 'retry')).work('c2', 's2', 's3');
    expect(stage.outcomes()).toEqual(['c1 null', 'c2 null']);
    expect(stage.server('s1').role).toBe('Leader');
    stage.play(get('c3')).work('c3', 's1');
    expect(stage.outcomes()).toEqual(['c1 null', 'c2 null', 'c3 waits']);
    stage.settle();
    expect(stage.outcomes()).toEqual(['c1 null', 'c2 null', 'c3 "2a"']);
    expect(verdict(stage)).toBe('ok');
    expect(await stage.judge()).toBe(undefined);
    await expect(stage.trace()).toMatchFileSnapshot('scenarios/stale-read.txt');
  });

  test('answers from its own store if it does not ask: sequentially consistent, and no more', async () => {
    const stage = new Stage({}, await planted(codeOf('a leader answers reads without asking')));
    stage
      .synced(...servers)
      .elect('s1', 's2', 's3')
      .work(...servers);
    stage.play(put('c1', '1a')).work(...servers, 'c1');
    stage.play(cut(['s1'], ['s2', 's3']), cut(['s2', 's3'], ['s1']));
    stage.elect('s2', 's3').play(put('c2', '2a'), timer('c2', 'retry')).work('c2', 's2', 's3');
    stage.play(get('c3')).work('c3', 's1');
    expect(stage.outcomes()).toEqual(['c1 null', 'c2 null', 'c3 "1a"']);
    expect(verdict(stage)).toBe('violation');
    // Each client has made one request: without the clock, any order of them will do.
    const timeless = stage.history().map((one) => ({ ...one, invoke: 0, return: 1 }));
    expect(checkLinearizable(timeless, kv).verdict).toBe('ok');
  });

  test('steps down when no quorum has answered it for an election timeout', () => {
    const stage = ready().play(cut(['s1'], ['s2', 's3']), cut(['s2', 's3'], ['s1']));
    stage.play(timer('s1', 'quorum'));
    expect(stage.server('s1').role).toBe('Leader'); // they had answered before
    expect(stage.play(timer('s1', 'quorum')).server('s1').role).toBe('Follower');
  });
});

describe('a partial partition', () => {
  test('of the leader and one follower disturbs nobody: the outage of Cloudflare in 2020 needs elections without PreVote', async () => {
    const stage = ready().play(cut(['s1'], ['s2']), cut(['s2'], ['s1']));
    stage.pass(200);
    expect(servers.map((name) => stage.server(name).currentTerm)).toEqual([1, 1, 1]);
    expect(stage.server('s1').role).toBe('Leader');
    expect(stage.server('s2').role).toBe('PreCandidate');
    stage.play(put('c1', '1a')).work(...servers, 'c1');
    expect(stage.outcomes()).toEqual(['c1 null']);
    expect(await stage.judge()).toBe(undefined);
    await expect(stage.trace()).toMatchFileSnapshot('scenarios/partial-partition.txt');
  });
});

describe('without PreVote and without heeding a leader', () => {
  test('the same partition deposes leaders for ever', async () => {
    const stage = new Stage(
      {},
      await planted(
        codeOf(
          'a server goes on to a new term without asking',
          'a server that hears from its leader lets others stand',
        ),
      ),
    );
    stage
      .synced(...servers)
      .elect('s1', 's2', 's3')
      .work(...servers);
    stage.play(cut(['s1'], ['s2']), cut(['s2'], ['s1'])).pass(200);
    expect(stage.server('s3').currentTerm).toBeGreaterThan(3);
  });
});

describe('what is not synced', () => {
  const atRisk = (stage: Stage, name: string) =>
    unsynced(stage.world.nodes.get(name)?.disk as never).length;

  test('is not told to anybody: a crash takes the vote, and the server votes anew', async () => {
    const stage = new Stage().synced(...servers).play(timer('s1', 'election'));
    stage.play(deliver('PreVoteRequest', 's1', 's2'), deliver('PreVoteResponse', 's2', 's1'));
    stage.synced('s1').play(deliver('RequestVoteRequest', 's1', 's2'));
    expect(stage.server('s2').votedFor).toBe('s1');
    expect(atRisk(stage, 's2')).toBe(1);
    expect(stage.world.network.inFlight.map(({ type }) => type)).not.toContain(
      'RequestVoteResponse',
    );
    stage.play(crash('s2'), restart('s2')).synced('s2');
    expect(stage.server('s2').votedFor).toBe(null);
    expect(await stage.judge()).toBe(undefined);
  });

  test('may survive a crash all the same: then the vote is given, and nobody knows', async () => {
    const stage = new Stage().synced(...servers).play(timer('s1', 'election'));
    stage.play(deliver('PreVoteRequest', 's1', 's2'), deliver('PreVoteResponse', 's2', 's1'));
    stage.synced('s1').play(deliver('RequestVoteRequest', 's1', 's2'));
    stage.play(crash('s2', { writes: [0] }), restart('s2')).synced('s2');
    expect(stage.server('s2').votedFor).toBe('s1');
    expect(await stage.judge()).toBe(undefined);
  });

  test('is lost by a failed sync, after which the server stops; what it reads then it writes anew', async () => {
    const stage = ready().play(put('c1', '1a'), deliver('ClientRequest', 'c1', 's1'));
    stage.play(sync('s1', 'log', 'io error'));
    expect(stage.world.nodes.get('s1')?.up).toBe(false);
    stage.play(restart('s1')).synced('s1');
    expect(stage.terms('s1')).toBe('1 1');
    stage.play(crash('s1'), restart('s1')).synced('s1');
    expect(stage.terms('s1')).toBe('1 1'); // on the disk now, though nobody was ever told
    expect(stage.settle().outcomes()).toEqual(['c1 null']);
    expect(await stage.judge()).toBe(undefined);
    await expect(stage.trace()).toMatchFileSnapshot('scenarios/failed-sync.txt');
  });
});
