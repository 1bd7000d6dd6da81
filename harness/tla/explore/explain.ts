/**
 * Why a formula is false: a walk from the formula to the first false conjunct, with the names bound on the way and the
 * two sides of the comparison that failed. Where every branch of a disjunction or every element of \E fails, the branch
 * that came furthest is shown. Each part is compiled on its own and computed in the same two states.
 */
import { compileProgram, type Surrounding } from '../compile/program.ts';
import { angled, boxed, resolveOverride } from '../compile/expression.ts';
import type { Reading } from '../compile/context.ts';
import { EvaluationError } from '../diagnostic.ts';
import type { Binding, Expr, Local, Variable } from '../semantics/ir.ts';
import type { Falsehood } from '../spec.ts';
import type { Span } from '../syntax/ast.ts';
import { elementsOf } from '../values/sets.ts';
import { intern, Tag, type Value } from '../values/value.ts';

/** The states in which the formula is false, and the texts of the specification's files. */
export interface Scene {
  readonly variables: readonly Variable[];
  readonly before: Int32Array | undefined;
  readonly after: Int32Array;
  /** How variables without a prime are read: actions read `before`, invariants `after`. */
  readonly reading: Reading;
  readonly textOf: (span: Span) => string;
}

interface Place {
  readonly around: readonly Surrounding[];
  readonly reading: Reading;
  readonly bindings: Falsehood['bindings'];
  readonly path: Falsehood['path'];
}

interface Reason {
  readonly falsehood: Falsehood;
  /** How many conjuncts were true before the false one. */
  readonly progress: number;
}

/** At most so many elements of a set are tried when the best failure among them is looked for. */
const elementsMax = 200;

export function explainFalse(expr: Expr, scene: Scene, around: readonly Surrounding[] = []): Falsehood | undefined {
  const bindings = around.flatMap((step) => (step.kind === 'value' ? [{ name: step.local.name, value: step.value }] : []));
  const place: Place = { around, reading: scene.reading, bindings, path: [] };
  if (compute(expr, place, scene) === true) return undefined;
  return why(expr, place, scene).falsehood;
}

/** The value of a part; an error of the specification counts as `not true`. */
function compute(expr: Expr, place: Place, scene: Scene): Value | undefined {
  const program = compileProgram(
    [{ kind: 'value', expr, reading: place.reading, parameters: [], around: place.around }],
    scene.variables,
  );
  if (scene.before !== undefined) program.load(scene.before, 0);
  program.loadNext(scene.after, 0);
  try {
    const value = (program.entries[0] as () => Value)();
    return typeof value === 'object' && value.tag === Tag.lazySet ? value : intern(value);
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

function why(expr: Expr, place: Place, scene: Scene): Reason {
  switch (expr.kind) {
    case 'and':
      return firstFalse(expr.items, place, scene) ?? leaf(expr, place, scene);
    case 'or':
      return furthest(expr.items.map((item) => why(item, place, scene))) ?? leaf(expr, place, scene);
    case 'builtin':
      return whyBuiltin(expr, place, scene);
    case 'quantifier':
      return whyQuantifier(expr, place, scene);
    case 'call':
      return whyCall(expr, place, scene);
    case 'if':
      return why(compute(expr.condition, place, scene) === true ? expr.then : expr.else, place, scene);
    case 'case': {
      const arm = expr.arms.find(({ guard }) => compute(guard, place, scene) === true);
      const chosen = arm?.value ?? expr.other;
      return chosen === undefined ? leaf(expr, place, scene) : why(chosen, place, scene);
    }
    case 'let':
      return why(expr.body, { ...place, around: [...place.around, { kind: 'let', definitions: expr.definitions }] }, scene);
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
  const inner = expr.kind === 'call' && expr.args.length === 0 ? resolveOverride(expr.definition) : undefined;
  const seen = inner !== undefined && !('value' in inner) && inner.native === undefined ? inner.body() : expr;
  if (seen.kind === 'tuple') {
    const same = (item: Expr): Expr => ({ kind: 'builtin', name: 'UNCHANGED', args: [item], span: item.span });
    const reason = firstFalse(seen.items.map(same), place, scene);
    if (reason !== undefined) return reason;
  }
  return {
    progress: 0,
    falsehood: {
      text: `UNCHANGED ${scene.textOf(expr.span)}`,
      span: whole.span,
      ...side('left', `${scene.textOf(expr.span)}'`, compute(expr, { ...place, reading: 'next' }, scene)),
      ...side('right', scene.textOf(expr.span), compute(expr, place, scene)),
      bindings: place.bindings,
      path: place.path,
    },
  };
}

function whyQuantifier(expr: Extract<Expr, { kind: 'quantifier' }>, place: Place, scene: Scene): Reason {
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
    return elementsOf(set).some((item) => visit(index + 1, bound(binding, item, at)));
  };
  visit(0, place);
  return (forAll ? found[0] : furthest(found)) ?? leaf(expr, place, scene);
}

function bound(binding: Binding, item: Value, place: Place): Place {
  const values = binding.tuple && typeof item === 'object' && item.tag === Tag.tuple ? item.items : [item];
  const steps = binding.names.map((local: Local, i) => ({ kind: 'value' as const, local, value: values[i] as Value }));
  return {
    ...place,
    around: [...place.around, ...steps],
    bindings: [...place.bindings, ...steps.map(({ local, value }) => ({ name: local.name, value }))],
  };
}

function whyCall(expr: Extract<Expr, { kind: 'call' }>, place: Place, scene: Scene): Reason {
  const definition = resolveOverride(expr.definition);
  if ('value' in definition || definition.native !== undefined || definition.recursive) return leaf(expr, place, scene);
  const named = definition.parameters.flatMap((parameter, i) => {
    const argument = expr.args[i];
    if (argument === undefined || !('span' in argument)) return [];
    const value = compute(argument, place, scene);
    return value === undefined ? [] : [{ name: parameter.name, value }];
  });
  return why(
    definition.body(),
    {
      ...place,
      around: [...place.around, { kind: 'arguments', parameters: definition.parameters, args: expr.args }],
      bindings: [...place.bindings, ...named],
      path: [...place.path, { name: definition.qualifiedName, span: definition.span }],
    },
    scene,
  );
}

const comparisons = new Set(['=', '#', '\\in', '\\notin', '\\subseteq', '<', '>', '<=', '>=', '<=>']);

function leaf(expr: Expr, place: Place, scene: Scene): Reason {
  const sides = sidesOf(expr);
  const shown = (part: Expr): string => scene.textOf(part.span) + (place.reading === 'next' && scene.reading !== 'next' ? "'" : '');
  return {
    progress: 0,
    falsehood: {
      text: scene.textOf(expr.span),
      span: expr.span,
      ...(sides === undefined ? {} : side('left', shown(sides[0]), compute(sides[0], place, scene))),
      ...(sides === undefined ? {} : side('right', shown(sides[1]), compute(sides[1], place, scene))),
      bindings: place.bindings,
      path: place.path,
    },
  };
}

function sidesOf(expr: Expr): readonly [Expr, Expr] | undefined {
  if (expr.kind === 'builtin' && comparisons.has(expr.name)) return expr.args as readonly [Expr, Expr];
  if (expr.kind === 'call' && expr.definition.native !== undefined && comparisons.has(expr.definition.name)) {
    return expr.args as readonly [Expr, Expr];
  }
  return undefined;
}

function side(name: 'left' | 'right', text: string, value: Value | undefined): Pick<Falsehood, 'left' | 'right'> {
  return value === undefined ? {} : { [name]: { text, value } };
}
