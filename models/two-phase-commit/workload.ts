/**
 * What the outside does to a transaction, and what it may see of it. The client asks for the commit and asks how it
 * ended; participants refuse; anybody reads a participant's value. All of it is judged as one object: a decision that is
 * taken once and for ever, and values that are new exactly when it is `committed`.
 */

import type { Answer, SequentialObject } from '../../harness/consistency/history.ts';
import type { Event } from '../../harness/simulation/event.ts';
import { callsOf, openOperation } from '../../harness/simulation/history.ts';
import type { World } from '../../harness/simulation/world.ts';
import type { ClientOperation } from '../../impl/two-phase-commit/client.ts';
import type { Participant } from '../../impl/two-phase-commit/participant.ts';
import type { Read } from '../../impl/two-phase-commit/participant-program.ts';
import type { Decision, Output, Transaction } from '../../impl/two-phase-commit/transaction.ts';

type Input = ClientOperation | Read;
type State = 'undecided' | Decision;

/**
 * `commit` may end either way, and a `query` of what nobody has decided finds it aborted: a coordinator may give up by
 * itself, but it may not commit by itself. Reads that fail (the value is locked) say nothing and are not here.
 */
export const decision: SequentialObject<State, Input, Output> = {
  name: 'decision',
  initial: 'undecided',
  apply(state, { type }): readonly Answer<State, Output>[] {
    if (type === 'read') return [{ state, output: state === 'committed' ? 'new' : 'old' }];
    if (state !== 'undecided') return [{ state, output: state }];
    const aborted = { state: 'aborted', output: 'aborted' } as const;
    return type === 'query' ? [aborted] : [{ state: 'committed', output: 'committed' }, aborted];
  },
  key: (state) => state,
  isRead: ({ type }) => type === 'read',
  describe({ type }, output, outcome) {
    if (outcome === 'fail') return `${type} (failed)`;
    return outcome === 'info' ? `${type} (unknown)` : `${type} -> ${output}`;
  },
};

/** How often each of these may happen in one run. */
export interface WorkloadBounds {
  readonly commits: number;
  readonly queries: number;
  /** For each participant. */
  readonly reads: number;
  /** Whether the client's caller may lose patience. */
  readonly givesUp: boolean;
}

/** The calls and inputs that may happen in this world: bounded by what has happened, in the order of the nodes. */
export function workload(transaction: Transaction, bounds: WorkloadBounds) {
  const { client, participants } = transaction;
  return (world: World): readonly Event[] => {
    const events: Event[] = [];
    if (isFree(world, client)) {
      const asked = (type: Input['type']) => countOf(world, client, type);
      if (asked('commit') < bounds.commits) events.push(call(client, { type: 'commit' }));
      if (asked('query') < bounds.queries) events.push(call(client, { type: 'query' }));
    }
    if (bounds.givesUp && openOperation(world, client) !== undefined) {
      events.push({ type: 'input', node: client, input: { type: 'give up' } });
    }
    for (const rm of participants) {
      if (!isFree(world, rm)) continue;
      if (callsOf(world, rm) < bounds.reads) events.push(call(rm, { type: 'read' }));
      const state = world.nodes.get(rm)?.state as Participant | undefined;
      if (state?.phase === 'working')
        events.push({ type: 'input', node: rm, input: { type: 'refuse' } });
    }
    return events;
  };
}

function call(node: string, operation: Input): Event {
  return { type: 'call', node, operation };
}

function isFree(world: World, node: string): boolean {
  return world.nodes.get(node)?.up === true && openOperation(world, node) === undefined;
}

function countOf({ history }: World, process: string, type: Input['type']): number {
  return history.filter((entry) => {
    return entry.process === process && (entry.operation as Input).type === type;
  }).length;
}

/** What must hold when the faults have stopped and the world has come to rest: why it does not, or undefined. */
export function settledAs(transaction: Transaction) {
  return (world: World): string | undefined => {
    const phaseOf = (node: string) =>
      (world.nodes.get(node)?.state as { phase: string } | undefined)?.phase;
    const phases = new Set(transaction.participants.map(phaseOf));
    const [phase] = phases;
    if (phases.size > 1 || (phase !== 'committed' && phase !== 'aborted')) {
      return `the participants are ${[...phases].join(' and ')}: EventuallyDecidedProp`;
    }
    if (phaseOf(transaction.coordinator) !== 'forgotten') {
      return `the coordinator is ${phaseOf(transaction.coordinator)}: EventuallyForgottenProp`;
    }
    if (phase === 'committed' && phaseOf(transaction.client) !== phase) {
      return `the client is ${phaseOf(transaction.client)}: EventuallyAnsweredProp`;
    }
    return undefined;
  };
}
