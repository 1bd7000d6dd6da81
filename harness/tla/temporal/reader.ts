/**
 * From expressions to temporal formulas over atoms: definitions, LETs and operators given as arguments are looked into,
 * quantifiers over constant sets are unfolded, WF and SF are spelled out (Specifying Systems, 8.4). What has no temporal
 * operator stays whole, as an atom. What cannot be read is refused with its place, before anything is searched.
 */
import { asksTheRun } from '../compile/analysis.ts';
import type { Surrounding } from '../compile/entry.ts';
import { resolveOverride } from '../compile/override.ts';
import { angled } from '../compile/steps.ts';
import { DiagnosticError } from '../diagnostic.ts';
import { enterElement, evaluate, type Place, placeOf, type Scene } from '../explore/place.ts';
import type { Argument, Definition, Expr, Local, Variable } from '../semantics/ir.ts';
import { elementsOf } from '../values/sets.ts';
import {
  type AtomTable,
  always,
  eventually,
  type Fairness,
  fairnessFormula,
  junction,
  literal,
  type Temporal,
} from './formula.ts';
import { bindingOf, levelAt } from './level-at.ts';
import { OwnPrimes } from './own-primes.ts';

type FairnessExpr = Extract<Expr, { kind: 'fairness' }>;

/** One layer of a formula that is made of other formulas. */
type Layer =
  | { readonly kind: 'and' | 'or'; readonly items: readonly (readonly [Expr, Place])[] }
  | { readonly kind: 'fair'; readonly expr: FairnessExpr; readonly place: Place };

/** How deep definitions may be nested: a recursive one with temporal operators would have no end. */
const depthMax = 1000;

export class FormulaReader {
  private readonly table: AtomTable;
  private readonly scene: Scene;
  private readonly primes: OwnPrimes;
  /** The same expressions for the same fairness condition, so that its atoms are shared. */
  private readonly conditions = new Map<FairnessExpr, { taken: Expr; enabled: Expr }>();

  constructor(table: AtomTable, scene: Scene) {
    this.table = table;
    this.scene = scene;
    this.primes = new OwnPrimes(scene.variables.length);
  }

  /** The variables that the atoms speak of: the specification's, and those that only ENABLED knows. */
  get variables(): readonly Variable[] {
    return [...this.scene.variables, ...this.primes.variables];
  }

  /** The formula, or its negation. Throws DiagnosticError for what cannot be read. */
  read(expr: Expr, negated = false): Temporal {
    return this.visit(expr, placeOf(this.scene), negated);
  }

  /** The conjuncts that are WF or SF, and the rest as one formula. */
  readAssumptions(exprs: readonly Expr[]): { fairness: Fairness[]; other: Temporal } {
    const fairness: Fairness[] = [];
    const items: Temporal[] = [];
    const visit = (expr: Expr, place: Place): void => {
      const layer = this.layer(expr, place);
      if (layer?.kind === 'fair') fairness.push(this.fairness(layer.expr, layer.place));
      else if (layer?.kind === 'and') for (const [item, at] of layer.items) visit(item, at);
      else items.push(this.visit(expr, place, false));
    };
    for (const expr of exprs) visit(expr, placeOf(this.scene));
    return { fairness, other: junction('and', items) };
  }

  private fairness(expr: FairnessExpr, place: Place): Fairness {
    const { around } = place;
    const { taken, enabled } = this.condition(expr);
    return {
      strength: expr.strength,
      enabled: this.table.numberOf({ expr: enabled, around, onStep: false }),
      taken: this.table.numberOf({ expr: taken, around, onStep: true }),
    };
  }

  private condition(expr: FairnessExpr): { taken: Expr; enabled: Expr } {
    const known = this.conditions.get(expr);
    if (known !== undefined) return known;
    const taken = angled(expr.action, expr.subscript, expr);
    const { span } = expr;
    const enabled: Expr = { kind: 'builtin', name: 'ENABLED', args: [this.primes.of(taken)], span };
    this.conditions.set(expr, { taken, enabled });
    return { taken, enabled };
  }

  private layer(expr: Expr, place: Place): Layer | undefined {
    if (place.around.length > depthMax) throw refusal('this recursion has no end', expr);
    if (levelAt(expr, place.around) < 3) return undefined;
    switch (expr.kind) {
      case 'and':
      case 'or':
        return { kind: expr.kind, items: expr.items.map((item) => [item, place]) };
      case 'builtin':
        if (expr.name !== '/\\' && expr.name !== '\\/') return undefined;
        return {
          kind: expr.name === '/\\' ? 'and' : 'or',
          items: expr.args.map((item) => [item, place]),
        };
      case 'quantifier':
        return {
          kind: expr.quantifier === '\\A' ? 'and' : 'or',
          items: this.instances(expr, place),
        };
      case 'let':
        return inside(expr.body, place, { kind: 'let', definitions: expr.definitions });
      case 'call':
        return this.call(expr.definition, expr.args, place);
      case 'constant': {
        const { definition } = expr.constant;
        return definition === undefined ? undefined : this.call(definition, expr.args, place);
      }
      case 'local':
      case 'callLocal':
        return this.bound(expr.local, expr.kind === 'local' ? [] : expr.args, expr, place);
      case 'fairness':
        return { kind: 'fair', expr, place };
      default:
        return undefined;
    }
  }

  private call(called: Definition, args: readonly Argument[], place: Place): Layer | undefined {
    const definition = resolveOverride(called);
    if ('value' in definition || definition.native !== undefined) return undefined;
    const { parameters } = definition;
    return inside(definition.body(), place, { kind: 'arguments', parameters, args });
  }

  /** What a parameter or a name of a LET stands for. */
  private bound(local: Local, args: readonly Argument[], expr: Expr, place: Place): Layer {
    const found = bindingOf(local, place.around);
    if (found === undefined) throw refusal(`${local.name} is no formula`, expr);
    const { argument, outside } = found;
    const at = (around: readonly Surrounding[]): Place => ({ ...place, around });
    switch (argument.kind) {
      case 'letDefinition':
        return inside(argument.body, place, {
          kind: 'arguments',
          parameters: argument.parameters,
          args,
        });
      case 'lambda':
        return inside(argument.body, place, {
          kind: 'arguments',
          parameters: argument.parameters,
          args,
        });
      case 'operatorDefinition': {
        const all = [...argument.leading, ...args];
        const layer = this.call(argument.definition, all, place);
        if (layer !== undefined) return layer;
        break;
      }
      case 'operatorLocal':
        return this.bound(argument.local, args, expr, at(outside));
      case 'operatorBuiltin': {
        const made = args.filter((each): each is Expr => 'span' in each);
        const { name } = argument;
        return {
          kind: 'and',
          items: [[{ kind: 'builtin', name, args: made, span: expr.span }, place]],
        };
      }
      case 'operatorConstant':
        break;
      default:
        return { kind: 'and', items: [[argument, at(outside)]] };
    }
    throw refusal(`${local.name} cannot be looked into`, expr);
  }

  private instances(
    expr: Extract<Expr, { kind: 'quantifier' }>,
    place: Place,
  ): (readonly [Expr, Place])[] {
    let places = [place];
    for (const binding of expr.bindings) {
      places = places.flatMap((at) => {
        if (levelAt(binding.set, at.around) > 0)
          throw refusal(
            'a temporal formula can be quantified over a constant set only',
            binding.set,
          );
        const { value, error } = evaluate(binding.set, at, this.scene);
        if (value === undefined)
          throw refusal(error?.message ?? 'the set has no value', binding.set);
        return elementsOf(value).map((item) => enterElement(binding, item, at));
      });
    }
    return places.map((at) => [expr.body, at]);
  }

  private visit(expr: Expr, place: Place, negated: boolean): Temporal {
    if (levelAt(expr, place.around) < 3) return this.atom(expr, place, negated);
    const layer = this.layer(expr, place);
    if (layer?.kind === 'fair')
      return fairnessFormula(this.fairness(layer.expr, layer.place), negated);
    if (layer !== undefined) {
      const kind = (layer.kind === 'and') === negated ? 'or' : 'and';
      return junction(
        kind,
        layer.items.map(([item, at]) => this.visit(item, at, negated)),
      );
    }
    if (expr.kind === 'builtin') return this.operator(expr, place, negated);
    if (expr.kind === 'if') {
      const branch = (part: Expr, otherwise: boolean): Temporal =>
        junction('and', [
          this.visit(expr.condition, place, otherwise),
          this.visit(part, place, negated),
        ]);
      return junction('or', [branch(expr.then, false), branch(expr.else, true)]);
    }
    throw refusal('temporal formulas of this form cannot be checked', expr);
  }

  private operator(
    expr: Extract<Expr, { kind: 'builtin' }>,
    place: Place,
    negated: boolean,
  ): Temporal {
    const [a, b] = expr.args as readonly [Expr, Expr];
    const positive = (part: Expr): Temporal => this.visit(part, place, negated);
    const opposite = (part: Expr): Temporal => this.visit(part, place, !negated);
    switch (expr.name) {
      case '~':
        return opposite(a);
      case '=>':
        return junction(negated ? 'and' : 'or', [opposite(a), positive(b)]);
      case '<=>': {
        const both = junction('and', [this.visit(a, place, false), positive(b)]);
        const neither = junction('and', [this.visit(a, place, true), opposite(b)]);
        return junction('or', [both, neither]);
      }
      case '[]':
        return negated ? eventually(positive(a)) : always(positive(a));
      case '<>':
        return negated ? always(positive(a)) : eventually(positive(a));
      case '~>': {
        // F ~> G is [](F => <>G).
        const last = negated ? always(positive(b)) : eventually(positive(b));
        const implied = junction(negated ? 'and' : 'or', [opposite(a), last]);
        return negated ? eventually(implied) : always(implied);
      }
      default:
        throw refusal(`${expr.name} cannot be checked in a temporal formula`, expr);
    }
  }

  private atom(expr: Expr, place: Place, negated: boolean): Temporal {
    const level = levelAt(expr, place.around);
    if (level === 0 && !asksTheRun(expr)) {
      const { value } = evaluate(expr, place, this.scene);
      if (typeof value === 'boolean') return { kind: value === negated ? 'false' : 'true' };
    }
    const { around } = place;
    return literal(this.table.numberOf({ expr, around, onStep: level >= 2 }), negated);
  }
}

function inside(body: Expr, place: Place, step: Surrounding): Layer {
  const isPlain = step.kind === 'arguments' && step.parameters.length === 0;
  const around = isPlain ? place.around : [...place.around, step];
  return { kind: 'and', items: [[body, { ...place, around }]] };
}

function refusal(message: string, expr: Expr): DiagnosticError {
  return new DiagnosticError([{ code: 'TLA405', message, span: expr.span }]);
}
