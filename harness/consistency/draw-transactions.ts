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

/** Some transactions, and why some of them come before others. */
export interface Shown extends Pick<Witness, 'transactions' | 'cycle' | 'forced'> {
  readonly title: string;
  readonly words: string;
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
export function drawTransactions({ history, compiled, witness, level, faults }: Broken): string {
  const title = `${level} is violated: ${witness.anomaly}, ${anomalies[witness.anomaly].meaning}`;
  const words = explainWitness(history, compiled, witness);
  return drawShown(compiled, { ...witness, title, words }, faults);
}

/** The page, as text, of what is shown. */
export function drawShown(
  compiled: Compiled,
  { transactions, cycle, forced = [], title, words }: Shown,
  faults: readonly Fault[] = [],
): string {
  const drawn = [...new Set(transactions)].sort((a, b) => a - b);
  const known = drawn.filter((t) => compiled.transactions[t] !== undefined);
  const place = new Map(known.map((t, position) => [t, position]));
  const inCycle = new Set(cycle?.flatMap(({ from, to }) => [from, to]) ?? known);
  const operations = known.map((t) => {
    const { process, invoke, return: end } = compiled.transactions[t]!;
    const label = `T${t}: ${shortened(accessesText(compiled.transactions[t]!))}`;
    const role = inCycle.has(t) ? 'core' : 'helper';
    return { process, label, invoke, return: Number.isFinite(end) ? end : null, role } as const;
  });
  const arrows = (cycle ?? []).map((step) => {
    const reason = reasonOf(compiled, step, forced);
    const why = `T${step.from} comes before T${step.to}, because ${reason}`;
    const [from, to] = [place.get(step.from)!, place.get(step.to)!];
    return { from, to, label: kindText[step.kind] ?? '', why };
  });
  const picture: Picture = { operations, arrows, faults };
  return pageOf({ title, picture, words, left: compiled.transactions.length - known.length });
}

const labelMax = 90;

const shortened = (text: string) =>
  text.length <= labelMax ? text : `${text.slice(0, labelMax - 3)}...`;
