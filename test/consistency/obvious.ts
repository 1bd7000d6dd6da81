/**
 * Linearizability read straight from its definition, for histories of a few operations: every order that respects real
 * time is tried, nothing is remembered, partitions are ignored. Shares no code with the checkers.
 */
import { isDeepStrictEqual } from 'node:util';
import type { History, Operation, SequentialObject } from '../../harness/consistency/history.ts';

// biome-ignore lint/suspicious/noExplicitAny: objects of every kind.
type AnyObject = SequentialObject<any, any, any>;

export function obviouslyLinearizable(history: History, object: AnyObject): boolean {
  const happened = history.filter(({ outcome }) => outcome !== 'fail');
  return subsets(happened.filter(({ outcome }) => outcome === 'info')).some((effective) => {
    const chosen = happened.filter((op) => op.outcome === 'ok' || effective.includes(op));
    return someOrder(chosen, object.initial, object);
  });
}

function someOrder(remaining: History, state: unknown, object: AnyObject): boolean {
  if (remaining.length === 0) return true;
  return remaining.some((next) => {
    if (remaining.some((other) => other.return < next.invoke)) return false;
    const rest = remaining.filter((other) => other !== next);
    return object.apply(state, next.input).some((answer) => {
      const fits = next.outcome === 'info' || isDeepStrictEqual(answer.output, next.output);
      return fits && someOrder(rest, answer.state, object);
    });
  });
}

function subsets<T>(elements: readonly T[]): T[][] {
  return elements.reduce<T[][]>((all, one) => all.flatMap((few) => [few, [...few, one]]), [[]]);
}

/**
 * The same for longer histories: breadth first over (operations placed, state), each pair once. At most 30 operations.
 * Those that are excused happened in their time and as they were seen, or not at all.
 */
export function linearizableBySets(
  history: History,
  object: AnyObject,
  excused: ReadonlySet<Operation> = new Set(),
): boolean {
  const happened = history.filter(({ outcome }) => outcome !== 'fail');
  const mayMiss = (op: Operation) => op.outcome === 'info' || excused.has(op);
  const isDone = (placed: number) =>
    happened.every((op, index) => mayMiss(op) || (placed & (1 << index)) !== 0);
  const seen = new Map<string, { placed: number; state: unknown }>();
  seen.set('start', { placed: 0, state: object.initial });
  for (const { placed, state } of seen.values()) {
    if (isDone(placed)) return true;
    for (const [index, next] of happened.entries()) {
      const isOpen = (other: number) => (placed & (1 << other)) === 0;
      if (!isOpen(index)) continue;
      const tooEarly = (op: Operation, other: number) =>
        isOpen(other) && !mayMiss(op) && op.return < next.invoke;
      const tooLate = (op: Operation, other: number) => !isOpen(other) && next.return < op.invoke;
      if (happened.some(tooEarly) || happened.some(tooLate)) continue;
      for (const answer of object.apply(state, next.input)) {
        if (next.outcome === 'ok' && !isDeepStrictEqual(answer.output, next.output)) continue;
        const now = { placed: placed | (1 << index), state: answer.state };
        const key = `${now.placed} ${object.key(now.state)}`;
        if (!seen.has(key)) seen.set(key, now);
      }
    }
  }
  return false;
}

/** Is this order of indices a linearization? Checked by hand, for verdicts that say `ok`. */
export function isLinearization(
  history: History,
  object: AnyObject,
  order: readonly number[],
): boolean {
  const placed = order.map((index) => history[index]!);
  const inTime = placed.every((op, at) => placed.slice(0, at).every((b) => b.invoke <= op.return));
  if (!inTime || new Set(order).size !== order.length) return false;
  let states: unknown[] = [object.initial];
  for (const op of placed) {
    if (op.outcome === 'fail') return false;
    const answers = states.flatMap((state) => object.apply(state, op.input));
    const fits = (output: unknown) => op.outcome === 'info' || isDeepStrictEqual(output, op.output);
    states = answers.filter(({ output }) => fits(output)).map(({ state }) => state);
  }
  return states.length > 0;
}
