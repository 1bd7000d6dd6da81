/**
 * Plain data as bytes, in the deterministic encoding of CBOR (RFC 8949, section 4.2): null, booleans, integers from 0 on,
 * texts, lists, and records with their names in order. For what an implementation writes on its disk and sends in pieces:
 * equal data has equal bytes on every server. The runtime, which speaks with strangers, has a library (impl/runtime).
 */
import type { Bytes } from './protocol.ts';

export type Data =
  | null
  | boolean
  | number
  | string
  | readonly Data[]
  | { readonly [name: string]: Data };

const kind = { number: 0, text: 3, list: 4, record: 5 } as const;
const simple = { false: 0xf4, true: 0xf5, null: 0xf6 } as const;

/** Throws RangeError for numbers that are not among those above. */
export function encode(data: Data): Bytes {
  if (data === null) return String.fromCharCode(simple.null);
  if (typeof data === 'boolean') return String.fromCharCode(data ? simple.true : simple.false);
  if (typeof data === 'number') return head(kind.number, data);
  if (typeof data === 'string') {
    const bytes = utf8(data);
    return head(kind.text, bytes.length) + bytes;
  }
  if (Array.isArray(data)) return head(kind.list, data.length) + data.map(encode).join('');
  const fields = Object.entries(data).map(([name, item]) => [encode(name), encode(item)] as const);
  // In the order of the encoded names: shorter ones first.
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return head(kind.record, fields.length) + fields.map(([name, item]) => name + item).join('');
}

function head(major: number, size: number): Bytes {
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`${size} has no encoding here`);
  if (size < 24) return String.fromCharCode((major << 5) | size);
  for (const [width, bytes] of [1, 2, 4, 8].entries()) {
    if (size >= 256 ** bytes) continue;
    return String.fromCharCode((major << 5) | (24 + width)) + bigEndian(size, bytes);
  }
  throw new RangeError(`${size} has no encoding here`);
}

function bigEndian(number: number, bytes: number): Bytes {
  let text = '';
  for (let rest = number, i = 0; i < bytes; i++, rest = Math.floor(rest / 256)) {
    text = String.fromCharCode(rest % 256) + text;
  }
  return text;
}

function utf8(text: string): Bytes {
  return fromEscaped(encodeURIComponent(text));
}

function fromEscaped(escaped: string): Bytes {
  return escaped.replace(/%(..)/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function fromUtf8(bytes: Bytes): string {
  const escaped = Array.from(
    bytes,
    (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return decodeURIComponent(escaped.join(''));
}

/** Undefined: the bytes are no encoding of anything, or of more than one thing. Nothing is thrown. */
export function decode(bytes: Bytes): Data | undefined {
  try {
    const { data, end } = read(bytes, 0);
    return end === bytes.length ? data : undefined;
  } catch (error) {
    if (error instanceof RangeError || error instanceof URIError) return undefined;
    throw error;
  }
}

interface Found {
  readonly data: Data;
  readonly end: number;
}

function read(bytes: Bytes, at: number): Found {
  const first = bytes.charCodeAt(at);
  if (first === simple.null) return { data: null, end: at + 1 };
  if (first === simple.true || first === simple.false) {
    return { data: first === simple.true, end: at + 1 };
  }
  const { size, end } = readSize(bytes, at);
  switch (first >> 5) {
    case kind.number:
      return { data: size, end };
    case kind.text: {
      if (end + size > bytes.length) throw new RangeError('the text ends too soon');
      return { data: fromUtf8(bytes.slice(end, end + size)), end: end + size };
    }
    case kind.list:
      return readList(bytes, end, size);
    case kind.record: {
      const { data, end: last } = readList(bytes, end, 2 * size);
      const items = data as readonly Data[];
      const fields = Array.from({ length: size }, (_, i) => [
        String(items[2 * i]),
        items[2 * i + 1],
      ]);
      return { data: Object.fromEntries(fields) as Data, end: last };
    }
    default:
      throw new RangeError(`byte ${first} begins nothing that is known here`);
  }
}

function readList(bytes: Bytes, at: number, length: number): Found {
  const items: Data[] = [];
  let next = at;
  for (let i = 0; i < length; i++) {
    const { data, end } = read(bytes, next);
    items.push(data);
    next = end;
  }
  return { data: items, end: next };
}

function readSize(bytes: Bytes, at: number): { readonly size: number; readonly end: number } {
  const short = bytes.charCodeAt(at) & 31;
  if (short < 24) return { size: short, end: at + 1 };
  const count = [1, 2, 4, 8][short - 24];
  const end = at + 1 + (count ?? 0);
  if (count === undefined || end > bytes.length) throw new RangeError('no size');
  let size = 0;
  for (let i = at + 1; i < end; i++) size = size * 256 + bytes.charCodeAt(i);
  if (!Number.isSafeInteger(size)) throw new RangeError('too large');
  return { size, end };
}
