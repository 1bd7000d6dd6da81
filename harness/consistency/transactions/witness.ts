/** A cycle that breaks a level, and the anomaly that it is. */
import type { AnomalyName } from './anomalies.ts';
import type { Forced } from './clocks.ts';
import type { Step } from './cycles.ts';
import { kinds } from './dependencies.ts';

/** Why a level does not hold. */
export interface Witness {
  readonly anomaly: AnomalyName;
  /** Indices into the history. */
  readonly transactions: readonly number[];
  /** Each step leads to where the next one begins, the last one back to the first. */
  readonly cycle?: readonly Step[];
  /** Of the steps that are forced, by which reader. */
  readonly forced?: readonly Forced[];
  readonly words?: string;
}

/** Nodes from `transactions` on are returns (dependencies.ts): a walk along them is one step in real time. */
export function witnessOf(steps: readonly Step[], transactions: number): Witness {
  const cycle = alongTransactions(steps, transactions);
  return { anomaly: nameOf(cycle), transactions: cycle.map(({ from }) => from), cycle };
}

function alongTransactions(steps: readonly Step[], transactions: number): Step[] {
  // From the earliest transaction on, so that one cycle is always told in one way.
  const sources = steps.map(({ from }) => from);
  const begin = sources.indexOf(Math.min(...sources));
  const turned = [...steps.slice(begin), ...steps.slice(0, begin)];
  const cycle: Step[] = [];
  let from = turned[0]!.from;
  for (const step of turned) {
    if (step.to >= transactions) continue;
    cycle.push({ from, to: step.to, kind: step.kind });
    from = step.to;
  }
  return cycle;
}

function nameOf(cycle: readonly Step[]): AnomalyName {
  const has = (kind: number) => cycle.some((step) => step.kind === kind);
  const overwrites = cycle.filter(({ kind }) => kind === kinds.rw).length;
  const suffix = has(kinds.realTime) ? '-realtime' : has(kinds.session) ? '-process' : '';
  if (overwrites === 0) return `${has(kinds.wr) ? 'G1c' : 'G0'}${suffix}`;
  if (overwrites === 1) return `G-single${suffix}`;
  const areApart = cycle.every(
    ({ kind }, at) => kind !== kinds.rw || cycle[(at + 1) % cycle.length]!.kind !== kinds.rw,
  );
  if (areApart && suffix === '' && isLongFork(cycle)) return 'long-fork';
  if (areApart) return `G-nonadjacent${suffix}`;
  if (cycle.length === 2 && suffix === '') return 'write-skew';
  return `G2-item${suffix}`;
}

function isLongFork(cycle: readonly Step[]): boolean {
  return cycle.length === 4 && cycle.every(({ kind }) => kind === kinds.wr || kind === kinds.rw);
}
