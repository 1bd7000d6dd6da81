/**
 * What clients saw: one entry for each call. Positions are the indices of events in the run. An
 * entry is closed once and never edited afterwards; an entry that was cut off by a crash is `info`
 * without a return, for ever.
 */
import type { NodeId, Outcome } from '../../impl/protocol.ts';
import type { RecordedOperation, World } from './world.ts';

type History = readonly RecordedOperation[];

/** The reason given for an operation whose client crashed before it returned. */
export const clientCrashed = 'the client crashed';

/** A client has an operation open from its call until it completes or the client crashes. */
export function openOperation(world: World, process: NodeId): RecordedOperation | undefined {
  return openEntry(world.history, process);
}

/** All operations that are open, in the order of their calls. */
export function openOperations(world: World): readonly RecordedOperation[] {
  return world.history.filter(({ outcome }) => outcome === undefined);
}

/** How many operations this client has called so far: what a workload's bounds count. */
export function callsOf(world: World, process: NodeId): number {
  return world.history.filter((entry) => entry.process === process).length;
}

/** The last operation this client called, open or closed. */
export function lastOperation(history: History, process: NodeId): RecordedOperation | undefined {
  return history.findLast((entry) => entry.process === process);
}

export function begin(
  history: History,
  entry: { readonly process: NodeId; readonly operation: unknown; readonly invoke: number },
): History {
  return [...history, entry];
}

/** The history in which this client's open operation has ended; undefined if it has none. */
export function close(
  history: History,
  process: NodeId,
  result: { readonly outcome: Outcome; readonly at: number },
): History | undefined {
  const open = openEntry(history, process);
  if (open === undefined) return undefined;
  const { outcome, at } = result;
  // `info` has no return: it may still take effect at any later time, or never.
  const closed = outcome.type === 'info' ? { ...open, outcome } : { ...open, return: at, outcome };
  return history.map((entry) => (entry === open ? closed : entry));
}

/** The client crashed: nobody will learn how its open operation ended. */
export function interrupt(history: History, process: NodeId): History {
  const outcome: Outcome = { type: 'info', reason: clientCrashed };
  return close(history, process, { outcome, at: Number.POSITIVE_INFINITY }) ?? history;
}

function openEntry(history: History, process: NodeId): RecordedOperation | undefined {
  const last = lastOperation(history, process);
  return last !== undefined && last.outcome === undefined ? last : undefined;
}
