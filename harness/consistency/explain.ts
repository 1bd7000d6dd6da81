/**
 * A violation in words: the few operations that contradict each other, what real time says about them, how far the longest
 * orders come, and what the object would have to answer next. Says nothing that the checker has not established.
 */
import type { Enabler } from './enablers.ts';
import type { History } from './history.ts';
import { drawLanes } from './lanes.ts';
import type { Violation } from './linearizability.ts';
import type { DeadEnd } from './search.ts';
import { type Contradiction, type ShrinkOptions, shrinkViolation } from './shrink.ts';
import type { AnyObject } from './steps.ts';

const deadEndsShown = 4;
/** A core that could not be shrunk further is shown by its last operations. */
const operationsShown = 10;
const placedShown = 8;

/** Shrinks the violation and explains it; several lines, without a newline at the end. */
export function explainViolation(
  history: History,
  object: AnyObject,
  violation: Violation,
  options: ShrinkOptions = {},
): string {
  const contradiction = shrinkViolation(history, object, violation, options);
  return explainContradiction(history, object, contradiction, violation.partition);
}

export function explainContradiction(
  history: History,
  object: AnyObject,
  contradiction: Contradiction,
  partition = '',
): string {
  const core = contradiction.core.slice(-operationsShown);
  const say = speaker(history, object);
  const shown = [...core, ...contradiction.helpers.slice(-operationsShown)];
  const hidden = contradiction.core.length - core.length;
  const lines = [headline(contradiction, object, partition), ''];
  if (contradiction.since !== undefined) lines.push(...sinceLines(object, contradiction.since));
  if (hidden > 0) lines.push(`  (without the first ${hidden} of them)`);
  lines.push(...drawLanes(history, object, shown).split('\n').map(indent));
  const times = realTime(history, core).map(
    ([a, b]) => `${say(a)} had returned before ${say(b)} began`,
  );
  if (times.length > 0) lines.push('', 'Real time says', ...times.map(indent));
  lines.push('', ...deadEndLines(history, object, contradiction));
  return lines.join('\n');
}

function headline(contradiction: Contradiction, object: AnyObject, partition: string): string {
  const { core, helpers, minimal } = contradiction;
  const others = contradiction.others + helpers.length;
  const where = partition === '' ? object.name : `${object.name}, partition ${partition}`;
  const these = core.length === 1 ? 'this operation' : `these ${core.length} operations`;
  const rest = others === 0 ? '' : `, whatever the other ${others} did`;
  const caveat = minimal ? '' : ' (there may be fewer: the search for them was cut short)';
  return `${where}: no order explains ${these}${rest}${caveat}.`;
}

function sinceLines(object: AnyObject, { order, state }: DeadEnd): string[] {
  const before = `Every order comes to where ${order.length} operations have taken effect and`;
  return [`${before} the state is ${object.key(state)}; from there:`, ''];
}

function speaker(history: History, object: AnyObject): (index: number) => string {
  return (index) => {
    const { process, input, output, outcome } = history[index]!;
    return `${object.describe(input, output, outcome)} (${process})`;
  };
}

/** Pairs where the first returned before the second was invoked, without those that follow from two others. */
function realTime(history: History, core: readonly number[]): [number, number][] {
  const before = (a: number, b: number) => history[a]!.return < history[b]!.invoke;
  const pairs = core.flatMap((a) => core.filter((b) => before(a, b)).map((b) => [a, b] as const));
  const direct = pairs.filter(([a, b]) => !core.some((c) => before(a, c) && before(c, b)));
  return direct.map(([a, b]) => [a, b]);
}

function deadEndLines(history: History, object: AnyObject, contradiction: Contradiction): string[] {
  const { deadEnds, stuck } = contradiction;
  const say = speaker(history, object);
  const ends = [...new Set(deadEnds.map((end) => deadEnd(history, object, end, stuck)))];
  const more = ends.length > deadEndsShown ? ['...'] : [];
  const title =
    ends.length === 1
      ? `${say(stuck)} must come next, and cannot, after the longest order there is`
      : `${say(stuck)} must come next, and cannot, after any of the longest orders there are`;
  const why = contradiction.enablers.map((enabler) => enablerLine(say, enabler));
  const hint = why.length === 0 ? [] : ['', 'It would fit after', ...why.map(indent)];
  return [title, ...[...ends.slice(0, deadEndsShown), ...more].map(indent), ...hint];
}

function deadEnd(history: History, object: AnyObject, end: DeadEnd, stuck: number): string {
  const say = speaker(history, object);
  const { input } = history[stuck]!;
  const last = end.order.slice(-placedShown).map(say).join(', ');
  const order =
    last === '' ? 'nothing at all' : end.order.length > placedShown ? `..., ${last}` : last;
  const answers = object.apply(end.state, input);
  const possible = answers.map(({ output }) => object.describe(input, output, 'ok'));
  const what = possible.length === 0 ? 'it is not possible' : [...new Set(possible)].join(' or ');
  return `${order}: then ${what}`;
}

function enablerLine(say: (index: number) => string, { operation, against, why }: Enabler): string {
  const relation = why === 'returned before' ? 'had returned before' : 'began only after';
  const end = why === 'returned before' ? 'began' : 'had returned';
  return `${say(operation)}, but that ${relation} ${say(against)} ${end}`;
}

const indent = (line: string) => `  ${line}`.trimEnd();
