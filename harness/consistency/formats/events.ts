/**
 * From events, one for an invocation and one for its completion, to operations. The position of an event is its place in
 * the file, so nothing depends on clocks. An operation that nobody completed has an unknown outcome.
 */
import type { History, Operation } from '../history.ts';
import { type FormatProblem, type Parsed, problemsMax } from './format-problem.ts';

export interface HistoryEvent {
  readonly line: number;
  readonly process: string;
  readonly type: 'invoke' | 'ok' | 'fail' | 'info';
  /** What was asked, as the invocation says; of a completion, what it says of the answer. */
  readonly f: string;
  readonly value: unknown;
  readonly key?: unknown;
}

/** What an operation is to an object, from its invocation and its completion (absent: never completed). */
export type Interpret = (
  invocation: HistoryEvent,
  completion: HistoryEvent | undefined,
) => Pick<Operation, 'input' | 'outcome' | 'output'> | string;

/** `interpret` answers with a text when it cannot make sense of an operation. */
export function pairEvents(events: readonly HistoryEvent[], interpret: Interpret): Parsed<History> {
  const { spans, problems } = matchEvents(events);
  const operations: Operation[] = [];
  for (const { from, to } of spans) {
    const [invocation, completion] = [events[from]!, to === undefined ? undefined : events[to]!];
    const meaning = interpret(invocation, completion);
    if (typeof meaning === 'string') {
      problems.push({ line: invocation.line, message: meaning });
      continue;
    }
    const open = to === undefined || meaning.outcome === 'info';
    const { process } = invocation;
    operations.push({ process, invoke: from, return: open ? Infinity : to, ...meaning });
  }
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, problemsMax) };
  return { ok: true, value: operations };
}

/** Positions of an invocation and of its completion. */
interface Span {
  readonly from: number;
  to?: number;
}

/** Which event completes which invocation, in the order of invocations. */
export function matchEvents(events: readonly HistoryEvent[]): {
  spans: Span[];
  problems: FormatProblem[];
} {
  const spans: Span[] = [];
  const problems: FormatProblem[] = [];
  const open = new Map<string, Span>();
  for (const [position, { process, type, line }] of events.entries()) {
    const current = open.get(process);
    if (type === 'invoke') {
      if (current !== undefined)
        problems.push({ line, message: `process ${process} already has an open operation` });
      const span: Span = { from: position };
      spans.push(span);
      open.set(process, span);
    } else if (current === undefined) {
      problems.push({ line, message: `process ${process} completes what it never invoked` });
    } else {
      current.to = position;
      open.delete(process);
    }
  }
  return { spans, problems };
}
