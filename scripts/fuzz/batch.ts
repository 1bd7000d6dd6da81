/** Many expressions in one module, one ASSUME each. */
import { prelude, preludeConfig } from './prelude.ts';
import type { Files } from './tlc.ts';

export function batch(expressions: readonly string[]): Files {
  const module = 'FuzzValues';
  const assumptions = expressions.map((expression) => `ASSUME ${expression}`);
  const spec = [
    `---- MODULE ${module} ----`,
    'EXTENDS Integers, Sequences, FiniteSets, Bags, TLC',
    prelude,
    ...assumptions,
    '====',
    '',
  ].join('\n');
  return { module, spec, config: preludeConfig };
}
