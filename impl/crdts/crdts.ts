/**
 * Replicas of one store of conflict-free replicated data types, configured: each is updated and read where its clients
 * are, and all of them come to the same.
 */
import type { NodeId, Protocol } from '../protocol.ts';
import { type ReplicaProgram, replicaProgram } from './replica-program.ts';
import type { Schema } from './store.ts';

/** Throws RangeError if there are no two replicas, if two have one name, or if there is nothing to store. */
export function crdts(schema: Schema, replicas: readonly NodeId[]): Protocol<ReplicaProgram> {
  if (replicas.length < 2) throw new RangeError('replication takes two');
  if (new Set(replicas).size < replicas.length) throw new RangeError('two replicas with one name');
  if (Object.keys(schema).length === 0) throw new RangeError('a store of nothing');
  const program = replicaProgram(schema, replicas);
  return { name: 'crdts', nodes: replicas, clients: replicas, program: () => program };
}
