/**
 * What must be true of a history before anybody judges it. Problems are data, all of them at once, each with the index
 * of its operation. Nothing is repaired: a history that was recorded wrongly has no verdict.
 */
import type { Operation } from './history.ts';

export interface Problem {
  /** The operation's index in the history. */
  readonly operation: number;
  readonly message: string;
}

export interface ValidateOptions {
  /**
   * Whether a process may invoke again after an operation of unknown outcome. `stop` is Jepsen's rule: such a process
   * is retired, because its open operation may still take effect. With `go on` the open operation counts as concurrent
   * with everything that follows it, which is sound for every checker that does not use the order within a process.
   */
  readonly afterInfo?: 'stop' | 'go on';
}

/** What of an operation, or of a transaction, is looked at here. */
type Lived = Pick<Operation, 'process' | 'invoke' | 'outcome' | 'return' | 'output'>;

/** At most `problemsMax` problems are reported: one mistake in a recorder shows in every operation. */
const problemsMax = 20;

export function validateHistory(
  history: readonly Lived[],
  options: ValidateOptions = {},
): Problem[] {
  const problems: Problem[] = [];
  history.forEach((operation, index) => {
    const message = shapeProblem(operation);
    if (message !== undefined) problems.push({ operation: index, message });
  });
  if (problems.length === 0) problems.push(...processProblems(history, options));
  return problems.slice(0, problemsMax);
}

function shapeProblem(operation: Lived): string | undefined {
  const { outcome, invoke } = operation;
  if (!Number.isFinite(invoke)) return `invoke is ${invoke}, not a finite number`;
  if (outcome === 'info') {
    if (operation.return !== Infinity) return 'its outcome is unknown, so return must be Infinity';
    if (operation.output !== undefined) return 'its outcome is unknown, yet it has an output';
    return undefined;
  }
  if (outcome !== 'ok' && outcome !== 'fail') return `outcome ${String(outcome)} is none`;
  if (!Number.isFinite(operation.return))
    return `return is ${operation.return}, not a finite number`;
  if (operation.return <= invoke)
    return `it returns at ${operation.return}, not after its invocation at ${invoke}`;
  return undefined;
}

// Two operations of one process that touch in a position would count as concurrent, though the process knows their
// order: the verdict could be `ok` where it must not be. Between processes a tie is honest ignorance, and allowed.
function processProblems(
  history: readonly Lived[],
  { afterInfo = 'stop' }: ValidateOptions,
): Problem[] {
  const problems: Problem[] = [];
  const latest = new Map<string, number>();
  for (const index of byInvocation(history)) {
    const operation = history[index]!;
    const before = latest.get(operation.process);
    const previous = before === undefined ? undefined : history[before]!;
    const problem = previous && overlap(previous, operation, afterInfo);
    if (problem !== undefined)
      problems.push({ operation: index, message: `${problem} operation ${before}` });
    latest.set(operation.process, index);
  }
  return problems;
}

function overlap(previous: Lived, next: Lived, afterInfo: string): string | undefined {
  if (previous.outcome === 'info') {
    if (previous.invoke === next.invoke)
      return `${next.process} invokes it at the same position as`;
    if (afterInfo === 'go on') return undefined;
    return `${next.process} invokes it after the unknown outcome of`;
  }
  return next.invoke > previous.return
    ? undefined
    : `${next.process} invokes it at ${next.invoke}, not after the return (${previous.return}) of`;
}

/** The indices of the operations in the order of their invocations; ties in the order of the history. */
export function byInvocation(history: readonly Pick<Operation, 'invoke'>[]): number[] {
  const order = history.map((_, index) => index);
  const sorted = history.every(
    (op, index) => index === 0 || history[index - 1]!.invoke <= op.invoke,
  );
  return sorted ? order : order.sort((a, b) => history[a]!.invoke - history[b]!.invoke || a - b);
}

/** The problems as one sentence. */
export function problemText(problems: readonly Problem[]): string {
  return problems.map(({ operation, message }) => `operation ${operation}: ${message}`).join('; ');
}
