/** A history in any format: which one a text is in, and reading it for an object. */
import type { Fault } from '../faults.ts';
import type { History, Operation } from '../history.ts';
import { parseEtcdLog, readEtcdFaults } from './etcd-log.ts';
import type { Interpret } from './events.ts';
import { type FormatProblem, type Parsed, problemsMax } from './format-problem.ts';
import { parseJepsen, readJepsenFaults } from './jepsen.ts';
import { parseNdjson, parseOperation, readNdjsonFaults } from './ndjson.ts';
import type { EventFormat } from './write-events.ts';

export type FormatName = 'ndjson' | 'json' | EventFormat;

export const formatNames: readonly FormatName[] = [
  'ndjson',
  'json',
  'jepsen-edn',
  'jepsen-json',
  'porcupine-kv',
  'etcd-log',
];

const beginning = 1 << 16;

/** Judged by how it begins; `undefined` where that is nothing we know. */
export function detectFormat(text: string): FormatName | undefined {
  const start = text.slice(0, beginning);
  if (/^INFO\s+jepsen\.util - /m.test(start)) return 'etcd-log';
  const content = start.replace(/^(\s*(#(?![{_])|;).*\n)*/, '').trimStart();
  if (/^[[(]?\s*(#[\w./]+\s*)?\{\s*:/.test(content)) return 'jepsen-edn';
  const isOurs = /"(input|invoke|outcome)"\s*:/.test(content);
  if (/^\[\s*(\{|\])/.test(content))
    return isOurs || /^\[\s*\]/.test(content) ? 'json' : 'jepsen-json';
  if (/^\{\s*"/.test(content)) return isOurs ? 'ndjson' : 'jepsen-json';
  return content === '' && /^\s*#/.test(start) ? 'ndjson' : undefined;
}

/** `interpret` is what the events mean to the object; only formats of events need it. */
export function readHistory(
  text: string,
  format: FormatName,
  interpret: Interpret | undefined,
): Parsed<History> {
  if (format === 'ndjson') return parseNdjson(text);
  if (format === 'json') return parseList(text);
  if (interpret === undefined) {
    const message = `it is not known what the events of ${format} are to this object; ndjson says it`;
    return { ok: false, problems: [{ line: 1, message }] };
  }
  return format === 'etcd-log' ? parseEtcdLog(text, interpret) : parseJepsen(text, interpret);
}

/** What was done to the system meanwhile, as far as the format tells. */
export function readFaults(text: string, format: FormatName): Fault[] {
  if (format === 'ndjson') return readNdjsonFaults(text);
  if (format === 'json') return [];
  return format === 'etcd-log' ? readEtcdFaults(text) : readJepsenFaults(text);
}

/** A list of operations as ndjson.ts has them, in one JSON array. */
function parseList(text: string): Parsed<History> {
  const refused = (message: string) => ({ ok: false, problems: [{ line: 1, message }] }) as const;
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return refused(`not JSON: ${(error as Error).message}`);
  }
  if (!Array.isArray(data)) return refused('not a list of operations');
  const operations: Operation[] = [];
  const problems: FormatProblem[] = [];
  for (const [index, value] of data.entries()) {
    const parsed = parseOperation(value);
    if (typeof parsed === 'string')
      problems.push({ line: 1, message: `operation ${index}: ${parsed}` });
    else operations.push(parsed);
  }
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, problemsMax) };
  return { ok: true, value: operations };
}
