/**
 * One meaning for each name (Specifying Systems, 17.1.3): nothing may be bound, declared or defined under a name that has
 * a meaning already at that place, whatever the bodies say. Each module is read once, in the order of its text, as it
 * stands in its file. Whether names are known and arguments fit is said elsewhere, where names are resolved.
 */
import type { Diagnostic } from '../diagnostic.ts';
import type {
  Bound,
  Declaration,
  Expression,
  Identifier,
  Instance,
  Module,
  Pattern,
  Span,
  Unit,
} from '../syntax/ast.ts';
import { checkLabels } from './labels.ts';
import { type ModuleSource, standardModules } from './module-source.ts';

/** What is wrong with the names of a root module and of every module that it brings in. */
export function checkNames(root: Module, source: ModuleSource): Diagnostic[] {
  const checker = new NameChecker(source);
  for (const module of source.modules.values()) checker.exportsOf(module, []);
  checker.exportsOf(root, []);
  return checker.diagnostics;
}

interface Meaning {
  readonly kind: 'bound' | 'definition' | 'declaration' | 'module';
  /** Where it comes from; undefined for names of the language and of modules that are not text. */
  readonly span: Span | undefined;
  readonly arity: number;
  readonly local: boolean;
}

type Table = Map<string, Meaning>;

/** A module's own names, and what stands around it, innermost last. */
type Scopes = readonly Table[];

const language: Table = new Map(
  ['BOOLEAN', 'STRING'].map((name) => [
    name,
    { kind: 'definition', span: undefined, arity: 0, local: false },
  ]),
);

class NameChecker {
  readonly diagnostics: Diagnostic[] = [];
  private readonly source: ModuleSource;
  private readonly done = new Map<Module, Table>();

  constructor(source: ModuleSource) {
    this.source = source;
  }

  /** The names that a module has at its end; those that are not local are its exports. */
  exportsOf(module: Module, around: Scopes): Table {
    const known = this.done.get(module);
    if (known !== undefined) return known;
    const own: Table = new Map();
    this.done.set(module, own);
    const scopes: Scopes = [language, ...around, own];
    for (const extended of module.extends) {
      for (const [name, meaning] of this.moduleNamed(extended.name, scopes))
        if (!meaning.local && !own.has(name)) own.set(name, meaning);
    }
    const recursive = new Map<string, Declaration>();
    for (const unit of module.units) this.unit(unit, scopes, recursive);
    this.refuseUndefined(recursive);
    return own;
  }

  /** Nested modules and what stands around each, by their places. */
  private readonly nestedModules = new Map<Span, { module: Module; around: Scopes }>();

  private moduleNamed(name: string, scopes: Scopes): Table {
    const place = visible(moduleKey(name), scopes)?.span;
    const inner = place === undefined ? undefined : this.nestedModules.get(place);
    if (inner !== undefined) return this.exportsOf(inner.module, inner.around);
    const module = this.source.modules.get(name);
    if (module !== undefined) return this.exportsOf(module, []);
    return this.namesOfNative(name);
  }

  private namesOfNative(name: string): Table {
    const table: Table = new Map();
    const native = this.source.natives.get(name);
    if (native === undefined || !standardModules.has(name)) return table;
    for (const extended of native.extends)
      for (const [key, meaning] of this.namesOfNative(extended)) table.set(key, meaning);
    for (const [key, { arity }] of Object.entries(native.operators)) {
      table.set(key, { kind: 'definition', span: undefined, arity, local: false });
    }
    return table;
  }

  private unit(unit: Unit, scopes: Scopes, recursive: Map<string, Declaration>): void {
    switch (unit.kind) {
      case 'constants':
        for (const declaration of unit.declarations)
          this.declare(declaration, declaration.arity, scopes);
        return;
      case 'variables':
        for (const name of unit.names) this.declare(name, 0, scopes);
        return;
      case 'recursive':
        for (const declaration of unit.declarations) {
          if (this.enter(declaration, 'definition', declaration.arity, false, scopes))
            recursive.set(declaration.name, declaration);
        }
        return;
      case 'operator': {
        const inner = this.bind(unit.parameters, scopes);
        // The name has no meaning yet in its own body, unless it was declared RECURSIVE.
        this.expression(unit.body, inner);
        this.define(unit.name, unit.parameters, unit.local, scopes, recursive);
        if (unit.parameters.some(({ name }) => name === unit.name.name))
          this.enter(unit.name, 'definition', 0, false, inner);
        this.diagnostics.push(...checkLabels(unit.body));
        return;
      }
      case 'functionDefinition':
        this.define(unit.name, [], unit.local, scopes, recursive);
        this.bounds(unit.bounds, [unit.body], scopes);
        this.diagnostics.push(...checkLabels(unit));
        return;
      case 'moduleDefinition':
        this.substitutions(unit.instance, this.bind(unit.parameters, scopes));
        this.enter(unit.name, 'module', unit.parameters.length, unit.local, scopes);
        return;
      case 'instance':
        this.substitutions(unit, scopes);
        this.bringIn(this.moduleNamed(unit.module.name, scopes), unit.local, scopes);
        return;
      case 'assume':
      case 'theorem':
        if (unit.name !== undefined) this.enter(unit.name, 'definition', 0, false, scopes);
        if (unit.body !== undefined) this.expression(unit.body, scopes);
        return;
      case 'module': {
        // Modules have names of their own kind: a definition may be called the same.
        this.enter({ name: moduleKey(unit.name), span: unit.span }, 'module', 0, false, scopes);
        const around = scopes.slice(1).map((table) => new Map(table));
        this.nestedModules.set(unit.span, { module: unit, around });
        this.exportsOf(unit, around);
        return;
      }
    }
  }

  /** A second declaration of the same kind is only worth a warning, says SANY. */
  private declare(name: Identifier, arity: number, scopes: Scopes): void {
    const other = visible(name.name, scopes);
    if (other?.kind === 'declaration' && other.arity === arity)
      scopes.at(-1)?.set(name.name, other);
    else this.enter(name, 'declaration', arity, false, scopes);
  }

  /** A definition; the one that a RECURSIVE declaration announced must keep its promise. */
  private define(
    name: Identifier,
    parameters: readonly Declaration[],
    local: boolean,
    scopes: Scopes,
    recursive: Map<string, Declaration>,
  ): void {
    const announced = recursive.get(name.name);
    if (announced === undefined) {
      this.enter(name, 'definition', parameters.length, local, scopes);
      return;
    }
    recursive.delete(name.name);
    if (
      announced.arity !== parameters.length ||
      (parameters.length === 1 && parameters[0]?.arity !== 0)
    ) {
      this.report(
        'TLA210',
        `${name.name} is defined with other parameters than its RECURSIVE declaration has`,
        name.span,
      );
    }
  }

  private refuseUndefined(recursive: ReadonlyMap<string, Declaration>): void {
    for (const { name, span } of recursive.values()) {
      this.report('TLA210', `${name} is declared RECURSIVE but never defined`, span);
    }
  }

  /** Definitions of an instantiated module. What is there already stays: the first one counts. */
  private bringIn(names: Table, local: boolean, scopes: Scopes): void {
    const own = scopes.at(-1) as Table;
    for (const [name, meaning] of names) {
      if (meaning.local || meaning.kind === 'declaration' || own.has(name)) continue;
      if (name.startsWith(moduleKey(''))) continue;
      own.set(name, local ? { ...meaning, local } : meaning);
    }
  }

  private substitutions(instance: Instance, scopes: Scopes): void {
    const seen = new Set<string>();
    for (const { name, value } of instance.substitutions) {
      if (seen.has(name.name))
        this.report('TLA212', `${name.name} is substituted twice`, name.span);
      seen.add(name.name);
      this.expression(value, scopes);
    }
  }

  /** Gives a name a meaning in the innermost scope; false, and a report, if it has one at this place already. */
  private enter(
    name: Identifier,
    kind: Meaning['kind'],
    arity: number,
    local: boolean,
    scopes: Scopes,
  ): boolean {
    const other = visible(name.name, scopes);
    scopes.at(-1)?.set(name.name, { kind, span: name.span, arity, local });
    if (other === undefined) return true;
    const place =
      other.span === undefined
        ? 'in a module of the standard library'
        : `at ${other.span.file}:${other.span.line}:${other.span.column}`;
    this.report('TLA206', `${name.name} has a meaning here already: see ${place}`, name.span);
    return false;
  }

  private bind(names: readonly Identifier[], scopes: Scopes): Scopes {
    const inner: Scopes = [...scopes, new Map()];
    for (const name of names) this.enter(name, 'bound', 0, false, inner);
    return inner;
  }

  private bounds(bounds: readonly Bound[], bodies: readonly Expression[], scopes: Scopes): void {
    for (const { set } of bounds) this.expression(set, scopes);
    const inner = this.bind(
      bounds.flatMap(({ patterns }) => patterns.flatMap(namesOf)),
      scopes,
    );
    for (const body of bodies) this.expression(body, inner);
  }

  private expression(expression: Expression, scopes: Scopes): void {
    switch (expression.kind) {
      case 'quantifier':
      case 'map':
      case 'function':
        this.bounds(expression.bounds, [expression.body], scopes);
        return;
      case 'unboundedQuantifier':
        this.expression(expression.body, this.bind(expression.names, scopes));
        return;
      case 'choose':
      case 'filter':
        if (expression.set !== undefined) this.expression(expression.set, scopes);
        this.expression(expression.body, this.bind(namesOf(expression.pattern), scopes));
        return;
      case 'lambda':
        this.expression(expression.body, this.bind(expression.parameters, scopes));
        return;
      case 'let':
        this.let(expression.definitions, expression.body, scopes);
        return;
      case 'record':
      case 'recordSet':
        this.refuseTwice(expression.fields.map(({ name }) => name));
        for (const { value } of expression.fields) this.expression(value, scopes);
        return;
      default:
        for (const part of expressionsIn(expression)) this.expression(part, scopes);
    }
  }

  private let(definitions: readonly Unit[], body: Expression, scopes: Scopes): void {
    const inner: Scopes = [...scopes, new Map()];
    const recursive = new Map<string, Declaration>();
    // A definition's body sees those before it.
    for (const unit of definitions) this.unit(unit, inner, recursive);
    this.refuseUndefined(recursive);
    this.expression(body, inner);
  }

  private refuseTwice(names: readonly Identifier[]): void {
    const seen = new Set<string>();
    for (const { name, span } of names) {
      if (seen.has(name)) this.report('TLA212', `the field ${name} is there twice`, span);
      seen.add(name);
    }
  }

  private report(code: Diagnostic['code'], message: string, span: Span): void {
    this.diagnostics.push({ code, message, span });
  }
}

function moduleKey(name: string): string {
  return `module ${name}`;
}

function visible(name: string, scopes: Scopes): Meaning | undefined {
  for (const table of scopes) {
    const meaning = table.get(name);
    if (meaning !== undefined) return meaning;
  }
  return undefined;
}

function namesOf(pattern: Pattern): readonly Identifier[] {
  return pattern.kind === 'identifier' ? [pattern] : pattern.names;
}

/** The expressions directly inside a construct that binds nothing. */
export function expressionsIn(expression: Expression): Expression[] {
  const found: Expression[] = [];
  const search = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) search(item);
    else if (typeof value === 'object' && value !== null) {
      if ('kind' in value && 'span' in value && isExpression(value)) found.push(value);
      else for (const part of Object.values(value)) search(part);
    }
  };
  for (const [key, part] of Object.entries(expression)) if (key !== 'span') search(part);
  return found;
}

/** Steps of paths and of EXCEPT have no place, or no kind, of their own; names alone are not expressions. */
function isExpression(value: object): value is Expression {
  return 'kind' in value && value.kind !== 'identifier' && value.kind !== 'tuplePattern';
}
