/** The write-ahead log: what is checked, what TLC says to it, and how much must have happened to count as evidence. */
import { defineModel, ok } from '../../harness/conformance/model.ts';
import { mapping } from './mapping.ts';
import { mutants } from './mutants.ts';
import { refined, replayed, sectorBytes } from './scopes.ts';
import { atomicMap, owner, sessions, settled } from './workload.ts';

/** Safety at four bounds, liveness, and what must be reachable. */
const configs = [
  { file: 'MCWriteAheadLog.cfg', expect: ok(21_287, 75_278, 33) },
  { file: 'MCWriteAheadLogFailure.cfg', expect: ok(11_709, 25_963, 30) },
  { file: 'MCWriteAheadLogRing.cfg', expect: ok(595, 1_032, 33) },
  { file: 'MCWriteAheadLogLiveness.cfg', expect: ok(3_482, 6_035, 30) },
  { file: 'MCWriteAheadLogStealLarge.cfg', expect: ok(27_988, 94_624, 33) },
  {
    file: 'MCWriteAheadLogDebugCommitted.cfg',
    expect: { violation: 'DebugCommitted', states: 10 },
  },
  { file: 'MCWriteAheadLogDebugStolen.cfg', expect: { violation: 'DebugStolen', states: 10 } },
  { file: 'MCWriteAheadLogDebugGarbage.cfg', expect: { violation: 'DebugGarbage', states: 9 } },
  { file: 'MCWriteAheadLogDebugWrapped.cfg', expect: { violation: 'DebugWrapped', states: 18 } },
] as const;

export const model = defineModel({
  name: 'write-ahead-log',
  book: ['12.1', '12.3'],
  sources: [
    'Mohan, Haderle, Lindsay, Pirahesh and Schwarz, ARIES, ACM TODS 17(1), 1992',
    'Pillai et al., All File Systems Are Not Created Equal, OSDI 2014',
    'Rebello et al., Can Applications Recover from fsync Failures?, ATC 2020',
  ],
  configs,
  mapping,
  replay: {
    config: 'MCWriteAheadLogReplay.cfg',
    protocol: replayed,
    options: { network: 'copies', sectorBytes },
    outside: sessions,
    faults: [
      'loss',
      'duplication',
      'reordering',
      'crash',
      'crash in the middle of a step',
      'torn write',
      'failed sync',
    ],
    crashesMax: 4,
    crashable: ['store'],
    diskFaultsMax: 2,
    histories: 150,
    eventsMax: 240,
    settled,
  },
  refine: {
    config: 'MCWriteAheadLogRefine.cfg',
    protocol: refined,
    options: { network: 'set', sectorBytes },
    outside: owner,
    faults: ['crash', 'torn write', 'failed sync'],
    crashesMax: 1,
    diskFaultsMax: 1,
    survivors: 'all',
    worldsMax: 200_000,
  },
  object: atomicMap,
  evidence: {
    operations: 500,
    bitten: {
      loss: 10,
      duplication: 10,
      reordering: 10,
      crash: 15,
      'crash in the middle of a step': 20,
      'torn write': 15,
      'failed sync': 20,
    },
  },
  mutants,
  equivalents: {},
});
