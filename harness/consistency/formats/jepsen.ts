/**
 * Jepsen's histories: one map an event, with :process, :type (:invoke, :ok, :fail, :info), :f and :value, and :key where a
 * store has keys; as EDN, or as JSON, one after another or in one vector. Events of the nemesis are skipped, as it is no client, and can be read as faults.
 */
import { type Fault, faultsOf, type NemesisEvent } from '../faults.ts';
import type { History } from '../history.ts';
import { EdnError, type EdnForm, readEdn } from './edn.ts';
import { type HistoryEvent, type Interpret, pairEvents } from './events.ts';
import { type FormatProblem, type Parsed, problemsMax } from './format-problem.ts';

/** Reads a history, in EDN or JSON (which the EDN reader reads too, its colons aside). */
export function parseJepsen(text: string, interpret: Interpret): Parsed<History> {
  const events = readJepsenEvents(text);
  return events.ok ? pairEvents(events.value, interpret) : events;
}

/** The clients' events, in the order of the file. */
export function readJepsenEvents(text: string): Parsed<HistoryEvent[]> {
  const forms = readForms(text);
  if ('problem' in forms) return { ok: false, problems: [forms.problem] };
  const events: HistoryEvent[] = [];
  const problems: FormatProblem[] = [];
  for (const form of forms.forms) {
    const event = toEvent(form);
    if (typeof event === 'string') problems.push({ line: form.line, message: event });
    else if (event !== undefined) events.push(event);
  }
  return problems.length > 0
    ? { ok: false, problems: problems.slice(0, problemsMax) }
    : { ok: true, value: events };
}

/** What the nemesis did; nothing of a text that is not of this format. Positions are those of the clients' events. */
export function readJepsenFaults(text: string): Fault[] {
  const forms = readForms(text);
  if ('problem' in forms) return [];
  const events: NemesisEvent[] = [];
  let after = -1;
  for (const { value: form } of forms.forms) {
    const { process, f, value } = (form ?? {}) as Record<string, unknown>;
    if (!isNemesis(process)) after++;
    else if (typeof f === 'string') events.push({ after, f: f.replace(/^:/, ''), value });
  }
  return faultsOf(events);
}

const isNemesis = (process: unknown) => process === 'nemesis' || process === ':nemesis';

function readForms(text: string): { forms: EdnForm[] } | { problem: FormatProblem } {
  try {
    const forms = /^\s*\[?\s*\{\s*"/.test(text) ? readJson(text) : readEdn(text);
    const [only] = forms;
    if (forms.length !== 1 || !Array.isArray(only!.value)) return { forms };
    return { forms: only!.value.map((value: unknown) => ({ value, line: only!.line })) };
  } catch (error) {
    if (!(error instanceof EdnError)) throw error;
    return { problem: { line: error.line, message: error.message } };
  }
}

function readJson(text: string): EdnForm[] {
  if (text.trimStart().startsWith('[')) return [{ line: 1, value: parseOne(text, 1) }];
  return text.split('\n').flatMap((content, index) => {
    const line = index + 1;
    return content.trim() === '' ? [] : [{ line, value: parseOne(content, line) }];
  });
}

function parseOne(text: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new EdnError(`not JSON: ${(error as Error).message}`, line);
  }
}

const types = ['invoke', 'ok', 'fail', 'info'] as const;

function toEvent({ value: form, line }: EdnForm): HistoryEvent | undefined | string {
  if (typeof form !== 'object' || form === null || Array.isArray(form)) return 'an event is a map';
  const { process, type, f, value, key } = form as Record<string, unknown>;
  if (process === undefined) return 'an event has no process';
  if (isNemesis(process)) return undefined;
  const kind = types.find((one) => one === type || `:${one}` === type);
  if (kind === undefined) return `there is no event of type ${JSON.stringify(type)}`;
  if (typeof f !== 'string') return 'f is not a name';
  const event = { line, process: String(process), type: kind, f: f.replace(/^:/, ''), value };
  return key === undefined ? event : { ...event, key };
}
