/** The engine behind the `Spec` interface: what replay, refine, drive and validate ask of a specification. */
import type { Entry } from './compile/entry.ts';
import { resolveOverride } from './compile/override.ts';
import { compileProgram, type Program } from './compile/program.ts';
import { explainFalse } from './explore/explain.ts';
import { type Only, only, stepDefinitions } from './explore/only.ts';
import { planSearch } from './explore/plan.ts';
import type { Definition, Expr } from './semantics/ir.ts';
import { definitionLevel } from './semantics/levels.ts';
import { sourceText } from './source-text.ts';
import type { ActionInfo, Falsehood, Spec, State, Successor } from './spec.ts';
import { loadSpecification, type Specification, type SpecificationFiles } from './specification.ts';
import { fromPlain } from './values/convert.ts';
import { codeOf, intern, useVocabulary, valueOfCode } from './values/intern.ts';
import type { Value } from './values/value.ts';

/** Loads a specification with its configuration, for the rest of the harness. Throws DiagnosticError. */
export function loadSpec(
  files: SpecificationFiles,
): Spec & { readonly specification: Specification } {
  return new Engine(loadSpecification(files));
}

const traced = { withArguments: true } as const;

function isGiven(value: Value | undefined): value is Value {
  return value !== undefined;
}

/** One named action, compiled: as a generator, and as a predicate over two states. */
interface CompiledAction {
  readonly definition: Definition;
  readonly program: Program;
}

/** The steps of one action of Next, with the arguments that are known as parameters. */
interface CompiledOnly extends Only {
  readonly program: Program;
}

class Engine implements Spec {
  readonly specification: Specification;
  readonly module: string;
  readonly modules: readonly string[];
  readonly variables: readonly string[];
  readonly actions: ReadonlyMap<string, ActionInfo>;
  readonly invariants: readonly string[];
  readonly steps: readonly string[];
  private readonly definitions = new Map<string, Definition>();
  private readonly compiled = new Map<string, CompiledAction>();
  private readonly inferred = new Map<string, CompiledOnly | undefined>();
  private readonly initialProgram: Program;
  private readonly plan: ReturnType<typeof planSearch>;

  constructor(specification: Specification) {
    this.specification = specification;
    useVocabulary(specification.vocabulary);
    this.module = specification.module;
    this.modules = [...specification.texts.keys()].map((path) => path.replace(/^.*\/|\.tla$/g, ''));
    this.variables = specification.variables.map(({ name }) => name);
    this.invariants = specification.invariants.map(({ name }) => name);
    const actions = new Map<string, ActionInfo>();
    for (const [name, entity] of specification.resolved.scope.entries()) {
      if (entity.kind !== 'definitionEntity' || entity.definition.native !== undefined) continue;
      if (definitionLevel(entity.definition) !== 2) continue;
      this.definitions.set(name, entity.definition);
      const parameters = entity.definition.parameters.map((parameter) => parameter.name);
      actions.set(name, { name, parameters, span: entity.definition.span });
    }
    this.actions = actions;
    this.steps =
      specification.next === undefined
        ? []
        : stepDefinitions(specification.next).map(({ name }) => name);
    const nothing: Expr = {
      kind: 'value',
      value: false,
      span: { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 },
    };
    const init: Entry = {
      kind: 'predicate',
      expr: specification.init ?? nothing,
      reading: 'next',
      parameters: [],
    };
    this.initialProgram = compileProgram([init], specification.variables);
    this.plan = planSearch(
      specification,
      specification.init ?? nothing,
      specification.next ?? nothing,
      { withArguments: true },
    );
  }

  initialStates(): State[] {
    return this.collect(this.plan.program, this.plan.initial, []).map(({ state }) => state);
  }

  successors(state: State): Successor[] {
    this.load(this.plan.program, state);
    return this.collect(this.plan.program, this.plan.next, []);
  }

  successorsOf(action: string, args: readonly Value[], state: State): State[] {
    const { program } = this.action(action);
    this.load(program, state);
    const found = new Map<string, State>();
    for (const { state: next } of this.collect(program, 0, args))
      found.set(next.map(codeOf).join(), next);
    return [...found.values()];
  }

  isStep(action: string, args: readonly Value[], before: State, after: State): boolean {
    const { program } = this.action(action);
    this.load(program, before);
    this.loadNext(program, after);
    return (program.entries[1] as (...args: Value[]) => boolean)(...args.map(intern));
  }

  explainStep(
    action: string,
    args: readonly Value[],
    before: State,
    after: State,
  ): Falsehood | undefined {
    const { definition } = this.action(action);
    const around = definition.parameters.map((local, i) => ({
      kind: 'value' as const,
      local,
      value: intern(args[i] as Value),
    }));
    const scene = this.scene('current', after, before);
    const found = explainFalse(definition.body(), scene, around);
    const self = { name: definition.name, span: definition.span };
    return found === undefined ? undefined : { ...found, path: [self, ...found.path] };
  }

  inferredSuccessors(
    action: string,
    args: readonly (Value | undefined)[],
    state: State,
  ): Successor[] {
    const found = this.only(action, args);
    if (found === undefined) return [];
    this.load(found.program, state);
    return this.collect(found.program, 0, args.filter(isGiven));
  }

  explainInferred(
    action: string,
    args: readonly (Value | undefined)[],
    before: State,
    after: State,
  ): Falsehood | undefined {
    const found = this.only(action, args);
    if (found === undefined) return undefined;
    const given = args.filter(isGiven);
    const around = found.parameters.map((local, i) => ({
      kind: 'value' as const,
      local,
      value: intern(given[i] as Value),
    }));
    return explainFalse(found.expr, this.scene('current', after, before), around);
  }

  isInitial(state: State): boolean {
    this.loadNext(this.initialProgram, state);
    return (this.initialProgram.entries[0] as () => boolean)();
  }

  violatedInvariant(state: State): string | undefined {
    const { program, invariants } = this.plan;
    this.loadNext(program, state);
    return invariants.find(({ entry }) => !(program.entries[entry] as () => boolean)())?.name;
  }

  explainInvariant(name: string, state: State): Falsehood | undefined {
    const formula = this.specification.invariants.find((invariant) => invariant.name === name);
    if (formula === undefined)
      throw new TypeError(`${this.module} has no invariant ${name} in its configuration`);
    useVocabulary(this.specification.vocabulary);
    return explainFalse(formula.expr, this.scene('next', state, undefined));
  }

  withinConstraints(state: State): boolean {
    const { program, constraints } = this.plan;
    this.loadNext(program, state);
    return constraints.every(({ entry }) => (program.entries[entry] as () => boolean)());
  }

  toValue(plain: unknown): Value {
    useVocabulary(this.specification.vocabulary);
    return intern(fromPlain(plain));
  }

  toState(plain: Readonly<Record<string, unknown>>): State {
    const surplus = Object.keys(plain).filter((name) => !this.variables.includes(name));
    if (surplus.length > 0)
      throw new TypeError(`${this.module} has no variable ${surplus.join(', ')}`);
    useVocabulary(this.specification.vocabulary);
    return this.variables.map((name) => {
      if (!Object.hasOwn(plain, name))
        throw new TypeError(`no value for the variable ${name} of ${this.module}`);
      return intern(fromPlain(plain[name]));
    });
  }

  private scene(reading: 'current' | 'next', after: State, before: State | undefined) {
    const codes = (state: State): Int32Array => Int32Array.from(state, codeOf);
    return {
      variables: this.specification.variables,
      before: before === undefined ? undefined : codes(before),
      after: codes(after),
      reading,
      textOf: sourceText(this.specification.texts),
    };
  }

  private action(name: string): CompiledAction {
    const known = this.compiled.get(name);
    if (known !== undefined) return known;
    const definition = this.definitions.get(name);
    if (definition === undefined) throw new TypeError(`${this.module} has no action ${name}`);
    useVocabulary(this.specification.vocabulary);
    const expr = definition.body();
    const { parameters } = definition;
    const entries: Entry[] = [
      { kind: 'action', expr, parameters, initial: false, name: definition },
      { kind: 'predicate', expr, reading: 'current', parameters },
    ];
    const compiled = {
      definition,
      program: compileProgram(entries, this.specification.variables, { withArguments: true }),
    };
    this.compiled.set(name, compiled);
    return compiled;
  }

  private only(action: string, args: readonly (Value | undefined)[]): CompiledOnly | undefined {
    const isKnown = args.map(isGiven);
    const key = `${action} ${isKnown.join()}`;
    if (this.inferred.has(key)) return this.inferred.get(key);
    useVocabulary(this.specification.vocabulary);
    const { next, variables } = this.specification;
    const definition = this.definitions.get(action);
    const resolved = definition === undefined ? undefined : resolveOverride(definition);
    const found =
      resolved === undefined || 'value' in resolved || next === undefined
        ? undefined
        : only(next, resolved, isKnown);
    const compiled =
      found === undefined
        ? undefined
        : { ...found, program: compileProgram([this.inferredEntry(found)], variables, traced) };
    this.inferred.set(key, compiled);
    return compiled;
  }

  private inferredEntry({ expr, parameters }: Only): Entry {
    return { kind: 'action', expr, parameters, initial: false, name: undefined };
  }

  private scratch: Int32Array | undefined;

  private codes(state: State): Int32Array {
    this.scratch ??= new Int32Array(this.variables.length);
    for (let i = 0; i < state.length; i++) this.scratch[i] = codeOf(state[i] as Value);
    return this.scratch;
  }

  private load(program: Program, state: State): void {
    useVocabulary(this.specification.vocabulary);
    program.load(this.codes(state), 0);
  }

  private loadNext(program: Program, state: State): void {
    useVocabulary(this.specification.vocabulary);
    program.loadNext(this.codes(state), 0);
  }

  private collect(program: Program, entry: number, args: readonly Value[]): Successor[] {
    useVocabulary(this.specification.vocabulary);
    const found: Successor[] = [];
    program.sink = (label) => {
      const action = program.labels[label]?.name ?? 'Next';
      const labelArgs = program.labelArguments().filter((value) => value !== undefined);
      found.push({ action, args: labelArgs, state: Array.from(program.next, valueOfCode) });
    };
    (program.entries[entry] as (...args: Value[]) => void)(...args.map(intern));
    return found;
  }
}
