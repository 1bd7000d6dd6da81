/**
 * Why nothing can happen: the next-state relation is taken apart at its disjunctions and witnesses down to named actions,
 * and for each of them the first guard that is false is shown, for the witness that came furthest. What an action says
 * about the next state is passed over, unless it leaves no next state: an empty set to choose from, or two values for one
 * variable.
 */
import { resolveOverride } from '../compile/override.ts';
import type { Expr } from '../semantics/ir.ts';
import { levelOf } from '../semantics/levels.ts';
import type { Falsehood } from '../spec.ts';
import type { Span } from '../syntax/ast.ts';
import { codeOf } from '../values/intern.ts';
import { elementsOf } from '../values/sets.ts';
import { Tag } from '../values/value.ts';
import { explainAt } from './explain.ts';
import {
  enterCall,
  enterElement,
  enterLet,
  evaluate,
  type Place,
  placeOf,
  type Scene,
} from './place.ts';

export interface DisabledAction {
  /** The action's name; the text of the disjunct where it has none. */
  readonly action: string;
  readonly span: Span;
  /** The first guard that is false; undefined where none was found. */
  readonly guard?: Falsehood;
  /** How many witnesses there were to try. */
  readonly tried: number;
}

interface Attempt {
  readonly guard: Falsehood | undefined;
  readonly progress: number;
  /** What the parts up to here have said about the next state; absent where that is nothing new. */
  readonly next?: Next;
}

/** The next state as far as it is known: which variables have a value in it. */
interface Next {
  readonly after: Int32Array;
  readonly known: ReadonlySet<number>;
}

const nothingKnown: ReadonlySet<number> = new Set();

interface Candidate {
  readonly action: string;
  readonly span: Span;
  readonly attempt: Attempt;
}

/** At most so many witnesses of one \E are looked at. */
const witnessesMax = 1000;

/** `scene.before` is the state without successors. */
export function explainDeadlock(next: Expr, scene: Scene): readonly DisabledAction[] {
  const found = new Map<string, { best: Candidate; tried: number }>();
  for (const candidate of candidates(next, placeOf(scene), scene, undefined)) {
    const key = `${candidate.action} ${candidate.span.file}:${candidate.span.line}:${candidate.span.column}`;
    const known = found.get(key);
    const isBetter =
      known === undefined || candidate.attempt.progress > known.best.attempt.progress;
    found.set(key, { best: isBetter ? candidate : known.best, tried: (known?.tried ?? 0) + 1 });
  }
  return [...found.values()].map(({ best: { action, span, attempt }, tried }) => {
    return {
      action,
      span,
      tried,
      ...(attempt.guard === undefined ? {} : { guard: attempt.guard }),
    };
  });
}

type Name = { readonly action: string; readonly span: Span } | undefined;

/** The actions of a formula. The name is that of the last definition entered before a conjunction. */
function* candidates(expr: Expr, place: Place, scene: Scene, name: Name): Generator<Candidate> {
  const items = disjuncts(expr);
  if (items !== undefined) {
    // A disjunct of a named action is shown by its own words: the name would be the same for all of them.
    for (const item of items) yield* candidates(item, place, scene, undefined);
    return;
  }
  if (expr.kind === 'quantifier' && expr.quantifier === '\\E') {
    let empty = true;
    for (const at of witnesses(expr, place, scene)) {
      empty = false;
      yield* candidates(expr.body, at, scene, name);
    }
    if (empty) yield candidate(expr, place, scene, name);
    return;
  }
  if (expr.kind === 'let') {
    yield* candidates(expr.body, enterLet(expr.definitions, place), scene, name);
    return;
  }
  const body = bodyOf(expr);
  if (expr.kind === 'call' && body !== undefined) {
    const { name: action, span } = expr.definition;
    yield* candidates(body, enterCall(expr.definition, expr.args, place, scene), scene, {
      action,
      span,
    });
    return;
  }
  yield candidate(expr, place, scene, name);
}

function candidate(expr: Expr, place: Place, scene: Scene, name: Name): Candidate {
  const { action, span } = name ?? { action: brief(scene.textOf(expr.span)), span: expr.span };
  return { action, span, attempt: attempt(expr, place, scene) };
}

function brief(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}

function disjuncts(expr: Expr): readonly Expr[] | undefined {
  if (expr.kind === 'or') return expr.items;
  return expr.kind === 'builtin' && expr.name === '\\/' ? expr.args : undefined;
}

function conjuncts(expr: Expr): readonly Expr[] | undefined {
  if (expr.kind === 'and') return expr.items;
  return expr.kind === 'builtin' && expr.name === '/\\' ? expr.args : undefined;
}

function bodyOf(expr: Expr): Expr | undefined {
  if (expr.kind !== 'call') return undefined;
  const definition = resolveOverride(expr.definition);
  if ('value' in definition || definition.native !== undefined || definition.recursive)
    return undefined;
  return definition === expr.definition ? definition.body() : undefined;
}

function* witnesses(
  expr: Extract<Expr, { kind: 'quantifier' }>,
  place: Place,
  scene: Scene,
  index = 0,
  at = place,
): Generator<Place> {
  const binding = expr.bindings[index];
  if (binding === undefined) {
    yield at;
    return;
  }
  const { value } = evaluate(binding.set, place, scene);
  if (value === undefined) return;
  for (const item of elementsOf(value).slice(0, witnessesMax)) {
    yield* witnesses(expr, place, scene, index + 1, enterElement(binding, item, at));
  }
}

/** The first false guard in what one action says, and how many conjuncts were passed before it. */
function attempt(
  expr: Expr,
  place: Place,
  outer: Scene,
  known: ReadonlySet<number> = nothingKnown,
): Attempt {
  let scene = outer;
  const items = conjuncts(expr);
  if (items !== undefined) {
    let next: Next = { after: scene.after, known };
    for (const [i, item] of items.entries()) {
      const inner = attempt(item, place, scene, next.known);
      if (inner.guard !== undefined) return { guard: inner.guard, progress: i + inner.progress };
      next = inner.next ?? next;
      scene = { ...scene, after: next.after };
    }
    return { guard: undefined, progress: items.length, next };
  }
  if (levelOf(expr) <= 1) {
    if (evaluate(expr, place, scene).value === true) return { guard: undefined, progress: 1 };
    return { guard: explainAt(expr, place, scene), progress: 0 };
  }
  return attemptBranch(expr, place, scene, known) ?? { guard: undefined, progress: 1 };
}

/** `v' = e`: v gets its value, or has one, which must be the same. */
function assign(
  expr: Extract<Expr, { kind: 'builtin' }>,
  place: Place,
  scene: Scene,
  known: ReadonlySet<number>,
): Attempt | undefined {
  const [left, right] = expr.args as readonly [Expr, Expr];
  const target = left.kind === 'builtin' && left.name === "'" ? left.args[0] : undefined;
  if (target === undefined || !('kind' in target) || target.kind !== 'variable') return undefined;
  const { index } = target.variable;
  const { value } = evaluate(right, place, scene);
  if (value === undefined || (typeof value === 'object' && value.tag === Tag.lazySet))
    return undefined;
  if (known.has(index)) {
    const isSame = scene.after[index] === codeOf(value);
    return { guard: isSame ? undefined : explainAt(expr, place, scene), progress: 0 };
  }
  const after = scene.after.slice();
  after[index] = codeOf(value);
  return { guard: undefined, progress: 1, next: { after, known: new Set([...known, index]) } };
}

function attemptBranch(
  expr: Expr,
  place: Place,
  scene: Scene,
  known: ReadonlySet<number>,
): Attempt | undefined {
  const branches = disjuncts(expr);
  if (branches !== undefined)
    return furthest(branches.map((branch) => attempt(branch, place, scene, known)));
  switch (expr.kind) {
    case 'quantifier': {
      if (expr.quantifier !== '\\E') return undefined;
      const attempts = [...witnesses(expr, place, scene)].map((at) =>
        attempt(expr.body, at, scene, known),
      );
      return attempts.length === 0
        ? { guard: explainAt(expr, place, scene), progress: 0 }
        : furthest(attempts);
    }
    case 'let':
      return attempt(expr.body, enterLet(expr.definitions, place), scene, known);
    case 'if':
      return attempt(
        evaluate(expr.condition, place, scene).value === true ? expr.then : expr.else,
        place,
        scene,
        known,
      );
    case 'call': {
      const body = bodyOf(expr);
      return body === undefined
        ? undefined
        : attempt(body, enterCall(expr.definition, expr.args, place, scene), scene, known);
    }
    case 'builtin': {
      if (expr.name === '=') return assign(expr, place, scene, known);
      const set =
        expr.name === '\\in' ? evaluate(expr.args[1] as Expr, place, scene).value : undefined;
      const isEmpty = typeof set === 'object' && 'items' in set && set.items.length === 0;
      return isEmpty ? { guard: explainAt(expr, place, scene), progress: 0 } : undefined;
    }
    default:
      return undefined;
  }
}

/** Of several ways that all fail, the one that came furthest; none fails if one of them does not. */
function furthest(attempts: readonly Attempt[]): Attempt | undefined {
  const open = attempts.find(({ guard }) => guard === undefined);
  return (
    open ??
    attempts.reduce<Attempt | undefined>(
      (best, each) => (best === undefined || each.progress > best.progress ? each : best),
      undefined,
    )
  );
}
