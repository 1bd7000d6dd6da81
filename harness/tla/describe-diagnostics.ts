/** What is wrong with a specification's texts, for people: the place, the message, the line with a caret, the hint. */
import type { Diagnostic } from './diagnostic.ts';
import { showDiagnostic } from './syntax/caret.ts';

/** All of them; `textOf` gives the text of a file, if there is one. */
export function describeDiagnostics(
  diagnostics: readonly Diagnostic[],
  textOf: (file: string) => string | undefined,
): string {
  return diagnostics
    .map((diagnostic) => showDiagnostic(diagnostic, textOf(diagnostic.span.file) ?? ''))
    .join('\n\n');
}

/** 151 when only the configuration is at fault, else 150: TLC's numbers. */
export function exitCodeOfDiagnostics(diagnostics: readonly Diagnostic[]): number {
  const onlyConfig = diagnostics.every(({ code }) => code.startsWith('CFG'));
  return onlyConfig ? 151 : 150;
}
