/** Every fast algorithm of objects against the definition, on generated histories: for the fuzzer, and in tests a slice. */

import { Budget } from '../../harness/consistency/budget.ts';
import { judgeFast } from '../../harness/consistency/fast.ts';
import type { Finding } from '../../harness/consistency/finding.ts';
import { formatNdjson } from '../../harness/consistency/formats/ndjson.ts';
import type { History } from '../../harness/consistency/history.ts';
import { checkLinearizable } from '../../harness/consistency/linearizability.ts';
import { isLinearization, obviouslyLinearizable } from '../../test/consistency/obvious.ts';
import { type Kind, randomFrom, smallHistory } from './generate.ts';

export interface Tally {
  ok: number;
  violation: number;
  /** Left to the search. */
  declined: number;
}

export interface Disagreement {
  /** The history's own seed: `randomFrom(seed)` makes it again. */
  readonly seed: number;
  /** The history, as `judge` reads it. */
  readonly text: string;
  readonly message: string;
}

/** History number `seed` of this kind; counted, or told why somebody is wrong about it. */
export function compareOne(kind: Kind, seed: number, tally: Tally): Disagreement | undefined {
  const history = smallHistory(kind, randomFrom(seed));
  const expected = obviouslyLinearizable(history, kind.object);
  const finding = judgeFast(history, kind.object, new Budget({}, history.length));
  if (finding === undefined) tally.declined++;
  else tally[expected ? 'ok' : 'violation']++;
  const message = problem(kind, history, { expected, finding });
  return message === undefined ? undefined : { seed, text: formatNdjson(history), message };
}

function problem(
  { object }: Kind,
  history: History,
  { expected, finding }: { expected: boolean; finding: Finding | undefined },
): string | undefined {
  const said = expected ? 'there is an order' : 'there is no order';
  if (finding !== undefined && (finding.type === 'order') !== expected)
    return `by definition ${said}; the algorithm found ${JSON.stringify(finding)}`;
  if (finding?.type === 'order' && !isComplete(history, object, finding.order))
    return `${JSON.stringify(finding.order)} is no order of it`;
  if (finding?.type === 'none') {
    const core = finding.core.map((index) => history[index]!);
    if (obviouslyLinearizable(core, object)) return `${finding.core} do not contradict each other`;
  }
  const { verdict } = checkLinearizable(history, object, { afterInfo: 'go on' });
  return verdict === (expected ? 'ok' : 'violation')
    ? undefined
    : `by definition ${said}; ${verdict}`;
}

function isComplete(history: History, object: Kind['object'], order: readonly number[]): boolean {
  const isThere = new Set(order);
  const isAll = history.every(({ outcome }, index) => outcome !== 'ok' || isThere.has(index));
  return isAll && isLinearization(history, object, order);
}
