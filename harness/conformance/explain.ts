/**
 * The story of a failure, in text: what happened, event by event; which step was not allowed, with the TLA+ action and
 * the TypeScript function side by side; the first false conjunct with its values; what spec and code made of the state;
 * what would have been allowed; what the clients saw; who seems to be wrong. It explains what was found and judges nothing.
 */
import { explainViolation } from '../consistency/explain.ts';
import type { Applied } from '../simulation/apply.ts';
import { alignColumns, describeEvent, describeStep } from '../simulation/story.ts';
import type { Falsehood, Spec, State } from '../tla/spec.ts';
import type { Span } from '../tla/syntax/ast.ts';
import { show } from '../tla/values/print.ts';
import type { Consequence } from './carry-on.ts';
import { showAction } from './dictionary.ts';
import { differences } from './difference.ts';
import { type Found, showSequence, summaryOf } from './found.ts';
import type { Blame } from './guilty.ts';
import { nearestSteps } from './nearest.ts';
import type { Run } from './run.ts';
import type { Explained, Forbidden, Session } from './session.ts';
import { type SourcePlace, type Sources, taggedFunctions } from './sources.ts';
import { stepsOf } from './steps-of.ts';

/** Finds the function that carries an action's name. */
export type FunctionOf = (action: string) => SourcePlace | undefined;

/** Where several functions carry the name, the one tagged with the mapping's own module is meant. */
export function functionFinder(sources: Sources | undefined, module: string): FunctionOf {
  let places: ReturnType<typeof taggedFunctions> | undefined;
  return (action) => {
    places ??= taggedFunctions(sources?.() ?? []);
    const candidates = places.get(action) ?? [];
    return candidates.find(({ spec }) => spec === `${module}!${action}`) ?? candidates[0];
  };
}

/** Everything about one failing run. `reproduce` is the last line. */
export function tellStory(
  session: Session,
  run: Run,
  found: Found,
  about: {
    readonly blame: Blame;
    readonly functionOf: FunctionOf;
    readonly reproduce?: string | undefined;
  },
): string {
  const { blame, functionOf, reproduce } = about;
  const paragraphs = [
    [capital(summaryOf(found))],
    eventLines(run, functionOf),
    ...foundLines(session, found, functionOf),
    ...consequenceLines(blame.consequence),
    [`Who is wrong: ${blame.party}`, `  ${blame.reason}.`],
    reproduce === undefined ? [] : [reproduce],
  ];
  return paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function eventLines(run: Run, functionOf: FunctionOf): readonly string[] {
  if (run.steps.length === 0) return [];
  const columns = run.steps.map((_, index) => actionCells(run.explained[index], functionOf));
  const lines = storyLines(run.steps, [['spec action', 'function'], ...columns]);
  const settling = run.steps.length > run.chosen && run.found?.kind === 'settled';
  if (!settling) return lines;
  return [...lines.slice(0, run.chosen + 1), '  the faults stop:', ...lines.slice(run.chosen + 1)];
}

/** A row for each step, under a head; `columns` go between what happened and what it led to, the first into the head. */
function storyLines(
  steps: readonly Applied[],
  [head = [], ...columns]: readonly (readonly string[])[],
): readonly string[] {
  if (steps.length === 0) return [];
  const rows = steps.map((step, index) => [
    String(step.before.time),
    step.node || '*',
    cut(describeEvent(step.event), cellMax),
    ...(columns[index] ?? []),
    cut(describeStep(step), 2 * cellMax),
  ]);
  return alignColumns([['#', 'node', 'event', ...head, ''], ...rows]).split('\n');
}

function actionCells(answer: Explained | undefined, functionOf: FunctionOf): readonly string[] {
  const actions = answer === undefined || answer.kind === 'stutter' ? [] : answer.actions;
  const functions = actions.flatMap(({ name }) => functionOf(name)?.name ?? []);
  const action = actions.length === 0 ? '-' : cut(showSequence(actions), cellMax);
  return [
    answer?.kind === 'forbidden' ? `${action}  NOT ALLOWED` : action,
    functions.join(', ') || '-',
  ];
}

/** Longer texts are cut in tables; where something failed, it is shown in full below. */
const cellMax = 48;

function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 3)}...`;
}

function foundLines(
  session: Session,
  found: Found,
  functionOf: FunctionOf,
): readonly (readonly string[])[] {
  const { spec } = session;
  switch (found.kind) {
    case 'step':
      return [
        sideBySide(session, found.forbidden, functionOf),
        triedLines(found.tried),
        falsehoodLines(found.falsehood),
        threeWay(spec, found.forbidden),
        nearestLines(spec, found.forbidden),
      ];
    case 'initial':
      return [initialLines(spec, found.state)];
    case 'invariant':
      return [falsehoodLines(found.falsehood), ['In the state', ...stateLines(spec, found.state)]];
    case 'consistency':
    case 'condition':
      return [clientsWords(found)];
    case 'settled':
    case 'scenario':
      return [];
    case 'exception':
      return [exceptionLines(found.error)];
  }
}

/** Why what the clients saw cannot be; nothing, if it can. */
function clientsWords(found: Found): readonly string[] {
  if (found.kind === 'condition') return found.words.split('\n');
  if (found.kind !== 'consistency') return [];
  return explainViolation(found.history, found.object, found.verdict).split('\n');
}

/** What others come to see of it, where the spec's actions are silent. */
function consequenceLines(consequence: Consequence | undefined): readonly (readonly string[])[] {
  const found = consequence?.run.found;
  if (consequence === undefined || found === undefined) return [];
  const { run, start } = consequence;
  const further = run.steps.slice(start);
  const title =
    start === 0
      ? 'What comes of it: a run of its own, in which the specification is not asked'
      : `What comes of it${further.length === 0 ? '' : ', if the code goes on'}`;
  const words = clientsWords(found);
  return [
    [title, ...indent(storyLines(further, []))],
    [capital(summaryOf(found)), ...indent(words)],
  ];
}

function sideBySide(
  session: Session,
  forbidden: Forbidden,
  functionOf: FunctionOf,
): readonly string[] {
  const { actions, failing } = forbidden;
  const action = actions[failing];
  if (action === undefined) {
    return ['The mapping says that this event changes nothing in the spec.'];
  }
  const info = session.spec.actions.get(action.name);
  const place = functionOf(action.name);
  const rows = [
    ['TLA+', showAction(action), info === undefined ? '' : placeOf(info.span)],
    place === undefined
      ? ['TypeScript', '(no function is tagged with this action)', '']
      : ['TypeScript', place.name, `${place.file}:${place.line}`],
  ];
  const others =
    actions.length > 1 ? [`It is action ${failing + 1} of: ${showSequence(actions)}`] : [];
  return ['The step that is not allowed', ...indent(columns(rows)), ...indent(others)];
}

function triedLines(tried: Extract<Found, { kind: 'step' }>['tried']): readonly string[] {
  if (tried === undefined) return [];
  const { states, ways } = tried;
  const many = states === 1 ? '1 state explains' : `${states} states explain`;
  return [`${many} the run up to here; what was tried from there`, ...indent(ways)];
}

function falsehoodLines(falsehood: Falsehood | undefined): readonly string[] {
  if (falsehood === undefined) return [];
  const { text, span, left, right, bindings, path } = falsehood;
  const rows: string[][] = [];
  if (left !== undefined) rows.push(['left', oneLine(left.text), show(left.value)]);
  if (right !== undefined) rows.push(['right', oneLine(right.text), show(right.value)]);
  for (const { name, value } of bindings) rows.push(['with', name, show(value)]);
  const inside = path.map(({ name }) => name).join(' > ');
  return [
    `The first conjunct that is false, ${placeOf(span)}${inside === '' ? '' : ` in ${inside}`}`,
    ...indent(text.split('\n')),
    ...indent(columns(rows)),
  ];
}

/** Before, by the spec (where it leaves no choice), by the code; only what is not the same in all of them. */
function threeWay(
  spec: Spec,
  { actions, failing, from, before, after }: Forbidden,
): readonly string[] {
  const action = actions[failing];
  const successors = action === undefined ? [] : stepsOf(spec, action, from);
  const bySpec = successors.length === 1 ? successors[0]?.state : undefined;
  const states = bySpec === undefined ? [before, after] : [before, bySpec, after];
  const names = bySpec === undefined ? ['before', 'code'] : ['before', 'spec', 'code'];
  const lines = differences(spec, states).flatMap(({ path, values }) => [
    path,
    ...indent(columns(names.map((name, i) => [name, values[i] as string]))),
  ]);
  const why =
    bySpec !== undefined || action === undefined
      ? []
      : [
          `(${action.name} ${successors.length === 0 ? 'is not enabled here' : `has ${successors.length} results here`})`,
        ];
  return [`What changed: ${names.join(', ')}`, ...indent(lines), ...indent(why)];
}

function nearestLines(spec: Spec, { before, after }: Forbidden): readonly string[] {
  const [nearest] = nearestSteps(spec, before, after);
  if (nearest === undefined) return ['The specification allows no step at all here.'];
  if (nearest.differing.length === 0) return [`It would have been allowed as ${nearest.text}.`];
  const lines = differences(spec, [nearest.state, after]).map(
    ({ path, values: [bySpec, byCode] }) => `${path}: ${bySpec} there, ${byCode} in the code`,
  );
  return [`The nearest step that is allowed here is ${nearest.text}`, ...indent(lines)];
}

function initialLines(spec: Spec, state: State): readonly string[] {
  const candidates = spec.initialStates().map((initial) => differences(spec, [initial, state]));
  const [fewest = []] = candidates.sort((a, b) => a.length - b.length);
  const lines = fewest.map(
    ({ path, values: [bySpec, byCode] }) => `${path}: ${bySpec} in Init, ${byCode} in the code`,
  );
  return ['The first state differs from the nearest initial state in', ...indent(lines)];
}

export function stateLines(spec: Spec, state: State): readonly string[] {
  return indent(columns(spec.variables.map((name, i) => [name, show(state[i] as never)])));
}

function exceptionLines(error: Error): readonly string[] {
  const cause =
    error.cause instanceof Error ? (error.cause.stack ?? '').split('\n').slice(0, 6) : [];
  return [`${error.name}: ${error.message}`, ...indent(cause)];
}

function placeOf({ file, line, column }: Span): string {
  return `${file}:${line}:${column}`;
}

// `alignColumns` pads its first column to the left, as numbers want it; names want it otherwise.
function columns(rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  return alignColumns(rows.map((row) => ['', ...row]))
    .split('\n')
    .map((line) => line.slice(2));
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`.trimEnd());
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
