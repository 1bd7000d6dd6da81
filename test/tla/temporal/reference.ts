/**
 * Temporal logic on the systems of scripts/fuzz/temporal by its definitions, on JavaScript data, with nothing of the
 * engine: the truth of a formula on a word that goes round, and whether a system has a behaviour that satisfies one.
 * Everything is made of atoms, not, and, <>. For the second, a position is a step together with the guessed truth of each
 * <>F; a guess is right if <>F = F \/ next <>F everywhere, and if what is promised comes again and again (Lichtenstein
 * and Pnueli, Checking that finite state concurrent programs satisfy their linear specification, POPL 1985).
 */
import {
  type Action,
  type Formula,
  type Predicate,
  type Subscript,
  type System,
  stateCount,
  type Term,
} from '../../../scripts/fuzz/temporal/systems.ts';

type Step = (from: number, to: number) => boolean;

export type Core =
  | { readonly kind: 'atom'; readonly holds: Step }
  | { readonly kind: 'not' | 'eventually'; readonly body: Core }
  | { readonly kind: 'and'; readonly items: readonly Core[] };

const not = (body: Core): Core => ({ kind: 'not', body });
const and = (...items: readonly Core[]): Core => ({ kind: 'and', items });
const or = (...items: readonly Core[]): Core => not(and(...items.map(not)));
const eventually = (body: Core): Core => ({ kind: 'eventually', body });
const always = (body: Core): Core => not(eventually(not(body)));
const atom = (holds: Step): Core => ({ kind: 'atom', holds });

/** What the system's formulas say, with `n` filled in. */
class Meaning {
  private readonly system: System;

  constructor(system: System) {
    this.system = system;
  }

  of(formula: Formula, n = 0): Core {
    const of = (inner: Formula): Core => this.of(inner, n);
    switch (formula.kind) {
      case 'now': {
        const { predicate } = formula;
        return atom((from) => this.holdsAt(predicate, from, n));
      }
      case 'again':
        return always(eventually(atom(this.taken(formula, n))));
      case 'finallyOnly': {
        const { action, subscript } = formula;
        const isStep = this.isStep(action, n);
        return eventually(
          always(
            atom((from, to) => isStep(from, to) || part(subscript, from) === part(subscript, to)),
          ),
        );
      }
      case 'WF':
      case 'SF': {
        const idle = not(atom((from) => this.isEnabled(formula, from, n)));
        const taken = always(eventually(atom(this.taken(formula, n))));
        return formula.kind === 'WF'
          ? or(always(eventually(idle)), taken)
          : or(eventually(always(idle)), taken);
      }
      case 'not':
        return not(of(formula.body));
      case 'always':
        return always(of(formula.body));
      case 'eventually':
        return eventually(of(formula.body));
      case 'and':
        return and(of(formula.left), of(formula.right));
      case 'or':
        return or(of(formula.left), of(formula.right));
      case 'implies':
        return or(not(of(formula.left)), of(formula.right));
      case 'equivalent': {
        const [left, right] = [of(formula.left), of(formula.right)];
        return or(and(left, right), and(not(left), not(right)));
      }
      case 'leadsTo':
        return always(or(not(of(formula.left)), eventually(of(formula.right))));
      case 'forAll':
        return and(...[0, 1, 2].map((value) => this.of(formula.body, value)));
      case 'exists':
        return or(...[0, 1, 2].map((value) => this.of(formula.body, value)));
    }
  }

  private isStep(action: Action, n: number): Step {
    const { actions } = this.system;
    const among = (steps: (typeof actions)[number], from: number, to: number): boolean =>
      steps.some(([a, b]) => a === from && b === to);
    if (action.kind === 'named') {
      const steps = actions['ABC'.indexOf(action.name)] as (typeof actions)[number];
      return (from, to) => among(steps, from, to);
    }
    const x = filled(action.to, n);
    return (from, to) => to >> 1 === x && actions.some((steps) => among(steps, from, to));
  }

  private taken({ action, subscript }: { action: Action; subscript: Subscript }, n: number): Step {
    const isStep = this.isStep(action, n);
    return (from, to) => isStep(from, to) && part(subscript, from) !== part(subscript, to);
  }

  private isEnabled(
    step: { action: Action; subscript: Subscript },
    from: number,
    n: number,
  ): boolean {
    const taken = this.taken(step, n);
    return states.some((to) => taken(from, to));
  }

  private holdsAt(predicate: Predicate, state: number, n: number): boolean {
    switch (predicate.kind) {
      case 'x':
        return state >> 1 === filled(predicate.is, n);
      case 'y':
        return (state & 1) === filled(predicate.is, n);
      case 'enabled':
        return this.isEnabled(predicate, state, n);
      case 'not':
        return !this.holdsAt(predicate.body, state, n);
      case 'and':
        return this.holdsAt(predicate.left, state, n) && this.holdsAt(predicate.right, state, n);
      case 'or':
        return this.holdsAt(predicate.left, state, n) || this.holdsAt(predicate.right, state, n);
    }
  }
}

const states = Array.from({ length: stateCount }, (_, state) => state);
const filled = (term: Term, n: number): number => (term === 'n' ? n : term);
const part = (subscript: Subscript, state: number): number =>
  subscript === 'x' ? state >> 1 : subscript === 'y' ? state & 1 : state;

/** What the specification assumes, and that the property is false. */
export function counterexampleOf(system: System): Core {
  const meaning = new Meaning(system);
  return and(
    ...system.assumed.map((formula) => meaning.of(formula)),
    not(meaning.of(system.property)),
  );
}

export function stepsOf({ actions }: System, from: number): number[] {
  const targets = actions.flat().flatMap(([a, b]) => (a === from ? [b] : []));
  return [...new Set([from, ...targets])];
}

/** The truth of a formula at each position of a word whose last state is followed by the one at `loop`. */
export function truths(core: Core, word: readonly number[], loop: number): boolean[] {
  const after = (i: number): number => word[i + 1] ?? (word[loop] as number);
  switch (core.kind) {
    case 'atom':
      return word.map((state, i) => core.holds(state, after(i)));
    case 'not':
      return truths(core.body, word, loop).map((value) => !value);
    case 'and': {
      const items = core.items.map((item) => truths(item, word, loop));
      return word.map((_, i) => items.every((item) => item[i]));
    }
    case 'eventually': {
      const body = truths(core.body, word, loop);
      return word.map((_, i) => [...body.slice(i), ...body.slice(loop)].some(Boolean));
    }
  }
}

interface Position {
  readonly from: number;
  readonly to: number;
  /** Bit i: is the formula <>F number i true here? */
  readonly guess: number;
}

/** Positions are listed: there must not be too many formulas <>F. */
export function eventualitiesIn(core: Core): Extract<Core, { kind: 'not' | 'eventually' }>[] {
  if (core.kind === 'atom') return [];
  if (core.kind === 'and') return [...new Set(core.items.flatMap(eventualitiesIn))];
  const inner = eventualitiesIn(core.body);
  return core.kind === 'eventually' ? [...new Set([...inner, core])] : inner;
}

/** Has the system a behaviour that satisfies the formula? */
export function isSatisfiable(system: System, wanted: Core): boolean {
  const promises = eventualitiesIn(wanted);
  const number = new Map(promises.map((promise, i) => [promise as Core, i]));
  const value = (core: Core, at: Position): boolean => {
    switch (core.kind) {
      case 'atom':
        return core.holds(at.from, at.to);
      case 'not':
        return !value(core.body, at);
      case 'and':
        return core.items.every((item) => value(item, at));
      case 'eventually':
        return ((at.guess >> (number.get(core) as number)) & 1) === 1;
    }
  };
  const positions: Position[] = [];
  for (const from of states)
    for (const to of stepsOf(system, from))
      for (let guess = 0; guess < 1 << promises.length; guess++)
        positions.push({ from, to, guess });
  /** Which promises are kept at a position, as bits. */
  const kept = positions.map((at) =>
    promises.reduce((bits, { body }, i) => bits | (value(body, at) ? 1 << i : 0), 0),
  );
  // The guess is F \/ next <>F at each position: so the next guess is known but for what is kept here.
  const successors = positions.map((at, p) => {
    const now = kept[p] as number;
    if ((now & ~at.guess) !== 0) return [];
    return positions.flatMap((next, q) =>
      next.from === at.to && (now | next.guess) === at.guess ? [q] : [],
    );
  });
  const fulfilled = (p: number): number => ~(positions[p] as Position).guess | (kept[p] as number);
  const all = (1 << promises.length) - 1;
  const start = positions.flatMap((at, p) =>
    system.initial.includes(at.from) && value(wanted, at) ? [p] : [],
  );
  const reached = reachable(start, (p) => successors[p] as number[]);
  return components([...reached], successors).some(
    (component) => (component.reduce((bits, p) => bits | fulfilled(p), 0) & all) === all,
  );
}

function reachable(start: readonly number[], next: (p: number) => readonly number[]): Set<number> {
  const reached = new Set(start);
  for (const p of reached) for (const q of next(p)) reached.add(q);
  return reached;
}

/** Strongly connected components with an edge inside (Kosaraju and Sharir). */
function components(nodes: readonly number[], successors: readonly number[][]): number[][] {
  const predecessors = new Map<number, number[]>(nodes.map((p) => [p, []]));
  for (const p of nodes) for (const q of successors[p] as number[]) predecessors.get(q)?.push(p);
  const done = new Set<number>();
  const order: number[] = [];
  const leave = (root: number): void => {
    const path: [number, number][] = [[root, 0]];
    done.add(root);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = successors[top[0]]?.[top[1]++];
      if (next === undefined) order.push((path.pop() as [number, number])[0]);
      else if (!done.has(next)) path.push([next, 0]) && done.add(next);
    }
  };
  for (const p of nodes) if (!done.has(p)) leave(p);
  const placed = new Set<number>();
  return order.reverse().flatMap((root) => {
    if (placed.has(root)) return [];
    const found = [
      ...reachable([root], (p) => (predecessors.get(p) ?? []).filter((q) => !placed.has(q))),
    ];
    for (const p of found) placed.add(p);
    const inside = new Set(found);
    return found.some((p) => (successors[p] as number[]).some((q) => inside.has(q))) ? [found] : [];
  });
}
