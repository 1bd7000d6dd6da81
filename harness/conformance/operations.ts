/**
 * From what the simulator recorded to what a consistency checker judges. Nothing is left out and nothing is edited:
 * positions are only spread out, and clients renamed where a checker wants one operation at a time of each process.
 */
import type { History, Operation } from '../consistency/history.ts';
import type { RecordedOperation } from '../simulation/world.ts';

/**
 * The history of a run. An event at position t invokes at 2t and returns at 2t + 1, so that an operation which returns in
 * the very event that began it lasts for a moment, and no order between operations changes. Who carries on after an
 * unknown outcome does so under a new name, `c1'`, since the old operation may still take effect (as Jepsen does).
 */
export function toHistory(recorded: readonly RecordedOperation[]): History {
  const unknowns = new Map<string, number>();
  return recorded.map(({ process, operation, invoke, return: returned, outcome }): Operation => {
    const lives = unknowns.get(process) ?? 0;
    const begun = { process: process + "'".repeat(lives), input: operation, invoke: 2 * invoke };
    if (outcome === undefined || outcome.type === 'info' || returned === undefined) {
      unknowns.set(process, lives + 1);
      return { ...begun, outcome: 'info', return: Number.POSITIVE_INFINITY };
    }
    const ended = { ...begun, return: 2 * returned + 1 };
    if (outcome.type === 'fail') return { ...ended, outcome: 'fail' };
    return { ...ended, outcome: 'ok', output: outcome.output };
  });
}

/** How the operations of a history ended. */
export function outcomeCounts(history: History): { ok: number; fail: number; info: number } {
  const counts = { ok: 0, fail: 0, info: 0 };
  for (const { outcome } of history) counts[outcome] += 1;
  return counts;
}
