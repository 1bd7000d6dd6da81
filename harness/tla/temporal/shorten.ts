/**
 * Leaves out of a counterexample what only comes back to where it was: the way past the goals of a component goes to the
 * nearest one each time, and a stuttering step is the nearest of all. What is left must be a counterexample still, which
 * the replay says.
 */
import type { Word } from './replay.ts';

/** Each question is a replay. */
const questionsMax = 40;

/** Comparing all pairs of states would take longer than anybody looks at a longer one. */
const lengthMax = 300;

export function shortened(word: Word, isCounterexample: (shorter: Word) => boolean): Word {
  let best = word;
  let questions = 0;
  for (let found = true; found; ) {
    found = false;
    for (const shorter of shorterThan(best)) {
      if (questions++ >= questionsMax) return best;
      if (!isCounterexample(shorter)) continue;
      best = shorter;
      found = true;
      break;
    }
  }
  return best;
}

/** The words without the states between two equal ones, shortest first. */
function shorterThan({ states, loop }: Word): readonly Word[] {
  if (states.length > lengthMax) return [];
  const names = states.map((state) => state.join());
  const words: Word[] = [];
  const without = (from: number, to: number): void => {
    const left = [...states.slice(0, from), ...states.slice(to)];
    words.push({ states: left, loop: from < loop ? loop - (to - from) : loop });
  };
  for (let i = 0; i < states.length; i++) {
    const end = i < loop ? loop : states.length;
    for (let j = i + 1; j < end; j++) if (names[i] === names[j]) without(i + 1, j + 1);
    // The loop can be entered where it begins, and after the last state of it comes the first.
    if (i < loop && names[i] === names[loop]) without(i, loop);
    if (i > loop && names[i] === names[loop]) without(i, states.length);
  }
  return words.sort((a, b) => a.states.length - b.states.length);
}
