/** The words of a specification at a place, on one line. */
import type { Span } from './syntax/ast.ts';

export function sourceText(texts: ReadonlyMap<string, string>): (span: Span) => string {
  const lines = new Map<string, readonly string[]>();
  return ({ file, line, column, endLine, endColumn }) => {
    let split = lines.get(file);
    if (split === undefined) {
      split = (texts.get(file) ?? '').split(/\r?\n/);
      lines.set(file, split);
    }
    const part = split.slice(line - 1, endLine);
    if (part.length === 0) return '';
    part[part.length - 1] = (part[part.length - 1] as string).slice(0, endColumn);
    part[0] = (part[0] as string).slice(column - 1);
    return part
      .map((text) => text.replace(/\\\*.*$/, '').trim())
      .filter((text) => text !== '')
      .join(' ');
  };
}
