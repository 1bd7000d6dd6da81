/**
 * What is on the disk besides the log's frames: the records in them, the images of pages, the control file. Each has its
 * bytes and back; what cannot be read is undefined or `torn`, and what to make of that is recovery's business.
 */
import type { Bytes, FileName } from '../protocol.ts';
import { fromNumber, fromTexts, sealed, toNumber, toTexts, unsealed } from './bytes.ts';
import type { Lsn } from './log.ts';

export type Page = string;
/** `null`: nothing was ever put there. */
export type Value = string | null;

/** Session and number: `a3` is the third of session `a`. Within a session numbers go up. */
export type Tx = string;

export function txOf(session: string, number: number): Tx {
  return `${session}${number}`;
}

export function sessionOf(tx: Tx): string {
  return tx.replace(/\d+$/, '');
}

export function numberOf(tx: Tx): number {
  return Number(tx.slice(sessionOf(tx).length));
}

/** Physical: the whole content of the page, before and after (ARIES, section 3). An undo is never undone. */
export type LogRecord =
  | {
      readonly type: 'update';
      readonly tx: Tx;
      readonly page: Page;
      readonly before: Value;
      readonly after: Value;
    }
  | {
      readonly type: 'undo';
      readonly tx: Tx;
      readonly page: Page;
      readonly after: Value;
      readonly undoes: Lsn;
    }
  | { readonly type: 'commit' | 'abort'; readonly tx: Tx };

const letters = { update: 'u', undo: 'c', commit: 'k', abort: 'a' } as const;

export function encodeRecord(record: LogRecord): Bytes {
  const head = [letters[record.type], record.tx];
  switch (record.type) {
    case 'update':
      return fromTexts([...head, record.page, ...textOf(record.before), ...textOf(record.after)]);
    case 'undo':
      return fromTexts([...head, record.page, ...textOf(record.after), String(record.undoes)]);
    default:
      return fromTexts(head);
  }
}

export function decodeRecord(bytes: Bytes): LogRecord | undefined {
  const [letter, tx = '', page = '', ...rest] = toTexts(bytes) ?? [];
  const [first = '', second = '', third = '', fourth = ''] = rest;
  switch (letter) {
    case letters.update: {
      const [before, after] = [toValue(first, second), toValue(third, fourth)];
      return { type: 'update', tx, page, before, after };
    }
    case letters.undo:
      return { type: 'undo', tx, page, after: toValue(first, second), undoes: Number(third) };
    case letters.commit:
      return { type: 'commit', tx };
    case letters.abort:
      return { type: 'abort', tx };
    default:
      return undefined;
  }
}

// An empty text is a value; that there is none is said in a text of its own.
function textOf(value: Value): readonly [string, string] {
  return value === null ? ['-', ''] : ['+', value];
}

function toValue(sign: string, text: string): Value {
  return sign === '+' ? text : null;
}

/** A page as it is on the disk or in memory; `lsn` is that of the last record that is in it. */
export interface Image {
  readonly value: Value;
  readonly lsn: Lsn;
}

export const blank: Image = { value: null, lsn: 0 };

export function encodeImage({ value, lsn }: Image, size: number): Bytes {
  return sealed(fromTexts([String(lsn), ...textOf(value)]), size);
}

export function decodeImage(bytes: Bytes, size: number): Image | 'torn' {
  const block = unsealed(bytes, size);
  if (typeof block === 'string') return block === 'empty' ? blank : 'torn';
  const [lsn = '', sign = '', text = ''] = toTexts(block.content) ?? [];
  return { value: toValue(sign, text), lsn: Number(lsn) };
}

/** Where recovery begins to read, and who had committed before: the last number of each session. */
export interface Control {
  readonly start: Lsn;
  readonly ended: Readonly<Record<string, number>>;
}

export const controlFile: FileName = 'control';
export const newControlFile: FileName = 'control.new';

/** As long as it needs to be: it is durable before it gets its name, so that it is never found torn. */
export function encodeControl({ start, ended }: Control): Bytes {
  const sessions = Object.entries(ended)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([session, number]) => [session, String(number)]);
  const content = fromTexts([String(start), ...sessions]);
  return fromNumber(content.length, 2) + sealed(content, content.length + 6);
}

/** Undefined: there is none. Throws nothing; a control file that is corrupt is `torn`. */
export function decodeControl(bytes: Bytes | undefined): Control | 'torn' | undefined {
  if (bytes === undefined) return undefined;
  const size = toNumber(bytes.slice(0, 2)) + 6;
  const block = unsealed(bytes.slice(2, 2 + size), size);
  const texts = typeof block === 'string' ? undefined : toTexts(block.content);
  if (texts === undefined) return 'torn';
  const ended: Record<string, number> = {};
  for (let i = 1; i < texts.length; i += 2) ended[texts[i] as string] = Number(texts[i + 1]);
  return { start: Number(texts[0]), ended };
}
