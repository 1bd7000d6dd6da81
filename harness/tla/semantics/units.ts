/**
 * From modules to scopes: EXTENDS brings in names, declarations become variables and constants, definitions become
 * Definitions whose bodies are resolved when first asked for, and INSTANCE unfolds a module once more with its
 * declarations substituted. Every module is unfolded once per instantiation.
 */
import type { Diagnostic } from '../diagnostic.ts';
import type { NativeModule } from '../modules/native.ts';
import type {
  Bound,
  Declaration,
  Expression,
  Instance,
  Module,
  Span,
  Unit,
} from '../syntax/ast.ts';
import { type Arrival, isCommunity, isSameKind, sameThing } from './arrival.ts';
import { declaresVariable, isConstantModule } from './constant-module.ts';
import { builtins, type Context, type Resolver, report, within } from './context.ts';
import { resolve, resolveBounds } from './expressions.ts';
import {
  type Constant,
  type Definition,
  type Expr,
  type LetDefinition,
  type Local,
  makeLocal,
  nextDefinitionId,
  type Variable,
} from './ir.ts';
import { checkLevels, type Substitution } from './level-check.ts';
import { type ModuleSource, standardModules } from './module-source.ts';
import { resolveOperator } from './operators.ts';
import { type Entity, nearest, Scope, spanOf } from './scope.ts';
import { mentions } from './walk.ts';

export interface Assumption {
  readonly name: string | undefined;
  /** AXIOM instead of ASSUME: taken on trust. */
  readonly isAxiom: boolean;
  readonly body: Expr;
  readonly span: Span;
}

/** The root module, resolved. */
export interface ResolvedModule {
  readonly name: string;
  readonly scope: Scope;
  readonly variables: readonly Variable[];
  readonly constants: readonly Constant[];
  readonly assumptions: readonly Assumption[];
  readonly definitions: readonly Definition[];
  readonly diagnostics: readonly Diagnostic[];
  /** A module and those that it extends, and these extend. */
  extended(module: string): ReadonlySet<string>;
  /** Resolves an expression as if it stood at the end of the root module. */
  resolveHere(expression: Expression): { body: Expr; diagnostics: readonly Diagnostic[] };
}

/** One unfolding of a family of modules: the root's, or an instance's. */
interface Unfolding {
  /** Scopes of the modules that are part of it, so that a module extended twice is there once. */
  readonly scopes: Map<Module, Scope>;
  /** How the root names what is inside: `''` or `Abs!`. */
  readonly prefix: string;
  /** Parameters of the instances around, which come first in every definition. */
  readonly leading: readonly Local[];
  /** What stands for a declaration; undefined for the root, where declarations stand for themselves. */
  readonly substitute?: (declaration: Declaration) => Entity | undefined;
  readonly assumptions: boolean;
}

export function resolveModule(root: Module, source: ModuleSource): ResolvedModule {
  return new UnitResolver(source).root(root);
}

const theEnd = Number.MAX_SAFE_INTEGER;

class UnitResolver implements Resolver {
  readonly diagnostics: Diagnostic[] = [];
  readonly resolve = resolve;
  readonly resolveOperator = resolveOperator;
  private readonly source: ModuleSource;
  private readonly variables: Variable[] = [];
  private readonly constants: Constant[] = [];
  private readonly assumptions: (Omit<Assumption, 'body'> & { body: () => Expr })[] = [];
  private readonly definitions: Definition[] = [];
  /** Natives are one Definition each per specification, so that the configuration can override them. */
  private readonly natives = new Map<string, Definition>();
  private readonly substitutions: (() => Substitution)[] = [];
  private order = 0;

  constructor(source: ModuleSource) {
    this.source = source;
  }

  root(module: Module): ResolvedModule {
    const unfolding: Unfolding = { scopes: new Map(), prefix: '', leading: [], assumptions: true };
    const scope = this.unfold(module, unfolding, undefined);
    const context: Context = { resolver: this, scope, order: theEnd };
    // Bodies are resolved in the order of the text: the vocabulary of strings then has TLC's order.
    for (const definition of this.definitions)
      if (definition.native === undefined) definition.body();
    const assumptions = this.assumptions.map((each) => ({ ...each, body: each.body() }));
    const substitutions = this.substitutions.map((resolveSubstitution) => resolveSubstitution());
    // Levels are judged only where all names have a meaning: what stands for an unknown name has no level.
    if (this.diagnostics.length === 0) {
      this.diagnostics.push(
        ...checkLevels({ definitions: this.definitions, assumptions, substitutions }),
      );
    }
    return {
      name: module.name,
      scope,
      variables: this.variables,
      constants: this.constants,
      assumptions,
      definitions: this.definitions,
      diagnostics: [...this.diagnostics],
      extended: (name) => this.extended(module, name),
      resolveHere: (expression) => {
        const before = this.diagnostics.length;
        const body = resolve(expression, context);
        return { body, diagnostics: this.diagnostics.slice(before) };
      },
    };
  }

  private extended(root: Module, name: string): ReadonlySet<string> {
    const names = new Set([name]);
    for (const each of names) {
      const module = each === root.name ? root : this.source.modules.get(each);
      for (const { name: further } of module?.extends ?? []) names.add(further);
      for (const further of this.source.natives.get(each)?.extends ?? []) names.add(further);
    }
    return names;
  }

  /** The scope of a module within an unfolding, made on first use. `outer` is the scope around a nested module. */
  private unfold(module: Module, unfolding: Unfolding, outer: Scope | undefined): Scope {
    const known = unfolding.scopes.get(module);
    if (known !== undefined) return known;
    const scope = new Scope(outer);
    unfolding.scopes.set(module, scope);
    for (const extended of module.extends)
      this.bringIn(extended.name, extended.span, scope, unfolding);
    for (const unit of module.units) this.unit(unit, module, scope, unfolding);
    return scope;
  }

  private bringIn(name: string, span: Span, scope: Scope, unfolding: Unfolding): void {
    const nested = scope.findModule(name);
    const module = nested?.module ?? this.source.modules.get(name);
    if (module !== undefined) {
      const extended = this.unfold(module, unfolding, nested?.scope);
      for (const [key, inner] of extended.modules) scope.modules.set(key, inner);
      for (const [key, entity] of extended.entries()) {
        if (extended.hidden.has(key)) continue;
        if (extended.weak.has(key)) this.declareWeak(scope, key, entity);
        else this.declare(scope, key, entity, span, 'extended');
        if (extended.substituted.has(key)) scope.substituted.add(key);
      }
      return;
    }
    const native = this.source.natives.get(name);
    if (native !== undefined) this.bringInNative(native, span, scope);
    else this.unknownModule(name, span);
  }

  private unknownModule(name: string, span: Span): void {
    const known = [...this.source.modules.keys(), ...this.source.natives.keys()];
    const candidates = nearest(name, known);
    this.diagnostics.push({
      code: 'TLA205',
      message: `cannot find the module ${name}: there is no ${name}.tla beside the specification or in a library folder`,
      span,
      ...(candidates.length > 0 ? { hint: `did you mean ${candidates.join(' or ')}?` } : {}),
    });
  }

  private bringInNative(module: NativeModule, span: Span, scope: Scope, isWeak = false): void {
    // What a module of the community extends has changed with its versions.
    const further = isWeak || !standardModules.has(module.name);
    for (const name of module.extends) {
      const extended = this.source.natives.get(name);
      if (extended !== undefined) this.bringInNative(extended, span, scope, further);
    }
    for (const name of Object.keys(module.operators)) {
      const definition = this.nativeDefinition(module, name, span);
      const entity: Entity = { kind: 'definitionEntity', definition, leading: [], order: 0 };
      if (isWeak) this.declareWeak(scope, name, entity);
      else this.declare(scope, name, entity, span, 'extended');
    }
  }

  private declareWeak(scope: Scope, name: string, entity: Entity): void {
    if (scope.own(name) !== undefined) return;
    scope.set(name, entity);
    scope.weak.add(name);
  }

  private nativeDefinition(module: NativeModule, name: string, span: Span): Definition {
    const key = `${module.name}!${name}`;
    const known = this.natives.get(key);
    if (known !== undefined) return known;
    const native = module.operators[name] as NativeModule['operators'][string];
    const definition: Definition = {
      kind: 'definition',
      id: nextDefinitionId(),
      name,
      module: module.name,
      qualifiedName: name,
      parameters: Array.from({ length: native.arity }, (_, i) =>
        makeLocal(`p${i + 1}`, native.parameters?.[i] ?? 0, span),
      ),
      leading: 0,
      span,
      recursive: false,
      native,
      body: () => {
        throw new Error(`${key} is native and has no body`);
      },
      override: undefined,
      level: 0,
    };
    this.natives.set(key, definition);
    return definition;
  }

  private unit(unit: Unit, module: Module, scope: Scope, unfolding: Unfolding): void {
    const context: Context = { resolver: this, scope, order: ++this.order };
    switch (unit.kind) {
      case 'constants':
        for (const declaration of unit.declarations) this.constant(declaration, scope, unfolding);
        return;
      case 'variables':
        for (const name of unit.names) this.variable({ ...name, arity: 0 }, scope, unfolding);
        return;
      case 'recursive':
        for (const { name, arity } of unit.declarations)
          this.recursive.set(scope, [...(this.recursive.get(scope) ?? []), { name, arity }]);
        return;
      case 'operator': {
        const parameters = unit.parameters.map((p) => makeLocal(p.name, p.arity, p.span));
        const recursive = this.isRecursive(scope, unit.name.name);
        const own = recursive
          ? { ...context, order: context.order }
          : { ...context, order: context.order - 1 };
        this.define(
          unit.name.name,
          unit.span,
          unit.local,
          recursive,
          parameters,
          module,
          scope,
          unfolding,
          context.order,
          () => resolve(unit.body, within(own, parameters)),
        );
        return;
      }
      case 'functionDefinition': {
        const self = makeLocal(unit.name.name, 0, unit.name.span);
        this.define(
          unit.name.name,
          unit.span,
          unit.local,
          false,
          [],
          module,
          scope,
          unfolding,
          context.order,
          () =>
            resolveFunction(unit.bounds, unit.body, self, unit.span, {
              ...context,
              order: context.order - 1,
            }),
        );
        return;
      }
      case 'moduleDefinition':
        this.instance(
          unit.instance,
          unit.name.name,
          unit.parameters,
          unit.local,
          context,
          unfolding,
        );
        return;
      case 'instance':
        this.instance(unit, undefined, [], unit.local, context, unfolding);
        return;
      case 'assume':
        if (unfolding.assumptions) {
          this.assumptions.push({
            name: unit.name?.name,
            isAxiom: unit.isAxiom,
            body: () => resolve(unit.body, context),
            span: unit.span,
          });
        }
        if (unit.name !== undefined) {
          this.define(
            unit.name.name,
            unit.span,
            false,
            false,
            [],
            module,
            scope,
            unfolding,
            context.order,
            () => resolve(unit.body, context),
          );
        }
        return;
      case 'theorem':
        if (unit.name !== undefined && unit.body !== undefined) {
          const { body } = unit;
          this.define(
            unit.name.name,
            unit.span,
            false,
            false,
            [],
            module,
            scope,
            unfolding,
            context.order,
            () => resolve(body, context),
          );
        }
        return;
      case 'module':
        scope.modules.set(unit.name, { module: unit, scope });
        return;
    }
  }

  private readonly recursive = new Map<Scope, { name: string; arity: number }[]>();

  private isRecursive(scope: Scope, name: string): boolean {
    return this.recursive.get(scope)?.some((declared) => declared.name === name) ?? false;
  }

  private constant(declaration: Declaration, scope: Scope, unfolding: Unfolding): void {
    const { name, arity, span } = declaration;
    if (unfolding.substitute !== undefined) {
      this.substituted(declaration, scope, unfolding);
      return;
    }
    const constant: Constant = {
      kind: 'constant',
      name,
      arity,
      span,
      value: undefined,
      definition: undefined,
    };
    if (this.declare(scope, name, constant, span, 'declared')) this.constants.push(constant);
  }

  private variable(declaration: Declaration, scope: Scope, unfolding: Unfolding): void {
    const { name, span } = declaration;
    if (unfolding.substitute !== undefined) {
      this.substituted(declaration, scope, unfolding);
      return;
    }
    const variable: Variable = { kind: 'variable', name, index: this.variables.length, span };
    if (this.declare(scope, name, variable, span, 'declared')) this.variables.push(variable);
  }

  private substituted(declaration: Declaration, scope: Scope, unfolding: Unfolding): void {
    const entity = unfolding.substitute?.(declaration);
    // What is missing has been reported; something must stand there, or every use would be reported again.
    const { name, arity, span } = declaration;
    scope.substituted.add(name);
    scope.set(
      name,
      entity ?? { kind: 'constant', name, arity, span, value: false, definition: undefined },
    );
  }

  /**
   * Enters a name; false if it was there already. TLC only warns where the same kind of thing comes in twice and takes
   * the first; of two definitions the module's own text must have one only.
   */
  private declare(scope: Scope, name: string, entity: Entity, span: Span, how: Arrival): boolean {
    const other = scope.own(name);
    if (builtins.has(name)) {
      this.diagnostics.push({
        code: 'TLA206',
        message: `${name} belongs to the language and cannot be defined`,
        span,
      });
      return false;
    }
    if (other === undefined || scope.weak.delete(name)) {
      scope.set(name, entity);
      return true;
    }
    if (how === 'defined' && isCommunity(other)) {
      scope.set(name, entity);
      return true;
    }
    if (sameThing(other, entity) || (how !== 'defined' && isSameKind(other, entity, how)))
      return false;
    const place = spanOf(other);
    const where =
      place === undefined
        ? ''
        : `; the other one is at ${place.file}:${place.line}:${place.column}`;
    this.diagnostics.push({
      code: 'TLA206',
      message: `${name} is defined or declared twice${where}`,
      span,
    });
    return false;
  }

  private define(
    name: string,
    span: Span,
    local: boolean,
    recursive: boolean,
    parameters: readonly Local[],
    module: Module,
    scope: Scope,
    unfolding: Unfolding,
    order: number,
    body: () => Expr,
  ): void {
    let resolved: Expr | undefined;
    const definition: Definition = {
      kind: 'definition',
      id: nextDefinitionId(),
      name,
      module: module.name,
      qualifiedName: unfolding.prefix + name,
      parameters: [...unfolding.leading, ...parameters],
      leading: unfolding.leading.length,
      span,
      recursive,
      native: undefined,
      body: () => {
        resolved ??= body();
        return resolved;
      },
      override: undefined,
      level: undefined,
    };
    this.definitions.push(definition);
    if (local) scope.hidden.add(name);
    // A RECURSIVE operator may be used from its declaration on.
    this.declare(
      scope,
      name,
      {
        kind: 'definitionEntity',
        definition,
        leading: unfolding.leading,
        order: recursive ? 0 : order,
      },
      span,
      'defined',
    );
  }

  /** Unfolds an instance; with a name its definitions are reached through it, without one they come in as they are. */
  private instance(
    instance: Instance,
    name: string | undefined,
    declared: readonly Declaration[],
    local: boolean,
    context: Context,
    around: Unfolding,
  ): void {
    const { scope, order } = context;
    const nested = scope.findModule(instance.module.name);
    const module = nested?.module ?? this.source.modules.get(instance.module.name);
    if (module === undefined) {
      this.nativeInstance(instance, name, local, scope);
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
          this.limitSubstitution(
            declaration,
            explicit.value,
            module,
            { ...context, scope: outer.scope },
            instance.span,
          );
          const shared =
            declaration.arity === 0 && parameters.length === 0 && around.leading.length === 0;
          if (shared)
            return this.substitutionDefinition(declaration, explicit.value, context, instance.span);
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
    const inside = this.unfold(module, unfolding, nested?.scope);
    for (const [key, { target }] of given) {
      if (!used.has(key))
        report(context, 'TLA208', `module ${module.name} declares no ${key}`, target.span);
    }
    if (name !== undefined) {
      if (local) scope.hidden.add(name);
      this.declare(
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
      const isNew = this.declare(scope, key, { ...entity, order }, instance.span, 'instantiated');
      if (local && isNew) scope.hidden.add(key);
    }
  }

  /** In a module that speaks of states, constants must stay constant and variables speak of one state. */
  private limitSubstitution(
    declaration: Declaration,
    value: Expression,
    module: Module,
    context: Context,
    span: Span,
  ): void {
    if (isConstantModule(module, this.source.modules)) return;
    const { name, arity } = declaration;
    const isVariable = declaresVariable(module, name, this.source.modules);
    this.substitutions.push(() => ({
      name,
      module: module.name,
      value: arity === 0 ? resolve(value, context) : resolveOperator(value, arity, context),
      max: isVariable ? 1 : 0,
      span,
    }));
  }

  /** What WITH puts in a declaration's place, as a definition of its own: computed once in a state, however often used. */
  private substitutionDefinition(
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
        resolved ??= resolve(value, context);
        return resolved;
      },
      override: undefined,
      level: undefined,
      replaces: true,
    };
    this.definitions.push(definition);
    return { kind: 'definitionEntity', definition, leading: [], order: 0 };
  }

  /** `INSTANCE Naturals`, `LOCAL INSTANCE TLC`, `N == INSTANCE Naturals`. */
  private nativeInstance(
    instance: Instance,
    name: string | undefined,
    local: boolean,
    scope: Scope,
  ): void {
    const native = this.source.natives.get(instance.module.name);
    if (native === undefined) {
      this.unknownModule(instance.module.name, instance.module.span);
      return;
    }
    const inside = name === undefined ? scope : new Scope();
    if (local && name === undefined) {
      const before = new Set([...scope.entries()].map(([key]) => key));
      this.bringInNative(native, instance.span, scope);
      for (const [key] of scope.entries()) if (!before.has(key)) scope.hidden.add(key);
      return;
    }
    this.bringInNative(native, instance.span, inside);
    if (name === undefined) return;
    if (local) scope.hidden.add(name);
    this.declare(
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

  /** The definitions of a LET: operators become locals, instances are unfolded into the scope. */
  letScope = (
    units: readonly unknown[],
    context: Context,
  ): { scope: Scope; definitions: LetDefinition[] } => {
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
          forward.get(unit.name.name) ??
          makeLocal(unit.name.name, parameters.length, unit.name.span);
        if (parameters.some(({ arity }) => arity > 0)) local.signature = parameters;
        const body = resolve(unit.body, within(inner, parameters));
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
        this.instance(
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
  };
}

/** `f[x \in S] == e`: a function that may speak of itself in `e`. */
function resolveFunction(
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

/** The values that are bound by name at a place, innermost first where a name is bound twice. */
function visibleLocals(scope: Scope): Local[] {
  const names = new Set(scope.names());
  return [...names].flatMap((name) => {
    const entity = scope.find(name);
    return entity?.kind === 'local' && entity.arity === 0 ? [entity] : [];
  });
}
