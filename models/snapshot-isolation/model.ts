/** Snapshot isolation: what is checked, what TLC says to it, and how much must have happened to count as evidence. */
import { defineModel, ok } from '../../harness/conformance/model.ts';
import { isolation } from './isolation.ts';
import { mapping } from './mapping.ts';
import { mutants } from './mutants.ts';
import { refined, replayed } from './scopes.ts';
import { owner, sessions, settled } from './workload.ts';

/** Safety at several bounds, liveness, what snapshot isolation allows, and what must be reachable. */
const configs = [
  { file: 'MCSnapshotIsolation.cfg', expect: ok(19_134, 48_298, 22) },
  { file: 'MCSnapshotIsolationReader.cfg', expect: ok(11_458, 48_069, 18) },
  { file: 'MCSnapshotIsolationRefinement.cfg', expect: ok(2_594, 6_974, 17) },
  { file: 'MCSnapshotIsolationLiveness.cfg', expect: ok(6_030, 13_575, 19) },
  {
    file: 'MCSnapshotIsolationWriteSkewPossible.cfg',
    expect: { violation: 'WriteSkewPossible', states: 10 },
  },
  {
    file: 'MCSnapshotIsolationReadOnlyAnomalyPossible.cfg',
    expect: { violation: 'ReadOnlyAnomalyPossible', states: 13 },
  },
  { file: 'MCSnapshotIsolationDebugSafe.cfg', expect: { violation: 'DebugSafe', states: 8 } },
  {
    file: 'MCSnapshotIsolationDebugRejected.cfg',
    expect: { violation: 'DebugRejected', states: 9 },
  },
  {
    file: 'MCSnapshotIsolationDebugRecovered.cfg',
    expect: { violation: 'DebugRecovered', states: 7 },
  },
  {
    file: 'MCSnapshotIsolationBrokenNotInstalled.cfg',
    expect: { violation: 'EventuallyInstalledProp' },
  },
  { file: 'MCSnapshotIsolationBrokenNotCollected.cfg', expect: { violation: 'CollectedProp' } },
] as const;

export const model = defineModel({
  name: 'snapshot-isolation',
  book: ['12.2'],
  sources: [
    'Kung and Robinson, On Optimistic Methods for Concurrency Control, ACM TODS 6(2), 1981',
    'Berenson et al., A Critique of ANSI SQL Isolation Levels, SIGMOD 1995',
    "Fekete, Liarokapis, O'Neil, O'Neil and Shasha, Making Snapshot Isolation Serializable, ACM TODS 30(2), 2005",
    'Cahill, Roehm and Fekete, Serializable Isolation for Snapshot Databases, SIGMOD 2008',
    'Ports and Grittner, Serializable Snapshot Isolation in PostgreSQL, VLDB 2012',
    'Crooks, Pu, Alvisi and Clement, Seeing is Believing, PODC 2017',
  ],
  configs,
  mapping,
  replay: {
    config: 'MCSnapshotIsolationCodeReplay.cfg',
    protocol: replayed,
    // Connections: in order, once, and broken by a crash of the store.
    options: {
      network: 'copies',
      link: () => ({ order: 'fifo', lossy: false, duplicating: false }),
    },
    outside: sessions,
    faults: ['crash', 'crash in the middle of a step'],
    crashesMax: 2,
    crashable: ['store'],
    histories: 120,
    eventsMax: 200,
    settled,
  },
  refine: {
    config: 'MCSnapshotIsolationCodeRefine.cfg',
    protocol: refined,
    options: { network: 'set' },
    outside: owner,
    faults: ['crash', 'crash in the middle of a step'],
    crashesMax: 1,
    worldsMax: 100_000,
  },
  condition: isolation(),
  evidence: {
    operations: 400,
    bitten: { crash: 15, 'crash in the middle of a step': 10 },
  },
  mutants,
});
