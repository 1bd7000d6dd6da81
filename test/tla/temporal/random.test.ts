/**
 * Random transition systems, fairness and formulas. What the engine calls a violation it has replayed itself; what it
 * calls ok is looked at again here: no lasso of a certain size may be a fair behaviour that violates the formula. The
 * formulas are evaluated by their definitions, on JavaScript data, with nothing of the engine.
 */
import { fc } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { run } from '../run.ts';

type Formula =
  | { readonly kind: 'is'; readonly value: number }
  | { readonly kind: 'step'; readonly to: number }
  | { readonly kind: 'not' | 'always' | 'eventually'; readonly body: Formula }
  | { readonly kind: 'and' | 'or' | 'leadsTo'; readonly left: Formula; readonly right: Formula };

interface System {
  /** The successors of each state. */
  readonly steps: readonly (readonly number[])[];
  /** Fair actions: strength, and the state they lead to. */
  readonly fair: readonly { readonly strength: 'WF' | 'SF'; readonly to: number }[];
  readonly formula: Formula;
}

const size = 3;
const state = fc.nat({ max: size - 1 });

const formulas = fc.letrec<{ temporal: Formula; predicate: Formula }>((tie) => ({
  predicate: fc.oneof(
    { maxDepth: 2 },
    fc.record({ kind: fc.constant('is' as const), value: state }),
    fc.record({ kind: fc.constant('not' as const), body: tie('predicate') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      left: tie('predicate'),
      right: tie('predicate'),
    }),
  ),
  temporal: fc.oneof(
    { maxDepth: 3 },
    fc.record({
      kind: fc.constantFrom('always' as const, 'eventually' as const),
      body: tie('predicate'),
    }),
    fc.record({
      kind: fc.constantFrom('always' as const, 'eventually' as const),
      body: tie('temporal'),
    }),
    fc.record({
      kind: fc.constant('leadsTo' as const),
      left: tie('predicate'),
      right: tie('predicate'),
    }),
    fc.record({ kind: fc.constant('not' as const), body: tie('temporal') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      left: tie('temporal'),
      right: tie('temporal'),
    }),
    state.map(
      (to): Formula => ({
        kind: 'always',
        body: { kind: 'eventually', body: { kind: 'step', to } },
      }),
    ),
  ),
}));

const systems: fc.Arbitrary<System> = fc.record({
  steps: fc.array(fc.uniqueArray(state, { maxLength: size }), { minLength: size, maxLength: size }),
  fair: fc.array(
    fc.record({ strength: fc.constantFrom('WF' as const, 'SF' as const), to: state }),
    { maxLength: 2 },
  ),
  formula: formulas.temporal,
});

function text(formula: Formula): string {
  switch (formula.kind) {
    case 'is':
      return `(x = ${formula.value})`;
    case 'step':
      return `<<Go(${formula.to})>>_x`;
    case 'not':
      return `~${text(formula.body)}`;
    case 'always':
      return `[](${text(formula.body)})`.replace('[](<<', '[]<<').replace(/>>_x\)$/, '>>_x');
    case 'eventually':
      return formula.body.kind === 'step'
        ? `(<>${text(formula.body)})`
        : `(<>(${text(formula.body)}))`;
    case 'leadsTo':
      return `(${text(formula.left)} ~> ${text(formula.right)})`;
    default:
      return `(${text(formula.left)} ${formula.kind === 'and' ? '/\\' : '\\/'} ${text(formula.right)})`;
  }
}

function specOf({ steps, fair, formula }: System): string {
  const disjuncts = steps.map((targets, from) => `x = ${from} /\\ to \\in {${targets.join(', ')}}`);
  return `EXTENDS Naturals
VARIABLE x
Init == x = 0
Go(to) == (${disjuncts.map((part) => `(${part})`).join(' \\/ ')}) /\\ x' = to
Next == \\E to \\in 0..${size - 1} : Go(to)
Spec == Init /\\ [][Next]_x${fair.map(({ strength, to }) => ` /\\ ${strength}_x(Go(${to}))`).join('')}
Prop == ${text(formula)}`;
}

interface Word {
  readonly states: readonly number[];
  readonly loop: number;
}

const after = ({ states, loop }: Word, i: number): number =>
  states[i + 1] ?? (states[loop] as number);

function holds(formula: Formula, word: Word): boolean[] {
  const { states, loop } = word;
  const rest = (truth: readonly boolean[], i: number): boolean[] => [
    ...truth.slice(i),
    ...truth.slice(loop),
  ];
  switch (formula.kind) {
    case 'is':
      return states.map((value) => value === formula.value);
    case 'step':
      return states.map((value, i) => after(word, i) === formula.to && value !== formula.to);
    case 'not':
      return holds(formula.body, word).map((value) => !value);
    case 'always':
    case 'eventually': {
      const truth = holds(formula.body, word);
      return states.map((_, i) =>
        formula.kind === 'always' ? rest(truth, i).every(Boolean) : rest(truth, i).some(Boolean),
      );
    }
    case 'leadsTo': {
      const implied: Formula = {
        kind: 'or',
        left: { kind: 'not', body: formula.left },
        right: { kind: 'eventually', body: formula.right },
      };
      return holds({ kind: 'always', body: implied }, word);
    }
    default: {
      const left = holds(formula.left, word);
      const right = holds(formula.right, word);
      return states.map(
        (_, i) => (formula.kind === 'and' ? left[i] && right[i] : left[i] || right[i]) === true,
      );
    }
  }
}

function isFair({ steps, fair }: System, word: Word): boolean {
  const round = word.states.map((_, i) => i).slice(word.loop);
  return fair.every(({ strength, to }) => {
    const taken = round.some((i) => word.states[i] !== to && after(word, i) === to);
    const enabled = (i: number): boolean =>
      word.states[i] !== to && (steps[word.states[i] as number] ?? []).includes(to);
    return taken || !(strength === 'WF' ? round.every(enabled) : round.some(enabled));
  });
}

/** All lassos of up to so many states that begin in 0; stuttering is a step. */
function* words({ steps }: System, lengthMax: number): Generator<Word> {
  const next = (from: number): number[] => [
    ...new Set([from, ...(steps[from] as readonly number[])]),
  ];
  const extend = function* (states: readonly number[]): Generator<Word> {
    const last = states.at(-1) as number;
    for (let loop = 0; loop < states.length; loop++)
      if (next(last).includes(states[loop] as number)) yield { states, loop };
    if (states.length < lengthMax) for (const to of next(last)) yield* extend([...states, to]);
  };
  yield* extend([0]);
}

it('what is called ok has no counterexample among all short lassos', () => {
  let ok = 0;
  fc.assert(
    fc.property(systems, (system) => {
      const config = 'SPECIFICATION Spec\nPROPERTY Prop\nCHECK_DEADLOCK FALSE';
      const result = run(specOf(system), config);
      let counterexample: Word | undefined;
      for (const word of words(system, 6)) {
        if (holds(system.formula, word)[0] === true || !isFair(system, word)) continue;
        counterexample = word;
        break;
      }
      if (result.verdict === 'ok') ok += 1;
      // Six states are enough for a counterexample in a system of three, unless the formula is deep.
      if (counterexample !== undefined) expect(result.verdict).toBe('violation');
      if (result.verdict === 'violation' && result.trace.length <= 6)
        expect(counterexample).toBeDefined();
    }),
    { seed: 7, numRuns: 250 },
  );
  expect(ok).toBeGreaterThan(30);
});
