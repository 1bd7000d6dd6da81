import { beforeAll, describe, expect, it } from 'vitest';
import { grammarFiles } from '../../../harness/files.ts';
import { wordsOf } from '../../../harness/tla/semantics/name-order.ts';
import { loadGrammar } from '../../../harness/tla/syntax/grammar.ts';
import { valuesOf } from './answers.ts';

beforeAll(() => loadGrammar(grammarFiles));

/** How the set is printed, in a module with these lines before it. */
function printed(set: string, lines: readonly string[], config = ''): string | null | undefined {
  const spec = ['---- MODULE M ----', 'EXTENDS Naturals', ...lines, `ASSUME ${set}`, '====', ''];
  return valuesOf({ module: 'M', spec: spec.join('\n'), config }).at(-1);
}

describe('strings have the order in which TLC meets them', () => {
  it('is that of the text for strings that are nothing else', () => {
    expect(printed('{"q2", "q1"}', [])).toBe('{"q2", "q1"}');
    expect(printed('{"q2", "q1"}', ['Earlier == "q1"'])).toBe('{"q1", "q2"}');
  });

  it('puts fields and other names before them, wherever those stand', () => {
    expect(printed('{"q2", "q1"}', ['Field == [q1 |-> 0]'])).toBe('{"q1", "q2"}');
    expect(printed('{x \\in {"q2", "q1"} : \\A q1 \\in {} : TRUE}', [])).toBe('{"q1", "q2"}');
  });

  it('puts values of the configuration first', () => {
    const set = printed('K \\cup {"q2", "q1"}', ['CONSTANT K'], 'CONSTANT K = {"q1"}\n');
    expect(set).toBe('{"q1", "q2"}');
  });

  it('puts the names of the standard modules after those of the module, before its strings', () => {
    expect(printed('{"q1", "Nat"}', [])).toBe('{"Nat", "q1"}');
    expect(printed('{"b", "a"}', [])).toBe('{"a", "b"}');
    expect(printed('{"b", "a"}', ['Def(b) == b'])).toBe('{"b", "a"}');
  });
});

describe('the words of a module', () => {
  it('leave out comments, strings, and what stands around the module', () => {
    const text = String.raw`before ---- MODULE M ----
a == "b \" c" \* d (* e
(* f \* g
   (* h *) "i *) j == k
---- MODULE N ----
l == 1
====
====
after`;
    expect(wordsOf(text)).toEqual(['M', 'a', 'j', 'k', 'N', 'l', '1']);
  });
});
