/**
 * Linearizability (Herlihy and Wing 1990): is there one order of all operations that the object allows, in which an
 * operation that returned before another was invoked comes first? Each partition is judged by itself (locality); histories of
 * registers, queues, stacks, priority queues and sets in which every value is written once in log-linear time (fast.ts), all
 * others by search (search.ts). Says `ok` only with an order in hand, never because a budget ran out.
 */
import { Budget, type BudgetOptions } from './budget.ts';
import { judgeFast } from './fast.ts';
import type { History } from './history.ts';
import { search } from './search.ts';
import type { AnyObject } from './steps.ts';
import { type Problem, problemText, type ValidateOptions, validateHistory } from './validate.ts';

export interface CheckOptions extends BudgetOptions, ValidateOptions {
  /** `search` never uses an algorithm for a special kind of history; default `auto`. */
  readonly algorithm?: 'auto' | 'search';
}

export interface Ok {
  readonly verdict: 'ok';
  /** For each partition an order, as indices into the history; unknown operations are in it if they took effect. */
  readonly linearizations: ReadonlyMap<string, readonly number[]>;
  readonly steps: number;
}

export interface Violation {
  readonly verdict: 'violation';
  readonly partition: string;
  /** All operations of the partition, as indices into the history. */
  readonly operations: readonly number[];
  /** The operation that no order reaches past. */
  readonly stuck: number;
  /** A few operations that already contradict each other, where the algorithm knows them; else see shrink.ts. */
  readonly core?: readonly number[];
  readonly steps: number;
}

export interface Unknown {
  readonly verdict: 'unknown';
  readonly reason: string;
  /** What is wrong with the history, if that is the reason. */
  readonly problems?: readonly Problem[];
  readonly steps: number;
}

export type Verdict = Ok | Violation | Unknown;

/**
 * Judges a history against an object. A history that is not well formed, or on which the budget runs out before a
 * violation is found, is `unknown`. Throws what the object throws. Never changes the history.
 */
export function checkLinearizable(
  history: History,
  object: AnyObject,
  options: CheckOptions = {},
): Verdict {
  const problems = validateHistory(history, options);
  if (problems.length > 0)
    return { verdict: 'unknown', reason: problemText(problems), problems, steps: 0 };
  const budget = new Budget(options, history.length);
  const linearizations = new Map<string, readonly number[]>();
  let unknown: string | undefined;
  for (const [partition, operations] of partitions(history, object)) {
    const result = judge(history, operations, { object, budget, options });
    if (result.verdict === 'violation') return { ...result, partition, steps: budget.steps };
    if (result.verdict === 'ok') linearizations.set(partition, result.order);
    else unknown ??= `partition ${JSON.stringify(partition)}: ${result.reason}`;
  }
  const { steps } = budget;
  if (unknown !== undefined) return { verdict: 'unknown', reason: unknown, steps };
  return { verdict: 'ok', linearizations, steps };
}

/** Small partitions come first: a violation in one of them is found even where a large one would eat the budget. */
export function partitions(history: History, object: AnyObject): [string, readonly number[]][] {
  const groups = new Map<string, number[]>();
  history.forEach(({ input }, index) => {
    const name = object.partition?.(input) ?? '';
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [index]);
    else group.push(index);
  });
  return [...groups].sort(([, a], [, b]) => a.length - b.length);
}

interface Setting {
  readonly object: AnyObject;
  readonly budget: Budget;
  readonly options: CheckOptions;
}

type Judged =
  | { readonly verdict: 'ok'; readonly order: readonly number[] }
  | Omit<Violation, 'partition' | 'steps'>
  | { readonly verdict: 'unknown'; readonly reason: string };

function judge(history: History, operations: readonly number[], setting: Setting): Judged {
  const { object, budget, options } = setting;
  const part = operations.map((index) => history[index]!);
  const inHistory = (indices: readonly number[]) => indices.map((index) => operations[index]!);
  if (options.algorithm !== 'search') {
    const fast = judgeFast(part, object, budget);
    if (fast?.type === 'order') return { verdict: 'ok', order: inHistory(fast.order) };
    if (fast?.type === 'none') {
      const [stuck, core] = [operations[fast.stuck]!, inHistory(fast.core)];
      return { verdict: 'violation', operations, stuck, core };
    }
  }
  const outcome = search(part, object, budget, { deadEndsMax: 0 });
  if (outcome.type === 'order') return { verdict: 'ok', order: inHistory(outcome.order) };
  if (outcome.type === 'unknown') return { verdict: 'unknown', reason: outcome.reason };
  return { verdict: 'violation', operations, stuck: operations[outcome.stuck]! };
}
