/** What is shown of a search on merged states is a behaviour of the specification, or is not shown. */
import { describe, expect, it } from 'vitest';
import { check } from '../../../harness/tla/check.ts';
import type { Specification } from '../../../harness/tla/specification.ts';
import { readTrace, writeTrace } from '../../../harness/tla/trace/files.ts';
import { judgeTrace } from '../../../harness/tla/trace/judge.ts';
import { load } from '../run.ts';

/** Nothing of SYMMETRY or VIEW is used to judge the steps. */
function flawOf(spec: Specification, outcome: ReturnType<typeof check>): string | undefined {
  const { symmetry: _symmetry, view: _view, ...plain } = spec;
  return judgeTrace(plain, readTrace(writeTrace('x.json', plain, outcome), plain)).flaw;
}

// The token goes to somebody who has had it neither now nor just before: round and round.
const token = `EXTENDS Naturals, TLC
CONSTANT P
VARIABLES now, before, even
vars == <<now, before, even>>
Init == now \\in P /\\ before \\in P \\ {now} /\\ even = 0
Next == now' \\in P \\ {now, before} /\\ before' = now /\\ even' = 1 - even
Spec == Init /\\ [][Next]_vars /\\ WF_vars(Next)
First == CHOOSE p \\in P : TRUE
Second == CHOOSE p \\in P \\ {First} : TRUE
Fixed == now = First /\\ even = 0 /\\ before = Second
Lone == Fixed /\\ [][Next]_vars /\\ WF_vars(Next)
Sym == Permutations(P)
Odd == even
Ends == <>(even = 2)
SecondReached == <>(now = Second)
Inv == even = 0`;
const config = (spec: string, rest: string): string =>
  `CONSTANT P = {a, b, c}\nSPECIFICATION ${spec}\n${rest}\n`;

describe('a counterexample under SYMMETRY', () => {
  it('is a behaviour without it', () => {
    const spec = load(token, config('Spec', 'SYMMETRY Sym\nINVARIANT Inv'));
    const outcome = check(spec);
    expect([outcome.exitCode, outcome.trace.length]).toEqual([12, 2]);
    expect(flawOf(spec, outcome)).toBeUndefined();
  });

  it('to a temporal property goes round until it comes back to the very state', () => {
    const spec = load(token, config('Spec', 'SYMMETRY Sym\nPROPERTY Ends'));
    const outcome = check(spec, { unsound: true });
    expect([outcome.verdict, outcome.exitCode, outcome.distinct]).toEqual(['violation', 13, 2]);
    // Two merged states; three members and two phases.
    expect([outcome.loop, outcome.trace.length]).toEqual([0, 6]);
    expect(flawOf(spec, outcome)).toBeUndefined();
    expect(outcome.remarks).toEqual([expect.stringContaining('unsound')]);
  });

  it.each(['SYMMETRY Sym', 'VIEW Odd'])('that is none without %s is not shown', (merging) => {
    const text = (merged: string): string => config('Lone', `${merged}\nPROPERTY SecondReached`);
    expect(check(load(token, text(''))).verdict).toBe('ok');
    const { verdict, exitCode, limit, trace } = check(load(token, text(merging)), {
      unsound: true,
    });
    expect([verdict, exitCode, trace]).toEqual(['unknown', 2, []]);
    expect(limit).toContain('the counterexample to SecondReached goes through merged states');
  });

  it('is not shown where what a VIEW leaves out never comes back', () => {
    const body = `EXTENDS Naturals
VARIABLES n, even
vars == <<n, even>>
Init == n = 0 /\\ even = 0
Next == n' = n + 1 /\\ even' = 1 - even
Spec == Init /\\ [][Next]_vars /\\ WF_vars(Next)
Shape == even
Ends == <>(even = 2)`;
    const spec = load(body, 'SPECIFICATION Spec\nVIEW Shape\nPROPERTY Ends');
    const { verdict, limit } = check(spec, { unsound: true });
    expect([verdict, limit]).toEqual(['unknown', expect.stringContaining('merged states')]);
  });
});
