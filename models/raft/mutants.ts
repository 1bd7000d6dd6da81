/** Bugs with a history: the ways in which Raft is got wrong, in the code and in the spec. */
import { type CodePatch, type Mutant, patch } from '../../harness/conformance/mutant.ts';

const election = 'impl/raft/election.ts';
const replication = 'impl/raft/replication.ts';
const server = 'impl/raft/server.ts';
const service = 'impl/raft/service.ts';
const machine = 'impl/raft/machine.ts';
const codec = 'impl/raft/codec.ts';
const node = 'impl/raft/node.ts';

function broken(why: string, killedBy: string, of = 'RaftCore'): NonNullable<Mutant['spec']> {
  return { config: `MC${of}Broken${why}.cfg`, killedBy };
}

/**
 * The first of them in the code. Histories of this size do not come to figure 8: its scenario does, and shows what a client
 * sees (test/raft/scenarios.test.ts).
 */
export const countsReplicasAlone: readonly CodePatch[] = [
  patch(
    replication,
    'replicated',
    'if (termAt(server, index) !== currentTerm) continue;',
    'if (termAt(server, index) > currentTerm) continue;',
  ),
];

export const mutants: readonly Mutant[] = [
  {
    name: 'an entry of an earlier term is committed by counting',
    source: 'Ongaro and Ousterhout 2014, figure 8: what the first descriptions of Raft did',
    spec: broken('Figure8', 'LeaderCompletenessInv'),
  },
  {
    name: 'the vote is not persisted',
    source: 'ongardie/raft.tla, issue of unpersisted votes; Vanlightly, raft-tlaplus, RaftFsync',
    shownBy: 28,
    code: [patch(codec, 'dataOfChange', '[currentTerm, votedFor,', '[currentTerm, null,')],
    spec: broken('ForgetsVote', 'ElectionSafetyInv'),
  },
  {
    name: 'the term is not persisted',
    source: 'ongardie/raft.tla, Raft_Term_Not_Persisted.tla',
    shownBy: 28,
    code: [patch(codec, 'dataOfChange', '[currentTerm, votedFor,', '[0, votedFor,')],
    spec: broken('ForgetsTerm', 'VoteOncePerTermProp'),
  },
  {
    name: 'the log is not persisted',
    source: 'Ongaro and Ousterhout 2014, figure 2: persistent state on all servers',
    shownBy: 44,
    code: [
      patch(
        codec,
        'dataOfChange',
        'entries.map(dataOfEntry)',
        'entries.slice(0, 0).map(dataOfEntry)',
      ),
    ],
    spec: broken('ForgetsLog', 'CommittedDurableInv'),
  },
  {
    name: 'a vote is given without a look at the log of the candidate',
    source: 'Ongaro and Ousterhout 2014, section 5.4.1: the election restriction',
    shownBy: 29,
    code: [patch(server, 'isUpToDate', 'lastLogTerm > term ||', 'lastLogTerm >= 0 ||')],
    spec: broken('AnyLog', 'LeaderCompletenessInv'),
  },
  {
    name: 'the longer log is taken for the later one',
    source: 'Ongaro and Ousterhout 2014, section 5.4.1: the term comes before the length',
    // In the code it would differ from the above in logs that random histories hardly ever have.
    spec: broken('LongerLog', 'RefinesReplicatedLog'),
  },
  {
    name: 'every AppendEntries cuts the log behind its entries, also where nothing contradicts',
    source:
      'Ongaro and Ousterhout 2014, figure 2, AppendEntries 3: only if an existing entry conflicts',
    shownBy: 45,
    code: [
      patch(
        replication,
        'merged',
        'if (first < 0) return server.log;',
        `if (first < 0) return entriesFrom(server, index + 1, Math.max(index, prevLogIndex + entries.length));`,
      ),
    ],
    spec: broken('Cuts', 'CommittedDurableInv'),
  },
  {
    name: 'messages leave before what they say is synced',
    source: 'Vanlightly, raft-tlaplus, raft-and-fsync/RaftFsync.tla',
    shownBy: 28,
    code: [
      patch(node, 'release', 'lsn <= node.log.synced).length', 'lsn <= lastLsn(node.log)).length'),
    ],
  },
  {
    name: 'a failed sync is taken for a good one',
    source: 'PostgreSQL fsyncgate, 2018; Rebello et al., ATC 2020',
    shownBy: 9,
    code: [patch(node, 'synced', `outcome !== 'ok'`, `outcome === 'no space'`)],
  },
  {
    name: 'the control file is renamed, and the directory is not synced',
    source: 'Pillai et al., OSDI 2014: persistence of a renaming taken for granted',
    shownBy: 28,
    code: [
      patch(
        node,
        'nameControl',
        `{ kind: 'sync', file: '/', tag: controlNameSync }`,
        `{ kind: 'sync', file: controlFile, tag: controlNameSync }`,
      ),
    ],
  },
  {
    name: 'a leader answers reads without asking whether it still leads',
    source: 'Jepsen: etcd and Consul, 2014; Ongaro 2014, section 6.4',
    code: [patch(service, 'answerRead', 'if (!isQuorum(server, read.acks)) return undefined;', '')],
    spec: broken('LocalRead', 'ReadsAreFreshProp', 'RaftHistory'),
  },
  {
    name: 'a leader reads before an entry of its own term is committed',
    source: 'Ongaro 2014, section 6.4, step 1; etcd-io/raft, ReadIndex of a new leader',
    shownBy: 32,
    code: [
      patch(
        service,
        'readRequest',
        'if (termAt(server, commitIndex) !== currentTerm) return undefined;',
        'if (currentTerm === 0) return undefined;',
      ),
    ],
    spec: broken('ReadTooSoon', 'ReadsAreFreshProp', 'RaftHistory'),
  },
  {
    name: 'a command that is in the log twice is carried out twice',
    source: 'Ongaro 2014, section 6.3: exactly once',
    shownBy: 45,
    code: [
      patch(
        machine,
        'applied',
        'if (!isNew(machine, command) || !hasSession(machine, command)) return machine;',
        'if (!hasSession(machine, command)) return machine;',
      ),
    ],
    spec: broken('NoSessions', 'RefinesLinearizableStore', 'RaftHistory'),
  },
  {
    name: 'a server that hears from its leader lets others stand for election',
    source: 'Cloudflare, A Byzantine failure in the real world, 2020-11-02: etcd without PreVote',
    shownBy: 14,
    code: [
      patch(election, 'handlePreVoteRequest', 'if (server.leader !== null) return undefined;', ''),
      patch(
        election,
        'handleRequestVoteRequest',
        'if (term > currentTerm && server.leader !== null) return undefined;',
        '',
      ),
    ],
    spec: broken('NoLease', 'EventuallyLeaderProp', 'RaftLeadership'),
  },
  {
    name: 'a server goes on to a new term without asking whether it would be elected',
    source: 'the same; Ongaro 2014, section 9.6',
    code: [
      patch(
        election,
        'startElection',
        'if (!isQuorum(server, server.votes)) return undefined;',
        '',
      ),
    ],
    spec: broken('NoPreVote', 'EventuallyLeaderProp', 'RaftLeadership'),
  },
];
