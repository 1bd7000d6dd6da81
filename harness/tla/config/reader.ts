/** Walks over the tokens of a configuration, and says what was expected where something else is. */
import type { Identifier, Span } from '../syntax/ast.ts';
import type { Source } from '../syntax/source.ts';
import { type Token, tokenize } from './tokens.ts';

export class Reader {
  readonly source: Source;
  private readonly tokens: readonly Token[];
  private readonly keywords: ReadonlySet<string>;
  private position = 0;

  constructor(source: Source, keywords: ReadonlySet<string>) {
    this.source = source;
    this.tokens = tokenize(source);
    this.keywords = keywords;
  }

  peek(ahead = 0): Token | undefined {
    return this.tokens[this.position + ahead];
  }

  /** The next token, which must exist. */
  take(): Token {
    return this.tokens[this.position++] as Token;
  }

  accept(symbol: string): boolean {
    if (this.peek()?.text !== symbol) return false;
    this.position++;
    return true;
  }

  expect(symbol: string): boolean {
    return this.accept(symbol) || this.fail(symbol);
  }

  span({ start, end }: Token): Span {
    return this.source.span(start, end);
  }

  atKeyword(): boolean {
    const token = this.peek();
    return token?.kind === 'word' && this.keywords.has(token.text);
  }

  /** Is there a name, and not the keyword of the next section? */
  atName(): boolean {
    return this.peek()?.kind === 'word' && !this.atKeyword();
  }

  name(expected: string): Identifier | undefined {
    if (!this.atName()) {
      this.fail(expected);
      return undefined;
    }
    const token = this.take();
    return { name: token.text, span: this.span(token) };
  }

  boolean(): { value: boolean; span: Span } | undefined {
    const token = this.peek();
    if (token?.text !== 'TRUE' && token?.text !== 'FALSE') {
      this.fail('TRUE or FALSE');
      return undefined;
    }
    this.position++;
    return { value: token.text === 'TRUE', span: this.span(token) };
  }

  /** Reports what was expected here and goes on to the next section. */
  fail(expected: string): false {
    const token = this.peek();
    const { text } = this.source;
    const start = token?.start ?? Math.max(0, text.trimEnd().length - 1);
    const end = token?.end ?? start + 1;
    const found = token === undefined ? 'the end of the file' : token.text;
    this.source.report('CFG102', start, end, `expected ${expected}, found ${found}`);
    this.skipSection();
    return false;
  }

  private skipSection(): void {
    while (this.peek() !== undefined && !this.atKeyword()) this.position++;
  }

  reportTwice(what: string, span: Span, earlier: Span): void {
    const message = `${what} is given twice`;
    const hint = `the other one is at line ${earlier.line}, column ${earlier.column}`;
    this.source.diagnostics.push({ code: 'CFG104', message, span, hint });
  }

  /** A word where a section should begin. */
  skipUnknown(token: Token, known: readonly string[]): void {
    const near = nearest(token.text, known);
    const hint = near === undefined ? undefined : `is ${near} meant?`;
    this.source.report(
      'CFG103',
      token.start,
      token.end,
      `${token.text} is not a keyword of a configuration`,
      hint,
    );
    this.skipSection();
  }
}

/** The known word with the smallest edit distance, if that is at most a third of its length. */
function nearest(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of known) {
    const distance = editDistance(word.toUpperCase(), candidate);
    if (distance < least && distance * 3 <= candidate.length) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, replaced));
    }
    row = next;
  }
  return row[b.length] as number;
}
