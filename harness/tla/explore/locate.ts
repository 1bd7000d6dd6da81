/**
 * Where an evaluation error comes from: the formula is computed again part by part, in the order in which it is
 * evaluated, down to the innermost part that has no value. Fast code carries no positions; this finds them afterwards.
 */
import { resolveOverride } from '../compile/override.ts';
import { compileProgram } from '../compile/program.ts';
import { angled, boxed } from '../compile/steps.ts';
import { EvaluationError } from '../diagnostic.ts';
import type { Binding, Expr } from '../semantics/ir.ts';
import { levelOf } from '../semantics/levels.ts';
import { parts } from '../semantics/walk.ts';
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

/** The error with its span and the chain of operators, innermost first; the names bound there are in `bindings`. */
export interface LocatedError {
  readonly error: EvaluationError;
  readonly bindings: Place['bindings'];
}

/** How a formula is computed: as a value in two given states, or as an action that makes the next state. */
type Mode = 'value' | 'action' | 'initial';

export function locateError(
  expr: Expr,
  scene: Scene,
  mode: Mode,
  error: EvaluationError,
): LocatedError {
  const found =
    mode === 'value'
      ? inValue(expr, placeOf(scene), scene)
      : inAction(expr, placeOf(scene), scene, mode);
  return found ?? { error, bindings: [] };
}

function fails(expr: Expr, place: Place, scene: Scene): EvaluationError | undefined {
  return evaluate(expr, place, scene).error;
}

function at(expr: Expr, place: Place, error: EvaluationError): LocatedError {
  const located = new EvaluationError(error.message, expr.span);
  located.frames = [...place.path].reverse().map(({ name, span, args = [] }) => {
    return { operator: args.length === 0 ? name : `${name}(${args.join(', ')})`, span };
  });
  return { error: located, bindings: place.bindings };
}

/** The innermost part of `expr` that has no value here; undefined if it has one. */
function inValue(expr: Expr, place: Place, scene: Scene): LocatedError | undefined {
  const error = fails(expr, place, scene);
  if (error === undefined) return undefined;
  return inside(expr, place, scene) ?? at(expr, place, error);
}

function firstOf(exprs: readonly Expr[], place: Place, scene: Scene): LocatedError | undefined {
  for (const expr of exprs) {
    const found = inValue(expr, place, scene);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inside(expr: Expr, place: Place, scene: Scene): LocatedError | undefined {
  switch (expr.kind) {
    case 'and':
    case 'or':
      return firstOf(expr.items, place, scene);
    case 'quantifier':
    case 'map':
    case 'function':
      return inLoop(expr.bindings, expr.body, place, scene);
    case 'filter':
      return inLoop([expr.binding], expr.body, place, scene);
    case 'choose':
      return expr.set === undefined
        ? undefined
        : inLoop([{ ...expr, set: expr.set }], expr.body, place, scene);
    case 'if': {
      const condition = inValue(expr.condition, place, scene);
      if (condition !== undefined) return condition;
      return inValue(
        evaluate(expr.condition, place, scene).value === true ? expr.then : expr.else,
        place,
        scene,
      );
    }
    case 'case':
      for (const { guard, value } of expr.arms) {
        const found = inValue(guard, place, scene);
        if (found !== undefined) return found;
        if (evaluate(guard, place, scene).value === true) return inValue(value, place, scene);
      }
      return expr.other === undefined ? undefined : inValue(expr.other, place, scene);
    case 'let':
      return (
        inValue(expr.body, enterLet(expr.definitions, place), scene) ??
        firstOf(
          expr.definitions
            .filter(({ parameters }) => parameters.length === 0)
            .map(({ body }) => body),
          place,
          scene,
        )
      );
    case 'call': {
      const definition = resolveOverride(expr.definition);
      const args = expr.args.filter((argument): argument is Expr => 'span' in argument);
      if ('value' in definition || definition.native !== undefined)
        return firstOf(args, place, scene);
      if (place.path.length > 40) return undefined;
      const found = inValue(
        definition.body(),
        enterCall(definition, expr.args, place, scene),
        scene,
      );
      // An argument that has no value fails where the parameter is used; its own place says more.
      return found !== undefined && isParameter(found, definition.body())
        ? (firstOf(args, place, scene) ?? found)
        : found;
    }
    case 'callLocal':
    case 'constant':
      // Not into an operator that is an argument: what its parameters are is known only where it is called.
      return firstOf(
        expr.args.filter((argument): argument is Expr => 'span' in argument),
        place,
        scene,
      );
    case 'builtin':
      if (expr.name === "'")
        return inValue(expr.args[0] as Expr, { ...place, reading: 'next' }, scene);
      return firstOf(expr.args, place, scene);
    case 'except':
      return firstOf(
        [
          expr.base,
          ...expr.updates.flatMap(({ path }) =>
            path.flatMap((step) => (step.kind === 'index' ? [step.argument] : [])),
          ),
        ],
        place,
        scene,
      );
    case 'boxAction':
      return inside(boxed(expr.action, expr.subscript, expr), place, scene);
    case 'angleAction':
      return inside(angled(expr.action, expr.subscript, expr), place, scene);
    default:
      return firstOf(parts(expr), place, scene);
  }
}

function isParameter(found: LocatedError, body: Expr): boolean {
  const span = found.error.span;
  const visit = (expr: Expr): boolean =>
    (expr.kind === 'local' && expr.span === span) || parts(expr).some(visit);
  return visit(body);
}

function inLoop(
  bindings: readonly Binding[],
  body: Expr,
  place: Place,
  scene: Scene,
): LocatedError | undefined {
  const sets = firstOf(
    bindings.map((binding) => binding.set),
    place,
    scene,
  );
  if (sets !== undefined) return sets;
  const visit = (index: number, here: Place): LocatedError | undefined => {
    const binding = bindings[index];
    if (binding === undefined) return inValue(body, here, scene);
    const { value } = evaluate(binding.set, place, scene);
    for (const item of safeElements(value)) {
      const found = visit(index + 1, enterElement(binding, item, here));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return visit(0, place);
}

function safeElements(value: Value | undefined): readonly Value[] {
  try {
    return value === undefined ? [] : elementsOf(value);
  } catch (error) {
    if (error instanceof EvaluationError) return [];
    throw error;
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// Actions: a path is taken conjunct by conjunct, so the part that fails is found by running ever longer beginnings.

/** The error that running an action (or its beginning) raises; how far the next state is complete does not matter. */
function actionFails(
  expr: Expr,
  place: Place,
  scene: Scene,
  mode: 'action' | 'initial',
): EvaluationError | undefined {
  try {
    const program = compileProgram(
      [
        {
          kind: 'action',
          expr,
          parameters: [],
          initial: mode === 'initial',
          name: undefined,
          around: place.around,
          partial: true,
        },
      ],
      scene.variables,
    );
    if (scene.before !== undefined) program.load(scene.before, 0);
    (program.entries[0] as () => void)();
    return undefined;
  } catch (error) {
    if (error instanceof EvaluationError) return error;
    if (error instanceof RangeError)
      return new EvaluationError('the evaluation is nested too deeply');
    throw error;
  }
}

function inAction(
  expr: Expr,
  place: Place,
  scene: Scene,
  mode: 'action' | 'initial',
): LocatedError | undefined {
  const error = actionFails(expr, place, scene, mode);
  if (error === undefined) return undefined;
  return insideAction(expr, place, scene, mode) ?? at(expr, place, error);
}

function insideAction(
  expr: Expr,
  place: Place,
  scene: Scene,
  mode: 'action' | 'initial',
): LocatedError | undefined {
  switch (expr.kind) {
    case 'and':
      return inConjunction(expr.items, place, scene, mode);
    case 'or':
      return firstAction(expr.items, place, scene, mode);
    case 'quantifier': {
      if (expr.quantifier === '\\A') return inValue(expr, place, scene);
      const sets = firstOf(
        expr.bindings.map((binding) => binding.set),
        place,
        scene,
      );
      return sets ?? inActionLoop(expr.bindings, 0, expr.body, place, scene, mode);
    }
    case 'let':
      return inAction(expr.body, enterLet(expr.definitions, place), scene, mode);
    case 'if': {
      const { value, error } = evaluate(expr.condition, place, scene);
      if (error !== undefined) return inValue(expr.condition, place, scene);
      return inAction(value === true ? expr.then : expr.else, place, scene, mode);
    }
    case 'call': {
      const definition = resolveOverride(expr.definition);
      if ('value' in definition || definition.native !== undefined)
        return inValue(expr, place, scene);
      return inAction(
        definition.body(),
        enterCall(definition, expr.args, place, scene),
        scene,
        mode,
      );
    }
    case 'builtin': {
      if (expr.name === '/\\') return inConjunction(expr.args, place, scene, mode);
      if (expr.name === '\\/') return firstAction(expr.args, place, scene, mode);
      if (expr.name === '=' || expr.name === '\\in')
        return inValue(expr.args[1] as Expr, place, scene);
      return levelOf(expr) <= 1 ? inValue(expr, place, scene) : undefined;
    }
    default:
      return levelOf(expr) <= 1 ? inValue(expr, place, scene) : undefined;
  }
}

function firstAction(
  exprs: readonly Expr[],
  place: Place,
  scene: Scene,
  mode: 'action' | 'initial',
): LocatedError | undefined {
  for (const expr of exprs) {
    const found = inAction(expr, place, scene, mode);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inConjunction(
  items: readonly Expr[],
  place: Place,
  scene: Scene,
  mode: 'action' | 'initial',
): LocatedError | undefined {
  for (const [i, item] of items.entries()) {
    const beginning: Expr = { kind: 'and', items: items.slice(0, i + 1), span: item.span };
    const error = actionFails(beginning, place, scene, mode);
    if (error !== undefined)
      return insideAction(item, place, scene, mode) ?? at(item, place, error);
  }
  return undefined;
}

function inActionLoop(
  bindings: readonly Binding[],
  index: number,
  body: Expr,
  place: Place,
  scene: Scene,
  mode: 'action' | 'initial',
): LocatedError | undefined {
  const binding = bindings[index];
  if (binding === undefined) return inAction(body, place, scene, mode);
  const { value } = evaluate(binding.set, place, scene);
  for (const item of safeElements(value)) {
    const found = inActionLoop(
      bindings,
      index + 1,
      body,
      enterElement(binding, item, place),
      scene,
      mode,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}
