/**
 * One element of a set that is added at most once: added as late as it can be and removed as early as it can be, since to
 * see the element takes a point between the two, and not to see it one outside; seeing it puts bounds on both.
 */
import type { Finding } from '../finding.ts';
import type { CollectionHint, History } from '../history.ts';
import type { AnyObject } from '../steps.ts';
import { none } from './collection.ts';

interface Seen {
  add: number | undefined;
  remove: number | undefined;
  /** Of the removals of unknown outcome, the one that began first. */
  unknownRemove: number | undefined;
  readonly present: number[];
  readonly absent: number[];
}

/** `undefined`: not a history of this kind. */
export function elementOrder(history: History, object: AnyObject): Finding | undefined {
  const seen = collect(history, object);
  if (seen === undefined) return undefined;
  const { present, absent, add } = seen;
  const evidence = [...present, ...(seen.remove === undefined ? [] : [seen.remove])];
  if (add === undefined) {
    return evidence.length > 0
      ? none([evidence[0]!])
      : { type: 'order', order: inTime(history, absent) };
  }
  if (evidence.length === 0 && history[add]!.outcome === 'info')
    return { type: 'order', order: inTime(history, absent) };
  return place(history, { ...seen, add }, evidence);
}

function collect(history: History, object: AnyObject): Seen | undefined {
  const hint: CollectionHint = object.collection!;
  const seen: Seen = {
    add: undefined,
    remove: undefined,
    unknownRemove: undefined,
    present: [],
    absent: [],
  };
  for (const [index, { input, output, outcome }] of history.entries()) {
    if (outcome === 'fail') continue;
    if (outcome === 'ok' && output === undefined) return undefined;
    const access = hint.access(input, output);
    if (access === undefined || access.type === 'empty') return undefined;
    if (access.type === 'insert') {
      if (seen.add !== undefined) return undefined;
      seen.add = index;
    } else if (outcome === 'info') {
      if (access.type === 'remove')
        seen.unknownRemove = earlier(history, seen.unknownRemove, index);
    } else if (access.type === 'remove') {
      if (seen.remove !== undefined) return undefined;
      seen.remove = index;
    } else seen[access.type].push(index);
  }
  return seen;
}

function earlier(history: History, a: number | undefined, b: number): number {
  return a !== undefined && history[a]!.invoke <= history[b]!.invoke ? a : b;
}

function place(
  history: History,
  { add, remove, unknownRemove, present, absent }: Seen & { add: number },
  evidence: readonly number[],
): Finding {
  const at = (index: number) => history[index]!;
  const least = (a: number, b: number) => (at(b).return < at(a).return ? b : a);
  const last = (a: number, b: number) => (at(b).invoke > at(a).invoke ? b : a);
  const first = evidence.reduce(least, add);
  if (at(first).return < at(add).invoke) return none([add, first]);
  const removal = remove ?? unknownRemove;
  const lastSeen = present.reduce(last, add);
  const removeReturn = removal === undefined ? Number.POSITIVE_INFINITY : at(removal).return;
  if (removeReturn < at(lastSeen).invoke) return none([removal!, lastSeen]);
  const [latest, earliest] = [
    at(first).return,
    removal === undefined
      ? Number.POSITIVE_INFINITY
      : Math.max(at(removal).invoke, at(lastSeen).invoke),
  ];
  // Where both can be in one moment they are, and nobody need see the element between them.
  const moment = Math.max(at(add).invoke, earliest);
  const [added, removed] = latest <= earliest ? [latest, earliest] : [moment, moment];
  const between = absent.find((index) => at(index).invoke > added && at(index).return < removed);
  if (between !== undefined)
    return none([
      ...new Set([add, first, lastSeen, ...(removal === undefined ? [] : [removal]), between]),
    ]);
  const timed = [
    { operation: add, time: added, rank: 1 },
    ...present.map((operation) => ({
      operation,
      time: Math.max(at(operation).invoke, added),
      rank: 2,
    })),
    ...(removal === undefined ? [] : [{ operation: removal, time: removed, rank: 3 }]),
    ...absent.map((operation) =>
      at(operation).invoke <= added
        ? { operation, time: Math.min(at(operation).return, added), rank: 0 }
        : { operation, time: Math.max(at(operation).invoke, removed), rank: 4 },
    ),
  ];
  timed.sort((a, b) => a.time - b.time || a.rank - b.rank);
  return { type: 'order', order: timed.map(({ operation }) => operation) };
}

function inTime(history: History, operations: readonly number[]): number[] {
  return operations.toSorted((a, b) => history[a]!.invoke - history[b]!.invoke);
}
