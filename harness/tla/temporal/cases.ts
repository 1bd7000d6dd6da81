/**
 * What a search looks for, in parts: a formula in disjunctive normal form, each case with its acceptance conditions
 * ([]<>P, <>[]P, and the pairs <>[]P \/ []<>Q that SF makes) set apart from what needs an automaton. Without this, n
 * fairness conditions would make an automaton of 2^n nodes.
 */
import { type Fairness, fairnessFormula, junction, type Temporal } from './formula.ts';
import { isPropositional, persisting, recurring, simplified } from './limits.ts';

/** <>[]persistent \/ []<>recurrent, a Streett condition. Both are judged on steps. */
export interface Pair {
  readonly persistent: Temporal;
  readonly recurrent: Temporal;
}

export interface Case {
  /** For the automaton. */
  readonly rest: Temporal;
  /** Each must be true of steps again and again. */
  readonly recurrent: readonly Temporal[];
  /** Must be true of all steps from some position on. */
  readonly persistent: Temporal;
  readonly pairs: readonly Pair[];
}

/** So many cases are searched one by one; where there are more, the automaton has to hold them. */
const casesMax = 512;

/** A behaviour satisfies the formula and the fairness conditions if and only if it satisfies one of the cases. */
export function casesOf(formula: Temporal, fairness: readonly Fairness[]): Case[] {
  const conditions = fairness.map((condition) => simplified(fairnessFormula(condition, false)));
  return alternatives(simplified(formula)).map((items) => caseOf([...items, ...conditions]));
}

/** Disjunctive normal form: for each alternative its conjuncts. */
function alternatives(formula: Temporal): readonly (readonly Temporal[])[] {
  if (formula.kind === 'false') return [];
  if (formula.kind === 'and') {
    let product: readonly (readonly Temporal[])[] = [[]];
    for (const item of formula.items) {
      const choices = alternatives(item);
      product =
        product.length * choices.length > casesMax
          ? product.map((items) => [...items, item])
          : product.flatMap((items) => choices.map((more) => [...items, ...more]));
    }
    return product;
  }
  if (formula.kind !== 'or' || isPropositional(formula) || pairOf(formula) !== undefined)
    return [[formula]];
  const all = formula.items.flatMap(alternatives);
  return all.length > casesMax ? [[formula]] : all;
}

function caseOf(items: readonly Temporal[]): Case {
  const rest: Temporal[] = [];
  const recurrent: Temporal[] = [];
  const persistent: Temporal[] = [];
  const pairs: Pair[] = [];
  for (const item of items) {
    const again = recurring(item);
    const finally_ = persisting(item);
    const pair = pairOf(item);
    if (again !== undefined) recurrent.push(again);
    else if (finally_ !== undefined) persistent.push(finally_);
    else if (pair !== undefined) pairs.push(pair);
    else rest.push(item);
  }
  return {
    rest: junction('and', rest),
    recurrent,
    persistent: junction('and', persistent),
    pairs,
  };
}

/** A disjunction of one <>[]P and any number of []<>Q. */
function pairOf(formula: Temporal): Pair | undefined {
  if (formula.kind !== 'or') return undefined;
  const settled = formula.items.map(persisting).filter((each) => each !== undefined);
  const again = formula.items.map(recurring).filter((each) => each !== undefined);
  if (settled.length > 1 || settled.length + again.length < formula.items.length) return undefined;
  return {
    persistent: settled[0] ?? { kind: 'false' },
    recurrent: junction('or', again),
  };
}
