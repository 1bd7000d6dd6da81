import { expect, test } from 'vitest';
import {
  describeDiagnostics,
  exitCodeOfDiagnostics,
} from '../../harness/tla/describe-diagnostics.ts';
import type { Diagnostic } from '../../harness/tla/diagnostic.ts';

const syntax: Diagnostic = {
  code: 'TLA101',
  message: 'an expression is missing',
  span: { file: 'Lamp.tla', line: 2, column: 10, endLine: 2, endColumn: 12 },
  hint: 'a conjunct cannot be empty',
};
const config: Diagnostic = {
  code: 'CFG202',
  message: 'no constant Foo',
  span: { file: 'Lamp.cfg', line: 9, column: 1, endLine: 9, endColumn: 4 },
};

test('a diagnostic shows its place, its line with a caret under it, and its hint', () => {
  expect(describeDiagnostics([syntax], () => '---- MODULE Lamp ----\nNext == (/\\)\n')).toBe(
    [
      'error[TLA101]: an expression is missing',
      '   --> Lamp.tla:2:10',
      '    |',
      '  2 | Next == (/\\)',
      '    |          ^^^',
      '    = hint: a conjunct cannot be empty',
    ].join('\n'),
  );
});

test('all of them are told, and a text that is not there costs only its line', () => {
  const told = describeDiagnostics([syntax, config], () => undefined);
  expect(told).toContain('Lamp.tla:2:10');
  expect(told).toContain('error[CFG202]: no constant Foo');
});

test('a configuration alone at fault is 151, else it is 150', () => {
  expect(exitCodeOfDiagnostics([config, config])).toBe(151);
  expect(exitCodeOfDiagnostics([config, syntax])).toBe(150);
});
