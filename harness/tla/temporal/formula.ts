/**
 * Temporal formulas in negation normal form over numbered atoms. An atom is a formula without temporal operators: a state
 * predicate, or an action, which is judged on a step. Quantifiers are unfolded before, so what is here is propositional.
 */
import type { Entry, Surrounding } from '../compile/entry.ts';
import { compileProgram, type Program } from '../compile/program.ts';
import type { Expr, Variable } from '../semantics/ir.ts';
import { parts } from '../semantics/walk.ts';

/** A formula without temporal operators, in the place where it stands. */
export interface Atom {
  readonly expr: Expr;
  readonly around: readonly Surrounding[];
  /** Judged on a step instead of on a state. */
  readonly onStep: boolean;
}

/** Atoms and the variables that they speak of. */
export interface Judged {
  readonly variables: readonly Variable[];
  readonly atoms: readonly Atom[];
}

/** A program of its own, whose entries are the atoms, in order. */
export function compileAtoms({ variables, atoms }: Judged): Program {
  const entries = atoms.map(
    ({ expr, around }): Entry => ({
      kind: 'predicate',
      expr,
      reading: 'current',
      parameters: [],
      around,
    }),
  );
  return compileProgram(entries, variables);
}

export type Temporal =
  | { readonly kind: 'atom'; readonly atom: number; readonly negated: boolean }
  | { readonly kind: 'true' | 'false' }
  | { readonly kind: 'and' | 'or'; readonly items: readonly Temporal[] }
  | { readonly kind: 'always'; readonly body: Temporal }
  | { readonly kind: 'eventually'; readonly body: Temporal };

/** WF or SF of an action, as two atoms: whether it is enabled, and whether it is taken. */
export interface Fairness {
  readonly strength: 'WF' | 'SF';
  readonly enabled: number;
  readonly taken: number;
}

/** Atoms are numbered; equal places of the text with equal surroundings share a number. */
export class AtomTable {
  readonly atoms: Atom[] = [];
  private readonly known = new Map<Expr, number[]>();

  numberOf(atom: Atom): number {
    const { expr } = atom;
    const around = mentionsLocal(expr) ? atom.around : [];
    const candidates = this.known.get(expr) ?? [];
    for (const number of candidates)
      if (sameAround((this.atoms[number] as Atom).around, around)) return number;
    const number = this.atoms.push({ ...atom, around }) - 1;
    this.known.set(expr, [...candidates, number]);
    return number;
  }
}

function mentionsLocal(expr: Expr): boolean {
  return expr.kind === 'local' || expr.kind === 'callLocal' || parts(expr).some(mentionsLocal);
}

function sameAround(a: readonly Surrounding[], b: readonly Surrounding[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((step, i) => {
    const other = b[i] as Surrounding;
    if (step === other) return true;
    return (
      step.kind === 'value' &&
      other.kind === 'value' &&
      step.local === other.local &&
      step.value === other.value
    );
  });
}

/** A conjunction or disjunction, without what does not matter in it. */
export function junction(kind: 'and' | 'or', items: readonly Temporal[]): Temporal {
  const unit = kind === 'and' ? 'true' : 'false';
  const zero = kind === 'and' ? 'false' : 'true';
  const kept = items
    .flatMap((item) => (item.kind === kind ? item.items : [item]))
    .filter((item) => item.kind !== unit);
  if (kept.some((item) => item.kind === zero)) return { kind: zero };
  if (kept.length === 0) return { kind: unit };
  return kept.length === 1 ? (kept[0] as Temporal) : { kind, items: kept };
}

export function always(body: Temporal): Temporal {
  return { kind: 'always', body };
}

export function eventually(body: Temporal): Temporal {
  return { kind: 'eventually', body };
}

export function literal(atom: number, negated: boolean): Temporal {
  return { kind: 'atom', atom, negated };
}

/** The condition, or its negation: WF is []<>(not enabled, or taken); SF is <>[](not enabled) or []<>(taken). */
export function fairnessFormula(condition: Fairness, negated: boolean): Temporal {
  const idle = literal(condition.enabled, !negated);
  const taken = literal(condition.taken, negated);
  if (condition.strength === 'WF') {
    return negated
      ? eventually(always(junction('and', [idle, taken])))
      : always(eventually(junction('or', [idle, taken])));
  }
  return negated
    ? junction('and', [always(eventually(idle)), eventually(always(taken))])
    : junction('or', [eventually(always(idle)), always(eventually(taken))]);
}
