/**
 * What TLC computes before it begins. A formula of the configuration that speaks of no variable and is FALSE: there is
 * nothing to search for, a mistake in a constant, most likely. And the instances of the next-state relation: its disjuncts,
 * and one for each element of a constant set that an \E runs over; a relation that has none is an error.
 */
import {
  type Definition,
  type Expr,
  isOperatorArgument,
  nextDefinitionId,
} from '../semantics/ir.ts';
import { levelOf } from '../semantics/levels.ts';
import { parts } from '../semantics/walk.ts';
import type { NamedFormula, Specification } from '../specification.ts';
import type { Span } from '../syntax/ast.ts';
import { constantValue, isLiteral } from './constant-value.ts';

/** The first constant formula that is FALSE, and what it is in the configuration. */
export function constantlyFalse(
  spec: Specification,
): { readonly what: string; readonly formula: NamedFormula } | undefined {
  const { invariants, constraints, actionConstraints, initialProperties, init } = spec;
  const inParts = (formulas: readonly NamedFormula[]): NamedFormula[] =>
    formulas.flatMap(({ name, expr }) => constantParts(expr).map((part) => ({ name, expr: part })));
  const sections = Object.entries({
    SPECIFICATION: init === undefined ? [] : inParts([{ name: 'the conjunct', expr: init }]),
    // `[]P` under PROPERTY is an invariant like others.
    INVARIANT: invariants.filter(isWhole).filter(isComputed),
    PROPERTY: inParts(initialProperties.map(opened)),
    CONSTRAINT: constraints.filter(isComputed),
    ACTION_CONSTRAINT: actionConstraints.filter(isComputed),
  });
  const variables = new Set(spec.variables.map(({ name }) => name));
  for (const [what, formulas] of sections) {
    const formula = formulas.find(
      ({ expr }) => levelOf(expr) === 0 && !mentions(expr, variables) && isFalse(spec, expr),
    );
    if (formula !== undefined) return { what, formula };
  }
  return undefined;
}

function isWhole({ name, expr }: NamedFormula): boolean {
  return expr.kind === 'constant' || (expr.kind === 'call' && expr.definition.name === name);
}

function isComputed({ expr }: NamedFormula): boolean {
  return !isLiteral(expr);
}

/** A property that is about the initial states as a whole: TLC looks into its definition. */
function opened(formula: NamedFormula): NamedFormula {
  const { expr } = formula;
  const isOpen = expr.kind === 'call' && expr.definition.override === undefined;
  return isOpen && isWhole(formula) && (levelOf(expr) > 0 || isLiteral(expr))
    ? { ...formula, expr: expr.definition.body() }
    : formula;
}

/** Conjuncts that TLC sees to be constant: names of definitions, which are not looked into, and TRUE and FALSE. */
function constantParts(expr: Expr): readonly Expr[] {
  const isName = expr.kind === 'call' && expr.args.length === 0;
  if (expr.kind === 'value' || expr.kind === 'constant' || isName)
    return levelOf(expr) === 0 ? [expr] : [];
  if (expr.kind === 'and') return expr.items.flatMap(constantParts);
  return expr.kind === 'builtin' && expr.name === '/\\' ? expr.args.flatMap(constantParts) : [];
}

/** TLC goes by names: a parameter or a LET that is called like a variable makes the formula one about a state. */
function mentions(
  expr: Expr,
  variables: ReadonlySet<string>,
  seen: Set<Definition> = new Set(),
): boolean {
  if (expr.kind === 'local' || expr.kind === 'callLocal')
    if (variables.has(expr.local.name)) return true;
  if (expr.kind === 'call' && expr.definition.native === undefined && !seen.has(expr.definition)) {
    seen.add(expr.definition);
    if (mentions(expr.definition.body(), variables, seen)) return true;
  }
  return parts(expr).some((part) => mentions(part, variables, seen));
}

/** FALSE, or no truth value at all. What has no value is told of where it is needed. */
function isFalse(spec: Specification, expr: Expr): boolean {
  if (expr.kind === 'value' && typeof expr.value !== 'boolean') return false;
  const value = constantValue(expr, spec.variables);
  return value !== undefined && value !== true;
}

/** A VIEW that is the same in all states. */
export function constantView(spec: Specification): NamedFormula | undefined {
  const { view } = spec;
  if (view === undefined || levelOf(view.expr) > 0 || isLiteral(view.expr)) return undefined;
  return constantValue(view.expr, spec.variables) === undefined ? undefined : view;
}

/** Is every disjunct of this action an \E over a set that is constant and empty? */
export function hasNoInstance(spec: Specification, next: Expr): boolean {
  const reduced = instances(next);
  return reduced.kind !== 'value' && isFalse(spec, reduced);
}

/** A constant formula that is TRUE if the action has an instance: where no bounds can be computed, it is one itself. */
function instances(action: Expr): Expr {
  switch (action.kind) {
    case 'or':
      return { ...action, items: action.items.map(instances) };
    case 'builtin':
      return action.name === '\\/' ? { ...action, args: action.args.map(instances) } : one(action);
    case 'quantifier': {
      const isBounded = action.bindings.every(({ set }) => levelOf(set) === 0);
      return action.quantifier === '\\E' && isBounded
        ? { ...action, body: instances(action.body) }
        : one(action);
    }
    case 'call': {
      const { definition, args } = action;
      if (
        definition.recursive ||
        definition.native !== undefined ||
        definition.override !== undefined
      )
        return one(action);
      if (!args.every((arg) => !isOperatorArgument(arg) && levelOf(arg) === 0)) return one(action);
      const body = instances(definition.body());
      if (body.kind === 'value') return body;
      const bounds = { id: nextDefinitionId(), body: () => body, level: undefined };
      return { ...action, definition: { ...definition, ...bounds } };
    }
    case 'let':
      return action.definitions.every(({ body }) => levelOf(body) === 0)
        ? { ...action, body: instances(action.body) }
        : one(action);
    default:
      return one(action);
  }
}

function one({ span }: { readonly span: Span }): Expr {
  return { kind: 'value', value: true, span };
}
