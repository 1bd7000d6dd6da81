/**
 * Our own format: one operation a line, each a JSON object, in any order.
 *
 *     {"process":"c1","input":{"type":"put","key":"x","value":1},"invoke":0,"return":3,"outcome":"ok","output":null}
 *     {"process":"c2","input":{"type":"get","key":"x"},"invoke":1,"outcome":"info"}
 *
 *     {"fault":"partition n1 | n2 n3","from":2.5,"to":9}
 *
 * The last is no operation: what was done to the system meanwhile, drawn and not judged; without `to` it never ended.
 * `return` is there unless the outcome is `info`; `output` is there if it is `ok` (absent means undefined). Blank lines and
 * lines that begin with # are skipped. Other fields are refused: a misspelt one would be a silent loss.
 */
import type { Fault } from '../faults.ts';
import type { History, Operation, OutcomeType } from '../history.ts';
import { type FormatProblem, type Parsed, problemsMax } from './format-problem.ts';

const fields = new Set(['process', 'input', 'invoke', 'return', 'outcome', 'output']);

/** Reads a history. Whether it makes sense as one is validate.ts's business. */
export function parseNdjson(text: string): Parsed<History> {
  const operations: Operation[] = [];
  const problems: FormatProblem[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const content = raw.trim();
    if (content === '' || content.startsWith('#')) continue;
    const parsed = content.startsWith('{"fault":') ? faultIn(content) : parseLine(content);
    if (typeof parsed !== 'string' && 'label' in parsed) continue;
    if (typeof parsed === 'string') problems.push({ line: index + 1, message: parsed });
    else operations.push(parsed);
  }
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, problemsMax) };
  return { ok: true, value: operations };
}

/** The faults of a text, without those that are no such lines. */
export function readNdjsonFaults(text: string): Fault[] {
  return text.split('\n').flatMap((line) => {
    const fault = line.trim().startsWith('{"fault":') ? faultIn(line.trim()) : '';
    return typeof fault === 'string' ? [] : [fault];
  });
}

function faultIn(content: string): Fault | string {
  try {
    const { fault, from, to = null, ...rest } = JSON.parse(content) as Record<string, unknown>;
    const [stranger] = Object.keys(rest);
    if (stranger !== undefined) return `a fault has no field ${JSON.stringify(stranger)}`;
    if (typeof fault !== 'string' || typeof from !== 'number')
      return 'a fault is a text and has a from';
    if (to !== null && typeof to !== 'number') return 'to must be a number';
    return { label: fault, from, to };
  } catch (error) {
    return `not JSON: ${(error as Error).message}`;
  }
}

/** One line for each operation; ends with a newline unless there are none. Throws TypeError at what JSON cannot hold. */
export function formatNdjson(history: History): string {
  return history.map((operation) => `${formatLine(operation)}\n`).join('');
}

function parseLine(content: string): Operation | string {
  try {
    return parseOperation(JSON.parse(content));
  } catch (error) {
    return `not JSON: ${(error as Error).message}`;
  }
}

/** One operation from what JSON holds, or what is wrong with it. */
export function parseOperation(value: unknown): Operation | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'not a JSON object';
  const line = value as Record<string, unknown>;
  const stranger = Object.keys(line).find((name) => !fields.has(name));
  if (stranger !== undefined) return `there is no field ${JSON.stringify(stranger)}`;
  const { process, input, invoke, outcome, output } = line;
  if (typeof process !== 'string') return 'process must be a text';
  if (input === undefined) return 'input is missing';
  if (typeof invoke !== 'number') return 'invoke must be a number';
  if (outcome !== 'ok' && outcome !== 'fail' && outcome !== 'info')
    return 'outcome must be "ok", "fail" or "info"';
  const begun = { process, input, invoke };
  if (outcome !== 'ok' && output !== undefined)
    return `an operation that is ${outcome} has no output`;
  return withReturn(begun, outcome, line);
}

function withReturn(
  begun: Pick<Operation, 'process' | 'input' | 'invoke'>,
  outcome: OutcomeType,
  line: Record<string, unknown>,
): Operation | string {
  const returned = line.return;
  if (outcome === 'info') {
    if (returned !== undefined) return 'an operation of unknown outcome has no return';
    return { ...begun, outcome, return: Number.POSITIVE_INFINITY };
  }
  if (typeof returned !== 'number') return 'return must be a number';
  if (outcome === 'fail') return { ...begun, outcome, return: returned };
  return { ...begun, outcome, return: returned, output: line.output };
}

// A value that JSON would change without a word (NaN becomes null) must not be lost on the way to another judge.
function formatLine({
  process,
  input,
  invoke,
  return: returned,
  outcome,
  output,
}: Operation): string {
  const begun = { process, input: exact(input), invoke: exact(invoke) };
  if (outcome === 'info') return JSON.stringify({ ...begun, outcome });
  if (outcome === 'fail') return JSON.stringify({ ...begun, return: exact(returned), outcome });
  return JSON.stringify({ ...begun, return: exact(returned), outcome, output: exact(output) });
}

function exact(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) {
    const isPlain =
      Array.isArray(value) || [null, Object.prototype].includes(Object.getPrototypeOf(value));
    if (!isPlain) throw new TypeError(`${value.constructor.name} is not plain data`);
    for (const part of Object.values(value)) exact(part);
  } else if (
    typeof value === 'function' ||
    typeof value === 'symbol' ||
    typeof value === 'bigint'
  ) {
    throw new TypeError(`JSON cannot hold a ${typeof value}`);
  } else if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new TypeError(`JSON cannot hold ${value}`);
  }
  return value;
}
