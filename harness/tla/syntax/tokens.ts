/** A rough tokenizer, good enough to talk about text that the grammar refuses: to quote a token, to match brackets. */
import { allOperators } from './operators.ts';

const punctuation = ['==', '<-', '->', '|->', '::', '<<', '>>', '>>_', ']_', '----', '===='];

/** Every symbol of more than one character. SANY always reads the longest one that fits. */
const symbols: ReadonlySet<string> = new Set(
  [...allOperators.flatMap(({ spellings }) => spellings), ...punctuation].filter(
    (symbol) => symbol.length > 1 && /^[\x21-\x7e]+$/.test(symbol) && !/\w/.test(symbol),
  ),
);

const longest = [...symbols]
  .sort((a, b) => b.length - a.length)
  .map((symbol) => symbol.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
const token = new RegExp(
  `\\s*(-{4,}|={4,}|\\w+|"(?:[^"\\\\\\n]|\\\\.)*"|\\\\[A-Za-z]+|${longest.join('|')}|.)`,
  'sy',
);

export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The token at or after an offset of a text without comments; undefined at the end. */
export function tokenAt(masked: string, offset: number): Token | undefined {
  token.lastIndex = offset;
  const text = token.exec(masked)?.[1];
  if (text === undefined || /^\s$/.test(text)) return undefined;
  return { text, start: token.lastIndex - text.length, end: token.lastIndex };
}

export function* tokensBetween(masked: string, start: number, end: number): Generator<Token> {
  for (
    let next = tokenAt(masked, start);
    next !== undefined && next.start < end;
    next = tokenAt(masked, next.end)
  ) {
    yield next;
  }
}

/** Must there be a space between a symbol and what follows it, lest the two be read as another symbol? */
export function needsSpace(symbol: string, following: string): boolean {
  return longerSymbol(symbol + following, 0, symbol.length) !== undefined;
}

/**
 * The symbol that SANY would read where the grammar has read a shorter one: `<-` in `a<-b`. The grammar only knows the
 * symbols that may come next; SANY knows them all, so that text is an error there.
 */
export function longerSymbol(text: string, start: number, end: number): string | undefined {
  for (let length = 3; length > 0; length--) {
    const candidate = text.slice(start, end + length);
    if (symbols.has(candidate)) return candidate;
  }
  return undefined;
}
