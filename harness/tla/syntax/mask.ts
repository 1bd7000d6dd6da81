/**
 * Prepares a file for the grammar: finds its modules and blanks out whatever the grammar need not see (comments and with
 * them PlusCal, and the text around modules), every character keeping its place. What comments and modules are follows
 * SANY: a module begins at `---- MODULE`, even inside prose, comments nest, and what follows the module is not looked at.
 */
import { reservedWords } from './names.ts';
import type { Source } from './source.ts';

/** One top-level module: the file's text with everything else blank. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly masked: string;
}

/** SANY has a tab stop every eight columns, and junction lists live by columns. Tabs in strings are kept as they are. */
export function expandTabs(text: string): string {
  if (!text.includes('\t')) return text;
  return text
    .split('\n')
    .map((line) => (line.includes('\t') ? expandLine(line) : line))
    .join('\n');
}

function expandLine(line: string): string {
  let out = '';
  let inString = false;
  for (let i = 0; i < line.length; i++) {
    const c = line[i] as string;
    if (c === '"') inString = !inString;
    else if (c === '\\' && inString) out += line[i++] as string;
    out += c === '\t' && !inString ? ' '.repeat(8 - (out.length % 8)) : (line[i] ?? '');
  }
  return out;
}

const header = /-{4,} *MODULE(?![A-Za-z0-9_])/g;
// Nat, Int and Real are keywords of the grammar, which it then refuses as names of fields and parameters; and SANY lets
// every keyword name a field in `r.IF` and `[IF |-> 1]` (though not in `[IF : S]`). These are shown to it as other names of the same length. The AST is filled from
// the file's own text, so nobody sees them.
const reserved = [...reservedWords].join('|');
const landmarks = new RegExp(
  [
    /\(\*|\\\*|"|={4,}|-{4,} *MODULE(?![A-Za-z0-9_])/,
    /\b(?:Nat|Int|Real)\b/,
    new RegExp(`(?<=\\[ *)(?:${reserved})\\b(?= *\\|->)`),
    new RegExp(`(?<=[\\w!)\\]]\\.)(?:${reserved})\\b`),
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);
const string = /"(?:[^"\\\n]|\\.)*"/y;
const commentEdge = /\(\*|\*\)/g;

/** The top-level modules of a file, in order. Unterminated comments and strings are reported. */
export function findModules(source: Source): Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  for (;;) {
    header.lastIndex = from;
    const found = header.exec(source.text);
    if (found === null) return segments;
    const segment = maskModule(source, found.index, segments.length === 0);
    segments.push(segment);
    from = segment.end;
  }
}

function maskModule(source: Source, start: number, reporting: boolean): Segment {
  const { text } = source;
  let masked = blank(text, 0, start);
  let kept = start;
  let depth = 0;
  landmarks.lastIndex = start;
  for (let found = landmarks.exec(text); found !== null; found = landmarks.exec(text)) {
    const at = found.index;
    const token = found[0];
    let end = landmarks.lastIndex;
    if (token.startsWith('-')) depth++;
    else if (token.startsWith('=')) {
      if (--depth === 0)
        return {
          start,
          end,
          masked: masked + text.slice(kept, end) + blank(text, end, text.length),
        };
    } else if (token === '"') {
      end = endOfString(source, at, reporting);
    } else {
      masked += text.slice(kept, at);
      if (token === '(*') end = endOfComment(source, at, reporting);
      if (token === '\\*') end = endOfLine(text, at);
      masked += /^\w/.test(token) ? `${token.slice(0, -1)}x` : blank(text, at, end);
      kept = end;
    }
    landmarks.lastIndex = end;
  }
  return { start, end: text.length, masked: masked + text.slice(kept) };
}

function blank(text: string, start: number, end: number): string {
  return text.slice(start, end).replace(/[^\n]/g, ' ');
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at;
}

function endOfString(source: Source, start: number, reporting: boolean): number {
  string.lastIndex = start;
  if (string.exec(source.text) !== null) return string.lastIndex;
  const end = endOfLine(source.text, start);
  if (reporting)
    source.report('TLA103', start, start + 1, 'this string has no closing quote on its line');
  return end;
}

function endOfComment(source: Source, start: number, reporting: boolean): number {
  let depth = 1;
  commentEdge.lastIndex = start + 2;
  for (
    let edge = commentEdge.exec(source.text);
    edge !== null;
    edge = commentEdge.exec(source.text)
  ) {
    depth += edge[0] === '(*' ? 1 : -1;
    if (depth === 0) return commentEdge.lastIndex;
  }
  if (reporting)
    source.report(
      'TLA103',
      start,
      start + 2,
      'this comment is never closed',
      'comments nest: each (* needs its *)',
    );
  return source.text.length;
}
