/** The first bracket that has no partner, which is where most syntax errors come from. */
import type { Source } from './source.ts';
import { type Token, tokensBetween } from './tokens.ts';

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<<': '>>' };
const closers: ReadonlySet<string> = new Set(Object.values(closing));

/** Looks between two offsets; reports at most one bracket, and tells whether it has. */
export function reportBrackets(source: Source, start: number, end: number): boolean {
  const open: Token[] = [];
  for (const token of tokensBetween(source.masked, start, end)) {
    const text = token.text === ']_' || token.text === '>>_' ? token.text.slice(0, -1) : token.text;
    if (closing[text] !== undefined) {
      open.push(token);
    } else if (closers.has(text)) {
      const opener = open.pop();
      if (opener !== undefined && closing[opener.text] === text) continue;
      reportCloser(source, token, text, opener);
      return true;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed === undefined) return false;
  source.report('TLA102', unclosed.start, unclosed.end, `this ${unclosed.text} is never closed`);
  return true;
}

function reportCloser(source: Source, token: Token, text: string, opener: Token | undefined): void {
  const end = token.start + text.length;
  if (opener === undefined) {
    source.report('TLA102', token.start, end, `this ${text} closes nothing`);
    return;
  }
  const { line, column } = source.span(opener.start, opener.end);
  const message = `found ${text}, but the ${opener.text} at line ${line}, column ${column} needs ${closing[opener.text]}`;
  source.report('TLA102', token.start, end, message);
}
