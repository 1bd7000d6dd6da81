/**
 * A resolved module together with a configuration: what to start from, which steps to take, what to check. Constants are
 * given their values in constants.ts, temporal formulas are taken apart in semantics/take-apart.ts.
 */
import { type Config, parseConfig } from './config/config.ts';
import { applyConstants, unknownName } from './constants.ts';
import { type Diagnostic, DiagnosticError } from './diagnostic.ts';
import { constantValue, isLiteral } from './explore/constant-value.ts';
import type { FileResolver } from './resolver.ts';
import type { Definition, Expr, Variable } from './semantics/ir.ts';
import { levelOf } from './semantics/levels.ts';
import { loadModules, references } from './semantics/load.ts';
import { orderNames } from './semantics/name-order.ts';
import { checkNames } from './semantics/names.ts';
import type { Entity } from './semantics/scope.ts';
import { takeApart } from './semantics/take-apart.ts';
import type { ResolvedModule } from './semantics/unfolding.ts';
import { resolveModule } from './semantics/units.ts';
import { parts } from './semantics/walk.ts';
import type { Identifier, Span } from './syntax/ast.ts';
import { useVocabulary, Vocabulary } from './values/intern.ts';

export interface NamedFormula {
  readonly name: string;
  readonly expr: Expr;
}

export interface Specification {
  readonly module: string;
  readonly vocabulary: Vocabulary;
  readonly variables: readonly Variable[];
  readonly resolved: ResolvedModule;
  readonly texts: ReadonlyMap<string, string>;
  readonly init: Expr | undefined;
  readonly next: Expr | undefined;
  readonly invariants: readonly NamedFormula[];
  readonly constraints: readonly NamedFormula[];
  readonly actionConstraints: readonly NamedFormula[];
  /** From PROPERTY: what must hold of initial states, and of steps. */
  readonly initialProperties: readonly NamedFormula[];
  readonly actionProperties: readonly NamedFormula[];
  /** From PROPERTY: what is temporal otherwise. */
  readonly liveness: readonly NamedFormula[];
  /** From SPECIFICATION: what is assumed besides Init and Next, WF and SF above all. */
  readonly fairness: readonly Expr[];
  /** Names of everything that is judged, in the order of the configuration. */
  readonly properties: readonly string[];
  readonly checkDeadlock: boolean;
  /** What is not wrong with the configuration, but hardly meant. */
  readonly remarks: readonly string[];
  /** A set of permutations of model values. */
  readonly symmetry?: NamedFormula;
  /** What is looked at when two states are compared. */
  readonly view?: NamedFormula;
  /** What is shown instead of a state in a trace; may speak of the next one. */
  readonly alias?: NamedFormula;
  /** What must hold when the search is over. */
  readonly postcondition?: NamedFormula;
}

export interface SpecificationFiles {
  readonly resolver: FileResolver;
  readonly specPath: string;
  /** Text and name of the configuration; without one the module is loaded to be looked at, not to be run. */
  readonly config?: { readonly text: string; readonly file: string };
}

/** Loads, resolves and configures. Throws DiagnosticError with everything that is wrong with the files. */
export function loadSpecification(files: SpecificationFiles): Specification {
  try {
    return load(files);
  } catch (error) {
    // Expressions are walked by recursion, here and in what is compiled from them.
    if (!(error instanceof RangeError && /call stack/i.test(error.message))) throw error;
    const span = { file: files.specPath, line: 1, column: 1, endLine: 1, endColumn: 1 };
    const message = 'an expression of this specification is nested too deeply to be read';
    throw new DiagnosticError([{ code: 'TLA106', message, span }]);
  }
}

function load(files: SpecificationFiles): Specification {
  const vocabulary = new Vocabulary();
  useVocabulary(vocabulary);
  const diagnostics: Diagnostic[] = [];
  const config =
    files.config === undefined ? undefined : parseConfig(files.config.text, files.config.file);
  if (config !== undefined) diagnostics.push(...config.diagnostics);
  const loaded = loadModules(files.specPath, files.resolver);
  diagnostics.push(...loaded.diagnostics);
  if (loaded.root === undefined || diagnostics.length > 0) throw new DiagnosticError(diagnostics);
  orderNames({
    config: config?.config,
    root: loaded.root,
    modules: loaded.source.modules,
    texts: loaded.texts,
    references,
  });
  const resolved = resolveModule(loaded.root, loaded.source);
  const wrong = firstOfEachLine([
    ...resolved.diagnostics,
    ...checkNames(loaded.root, loaded.source),
  ]);
  if (wrong.length > 0) throw new DiagnosticError(wrong);
  const configured = new Configurer(resolved, config?.config).configure();
  return {
    module: resolved.name,
    vocabulary,
    variables: resolved.variables,
    resolved,
    texts: loaded.texts,
    ...configured,
  };
}

/** A name that is there twice is found twice, once where names are counted and once where they are resolved. */
function firstOfEachLine(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, span }) => {
    const key = `${code} ${span.file} ${span.line}`;
    if (code === 'TLA206' && seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

type Configured = Omit<Specification, 'module' | 'vocabulary' | 'variables' | 'resolved' | 'texts'>;

class Configurer {
  private readonly resolved: ResolvedModule;
  private readonly config: Config | undefined;
  private readonly diagnostics: Diagnostic[] = [];

  constructor(resolved: ResolvedModule, config: Config | undefined) {
    this.resolved = resolved;
    this.config = config;
  }

  configure(): Configured {
    const { config } = this;
    if (config === undefined) {
      const none = {
        invariants: [],
        constraints: [],
        actionConstraints: [],
        initialProperties: [],
        actionProperties: [],
        properties: [],
        liveness: [],
        fairness: [],
      };
      return { init: undefined, next: undefined, checkDeadlock: true, remarks: [], ...none };
    }
    const constants = applyConstants(this.resolved, config);
    this.diagnostics.push(...constants.diagnostics);
    const behaviour = this.behaviour(config);
    const properties = this.properties(config);
    const state = (names: readonly Identifier[], what: string): NamedFormula[] =>
      names.flatMap((name) => this.formula(name, 1, what));
    const invariants = [...state(config.invariants, 'INVARIANT'), ...properties.invariants];
    const constraints = state(config.constraints, 'CONSTRAINT');
    const actionConstraints = config.actionConstraints.flatMap((name) =>
      this.formula(name, 2, 'ACTION_CONSTRAINT'),
    );
    const singles = this.singles(config);
    if (this.diagnostics.length > 0) throw new DiagnosticError(this.diagnostics);
    return {
      ...singles,
      ...behaviour,
      invariants,
      constraints,
      actionConstraints,
      initialProperties: properties.initial,
      actionProperties: properties.steps,
      liveness: properties.liveness,
      properties: [...config.invariants, ...config.properties].map(({ name }) => name),
      checkDeadlock: config.checkDeadlock?.value ?? true,
      remarks: constants.remarks,
    };
  }

  private report(code: Diagnostic['code'], message: string, span: Span, hint?: string): void {
    this.diagnostics.push(
      hint === undefined ? { code, message, span } : { code, message, span, hint },
    );
  }

  /** The formulas that a configuration names once. */
  private singles(
    config: Config,
  ): Pick<Configured, 'symmetry' | 'view' | 'alias' | 'postcondition'> {
    const single = (
      key: 'symmetry' | 'view' | 'alias' | 'postcondition',
      levelMax: number,
    ): object => {
      const name = config[key];
      const [formula] = name === undefined ? [] : this.formula(name, levelMax, key.toUpperCase());
      return formula === undefined ? {} : { [key]: formula };
    };
    return {
      ...single('symmetry', 0),
      ...single('view', 1),
      ...single('alias', 2),
      ...single('postcondition', 1),
    };
  }

  private behaviour(config: Config): Pick<Specification, 'init' | 'next' | 'fairness'> {
    if (config.specification !== undefined) {
      const found = this.definition(config.specification, 'SPECIFICATION');
      if (found === undefined) return { init: undefined, next: undefined, fairness: [] };
      const parts = takeApart(callOf(found));
      const [next] = parts.steps;
      if (next === undefined || parts.steps.length > 1) {
        this.report(
          'CFG203',
          `${config.specification.name} should have exactly one [][Next]_vars`,
          config.specification.span,
        );
      }
      if (parts.initial.every((expr) => this.isConstant(expr))) {
        this.report(
          'CFG203',
          `${config.specification.name} does not say in which states behaviours begin`,
          config.specification.span,
        );
      }
      return {
        init: conjunction(parts.initial, found.span),
        next: next?.action,
        // TLC does not cut the search down to such states either: []P is assumed of the behaviours that are judged.
        fairness: [...parts.temporal, ...parts.invariants.map(always)],
      };
    }
    if (config.init === undefined && this.resolved.variables.length > 0) {
      const span = { file: config.file, line: 1, column: 1, endLine: 1, endColumn: 1 };
      this.report(
        'CFG203',
        'the configuration says neither where behaviours begin nor how they go on',
        span,
        'add SPECIFICATION, or INIT and NEXT',
      );
    }
    const init = config.init === undefined ? [] : this.formula(config.init, 1, 'INIT');
    const next = config.next === undefined ? [] : this.formula(config.next, 2, 'NEXT');
    for (const [keyword, formula] of Object.entries({ INIT: init[0], NEXT: next[0] })) {
      if (formula === undefined || !this.isConstant(formula.expr)) continue;
      const { span } = formula.expr;
      this.report('CFG205', `${keyword} ${formula.name} should speak of the variables`, span);
    }
    return { init: init[0]?.expr, next: next[0]?.expr, fairness: [] };
  }

  /** Where it has no value the search fails at it, as TLC's does. */
  private isConstant(expr: Expr): boolean {
    return (
      levelOf(expr) === 0 &&
      !isLiteral(expr) &&
      constantValue(expr, this.resolved.variables) !== undefined
    );
  }

  private properties(
    config: Config,
  ): Record<'invariants' | 'initial' | 'steps' | 'liveness', NamedFormula[]> {
    const result: ReturnType<typeof this.properties> = {
      invariants: [],
      initial: [],
      steps: [],
      liveness: [],
    };
    for (const property of config.properties) {
      const found = this.definition(property, 'PROPERTY');
      if (found === undefined) continue;
      const { name } = property;
      const parts = takeApart(callOf(found));
      if (parts.temporal.some((expr) => levelOf(expr) === 2)) {
        this.report(
          'CFG203',
          `PROPERTY ${name} is an action; write [][${name}]_vars`,
          property.span,
        );
      }
      result.initial.push(...parts.initial.map((expr) => ({ name, expr })));
      result.invariants.push(...parts.invariants.map((expr) => ({ name, expr })));
      result.steps.push(...parts.steps.map(({ whole }) => ({ name, expr: whole })));
      result.liveness.push(...parts.temporal.map((expr) => ({ name, expr })));
    }
    return result;
  }

  private definition(name: Identifier, what: string): Definition | undefined {
    const entity: Entity | undefined = this.resolved.scope.find(name.name);
    if (entity?.kind === 'definitionEntity' && entity.definition.parameters.length === 0)
      return entity.definition;
    if (entity?.kind === 'definitionEntity') {
      this.report('CFG204', `${what} ${name.name} takes arguments`, name.span);
      return undefined;
    }
    this.diagnostics.push(unknownName(this.resolved, name, 'definition'));
    return undefined;
  }

  /** What a name of the configuration stands for: a definition without parameters, or a constant. */
  private expression(name: Identifier, what: string): Expr | undefined {
    const entity = this.resolved.scope.find(name.name);
    if (entity?.kind === 'constant' && entity.arity === 0)
      return { kind: 'constant', constant: entity, args: [], span: name.span };
    const definition = this.definition(name, what);
    return definition === undefined ? undefined : callOf(definition);
  }

  private formula(name: Identifier, levelMax: number, what: string): NamedFormula[] {
    const expr = this.expression(name, what);
    if (expr === undefined) return [];
    if (levelOf(expr) > levelMax) {
      const should = ['be constant', 'speak of one state only', 'be an action'][levelMax];
      const { file, line, column } = deepest(expr, levelMax).span;
      const hint = `see ${file}:${line}:${column}`;
      this.report('CFG205', `${what} ${name.name} should ${should}`, name.span, hint);
      return [];
    }
    return [{ name: name.name, expr }];
  }
}

/** The innermost part that has more than the level allowed: the prime, the temporal operator. */
function deepest(expr: Expr, levelMax: number): Expr {
  const inner =
    expr.kind === 'call' && expr.definition.native === undefined
      ? [...parts(expr), expr.definition.body()]
      : parts(expr);
  const guilty = inner.find((part) => levelOf(part) > levelMax);
  return guilty === undefined ? expr : deepest(guilty, levelMax);
}

/** The definition as it is used, so that what the configuration puts in its place counts. */
function callOf(definition: Definition): Expr {
  return { kind: 'call', definition, args: [], span: definition.span };
}

function always(expr: Expr): Expr {
  return { kind: 'builtin', name: '[]', args: [expr], span: expr.span };
}

function conjunction(items: readonly Expr[], span: Span): Expr {
  return items.length === 1 ? (items[0] as Expr) : { kind: 'and', items, span };
}
