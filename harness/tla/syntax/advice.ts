/** Words for a syntax error: what was found, and what may have been meant. */
import type { Source } from './source.ts';
import { type Token, tokenAt, tokensBetween } from './tokens.ts';

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Reports the failure at offset `at`, inside the definition or declaration `unit`. */
export function adviceFor(source: Source, unit: Place, at: number): void {
  const found = tokenAt(source.masked, at);
  const before = [...tokensBetween(source.masked, unit.start, at)];
  const last = before.at(-1);
  if (found === undefined || found.start >= unit.end) {
    const place = last ?? { start: at, end: at + 1 };
    const hint = unfinished(before);
    source.report(
      'TLA102',
      place.start,
      place.end,
      'this is not complete: something must follow',
      hint,
    );
    return;
  }
  const hint = confusion(source, found, last) ?? unfinished(before);
  source.report(
    'TLA102',
    found.start,
    found.end,
    `unexpected ${describe(found)}${after(last)}`,
    hint,
  );
}

function describe({ text }: Token): string {
  if (/^[\x21-\x7e]+$/.test(text)) return text;
  const code = text.codePointAt(0) ?? 0;
  return `${text} (U+${code.toString(16).toUpperCase().padStart(4, '0')})`;
}

function after(last: Token | undefined): string {
  return last === undefined ? '' : ` after ${last.text}`;
}

/** What people write who think of another language, or of PlusCal. */
function confusion(source: Source, found: Token, last: Token | undefined): string | undefined {
  const following = tokenAt(source.masked, found.end);
  const adjacent = following?.start === found.end ? following.text : '';
  if (found.text === '!' && adjacent === '=') return '"not equal" is written # or /=';
  if (found.text === '!') return 'negation is written ~';
  if (found.text === '=' && last !== undefined && startsLine(source, last))
    return 'a definition is written ==';
  if (found.text === '==') return '== defines; equality is written =';
  if (following?.text === '==' && startsLine(source, found)) {
    return 'a definition may not stand to the right of the bullets of the junction list before it';
  }
  if (found.text === '[]')
    return 'inside a junction list, put [] on a line of its own, to the left of the bullets';
  if (found.text === '"') return 'a string ends on the line on which it begins';
  if (found.text === ';') return 'only PlusCal has ;';
  if (/^\w/.test(found.text) && last !== undefined && /^[\w)\]}'"]/.test(last.text)) {
    return 'is an operator missing between the two?';
  }
  return undefined;
}

function startsLine(source: Source, token: Token): boolean {
  const line = source.lineStart(source.lineOf(token.start));
  return source.masked.slice(line, token.start).trim() === '';
}

const pairs = [
  ['IF', 'THEN'],
  ['THEN', 'ELSE'],
  ['LET', 'IN'],
] as const;

/** A construct that was begun and lacks its next keyword. */
function unfinished(before: readonly Token[]): string | undefined {
  const count = (word: string) => before.filter(({ text }) => text === word).length;
  for (const [first, second] of pairs) {
    if (count(first) > count(second)) return `${article(first)} ${first} has no ${second} yet`;
  }
  return undefined;
}

function article(word: string): string {
  return word === 'IF' ? 'an' : 'a';
}
