/** Raft: what is checked, what TLC says to it, and how much must have happened to count as evidence. */
import { defineModel } from '../../harness/conformance/model.ts';
import { kv } from '../../harness/consistency/objects/kv.ts';
import { mapping } from './mapping.ts';
import { mutants } from './mutants.ts';
import { refined, replayed, sectorBytes } from './scopes.ts';
import { anything, ownName, settled, workload } from './workload.ts';

const servers = ['s1', 's2', 's3'];

export const model = defineModel({
  name: 'raft',
  book: ['9.1', '10.1'],
  sources: [
    'Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm, USENIX ATC 2014',
    'Ongaro, Consensus: Bridging Theory and Practice, Stanford 2014',
  ],
  configs: [],
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
    histories: 100,
    eventsMax: 400,
    settled,
  },
  refine: {
    config: 'MCRaftRefine.cfg',
    protocol: refined,
    options: { network: 'set', sectorBytes },
    outside: workload(ownName, 1),
    faults: ['crash'],
    crashesMax: 1,
    crashable: ['s1'],
    worldsMax: 200_000,
  },
  object: kv,
  evidence: {
    operations: 300,
    bitten: {},
  },
  mutants,
});
