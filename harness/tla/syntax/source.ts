/**
 * A file being parsed: its text, where its lines begin, and what has been found wrong with it so far.
 * Columns are counted as SANY does: from 1, in UTF-16 units, a tab is one column.
 */
import type { Diagnostic } from '../diagnostic.ts';
import type { Span } from './ast.ts';

export class Source {
  readonly file: string;
  readonly text: string;
  /** The text with comments blanked out, once mask.ts has seen to it. */
  masked: string;
  readonly diagnostics: Diagnostic[] = [];
  private readonly lineStarts: number[] = [0];
  private lastLine = 0;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
    this.masked = text;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1))
      this.lineStarts.push(at + 1);
  }

  get lineCount(): number {
    return this.lineStarts.length;
  }

  /** The 0-based line of an offset. */
  lineOf(offset: number): number {
    const starts = this.lineStarts;
    let line = this.lastLine;
    if (offset < (starts[line] as number) || offset >= (starts[line + 8] ?? Infinity)) {
      let high = starts.length;
      line = 0;
      while (high - line > 1) {
        const middle = (line + high) >> 1;
        if ((starts[middle] as number) <= offset) line = middle;
        else high = middle;
      }
    }
    while (offset >= (starts[line + 1] ?? Infinity)) line++;
    this.lastLine = line;
    return line;
  }

  /** The offset at which a 0-based line begins. */
  lineStart(line: number): number {
    return this.lineStarts[line] ?? this.text.length;
  }

  /** The 1-based column of an offset. */
  columnOf(offset: number): number {
    return offset - this.lineStart(this.lineOf(offset)) + 1;
  }

  /** The place of text[start, end). An empty range is shown as the one character at `start`. */
  span(start: number, end: number): Span {
    const line = this.lineOf(start);
    const column = start - this.lineStart(line) + 1;
    const last = Math.max(start, end - 1);
    const endLine = this.lineOf(last);
    const endColumn = last - this.lineStart(endLine) + 1;
    return { file: this.file, line: line + 1, column, endLine: endLine + 1, endColumn };
  }

  report(
    code: Diagnostic['code'],
    start: number,
    end: number,
    message: string,
    hint?: string,
  ): void {
    this.diagnostics.push({
      code,
      message,
      span: this.span(start, end),
      ...(hint === undefined ? {} : { hint }),
    });
  }
}
