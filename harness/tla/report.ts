/** What a check found, for people: the trace with what changed in each state, and why the property is false. */
import type { CheckOutcome } from './check.ts';
import type { TraceState } from './trace/label.ts';
import type { EvaluationError } from './diagnostic.ts';
import type { Falsehood } from './spec.ts';
import type { Specification } from './specification.ts';
import { sourceText } from './source-text.ts';
import type { Span } from './syntax/ast.ts';
import { show, showPretty } from './values/print.ts';

/** `File.tla:12:3`. */
export function place(span: Span): string {
  return `${span.file}:${span.line}:${span.column}`;
}

/** The counterexample and its reason, several lines; empty if nothing is wrong. */
export function describeOutcome(spec: Specification, outcome: CheckOutcome): string {
  const { violation } = outcome;
  if (violation === undefined) return '';
  const lines: string[] = [];
  if (outcome.trace.length > 0) lines.push(...formatTrace(spec, outcome.trace));
  if (outcome.loop !== undefined) lines.push(`     back to state ${outcome.loop + 1}, for ever`);
  if (outcome.trace.length > 0) lines.push('');
  lines.push(violation.message);
  if (violation.falsehood !== undefined) lines.push(...formatFalsehood(violation.falsehood));
  if (violation.error !== undefined) lines.push(...formatEvaluationError(spec, violation.error), ...formatBindings(violation.bindings ?? []));
  return lines.join('\n');
}

/** One block for each state: the action that led there, then the variables that it changed. */
export function formatTrace(spec: Specification, trace: readonly TraceState[]): string[] {
  return trace.flatMap(({ action, args, state }, i) => {
    const before = trace[i - 1]?.state;
    const call = args.length === 0 ? action : `${action}(${args.map(show).join(', ')})`;
    const changes = spec.variables.flatMap(({ name, index }) =>
      before !== undefined && before[index] === state[index] ? [] : [`     ${name} = ${showPretty(state[index] ?? false, 8 + name.length)}`],
    );
    return [`${String(i + 1).padStart(3)}  ${call}`, ...(changes.length === 0 ? ['     (nothing changes)'] : changes)];
  });
}

export function formatFalsehood(falsehood: Falsehood): string[] {
  const { text, span, left, right, bindings, path } = falsehood;
  const lines = [`  false: ${text}`, `     at  ${place(span)}${path.length === 0 ? '' : ` in ${path.map(({ name }) => name).join(' > ')}`}`];
  const shown = new Set<string>();
  for (const side of [left, right]) {
    if (side === undefined || isLiteral(side.text) || shown.has(side.text)) continue;
    shown.add(side.text);
    lines.push(`         ${side.text} = ${show(side.value)}`);
  }
  return [...lines, ...formatBindings(bindings)];
}

function formatBindings(bindings: Falsehood['bindings']): string[] {
  const where = [...new Map(bindings.map(({ name, value }) => [name, `${name} = ${show(value)}`])).values()];
  return where.length === 0 ? [] : [`  where  ${where.join(', ')}`];
}

function isLiteral(text: string): boolean {
  return /^("[^"]*"|-?\d+|TRUE|FALSE)$/.test(text);
}

function formatEvaluationError(spec: Specification, error: EvaluationError): string[] {
  if (error.span === undefined) return [];
  const text = sourceText(spec.texts)(error.span);
  return [`     in: ${text}`, `     at  ${place(error.span)}`, ...error.frames.map((frame) => `   from  ${frame.operator} at ${place(frame.span)}`)];
}
