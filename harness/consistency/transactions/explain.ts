/**
 * A violation in words, as Elle has them: the transactions concerned, then why each comes before the next, and the last
 * before the first, which is a contradiction. Several lines, without a newline at the end.
 */
import type { TransactionalHistory } from '../transactions.ts';
import { type AnomalyName, anomalies } from './anomalies.ts';
import { type Compiled, initial } from './compiled.ts';
import { forcedReason, reasonOf, transactionText } from './reasons.ts';
import type { Witness } from './witness.ts';

/** `T3` is the transaction that was invoked fourth. */
export function explainWitness(
  { transactions }: TransactionalHistory,
  compiled: Compiled,
  witness: Witness,
): string {
  const known = [...new Set(witness.transactions)].filter((t) => transactions[t] !== undefined);
  const width = Math.max(...known.map((t) => `${t}`.length));
  const lines = known
    .sort((a, b) => a - b)
    .map((t) => `    T${`${t}`.padEnd(width)} = ${transactionText(transactions[t]!)}`);
  return [
    headline(witness.anomaly),
    '  Let',
    ...lines,
    '  Then',
    ...contradiction(compiled, witness),
  ].join('\n');
}

const headline = (anomaly: AnomalyName) => `${anomaly}: ${anomalies[anomaly].meaning}`;

function contradiction(compiled: Compiled, witness: Witness): string[] {
  if (witness.words !== undefined) return [`    ${witness.words}.`];
  const forced = witness.forced ?? [];
  const missed = forced.find(({ second }) => second === initial);
  if (witness.cycle === undefined)
    return missed === undefined ? [] : [`    ${forcedReason(compiled, missed)}: a contradiction.`];
  const last = witness.cycle.length - 1;
  return witness.cycle.map((step, at) => {
    const order = `T${step.from} comes before T${step.to}, because ${reasonOf(compiled, step, forced)}`;
    if (last === 0) return `    ${order}: a contradiction.`;
    return at === last ? `    yet ${order}: a contradiction.` : `    ${order};`;
  });
}
