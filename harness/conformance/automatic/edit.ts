/**
 * One small change of a text, and its name. The name is made of what is written there, not of where it stands: the
 * function, the old text, the new one, and a count where the same occurs twice. So a list of equivalent mutants survives
 * every change of the file but one of the place itself.
 */

export interface Edit {
  /** Relative to the repository, or to the folder of the specifications. */
  readonly file: string;
  /** What kind of change: `comparison`, `effect dropped`. */
  readonly operator: string;
  /** The function or definition around it, `Owner.name`; empty at the top of a file. */
  readonly within: string;
  /** Offsets in the file's text; the text between them becomes `replacement`. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

export interface NamedEdit extends Edit {
  readonly key: string;
  /** Of `start`, from 1. */
  readonly line: number;
  readonly original: string;
}

/** The file's text after the change. */
export function applyEdit(text: string, { start, end, replacement }: Edit): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** Each with its key, in the order of the text; edits that lead to the same text, or to the old one, are one or none. */
export function named(text: string, edits: readonly Edit[]): readonly NamedEdit[] {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const results = new Set<string>([text]);
  const counts = new Map<string, number>();
  const lineAt = lineFinder(text);
  const found: NamedEdit[] = [];
  for (const edit of sorted) {
    const original = text.slice(edit.start, edit.end);
    const base = `${shortName(edit.file)} ${describe(edit, original)}`;
    // Counted before equal ones are left out: whether another operator gives the same text must not change a key.
    const count = (counts.get(base) ?? 0) + 1;
    counts.set(base, count);
    const result = applyEdit(text, edit);
    if (results.has(result)) continue;
    results.add(result);
    const key = count === 1 ? base : `${base} #${count}`;
    found.push({ ...edit, key, original, line: lineAt(edit.start) });
  }
  return found;
}

function describe({ within, replacement }: Edit, original: string): string {
  return `${within}: ${shorten(original)} => ${replacement === '' ? 'nothing' : shorten(replacement)}`;
}

function shortName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

const shownMax = 90;

/** One line; of a long text the beginning and a hash of the whole. */
function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').replace(/^[, ]+|[, ]+$/g, '');
  if (line.length <= shownMax) return line;
  return `${line.slice(0, shownMax)}...${hash(line)}`;
}

/** FNV-1a, 32 bits: short names need no more. */
export function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return value.toString(16).padStart(8, '0');
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let i = 0; i < text.length; i++) if (text[i] === '\n') starts.push(i + 1);
  return (offset) => {
    let line = starts.findIndex((start) => start > offset);
    if (line < 0) line = starts.length;
    return line;
  };
}
