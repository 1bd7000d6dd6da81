/**
 * Two-phase commit with presumed abort (Gray 1978; Mohan, Lindsay and Obermarck 1986), configured: one coordinator, one
 * client, any number of participants, one transaction. The participants' values can be read by operations of their own.
 */
import type { NodeId, Protocol } from '../protocol.ts';
import { type ClientProgram, clientProgram } from './client-program.ts';
import { type CoordinatorProgram, coordinatorProgram } from './coordinator-program.ts';
import { type ParticipantProgram, participantProgram } from './participant-program.ts';
import type { Transaction } from './transaction.ts';

export type TwoPhaseCommitProgram = CoordinatorProgram | ParticipantProgram | ClientProgram;

/** Throws RangeError if there are no participants or if two nodes have one name. */
export function twoPhaseCommit(transaction: Transaction): Protocol<TwoPhaseCommitProgram> {
  const { participants, coordinator, client } = transaction;
  const nodes = [coordinator, ...participants, client];
  if (participants.length === 0) throw new RangeError('two-phase commit without participants');
  if (new Set(nodes).size < nodes.length) throw new RangeError(`two of ${nodes} are the same node`);
  const programs = new Map<NodeId, TwoPhaseCommitProgram>();
  programs.set(coordinator, coordinatorProgram(transaction));
  for (const rm of participants) programs.set(rm, participantProgram(transaction));
  programs.set(client, clientProgram(transaction));
  return {
    name: 'two-phase-commit',
    nodes,
    clients: [client, ...participants],
    program(node) {
      const program = programs.get(node);
      if (program === undefined) throw new RangeError(`${node} takes no part in the transaction`);
      return program;
    },
  };
}
