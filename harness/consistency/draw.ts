/**
 * A violation as one HTML page that needs nothing else: a lane for each process, the contradicting operations marked, and
 * the longest partial orders, drawn through the lanes one at a time (hover over an operation, or step with the keys).
 * Everything that comes from the history reaches the page as text, never as markup.
 */
import { pageScript, pageStyle } from './draw-page.ts';
import { explainContradiction } from './explain.ts';
import type { History } from './history.ts';
import type { Violation } from './linearizability.ts';
import { longestOrders } from './longest-orders.ts';
import { type Contradiction, shrinkViolation } from './shrink.ts';
import type { AnyObject } from './steps.ts';

/** What the page's script draws. `order`s are positions in `operations`. */
export interface Picture {
  readonly operations: readonly {
    readonly process: string;
    readonly label: string;
    readonly invoke: number;
    /** `null`: it never returned. */
    readonly return: number | null;
    readonly role: 'core' | 'helper' | 'other';
  }[];
  readonly orders: readonly { readonly order: readonly number[]; readonly state: string }[];
  readonly stuck: number;
}

/** Of a long history, so many operations around the contradiction are drawn. */
const drawnMax = 400;
/** Steps for the longest orders of the whole history, beside those of the contradiction. */
const furtherStepsMax = 200_000;

/** The page, as text. `contradiction` is worked out if it is not given. */
export function drawViolation(
  history: History,
  object: AnyObject,
  violation: Violation,
  contradiction: Contradiction = shrinkViolation(history, object, violation),
): string {
  const picture = pictureOf(history, object, violation, contradiction);
  const words = explainContradiction(history, object, contradiction, violation.partition);
  const title = `${object.name}: not linearizable`;
  const left = violation.operations.length - picture.operations.length;
  const note = left > 0 ? `<p>${left} more operations of this partition are not drawn.</p>` : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${asText(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>${pageStyle}</style></head>
<body><header><h1>${asText(title)}</h1><p id="caption"></p></header>
<main><div id="lanes" tabindex="0" role="img" aria-label="operations by process"></div>
<nav><button id="previous" type="button">&larr;</button><span id="which"></span>
<button id="next" type="button">&rarr;</button></nav>${note}
<pre>${asText(words)}</pre></main>
<script type="application/json" id="picture">${jsonForScript(picture)}</script>
<script>${pageScript}</script></body></html>
`;
}

export function pictureOf(
  history: History,
  object: AnyObject,
  violation: Violation,
  { core, helpers, deadEnds, stuck }: Contradiction,
): Picture {
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

function asText(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (character) => entities[character]!);
}

// `</script>` and `<!--` in a value would end the element; < is < to JSON and nothing to HTML.
function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
