/**
 * Subexpression names (`Inv!1`, `Next!2!(x)!1`): a walk through the body of a definition. Numbers name the parts of a
 * construct in the order in which they are written, `<<` and `>>` the first and second, `(e)` puts e for a bound name.
 */
import type { Expression, Navigation } from '../syntax/ast.ts';
import { str } from '../values/make.ts';
import type { Binding, Expr, LetDefinition, Local } from './ir.ts';
import { parts } from './walk.ts';

// A part of an applied definition that is named again, as `Inv!1` where Inv has the conjunct `Op(a)!label`: to SANY it is
// an application, and numbers name its arguments.
const applications = new WeakMap<Expr, readonly Expr[]>();

export function namePart(expr: Expr, filled: readonly LetDefinition[]): void {
  applications.set(
    expr,
    filled.map(({ body }) => body),
  );
}

/** The parts that numbers name. Bounds of quantifiers come before what `(…)` leads to; CASE arms are pairs. */
export function numberedParts(expr: Expr): readonly (Expr | undefined)[] | undefined {
  const args = applications.get(expr);
  if (args !== undefined) return args;
  switch (expr.kind) {
    case 'and':
    case 'or':
    case 'set':
    case 'tuple':
    case 'product':
      return expr.items;
    case 'builtin':
      return expr.args;
    case 'call':
    case 'callLocal':
    case 'constant':
      // An operator is an argument too, but no expression.
      return expr.args.map((argument) => ('span' in argument ? argument : undefined));
    case 'quantifier':
    case 'map':
    case 'function':
      return boundSets(expr.bindings);
    case 'filter':
      return [expr.binding.set];
    case 'choose':
      return expr.set === undefined ? [] : [expr.set];
    case 'index':
      return [expr.function, expr.argument];
    case 'functionSet':
      return [expr.domain, expr.range];
    case 'record':
    case 'recordSet':
      return expr.values;
    case 'field':
      return [expr.record, { kind: 'value', value: str(expr.name), span: expr.span }];
    case 'except':
      return [expr.base, ...expr.updates.map((update) => update.value)];
    case 'boxAction':
    case 'angleAction':
      return [expr.action, expr.subscript];
    case 'fairness':
      return [expr.subscript, expr.action];
    case 'if':
      return [expr.condition, expr.then, expr.else];
    case 'let':
      return [expr.body];
    case 'case': {
      // An arm is a pair; the place of its guard does not matter, its parts are named one step further.
      const arms = expr.arms.map(
        ({ guard, value }): Expr => ({ kind: 'tuple', items: [guard, value], span: guard.span }),
      );
      if (expr.other === undefined) return arms;
      return [...arms, { kind: 'tuple', items: [expr.other, expr.other], span: expr.other.span }];
    }
    default:
      return undefined;
  }
}

/** `x, y \\in S` is one bound with two names: its set counts once. */
function boundSets(bindings: readonly Binding[]): Expr[] {
  return bindings.map(({ set }) => set).filter((set, i, all) => set !== all[i - 1]);
}

/** What `(e, …)` leads into, and the names it fills. */
export function boundPart(
  expr: Expr,
): { readonly names: readonly Local[]; readonly body: Expr } | undefined {
  switch (expr.kind) {
    case 'quantifier':
    case 'map':
    case 'function':
      return { names: expr.bindings.flatMap((binding) => binding.names), body: expr.body };
    case 'filter':
      return { names: expr.binding.names, body: expr.body };
    case 'choose':
      return { names: expr.names, body: expr.body };
    default:
      return undefined;
  }
}

interface Label {
  readonly name: string;
  /** The bound names that it hands on, in its own order. */
  readonly locals: readonly Local[];
}

// Beside the expressions, not among them: nothing that computes has to know of labels.
const labels = new WeakMap<Expr, Label[]>();

export function addLabel(expr: Expr, name: string, locals: readonly Local[]): void {
  labels.set(expr, [{ name, locals }, ...(labels.get(expr) ?? [])]);
}

/** What a walk collects. */
export interface Walk {
  /** Names that were given a value on the way, to be put around the part as a LET. */
  readonly filled: LetDefinition[];
  /** The definition applied to its arguments: what the name of a recursive function stands for. */
  readonly whole: Expr;
  readonly fill: (argument: Expression) => Expr;
  /** Names that were not given a value; undefined where all must be. */
  readonly open: Local[] | undefined;
}

/** The part of `body` that the steps lead to; undefined if there is none. */
export function walkInto(body: Expr, steps: readonly Navigation[], walk: Walk): Expr | undefined {
  let part: Expr | undefined = body;
  if (body.kind === 'function' && body.self !== undefined) {
    walk.filled.push({ local: body.self, parameters: [], recursive: false, body: walk.whole });
  }
  for (const step of steps) {
    part = stepInto(part, step, walk);
    if (part === undefined) return undefined;
  }
  return part;
}

function stepInto(part: Expr, step: Navigation, walk: Walk): Expr | undefined {
  switch (step.kind) {
    case 'child':
      return child(part, step.index - 1, walk);
    case 'left':
    case 'right':
      return child(part, step.kind === 'left' ? 0 : 1, walk);
    case 'arguments':
      return throughBound(part, step.args, walk);
    case 'at':
      return walk.open === undefined ? undefined : throughBound(part, [], walk);
    case 'name':
      return part.kind === 'let'
        ? (fromLet(part, step.name, step.args, walk) ?? fromLabel(part, step.name, step.args, walk))
        : fromLabel(part, step.name, step.args, walk);
    case 'body':
      return part;
  }
}

function throughBound(part: Expr, args: readonly Expression[], walk: Walk): Expr | undefined {
  const bound = boundPart(part);
  return bound !== undefined && fillAll(bound.names, args, walk) ? bound.body : undefined;
}

function child(part: Expr, index: number, walk: Walk): Expr | undefined {
  if (part.kind === 'let' && !applications.has(part)) walk.filled.push(...part.definitions);
  return numberedParts(part)?.[index];
}

/** Gives names their values; without values they are left open, if that is allowed. */
function fillAll(names: readonly Local[], args: readonly Expression[], walk: Walk): boolean {
  if (args.length === 0 && names.length > 0 && walk.open !== undefined) {
    walk.open.push(...names);
    return true;
  }
  if (args.length !== names.length) return false;
  for (const [i, local] of names.entries()) {
    walk.filled.push({
      local,
      parameters: [],
      recursive: false,
      body: walk.fill(args[i] as Expression),
    });
  }
  return true;
}

/** `Op!:!d`: a definition of the LET that the body is. */
function fromLet(
  part: Expr & { kind: 'let' },
  name: string,
  args: readonly Expression[],
  walk: Walk,
): Expr | undefined {
  const found = part.definitions.find(({ local }) => local.name === name);
  if (found === undefined) return undefined;
  walk.filled.push(...part.definitions);
  return fillAll(found.parameters, args, walk) ? found.body : undefined;
}

/** `Op!label(x)`: labels are looked for below the part, but not below other labels or inside definitions of a LET. */
function fromLabel(
  part: Expr,
  name: string,
  args: readonly Expression[],
  walk: Walk,
): Expr | undefined {
  const lets: LetDefinition[] = [];
  const search = (expr: Expr): { expr: Expr; label: Label } | undefined => {
    const here = expr === part ? undefined : labels.get(expr);
    const label = (labels.get(expr) ?? []).find((candidate) => candidate.name === name);
    if (label !== undefined) return { expr, label };
    if (here !== undefined) return undefined;
    const before = lets.length;
    if (expr.kind === 'let') lets.push(...expr.definitions);
    for (const inner of expr.kind === 'let' ? [expr.body] : parts(expr)) {
      const found = search(inner);
      if (found !== undefined) return found;
    }
    lets.length = before;
    return undefined;
  };
  const found = search(part);
  if (found === undefined) return undefined;
  walk.filled.push(...lets);
  return fillAll(found.label.locals, args, walk) ? found.expr : undefined;
}
