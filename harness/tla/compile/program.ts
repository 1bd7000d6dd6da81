/**
 * A program: JavaScript made from some entries of a specification (predicates, generators, values) and everything they
 * use. It has two sets of registers, s0 … for the current state and p0 … for the next one. Its source is made of the
 * engine's own identifiers and numbers only; every name and string of the specification stays in the table `K`.
 */
import { EvaluationError, IncompleteError } from '../diagnostic.ts';
import type {
  Argument,
  Definition,
  Expr,
  LetDefinition,
  Local,
  Variable,
} from '../semantics/ir.ts';
import { definitionLevel } from '../semantics/levels.ts';
import type { Value } from '../values/value.ts';
import { compileAction } from './action.ts';
import { asksTheRun, isPure, lazyParameters } from './analysis.ts';
import { carry } from './carry.ts';
import { conjunctsOf, guardsOf } from './conjuncts.ts';
import {
  type Assignment,
  type Bindings,
  type Builder,
  bind,
  block,
  type Context,
  type Reading,
} from './context.ts';
import {
  bindArguments,
  compileArgument,
  compileBool,
  compileExpr,
  compileLet,
  compileOpen,
} from './expression.ts';
import {
  type KeptDefinition,
  keptAction,
  keptDefinition,
  keptPredicate,
  keysOf,
  perState,
  replayed,
} from './kept.ts';
import { Memo } from './memo.ts';
import type { Continuation, Label, Path } from './path.ts';
import { readsOf, readsOfAction } from './reads.ts';
import { runtime } from './runtime.ts';
import { isHeavy, makesValues } from './weight.ts';

/** What a program offers. Every entry becomes one function, in the order given. */
export type Entry =
  /** A value; locals that stand free in it become parameters. */
  | {
      readonly kind: 'value' | 'predicate';
      readonly expr: Expr;
      readonly reading: Reading;
      readonly parameters: readonly Local[];
      /** What surrounds the expression: names bound on the way to it, outermost first. */
      readonly around?: readonly Surrounding[];
    }
  /** Successors of the current state (or initial states): `sink(label)` is called with the next state in place. */
  | {
      readonly kind: 'action';
      readonly expr: Expr;
      readonly parameters: readonly Local[];
      readonly initial: boolean;
      readonly name: Definition | undefined;
      readonly around?: readonly Surrounding[];
      /** Only run through: what the next state is, and whether it is complete, does not matter. */
      readonly partial?: boolean;
    };

/** One step into a formula, so that a part of it can be computed as if it stood there alone. */
export type Surrounding =
  | { readonly kind: 'value'; readonly local: Local; readonly value: Value }
  | {
      readonly kind: 'arguments';
      readonly parameters: readonly Local[];
      readonly args: readonly Argument[];
    }
  | { readonly kind: 'let'; readonly definitions: readonly LetDefinition[] };

export interface Program {
  /** Codes of the current and of the next state. Generators fill `next` before they call the sink. */
  readonly current: Int32Array;
  readonly next: Int32Array;
  /** Reads `current` (at this offset of a larger table) into the registers. */
  load(table: Int32Array, offset: number): void;
  /** Reads a next state into the registers. */
  loadNext(table: Int32Array, offset: number): void;
  readonly entries: readonly ((...args: Value[]) => unknown)[];
  readonly labels: readonly Definition[];
  /** The arguments of the last label, kept only if the program was compiled with `withArguments`. */
  labelArguments(): readonly Value[];
  /** Called for every state that a generator makes; label -1 is a step without a name. */
  sink: (label: number) => void;
  readonly source: string;
  /** With `coverage`: each guard of an action, and how often it was asked and was true. */
  guardCounts(): readonly GuardCount[];
}

export interface GuardCount {
  readonly guard: Expr;
  readonly asked: number;
  readonly held: number;
}

export function compileProgram(
  entries: readonly Entry[],
  variables: readonly Variable[],
  options: { readonly withArguments?: boolean; readonly coverage?: boolean } = {},
): Program {
  return new ProgramBuilder(variables, options).build(entries);
}

class ProgramBuilder implements Builder {
  private readonly variables: readonly Variable[];
  private readonly withArguments: boolean;
  private readonly table: unknown[] = [];
  private readonly tableIndex = new Map<unknown, number>();
  private readonly functions: string[] = [];
  private readonly compiled = new Map<string, string>();
  private readonly pending: (() => void)[] = [];
  private readonly labels: Definition[] = [];
  private readonly emitters = new Map<string, string>();
  private readonly memos = new Map<Definition, string>();
  private readonly coverage: boolean;
  private readonly guards: Expr[] = [];
  private readonly counts: number[] = [];
  private names = 0;

  constructor(
    variables: readonly Variable[],
    options: { readonly withArguments?: boolean; readonly coverage?: boolean },
  ) {
    this.variables = variables;
    this.withArguments = options.withArguments ?? false;
    this.coverage = options.coverage ?? false;
  }

  counters(guard: Expr): { asked: string; held: string } | undefined {
    if (!this.coverage) return undefined;
    // One formula is compiled several times when paths split; its counts are one.
    const known = this.guards.findIndex(({ span }) => sameSpan(span, guard.span));
    const index = known >= 0 ? known : this.guards.push(guard) - 1;
    if (known < 0) this.counts.push(0, 0);
    const counts = this.constant(this.counts);
    return { asked: `${counts}[${2 * index}]`, held: `${counts}[${2 * index + 1}]` };
  }

  fresh(prefix: string): string {
    return `${prefix}_${++this.names}`;
  }

  constant(value: unknown): string {
    let index = this.tableIndex.get(value);
    if (index === undefined) {
      index = this.table.length;
      this.table.push(value);
      this.tableIndex.set(value, index);
    }
    return `k${index}`;
  }

  value(value: Value): string {
    if (typeof value === 'boolean') return String(value);
    if (typeof value === 'number')
      return value < 0 || Object.is(value, -0) ? `(${value})` : String(value);
    return this.constant(value);
  }

  expr(expr: Expr, context: Context): string {
    return compileExpr(expr, context);
  }

  bool(expr: Expr, context: Context, what: string): string {
    return compileBool(expr, context, what);
  }

  argument(argument: Argument, context: Context): string {
    return compileArgument(argument, context);
  }

  /** One function per definition and reading; its parameters may be thunks where the body may not need them. */
  definition(definition: Definition, reading: Reading): string {
    const effective: Reading = definitionLevel(definition) === 0 ? 'current' : reading;
    const key = `${definition.id}${effective}`;
    const known = this.compiled.get(key);
    if (known !== undefined) return known;
    const name = this.fresh('d');
    this.compiled.set(key, name);
    this.pending.push(() => this.compileDefinition(definition, effective, name));
    return name;
  }

  private compileDefinition(definition: Definition, reading: Reading, name: string): void {
    const lazy = lazyParameters(definition);
    let context = this.context(reading);
    for (const [i, parameter] of definition.parameters.entries()) {
      const js = `v${parameter.id}`;
      if (parameter.arity > 0) context = bind(context, parameter, { kind: 'function', js });
      else context = bind(context, parameter, { kind: lazy[i] === true ? 'lazy' : 'js', js });
    }
    const parameters = definition.parameters.map((parameter) => `v${parameter.id}`);
    const body = definition.body();
    const js = compileOpen(body, context);
    const level = definitionLevel(definition);
    const isKept = level <= 1 && !this.coverage && isPure(body) && isHeavy(body);
    const plain = { name, parameters, out: context.out, js };
    if (parameters.length === 0 && level === 1 && isPure(body)) {
      const kept = isKept ? this.kept(definition, reading, plain) : undefined;
      this.functions.push(...perState(plain, reading, kept));
      return;
    }
    if (parameters.length > 0 && isKept && lazy.every((isLazy) => !isLazy)) {
      const isValue = definition.parameters.every(({ arity }) => arity === 0);
      const kept = isValue ? this.kept(definition, reading, plain) : undefined;
      if (kept !== undefined) {
        this.functions.push(...keptDefinition(kept));
        return;
      }
    }
    if (parameters.length > 0 || level > 0 || asksTheRun(body)) {
      this.functions.push(
        `function ${name}(${parameters.join(', ')}) {`,
        ...context.out,
        `return ${js};`,
        '}',
      );
      return;
    }
    this.pushOnce(name, context.out, js);
  }

  /** What a definition's value is kept by; the same whether it is read in the current or in the next state. */
  private kept(
    definition: Definition,
    reading: Reading,
    plain: Omit<KeptDefinition, 'memo' | 'variables' | 'reading' | 'interns'>,
  ): KeptDefinition | undefined {
    const reads = readsOf([definition.body()], reading);
    if (reads[reading === 'current' ? 'next' : 'current'].size > 0) return undefined;
    const variables = [...reads[reading]];
    const width = variables.length + plain.parameters.length;
    if (width === 0) return undefined;
    let memo = this.memos.get(definition);
    if (memo === undefined) {
      memo = this.constant(new Memo(width));
      this.memos.set(definition, memo);
    }
    return { ...plain, memo, variables, reading, interns: definition.recursive };
  }

  /** A constant: computed when first needed, then kept. TLC does the same, and a constant nobody needs may have no value. */
  private pushOnce(name: string, out: readonly string[], js: string): void {
    this.functions.push(
      `var ${name}_kept;`,
      `function ${name}() { return ${name}_kept !== undefined ? ${name}_kept : (${name}_kept = ${name}_once()); }`,
      `function ${name}_once() {`,
      ...out,
      `return keep(${js});`,
      '}',
    );
  }

  hoist(expr: Expr): string {
    const name = this.fresh('h');
    this.pending.push(() => {
      const context = this.context('current');
      const js = compileOpen(expr, context);
      this.pushOnce(name, context.out, js);
    });
    return `${name}()`;
  }

  private context(reading: Reading): Context {
    return {
      builder: this,
      reading,
      bindings: undefined,
      out: [],
      assigned: undefined,
      initial: false,
    };
  }

  /** ENABLED: is there a successor at all? The registers of the next state are given back afterwards. */
  enabled(expr: Expr, context: Context): string {
    const saved = this.fresh('e');
    const inner = block({ ...context, reading: 'current', initial: false });
    const path: Path = {
      assigned: this.variables.map((): Assignment => 'no'),
      label: undefined,
      open: false,
    };
    compileAction(expr, inner, path, {
      small: true,
      emit: (deeper) => deeper.out.push('throw FOUND;'),
    });
    const registers = this.variables.map((_, i) => `p${i}`).join(', ');
    const moved =
      context.reading === 'next' ? this.variables.map((_, i) => `s${i} = p${i};`).join(' ') : '';
    const currents = this.variables.map((_, i) => `s${i}`).join(', ');
    context.out.push(
      `const ${saved}p = [${registers}], ${saved}s = [${currents}];`,
      `let ${saved} = false;`,
      moved,
      'sn++; pn++;',
      'try {',
      ...inner.out,
      `} catch (error) { if (error !== FOUND) throw error; ${saved} = true; }`,
      this.variables.length === 0
        ? ''
        : `finally { [${registers}] = ${saved}p; [${currents}] = ${saved}s; sn++; pn++; }`,
    );
    return saved;
  }

  private compileEntry(entry: Entry, name: string): void {
    let bindings: Bindings | undefined;
    for (const local of entry.parameters)
      bindings = {
        local,
        meaning: { kind: local.arity > 0 ? 'function' : 'js', js: `v${local.id}` },
        outer: bindings,
      };
    const context: Context = { ...this.context('current'), bindings };
    const parameters = entry.parameters.map((local) => `v${local.id}`);
    if (entry.kind === 'action') {
      const path: Path = {
        assigned: this.variables.map((): Assignment => 'no'),
        label: entry.name === undefined ? undefined : { definition: entry.name, args: parameters },
        open: entry.name === undefined || entry.parameters.length === 0,
        leaf: this.isPlain(entry) && entry.partial !== true ? this.leaf : undefined,
      };
      const then: Continuation = {
        small: true,
        emit: (inner, end) =>
          entry.partial === true ? undefined : this.emit(inner, end, entry.initial),
      };
      let home: Context = {
        ...context,
        initial: entry.initial,
        reading: entry.initial ? 'next' : 'current',
      };
      for (const surrounding of entry.around ?? []) home = this.enter(surrounding, home);
      compileAction(entry.expr, home, path, then);
      this.functions.push(`function ${name}(${parameters.join(', ')}) {`, ...context.out, '}');
      return;
    }
    if (entry.kind === 'predicate' && this.isPlain(entry)) {
      this.compilePredicate(entry.expr, entry.reading, name);
      return;
    }
    let read: Context = { ...context, reading: entry.reading };
    for (const surrounding of entry.around ?? []) read = this.enter(surrounding, read);
    const js =
      entry.kind === 'predicate'
        ? compileBool(entry.expr, read, 'the formula')
        : compileExpr(entry.expr, read);
    this.functions.push(
      `function ${name}(${parameters.join(', ')}) {`,
      'if (stale) settle();',
      ...read.out,
      `return ${js};`,
      '}',
    );
  }

  /** Nothing is wanted but the answer: neither arguments nor counts, nor the value of a part. */
  private isPlain(entry: Entry): boolean {
    const isWhole = entry.parameters.length === 0 && entry.around === undefined;
    return isWhole && !this.withArguments && !this.coverage;
  }

  /** A formula, conjunct by conjunct: each is kept by the variables that it can read, if they are not all there are. */
  private compilePredicate(expr: Expr, reading: Reading, name: string): void {
    const conjuncts = conjunctsOf(expr);
    const what = conjuncts.length === 1 ? 'the formula' : 'a conjunct';
    const names = conjuncts.map((conjunct) => {
      const context = this.context(reading);
      const js = compileBool(conjunct, context, what);
      const part = { name: this.fresh('i'), parameters: [], out: context.out, js };
      const reads = readsOf([conjunct], reading);
      const keys = [
        ...[...reads.current].map((i) => `S[${i}]`),
        ...[...reads.next].map((i) => `T[${i}]`),
      ];
      const all = this.variables.length * (reads.current.size > 0 ? 2 : 1);
      const pays = keys.length > 0 && keys.length < all && isPure(conjunct) && isHeavy(conjunct);
      const memo = pays ? this.constant(new Memo(keys.length)) : undefined;
      this.functions.push(...keptPredicate(part, memo, keys));
      return `${part.name}()`;
    });
    this.functions.push(`function ${name}() {`, `return ${names.join(' && ')};`, '}');
  }

  /** A part of the next-state relation that ends every path it takes, as a function of its own. */
  private leaf = (expr: Expr, context: Context, path: Path): boolean => {
    const carried = carry(expr, context);
    if (carried === undefined) return false;
    const variables = readsOfAction([expr, ...carried.named]);
    const width = variables.length + carried.parameters.length;
    const isWhole = variables.length === this.variables.length;
    if (expr.kind === 'quantifier' && (isWhole || width === 0)) return false;
    const pure = isPure(expr) && carried.named.every(isPure);
    const pays = !isWhole && width > 0 && pure && makesValues(expr);
    const { guards, rest } = pays ? guardsOf(expr) : { guards: [], rest: expr };
    const before = { ...carried.context, out: [...carried.context.out] };
    const name = this.fresh('l');
    const memo = pays ? this.constant(new Memo(width)) : undefined;
    const patterns: (readonly Assignment[])[] = [];
    const inside: Path = { ...path, open: guards.length === 0 && path.open, leaf: undefined };
    for (const guard of guards) {
      const js = compileBool(guard, before, 'a conjunct of an action');
      before.out.push(`if (!${js}) return;`);
    }
    const then: Continuation = {
      small: true,
      emit: (inner, end) => this.emitKept(inner, end, memo === undefined ? undefined : patterns),
    };
    compileAction(rest, { ...carried.context, assigned: path.assigned }, inside, then);
    const part = { name, parameters: carried.parameters, out: carried.context.out, js: '' };
    if (memo === undefined)
      this.functions.push(`function ${name}(${part.parameters.join(', ')}) {`, ...part.out, '}');
    else {
      const keys = keysOf(variables, 'current', carried.parameters, true);
      const guarded = guards.length === 0 ? [] : before.out;
      this.functions.push(...keptAction(part, memo, keys, guarded), ...replayed(name, patterns));
    }
    context.out.push(`${name}(${carried.args.join(', ')});`);
    return true;
  };

  /** As `emit`; what the step has given is written down, so that it can be taken again. */
  private emitKept(
    context: Context,
    path: Path,
    patterns: (readonly Assignment[])[] | undefined,
  ): void {
    this.emit(context, path, false);
    if (patterns === undefined || path.assigned.includes('no')) return;
    const key = path.assigned.join();
    let number = patterns.findIndex((pattern) => pattern.join() === key);
    if (number < 0) number = patterns.push(path.assigned) - 1;
    const codes = path.assigned.flatMap((how, i) => (how === 'yes' ? [`codeOf(p${i})`] : []));
    const row = [number, this.labelIndex(path.label), ...codes].join(', ');
    context.out.push(`if (record !== undefined) record.push(${row});`);
  }

  private enter(surrounding: Surrounding, context: Context): Context {
    switch (surrounding.kind) {
      case 'value':
        return bind(context, surrounding.local, { kind: 'js', js: this.value(surrounding.value) });
      case 'arguments':
        return bindArguments(surrounding.parameters, surrounding.args, context);
      case 'let':
        return compileLet(
          { definitions: surrounding.definitions, body: undefined },
          context,
          (inner) => inner,
        );
    }
  }

  /** The end of a path: the state is complete, or the specification forgot a variable. */
  private emit(context: Context, path: Path, initial: boolean): void {
    const missing = this.variables.filter((variable) => path.assigned[variable.index] === 'no');
    if (missing.length > 0) {
      const names = missing.map((variable) => variable.name);
      context.out.push(
        `incomplete(${this.constant(names)}, ${this.labelIndex(path.label)}, ${initial});`,
      );
      return;
    }
    if (this.withArguments) context.out.push(`A = [${path.label?.args.join(', ') ?? ''}];`);
    context.out.push(`${this.emitter(path.assigned)}(${this.labelIndex(path.label)});`);
  }

  private labelIndex(label: Label | undefined): number {
    if (label === undefined) return -1;
    const known = this.labels.indexOf(label.definition);
    return known >= 0 ? known : this.labels.push(label.definition) - 1;
  }

  /** Codes of unchanged variables are copied; the others come from their registers. */
  private emitter(assigned: readonly Assignment[]): string {
    const key = assigned.join();
    const known = this.emitters.get(key);
    if (known !== undefined) return known;
    const name = this.fresh('emit');
    this.emitters.set(key, name);
    this.functions.push(
      `function ${name}(label) {`,
      ...assigned.map((how, i) =>
        how === 'unchanged' ? `T[${i}] = S[${i}];` : `T[${i}] = stateCode(p${i});`,
      ),
      'stale = false;',
      'Q.sink(label);',
      '}',
    );
    return name;
  }

  build(entries: readonly Entry[]): Program {
    const names = entries.map(() => this.fresh('entry'));
    for (const [i, entry] of entries.entries()) this.compileEntry(entry, names[i] as string);
    for (let next = this.pending.shift(); next !== undefined; next = this.pending.shift()) next();
    const source = this.source(names);
    const count = this.variables.length;
    const current = new Int32Array(count);
    const next = new Int32Array(count);
    const box = { sink: (_label: number): void => {} };
    // The body contains nothing of the specification: see `constant` and `value`.
    const make = new Function('R', 'K', 'S', 'T', 'Q', source);
    const made = make(
      { ...runtime, incomplete: this.incomplete, unassigned: this.unassigned },
      this.table,
      current,
      next,
      box,
    );
    return {
      current,
      next,
      ...made,
      labels: this.labels,
      guardCounts: () =>
        this.guards.map((guard, i) => ({
          guard,
          asked: this.counts[2 * i] ?? 0,
          held: this.counts[2 * i + 1] ?? 0,
        })),
      get sink() {
        return box.sink;
      },
      set sink(sink) {
        box.sink = sink;
      },
      source,
    };
  }

  private incomplete = (names: readonly string[], label: number, initial: boolean): never => {
    const named = this.labels[label];
    const action = named === undefined ? '' : ` of action ${named.name}`;
    const state = initial ? 'The initial state' : `The successor state${action}`;
    throw new IncompleteError(
      `${state} is not completely specified: ${names.join(', ')} ${names.length === 1 ? 'has' : 'have'} no value`,
      named?.span,
    );
  };

  private unassigned = (index: number): never => {
    throw new EvaluationError(
      `${(this.variables[index] as Variable).name} is read in the next state before it has a value there`,
    );
  };

  private source(names: readonly string[]): string {
    const registers = this.variables.flatMap((_, i) => [`s${i}`, `p${i}`]);
    return [
      "'use strict';",
      `const { ${[...Object.keys(runtime), 'incomplete', 'unassigned'].join(', ')} } = R;`,
      ...this.table.map((_, i) => `const k${i} = K[${i}];`),
      registers.length === 0 ? '' : `var ${registers.join(', ')};`,
      'var sn = 0, pn = 0;',
      '// The registers of the next state are not those of the codes in T: it was taken from a memo.',
      'var stale = false;',
      'function settle() { loadNext(T, 0); }',
      'const FOUND = { found: true };',
      'const NOTHING = [];',
      'let A = [];',
      ...this.functions,
      'function load(table, offset) {',
      'sn++;',
      ...this.variables.map((_, i) => `s${i} = valueOfCode(S[${i}] = table[offset + ${i}]);`),
      '}',
      'function loadNext(table, offset) {',
      'pn++;',
      'stale = false;',
      ...this.variables.map((_, i) => `p${i} = valueOfCode(T[${i}] = table[offset + ${i}]);`),
      '}',
      `return { load, loadNext, labelArguments: () => A, entries: [${names.join(', ')}] };`,
    ].join('\n');
  }
}

function sameSpan(a: Expr['span'], b: Expr['span']): boolean {
  return (
    a.file === b.file &&
    a.line === b.line &&
    a.column === b.column &&
    a.endLine === b.endLine &&
    a.endColumn === b.endColumn
  );
}
