/**
 * Is a recorded trace a behaviour of the spec? First forwards: which states fit, line by line (search.ts). Then, from the
 * end, backwards: a state from which the rest of the trace cannot be explained is no state that the system was in, so
 * nothing is held against it. Invariants are judged on what survives, and only there: on a dead end of the search a false
 * invariant says nothing (the reason why TLC cannot check them soundly while it validates a trace).
 */
import { EvaluationError } from '../../tla/diagnostic.ts';
import type { Spec, State } from '../../tla/spec.ts';
import type { OnProgress, TraceFailure, ValidateResult, Verdict } from '../result.ts';
import { createStateTable } from '../state-table.ts';
import { tellInvariant, tellRejection } from './rejection.ts';
import { type Candidate, type Searched, searchTrace } from './search.ts';
import type { Trace } from './trace.ts';

export interface ValidateOptions {
  readonly onProgress?: OnProgress;
  /** How many states may fit at one position; default 20,000. Beyond it the verdict is `unknown`. */
  readonly frontierMax?: number;
  /** The command that shows a failure again; the last line of its story. */
  readonly reproduce?: string;
  /** Milliseconds, from any origin. */
  readonly clock?: () => number;
}

const frontierMaxDefault = 20_000;

export function validate(spec: Spec, trace: Trace, options: ValidateOptions = {}): ValidateResult {
  const clock = options.clock ?? (() => performance.now());
  const begun = clock();
  const finish = (
    found: Omit<ValidateResult, 'seconds' | 'module' | 'events' | 'invariants'>,
  ): ValidateResult => ({
    ...found,
    seconds: (clock() - begun) / 1000,
    module: spec.module,
    events: trace.events.length,
    invariants: spec.invariants,
  });
  try {
    return finish(judge(spec, trace, options));
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return finish({ ...nothing, verdict: 'violation', failure: evaluationFailure(error) });
  }
}

const nothing = {
  explained: 0,
  states: 0,
  widest: 0,
  surviving: 0,
  unlogged: 0,
  actions: {},
} as const;

function judge(
  spec: Spec,
  trace: Trace,
  options: ValidateOptions,
): Omit<ValidateResult, 'seconds' | 'module' | 'events' | 'invariants'> {
  const total = trace.events.length;
  const frontierMax = options.frontierMax ?? frontierMaxDefault;
  const searched = searchTrace(spec, trace, createStateTable(), {
    frontierMax,
    onProgress: (done, frontier) => {
      const detail = `${frontier} states fit`;
      options.onProgress?.({ done, total, unit: 'events', detail });
    },
  });
  const { explained, states, widest, overflow } = searched;
  const counts = { ...nothing, explained, states, widest };
  if (overflow) {
    const error = `more than ${frontierMax} states fit after ${explained} events: log more, or allow more`;
    return { ...counts, verdict: 'unknown', error };
  }
  const last = searched.layers.at(-1) as readonly Candidate[];
  if (explained < total || last.length === 0) {
    return {
      ...counts,
      verdict: 'violation',
      failure: tellRejection(spec, trace, searched, options.reproduce),
    };
  }
  const surviving = survivors(searched);
  const path = pathTo(last[0] as Candidate);
  const witness = {
    surviving: surviving.reduce((sum, layer) => sum + layer.length, 0),
    unlogged: path.filter(({ isHidden }) => isHidden).length,
    actions: actionCounts(path),
  };
  const failure = violatedOn(spec, trace, surviving, options.reproduce);
  const verdict: Verdict =
    failure !== undefined ? 'violation' : saysNothing(trace) ? 'vacuous' : 'ok';
  return { ...counts, ...witness, verdict, ...(failure === undefined ? {} : { failure }) };
}

/** Layer by layer, the candidates from which the rest of the trace can be explained. */
function survivors({ layers }: Searched): readonly (readonly Candidate[])[] {
  const alive = new Set<Candidate>();
  const waiting: Candidate[] = [...(layers.at(-1) as readonly Candidate[])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (alive.has(next)) continue;
    alive.add(next);
    waiting.push(...next.from);
  }
  return layers.map((layer) => layer.filter((candidate) => alive.has(candidate)));
}

/** A behaviour that ends here, first step first. */
function pathTo(end: Candidate): readonly Candidate[] {
  const path: Candidate[] = [];
  for (let at: Candidate | undefined = end; at?.by !== undefined; at = at.from[0]) path.push(at);
  return path.reverse();
}

function actionCounts(path: readonly Candidate[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { by = [] } of path) {
    for (const { name } of by) counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** The first invariant that is false on a behaviour that explains the trace. */
function violatedOn(
  spec: Spec,
  trace: Trace,
  surviving: readonly (readonly Candidate[])[],
  reproduce: string | undefined,
): TraceFailure | undefined {
  const judged = new Map<State, string | undefined>();
  for (const [position, layer] of surviving.entries()) {
    for (const { state } of layer) {
      if (!judged.has(state)) judged.set(state, spec.violatedInvariant(state));
      const name = judged.get(state);
      if (name === undefined) continue;
      const others = layer.filter(
        (other) => spec.violatedInvariant(other.state) === undefined,
      ).length;
      return tellInvariant(spec, trace, { name, state, position, others }, reproduce);
    }
  }
  return undefined;
}

function saysNothing({ events }: Trace): boolean {
  return events.every(
    ({ actions, before, after }) =>
      actions === undefined && before.length === 0 && after.length === 0,
  );
}

function evaluationFailure(error: EvaluationError): TraceFailure {
  const { file, line, column } = error.span ?? { file: '?', line: 0, column: 0 };
  const summary = `the specification has no value at ${file}:${line}:${column}: ${error.message.split('\n')[0]}`;
  return { kind: 'evaluation', summary, story: `${summary}\n${error.message}`, line: 0 };
}
