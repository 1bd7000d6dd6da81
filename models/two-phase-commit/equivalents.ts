/** Automatic mutants that are no bugs: what they change shows nowhere, and why. By the names that `mutants --automatic` gives. */

/** The guard is that of the specification; in the code nobody calls the function where it is false. */
const neverFalse = {
  "client.ts requestCommit: state.phase !== 'waiting' => false":
    'called by retry alone, which asks whether an operation is open; learnOutcome, which ends the waiting, closes it',
  "client.ts queryOutcome: state.phase !== 'waiting' => false": 'the same, by retry alone',
  "client.ts confirmOutcome: state.phase !== 'committed' => false":
    'called for a Commit, after learnOutcome has refused it as known, and by a timer that only a commit sets',
  'client.ts retry: state.open === undefined => false':
    'its timer is cancelled wherever the operation ends; begin calls it with an operation',
  "coordinator.ts requestVote: state.phase !== 'collecting' => false":
    'its timers are set by beginCommit and all cancelled by both decisions (NoIdleTimer)',
  'coordinator.ts requestVote: state.votes.has(rm) => false':
    'the step that counts the vote cancels the timer, so it never fires for one who has voted',
  "coordinator.ts decideCommit: state.phase !== 'collecting' => false":
    'called after countVote has refused the vote. Not collecting, it refuses as well, but then votes are empty: one participant alone would be too few',
  'coordinator.ts decideCommit: votes.size < state.transaction.participants.length => false':
    'called after countVote, which takes every vote but the last',
  "coordinator.ts forget: phase !== 'aborted' && phase !== 'committed' => false":
    'its timer is set where the phase is one of the two, and the phase is left by forgetting alone',
  "coordinator.ts forget: phase === 'committed' && acks.size < partiesOf(transaction).length => false":
    'in a commit its timer is set by the last acknowledgement',
  "participant.ts voteNo: state.phase !== 'aborted' => false":
    'called after prepare and voteYes have refused: then it is not working and not prepared, and a commit has been prepared, which the next guard asks',
  "participant.ts inquire: state.phase !== 'prepared' => false":
    'its timers are set for the prepared alone, and all cancelled by both decisions (NoIdleTimer)',
  'participant.ts inquire: !advisers.includes(node) => false':
    'the timers of inquiries are set for advisers alone',
  "participant.ts acknowledge: state.phase !== 'committed' => false":
    'called for a Commit, after commit has refused: nobody who has aborted is told Commit (ConsistentInv); and by a timer that only a commit sets',
} as const;

/** Something is said once more than it need be: whoever hears it again changes nothing. */
const saidTwice = {
  "client.ts confirmOutcome: cancelTimer('ack') => nothing":
    'the coordinator said Commit again before the timer fired: two Acks in place of one',
  "participant.ts voteYes: cancelTimer('vote') => nothing":
    'Prepare came again before the timer fired: two Yes in place of one',
  "participant.ts acknowledge: cancelTimer('ack') => nothing":
    'Commit came again before the timer fired: two Acks in place of one',
  'coordinator.ts sendDecision: acks.has(party) => false':
    'who has acknowledged is told again when an old question of his arrives; the timer was cancelled by the acknowledgement',
  'coordinator.ts countAck: state.acks.has(party) => false':
    'a second Ack is added to a set that has it; if it comes after the last one, the timer to forget is set where it is set',
} as const;

export const equivalents: Readonly<Record<string, string>> = {
  ...neverFalse,
  ...saidTwice,
  "client.ts learnOutcome: { kind: 'persist', record: decision }, ...(state.open === undefined ? [] : closing(decisio...5327f868 => ...(state.open === undefined ? [] : closing(decision)), { kind: 'persist', record: decisio...40b9d100":
    'told before it is written: after a crash in between it asks again and hears the same, for a commit is not forgotten before the Ack, which needs the record, and an abort is presumed',
  'client.ts recover: -1 => 1':
    "its log has at most two records, 'waiting' and the decision: the second is the last, or there is no decision",
  'participant.ts inquire: indexOf => lastIndexOf': 'no adviser is there twice',
  'two-phase-commit.ts twoPhaseCommit: client, ...participants => ...participants, client':
    'the order in which clients are listed is nothing that the protocol knows',
};
