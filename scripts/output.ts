/**
 * How results look on a terminal: verdict words in brackets, numbers, tables, commands to copy. Colours only where
 * standard output is a terminal. Whatever comes from a specification is shown through `plain`: it may hold anything.
 */
import Table from 'cli-table3';
import pc from 'picocolors';
import type { Verdict } from '../harness/conformance/result.ts';

const colourful =
  process.stdout.isTTY === true &&
  process.env.NO_COLOR === undefined &&
  process.env.TERM !== 'dumb';

export const colors = pc.createColors(colourful);

/** `[ok]`, `[violation]`, `[unknown]`, `[vacuous]`. */
export function bracket(verdict: Verdict): string {
  const paint = {
    ok: colors.green,
    violation: colors.red,
    unknown: colors.yellow,
    vacuous: colors.magenta,
  }[verdict];
  return paint(`[${verdict}]`);
}

export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** The one object of `--json`. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** `1,234,567`, whatever the machine's language. */
export function count(value: number): string {
  // Not toLocaleString: loading its tables takes longer than checking a small specification.
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `0.05 s`, `12.3 s`, `2 min 5 s`. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(2)} s`;
  if (seconds < 120) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** `1 history`, `2 histories`. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** Text from outside with its control characters spelt out, so that it cannot move the cursor or set a title. */
export function plain(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

const blank = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** A table without lines; columns line up by what is seen, not by how many characters it takes to colour it. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const drawn = new Table({
    head: columns.map(({ title }) => colors.bold(title)),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    chars: blank,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
  });
  for (const row of rows) drawn.push([...row]);
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** A command as a shell reads it back. */
export function command(...words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ');
}
