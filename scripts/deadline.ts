/**
 * A limit of time for what cannot look at a clock: one evaluation may enumerate more than anybody waits for. V8 stops the
 * computation from outside; nothing that it was writing may be used afterwards.
 */
import { createContext, runInContext } from 'node:vm';

/** Stands for a result that did not come in time. */
export const tooLate: unique symbol = Symbol('too late');

/** What `work` gives, or `tooLate`. Without a limit it is simply called. */
export function before<T>(seconds: number | undefined, work: () => T): T | typeof tooLate {
  if (seconds === undefined) return work();
  try {
    const timeout = Math.max(1, Math.ceil(seconds * 1000));
    return runInContext('work()', createContext({ work }), { timeout }) as T;
  } catch (error) {
    if (isTimeout(error)) return tooLate;
    throw error;
  }
}

// An error of the other context: it is no instance of this one's Error.
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
