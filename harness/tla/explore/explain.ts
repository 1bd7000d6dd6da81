/**
 * Why a formula is false: a walk from the formula to the first false conjunct, with the names bound on the way and the
 * two sides of the comparison that failed. Where every branch of a disjunction or every element of \E fails, the branch
 * that came furthest is shown. Each part is compiled on its own and computed in the same two states.
 */
import type { Surrounding } from '../compile/entry.ts';
import { resolveOverride } from '../compile/override.ts';
import { angled, boxed } from '../compile/steps.ts';
import type { Expr } from '../semantics/ir.ts';
import type { Falsehood } from '../spec.ts';
import { elementsOf } from '../values/sets.ts';
import type { Value } from '../values/value.ts';
import {
  enterCall,
  enterElement,
  enterLet,
  evaluate,
  type Place,
  placeOf,
  type Scene,
} from './place.ts';

interface Reason {
  readonly falsehood: Falsehood;
  /** How many conjuncts were true before the false one. */
  readonly progress: number;
}

/** At most so many elements of a set are tried when the best failure among them is looked for. */
const elementsMax = 200;

export function explainFalse(
  expr: Expr,
  scene: Scene,
  around: readonly Surrounding[] = [],
): Falsehood | undefined {
  const place = placeOf(scene, around);
  if (compute(expr, place, scene) === true) return undefined;
  return why(expr, place, scene).falsehood;
}

/** The same for a part of a formula, in the place where it stands; the part must be known not to be true. */
export function explainAt(expr: Expr, place: Place, scene: Scene): Falsehood {
  return why(expr, place, scene).falsehood;
}

/** The value of a part; an error of the specification counts as `not true`. */
function compute(expr: Expr, place: Place, scene: Scene): Value | undefined {
  return evaluate(expr, place, scene).value;
}

function why(expr: Expr, place: Place, scene: Scene): Reason {
  switch (expr.kind) {
    case 'and':
      return firstFalse(expr.items, place, scene) ?? leaf(expr, place, scene);
    case 'or':
      return (
        furthest(expr.items.map((item) => why(item, place, scene))) ?? leaf(expr, place, scene)
      );
    case 'builtin':
      return whyBuiltin(expr, place, scene);
    case 'quantifier':
      return whyQuantifier(expr, place, scene);
    case 'call':
      return whyCall(expr, place, scene);
    case 'if':
      return why(
        compute(expr.condition, place, scene) === true ? expr.then : expr.else,
        place,
        scene,
      );
    case 'case': {
      const arm = expr.arms.find(({ guard }) => compute(guard, place, scene) === true);
      const chosen = arm?.value ?? expr.other;
      return chosen === undefined ? leaf(expr, place, scene) : why(chosen, place, scene);
    }
    case 'let':
      return why(expr.body, enterLet(expr.definitions, place), scene);
    case 'boxAction':
      return why(boxed(expr.action, expr.subscript, expr), place, scene);
    case 'angleAction':
      return why(angled(expr.action, expr.subscript, expr), place, scene);
    default:
      return leaf(expr, place, scene);
  }
}

function firstFalse(items: readonly Expr[], place: Place, scene: Scene): Reason | undefined {
  for (const [i, item] of items.entries()) {
    if (compute(item, place, scene) === true) continue;
    const reason = why(item, place, scene);
    return { ...reason, progress: reason.progress + i };
  }
  return undefined;
}

function furthest(reasons: readonly Reason[]): Reason | undefined {
  return reasons.reduce<Reason | undefined>(
    (best, reason) => (best === undefined || reason.progress > best.progress ? reason : best),
    undefined,
  );
}

function whyBuiltin(expr: Extract<Expr, { kind: 'builtin' }>, place: Place, scene: Scene): Reason {
  const [a, b] = expr.args as readonly [Expr, Expr];
  switch (expr.name) {
    case '/\\':
      return firstFalse([a, b], place, scene) ?? leaf(expr, place, scene);
    case '\\/':
      return furthest([why(a, place, scene), why(b, place, scene)]) ?? leaf(expr, place, scene);
    case '=>':
      return compute(a, place, scene) === true ? why(b, place, scene) : leaf(expr, place, scene);
    case "'":
      return why(a, { ...place, reading: 'next' }, scene);
    case 'UNCHANGED':
      return whyChanged(a, expr, place, scene);
    default:
      return leaf(expr, place, scene);
  }
}

/** UNCHANGED of a tuple fails at its first component that changed. */
function whyChanged(expr: Expr, whole: Expr, place: Place, scene: Scene): Reason {
  const inner =
    expr.kind === 'call' && expr.args.length === 0 ? resolveOverride(expr.definition) : undefined;
  const seen =
    inner !== undefined && !('value' in inner) && inner.native === undefined ? inner.body() : expr;
  if (seen.kind === 'tuple') {
    const same = (item: Expr): Expr => ({
      kind: 'builtin',
      name: 'UNCHANGED',
      args: [item],
      span: item.span,
    });
    const reason = firstFalse(seen.items.map(same), place, scene);
    if (reason !== undefined) return reason;
  }
  return {
    progress: 0,
    falsehood: {
      text: `UNCHANGED ${scene.textOf(expr.span)}`,
      span: whole.span,
      ...side(
        'left',
        `${scene.textOf(expr.span)}'`,
        compute(expr, { ...place, reading: 'next' }, scene),
      ),
      ...side('right', scene.textOf(expr.span), compute(expr, place, scene)),
      bindings: place.bindings,
      path: place.path,
    },
  };
}

function whyQuantifier(
  expr: Extract<Expr, { kind: 'quantifier' }>,
  place: Place,
  scene: Scene,
): Reason {
  const found: Reason[] = [];
  const forAll = expr.quantifier === '\\A';
  const visit = (index: number, at: Place): boolean => {
    const binding = expr.bindings[index];
    if (binding === undefined) {
      const holds = compute(expr.body, at, scene) === true;
      if (!holds) found.push(why(expr.body, at, scene));
      return forAll ? !holds : found.length >= elementsMax;
    }
    const set = compute(binding.set, place, scene);
    if (set === undefined) return false;
    return elementsOf(set).some((item) => visit(index + 1, enterElement(binding, item, at)));
  };
  visit(0, place);
  return (forAll ? found[0] : furthest(found)) ?? leaf(expr, place, scene);
}

function whyCall(expr: Extract<Expr, { kind: 'call' }>, place: Place, scene: Scene): Reason {
  const definition = resolveOverride(expr.definition);
  if ('value' in definition || definition.native !== undefined || definition.recursive)
    return leaf(expr, place, scene);
  return why(definition.body(), enterCall(definition, expr.args, place, scene), scene);
}

const comparisons = new Set([
  '=',
  '#',
  '\\in',
  '\\notin',
  '\\subseteq',
  '<',
  '>',
  '<=',
  '>=',
  '<=>',
]);

function leaf(expr: Expr, place: Place, scene: Scene): Reason {
  const sides = sidesOf(expr);
  const shown = (part: Expr): string =>
    scene.textOf(part.span) + (place.reading === 'next' && scene.reading !== 'next' ? "'" : '');
  return {
    progress: 0,
    falsehood: {
      text: scene.textOf(expr.span),
      span: expr.span,
      ...(sides === undefined
        ? {}
        : side('left', shown(sides[0]), compute(sides[0], place, scene))),
      ...(sides === undefined
        ? {}
        : side('right', shown(sides[1]), compute(sides[1], place, scene))),
      bindings: place.bindings,
      path: place.path,
    },
  };
}

function sidesOf(expr: Expr): readonly [Expr, Expr] | undefined {
  if (expr.kind === 'builtin' && comparisons.has(expr.name))
    return expr.args as readonly [Expr, Expr];
  if (
    expr.kind === 'call' &&
    expr.definition.native !== undefined &&
    comparisons.has(expr.definition.name)
  ) {
    return expr.args as readonly [Expr, Expr];
  }
  return undefined;
}

function side(
  name: 'left' | 'right',
  text: string,
  value: Value | undefined,
): Pick<Falsehood, 'left' | 'right'> {
  return value === undefined ? {} : { [name]: { text, value } };
}
