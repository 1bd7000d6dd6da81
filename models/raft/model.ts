/** Raft: what is checked, what TLC says to it, and how much must have happened to count as evidence. */
import { defineModel, ok } from '../../harness/conformance/model.ts';
import { kv } from '../../harness/consistency/objects/kv.ts';
import { mapping } from './mapping.ts';
import { mutants } from './mutants.ts';
import { refined, replayed, sectorBytes } from './scopes.ts';
import { anything, settled, workload } from './workload.ts';

const servers = ['s1', 's2', 's3'];

/** Of the steps that survive a crash unsynced. */
const survives =
  'it cannot be told of a server that is down what it was doing, so this is allowed for all that it may have been';

const configs = [
  { file: 'MCReplicatedLog.cfg', expect: ok(15, 15, 4) },
  { file: 'MCReplicatedLogBrokenForgets.cfg', expect: { violation: 'RefinesConsensus' } },
  { file: 'MCRaftCore.cfg', expect: ok(15_954, 201_256, 19) },
  { file: 'MCRaftCoreClient.cfg', expect: ok(6_739, 74_106, 15) },
  { file: 'MCRaftCoreLive.cfg', expect: ok(3_727, 39_400, 15) },
  { file: 'MCRaftCoreLiveLarge.cfg', expect: ok(32_502, 397_120, 20) },
  { file: 'MCRaftCoreLiveBrokenSilent.cfg', expect: { violation: 'RequestsCommitProp' } },
  { file: 'MCRaftCoreLiveBrokenNoPreVote.cfg', expect: { violation: 'EventuallyLeaderProp' } },
  { file: 'MCRaftCoreLiveBrokenMinority.cfg', expect: { violation: 'EventuallyLeaderProp' } },
  { file: 'MCRaftCoreLarge.cfg', expect: ok(122_882, 1_843_972, 24) },
  { file: 'MCRaftCoreDebugFigure8.cfg', expect: { violation: 'DebugFigure8', states: 8 } },
  { file: 'MCRaftCoreDebugOverwritten.cfg', expect: { violation: 'DebugOverwritten', states: 7 } },
  { file: 'MCRaftCoreBrokenHalf.cfg', expect: { violation: 'ElectionSafetyInv', states: 5 } },
  {
    file: 'MCRaftCoreBrokenHalfAppends.cfg',
    expect: { violation: 'LeaderAppendOnlyProp', states: 8 },
  },
  { file: 'MCRaftCoreBrokenHalfLogs.cfg', expect: { violation: 'LogMatchingInv', states: 9 } },
  {
    file: 'MCRaftCoreBrokenHalfMachines.cfg',
    expect: { violation: 'StateMachineSafetyInv', states: 11 },
  },
  { file: 'MCRaft.cfg', expect: ok(9_081, 61_031, 28) },
  { file: 'MCRaftTorn.cfg', expect: ok(2_152, 15_684, 24) },
  { file: 'MCRaftRefineService.cfg', expect: ok(2_092, 7_762, 19) },
  { file: 'MCRaftDebugReadAnswered.cfg', expect: { violation: 'DebugReadAnswered', states: 17 } },
  { file: 'MCRaftBrokenForgetsVote.cfg', expect: { violation: 'ElectionSafetyInv', states: 13 } },
  { file: 'MCRaftBrokenForgetsTerm.cfg', expect: { violation: 'ElectionSafetyInv', states: 13 } },
  {
    file: 'MCRaftBrokenForgetsLog.cfg',
    expect: { violation: 'LeaderCompletenessInv', states: 19 },
  },
  { file: 'MCRaftBrokenAnyLog.cfg', expect: { violation: 'LeaderCompletenessInv', states: 18 } },
  {
    file: 'MCRaftBrokenSnapshotTooSoon.cfg',
    expect: { violation: 'SnapshotPrefixInv', states: 15 },
  },
  { file: 'MCRaftHistory.cfg', expect: ok(7_384, 122_900, 31) },
  { file: 'MCRaftHistorySnapshot.cfg', expect: ok(406, 3_987, 11) },
  { file: 'MCRaftHistorySessions.cfg', expect: ok(3_673, 8_799, 19) },
  { file: 'MCRaftHistoryLarge.cfg', expect: ok(11_583, 237_153, 35) },
  { file: 'MCRaftHistoryReadsLarge.cfg', expect: ok(47_308, 1_073_267, 33) },
  { file: 'MCRaftHistoryDebugInstalled.cfg', expect: { violation: 'DebugInstalled', states: 4 } },
  { file: 'MCRaftHistoryBrokenCuts.cfg', expect: { violation: 'RefinesRaftCore', states: 10 } },
  { file: 'MCRaftHistoryBrokenOldAck.cfg', expect: { violation: 'ReadsAreFreshProp', states: 17 } },
  { file: 'MCRaftLeadership.cfg', expect: ok(264, 936, 3) },
  { file: 'MCRaftLeadershipPartial.cfg', expect: ok(260, 760, 3) },
  { file: 'MCRaftLeadershipOneWay.cfg', expect: ok(256, 666, 3) },
  {
    file: 'MCRaftLeadershipBrokenNoCheckQuorum.cfg',
    expect: { violation: 'EventuallyLeaderProp' },
  },
] as const;

export const model = defineModel({
  name: 'raft',
  book: ['9.1', '10.1'],
  sources: [
    'Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm, USENIX ATC 2014',
    'Ongaro, Consensus: Bridging Theory and Practice, Stanford 2014',
  ],
  configs,
  mapping,
  replay: {
    config: 'MCRaftReplay.cfg',
    protocol: replayed,
    options: { network: 'copies', sectorBytes },
    outside: workload(anything, 5),
    faults: [
      'loss',
      'duplication',
      'reordering',
      'partition',
      'crash',
      'crash in the middle of a step',
      'torn write',
      'failed sync',
    ],
    crashesMax: 4,
    crashable: servers,
    diskFaultsMax: 2,
    histories: 50,
    eventsMax: 300,
    settled,
  },
  refine: {
    config: 'MCRaftRefine.cfg',
    protocol: refined,
    options: { network: 'set', sectorBytes },
    outside: () => [],
    faults: ['crash', 'torn write'],
    survivors: 'all',
    crashesMax: 1,
    crashable: ['s1'],
    worldsMax: 200_000,
    unrealised: {
      HandleAppendEntriesResponse: {
        edges: 10,
        why: 'a refusal is answered at once; where that answer was sent before, the two steps together change nothing',
      },
      Crash: { edges: 40, why: 'each world has one crash, and the specification any number' },
      SurviveElection: { edges: 2, why: survives },
    },
  },
  object: kv,
  evidence: {
    operations: 120,
    bitten: {
      loss: 3,
      duplication: 5,
      reordering: 5,
      partition: 1,
      crash: 5,
      'crash in the middle of a step': 8,
      'torn write': 2,
      'failed sync': 5,
    },
  },
  mutants,
});
