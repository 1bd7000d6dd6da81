/** Bugs with a history: the ways in which two-phase commit is got wrong, in the code and in the spec. */
import { type Mutant, patch } from '../../harness/conformance/mutant.ts';

const coordinator = 'impl/two-phase-commit/coordinator.ts';
const participant = 'impl/two-phase-commit/participant.ts';
const programs = {
  participant: 'impl/two-phase-commit/participant-program.ts',
} as const;
const client = 'impl/two-phase-commit/client.ts';

function broken(why: string, killedBy: string): NonNullable<Mutant['spec']> {
  return { config: `MCTwoPhaseCommitBroken${why}.cfg`, killedBy };
}

export const mutants: readonly Mutant[] = [
  {
    name: 'the coordinator announces a commit before it has logged it',
    source:
      'Gray 1978; Mohan et al. 1986, section 2: the commit record is forced before the messages',
    code: [
      patch(
        coordinator,
        'decideCommit',
        `{ kind: 'persist', record: 'committed' },`,
        `...partiesOf(state.transaction).map((party) =>
           send('Commit', state.transaction.coordinator, party)),
         { kind: 'persist', record: 'committed' },`,
      ),
    ],
    spec: broken('Announce', 'ClientTruthInv'),
  },
  {
    name: 'the coordinator commits although a vote is missing',
    source:
      'a quorum rule carried over from consensus; Gray and Lamport 2006, section 3, rule it out',
    code: [
      patch(
        coordinator,
        'countVote',
        'if (votes.size === state.transaction.participants.length) return undefined;',
        'if (votes.size >= state.transaction.participants.length - 1) return undefined;',
      ),
      patch(
        coordinator,
        'decideCommit',
        'if (votes.size < state.transaction.participants.length) return undefined;',
        'if (votes.size < state.transaction.participants.length - 1) return undefined;',
      ),
    ],
    spec: broken('MissingVote', 'CommitOnlyIfAllPreparedInv'),
  },
  {
    name: 'the coordinator forgets a commit before it is acknowledged',
    source:
      'presumed abort misread as needing no acknowledgements at all; Mohan et al. 1986, section 3',
    code: [
      patch(
        coordinator,
        'forget',
        `if (phase === 'committed' && acks.size < partiesOf(transaction).length) return undefined;`,
        '',
      ),
      patch(
        coordinator,
        'decideCommit',
        '...startTelling(state),',
        `...startTelling(state), setTimer('forget', ticks.patience),`,
      ),
    ],
    spec: broken('Forget', 'ForgetSafeInv'),
  },
  {
    name: 'the coordinator forgets a commit before the client knows',
    source:
      'the in-doubt client: a lost reply, a retry, and a status table that was cleaned too early',
    shownBy: 161,
    code: [
      patch(
        coordinator,
        'countAck',
        'partiesOf(state.transaction).length',
        'state.transaction.participants.length',
      ),
      patch(
        coordinator,
        'forget',
        'acks.size < partiesOf(transaction).length',
        'acks.size < transaction.participants.length',
      ),
    ],
    spec: broken('ForgetClient', 'ClientTruthInv'),
  },
  {
    name: 'the coordinator presumes an abort before it has decided',
    source: 'not decided taken for not known: an inquiry that overtakes the votes',
    code: [
      patch(
        coordinator,
        'presumeAbort',
        `if (state.phase !== 'forgotten') return undefined;`,
        `if (state.phase !== 'forgotten' && state.phase !== 'collecting') return undefined;`,
      ),
    ],
    spec: broken('Presume', 'ClientTruthInv'),
  },
  {
    name: 'the coordinator recovers without reading its log',
    source: 'a restart that begins with an empty transaction table',
    shownBy: 245,
    code: [
      patch(
        coordinator,
        'recover',
        `records.at(-1) === 'committed' ? 'committed' : 'forgotten'`,
        `records.length < 0 ? 'committed' : 'forgotten'`,
      ),
    ],
    spec: broken('RecoverForgetful', 'ClientTruthInv'),
  },
  {
    name: 'a participant votes yes before its vote is durable',
    source: 'Gray 1978; found again wherever the vote is sent and the log is flushed later',
    code: [
      patch(
        participant,
        'prepare',
        `{ kind: 'persist', record: 'prepared' },`,
        `send('Yes', state.self, state.transaction.coordinator),
         { kind: 'persist', record: 'prepared' },`,
      ),
    ],
    spec: broken('Vote', 'ClientTruthInv'),
  },
  {
    name: 'a participant in doubt runs out of patience and aborts',
    source:
      'the transaction timeout that also ends prepared branches; XA calls it a heuristic rollback',
    code: [
      patch(
        programs.participant,
        'timeout',
        'return inquire(state, { node });',
        'return abort(state);',
      ),
    ],
    spec: broken('Patience', 'ClientTruthInv'),
  },
  {
    name: 'a participant in doubt aborts when it recovers',
    source: 'recovery that rolls back everything without a commit record, prepared or not',
    shownBy: 156,
    code: [
      patch(
        participant,
        'recover',
        `last === 'prepared' || last === 'committed' ? last : 'aborted'`,
        `last === 'committed' ? last : 'aborted'`,
      ),
    ],
    spec: broken('RecoverAborting', 'ClientTruthInv'),
  },
  {
    name: 'a participant that lost its work in a crash prepares all the same',
    source: 'a branch that is opened again under the same identifier by a request that is late',
    code: [
      patch(
        participant,
        'recover',
        `last === 'prepared' || last === 'committed' ? last : 'aborted'`,
        `last === 'working' || last === 'prepared' || last === 'committed' ? last : 'aborted'`,
      ),
    ],
    spec: broken('RecoverWorking', 'RefinesTCommit'),
  },
  {
    name: 'a participant obeys an abort after it has committed',
    source: 'a late or duplicated decision applied without looking at the state it meets',
    shownBy: 'refine',
    code: [
      patch(
        participant,
        'abort',
        `if (state.phase !== 'prepared') return undefined;`,
        `if (state.phase !== 'prepared' && state.phase !== 'committed') return undefined;`,
      ),
    ],
    spec: broken('LateAbort', 'ConsistentInv'),
  },
  {
    name: 'a participant in doubt advises a peer to abort',
    source:
      'cooperative termination that answers for want of knowledge; Bernstein et al. 1987, section 7.4',
    shownBy: 87,
    code: [
      patch(
        participant,
        'advise',
        `if (state.phase !== 'committed' && state.phase !== 'aborted') return undefined;`,
        `if (state.phase === 'working') return undefined;`,
      ),
      patch(participant, 'advise', 'telling(state.phase)', 'telling(state.phase as Decision)'),
    ],
    spec: broken('Advise', 'ClientTruthInv'),
  },
  {
    name: 'the client confirms what it has not logged',
    source: 'an acknowledgement sent from memory: the retry after the crash meets the presumption',
    code: [patch(client, 'learnOutcome', `{ kind: 'persist', record: decision },`, '')],
    spec: broken('Confirm', 'ClientTruthInv'),
  },
];
