/** What a check found, for people: the trace with what changed in each state, and why the property is false. */
import type { CheckOutcome, Counterexample } from './check.ts';
import type { EvaluationError } from './diagnostic.ts';
import type { DisabledAction } from './explore/deadlock.ts';
import { sourceText } from './source-text.ts';
import type { Falsehood } from './spec.ts';
import type { Specification } from './specification.ts';
import type { Span } from './syntax/ast.ts';
import { changesOf, whole } from './trace/changes.ts';
import type { TraceState } from './trace/label.ts';
import { show } from './values/print.ts';
import { Tag, type Value } from './values/value.ts';

/** `File.tla:12:3`. */
export function place(span: Span): string {
  return `${span.file}:${span.line}:${span.column}`;
}

/** The counterexamples and their reasons, several lines; empty if nothing is wrong. */
export function describeOutcome(spec: Specification, outcome: CheckOutcome): string {
  const { violation, counterexamples } = outcome;
  const lines: string[] = [];
  const all = counterexamples ?? (violation === undefined ? [] : [{ ...outcome, violation }]);
  for (const [i, each] of all.slice(0, shownMax).entries()) {
    if (i > 0) lines.push('');
    if (all.length > 1) lines.push(`Violation ${i + 1} of ${all.length}`);
    lines.push(...describeCounterexample(spec, each));
  }
  if (all.length > shownMax) lines.push('', `(and ${all.length - shownMax} more)`);
  return lines.join('\n');
}

/** So many counterexamples are shown; `--json` has all of them. */
const shownMax = 20;

function describeCounterexample(
  spec: Specification,
  { violation, trace, loop }: Counterexample,
): string[] {
  const lines: string[] = [];
  if (trace.length > 0) lines.push(...formatTrace(spec, trace));
  if (loop !== undefined) lines.push(`     back to state ${loop + 1}, for ever`);
  if (trace.length > 0) lines.push('');
  lines.push(violation.message);
  if (violation.falsehood !== undefined) lines.push(...formatFalsehood(violation.falsehood));
  if (violation.error !== undefined)
    lines.push(
      ...describeError(spec, violation.error),
      ...formatBindings(violation.bindings ?? []),
    );
  for (const disabled of violation.disabled ?? []) lines.push(...formatDisabled(disabled));
  return lines;
}

function formatDisabled({ action, guard, tried }: DisabledAction): string[] {
  const ways = tried > 1 ? ` (the furthest of ${tried} ways)` : '';
  if (guard === undefined) return [`  ${action} is not enabled${ways}`];
  return [
    `  ${action} is not enabled${ways}`,
    ...formatFalsehood(guard).map((line) => `  ${line}`),
  ];
}

/** One block for each state: the action that led there, then what it changed. */
export function formatTrace(spec: Specification, trace: readonly TraceState[]): string[] {
  return trace.flatMap((step, i) => {
    const { action, args } = step;
    const call = args.length === 0 ? action : `${action}(${args.map(show).join(', ')})`;
    const shown = shownFields(spec, step);
    const before = i === 0 ? undefined : shownFields(spec, trace[i - 1] as TraceState);
    const changes = [...shown].flatMap(([name, value]) => {
      const old = before?.get(name);
      return old === undefined ? [whole(name, value)] : changesOf(name, old, value);
    });
    return [
      `${String(i + 1).padStart(3)}  ${call}`,
      ...(changes.length === 0
        ? ['     (nothing changes)']
        : changes.map((line) => `     ${line}`)),
    ];
  });
}

/** The variables, or what the ALIAS shows in their place. */
function shownFields(
  spec: Specification,
  { state, alias }: TraceState,
): ReadonlyMap<string, Value> {
  if (typeof alias === 'object' && alias.tag === Tag.record) {
    return new Map(alias.shape.names.map((name, i) => [name.text, alias.values[i] as Value]));
  }
  return new Map(spec.variables.map(({ name, index }) => [name, state[index] ?? false]));
}

export function formatFalsehood(falsehood: Falsehood): string[] {
  const { text, span, left, right, bindings, path } = falsehood;
  const lines = [
    `  false: ${text}`,
    `     at  ${place(span)}${path.length === 0 ? '' : ` in ${path.map(({ name }) => name).join(' > ')}`}`,
  ];
  const shown = new Set<string>();
  for (const side of [left, right]) {
    if (side === undefined || isLiteral(side.text) || shown.has(side.text)) continue;
    shown.add(side.text);
    const value = show(side.value);
    if (value !== side.text) lines.push(`         ${side.text} = ${value}`);
  }
  return [...lines, ...formatBindings(bindings)];
}

function formatBindings(bindings: Falsehood['bindings']): string[] {
  const where = [
    ...new Map(bindings.map(({ name, value }) => [name, `${name} = ${show(value)}`])).values(),
  ];
  return where.length === 0 ? [] : [`  where  ${where.join(', ')}`];
}

function isLiteral(text: string): boolean {
  return /^("[^"]*"|-?\d+|TRUE|FALSE)$/.test(text);
}

/** The part without a value, its place, and the calls that led there. */
export function describeError(spec: Specification, error: EvaluationError): string[] {
  if (error.span === undefined) return [];
  const text = sourceText(spec.texts)(error.span);
  return [
    `     in: ${text}`,
    `     at  ${place(error.span)}`,
    ...error.frames.map((frame) => `   from  ${frame.operator} at ${place(frame.span)}`),
  ];
}
