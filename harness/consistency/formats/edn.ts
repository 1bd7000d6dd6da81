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

class Reader {
  readonly #text: string;
  #at = 0;
  #depth = 0;
  line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  /** Goes to the next form, past space, commas, comments and discarded forms; false at the end. */
  skipSpace(): boolean {
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined) return false;
      if (character === ';') this.#skipLine();
      else if (this.#text.startsWith('#_', this.#at)) this.#discard();
      else if (character === ',' || /\s/.test(character)) this.#next();
      else return true;
    }
  }

  form(): unknown {
    const two = this.#text.slice(this.#at, this.#at + 2);
    const opener = two === '#{' ? two : two.charAt(0);
    if (opener in closers) return this.#collection(opener);
    if (opener === '"') return this.#string();
    if (opener === '#') return this.#tagged();
    return this.#atom();
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
    const entries: [string, unknown][] = [];
    for (let index = 0; index < elements.length; index += 2) {
      const key = elements[index];
      if (typeof key !== 'string' && typeof key !== 'number')
        throw new EdnError('a key of a map is neither a name nor a number', line);
      entries.push([String(key), elements[index + 1]]);
    }
    return Object.fromEntries(entries);
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
    const token = this.#token();
    if (token === '') throw new EdnError(`${this.#text[this.#at]} is not expected here`, this.line);
    if (token === 'nil') return null;
    if (token === 'true' || token === 'false') return token === 'true';
    if (/^[-+]?\d+N?$/.test(token)) return this.#integer(token);
    if (/^[-+]?\d+(\.\d*)?([eE][-+]?\d+)?M?$/.test(token)) return Number.parseFloat(token);
    if (/^:?[A-Za-z*!_?$%&=<>.+\-/][\w*!?$%&=<>.+\-/:#']*$/.test(token))
      return token.startsWith(':') ? token.slice(1) : token;
    throw new EdnError(`${token} is not known`, this.line);
  }

  #integer(token: string): number {
    const value = Number.parseInt(token, 10);
    if (!Number.isSafeInteger(value)) throw new EdnError(`${token} is beyond 2^53`, this.line);
    return value;
  }

  #token(): string {
    const start = this.#at;
    while (/[^\s,;"()[\]{}]/.test(this.#text[this.#at] ?? ' ')) this.#at++;
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
    if (this.#text[this.#at] === '\n') this.line++;
    this.#at++;
  }
}
