/** Two-phase commit: what is checked, what TLC says to it, and how much must have happened to count as evidence. */

import { defineModel } from '../../harness/conformance/model.ts';
import type { NodeId } from '../../impl/protocol.ts';
import type { Transaction } from '../../impl/two-phase-commit/transaction.ts';
import { twoPhaseCommit } from '../../impl/two-phase-commit/two-phase-commit.ts';
import { equivalents } from './equivalents.ts';
import { mappingFor } from './mapping.ts';
import { mutants } from './mutants.ts';
import { paxosCommitConfigs } from './paxos-commit.ts';
import { scenarios } from './scenarios.ts';
import { decision, settledAs, workload } from './workload.ts';

function transactionOf(participants: readonly NodeId[], cooperative: boolean): Transaction {
  return { participants, coordinator: 'tm', client: 'client', cooperative };
}

const replayed = transactionOf(['rm1', 'rm2', 'rm3'], true);
const refined = transactionOf(['rm1', 'rm2'], false);

/** Safety, liveness, and that its runs get somewhere. */
const configs = [
  { file: 'MCTCommit.cfg', expect: { verdict: 'ok', distinct: 69, generated: 224, depth: 8 } },
  {
    file: 'MCTwoPhaseCommit.cfg',
    expect: { verdict: 'ok', distinct: 37_570, generated: 295_691, depth: 32 },
  },
  {
    file: 'MCTwoPhaseCommitCooperative.cfg',
    expect: { verdict: 'ok', distinct: 32_083, generated: 284_514, depth: 35 },
  },
  {
    file: 'MCTwoPhaseCommitLiveness.cfg',
    expect: { verdict: 'ok', distinct: 37_570, generated: 295_691, depth: 32 },
  },
  {
    file: 'MCTwoPhaseCommitBrokenBlocking.cfg',
    expect: { violation: 'EventuallyDecidedProp' },
  },
  {
    file: 'MCTwoPhaseCommitLarge.cfg',
    expect: { verdict: 'ok', distinct: 161_818, generated: 1_565_735, depth: 36 },
  },
  {
    file: 'MCTwoPhaseCommitThreeLarge.cfg',
    expect: { verdict: 'ok', distinct: 70_665, generated: 613_945, depth: 39 },
  },
  {
    file: 'MCTwoPhaseCommitDebugForgotten.cfg',
    expect: { violation: 'DebugForgotten', states: 24 },
  },
  { file: 'MCTwoPhaseCommitDebugBlocked.cfg', expect: { violation: 'DebugBlocked', states: 8 } },
  { file: 'MCTwoPhaseCommitDebugAdvised.cfg', expect: { violation: 'DebugAdvised', states: 17 } },
  {
    file: 'MCTwoPhaseCommitDebugStalePresumption.cfg',
    expect: { violation: 'DebugStalePresumption', states: 26 },
  },
  ...paxosCommitConfigs,
] as const;

export const model = defineModel({
  name: 'two-phase-commit',
  book: ['12.3'],
  sources: [
    'Gray and Lamport, Consensus on Transaction Commit, ACM TODS 31(1), 2006',
    'Mohan, Lindsay and Obermarck, Transaction Management in the R* Distributed Database Management System, ACM TODS 11(4), 1986',
  ],
  configs,
  mapping: mappingFor(replayed),
  replay: {
    config: 'MCTwoPhaseCommitReplay.cfg',
    protocol: twoPhaseCommit(replayed),
    options: { network: 'copies' },
    outside: workload(replayed, {
      commits: 2,
      queries: 2,
      reads: 2,
      givesUp: true,
      refusals: 'for a reason',
    }),
    faults: [
      'loss',
      'duplication',
      'reordering',
      'partition',
      'crash',
      'crash in the middle of a step',
    ],
    crashesMax: 8,
    histories: 1_000,
    eventsMax: 200,
    settled: settledAs(replayed),
  },
  refine: {
    config: 'MCTwoPhaseCommitRefine.cfg',
    protocol: twoPhaseCommit(refined),
    options: { network: 'set' },
    outside: workload(refined, {
      commits: 1,
      queries: 0,
      reads: 0,
      givesUp: false,
      refusals: 'ever',
    }),
    faults: ['crash', 'crash in the middle of a step'],
    crashesMax: 1,
    crashable: ['rm1', 'tm'],
    worldsMax: 100_000,
  },
  object: decision,
  evidence: {
    operations: 2_000,
    untaken: { Finish: 'it ends behaviours, so that TLC sees no deadlock, and changes nothing' },
    branches: 0.9,
    bitten: {
      loss: 50,
      duplication: 50,
      reordering: 20,
      partition: 50,
      crash: 100,
      'crash in the middle of a step': 100,
    },
  },
  scenarios,
  mutants,
  equivalents,
});
