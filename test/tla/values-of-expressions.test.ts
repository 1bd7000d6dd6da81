/**
 * Expressions with the values that TLC 2.19 gives them, or null where it fails: one claim for each group of
 * agree/recorded/expressions.txt, and generated ones. `npm run fuzz:record` asks TLC again.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { grammarFiles } from '../../harness/files.ts';
import { loadGrammar } from '../../harness/tla/syntax/grammar.ts';
import { batch } from '../../scripts/fuzz/batch.ts';
import { compare, normal } from '../../scripts/fuzz/compare.ts';
import { valuesOf } from './agree/answers.ts';

const file = new URL('./agree/recorded/expressions.json', import.meta.url);
const claims: Record<string, Record<string, string | null>> = JSON.parse(
  readFileSync(file, 'utf8'),
);

beforeAll(() => loadGrammar(grammarFiles));

/** As text on one line for each expression, so that a failure shows all that differ. */
function table(texts: readonly string[], values: readonly (string | null)[]): string[] {
  return texts.map((text, i) => {
    const value = values[i] ?? null;
    return `${text}  =  ${value === null ? 'error' : normal(value)}`;
  });
}

describe('expressions have the values that TLC gives them', () => {
  it.each(Object.entries(claims))('%s', (_, answers) => {
    const texts = Object.keys(answers);
    expect(table(texts, valuesOf(batch(texts)))).toEqual(table(texts, Object.values(answers)));
  });
});

describe('the comparison with TLC', () => {
  it('sees a wrong value, a missing error and an error too many', () => {
    expect(compare({ value: '{1, 2}' }, { value: '{1, 3}' }).kind).toBe('different');
    expect(compare({ error: 'Attempted to apply Head' }, { value: '1' }).kind).toBe('different');
    expect(compare({ value: '1' }, { error: 'Attempted to apply Head' }).kind).toBe('different');
    expect(compare({ value: '<<1>>' }, { value: '<<<<1>>>>' }).kind).toBe('different');
  });

  it('takes no offence at layout, at the order of fields, or at how the empty function is printed', () => {
    const one = { value: '[fa |-> << >>, fb |-> 1..2]' };
    expect(compare(one, { value: '[ fb |-> {1, 2},\n  fa |-> <<>> ]' }).kind).toBe('same');
  });
});
