/**
 * What to say about a module that the grammar refuses. Tree-sitter repairs the text and goes on, and its repairs say little;
 * so the module is read again with the parser's log on, which tells at which token all readings had failed. Then the
 * definition around that token is blanked out and the rest is read again, so that one run reports several mistakes.
 */

import { adviceFor } from './advice.ts';
import { reportBrackets } from './brackets.ts';
import { type Grammar, readTree } from './grammar.ts';
import type { Segment } from './mask.ts';
import type { Source } from './source.ts';
import { tokenAt, tokensBetween } from './tokens.ts';

const mistakesMax = 5;

/** Reports up to five mistakes of a module that has at least one. */
export function explainErrors(grammar: Grammar, source: Source, segment: Segment): void {
  let text = segment.masked;
  if (!/={4,}\s*$/.test(text)) {
    text += '\n====';
    const hint = 'a module ends with a line of at least four =';
    source.report(
      'TLA102',
      segment.start,
      segment.start + 4,
      'this module is not closed: ==== is missing',
      hint,
    );
  }
  let from = segment.start;
  for (let found = 0; found < mistakesMax; found++) {
    source.masked = text;
    const failure = firstFailure(grammar, text);
    if (failure === undefined) break;
    const at = wholeToken(source, failure);
    const unit = unitAround(source, segment, at);
    // The grammar fails at the first mistake, so one that lies before the last is an echo of the blanking.
    if (unit.start < from) break;
    from = unit.end;
    if (!reportBrackets(source, unit.start, unit.end)) adviceFor(source, unit, at);
    if (unit.start <= segment.start) break;
    const blank = text.slice(unit.start, unit.end).replace(/[^\n]/g, ' ');
    text = text.slice(0, unit.start) + blank + text.slice(unit.end);
  }
  source.masked = segment.masked;
}

/** The offset of the token at which the grammar gives up, or undefined if it reads the text. */
function firstFailure(grammar: Grammar, text: string): number | undefined {
  // The log is costly: a line for every character.
  if (!isRefused(grammar, text)) return undefined;
  const { parser } = grammar;
  const places: string[] = [];
  let place = '';
  let failed = false;
  parser.setLogger((message, isLex) => {
    if (isLex || failed) return;
    if (message.startsWith('process ')) place = message;
    else if (message.startsWith('detect_error')) places.push(place);
    else if (message.startsWith('resume')) failed = true;
  });
  try {
    readTree(grammar, text).delete();
  } finally {
    parser.setLogger(null);
  }
  const lines = text.split('\n');
  const offsets = places.map((logged) => offsetOf(lines, logged));
  const last = Math.max(0, ...offsets);
  return tokenAt(text, last)?.start ?? text.trimEnd().length;
}

function isRefused(grammar: Grammar, text: string): boolean {
  const tree = readTree(grammar, text);
  const refused = tree.rootNode.hasError;
  tree.delete();
  return refused;
}

// The log counts columns in bytes, of which a UTF-16 unit has two, and stands before the white space ahead of the token.
function offsetOf(lines: readonly string[], logged: string): number {
  const row = Number(/row:(\d+)/.exec(logged)?.[1] ?? 0);
  let offset = Number(/col:(\d+)/.exec(logged)?.[1] ?? 0) / 2;
  for (let i = 0; i < row; i++) offset += (lines[i]?.length ?? 0) + 1;
  return offset;
}

// The grammar reads the longest symbol that may come next, and so may fail in the middle of `====`.
function wholeToken(source: Source, at: number): number {
  for (const { start, end } of tokensBetween(
    source.masked,
    source.lineStart(source.lineOf(at)),
    at,
  )) {
    if (end > at) return start;
  }
  return at;
}

export interface UnitRange {
  readonly start: number;
  readonly end: number;
}

const unitStart =
  /^(?:LOCAL\b|VARIABLES?\b|CONSTANTS?\b|RECURSIVE\b|ASSUM|AXIOM\b|THEOREM\b|LEMMA\b|COROLLARY\b|PROPOSITION\b|INSTANCE\b|USE\b|HIDE\b|\w[^=]*==|\w+(?:\([^)=]*\))?\s*=[^=>|]|-{4,}|={4,})/;

function beginsUnit(masked: string, lineStart: number): boolean {
  const line = masked.slice(lineStart, lineStart + 200);
  if (!unitStart.test(line)) return false;
  // The ASSUME of a theorem belongs to the theorem.
  return !(
    line.startsWith('ASSUME') &&
    /(?:==|THEOREM|LEMMA|PROPOSITION|COROLLARY)\s*$/.test(masked.slice(0, lineStart))
  );
}

/**
 * The definition or declaration that holds an offset. By layout alone: whatever begins in the first column like one. A
 * failure at the very beginning of one belongs to what stands before it, which was not complete.
 */
function unitAround(source: Source, segment: Segment, at: number): UnitRange {
  const beginsAt = (line: number) => beginsUnit(source.masked, source.lineStart(line));
  let line = source.lineOf(at);
  if (at === source.lineStart(line) && beginsAt(line)) line--;
  while (line > 0 && source.lineStart(line) > segment.start && !beginsAt(line)) line--;
  const start = Math.max(segment.start, source.lineStart(line));
  let next = line + 1;
  while (next < source.lineCount && (source.lineStart(next) < at || !beginsAt(next))) next++;
  return { start, end: Math.min(segment.end, source.lineStart(next)) };
}
