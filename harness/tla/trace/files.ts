/**
 * Counterexamples as files: TLC's JSON (`-dumpTrace json`) and ITF, told apart by the name when written and by the content
 * when read. TLC's form loses what was a set or a function; a reader finds it again by comparing (judge.ts).
 */
import type { CheckOutcome } from '../check.ts';
import { EvaluationError, FormatError } from '../diagnostic.ts';
import type { Specification } from '../specification.ts';
import { intern, useVocabulary } from '../values/intern.ts';
import { fromItfTrace, toItfTrace } from '../values/itf.ts';
import { toTlcJson } from '../values/tlc-json.ts';
import type { Value } from '../values/value.ts';
import type { TraceState } from './label.ts';

export type LoadedState =
  /** One value for each variable of the specification. */
  | { readonly kind: 'exact'; readonly values: readonly Value[] }
  /** As TLC's JSON has it. */
  | { readonly kind: 'json'; readonly fields: Readonly<Record<string, unknown>> };

export interface LoadedTrace {
  readonly states: readonly LoadedState[];
  /** The position of the state that follows the last one, in a lasso. */
  readonly loop?: number;
}

type Written = Pick<CheckOutcome, 'trace' | 'loop' | 'violation'>;

/** `*.itf.json` is ITF, everything else TLC's JSON. */
export function writeTrace(
  file: string,
  spec: Specification,
  { trace, loop, violation }: Written,
): string {
  if (!file.endsWith('.itf.json')) return `${JSON.stringify(tlcTrace(spec, trace, loop))}\n`;
  const names = spec.variables.map(({ name }) => name);
  const description = violation === undefined ? {} : { description: violation.message };
  const itf = toItfTrace(
    names,
    trace.map(({ state }) => state),
    { ...(loop === undefined ? {} : { loop }), ...description },
  );
  return `${JSON.stringify(itf, undefined, 2)}\n`;
}

/** States with their numbers, and steps `[from, action, to]`; the step back of a lasso is the last one. */
function tlcTrace(
  spec: Specification,
  trace: readonly TraceState[],
  loop: number | undefined,
): object {
  const state = trace.map(({ state: values }, i): [number, object] => {
    return [
      i + 1,
      Object.fromEntries(
        spec.variables.map(({ name, index }) => [name, toTlcJson(values[index] as Value)]),
      ),
    ];
  });
  const step = (from: number, to: number, name: string) => [state[from], { name }, state[to]];
  const action = trace.slice(1).map((taken, i) => step(i, i + 1, taken.action));
  if (loop !== undefined) action.push(step(trace.length - 1, loop, 'Back to state'));
  return { vars: spec.variables.map(({ name }) => name), counterexample: { action, state } };
}

/** Throws SyntaxError for what is no JSON, and FormatError for what is no trace of this specification. */
export function readTrace(text: string, spec: Specification): LoadedTrace {
  useVocabulary(spec.vocabulary);
  const json: unknown = JSON.parse(text);
  if (isObject(json) && 'states' in json) return readItf(json, spec);
  const trace = isObject(json) && isObject(json.counterexample) ? json.counterexample : json;
  const states: unknown = isObject(trace) ? trace.state : trace;
  if (!Array.isArray(states))
    throw new FormatError("this is neither an ITF trace nor a counterexample in TLC's JSON");
  const read = states.map((entry: unknown, i): LoadedState => {
    const fields: unknown = Array.isArray(entry) ? entry[1] : entry;
    if (!isObject(fields)) throw new FormatError(`state ${i + 1} is not an object`);
    for (const { name } of spec.variables)
      if (!(name in fields)) throw new FormatError(`state ${i + 1} has no ${name}`);
    return { kind: 'json', fields };
  });
  return withLoop(read, isObject(trace) ? loopOf(trace.action, read.length) : undefined);
}

function readItf(json: unknown, spec: Specification): LoadedTrace {
  const { variables, states, loop } = valuesOf(json);
  const columns = spec.variables.map(({ name }) => {
    const column = variables.indexOf(name);
    if (column < 0) throw new FormatError(`the trace has no variable ${name}`);
    return column;
  });
  const read = states.map(
    (values): LoadedState => ({
      kind: 'exact',
      values: columns.map((column) => intern(values[column] as Value)),
    }),
  );
  return withLoop(read, loop);
}

/** A set whose elements do not compare is no value: the file is at fault, not the specification. */
function valuesOf(json: unknown): ReturnType<typeof fromItfTrace> {
  try {
    return fromItfTrace(json);
  } catch (error) {
    if (error instanceof EvaluationError) throw new FormatError(error.message);
    throw error;
  }
}

function withLoop(states: readonly LoadedState[], loop: number | undefined): LoadedTrace {
  return loop === undefined ? { states } : { states, loop };
}

/** A step from the last state back to an earlier one. */
function loopOf(action: unknown, length: number): number | undefined {
  if (!Array.isArray(action)) return undefined;
  for (const step of action) {
    const [from, , to] = Array.isArray(step) ? step : [];
    if (
      Array.isArray(from) &&
      Array.isArray(to) &&
      from[0] === length &&
      typeof to[0] === 'number' &&
      to[0] <= length
    )
      return to[0] - 1;
  }
  return undefined;
}

function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
