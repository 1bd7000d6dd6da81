/**
 * From modules to scopes: EXTENDS brings in names, declarations become variables and constants, definitions become
 * Definitions whose bodies are resolved when first asked for. INSTANCE is in instances.ts, LET in let-scope.ts.
 */
import type { Diagnostic } from '../diagnostic.ts';
import type { NativeModule } from '../modules/native.ts';
import type { Declaration, Module, Span, Unit } from '../syntax/ast.ts';
import type { Arrival } from './arrival.ts';
import { type Context, within } from './context.ts';
import { declare, declareWeak } from './declare.ts';
import { resolve } from './expressions.ts';
import { instantiate } from './instances.ts';
import {
  type Constant,
  type Definition,
  type Expr,
  type Local,
  makeLocal,
  nextDefinitionId,
  type Variable,
} from './ir.ts';
import { letScope, resolveFunction } from './let-scope.ts';
import { checkLevels, type Substitution } from './level-check.ts';
import { type ModuleSource, standardModules } from './module-source.ts';
import { nativeDefinition } from './native-definition.ts';
import { resolveOperator } from './operators.ts';
import { type Entity, type NestedModule, nearest, Scope } from './scope.ts';
import type { Assumption, ResolvedModule, Unfolder, Unfolding } from './unfolding.ts';

export function resolveModule(root: Module, source: ModuleSource): ResolvedModule {
  return new UnitResolver(source).root(root);
}

const theEnd = Number.MAX_SAFE_INTEGER;

class UnitResolver implements Unfolder {
  readonly diagnostics: Diagnostic[] = [];
  readonly resolve = resolve;
  readonly resolveOperator = resolveOperator;
  readonly letScope = (definitions: readonly unknown[], context: Context) =>
    letScope(this, definitions, context);
  readonly source: ModuleSource;
  private readonly variables: Variable[] = [];
  private readonly constants: Constant[] = [];
  private readonly assumptions: (Omit<Assumption, 'body'> & { body: () => Expr })[] = [];
  readonly definitions: Definition[] = [];
  /** Natives are one Definition each per specification, so that the configuration can override them. */
  private readonly natives = new Map<string, Definition>();
  readonly substitutions: (() => Substitution)[] = [];
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
      isFile: (name) =>
        name === module.name || this.source.modules.has(name) || this.source.natives.has(name),
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

  /** The scope of a module within an unfolding, made on first use. `nested` if it stands in another. */
  unfold(module: Module, unfolding: Unfolding, nested: NestedModule | undefined): Scope {
    const known = unfolding.scopes.get(module);
    if (known !== undefined) return known;
    const scope = new Scope(nested?.scope, nested?.seen);
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
      const extended = this.unfold(module, unfolding, nested);
      for (const [key, inner] of extended.modules) scope.modules.set(key, inner);
      for (const [key, entity] of extended.entries()) {
        if (extended.hidden.has(key)) continue;
        if (extended.weak.has(key)) declareWeak(scope, key, entity);
        else this.declare(scope, key, entity, span, 'extended');
        if (extended.substituted.has(key)) scope.substituted.add(key);
      }
      return;
    }
    const native = this.source.natives.get(name);
    if (native !== undefined) this.bringInNative(native, span, scope);
    else this.unknownModule(name, span);
  }

  unknownModule(name: string, span: Span): void {
    const known = [...this.source.modules.keys(), ...this.source.natives.keys()];
    const candidates = nearest(name, known);
    this.diagnostics.push({
      code: 'TLA205',
      message: `cannot find the module ${name}: there is no ${name}.tla beside the specification or in a library folder`,
      span,
      ...(candidates.length > 0 ? { hint: `did you mean ${candidates.join(' or ')}?` } : {}),
    });
  }

  bringInNative(module: NativeModule, span: Span, scope: Scope, isWeak = false): void {
    // What a module of the community extends has changed with its versions.
    const further = isWeak || !standardModules.has(module.name);
    for (const name of module.extends) {
      const extended = this.source.natives.get(name);
      if (extended !== undefined) this.bringInNative(extended, span, scope, further);
    }
    for (const name of Object.keys(module.operators)) {
      const key = `${module.name}!${name}`;
      const definition = this.natives.get(key) ?? nativeDefinition(module, name, span);
      this.natives.set(key, definition);
      const entity: Entity = { kind: 'definitionEntity', definition, leading: [], order: 0 };
      if (isWeak) declareWeak(scope, name, entity);
      else this.declare(scope, name, entity, span, 'extended');
    }
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
        instantiate(
          this,
          unit.instance,
          unit.name.name,
          unit.parameters,
          unit.local,
          context,
          unfolding,
        );
        return;
      case 'instance':
        instantiate(this, unit, undefined, [], unit.local, context, unfolding);
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
        scope.modules.set(unit.name, {
          module: unit,
          scope,
          seen: new Set([
            ...scope.names(),
            ...(this.recursive.get(scope) ?? []).map(({ name }) => name),
          ]),
        });
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

  declare(scope: Scope, name: string, entity: Entity, span: Span, how: Arrival): boolean {
    return declare(scope, name, entity, span, how, this.diagnostics);
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
}
