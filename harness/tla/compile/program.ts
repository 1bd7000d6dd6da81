/**
 * A program: JavaScript made from some entries of a specification (predicates, generators, values) and everything they
 * use. It has two sets of registers, s0 … for the current state and p0 … for the next one. Its source is made of the
 * engine's own identifiers and numbers only; every name and string of the specification stays in the table `K`.
 */
import type { Argument, Definition, Expr, Variable } from '../semantics/ir.ts';
import { definitionLevel } from '../semantics/levels.ts';
import type { Value } from '../values/value.ts';
import { compileAction } from './action.ts';
import { Assembly } from './assembly.ts';
import { compileArgument } from './calls.ts';
import {
  type Assignment,
  type Bindings,
  type Builder,
  bind,
  type Context,
  type Continuation,
  type Path,
  type Reading,
} from './context.ts';
import { Definitions } from './definitions.ts';
import { Emission } from './emission.ts';
import { enabledIn } from './enabled.ts';
import type { Entry, Surrounding } from './entry.ts';
import { compileBool, compileExpr, compileOpen } from './expression.ts';
import { leafOf } from './leaf.ts';
import { compileLet } from './let.ts';
import { bindArguments } from './parameters.ts';
import { compilePredicate } from './predicate.ts';
import { runtime } from './runtime.ts';

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
  return new ProgramBuilder(new Assembly(variables, options)).build(entries);
}

class ProgramBuilder implements Builder {
  readonly assembly: Assembly;
  readonly emission: Emission;
  private readonly definitions: Definitions;
  private readonly compiled = new Map<string, string>();
  private readonly pending: (() => void)[] = [];
  private readonly guards: Expr[] = [];
  private readonly counts: number[] = [];

  constructor(assembly: Assembly) {
    this.assembly = assembly;
    this.emission = new Emission(assembly);
    this.definitions = new Definitions(assembly);
  }

  counters(guard: Expr): { asked: string; held: string } | undefined {
    if (!this.assembly.coverage) return undefined;
    // One formula is compiled several times when paths split; its counts are one.
    const known = this.guards.findIndex(({ span }) => sameSpan(span, guard.span));
    const index = known >= 0 ? known : this.guards.push(guard) - 1;
    if (known < 0) this.counts.push(0, 0);
    const counts = this.constant(this.counts);
    return { asked: `${counts}[${2 * index}]`, held: `${counts}[${2 * index + 1}]` };
  }

  fresh(prefix: string): string {
    return this.assembly.fresh(prefix);
  }

  constant(value: unknown): string {
    return this.assembly.constant(value);
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

  action(expr: Expr, context: Context, path: Path, then: Continuation): void {
    compileAction(expr, context, path, then);
  }

  /** One function per definition and reading; its parameters may be thunks where the body may not need them. */
  definition(definition: Definition, reading: Reading): string {
    const effective: Reading = definitionLevel(definition) === 0 ? 'current' : reading;
    const key = `${definition.id}${effective}`;
    const known = this.compiled.get(key);
    if (known !== undefined) return known;
    const name = this.fresh('d');
    this.compiled.set(key, name);
    this.pending.push(() =>
      this.definitions.compile(definition, name, this.context(effective), (context) =>
        compileOpen(definition.body(), context),
      ),
    );
    return name;
  }

  hoist(expr: Expr): string {
    const name = this.fresh('h');
    this.pending.push(() => {
      const context = this.context('current');
      const js = compileOpen(expr, context);
      this.definitions.pushOnce(name, context.out, js);
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

  enabled(expr: Expr, context: Context): string {
    return enabledIn(expr, context, this.assembly.variables);
  }

  private leaf = (expr: Expr, context: Context, path: Path): boolean =>
    leafOf(expr, context, path, this);

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
        assigned: this.assembly.variables.map((): Assignment => 'no'),
        label: entry.name === undefined ? undefined : { definition: entry.name, args: parameters },
        open: entry.name === undefined || entry.parameters.length === 0,
        leaf: this.isPlain(entry) && entry.partial !== true ? this.leaf : undefined,
      };
      const then: Continuation = {
        small: true,
        emit: (inner, end) =>
          entry.partial === true ? undefined : this.emission.emit(inner, end, entry.initial),
      };
      let home: Context = {
        ...context,
        initial: entry.initial,
        reading: entry.initial ? 'next' : 'current',
      };
      for (const surrounding of entry.around ?? []) home = this.enter(surrounding, home);
      compileAction(entry.expr, home, path, then);
      this.assembly.functions.push(
        `function ${name}(${parameters.join(', ')}) {`,
        ...context.out,
        '}',
      );
      return;
    }
    if (entry.kind === 'predicate' && this.isPlain(entry)) {
      compilePredicate(entry.expr, name, this.context(entry.reading), this.assembly);
      return;
    }
    let read: Context = { ...context, reading: entry.reading };
    for (const surrounding of entry.around ?? []) read = this.enter(surrounding, read);
    const js =
      entry.kind === 'predicate'
        ? compileBool(entry.expr, read, 'the formula')
        : compileExpr(entry.expr, read);
    this.assembly.functions.push(
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
    return isWhole && !this.assembly.withArguments && !this.assembly.coverage;
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

  build(entries: readonly Entry[]): Program {
    const names = entries.map(() => this.fresh('entry'));
    for (const [i, entry] of entries.entries()) this.compileEntry(entry, names[i] as string);
    for (let next = this.pending.shift(); next !== undefined; next = this.pending.shift()) next();
    const source = this.source(names);
    const count = this.assembly.variables.length;
    const current = new Int32Array(count);
    const next = new Int32Array(count);
    const box = { sink: (_label: number): void => {} };
    // The body contains nothing of the specification: see `constant` and `value`.
    const make = new Function('R', 'K', 'S', 'T', 'Q', source);
    const made = make(
      { ...runtime, incomplete: this.emission.incomplete, unassigned: this.emission.unassigned },
      this.assembly.table,
      current,
      next,
      box,
    );
    return {
      current,
      next,
      ...made,
      labels: this.emission.labels,
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

  private source(names: readonly string[]): string {
    const registers = this.assembly.variables.flatMap((_, i) => [`s${i}`, `p${i}`]);
    return [
      "'use strict';",
      `const { ${[...Object.keys(runtime), 'incomplete', 'unassigned'].join(', ')} } = R;`,
      ...this.assembly.table.map((_, i) => `const k${i} = K[${i}];`),
      registers.length === 0 ? '' : `var ${registers.join(', ')};`,
      'var sn = 0, pn = 0;',
      '// The registers of the next state are not those of the codes in T: it was taken from a memo.',
      'var stale = false;',
      'function settle() { loadNext(T, 0); }',
      'const FOUND = { found: true };',
      'const NOTHING = [];',
      'let A = [];',
      ...this.assembly.functions,
      'function load(table, offset) {',
      'sn++;',
      ...this.assembly.variables.map(
        (_, i) => `s${i} = valueOfCode(S[${i}] = table[offset + ${i}]);`,
      ),
      '}',
      'function loadNext(table, offset) {',
      'pn++;',
      'stale = false;',
      ...this.assembly.variables.map(
        (_, i) => `p${i} = valueOfCode(T[${i}] = table[offset + ${i}]);`,
      ),
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
