/** The definitions of a LET, and functions that are defined by name: they may speak of themselves. */
import type { Bound, Expression, Span, Unit } from '../syntax/ast.ts';
import { type Context, within } from './context.ts';
import { resolve, resolveBounds } from './expressions.ts';
import { instantiate } from './instances.ts';
import { type Expr, type LetDefinition, type Local, makeLocal } from './ir.ts';
import { Scope } from './scope.ts';
import type { Unfolder, Unfolding } from './unfolding.ts';
import { mentions } from './walk.ts';

/** The definitions of a LET: operators become locals, instances are unfolded into the scope. */
export function letScope(
  self: Unfolder,
  units: readonly unknown[],
  context: Context,
): { scope: Scope; definitions: LetDefinition[] } {
  const scope = new Scope(context.scope);
  const inner: Context = { ...context, scope };
  const definitions: LetDefinition[] = [];
  const declared = new Set<string>();
  const forward = new Map<string, Local>();
  for (const unit of units as readonly Unit[]) {
    if (unit.kind === 'recursive') {
      for (const { name, arity, span } of unit.declarations) {
        const local = makeLocal(name, arity, span);
        declared.add(name);
        forward.set(name, local);
        scope.set(name, local);
      }
    } else if (unit.kind === 'operator') {
      const parameters = unit.parameters.map((p) => makeLocal(p.name, p.arity, p.span));
      const recursive = declared.has(unit.name.name);
      const local =
        forward.get(unit.name.name) ?? makeLocal(unit.name.name, parameters.length, unit.name.span);
      if (parameters.some(({ arity }) => arity > 0)) local.signature = parameters;
      const body = self.resolve(unit.body, within(inner, parameters));
      definitions.push({ local, parameters, recursive, body });
      scope.set(unit.name.name, local);
    } else if (unit.kind === 'functionDefinition') {
      const local = makeLocal(unit.name.name, 0, unit.name.span);
      const self = makeLocal(unit.name.name, 0, unit.name.span);
      const body = resolveFunction(unit.bounds, unit.body, self, unit.span, inner);
      definitions.push({ local, parameters: [], recursive: false, body });
      scope.set(unit.name.name, local);
    } else if (unit.kind === 'moduleDefinition') {
      // The definitions of the instance may speak of names bound around the LET: those become their parameters.
      const around: Unfolding = {
        scopes: new Map(),
        prefix: '',
        leading: visibleLocals(scope),
        assumptions: false,
      };
      instantiate(
        self,
        unit.instance,
        unit.name.name,
        unit.parameters,
        false,
        { ...inner, order: context.order },
        around,
      );
    }
  }
  return { scope, definitions };
}

/** `f[x \in S] == e`: a function that may speak of itself in `e`. */
export function resolveFunction(
  bounds: readonly Bound[],
  body: Expression,
  self: Local,
  span: Span,
  context: Context,
): Expr {
  const { bindings } = resolveBounds(bounds, context);
  const names = bindings.flatMap((binding) => binding.names);
  const resolved = resolve(body, within(within(context, [self]), names));
  return {
    kind: 'function',
    bindings,
    body: resolved,
    self: mentions(resolved, self) ? self : undefined,
    span,
  };
}

/** What is bound by name at a place, but operators that take operators: an argument cannot be one. */
function visibleLocals(scope: Scope): Local[] {
  const names = new Set(scope.names());
  return [...names].flatMap((name) => {
    const entity = scope.find(name);
    return entity?.kind === 'local' && entity.signature === undefined ? [entity] : [];
  });
}
