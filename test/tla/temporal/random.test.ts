/**
 * Random transition systems, assumptions and properties: the engine says of each what the reference says, and its lassos
 * are counterexamples by the reference's definitions. `npm run fuzz:temporal` asks TLC about the same kind of cases.
 */
import { fc } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { grammarFiles } from '../../../harness/files.ts';
import { type CheckOutcome, check } from '../../../harness/tla/check.ts';
import { DiagnosticError } from '../../../harness/tla/diagnostic.ts';
import { loadGrammar } from '../../../harness/tla/syntax/grammar.ts';
import { tapes } from '../../../scripts/fuzz/choices.ts';
import { load } from '../../../scripts/fuzz/engine.ts';
import { filesOf } from '../../../scripts/fuzz/temporal/as-text.ts';
import { type System, systemOf } from '../../../scripts/fuzz/temporal/systems.ts';
import { counterexampleOf, eventualitiesIn, isSatisfiable, stepsOf, truths } from './reference.ts';

await loadGrammar(grammarFiles);

function outcomeOf(system: System): CheckOutcome {
  const spec = load(filesOf(system));
  if (spec instanceof DiagnosticError) throw spec;
  return check(spec);
}

/** Is the counterexample a behaviour of the system that satisfies what is assumed, and not the property? */
function isCounterexample(system: System, { trace, loop }: CheckOutcome): boolean {
  const states = trace.map(({ state: [x, y] }) => 2 * Number(x) + Number(y));
  // What is false in a state or on a step ends there; from there on nothing need happen, if nothing has to.
  if (loop === undefined) return true;
  const after = (i: number): number => states[i + 1] ?? (states[loop] as number);
  return (
    system.initial.includes(states[0] as number) &&
    states.every((state, i) => stepsOf(system, state).includes(after(i))) &&
    truths(counterexampleOf(system), states, loop)[0] === true
  );
}

it('the engine finds a counterexample if and only if there is one, and it is one', () => {
  const seen = { ok: 0, violation: 0, vacuous: 0, unknown: 0 };
  fc.assert(
    fc.property(tapes(80), (tape) => {
      const system = systemOf(tape);
      const wanted = counterexampleOf(system);
      fc.pre(eventualitiesIn(wanted).length <= 8);
      const outcome = outcomeOf(system);
      seen[outcome.verdict]++;
      // An invariant is judged in every state, whatever the specification assumes besides.
      if (outcome.violation?.kind === 'invariant') return;
      expect(outcome.verdict === 'violation').toBe(isSatisfiable(system, wanted));
      if (outcome.verdict === 'violation') expect(isCounterexample(system, outcome)).toBe(true);
    }),
    { seed: 7, numRuns: 120 },
  );
  expect(seen.ok).toBeGreaterThan(30);
  expect(seen.violation).toBeGreaterThan(30);
});
