/** Short ways to read TLA+ in tests. The grammar must be loaded. */
import type { Diagnostic } from '../../../harness/tla/diagnostic.ts';
import type { Expression, Module, Unit } from '../../../harness/tla/syntax/ast.ts';
import { parse } from '../../../harness/tla/syntax/parse.ts';

/** The one module of a text that must be right. */
export function moduleOf(text: string): Module {
  const { modules, diagnostics } = parse(text, 'Test.tla');
  const [module] = modules;
  if (module === undefined || diagnostics.length > 0)
    throw new Error(`${text}\n${shown(diagnostics).join('\n')}`);
  return module;
}

/** The units of a module with this body. */
export function unitsOf(body: string): readonly Unit[] {
  return moduleOf(`---- MODULE Test ----\n${body}\n====\n`).units;
}

/** The expression that is written here, after `A == `: its first line begins in column 6. */
export function expressionOf(text: string): Expression {
  const [unit] = unitsOf(`A == ${text}`);
  if (unit?.kind !== 'operator') throw new Error(`not a definition: ${text}`);
  return unit.body;
}

/** What is wrong with a module of this body, as `code line:column message`; the body begins in line 2. */
export function mistakesOf(body: string): string[] {
  return shown(parse(`---- MODULE Test ----\n${body}\n====\n`, 'Test.tla').diagnostics);
}

export function shown(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(
    ({ code, span, message }) => `${code} ${span.line}:${span.column} ${message}`,
  );
}
