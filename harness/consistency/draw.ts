/**
 * A violation of linearizability as a page (picture.ts): the contradicting operations marked, and the longest partial orders,
 * drawn through the lanes one at a time (hover over an operation, or step with the keys).
 */
import { explainContradiction } from './explain.ts';
import type { Fault } from './faults.ts';
import type { History } from './history.ts';
import type { Violation } from './linearizability.ts';
import { longestOrders } from './longest-orders.ts';
import { type Picture, pageOf } from './picture.ts';
import { type Contradiction, shrinkViolation } from './shrink.ts';
import type { AnyObject } from './steps.ts';

/** Of a long history, so many operations around the contradiction are drawn. */
const drawnMax = 400;
/** Steps for the longest orders of the whole history, beside those of the contradiction. */
const furtherStepsMax = 200_000;

export interface DrawOptions {
  /** Worked out if it is not given. */
  readonly contradiction?: Contradiction;
  readonly faults?: readonly Fault[];
}

/** The page, as text. */
export function drawViolation(
  history: History,
  object: AnyObject,
  violation: Violation,
  options: DrawOptions = {},
): string {
  const { contradiction = shrinkViolation(history, object, violation), faults = [] } = options;
  const picture = { ...pictureOf(history, object, violation, contradiction), faults };
  const words = explainContradiction(history, object, contradiction, violation.partition);
  const left = violation.operations.length - picture.operations.length;
  return pageOf({ title: `${object.name}: not linearizable`, picture, words, left });
}

function pictureOf(
  history: History,
  object: AnyObject,
  violation: Violation,
  { core, helpers, deadEnds, stuck }: Contradiction,
): Omit<Picture, 'faults'> {
  const drawn = chooseDrawn(history, violation, [...core, ...helpers]);
  const place = new Map(drawn.map((index, position) => [index, position]));
  const role = (index: number) =>
    core.includes(index) ? 'core' : helpers.includes(index) ? 'helper' : 'other';
  const operations = drawn.map((index) => {
    const { process, input, output, outcome, invoke, return: returned } = history[index]!;
    const label = object.describe(input, output, outcome);
    const end = Number.isFinite(returned) ? returned : null;
    return { process, label, invoke, return: end, role: role(index) } as const;
  });
  const further = longestOrders(history, object, violation, furtherStepsMax).deadEnds;
  const orders = [...deadEnds, ...further].map(({ order, state }) => ({
    order: order.map((index) => place.get(index)).filter((position) => position !== undefined),
    state: object.key(state),
  }));
  const distinct = [...new Map(orders.map((one) => [JSON.stringify(one), one])).values()];
  return { operations, orders: distinct, stuck: place.get(stuck)! };
}

/** The marked operations, and those nearest in time to the stuck one, up to the limit; by invocation. */
function chooseDrawn(history: History, violation: Violation, marked: readonly number[]): number[] {
  const center = history[violation.stuck]!.invoke;
  const distance = (index: number) => Math.abs(history[index]!.invoke - center);
  const others = violation.operations.filter(
    (index) => !marked.includes(index) && history[index]!.outcome !== 'fail',
  );
  const near = others.sort((a, b) => distance(a) - distance(b));
  const drawn = [...marked, ...near].slice(0, Math.max(drawnMax, marked.length));
  return drawn.sort((a, b) => history[a]!.invoke - history[b]!.invoke);
}
