/**
 * INSTANCE: a module is unfolded once more, with what WITH says (or what has the same name here) in the place of its
 * declarations. Named, its definitions are reached through the name; without a name they come in as they are.
 */
import type { Declaration, Expression, Instance, Module, Span } from '../syntax/ast.ts';
import { declaresVariable, isConstantModule } from './constant-module.ts';
import { type Context, report, within } from './context.ts';
import { type Definition, type Expr, makeLocal, nextDefinitionId } from './ir.ts';
import { type Entity, Scope } from './scope.ts';
import type { Unfolder, Unfolding } from './unfolding.ts';

/** Unfolds an instance; with a name its definitions are reached through it, without one they come in as they are. */
export function instantiate(
  self: Unfolder,
  instance: Instance,
  name: string | undefined,
  declared: readonly Declaration[],
  local: boolean,
  context: Context,
  around: Unfolding,
): void {
  const { scope, order } = context;
  const nested = scope.findModule(instance.module.name);
  const module = nested?.module ?? self.source.modules.get(instance.module.name);
  if (module === undefined) {
    nativeInstance(self, instance, name, local, scope);
    return;
  }
  const parameters = declared.map((p) => makeLocal(p.name, p.arity, p.span));
  const outer = within(context, parameters);
  const given = new Map(
    instance.substitutions.map(({ name: target, value }) => [target.name, { target, value }]),
  );
  const used = new Set<string>();
  const unfolding: Unfolding = {
    scopes: new Map(),
    prefix: name === undefined ? around.prefix : `${around.prefix}${name}!`,
    leading: [...around.leading, ...parameters],
    assumptions: false,
    substitute: (declaration) => {
      const explicit = given.get(declaration.name);
      if (explicit !== undefined) {
        used.add(declaration.name);
        limitSubstitution(
          self,
          declaration,
          explicit.value,
          module,
          { ...context, scope: outer.scope },
          instance.span,
        );
        const shared =
          declaration.arity === 0 && parameters.length === 0 && around.leading.length === 0;
        if (shared)
          return substitutionDefinition(self, declaration, explicit.value, context, instance.span);
        return {
          kind: 'substitutionEntity',
          name: declaration.name,
          arity: declaration.arity,
          expression: explicit.value,
          scope: outer.scope,
          order,
        };
      }
      const implicit = outer.scope.find(declaration.name);
      if (implicit !== undefined) return implicit;
      report(
        context,
        'TLA207',
        `INSTANCE ${module.name} needs a substitution for ${declaration.name}, and no ${declaration.name} is in scope here`,
        instance.span,
      );
      return undefined;
    },
  };
  const inside = self.unfold(module, unfolding, nested);
  for (const [key, { target }] of given) {
    if (!used.has(key))
      report(context, 'TLA208', `module ${module.name} declares no ${key}`, target.span);
  }
  if (name !== undefined) {
    if (local) scope.hidden.add(name);
    self.declare(
      scope,
      name,
      {
        kind: 'instanceEntity',
        name,
        arity: parameters.length,
        parameters,
        leading: around.leading,
        scope: inside,
        order,
      },
      instance.span,
      'defined',
    );
    return;
  }
  for (const [key, entity] of inside.entries()) {
    const exported = entity.kind === 'definitionEntity' || entity.kind === 'instanceEntity';
    if (!exported || inside.hidden.has(key) || inside.substituted.has(key)) continue;
    const isNew = self.declare(scope, key, { ...entity, order }, instance.span, 'instantiated');
    if (local && isNew) scope.hidden.add(key);
  }
}

/** In a module that speaks of states, constants must stay constant and variables speak of one state. */
function limitSubstitution(
  self: Unfolder,
  declaration: Declaration,
  value: Expression,
  module: Module,
  context: Context,
  span: Span,
): void {
  if (isConstantModule(module, self.source.modules)) return;
  const { name, arity } = declaration;
  const isVariable = declaresVariable(module, name, self.source.modules);
  self.substitutions.push(() => ({
    name,
    module: module.name,
    value: arity === 0 ? self.resolve(value, context) : self.resolveOperator(value, arity, context),
    max: isVariable ? 1 : 0,
    span,
  }));
}

/** What WITH puts in a declaration's place, as a definition of its own: computed once in a state, however often used. */
function substitutionDefinition(
  self: Unfolder,
  declaration: Declaration,
  value: Expression,
  context: Context,
  span: Span,
): Entity {
  let resolved: Expr | undefined;
  const definition: Definition = {
    kind: 'definition',
    id: nextDefinitionId(),
    name: declaration.name,
    module: '',
    qualifiedName: declaration.name,
    parameters: [],
    leading: 0,
    span,
    recursive: false,
    native: undefined,
    body: () => {
      resolved ??= self.resolve(value, context);
      return resolved;
    },
    override: undefined,
    level: undefined,
    replaces: true,
  };
  self.definitions.push(definition);
  return { kind: 'definitionEntity', definition, leading: [], order: 0 };
}

/** `INSTANCE Naturals`, `LOCAL INSTANCE TLC`, `N == INSTANCE Naturals`. */
function nativeInstance(
  self: Unfolder,
  instance: Instance,
  name: string | undefined,
  local: boolean,
  scope: Scope,
): void {
  const native = self.source.natives.get(instance.module.name);
  if (native === undefined) {
    self.unknownModule(instance.module.name, instance.module.span);
    return;
  }
  const inside = name === undefined ? scope : new Scope();
  if (local && name === undefined) {
    const before = new Set([...scope.entries()].map(([key]) => key));
    self.bringInNative(native, instance.span, scope);
    for (const [key] of scope.entries()) if (!before.has(key)) scope.hidden.add(key);
    return;
  }
  self.bringInNative(native, instance.span, inside);
  if (name === undefined) return;
  if (local) scope.hidden.add(name);
  self.declare(
    scope,
    name,
    {
      kind: 'instanceEntity',
      name,
      arity: 0,
      parameters: [],
      leading: [],
      scope: inside,
      order: 0,
    },
    instance.span,
    'defined',
  );
}
