/**
 * Columns of junction lists. The grammar lets a bracket that was opened in an item close to the left of its list
 * (tree-sitter-tlaplus issue 128); SANY does not, and neither do we: the reader of such a list would be misled.
 */
import type { Concrete } from './concrete.ts';
import type { Source } from './source.ts';

/** Reports the first token of each line that stands inside an item and not to the right of the list's bullets. */
export function checkJunctionColumns(source: Source, list: Concrete): void {
  const column = source.columnOf(list.start);
  for (const item of list.children) {
    const last = source.lineOf(Math.max(item.start, item.end - 1));
    for (let line = source.lineOf(item.start) + 1; line <= last; line++) {
      const at = firstToken(source, line);
      if (at === undefined || at >= item.end || at - source.lineStart(line) + 1 > column) continue;
      const bullet = source.text.slice(list.start, list.start + 2);
      const message = `this stands inside the ${bullet} list that begins at line ${source.lineOf(list.start) + 1}, column ${column}, but not to the right of its bullets`;
      source.report('TLA111', at, at + 1, message, 'indent it, or close the bracket before');
      return;
    }
  }
}

function firstToken(source: Source, line: number): number | undefined {
  const { masked } = source;
  const end = source.lineStart(line + 1);
  for (let at = source.lineStart(line); at < end; at++) {
    const code = masked.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 13) return at;
  }
  return undefined;
}
