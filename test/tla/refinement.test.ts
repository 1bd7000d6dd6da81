import { describe, expect, it } from 'vitest';
import { counts, run } from './run.ts';

const counter = `EXTENDS Naturals
CONSTANT Max
VARIABLE n
Init == n = 0
Next == n < Max /\\ n' = n + 1
Spec == Init /\\ [][Next]_n`;

/** Counts in two digits; refines a counter to Base * Base - 1. */
const digits = `EXTENDS Naturals
CONSTANT Base
VARIABLES high, low, idle
vars == <<high, low, idle>>
Init == high = 0 /\\ low = 0 /\\ idle = FALSE
Tick == low < Base - 1 /\\ low' = low + 1 /\\ UNCHANGED <<high, idle>>
Carry == low = Base - 1 /\\ high < Base - 1 /\\ low' = 0 /\\ high' = high + 1 /\\ UNCHANGED idle
Rest == idle' = ~idle /\\ UNCHANGED <<high, low>>
Next == Tick \\/ Carry \\/ Rest
Spec == Init /\\ [][Next]_vars
Counter == INSTANCE Counter WITH n <- high * Base + low, Max <- Base * Base - 1
Refines == Counter!Spec
NeverBack == [][high' >= high]_vars
Bounded == [](low < Base)`;

const config = 'SPECIFICATION Spec\nCONSTANT Base = 3';

describe('PROPERTY', () => {
  it('accepts a refinement whose steps are steps or stutters of the abstract specification', () => {
    const result = run(digits, `${config}\nPROPERTIES Refines NeverBack Bounded`, {
      Counter: counter,
    });
    expect(result.verdict).toBe('ok');
    expect(counts(result)).toBe('18 35 10');
  });

  it('refuses a step that the abstract specification cannot take, and says which conjunct forbids it', () => {
    const broken = digits.replace("low' = 0 /\\ high' = high + 1", "low' = 1 /\\ high' = high + 1");
    const result = run(broken, `${config}\nPROPERTY Refines`, { Counter: counter });
    expect(result).toMatchObject({
      verdict: 'violation',
      exitCode: 13,
      violation: { kind: 'action', name: 'Refines' },
    });
    expect(result.trace.map(({ action }) => action)).toEqual([
      'Initial predicate',
      'Tick',
      'Tick',
      'Carry',
    ]);
    expect(result.violation?.falsehood).toMatchObject({
      text: "n' = n + 1",
      left: { value: 4 },
      right: { value: 3 },
    });
  });

  it('refuses an initial state that is none of the abstract specification', () => {
    const broken = digits.replace('Init == high = 0', 'Init == high = 1');
    const result = run(broken, `${config}\nPROPERTY Refines`, { Counter: counter });
    expect(result).toMatchObject({ violation: { kind: 'initial', name: 'Refines' } });
    expect(result.trace).toHaveLength(1);
  });

  it('judges [][A]_v on every step, also to states that are known', () => {
    const body = `EXTENDS Naturals
VARIABLE x
Init == x = 0
Next == x' = (x + 1) % 3
Up == [][x' > x]_x`;
    const result = run(body, 'INIT Init\nNEXT Next\nPROPERTY Up');
    expect(result).toMatchObject({ violation: { name: 'Up' } });
    expect(result.trace.map(({ state }) => state)).toEqual([[0], [1], [2], [0]]);
  });
});
