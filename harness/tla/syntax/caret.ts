/** A diagnostic with the line it is about and carets under the place. Plain text; colours are the caller's. */
import type { Diagnostic } from '../diagnostic.ts';
import { expandTabs } from './mask.ts';

const widthMax = 100;

/**
 * Several lines, the last without a newline:
 *
 *     error[TLA102]: this ( is never closed
 *        --> specs/A.tla:3:7
 *         |
 *       3 | A == F((x)
 *         |       ^
 *         = hint: …
 */
export function showDiagnostic(diagnostic: Diagnostic, sourceText: string): string {
  const { code, message, span, hint } = diagnostic;
  const line = expandTabs(sourceText).split(/\r?\n/)[span.line - 1] ?? '';
  const gutter = String(span.line).padStart(3);
  const margin = ' '.repeat(gutter.length);
  const shown = crop(line, span.column);
  const last = span.endLine > span.line ? line.length : span.endColumn;
  const width = Math.max(1, Math.min(last, shown.offset + shown.text.length) - span.column + 1);
  const carets = ' '.repeat(span.column - 1 - shown.offset) + '^'.repeat(width);
  return [
    `error[${code}]: ${message}`,
    `${margin}--> ${span.file}:${span.line}:${span.column}`,
    `${margin} |`,
    `${gutter} | ${shown.text}`,
    `${margin} | ${carets}`,
    ...(hint === undefined ? [] : [`${margin} = hint: ${hint}`]),
  ].join('\n');
}

/** The part of a long line around a column, and how many characters were left out before it. */
function crop(line: string, column: number): { text: string; offset: number } {
  if (line.length <= widthMax) return { text: line, offset: 0 };
  const offset = Math.max(0, Math.min(column - 1 - widthMax / 2, line.length - widthMax));
  return { text: line.slice(offset, offset + widthMax), offset };
}
