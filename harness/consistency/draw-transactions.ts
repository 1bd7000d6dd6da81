/**
 * What breaks a level of transactions as a page (picture.ts): the transactions of the witness as bars, and its cycle as arrows
 * through the lanes, each with its reason.
 */
import type { Fault } from './faults.ts';
import { type Picture, pageOf } from './picture.ts';
import { anomalies } from './transactions/anomalies.ts';
import type { Compiled } from './transactions/compiled.ts';
import { kinds } from './transactions/dependencies.ts';
import { explainWitness } from './transactions/explain.ts';
import { accessesText, reasonOf } from './transactions/reasons.ts';
import type { Witness } from './transactions/witness.ts';
import type { TransactionalHistory } from './transactions.ts';

export interface Broken {
  readonly history: TransactionalHistory;
  readonly compiled: Compiled;
  readonly witness: Witness;
  /** As the title says it: `serializable`. */
  readonly level: string;
  readonly faults?: readonly Fault[];
}

const kindText: Readonly<Record<number, string>> = {
  [kinds.ww]: 'ww',
  [kinds.wr]: 'wr',
  [kinds.rw]: 'rw',
  [kinds.session]: 'session',
  [kinds.realTime]: 'real time',
  [kinds.forced]: 'forced',
  [kinds.follows]: 'follows',
};

/** The page, as text. */
export function drawTransactions({
  history,
  compiled,
  witness,
  level,
  faults = [],
}: Broken): string {
  const drawn = [...new Set(witness.transactions)].sort((a, b) => a - b);
  const known = drawn.filter((t) => history.transactions[t] !== undefined);
  const place = new Map(known.map((t, position) => [t, position]));
  const inCycle = new Set(witness.cycle?.flatMap(({ from, to }) => [from, to]) ?? known);
  const operations = known.map((t) => {
    const { process, invoke, return: end } = history.transactions[t]!;
    const label = `T${t}: ${shortened(accessesText(history.transactions[t]!))}`;
    const role = inCycle.has(t) ? 'core' : 'helper';
    return { process, label, invoke, return: Number.isFinite(end) ? end : null, role } as const;
  });
  const arrows = (witness.cycle ?? []).map((step) => {
    const reason = reasonOf(compiled, step, witness.forced ?? []);
    const why = `T${step.from} comes before T${step.to}, because ${reason}`;
    const [from, to] = [place.get(step.from)!, place.get(step.to)!];
    return { from, to, label: kindText[step.kind] ?? '', why };
  });
  const picture: Picture = { operations, arrows, faults };
  const title = `${level} is violated: ${witness.anomaly}, ${anomalies[witness.anomaly].meaning}`;
  const words = explainWitness(history, compiled, witness);
  return pageOf({ title, picture, words, left: history.transactions.length - known.length });
}

const labelMax = 90;

const shortened = (text: string) =>
  text.length <= labelMax ? text : `${text.slice(0, labelMax - 3)}...`;
