/** The tokens of a TLC configuration file. Comments are TLA+'s: `\*` to the end of the line, and `(* … *)`, which nest. */
import type { Source } from '../syntax/source.ts';

export interface Token {
  readonly kind: 'word' | 'number' | 'string' | 'symbol';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const token =
  /\s+|\\\*[^\n]*|\(\*|"(?:[^"\\\n]|\\[^\n])*"|-?\d+(?![\w])|\w+(?:!\w+)*|<-|=|\\[A-Za-z]+|[-+*/^~<>#.:@$%&|?!\\']+|./gsy;

/** What cannot be a token is reported (CFG101) and left out. */
export function tokenize(source: Source): Token[] {
  const tokens: Token[] = [];
  const { text } = source;
  for (let at = 0; at < text.length; ) {
    token.lastIndex = at;
    const found = token.exec(text)?.[0] as string;
    const end = token.lastIndex;
    if (found === '(*') {
      at = endOfComment(source, at);
      continue;
    }
    if (!/^(?:\s|\\\*)/.test(found)) {
      if (found === '"')
        source.report('CFG101', at, end, 'this string has no closing quote on its line');
      else tokens.push({ kind: kindOf(found), text: found, start: at, end });
    }
    at = end;
  }
  return tokens;
}

function kindOf(text: string): Token['kind'] {
  if (/^-?\d+$/.test(text)) return 'number';
  if (/^\w/.test(text)) return 'word';
  return text.startsWith('"') ? 'string' : 'symbol';
}

function endOfComment(source: Source, start: number): number {
  const edge = /\(\*|\*\)/g;
  edge.lastIndex = start + 2;
  let depth = 1;
  for (let found = edge.exec(source.text); found !== null; found = edge.exec(source.text)) {
    depth += found[0] === '(*' ? 1 : -1;
    if (depth === 0) return edge.lastIndex;
  }
  source.report('CFG101', start, start + 2, 'this comment is never closed');
  return source.text.length;
}
