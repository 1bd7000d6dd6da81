/**
 * From the syntax tree of an expression to its resolved form. Names are looked up, arities are checked, surface forms
 * are reduced. What is wrong is collected as diagnostics; in its place stands FALSE, so that one run can report all.
 */
import { unreachable } from '../diagnostic.ts';
import type { Bound, Expression, Pattern, Span, Update } from '../syntax/ast.ts';
import { str } from '../values/make.ts';
import { resolveApplication } from './application.ts';
import { type Context, report, within } from './context.ts';
import { type Binding, type ExceptUpdate, type Expr, type Local, makeLocal } from './ir.ts';
import { resolveQualified, resolveSubexpression, throughDefinition } from './qualified.ts';
import { addLabel } from './subexpressions.ts';

/** One case per construct, in the order of the syntax tree. */
export function resolve(expression: Expression, context: Context): Expr {
  const { span } = expression;
  switch (expression.kind) {
    case 'number':
      return resolveNumber(expression.digits, span, context);
    case 'decimal':
      return report(
        context,
        'TLA401',
        `decimal number ${expression.text}: TLC has no real numbers`,
        span,
      );
    case 'string':
      return { kind: 'value', value: str(expression.value), span };
    case 'boolean':
      return { kind: 'value', value: expression.value, span };
    case 'name':
      return resolveApplication(expression.name, [], span, context);
    case 'at':
      return resolveAt(span, context);
    case 'apply':
      return resolveApplication(expression.name, expression.args, span, context);
    case 'qualified': {
      const inside = throughDefinition(expression, context);
      if (inside !== undefined)
        return resolveSubexpression(inside.path, inside.navigation, span, context);
      return resolveQualified(expression.path, expression.name, expression.args, span, context);
    }
    case 'subexpression': {
      const { path, navigation } = throughDefinition(expression, context) ?? expression;
      return resolveSubexpression(path, navigation, span, context);
    }
    case 'and':
    case 'or':
      return {
        kind: expression.kind,
        items: expression.items.map((item) => resolve(item, context)),
        span,
      };
    case 'quantifier': {
      const { bindings, inner } = resolveBounds(expression.bounds, context);
      return {
        kind: 'quantifier',
        quantifier: expression.quantifier,
        bindings,
        body: resolve(expression.body, inner),
        span,
      };
    }
    case 'unboundedQuantifier': {
      const locals = expression.names.map((name) => makeLocal(name.name, 0, name.span));
      const body = resolve(expression.body, within(context, locals));
      return { kind: 'temporalQuantifier', quantifier: expression.quantifier, locals, body, span };
    }
    case 'choose': {
      const set = expression.set === undefined ? undefined : resolve(expression.set, context);
      const { names, tuple } = resolvePattern(expression.pattern);
      return {
        kind: 'choose',
        names,
        tuple,
        set,
        body: resolve(expression.body, within(context, names)),
        span,
      };
    }
    case 'set':
    case 'tuple':
    case 'product':
      return {
        kind: expression.kind,
        items: expression.items.map((item) => resolve(item, context)),
        span,
      };
    case 'filter': {
      const set = resolve(expression.set, context);
      const { names, tuple } = resolvePattern(expression.pattern);
      const body = resolve(expression.body, within(context, names));
      return { kind: 'filter', binding: { names, tuple, set }, body, span };
    }
    case 'map': {
      const { bindings, inner } = resolveBounds(expression.bounds, context);
      return { kind: 'map', bindings, body: resolve(expression.body, inner), span };
    }
    case 'function': {
      const { bindings, inner } = resolveBounds(expression.bounds, context);
      return {
        kind: 'function',
        bindings,
        body: resolve(expression.body, inner),
        self: undefined,
        span,
      };
    }
    case 'index':
      return {
        kind: 'index',
        function: resolve(expression.function, context),
        argument: resolveArgumentTuple(expression.args, context),
        span,
      };
    case 'functionSet':
      return {
        kind: 'functionSet',
        domain: resolve(expression.domain, context),
        range: resolve(expression.range, context),
        span,
      };
    case 'record':
    case 'recordSet':
      return {
        kind: expression.kind,
        names: expression.fields.map((field) => nameField(field.name.name)),
        values: expression.fields.map((field) => resolve(field.value, context)),
        span,
      };
    case 'field':
      return {
        kind: 'field',
        record: resolve(expression.record, context),
        name: nameField(expression.name.name),
        span,
      };
    case 'except':
      return {
        kind: 'except',
        base: resolve(expression.base, context),
        updates: expression.updates.map((update) => resolveUpdate(update, context)),
        span,
      };
    case 'boxAction':
    case 'angleAction':
      return {
        kind: expression.kind,
        action: resolve(expression.action, context),
        subscript: resolve(expression.subscript, context),
        span,
      };
    case 'fairness':
      return {
        kind: 'fairness',
        strength: expression.strength,
        subscript: resolve(expression.subscript, context),
        action: resolve(expression.action, context),
        span,
      };
    case 'if':
      return {
        kind: 'if',
        condition: resolve(expression.condition, context),
        // biome-ignore lint/suspicious/noThenProperty: THEN is TLA+'s word; nobody awaits a syntax tree.
        then: resolve(expression.then, context),
        else: resolve(expression.else, context),
        span,
      };
    case 'case':
      return {
        kind: 'case',
        arms: expression.arms.map((arm) => ({
          guard: resolve(arm.guard, context),
          value: resolve(arm.value, context),
        })),
        other: expression.other === undefined ? undefined : resolve(expression.other, context),
        span,
      };
    case 'let': {
      const { scope, definitions } = context.resolver.letScope(expression.definitions, context);
      const body = resolve(expression.body, { ...context, scope });
      return definitions.length === 0 ? body : { kind: 'let', definitions, body, span };
    }
    case 'lambda':
      return report(
        context,
        'TLA301',
        'a LAMBDA can stand only where an operator is expected',
        span,
      );
    case 'label': {
      const body = resolve(expression.body, context);
      const names = expression.parameters.map((name) => context.scope.find(name.name));
      addLabel(
        body,
        expression.name.name,
        names.filter((local) => local?.kind === 'local'),
      );
      return body;
    }
    default:
      return unreachable(expression);
  }
}

/** Field names share the order of strings, so they enter the vocabulary where the text has them. */
function nameField(name: string): string {
  str(name);
  return name;
}

function resolveNumber(digits: string, span: Span, context: Context): Expr {
  const value = Number(digits);
  if (Number.isSafeInteger(value)) return { kind: 'value', value, span };
  return report(
    context,
    'TLA402',
    `the number ${digits} is too large: integers are exact up to 2^53 - 1`,
    span,
  );
}

const atName = '@';

function resolveAt(span: Span, context: Context): Expr {
  const at = context.scope.find(atName);
  if (at?.kind === 'local') return { kind: 'local', local: at, span };
  return report(context, 'TLA203', '@ has a meaning only on the right of `=` in EXCEPT', span);
}

function resolvePattern(pattern: Pattern): { names: Local[]; tuple: boolean } {
  if (pattern.kind === 'identifier')
    return { names: [makeLocal(pattern.name, 0, pattern.span)], tuple: false };
  return { names: pattern.names.map((name) => makeLocal(name.name, 0, name.span)), tuple: true };
}

/** The sets of bounds see only what is outside; the body sees all the names. */
export function resolveBounds(
  bounds: readonly Bound[],
  context: Context,
): { bindings: Binding[]; inner: Context } {
  const bindings: Binding[] = [];
  for (const bound of bounds) {
    const set = resolve(bound.set, context);
    for (const pattern of bound.patterns) bindings.push({ ...resolvePattern(pattern), set });
  }
  return {
    bindings,
    inner: within(
      context,
      bindings.flatMap((binding) => binding.names),
    ),
  };
}

/** `f[a, b]` is `f[<<a, b>>]`. */
function resolveArgumentTuple(args: readonly Expression[], context: Context): Expr {
  const items = args.map((arg) => resolve(arg, context));
  const [only] = items;
  if (items.length === 1 && only !== undefined) return only;
  return { kind: 'tuple', items, span: (args[0] as Expression).span };
}

function resolveUpdate(update: Update, context: Context): ExceptUpdate {
  const at = makeLocal(atName, 0, update.span);
  return {
    at,
    path: update.path.map((step) =>
      step.kind === 'field'
        ? { kind: 'field', name: nameField(step.name.name) }
        : { kind: 'index', argument: resolveArgumentTuple(step.args, context) },
    ),
    value: resolve(update.value, within(context, [at])),
    span: update.span,
  };
}
