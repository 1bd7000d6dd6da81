/**
 * EDN, as far as histories use it: nil, booleans, numbers, texts, keywords, symbols, vectors, lists, sets, maps, tags
 * (ignored), comments and discards. Keywords and symbols become texts without their colon; sets become arrays; maps become
 * objects, so their keys must be keywords, symbols, texts or integers. Characters and ratios are refused.
 */

/** Why a text is not EDN. `line` counts from 1. */
export class EdnError extends Error {
  override readonly name = 'EdnError';
  readonly line: number;
  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

export interface EdnForm {
  readonly value: unknown;
  readonly line: number;
}

/** All forms of a text, one after another, each with the line on which it begins. Throws EdnError. */
export function readEdn(text: string): EdnForm[] {
  const reader = new Reader(text);
  const forms: EdnForm[] = [];
  while (reader.skipSpace()) forms.push({ line: reader.line, value: reader.form() });
  return forms;
}

const closers: Record<string, string> = { '(': ')', '[': ']', '{': '}', '#{': '}' };
const depthMax = 500;

const code = (character: string) => character.charCodeAt(0);
const [newline, hash, quote, semicolon] = [code('\n'), code('#'), code('"'), code(';')];
const zero = code('0');

/** What a character is to the reader, by its code; beyond ASCII it is space where \s says so, else part of a token. */
const isSpace = table((character) => character === ',' || /\s/.test(character));
const endsToken = table((character) => /[\s,;"()[\]{}]/.test(character));

function table(holds: (character: string) => boolean): (at: number) => boolean {
  const ascii = Uint8Array.from({ length: 128 }, (_, at) =>
    holds(String.fromCharCode(at)) ? 1 : 0,
  );
  return (at) => (at < 128 ? ascii[at] === 1 : holds(String.fromCharCode(at)));
}

/** Names and small numbers come again and again: what the first few thousand of them meant. */
const atomsMax = 5000;

class Reader {
  readonly #text: string;
  #at = 0;
  #depth = 0;
  readonly #atoms = new Map<string, unknown>();
  line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  /** Goes to the next form, past space, commas, comments and discarded forms; false at the end. */
  skipSpace(): boolean {
    for (;;) {
      if (this.#at >= this.#text.length) return false;
      const character = this.#text.charCodeAt(this.#at);
      if (isSpace(character)) this.#next();
      else if (character === semicolon) this.#skipLine();
      else if (character === hash && this.#text[this.#at + 1] === '_') this.#discard();
      else return true;
    }
  }

  form(): unknown {
    const first = this.#text.charCodeAt(this.#at);
    if (first === quote) return this.#string();
    if (first === hash)
      return this.#text[this.#at + 1] === '{' ? this.#collection('#{') : this.#tagged();
    const opener = this.#text[this.#at]!;
    return opener in closers ? this.#collection(opener) : this.#atom();
  }

  #collection(opener: string): unknown {
    const line = this.line;
    if (++this.#depth > depthMax) throw new EdnError('nested too deeply', line);
    for (let i = 0; i < opener.length; i++) this.#next();
    const elements: unknown[] = [];
    for (;;) {
      if (!this.skipSpace()) throw new EdnError(`${opener} is never closed`, line);
      if (this.#text[this.#at] === closers[opener]) break;
      elements.push(this.form());
    }
    this.#next();
    this.#depth--;
    return opener === '{' ? this.#record(elements, line) : elements;
  }

  #record(elements: readonly unknown[], line: number): Record<string, unknown> {
    if (elements.length % 2 === 1) throw new EdnError('a map has a key without a value', line);
    const record: Record<string, unknown> = {};
    for (let index = 0; index < elements.length; index += 2) {
      const key = elements[index];
      if (typeof key !== 'string' && typeof key !== 'number')
        throw new EdnError('a key of a map is neither a name nor a number', line);
      const value = elements[index + 1];
      // Assigned, this one name would replace the prototype.
      if (key === '__proto__') Object.defineProperty(record, key, { value, enumerable: true });
      else record[key] = value;
    }
    return record;
  }

  #string(): string {
    const line = this.line;
    const start = this.#at;
    this.#next();
    while (this.#text[this.#at] !== '"') {
      if (this.#text[this.#at] === undefined) throw new EdnError('a text is never closed', line);
      if (this.#text[this.#at] === '\\') this.#next();
      this.#next();
    }
    this.#next();
    const raw = this.#text.slice(start, this.#at).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
    try {
      return JSON.parse(raw.replaceAll('\r', '\\r')) as string;
    } catch {
      throw new EdnError(`${raw} has an escape that is not known`, line);
    }
  }

  #tagged(): unknown {
    const line = this.line;
    this.#next();
    this.#token();
    if (!this.skipSpace()) throw new EdnError('a tag has no value', line);
    return this.form();
  }

  #atom(): unknown {
    const number = this.#digits();
    if (number !== undefined) return number;
    const token = this.#token();
    const known = this.#atoms.get(token);
    if (known !== undefined) return known;
    const value = this.#meaningOf(token);
    if (value !== null && this.#atoms.size < atomsMax) this.#atoms.set(token, value);
    return value;
  }

  #meaningOf(token: string): unknown {
    if (token === '') throw new EdnError(`${this.#text[this.#at]} is not expected here`, this.line);
    if (token === 'nil') return null;
    if (token === 'true' || token === 'false') return token === 'true';
    if (/^[-+]?\d+N?$/.test(token)) return this.#integer(token);
    if (/^[-+]?\d+(\.\d*)?([eE][-+]?\d+)?M?$/.test(token)) return Number.parseFloat(token);
    if (/^:?[A-Za-z*!_?$%&=<>.+\-/][\w*!?$%&=<>.+\-/:#']*$/.test(token))
      return token.startsWith(':') ? token.slice(1) : token;
    throw new EdnError(`${token} is not known`, this.line);
  }

  /** A number of a few digits and nothing else, which most atoms are. */
  #digits(): number | undefined {
    let [value, at] = [0, this.#at];
    for (const end = Math.min(at + 9, this.#text.length); at < end; at++) {
      const digit = this.#text.charCodeAt(at) - zero;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    const isWhole = at > this.#at && at < this.#text.length && endsToken(this.#text.charCodeAt(at));
    if (!isWhole) return undefined;
    this.#at = at;
    return value;
  }

  #integer(token: string): number {
    const value = Number.parseInt(token, 10);
    if (!Number.isSafeInteger(value)) throw new EdnError(`${token} is beyond 2^53`, this.line);
    return value;
  }

  #token(): string {
    const start = this.#at;
    while (this.#at < this.#text.length && !endsToken(this.#text.charCodeAt(this.#at))) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  #discard(): void {
    this.#at += 2;
    if (!this.skipSpace()) throw new EdnError('#_ has nothing to discard', this.line);
    this.form();
  }

  #skipLine(): void {
    while (this.#at < this.#text.length && this.#text[this.#at] !== '\n') this.#at++;
  }

  #next(): void {
    if (this.#text.charCodeAt(this.#at) === newline) this.line++;
    this.#at++;
  }
}
