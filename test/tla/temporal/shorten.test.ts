/** Counterexamples without what only comes back to where it was. */
import { fc, it } from '@fast-check/vitest';
import { expect } from 'vitest';
import type { Word } from '../../../harness/tla/temporal/replay.ts';
import { shortened } from '../../../harness/tla/temporal/shorten.ts';

const wordOf = (states: readonly number[], loop: number): Word => ({
  states: states.map((state) => Int32Array.of(state)),
  loop,
});
const numbers = ({ states }: Word): number[] => states.map(([state]) => state as number);

it('a stuttering step goes, and so does one into the loop or at its end', () => {
  const needs = (word: Word) => [4, 5].every((state) => numbers(word).includes(state));
  const shorter = shortened(wordOf([1, 1, 2, 3, 3, 4, 5, 3], 4), needs);
  expect([numbers(shorter), shorter.loop]).toEqual([[1, 2, 3, 4, 5], 2]);
});

it('what the counterexample needs stays', () => {
  const needs = (word: Word) => [2, 3].every((state) => numbers(word).includes(state));
  expect(numbers(shortened(wordOf([1, 2, 1, 3], 0), needs))).toEqual([1, 2, 1, 3]);
});

const words = fc
  .array(fc.nat(3), { minLength: 1, maxLength: 9 })
  .chain((states) => fc.nat(states.length - 1).map((loop) => wordOf(states, loop)));
const stepsOf = (word: Word): Set<string> => {
  const states = numbers(word);
  return new Set(states.map((state, i) => `${state} ${states[i + 1] ?? states[word.loop]}`));
};

it.prop([words])('each step of what is left was one, and it begins as it began', (word) => {
  const shorter = shortened(word, () => true);
  const before = stepsOf(word);
  for (const step of stepsOf(shorter)) expect(before).toContain(step);
  expect(numbers(shorter)[0]).toBe(numbers(word)[0]);
  expect(shorter.loop).toBeLessThan(shorter.states.length);
});
