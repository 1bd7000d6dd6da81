/**
 * A history as events: Jepsen's EDN or JSON, Porcupine's key-value format (EDN in one exact shape, texts only), or the log
 * of Jepsen's etcd test. What a format cannot say is refused, so that whoever reads it judges the same history.
 */
import type { History } from '../history.ts';
import { type Vocabulary, wordFor } from './vocabulary.ts';

export type EventFormat = 'jepsen-edn' | 'jepsen-json' | 'porcupine-kv' | 'etcd-log';

interface Event {
  readonly process: string;
  readonly type: 'invoke' | 'ok' | 'fail' | 'info';
  readonly f: string;
  readonly key?: unknown;
  readonly value: unknown;
}

/** One event a line. Throws TypeError, naming the operation, where the format cannot say what happened. */
export function formatEvents(
  history: History,
  vocabulary: Vocabulary,
  format: EventFormat,
): string {
  const write = writers[format];
  return eventsOf(history, vocabulary)
    .map((event) => `${write(event)}\n`)
    .join('');
}

// Events at one position: invocations first, as operations that touch in a position are concurrent.
function eventsOf(history: History, vocabulary: Vocabulary): Event[] {
  const moments = history.flatMap((operation, index) => [
    { at: operation.invoke, index, rank: 0 },
    ...(operation.outcome === 'info' ? [] : [{ at: operation.return, index, rank: 1 }]),
  ]);
  moments.sort((a, b) => a.at - b.at || a.rank - b.rank);
  const events: Event[] = [];
  const open = new Map<string, Event>();
  for (const { index, rank } of moments) {
    const [asked, answered] = pairOf(history, index, vocabulary);
    if (rank === 1) events.push(answered);
    else {
      // The operation before it of the same process is of unknown outcome; that is said no later than here.
      const before = open.get(asked.process);
      if (before !== undefined) events.push(before);
      open.delete(asked.process);
      events.push(asked);
      if (answered.type === 'info') open.set(asked.process, answered);
    }
  }
  return [...events, ...open.values()];
}

function pairOf(history: History, index: number, vocabulary: Vocabulary): [Event, Event] {
  const operation = history[index]!;
  const word = wordFor(vocabulary, operation);
  const { process, outcome, output } = operation;
  const input = operation.input as Record<string, unknown>;
  if (word.owned && input.owner !== process)
    throw new TypeError(`operation ${index}: its owner is not its process`);
  const given = word.fields.map((name) => input[name]);
  const value = given.length < 2 ? (given[0] ?? null) : given;
  const key = vocabulary.keyed ? { key: input.key } : {};
  const asked = { process, type: 'invoke' as const, f: word.f[0]!, ...key, value };
  if (outcome !== 'ok') {
    if (outcome === 'fail' && word.answer === 'took place or failed')
      throw new TypeError(
        `operation ${index}: here a ${word.f[0]} that failed is one that answered`,
      );
    return [asked, { ...asked, type: outcome }];
  }
  if (word.answer === 'value') return [asked, { ...asked, type: 'ok', value: output }];
  if (word.answer === 'nothing') {
    if ((output ?? null) !== null)
      throw new TypeError(`operation ${index}: the answer of a ${word.f[0]} has no place`);
    return [asked, { ...asked, type: 'ok' }];
  }
  if (typeof output !== 'boolean')
    throw new TypeError(`operation ${index}: the answer of a ${word.f[0]} is true or false`);
  if (output) return [asked, { ...asked, type: 'ok' }];
  const failed = word.answer === 'took place or failed';
  return [asked, failed ? { ...asked, type: 'fail' } : { ...asked, type: 'ok', value: false }];
}

const writers: Readonly<Record<EventFormat, (event: Event) => string>> = {
  'jepsen-edn': edn,
  'jepsen-json': ({ process, ...rest }) => JSON.stringify({ process: named(process), ...rest }),
  'porcupine-kv': (event) => edn(inTexts(event)),
  'etcd-log': ({ process, type, f, value }) =>
    `INFO  jepsen.util - ${numbered(process)}\t:${type}\t:${f}\t${printEdn(value)}`,
};

function edn({ process, type, f, key, value }: Event): string {
  const keyed = key === undefined ? '' : `:key ${printEdn(key)}, `;
  return `{:process ${printEdn(named(process))}, :type :${type}, :f :${f}, ${keyed}:value ${printEdn(value)}}`;
}

function inTexts(event: Event): Event {
  const { process, type, f, value } = event;
  numbered(process);
  if (type !== 'invoke' && type !== 'ok') throw new TypeError(`the format has no :${type}`);
  if (!['get', 'put', 'append'].includes(f)) throw new TypeError(`the format has no ${f}`);
  if (f === 'get' && type === 'invoke') return event;
  if (value !== null && typeof value !== 'string')
    throw new TypeError(`${JSON.stringify(value)} is not a text`);
  return { ...event, value: value ?? '' };
}

const named = (process: string) =>
  /^(0|[1-9]\d{0,14})$/.test(process) ? Number(process) : process;

function numbered(process: string): number {
  const number = named(process);
  if (typeof number === 'string') throw new TypeError(`process ${process} is not a number`);
  return number;
}

function printEdn(value: unknown): string {
  if (value === null || value === undefined) return 'nil';
  if (Array.isArray(value)) return `[${value.map(printEdn).join(' ')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, part]) => `${printEdn(key)} ${printEdn(part)}`);
  return `{${entries.join(', ')}}`;
}
