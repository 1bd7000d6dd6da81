/** The share of automatic mutants that something noticed: what was stillborn or is equivalent does not count. */
import type { AutomaticMutant } from '../result.ts';

/** Of the mutants that lived and are no equivalents, how many were noticed. */
export function scoreOf(mutants: readonly AutomaticMutant[]): {
  readonly noticed: number;
  readonly of: number;
} {
  const count = (...statuses: readonly string[]) =>
    mutants.filter(({ status }) => statuses.includes(status)).length;
  return {
    noticed: count('killed', 'timed out'),
    of: count('killed', 'timed out', 'survived'),
  };
}
