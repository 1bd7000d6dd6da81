/** What is wrong with a specification's texts, for people: the place, the message, the line with a caret, the hint. */
import type { Diagnostic } from '../harness/tla/diagnostic.ts';
import { exitCodes } from './exit-codes.ts';

/** All of them; `textOf` gives the text of a file, if there is one. */
export function describeDiagnostics(
  diagnostics: readonly Diagnostic[],
  textOf: (file: string) => string | undefined,
): string {
  return diagnostics.map((diagnostic) => describe(diagnostic, textOf)).join('\n\n');
}

function describe(
  { code, message, span, hint }: Diagnostic,
  textOf: (file: string) => string | undefined,
): string {
  const { file, line, column, endLine, endColumn } = span;
  const lines = [`${file}:${line}:${column}: ${code}: ${message}`];
  const source = textOf(file)?.split('\n')[line - 1];
  if (source !== undefined) {
    const width = endLine === line ? endColumn - column : source.length - column + 1;
    const number = String(line).padStart(5);
    lines.push(`${number} | ${source}`);
    lines.push(`${' '.repeat(5)} | ${' '.repeat(column - 1)}${'^'.repeat(Math.max(1, width))}`);
  }
  if (hint !== undefined) lines.push(`        ${hint}`);
  return lines.join('\n');
}

/** 151 when only the configuration is at fault, else 150: TLC's numbers. */
export function exitCodeOfDiagnostics(diagnostics: readonly Diagnostic[]): number {
  const onlyConfig = diagnostics.every(({ code }) => code.startsWith('CFG'));
  return onlyConfig ? exitCodes.config : exitCodes.parse;
}
