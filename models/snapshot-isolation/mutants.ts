/** Bugs with a history: the ways in which isolation is got wrong, in the code and in the spec. */
import { type Mutant, patch } from '../../harness/conformance/mutant.ts';

const conflicts = 'impl/snapshot-isolation/conflicts.ts';
const transactions = 'impl/snapshot-isolation/transactions.ts';
const validation = 'impl/snapshot-isolation/validation.ts';
const store = 'impl/snapshot-isolation/store.ts';
const recovery = 'impl/snapshot-isolation/recovery.ts';

function broken(why: string, killedBy: string): NonNullable<Mutant['spec']> {
  return { config: `MCSnapshotIsolationBroken${why}.cfg`, killedBy };
}

export const mutants: readonly Mutant[] = [
  {
    name: 'whoever commits wins, first or not',
    source: 'Berenson et al. 1995: without first committer wins, updates are lost',
    shownBy: 9,
    code: [
      patch(
        validation,
        'canCommit',
        'if (!isFirstCommitter(store, transaction)) return false;',
        '',
      ),
    ],
    spec: broken('NoFirstCommitter', 'NoLostUpdateInv'),
  },
  {
    name: 'the first committer is looked for among what is installed',
    source: 'a commit timestamp that is given before its versions are visible, and not looked at',
    code: [
      patch(
        store,
        'newer',
        'return [...installed, ...waiting];',
        'return waiting.length < 0 ? waiting : installed;',
      ),
    ],
    spec: broken('InstallLater', 'FirstCommitterWinsInv'),
  },
  {
    name: 'only the committing transaction is looked at as a pivot',
    source: 'Cahill et al. 2008, section 3.2: both neighbours may have committed before',
    shownBy: 38,
    code: [
      patch(
        conflicts,
        'isDangerous',
        'return isPivot(store, tx, transaction) || isBeforePivot(transaction);',
        'return isPivot(store, tx, transaction);',
      ),
    ],
    spec: broken('PivotOnly', 'SerializableInv'),
  },
  {
    name: 'reads see what is there now, not the snapshot',
    source: 'read committed under the name of snapshot isolation',
    shownBy: 64,
    code: [
      patch(
        transactions,
        'visible',
        `return mode === 'OCC' ? latest(chains, key) : upto(chains, key, snapshot);`,
        `return mode === 'OCC' || snapshot >= 0 ? latest(chains, key) : upto(chains, key, snapshot);`,
      ),
    ],
    spec: broken('ReadLatest', 'SnapshotReadInv'),
  },
  {
    name: 'an insert does not look for those who had read that there was nothing',
    source: 'PostgreSQL 12.3: G2-item through INSERT ... ON CONFLICT, Jepsen 2020-06-12',
    code: [
      patch(
        transactions,
        'write',
        'return { state: overtakes(after, tx, key), effects: [] };',
        `const isInsert = upto(store.chains, key, transaction.snapshot).ts === 0;
  return { state: isInsert ? after : overtakes(after, tx, key), effects: [] };`,
      ),
    ],
    spec: broken('Insert', 'SerializableInv'),
  },
  {
    name: 'a predicate read locks what it found',
    source: 'phantoms: Eswaran et al. 1976; Ports and Grittner 2012, section 5.2 on index ranges',
    code: [
      patch(
        conflicts,
        'holdsLock',
        'return key in reads || ranges.some((range) => covers(range, key));',
        'return key in reads && ranges.length >= 0;',
      ),
      patch(
        conflicts,
        'withReads',
        'for (const range of ranges) {',
        'for (const range of ranges.slice(0, 0)) {',
      ),
    ],
    spec: broken('Phantom', 'SerializableInv'),
  },
  {
    name: 'transactions that only read are left out of the search for anomalies',
    source: "Fekete, O'Neil and O'Neil, SIGMOD Record 2004: the read-only anomaly",
    shownBy: 59,
    code: [patch(conflicts, 'boundOfReader', 'return snapshot;', 'return Math.min(0, snapshot);')],
    spec: broken('ReadOnlyAnomaly', 'SerializableInv'),
  },
  {
    name: 'SIREAD locks are released at the commit of their holder',
    source: 'what every other lock does; Cahill et al. 2008, section 3.3, keep them',
    code: [
      patch(
        conflicts,
        'summarise',
        'const bound = isReader ? boundOfReader(transaction) : nextTimestamp(store);',
        'const bound = isReader ? 0 * boundOfReader(transaction) : 0;',
      ),
    ],
    spec: broken('Released', 'SerializableInv'),
  },
  {
    name: 'a snapshot is taken for safe while older writers run',
    source: 'Ports and Grittner 2012, section 4.2, with the wait left out',
    shownBy: 99,
    code: [
      patch(
        conflicts,
        'safeSnapshot',
        'if (running.some((one) => one.snapshot < snapshot)) return undefined;',
        'if (running.some((one) => one.snapshot < 0)) return undefined;',
      ),
    ],
    spec: broken('SafeAtOnce', 'ReadOnlySafeInv'),
  },
  {
    name: 'vacuum goes by the oldest transaction that has written, not by the oldest snapshot',
    source: 'a horizon of transaction numbers, which readers do not have (snapshot too old)',
    shownBy: 96,
    code: [
      patch(
        store,
        'horizon',
        'return Math.min(clock, ...Object.values(transactions).map(({ snapshot }) => snapshot));',
        `const writers = Object.values(transactions).filter(
    ({ writes }) => Object.keys(writes).length > 0,
  );
  return Math.min(clock, ...writers.map(({ snapshot }) => snapshot));`,
      ),
    ],
    spec: broken('Vacuum', 'VacuumKeepsVisibleInv'),
  },
  {
    name: 'OCC validates and installs in two steps, and looks at what is installed',
    source: 'Kung and Robinson 1981, section 5: the active set, left out',
    code: [
      patch(
        validation,
        'isCurrent',
        'return !store.pending.some(({ writes }) => Object.keys(writes).some(isRead));',
        'return !store.pending.slice(0, 0).some(({ writes }) => Object.keys(writes).some(isRead));',
      ),
    ],
    spec: broken('TwoSteps', 'SerializableInv'),
  },
  {
    name: 'recovery stops before the record that was not installed when the store crashed',
    source: 'the last record of a log taken for one that is not to be trusted',
    shownBy: 26,
    code: [
      patch(
        recovery,
        'restart',
        `const commits = records.filter((record) => record.type === 'commit');`,
        `const commits = records.filter((record) => record.type === 'commit').slice(0, -1);`,
      ),
    ],
    spec: broken('Recovery', 'VacuumKeepsVisibleInv'),
  },
];
