/** Paxos Commit, which has a specification and no code: what TLC says of its models, the broken ones included. */
import { ok } from '../../harness/conformance/model.ts';

const broken = (why: string, violation: string, states: number) =>
  ({ file: `MCPaxosCommitBroken${why}.cfg`, expect: { violation, states } }) as const;

export const paxosCommitConfigs = [
  { file: 'MCPaxosCommit.cfg', expect: ok(9_061, 42_950, 21) },
  { file: 'MCPaxosCommitLiveness.cfg', expect: ok(2_201, 7_158, 16) },
  { file: 'MCPaxosCommitBallotsLarge.cfg', expect: ok(20_035, 79_293, 24) },
  { file: 'MCPaxosCommitLivenessLarge.cfg', expect: ok(42_529, 199_383, 21) },
  {
    file: 'MCPaxosCommitDebugCommitted.cfg',
    expect: { violation: 'DebugCommitted', states: 9 },
  },
  { file: 'MCPaxosCommitDebugRescued.cfg', expect: { violation: 'DebugRescued', states: 14 } },
  {
    file: 'MCPaxosCommitBrokenBlocking.cfg',
    expect: { violation: 'EventuallyAnsweredProp' },
  },
  {
    file: 'MCPaxosCommitBrokenNoMajority.cfg',
    expect: { violation: 'EventuallyDecidedProp' },
  },
  broken('Forgotten', 'OneVoteInv', 10),
  broken('Lowest', 'OneVoteInv', 10),
  broken('TooSmall', 'OneVoteInv', 7),
  broken('Below', 'OneVoteInv', 10),
  broken('Volatile', 'OneVoteInv', 10),
  broken('Hopeful', 'VoteTruthInv', 7),
  broken('TakesBack', 'AcceptorProp', 5),
  broken('Early', 'ClientTruthInv', 7),
  broken('Impatient', 'ConsistentInv', 11),
  broken('Late', 'ConsistentInv', 10),
] as const;
