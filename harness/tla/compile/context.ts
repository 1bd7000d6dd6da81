/**
 * What the code generator knows at a point of the program: where statements go, what names stand for, and whether a
 * variable is read in the current or in the next state. Generated JavaScript contains no name and no string of the
 * specification: identifiers are made of numbers, and values come in through the table `K`.
 */
import type { Argument, Definition, Expr, Local, OperatorArgument } from '../semantics/ir.ts';
import type { Value } from '../values/value.ts';

/** `current` reads the registers s0, s1, …; `next` reads p0, p1, … */
export type Reading = 'current' | 'next';

/** What a local stands for. */
export type Meaning =
  /** A JavaScript expression without side effects that yields its value in either state. */
  | { readonly kind: 'js'; readonly js: string }
  /** A JavaScript variable that holds the value, or a function that computes it on first use. */
  | { readonly kind: 'lazy'; readonly js: string }
  /**
   * An expression that is to be read where the name stands: in the current state by `js`, in the next state (behind a
   * prime) by compiling it anew. Parameters of actions and values of LETs are such.
   */
  | {
      readonly kind: 'named';
      readonly expr: Expr;
      readonly context: Context;
      readonly current: Meaning | undefined;
    }
  /** An operator that JavaScript can call. */
  | { readonly kind: 'function'; readonly js: string }
  /** An operator of a LET or a parameter: called through `js`, or compiled anew behind a prime. */
  | {
      readonly kind: 'operator';
      readonly js: string;
      readonly parameters: readonly Local[];
      readonly body: Expr;
      readonly context: Context;
      readonly level: number;
      /** Its body calls it, so it cannot be compiled in place. */
      readonly recursive: boolean;
    }
  | {
      readonly kind: 'operatorArgument';
      readonly argument: OperatorArgument;
      readonly context: Context;
    };

/** Bindings, innermost first. */
export interface Bindings {
  readonly local: Local;
  readonly meaning: Meaning;
  readonly outer: Bindings | undefined;
}

export interface Context {
  readonly builder: Builder;
  readonly reading: Reading;
  readonly bindings: Bindings | undefined;
  /** Statements before the expression that is being compiled. */
  readonly out: string[];
  /** While successors are generated: which variables have a value in the next state. Undefined in predicates. */
  readonly assigned: readonly Assignment[] | undefined;
  /** Compiling Init: variables themselves are assigned, not their primes. */
  readonly initial: boolean;
  /** Inside a recursive action: what is known of those that it leads to. */
  readonly recursions?: Recursions | undefined;
}

export type Assignment = 'no' | 'yes' | 'unchanged';

/** The named action that a path belongs to, with the arguments it was called with. */
export interface Label {
  readonly definition: Definition;
  readonly args: readonly string[];
}

/** Where a path stands: what is assigned, and the action's name as long as only disjunctions were passed. */
export interface Path {
  readonly assigned: readonly Assignment[];
  readonly label: Label | undefined;
  /** True until the first conjunction: a definition called here names the step. */
  readonly open: boolean;
  /** Compiles a part that ends the path as a function of its own; false if it cannot be one. */
  readonly leaf?: ((expr: Expr, context: Context, path: Path) => boolean) | undefined;
}

/** What is to be emitted when a path has come through. */
export interface Continuation {
  readonly emit: (context: Context, path: Path) => void;
  /** Short enough to be written at the end of every branch. */
  readonly small: boolean;
}

/** What is known of the recursive actions that one call leads to; shared by all that is compiled for it. */
export interface Recursions {
  /** For each action, and each way of assigning when it begins: its name and its ends in the order of their numbers. */
  readonly ends: Map<
    string,
    { readonly name: string; readonly patterns: (readonly Assignment[])[] }
  >;
  readonly functions: Map<string, string[]>;
  isStable: boolean;
}

/** The parts of the code generator that call each other; one object for each program. */
export interface Builder {
  /** A JavaScript expression for the value; statements it needs go to `context.out`. */
  expr(expr: Expr, context: Context): string;
  /** The same, certainly a JavaScript boolean; `what` says in an error whose operand it is. */
  bool(expr: Expr, context: Context, what: string): string;
  /** A function of the program that enumerates whether an action is possible, for ENABLED. */
  enabled(expr: Expr, context: Context): string;
  /** The name of the function that computes a definition. */
  definition(definition: Definition, reading: Reading): string;
  /** A constant of the program. */
  constant(value: unknown): string;
  value(value: Value): string;
  fresh(prefix: string): string;
  /** A function whose value is computed once. */
  hoist(expr: Expr): string;
  /** Where it is counted how often a guard was asked and held; undefined when nobody wants to know. */
  counters(guard: Expr): { readonly asked: string; readonly held: string } | undefined;
  argument(argument: Argument, context: Context): string;
  /** Statements that take every path through an action, and go on with `then` at the end of each. */
  action(expr: Expr, context: Context, path: Path, then: Continuation): void;
}

export function bind(context: Context, local: Local, meaning: Meaning): Context {
  return { ...context, bindings: { local, meaning, outer: context.bindings } };
}

export function bindJs(context: Context, local: Local, js: string): Context {
  return bind(context, local, { kind: 'js', js });
}

export function meaningOf(context: Context, local: Local): Meaning {
  for (let entry = context.bindings; entry !== undefined; entry = entry.outer) {
    if (entry.local === local) return entry.meaning;
  }
  throw new Error(`unbound local ${local.name} in generated code`);
}

/** A block of its own: statements compiled into it do not run unless the block does. */
export function block(context: Context): Context {
  return { ...context, out: [] };
}

/** The same, with variables read in the next state. */
export function primed(context: Context): Context {
  return context.reading === 'next' ? context : { ...context, reading: 'next' };
}

/** An expression that throws when it is computed. */
export function fail(message: string, context: Context): string {
  return `raise(${context.builder.constant(message)})`;
}
