/** Conflict-free replicated data types: what is checked, what TLC says to it, and how much counts as evidence. */
import { defineModel, ok } from '../../harness/conformance/model.ts';
import { strongEventualConsistency } from './condition.ts';
import { mapping } from './mapping.ts';
import { mutants } from './mutants.ts';
import { refined, replayed } from './scopes.ts';
import { clients, owners, settled } from './workload.ts';

/** Deltas and garbage, each type, old backups, liveness; and what must be reachable. */
const configs = [
  { file: 'MCCrdtCore.cfg', expect: ok(2_110, 10_297, 13) },
  { file: 'MCCrdtCoreGarbage.cfg', expect: ok(3_023, 12_887, 10) },
  { file: 'MCCrdtCoreGCounter.cfg', expect: ok(404, 2_365, 10) },
  { file: 'MCCrdtCorePnCounter.cfg', expect: ok(394, 2_281, 9) },
  { file: 'MCCrdtCoreLwwRegister.cfg', expect: ok(1_340, 4_951, 7) },
  { file: 'MCCrdtCoreMvRegister.cfg', expect: ok(1_358, 7_992, 10) },
  { file: 'MCCrdtCoreOrSet.cfg', expect: ok(2_706, 15_875, 10) },
  { file: 'MCCrdtCoreRga.cfg', expect: ok(1_790, 6_553, 8) },
  { file: 'MCCrdtCoreBackup.cfg', expect: ok(4_117, 15_358, 14) },
  { file: 'MCCrdtCoreBackupRga.cfg', expect: ok(4_223, 15_877, 14) },
  { file: 'MCCrdtCoreLiveness.cfg', expect: ok(644, 4_337, 11) },
  { file: 'MCCrdtCoreLivenessDelta.cfg', expect: ok(1_580, 13_169, 20) },
  { file: 'MCCrdtCoreLivenessBackup.cfg', expect: ok(4_636, 31_049, 17) },
  { file: 'MCCrdtCoreBrokenLivenessOneWay.cfg', expect: { violation: 'ConvergesProp' } },
  {
    file: 'MCCrdtCoreDebugInterleaving.cfg',
    expect: { violation: 'DebugInterleavingPossible', states: 6 },
  },
  {
    file: 'MCCrdtCoreDebugDeltaRefused.cfg',
    expect: { violation: 'DebugDeltaRefused', states: 7 },
  },
  { file: 'MCCrdtCoreDebugDiscarded.cfg', expect: { violation: 'DebugDiscarded', states: 6 } },
  { file: 'MCCrdtCoreDebugConverged.cfg', expect: { violation: 'DebugConverged', states: 7 } },
] as const;

export const model = defineModel({
  name: 'crdts',
  book: ['11.2'],
  sources: [
    'Shapiro, Preguica, Baquero and Zawirski, A comprehensive study of convergent and commutative replicated data types, INRIA RR-7506, 2011',
    'Almeida, Shoker and Baquero, Delta state replicated data types, JPDC 111, 2018',
    'Burckhardt, Gotsman, Yang and Zawirski, Replicated data types: specification, verification, optimality, POPL 2014',
  ],
  configs,
  mapping,
  replay: {
    config: 'MCCrdtCoreCodeReplay.cfg',
    protocol: replayed,
    options: { network: 'copies' },
    outside: clients,
    faults: [
      'loss',
      'duplication',
      'reordering',
      'partition',
      'crash',
      'crash in the middle of a step',
      'old backup',
    ],
    crashesMax: 4,
    diskFaultsMax: 2,
    histories: 64,
    eventsMax: 120,
    settled,
  },
  refine: {
    config: 'MCCrdtCoreCodeRefine.cfg',
    protocol: refined,
    options: { network: 'set' },
    outside: owners,
    faults: ['crash', 'old backup'],
    crashesMax: 1,
    diskFaultsMax: 1,
    worldsMax: 20_000,
  },
  condition: strongEventualConsistency,
  evidence: {
    operations: 500,
    bitten: {
      loss: 2,
      duplication: 5,
      reordering: 2,
      partition: 3,
      crash: 8,
      'crash in the middle of a step': 6,
      'old backup': 5,
    },
  },
  mutants,
});
