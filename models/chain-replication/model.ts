/**
 * Chain replication: what is checked, what TLC says to it, and how much must have happened to count
 * as evidence.
 */
import { defineModel, ok } from '../../harness/conformance/model.ts';
import type { LinkAssumption, WorldOptions } from '../../harness/simulation/world.ts';
import { chainReplication } from '../../impl/chain-replication/chain-replication.ts';
import type { NodeId } from '../../impl/protocol.ts';
import { isDatagram, mapping } from './mapping.ts';
import { mutants } from './mutants.ts';
import { boundedKv } from './object.ts';
import { anything, ownName, settled, workload, writerAndReaders } from './workload.ts';

const servers = ['a', 'b', 'c', 'd'];
const founders = ['a', 'b', 'c'];

const connection: LinkAssumption = { order: 'fifo', lossy: false, duplicating: false };
const datagrams: LinkAssumption = { order: 'any', lossy: true, duplicating: true };

/** The chain is made of connections; all else goes over whatever there is (paper, section 3). */
function link(source: NodeId, dest: NodeId, type: string): LinkAssumption {
  if (isDatagram(type)) return datagrams;
  return servers.includes(source) && servers.includes(dest) ? connection : datagrams;
}

function options(network: 'copies' | 'set'): WorldOptions {
  return { link, network };
}

/** What TLC says: the protocol, what must be reachable, and what must not hold. */
const configs = [
  { file: 'MCChainReplication.cfg', expect: ok(6_593, 31_469, 22) },
  { file: 'MCChainReplicationExtend.cfg', expect: ok(4_114, 20_303, 23) },
  { file: 'MCChainReplicationReturn.cfg', expect: ok(4_209, 17_982, 22) },
  { file: 'MCChainReplicationRetire.cfg', expect: ok(6_264, 24_646, 26) },
  { file: 'MCChainReplicationLiveness.cfg', expect: ok(8_499, 33_715, 21) },
  { file: 'MCChainReplicationLivenessReturn.cfg', expect: ok(5_028, 17_545, 23) },
  {
    file: 'MCChainReplicationBrokenLivenessNoSurvivor.cfg',
    expect: { violation: 'EveryWriteCommitsAnywayProp' },
  },
  {
    file: 'MCChainReplicationBrokenLivenessNoResend.cfg',
    expect: { violation: 'EveryWriteCommitsProp' },
  },
  { file: 'MCChainReplicationLarge.cfg', expect: ok(550_069, 3_085_457, 41) },
  {
    file: 'MCChainReplicationDebugHandedOver.cfg',
    expect: { violation: 'DebugHandedOver', states: 6 },
  },
  {
    file: 'MCChainReplicationDebugRepaired.cfg',
    expect: { violation: 'DebugRepaired', states: 10 },
  },
  {
    file: 'MCChainReplicationBrokenJoining.cfg',
    expect: { violation: 'DurableEverywhereInv', states: 8 },
  },
  { file: 'MCCraq.cfg', expect: ok(2_299, 19_180, 23) },
  { file: 'MCCraqCrash.cfg', expect: ok(4_565, 23_685, 20) },
  { file: 'MCCraqExtend.cfg', expect: ok(992, 4_555, 21) },
  { file: 'MCCraqBounded.cfg', expect: ok(423, 2_288, 16) },
  { file: 'MCCraqLiveness.cfg', expect: ok(237, 655, 13) },
  { file: 'MCCraqBoundedLarge.cfg', expect: ok(12_245, 94_535, 25) },
  { file: 'MCCraqLivenessLarge.cfg', expect: ok(4_565, 23_685, 20) },
  {
    file: 'MCCraqBrokenLivenessNoSurvivor.cfg',
    expect: { violation: 'EveryReadAnsweredAnywayProp' },
  },
  { file: 'MCCraqDebugDirtyRead.cfg', expect: { violation: 'DebugDirtyRead', states: 12 } },
  { file: 'MCCraqBrokenBounded.cfg', expect: { violation: 'BoundedReadsAtomicProp', states: 8 } },
  {
    file: 'MCCraqBrokenBoundedObject.cfg',
    expect: { violation: 'CraqRefinesReplicatedObject', states: 8 },
  },
] as const;

/** How many versions a read may lack that allows it to lack any. */
export const boundMax = 1;

export const model = defineModel({
  name: 'chain-replication',
  book: ['10.4'],
  sources: [
    'van Renesse and Schneider, Chain Replication for Supporting High Throughput and Availability, OSDI 2004',
    'Terrace and Freedman, Object Storage on CRAQ, USENIX ATC 2009',
  ],
  configs,
  mapping,
  replay: {
    config: 'MCCraqReplay.cfg',
    protocol: chainReplication({ servers, founders, clients: ['c1', 'c2', 'c3'], chainLength: 3 }),
    options: options('copies'),
    outside: workload({ operations: anything, callsMax: 8, retirable: servers, retiredMax: 1 }),
    faults: [
      'loss',
      'duplication',
      'reordering',
      'partition',
      'crash',
      'crash in the middle of a step',
    ],
    crashesMax: 2,
    crashable: servers,
    histories: 300,
    eventsMax: 400,
    settled,
  },
  refine: {
    config: 'MCChainReplicationRefine.cfg',
    protocol: chainReplication({
      servers: founders,
      founders,
      clients: ['c1'],
      chainLength: 3,
      attemptsMax: 1,
      asks: 'everybody',
    }),
    options: options('set'),
    outside: workload({ operations: ownName, callsMax: 1, retirable: [], retiredMax: 0 }),
    faults: ['crash', 'crash in the middle of a step'],
    crashesMax: 1,
    crashable: founders,
    worldsMax: 200_000,
  },
  refineAlso: [
    // Servers that leave alive, and nobody crashes: together both would be too many worlds.
    {
      config: 'MCChainReplicationRefineRetire.cfg',
      protocol: chainReplication({
        servers: founders,
        founders,
        clients: ['c1'],
        chainLength: 2,
        attemptsMax: 1,
        asks: 'everybody',
      }),
      options: options('set'),
      outside: workload({ operations: ownName, callsMax: 1, retirable: founders, retiredMax: 3 }),
      faults: [],
      crashesMax: 0,
      worldsMax: 100_000,
    },
    // Reads at any server. With a crash it is complete too, and ten times as large (README).
    {
      config: 'MCCraqRefine.cfg',
      protocol: chainReplication({
        servers: ['a', 'b'],
        founders: ['a', 'b'],
        clients: ['c1', 'c2'],
        chainLength: 2,
        attemptsMax: 1,
        asks: 'everybody',
      }),
      options: options('set'),
      outside: workload({
        operations: (client) => writerAndReaders(client).slice(0, 1),
        callsMax: 1,
        retirable: [],
        retiredMax: 0,
      }),
      faults: [],
      crashesMax: 0,
      worldsMax: 100_000,
    },
  ],
  object: boundedKv(boundMax),
  evidence: {
    branches: 0.87,
    operations: 500,
    bitten: { loss: 50, duplication: 50, reordering: 50, partition: 50, crash: 50 },
  },
  mutants,
  equivalents: {},
});
