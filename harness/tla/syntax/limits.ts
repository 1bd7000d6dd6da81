/**
 * How deep a text nests, before the grammar sees it. The grammar's scanner keeps its open junction lists and proofs in a
 * buffer of 1,024 bytes and writes past its end without looking, so text that nests deeper must never reach it.
 */
import type { Source } from './source.ts';
import { tokensBetween } from './tokens.ts';

const bracketsMax = 200;
const junctionsMax = 200;
const proofsMax = 50;
/** Columns are counted from the beginning of the line again and again: a long line costs its length squared. */
const lineMax = 20_000;
/** Reading takes some five seconds for each million characters, and nothing interrupts it. */
const textMax = 4_000_000;

/** Reports the first place where a module nests too deep; tells whether it has. */
export function reportDepth(source: Source): boolean {
  return (
    reportLongText(source) ||
    reportLongLine(source) ||
    reportBracketDepth(source) ||
    reportJunctionDepth(source) ||
    reportProofDepth(source)
  );
}

function report(source: Source, at: number, message: string): boolean {
  source.report('TLA106', at, at + 1, message);
  return true;
}

function reportLongText(source: Source): boolean {
  if (source.masked.length <= textMax) return false;
  return report(source, 0, `modules longer than ${textMax} characters are not read`);
}

function reportLongLine(source: Source): boolean {
  for (let line = 0; line < source.lineCount; line++) {
    const start = source.lineStart(line);
    if (source.lineStart(line + 1) - start <= lineMax) continue;
    return report(source, start, `lines longer than ${lineMax} characters are not read`);
  }
  return false;
}

const bracket = /"(?:[^"\\\n]|\\.)*"|<<|>>|[()[\]{}]/g;

function reportBracketDepth(source: Source): boolean {
  let depth = 0;
  for (const { 0: text, index } of source.masked.matchAll(bracket)) {
    if (/^[([{<]/.test(text)) depth++;
    else if (depth > 0 && text[0] !== '"') depth--;
    if (depth > bracketsMax)
      return report(source, index, `brackets nest deeper than ${bracketsMax} levels here`);
  }
  return false;
}

// Every bullet that stands to the right of another one may be a list inside that one's list.
function reportJunctionDepth(source: Source): boolean {
  const { masked } = source;
  if ((masked.match(/\/\\|\\\/|[∧∨]/g)?.length ?? 0) < junctionsMax) return false;
  const columns: number[] = [];
  let mayBegin = true;
  for (const { text, start } of tokensBetween(masked, 0, masked.length)) {
    if (/^(?:\/\\|\\\/|[∧∨])$/.test(text)) {
      const column = source.columnOf(start);
      while (columns.length > 0 && (columns.at(-1) as number) >= column) columns.pop();
      if (mayBegin) columns.push(column);
      if (columns.length > junctionsMax)
        return report(source, start, `junction lists nest deeper than ${junctionsMax} levels here`);
    }
    // After the end of an expression it is an infix operator, which needs no memory.
    mayBegin =
      !/^(?:[\w)\]}'"@].*|>>)$/s.test(text) ||
      /^(?:IF|THEN|ELSE|IN|CASE|OTHER|EXCEPT|CHOOSE)$/.test(text);
  }
  return false;
}

function reportProofDepth(source: Source): boolean {
  const levels = new Set<string>();
  for (const found of source.masked.matchAll(/<(?:\d+|[+*])>/g)) {
    levels.add(found[0] === '<+>' ? `+${found.index}` : found[0]);
    if (levels.size > proofsMax)
      return report(source, found.index, `proofs nest deeper than ${proofsMax} levels here`);
  }
  return false;
}
