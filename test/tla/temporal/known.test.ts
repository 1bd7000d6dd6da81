import { describe, expect, it } from 'vitest';
import { run } from '../run.ts';

/** A counter that can go up to 3 and, if `back`, down again. */
const counter = (back: boolean): string => `EXTENDS Naturals
VARIABLE x
Init == x = 0
Up == x < 3 /\\ x' = x + 1
Down == ${back ? 'TRUE' : 'FALSE'} /\\ x > 0 /\\ x' = x - 1
Next == Up \\/ Down
Free == Init /\\ [][Next]_x
Weak == Free /\\ WF_x(Up)
Strong == Free /\\ \\A n \\in 0..2 : SF_x(x = n /\\ Up)
Reach == <>(x = 3)
Again == []<>(x = 3)
Stay == <>[](x = 3)
Lead == x = 1 ~> x = 2
Never == [](x = 3 => [](x = 3))
Either == []<>(x = 0) \\/ <>[](x = 3)
Steps == []<><<Up>>_x
All == \\A n \\in 1..2 : x = n ~> x = n + 1`;

/** \`ok\` or \`violation\` for each property under a specification, as TLC 2.19 has it. */
const answers: readonly [back: boolean, spec: string, property: string, verdict: string][] = [
  [false, 'Free', 'Reach', 'violation'],
  [false, 'Weak', 'Reach', 'ok'],
  [false, 'Weak', 'Again', 'ok'],
  [false, 'Weak', 'Stay', 'ok'],
  [false, 'Weak', 'Lead', 'ok'],
  [false, 'Weak', 'Steps', 'violation'],
  [false, 'Weak', 'All', 'ok'],
  [false, 'Free', 'Never', 'ok'],
  [false, 'Free', 'Either', 'violation'],
  [false, 'Weak', 'Either', 'ok'],
  [true, 'Weak', 'Reach', 'violation'],
  [true, 'Strong', 'Reach', 'ok'],
  [true, 'Strong', 'Again', 'ok'],
  [true, 'Strong', 'Stay', 'violation'],
  [true, 'Strong', 'Lead', 'ok'],
  [true, 'Weak', 'Never', 'violation'],
  [true, 'Strong', 'Steps', 'violation'],
];

describe('temporal properties', () => {
  it.each(answers)('with Down = %s, %s => %s: %s', (back, spec, property, verdict) => {
    const config = `SPECIFICATION ${spec}\nPROPERTY ${property}\nCHECK_DEADLOCK FALSE`;
    const result = run(counter(back), config);
    expect(result.verdict).toBe(verdict);
    expect(result.exitCode).toBe(verdict === 'ok' ? 0 : 13);
    if (verdict === 'violation') expect(result.loop).toBeLessThan(result.trace.length);
  });

  it('judges the fairness of a refined specification', () => {
    const abstract = `EXTENDS Naturals
VARIABLE n
Init == n = 0
Next == n' = (n + 1) % 3
Spec == Init /\\ [][Next]_n /\\ WF_n(Next)`;
    const concrete = (fair: string): string => `EXTENDS Naturals
VARIABLES low, turn
vars == <<low, turn>>
Init == low = 0 /\\ turn = 0
Think == turn = 0 /\\ turn' = 1 /\\ UNCHANGED low
Act == turn = 1 /\\ turn' = 0 /\\ low' = (low + 1) % 3
Spec == Init /\\ [][Think \\/ Act]_vars /\\ ${fair}
Abs == INSTANCE Abstract WITH n <- low
Refines == Abs!Spec`;
    const config = 'SPECIFICATION Spec\nPROPERTY Refines';
    const verdictOf = (fair: string): string =>
      run(concrete(fair), config, { Abstract: abstract }).verdict;
    expect(verdictOf('WF_vars(Think) /\\ WF_vars(Act)')).toBe('ok');
    expect(verdictOf('WF_vars(Think)')).toBe('violation');
    expect(verdictOf('WF_vars(Act)')).toBe('violation');
  });

  it('shows a lasso whose every step is a step, with the way back', () => {
    const config = 'SPECIFICATION Weak\nPROPERTY Reach\nCHECK_DEADLOCK FALSE';
    const { trace, loop, report } = run(counter(true), config);
    expect(trace.map(({ state }) => state[0])).toEqual([0, 1]);
    expect(loop).toBe(0);
    expect(report).toContain('back to state 1, for ever');
  });
});
