import { beforeAll, describe, expect, it } from 'vitest';
import { applyEdit, named } from '../../../harness/conformance/automatic/edit.ts';
import { specEdits } from '../../../harness/conformance/automatic/spec-operators.ts';
import { grammarFiles } from '../../../harness/files.ts';
import { loadGrammar } from '../../../harness/tla/syntax/grammar.ts';
import { parse } from '../../../harness/tla/syntax/parse.ts';

beforeAll(() => loadGrammar(grammarFiles));

const moduleOf = (body: string) =>
  `---- MODULE Lamp ----\nEXTENDS Naturals\nVARIABLES on, off\nA ==\n  ${body}\n====\n`;
const by = (operator: string, body: string) => {
  const text = moduleOf(body);
  return named(text, specEdits('specs/lamp/Lamp.tla', text))
    .filter((edit) => edit.operator === operator)
    .map((edit) => applyEdit(text, edit).split('A ==\n  ')[1]?.replace('\n====\n', ''));
};

describe('operators on specifications', () => {
  it.each([
    [
      'conjunct dropped',
      '/\\ on = 1\n  /\\ off > 2',
      ['/\\ TRUE\n  /\\ off > 2', '/\\ on = 1\n  /\\ TRUE'],
    ],
    [
      'conjunct dropped',
      "/\\ on = 1\n  /\\ on' = 2\n  /\\ UNCHANGED off",
      ["/\\ TRUE\n  /\\ on' = 2\n  /\\ UNCHANGED off"],
    ],
    ['conjunct dropped', "on = 1 /\\ on' = 2", ["(on' = 2)"]],
    ['disjunct dropped', 'on = 1 \\/ off = 2', ['(on = 1)', '(off = 2)']],
    ['antecedent dropped', 'on = 1 => off = 2', ['(off = 2)']],
    ['comparison', 'on < off', ['on =< off', 'on >= off']],
    ['comparison', 'on \\in {off}', ['on \\notin {off}']],
    ['operator', "on' = off + on", ["on' = off - on"]],
    ['operand dropped', "on' = on \\cup off", ["on' = (on)"]],
    ['quantifier', '\\A x \\in on : x = 1', ['\\E x \\in on : x = 1']],
    ['off by one', 'on = 1', ['on = 2', 'on = 0']],
    ['branch', 'IF on THEN 1 ELSE off', ['(1)', '(off)']],
    ['update dropped', "on' = [on EXCEPT ![1] = 2]", ["on' = on"]],
    ['element dropped', 'on \\in {1, off}', ['on \\in {off}', 'on \\in {1}']],
    ['unprimed', "off' = on'", ["off' = on"]],
    ['primed', 'on = 1', ["on' = 1"]],
    ['negation dropped', '~(on = 1)', ['(on = 1)']],
  ])('%s: %s', (operator, body, expected) => {
    const results = by(operator, body);
    for (const result of expected) expect(results).toContain(result);
  });

  it('leaves a text that can be read', () => {
    const text = moduleOf(
      "/\\ on = 1 \\/ off = 2\n  /\\ on' = [x \\in {1, 2} |-> IF x = on THEN 1 ELSE 0]\n  /\\ off' = off",
    );
    const edits = named(text, specEdits('specs/lamp/Lamp.tla', text));
    expect(edits.length).toBeGreaterThan(15);
    for (const edit of edits)
      expect(parse(applyEdit(text, edit), edit.file).diagnostics).toEqual([]);
  });
});
