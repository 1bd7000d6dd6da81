import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../harness/tla/diagnostic.ts';
import { showDiagnostic } from '../../../harness/tla/syntax/caret.ts';

function diagnostic(line: number, column: number, endLine: number, endColumn: number): Diagnostic {
  return {
    code: 'TLA102',
    message: 'wrong',
    span: { file: 'specs/A.tla', line, column, endLine, endColumn },
  };
}

describe('showDiagnostic', () => {
  it('shows the line, carets under the place, and the hint', () => {
    expect(
      showDiagnostic({ ...diagnostic(2, 3, 2, 5), hint: 'do better' }, 'one\nab def gh\nthree'),
    ).toBe(
      [
        'error[TLA102]: wrong',
        '   --> specs/A.tla:2:3',
        '    |',
        '  2 | ab def gh',
        '    |   ^^^',
        '    = hint: do better',
      ].join('\n'),
    );
  });

  it('underlines a place of several lines to the end of its first', () => {
    expect(showDiagnostic(diagnostic(1, 4, 2, 2), 'one two\nthree')).toMatch(/\n {4}\| {4}\^{4}$/);
  });

  it('counts tabs as the parser does', () => {
    expect(showDiagnostic(diagnostic(1, 9, 1, 9), '\tx')).toMatch(/\n {2}1 \| {9}x\n {4}\| {9}\^$/);
  });

  it('shows the part of a long line that matters', () => {
    const text = `${'a'.repeat(500)}XYZ${'b'.repeat(500)}`;
    const [, , , line, carets] = showDiagnostic(diagnostic(1, 501, 1, 503), text).split(
      '\n',
    ) as string[];
    expect(line?.length).toBeLessThan(120);
    expect(line?.slice(carets?.indexOf('^'), carets?.lastIndexOf('^')).concat('Z')).toBe('XYZ');
  });

  it('survives a place that is not in the text', () => {
    expect(showDiagnostic(diagnostic(7, 3, 7, 9), 'short')).toContain('specs/A.tla:7:3');
  });
});
