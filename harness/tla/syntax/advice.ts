/** Words for a syntax error: what was found, and what may have been meant. */
import type { Source } from './source.ts';
import { type Token, tokenAt, tokensBetween } from './tokens.ts';

interface Place {
  readonly start: number;
  readonly end: number;
}

interface Advice {
  readonly at: Place;
  readonly message: string;
  readonly hint: string | undefined;
}

/** Reports the failure at offset `at`, inside the definition or declaration `unit`. */
export function adviceFor(source: Source, unit: Place, at: number): void {
  const before = [...tokensBetween(source.masked, unit.start, at)];
  const next = tokenAt(source.masked, at);
  const found = next !== undefined && next.start < unit.end ? next : undefined;
  const advice =
    habit(before, found) ??
    (found === undefined ? incomplete(before, at) : unexpected(source, before, found));
  source.report('TLA102', advice.at.start, advice.at.end, advice.message, advice.hint);
}

// The grammar may fail some tokens after the mistake: `A = 1` could still be the definition of an operator named =, and
// `x != y` begins like the name `x!=`.
function habit(before: readonly Token[], found: Token | undefined): Advice | undefined {
  const [first, second] = before;
  if (first !== undefined && second?.text === '=') {
    return {
      at: second,
      message: `unexpected = after ${first.text}`,
      hint: 'a definition is written ==',
    };
  }
  if (first !== undefined && first === before.at(-1) && isKeyword(first.text.toUpperCase())) {
    const hint = `keywords are written in capitals: ${first.text.toUpperCase()}`;
    return { at: first, message: `unexpected ${first.text}`, hint };
  }
  const all = found === undefined ? before : [...before, found];
  const bang = all.findLastIndex(
    (token, i) => token.text === '!' && isAdjacent(token, all[i + 1], '='),
  );
  if (bang > 0 && bang >= all.length - 3) {
    return {
      at: all[bang] as Token,
      message: unexpectedly(all, bang),
      hint: '"not equal" is written # or /=',
    };
  }
  return undefined;
}

/** A word that begins a declaration, whatever its case was. */
function isKeyword(word: string): boolean {
  return /^(?:VARIABLES?|CONSTANTS?|EXTENDS|ASSUME|THEOREM|INSTANCE|RECURSIVE|LOCAL)$/.test(word);
}

function isAdjacent(token: Token, next: Token | undefined, text: string): boolean {
  return next?.text === text && next.start === token.end;
}

function unexpectedly(tokens: readonly Token[], index: number): string {
  const last = tokens[index - 1];
  return `unexpected ${describe(tokens[index] as Token)}${last === undefined ? '' : ` after ${last.text}`}`;
}

/** The text ends, or something else begins. */
function incomplete(before: readonly Token[], at: number): Advice {
  // `A == x y` is the beginning of a definition of y; more often an operator is missing.
  const pair = before.findLastIndex(
    (token, i) => i > 0 && areOperands(before[i - 1] as Token, token),
  );
  if (pair > 0) {
    const hint = 'is an operator missing between the two?';
    return { at: before[pair] as Token, message: unexpectedly(before, pair), hint };
  }
  const place = before.at(-1) ?? { start: at, end: at + 1 };
  return {
    at: place,
    message: 'this is not complete: something must follow',
    hint: unfinished(before),
  };
}

function unexpected(source: Source, before: readonly Token[], found: Token): Advice {
  const tokens = [...before, found];
  const hint =
    letWithEquals(before) ?? confusion(source, found, before.at(-1)) ?? unfinished(before);
  return { at: found, message: unexpectedly(tokens, tokens.length - 1), hint };
}

function letWithEquals(before: readonly Token[]): string | undefined {
  const at = before.findLastIndex(({ text }) => text === 'LET');
  const isIt = at >= 0 && before[at + 2]?.text === '=' && before.length <= at + 4;
  return isIt ? 'a definition is written ==' : undefined;
}

function describe({ text }: Token): string {
  if (/^[\x21-\x7e]+$/.test(text)) return text;
  const code = text.codePointAt(0) ?? 0;
  return `${text} (U+${code.toString(16).toUpperCase().padStart(4, '0')})`;
}

/** What people write who think of another language, or of PlusCal. */
function confusion(source: Source, found: Token, last: Token | undefined): string | undefined {
  const following = tokenAt(source.masked, found.end);
  if (last?.text === 'EXCEPT') return 'each replacement begins with !, as in ![1] = 2';
  if (found.text === '!') return 'negation is written ~';
  if (found.text === '==') return '== defines; equality is written =';
  if (following?.text === '==' && startsLine(source, found)) {
    return 'a definition may not stand to the right of the bullets of the junction list before it';
  }
  if (found.text === '[]') {
    return 'inside a junction list, put [] on a line of its own, to the left of the bullets';
  }
  if (found.text === '"') return 'a string ends on the line on which it begins';
  if (found.text === ';') return 'only PlusCal has ;';
  if (last !== undefined && areOperands(last, found))
    return 'is an operator missing between the two?';
  return undefined;
}

const keyword = /^(?:[A-Z]{2,}(?:_[A-Z]+)*_?)$/;

/** Does one operand end, and another begin? Words in capitals may be keywords and are not judged. */
function areOperands(left: Token, right: Token): boolean {
  if (keyword.test(left.text) || keyword.test(right.text)) return false;
  return /^(?:[\w)\]}'"].*|>>)$/s.test(left.text) && /^[\w"]/.test(right.text);
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
    if (count(first) > count(second))
      return `${first === 'IF' ? 'an' : 'a'} ${first} has no ${second} yet`;
  }
  return undefined;
}
