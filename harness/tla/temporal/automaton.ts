/**
 * A generalized Büchi automaton for a temporal formula in negation normal form, by the tableau of Gerth, Peled, Vardi
 * and Wolper (Simple On-the-fly Automatic Verification of Linear Temporal Logic, PSTV 1995), for [] and <> only. Each
 * node says which atoms must and must not hold at a position, and which formulas are owed to the next position.
 */
import type { Temporal } from './formula.ts';

export interface AutomatonNode {
  /** Atoms that must be true, and false, at a position in this node. */
  readonly holds: readonly number[];
  readonly fails: readonly number[];
  readonly successors: readonly number[];
  /** For each eventuality: is nothing of it owed here (it is fulfilled, or was not promised)? */
  readonly fulfils: readonly boolean[];
}

export interface Automaton {
  readonly nodes: readonly AutomatonNode[];
  readonly initial: readonly number[];
  /** Acceptance sets: a run must visit a fulfilling node of each again and again. */
  readonly eventualities: number;
}

/** A formula by its text: subformulas are shared by it. */
function keyOf(formula: Temporal): string {
  switch (formula.kind) {
    case 'atom':
      return `${formula.negated ? '!' : ''}${formula.atom}`;
    case 'true':
    case 'false':
      return formula.kind;
    case 'and':
    case 'or':
      return `(${formula.kind} ${formula.items.map(keyOf).join(' ')})`;
    case 'always':
      return `[]${keyOf(formula.body)}`;
    case 'eventually':
      return `<>${keyOf(formula.body)}`;
  }
}

interface Sketch {
  /** What must hold here, taken apart already. */
  readonly old: ReadonlyMap<string, Temporal>;
  readonly next: ReadonlyMap<string, Temporal>;
}

/** The ways in which formulas can hold at a position: what holds now, and what is owed to the rest. */
function expand(formulas: readonly Temporal[]): Sketch[] {
  const results = new Map<string, Sketch>();
  const visit = (
    todo: readonly Temporal[],
    old: ReadonlyMap<string, Temporal>,
    next: ReadonlyMap<string, Temporal>,
  ): void => {
    const [formula, ...rest] = todo;
    if (formula === undefined) {
      results.set(sketchKey(old, next), { old, next });
      return;
    }
    const key = keyOf(formula);
    if (old.has(key)) return visit(rest, old, next);
    const now = new Map(old).set(key, formula);
    switch (formula.kind) {
      case 'true':
        return visit(rest, old, next);
      case 'false':
        return;
      case 'atom':
        if (old.has(keyOf({ ...formula, negated: !formula.negated }))) return;
        return visit(rest, now, next);
      case 'and':
        return visit([...formula.items, ...rest], now, next);
      case 'or':
        for (const item of formula.items) visit([item, ...rest], now, next);
        return;
      case 'always':
        return visit([formula.body, ...rest], now, new Map(next).set(key, formula));
      case 'eventually':
        visit([formula.body, ...rest], now, next);
        visit(rest, now, new Map(next).set(key, formula));
    }
  };
  visit(formulas, new Map(), new Map());
  return [...results.values()];
}

function sketchKey(
  old: ReadonlyMap<string, Temporal>,
  next: ReadonlyMap<string, Temporal>,
): string {
  return `${[...old.keys()].sort().join(',')}|${[...next.keys()].sort().join(',')}`;
}

function eventualitiesOf(
  formula: Temporal,
  found: Map<string, Extract<Temporal, { kind: 'eventually' }>>,
): void {
  if (formula.kind === 'and' || formula.kind === 'or')
    for (const item of formula.items) eventualitiesOf(item, found);
  if (formula.kind === 'eventually') found.set(keyOf(formula), formula);
  if (formula.kind === 'always' || formula.kind === 'eventually')
    eventualitiesOf(formula.body, found);
}

export function automatonOf(formula: Temporal): Automaton {
  const eventualities = new Map<string, Extract<Temporal, { kind: 'eventually' }>>();
  eventualitiesOf(formula, eventualities);
  const promised = [...eventualities];
  const sketches: Sketch[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (sketch: Sketch): number => {
    const key = sketchKey(sketch.old, sketch.next);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, sketches.length);
    return sketches.push(sketch) - 1;
  };
  const initial = expand([formula]).map(numberOf);
  const successors: number[][] = [];
  for (let i = 0; i < sketches.length; i++) {
    successors[i] = expand([...(sketches[i] as Sketch).next.values()]).map(numberOf);
  }
  const nodes = sketches.map(({ old }, i): AutomatonNode => {
    const atoms = [...old.values()].filter((part) => part.kind === 'atom');
    return {
      holds: atoms.filter(({ negated }) => !negated).map(({ atom }) => atom),
      fails: atoms.filter(({ negated }) => negated).map(({ atom }) => atom),
      successors: successors[i] as number[],
      // A body that is `true` is never written down, and is fulfilled at once.
      fulfils: promised.map(
        ([key, { body }]) => !old.has(key) || body.kind === 'true' || holdsIn(body, old),
      ),
    };
  });
  return { nodes, initial, eventualities: promised.length };
}

/** Was the body of an eventuality taken up in this node? */
function holdsIn(body: Temporal, old: ReadonlyMap<string, Temporal>): boolean {
  return old.has(keyOf(body));
}
