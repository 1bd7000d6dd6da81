/**
 * Which variables an expression can read, in the current and in the next state: what a value that is kept depends on. Too
 * many is harmless, too few would be a wrong answer, so whatever is not understood counts as all.
 */
import type { Argument, Definition, Expr } from '../semantics/ir.ts';
import { definitionLevel } from '../semantics/levels.ts';
import { parts } from '../semantics/walk.ts';
import { freeLocals } from './analysis.ts';
import type { Reading } from './context.ts';
import { mustInline } from './inlining.ts';
import { resolveOverride } from './override.ts';

/** Indexes of variables. */
export interface Reads {
  readonly current: ReadonlySet<number>;
  readonly next: ReadonlySet<number>;
}

class Reader {
  readonly current = new Set<number>();
  readonly next = new Set<number>();
  /** A name is primed, and what it stands for is read where it is bound: then everything may be read in both states. */
  primesNames = false;
  /** Variables of an UNCHANGED, and those that `x' = e` and `x' \\in S` speak of: in an action they are copied, or given. */
  readonly copied = new Set<number>();
  readonly given = new Set<number>();
  private readonly seen = new Set<string>();
  private readonly ofAction: boolean;
  /** The ENABLED that this one stands in: a recursive action can ask for itself. */
  private readonly asked: ReadonlySet<Expr>;

  constructor(ofAction: boolean, asked: ReadonlySet<Expr> = new Set()) {
    this.ofAction = ofAction;
    this.asked = asked;
  }

  read(expr: Expr, reading: Reading): void {
    switch (expr.kind) {
      case 'variable':
        this[reading].add(expr.variable.index);
        return;
      case 'builtin':
        if (expr.name === "'") return this.prime(expr.args[0] as Expr);
        if (expr.name === 'UNCHANGED') return this.unchanged(expr.args[0] as Expr);
        if (this.ofAction && (expr.name === '=' || expr.name === '\\in')) {
          const target = primedVariable(expr.args[0] as Expr);
          if (target === undefined) break;
          this.given.add(target);
          return this.read(expr.args[1] as Expr, reading);
        }
        if (expr.name === 'ENABLED') return this.enabled(expr.args[0] as Expr, reading);
        break;
      case 'boxAction':
      case 'angleAction':
        this.read(expr.action, reading);
        return this.both(expr.subscript);
      case 'constant':
        if (expr.constant.definition !== undefined)
          this.call(expr.constant.definition, expr.args, reading);
        break;
      case 'call':
        this.call(expr.definition, expr.args, reading);
        break;
      default:
    }
    if ('args' in expr) this.operators(expr.args as readonly Argument[], reading);
    for (const part of parts(expr)) this.read(part, reading);
  }

  private prime(expr: Expr): void {
    if (freeLocals(expr).size > 0) this.primesNames = true;
    this.read(expr, 'next');
  }

  private unchanged(expr: Expr): void {
    const variables = this.ofAction ? variablesIn(expr) : undefined;
    if (variables === undefined) this.both(expr);
    else for (const index of variables) this.copied.add(index);
  }

  private both(expr: Expr): void {
    this.prime(expr);
    this.read(expr, 'current');
  }

  /** ENABLED speaks of the state that it stands in; the next state is its own. */
  private enabled(expr: Expr, reading: Reading): void {
    if (this.asked.has(expr)) return;
    const inner = new Reader(false, new Set([...this.asked, expr]));
    inner.read(expr, 'current');
    for (const index of inner.current) this[reading].add(index);
    if (inner.primesNames) for (const index of inner.next) this[reading].add(index);
  }

  private call(called: Definition, args: readonly Argument[], reading: Reading): void {
    const definition = resolveOverride(called);
    if ('value' in definition || definition.native !== undefined) return;
    if (args.length > 0 && (definition.recursive || mustInline(definition)))
      for (const argument of args) if ('span' in argument) this.read(argument, 'next');
    if (definitionLevel(definition) === 0 && args.length === 0) return;
    const key = `${definition.id}${reading}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.read(definition.body(), reading);
  }

  private operators(args: readonly Argument[], reading: Reading): void {
    for (const argument of args) {
      if (argument.kind === 'operatorDefinition') {
        this.call(argument.definition, [], reading);
        this.operators(argument.leading, reading);
      }
      if (argument.kind === 'operatorConstant' && argument.constant.definition !== undefined)
        this.call(argument.constant.definition, [], reading);
    }
  }
}

/** What any of these expressions can read. */
export function readsOf(exprs: readonly Expr[], reading: Reading): Reads {
  const reader = new Reader(false);
  for (const expr of exprs) reader.read(expr, reading);
  if (!reader.primesNames) return reader;
  const all = new Set([...reader.current, ...reader.next]);
  return { current: all, next: all };
}

/**
 * The variables whose current values decide what an action does, when it starts with no variable given. A variable that
 * is copied does not count, unless it might also be given: then the copy is compared.
 */
export function readsOfAction(exprs: readonly Expr[]): readonly number[] {
  const reader = new Reader(true);
  for (const expr of exprs) reader.read(expr, 'current');
  const { current, next, copied, given } = reader;
  if (reader.primesNames) return [...new Set([...current, ...next, ...copied, ...given])];
  const compared = [...copied].filter((index) => given.has(index) || next.has(index));
  return [...new Set([...current, ...compared])];
}

function primedVariable(expr: Expr): number | undefined {
  if (expr.kind !== 'builtin' || expr.name !== "'") return undefined;
  const [inner] = expr.args;
  return inner?.kind === 'variable' ? inner.variable.index : undefined;
}

/** Of a variable, a tuple of variables, or a definition of one; undefined for anything else. */
function variablesIn(expr: Expr): readonly number[] | undefined {
  if (expr.kind === 'variable') return [expr.variable.index];
  if (expr.kind === 'tuple') {
    const each = expr.items.map(variablesIn);
    return each.includes(undefined) ? undefined : each.flatMap((found) => found ?? []);
  }
  if (expr.kind !== 'call' || expr.args.length > 0) return undefined;
  const definition = resolveOverride(expr.definition);
  if ('value' in definition || definition.native !== undefined) return undefined;
  return variablesIn(definition.body());
}
