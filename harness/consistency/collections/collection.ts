/**
 * Histories of collections in which every value is inserted at most once, so that it is known which insertion a removal
 * answers (unambiguous, in the words of Lee and Mathur, arXiv 2410.04581). Then a history falls into its values, each with
 * the times of its insertion and its removal, and the removals that found nothing. Everything else is declined.
 *
 * A value that nobody removed is removed at infinity. An insertion of unknown outcome happened exactly if somebody removed
 * its value: one whose value nobody removed would only be in the way. A removal of unknown outcome may have taken any
 * value that is left; how judge.ts treats those is said there.
 */
import type { Budget } from '../budget.ts';
import type { Finding } from '../finding.ts';
import type { CollectionHint, History } from '../history.ts';
import { mapKey } from '../plain.ts';
import type { AnyObject } from '../steps.ts';

/** One value and its times. The insertion returns no later than the removal, which begins no earlier than it. */
export interface Held {
  readonly value: unknown;
  readonly insert: number;
  /** Absent: nobody removed it, as far as is known. */
  readonly remove: number | undefined;
  readonly insertInvoke: number;
  readonly insertReturn: number;
  readonly removeInvoke: number;
  readonly removeReturn: number;
}

export interface Gathered {
  readonly values: readonly Held[];
  /** Removals that found nothing. */
  readonly empties: readonly number[];
  /** When the first removal of unknown outcome began; `Infinity` without any. */
  readonly unknownRemoves: number;
}

interface Pair {
  value: unknown;
  insert: number | undefined;
  removes: number[];
}

/**
 * `isOptional`: operations that happened as they were seen, or not at all (shrink.ts). What comes out then allows a
 * little more than that, and never less: it is good for finding contradictions, not for orders.
 */
export function gather(
  history: History,
  object: AnyObject,
  budget: Budget,
  isOptional: (index: number) => boolean = () => false,
): Gathered | Finding | undefined {
  const hint: CollectionHint = object.collection!;
  const pairs = new Map<unknown, Pair>();
  const empties: number[] = [];
  let unknownRemoves = Number.POSITIVE_INFINITY;
  for (let index = 0; index < history.length; index++) {
    const { input, output, outcome, invoke } = history[index]!;
    if (outcome === 'fail') continue;
    if (!budget.spend() || (outcome === 'ok' && output === undefined)) return undefined;
    const access = hint.access(input, output);
    if (access?.type === 'empty') {
      if (!isOptional(index)) empties.push(index);
    } else if (access?.type === 'remove' && outcome === 'info') {
      unknownRemoves = Math.min(unknownRemoves, invoke);
    } else if (access?.type === 'insert' || access?.type === 'remove') {
      if (!note(pairs, index, access.type, access.value)) return undefined;
    } else return undefined;
  }
  return settle(history, pairs, { empties, unknownRemoves, isOptional });
}

/** False when the value was inserted before: then the history is ambiguous. */
function note(
  pairs: Map<unknown, Pair>,
  index: number,
  type: 'insert' | 'remove',
  value: unknown,
): boolean {
  const key = mapKey(value);
  const pair = pairs.get(key) ?? { value, insert: undefined, removes: [] };
  pairs.set(key, pair);
  if (type === 'remove') {
    pair.removes.push(index);
    return true;
  }
  if (pair.insert !== undefined) return false;
  pair.insert = index;
  return true;
}

interface Rest {
  readonly empties: readonly number[];
  readonly unknownRemoves: number;
  readonly isOptional: (index: number) => boolean;
}

function settle(
  history: History,
  pairs: ReadonlyMap<unknown, Pair>,
  { empties, unknownRemoves, isOptional }: Rest,
): Gathered | Finding {
  const values: Held[] = [];
  for (const pair of pairs.values()) {
    const { insert } = pair;
    const sure = pair.removes.filter((index) => !isOptional(index));
    const removes = sure.length > 0 ? sure : pair.removes;
    if (insert === undefined) {
      if (sure.length > 0) return none([sure[0]!]);
      continue;
    }
    if (sure.length > 1) return none([insert, sure[0]!, sure[1]!]);
    if (sure.length === 0 && isOptional(insert)) continue;
    if (removes.length === 0 && history[insert]!.outcome === 'info') continue;
    const held = hold(history, pair.value, insert, removes[0]);
    if (sure.length > 0) {
      if (history[sure[0]!]!.return < held.insertInvoke) return none([insert, sure[0]!]);
      values.push(held);
    } else values.push(removes.length > 0 ? laterOrNever(held) : held);
  }
  return { values, empties, unknownRemoves };
}

function hold(history: History, value: unknown, insert: number, remove: number | undefined): Held {
  const { invoke: insertInvoke, return: insertReturn } = history[insert]!;
  if (remove === undefined) {
    const never = Number.POSITIVE_INFINITY;
    const times = { insertInvoke, insertReturn, removeInvoke: never, removeReturn: never };
    return { value, insert, remove, ...times };
  }
  const { invoke, return: removeReturn } = history[remove]!;
  return {
    value,
    insert,
    remove,
    insertInvoke,
    insertReturn: Math.min(insertReturn, removeReturn),
    removeInvoke: Math.max(invoke, insertInvoke),
    removeReturn,
  };
}

const laterOrNever = (held: Held): Held => ({
  ...held,
  remove: undefined,
  removeReturn: Number.POSITIVE_INFINITY,
});

/** The last of the core is the operation that fits nowhere. */
export function none(core: readonly number[]): Finding {
  return { type: 'none', stuck: core[core.length - 1]!, core: [...new Set(core)] };
}

/** The operations of these values, insertions and removals. */
export function operationsOf(values: readonly Held[]): number[] {
  return values.flatMap(({ insert, remove }) =>
    remove === undefined ? [insert] : [insert, remove],
  );
}
