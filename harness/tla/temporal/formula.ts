/**
 * Temporal formulas in negation normal form over atoms. An atom is a formula without temporal operators: a state
 * predicate, or an action, which is judged on a step. Definitions are looked into and quantifiers over constant sets are
 * unfolded, so that what remains is propositional. WF and SF are spelled out (Specifying Systems, 8.4).
 */
import { angled, resolveOverride } from '../compile/expression.ts';
import type { Surrounding } from '../compile/program.ts';
import { type Diagnostic, DiagnosticError } from '../diagnostic.ts';
import { enterElement, evaluate, type Place, placeOf, type Scene } from '../explore/place.ts';
import type { Expr } from '../semantics/ir.ts';
import { levelOf } from '../semantics/levels.ts';
import { elementsOf } from '../values/sets.ts';

/** A formula without temporal operators, in the place where it stands. */
export interface Atom {
  readonly expr: Expr;
  readonly around: readonly Surrounding[];
  /** Judged on a step instead of on a state. */
  readonly onStep: boolean;
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

  numberOf(expr: Expr, around: readonly Surrounding[], onStep: boolean): number {
    const candidates = this.known.get(expr) ?? [];
    for (const number of candidates)
      if (sameAround((this.atoms[number] as Atom).around, around)) return number;
    const number = this.atoms.push({ expr, around, onStep }) - 1;
    this.known.set(expr, [...candidates, number]);
    return number;
  }
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

export class FormulaReader {
  private readonly table: AtomTable;
  private readonly scene: Scene;

  constructor(table: AtomTable, scene: Scene) {
    this.table = table;
    this.scene = scene;
  }

  /** The formula, or its negation. Throws DiagnosticError for what TLC cannot check either. */
  read(expr: Expr, negated = false): Temporal {
    return this.visit(expr, placeOf(this.scene), negated);
  }

  /** The conjuncts that are WF or SF, and the rest as one formula. */
  readAssumptions(exprs: readonly Expr[]): { fairness: Fairness[]; other: Temporal } {
    const fairness: Fairness[] = [];
    const items: Temporal[] = [];
    const visit = (expr: Expr, place: Place): void => {
      const inner = this.unfold(expr, place);
      if (inner === undefined) items.push(this.visit(expr, place, false));
      else if (inner.kind === 'fair') fairness.push(this.fairness(inner.expr, inner.place));
      else if (inner.kind === 'and') for (const [item, at] of inner.items) visit(item, at);
      else items.push(this.visit(expr, place, false));
    };
    for (const expr of exprs) visit(expr, placeOf(this.scene));
    return { fairness, other: junction('and', items) };
  }

  private fairness(expr: Extract<Expr, { kind: 'fairness' }>, place: Place): Fairness {
    const step = angled(expr.action, expr.subscript, expr);
    const enabled: Expr = { kind: 'builtin', name: 'ENABLED', args: [step], span: expr.span };
    return {
      strength: expr.strength,
      enabled: this.table.numberOf(remember(expr, 'enabled', enabled), place.around, false),
      taken: this.table.numberOf(remember(expr, 'taken', step), place.around, true),
    };
  }

  /** One layer of a formula that is made of other formulas; undefined for what is not. */
  private unfold(
    expr: Expr,
    place: Place,
  ):
    | { kind: 'and' | 'or'; items: [Expr, Place][] }
    | { kind: 'fair'; expr: Extract<Expr, { kind: 'fairness' }>; place: Place }
    | undefined {
    if (!isTemporal(expr)) return undefined;
    switch (expr.kind) {
      case 'and':
      case 'or':
        return { kind: expr.kind, items: expr.items.map((item) => [item, place]) };
      case 'builtin':
        if (expr.name === '/\\' || expr.name === '\\/') {
          return {
            kind: expr.name === '/\\' ? 'and' : 'or',
            items: expr.args.map((item) => [item, place]),
          };
        }
        return undefined;
      case 'quantifier':
        return {
          kind: expr.quantifier === '\\A' ? 'and' : 'or',
          items: this.instances(expr, place),
        };
      case 'let':
        return {
          kind: 'and',
          items: [
            [
              expr.body,
              {
                ...place,
                around: [...place.around, { kind: 'let', definitions: expr.definitions }],
              },
            ],
          ],
        };
      case 'call': {
        const definition = resolveOverride(expr.definition);
        if ('value' in definition || definition.native !== undefined) return undefined;
        const around: Surrounding[] =
          expr.args.length === 0
            ? []
            : [{ kind: 'arguments', parameters: definition.parameters, args: expr.args }];
        return {
          kind: 'and',
          items: [[definition.body(), { ...place, around: [...place.around, ...around] }]],
        };
      }
      case 'fairness':
        return { kind: 'fair', expr, place };
      default:
        return undefined;
    }
  }

  private instances(expr: Extract<Expr, { kind: 'quantifier' }>, place: Place): [Expr, Place][] {
    let places = [place];
    for (const binding of expr.bindings) {
      places = places.flatMap((at) => {
        const { value, error } = evaluate(binding.set, at, this.scene);
        if (value === undefined) throw error ?? this.refuse('the set has no value', binding.set);
        return elementsOf(value).map((item) => enterElement(binding, item, at));
      });
    }
    return places.map((at) => [expr.body, at]);
  }

  private visit(expr: Expr, place: Place, negated: boolean): Temporal {
    if (!isTemporal(expr)) return this.atom(expr, place, negated);
    const layer = this.unfold(expr, place);
    if (layer?.kind === 'fair')
      return this.spellOut(this.fairness(layer.expr, layer.place), negated);
    if (layer !== undefined) {
      const kind = (layer.kind === 'and') === negated ? 'or' : 'and';
      return junction(
        kind,
        layer.items.map(([item, at]) => this.visit(item, at, negated)),
      );
    }
    if (expr.kind === 'builtin') return this.operator(expr, place, negated);
    if (expr.kind === 'if') {
      const then = [expr.condition, expr.then] as const;
      const yes = junction('and', [
        this.visit(then[0], place, false),
        this.visit(then[1], place, negated),
      ]);
      const no = junction('and', [
        this.visit(then[0], place, true),
        this.visit(expr.else, place, negated),
      ]);
      return junction('or', [yes, no]);
    }
    throw this.refuse('TLC does not check temporal formulas of this form', expr);
  }

  private operator(
    expr: Extract<Expr, { kind: 'builtin' }>,
    place: Place,
    negated: boolean,
  ): Temporal {
    const [a, b] = expr.args as readonly [Expr, Expr];
    switch (expr.name) {
      case '~':
        return this.visit(a, place, !negated);
      case '=>': {
        const items = [this.visit(a, place, !negated), this.visit(b, place, negated)];
        return junction(negated ? 'and' : 'or', items);
      }
      case '<=>': {
        const both = junction('and', [this.visit(a, place, false), this.visit(b, place, negated)]);
        const neither = junction('and', [
          this.visit(a, place, true),
          this.visit(b, place, !negated),
        ]);
        return junction('or', [both, neither]);
      }
      case '[]':
      case '<>': {
        const kind = (expr.name === '[]') === negated ? 'eventually' : 'always';
        return { kind, body: this.visit(a, place, negated) };
      }
      case '~>': {
        // F ~> G is [](F => <>G).
        const eventually: Temporal = {
          kind: negated ? 'always' : 'eventually',
          body: this.visit(b, place, negated),
        };
        const implied = junction(negated ? 'and' : 'or', [
          this.visit(a, place, !negated),
          eventually,
        ]);
        return { kind: negated ? 'eventually' : 'always', body: implied };
      }
      default:
        throw this.refuse(`${expr.name} is not supported in a temporal formula`, expr);
    }
  }

  /** WF: []<>(not enabled) or []<>(taken). SF: <>[](not enabled) or []<>(taken). */
  private spellOut({ strength, enabled, taken }: Fairness, negated: boolean): Temporal {
    const idle: Temporal = { kind: 'atom', atom: enabled, negated: !negated };
    const steps: Temporal = { kind: 'atom', atom: taken, negated };
    const infinitely = (body: Temporal): Temporal =>
      negated
        ? { kind: 'eventually', body: { kind: 'always', body } }
        : { kind: 'always', body: { kind: 'eventually', body } };
    const finally_ = (body: Temporal): Temporal =>
      negated
        ? { kind: 'always', body: { kind: 'eventually', body } }
        : { kind: 'eventually', body: { kind: 'always', body } };
    const left = strength === 'WF' ? infinitely(idle) : finally_(idle);
    return junction(negated ? 'and' : 'or', [left, infinitely(steps)]);
  }

  private atom(expr: Expr, place: Place, negated: boolean): Temporal {
    if (expr.kind === 'value')
      return { kind: (expr.value === true) === negated ? 'false' : 'true' };
    const onStep = this.levelAt(expr, place) >= 2;
    return { kind: 'atom', atom: this.table.numberOf(expr, place.around, onStep), negated };
  }

  private levelAt(expr: Expr, place: Place): number {
    const levels = place.around.flatMap((step) =>
      step.kind === 'arguments'
        ? step.args.map((argument) => ('span' in argument ? levelOf(argument) : 0))
        : [],
    );
    return Math.max(levelOf(expr), ...levels.filter((level) => level >= 2));
  }

  private refuse(message: string, expr: Expr): DiagnosticError {
    const diagnostic: Diagnostic = { code: 'TLA405', message, span: expr.span };
    return new DiagnosticError([diagnostic]);
  }
}

const remembered = new WeakMap<Expr, Map<string, Expr>>();

/** The same expression object for the same fairness condition, so that its atoms are shared. */
function remember(expr: Expr, role: string, made: Expr): Expr {
  let roles = remembered.get(expr);
  if (roles === undefined) {
    roles = new Map();
    remembered.set(expr, roles);
  }
  const known = roles.get(role) ?? made;
  roles.set(role, known);
  return known;
}

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

const temporalCache = new WeakMap<Expr, boolean>();

/** Is there a temporal operator in it, perhaps in a definition? `[A]_v` alone is an action. */
export function isTemporal(expr: Expr): boolean {
  const known = temporalCache.get(expr);
  if (known !== undefined) return known;
  const result = levelOf(expr) === 3;
  temporalCache.set(expr, result);
  return result;
}
