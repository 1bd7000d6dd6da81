/**
 * What the outside does to a transaction, and what it may see of it. The client asks for the commit and asks how it
 * ended; participants refuse; anybody reads a participant's value. All of it is judged as one object: a decision that is
 * taken once and for ever, and values that are new exactly when it is `committed`.
 */

import type { FinishedRun } from '../../harness/conformance/condition.ts';
import type { Answer, SequentialObject } from '../../harness/consistency/history.ts';
import type { Event } from '../../harness/simulation/event.ts';
import {
  callsOf,
  clientCrashed,
  lastOperation,
  openOperation,
  openOperations,
} from '../../harness/simulation/history.ts';
import type { World } from '../../harness/simulation/world.ts';
import type { ClientOperation } from '../../impl/two-phase-commit/client.ts';
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
  /** When patience is lost with the transaction: at any time, or `for a reason`, so that enough runs commit. */
  readonly refusals: 'ever' | 'for a reason';
}

/** The calls and inputs that may happen in this world: bounded by what has happened, in the order of the nodes. */
export function workload(transaction: Transaction, bounds: WorkloadBounds) {
  const { coordinator, participants } = transaction;
  return (world: World): readonly Event[] => {
    const events = clientEvents(transaction, bounds, world);
    const withdraws = bounds.refusals === 'ever' || isHopeless(transaction, world);
    if (isUndecided(world, coordinator) && withdraws) {
      events.push({ type: 'input', node: coordinator, input: { type: 'withdraw' } });
    }
    for (const rm of participants) {
      const phase = phaseOf(world, rm);
      if (phase === undefined) continue;
      if (callsOf(world, rm) < bounds.reads) events.push(call(rm, { type: 'read' }));
      const refuses = bounds.refusals === 'ever' || mayRefuse(transaction, world, rm);
      if (phase === 'working' && refuses) {
        events.push({ type: 'input', node: rm, input: { type: 'refuse' } });
      }
    }
    return events;
  };
}

function clientEvents({ client }: Transaction, bounds: WorkloadBounds, world: World): Event[] {
  const events: Event[] = [];
  if (phaseOf(world, client) === undefined) return events;
  // Also when the answer has just come: whoever gives up cannot know.
  const last = lastOperation(world.history, client);
  const mayGiveUp = last !== undefined && (last.return ?? world.time) >= world.time - 2;
  if (bounds.givesUp && mayGiveUp)
    events.push({ type: 'input', node: client, input: { type: 'give up' } });
  if (openOperation(world, client) !== undefined) return events;
  const asked = (type: Input['type']) => countOf(world, client, type);
  if (asked('commit') < bounds.commits) events.push(call(client, { type: 'commit' }));
  if (asked('query') < bounds.queries) events.push(call(client, { type: 'query' }));
  return events;
}

function isUndecided(world: World, coordinator: string): boolean {
  const phase = phaseOf(world, coordinator);
  return phase === 'working' || phase === 'collecting';
}

/** Somebody without whom there will be no commit is down. */
function isHopeless({ client, participants }: Transaction, world: World): boolean {
  return [client, ...participants].some((node) => phaseOf(world, node) === undefined);
}

/** Sessions with a coordinator that is down or has decided end; and the last participant finds its work has failed. */
function mayRefuse({ coordinator, participants }: Transaction, world: World, rm: string): boolean {
  if (!isUndecided(world, coordinator)) return true;
  if (rm !== participants.at(-1)) return false;
  return world.network.everSent.some(({ type, dest }) => type === 'Prepare' && dest === rm);
}

/** Undefined while the node is down. */
function phaseOf({ nodes }: World, node: string): string | undefined {
  return (nodes.get(node)?.state as { readonly phase: string } | undefined)?.phase;
}

function call(node: string, operation: Input): Event {
  return { type: 'call', node, operation };
}

function countOf({ history }: World, process: string, type: Input['type']): number {
  return history.filter((entry) => {
    return entry.process === process && (entry.operation as Input).type === type;
  }).length;
}

/**
 * What must hold when the faults have stopped and the world has come to rest: why it does not, or undefined. Nobody is
 * in doubt any more. A transaction that nobody asked to commit may still be at work: only the outside can end that.
 */
export function settledAs(transaction: Transaction) {
  return (world: World, { steps }: FinishedRun): string | undefined =>
    undecided(transaction, world) ??
    unanswered(transaction, world) ??
    remembered(transaction, world) ??
    idle(steps);
}

function undecided({ participants, client }: Transaction, world: World): string | undefined {
  const phases = new Set(participants.map((rm) => phaseOf(world, rm)));
  if (phases.size === 1 && phases.has('committed')) {
    if (phaseOf(world, client) === 'committed') return undefined;
    return 'the client does not know of the commit: EventuallyAnsweredProp';
  }
  if (!phases.has('committed') && !phases.has('prepared')) return undefined;
  return `the participants are ${[...phases].join(' and ')}: EventuallyDecidedProp`;
}

/** Reads are answered where they are asked; of a question that was given up it is known that nothing came of it. */
function unanswered({ coordinator, client }: Transaction, world: World): string | undefined {
  const waiting = openOperations(world).map(({ process }) => process);
  const mayWait = isUndecided(world, coordinator) ? [client] : [];
  const stuck = waiting.find((process) => !mayWait.includes(process));
  if (stuck !== undefined) return `${stuck} waits for an answer: EventuallyAnsweredProp`;
  const vague = world.history.some(
    ({ operation, outcome }) =>
      (operation as Input).type === 'query' &&
      outcome?.type === 'info' &&
      outcome.reason !== clientCrashed,
  );
  return vague ? 'a query that was given up is said to have had an effect, perhaps' : undefined;
}

/** A coordinator that has begun to collect votes comes to an end, and one that has decided forgets. */
function remembered({ coordinator }: Transaction, world: World): string | undefined {
  const phase = phaseOf(world, coordinator) ?? 'down';
  if (phase === 'working' || phase === 'forgotten') return undefined;
  return `the coordinator is ${phase}: EventuallyForgottenProp`;
}

/** A timer of which its node wants nothing should have been cancelled. */
function idle(steps: FinishedRun['steps']): string | undefined {
  const step = steps.find(({ event, ignored }) => event.type === 'timer' && ignored);
  return step?.event.type === 'timer'
    ? `the timer ${step.event.timer} of ${step.node} fired for nothing: NoIdleTimer`
    : undefined;
}
