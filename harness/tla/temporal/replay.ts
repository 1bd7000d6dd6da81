/**
 * A second opinion on a lasso before it is shown. Its states are judged anew, by a program of its own: that it begins as
 * the specification does, that each step is one, and that the formulas, as they were read, are true of the infinite word
 * that it spells, by their definitions. Nothing of the graph, the automaton or the search is used.
 */
import type { Entry } from '../compile/entry.ts';
import { compileProgram, type Program } from '../compile/program.ts';
import type { Expr, Variable } from '../semantics/ir.ts';
import { compileAtoms, type Judged, type Temporal } from './formula.ts';

/** Rows of codes; the last is followed by the one at `loop`. */
export interface Word {
  readonly states: readonly Int32Array[];
  readonly loop: number;
}

interface Behaviour {
  readonly variables: readonly Variable[];
  readonly init: Expr;
  readonly next: Expr;
}

/** What is wrong with the lasso as a behaviour that satisfies the formula; undefined if nothing is. */
export function flawOf(
  word: Word,
  { variables, init, next }: Behaviour,
  formula: Temporal,
  judged: Judged,
): string | undefined {
  const entries: Entry[] = [
    { kind: 'predicate', expr: init, reading: 'next', parameters: [] },
    { kind: 'predicate', expr: next, reading: 'current', parameters: [] },
  ];
  const steps = new Replay(word, compileProgram(entries, variables));
  if (!steps.ask(0, 0, 0)) return 'its first state is not initial';
  for (const [i, state] of word.states.entries()) {
    const isStuttering = sameRow(state, steps.after(i));
    if (!isStuttering && !steps.ask(1, i)) return `step ${i + 1} is no step`;
  }
  const atoms = new Replay(word, compileAtoms(judged));
  return atoms.truths(formula)[0] === true ? undefined : 'it satisfies the property';
}

function sameRow(a: Int32Array, b: Int32Array): boolean {
  return a.every((code, i) => code === b[i]);
}

class Replay {
  private readonly word: Word;
  private readonly program: Program;

  constructor(word: Word, program: Program) {
    this.word = word;
    this.program = program;
  }

  after(i: number): Int32Array {
    const { states, loop } = this.word;
    return (states[i + 1] ?? states[loop]) as Int32Array;
  }

  /** An entry of the program at a position: of the state there and the one after it, or another. */
  ask(entry: number, i: number, next?: number): boolean {
    const { program, word } = this;
    program.load(word.states[i] as Int32Array, 0);
    program.loadNext(next === undefined ? this.after(i) : (word.states[next] as Int32Array), 0);
    return (program.entries[entry] as () => unknown)() === true;
  }

  /** The truth of a formula at each position. */
  truths(formula: Temporal): boolean[] {
    const { states, loop } = this.word;
    switch (formula.kind) {
      case 'true':
      case 'false':
        return states.map(() => formula.kind === 'true');
      case 'atom':
        return states.map((_, i) => this.ask(formula.atom, i) !== formula.negated);
      case 'and':
      case 'or': {
        const items = formula.items.map((item) => this.truths(item));
        return states.map((_, i) =>
          formula.kind === 'and' ? items.every((item) => item[i]) : items.some((item) => item[i]),
        );
      }
      case 'always':
      case 'eventually':
        return fromHere(this.truths(formula.body), loop, formula.kind === 'always');
    }
  }
}

/** For each position, whether all (or some) positions from there on are true. */
function fromHere(body: readonly boolean[], loop: number, all: boolean): boolean[] {
  const round = body.slice(loop);
  let rest = all ? round.every(Boolean) : round.some(Boolean);
  const result = body.map(() => rest);
  for (let i = loop - 1; i >= 0; i--) {
    rest = all ? rest && body[i] === true : rest || body[i] === true;
    result[i] = rest;
  }
  return result;
}
