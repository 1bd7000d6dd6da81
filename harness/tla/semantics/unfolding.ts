/**
 * What resolution makes of modules, and what its parts need of each other: every module is unfolded once for the root, and
 * once more for each instance, with its declarations substituted.
 */

import type { Diagnostic } from '../diagnostic.ts';
import type { NativeModule } from '../modules/native.ts';
import type { Declaration, Expression, Module, Span } from '../syntax/ast.ts';
import type { Arrival } from './arrival.ts';
import type { Resolver } from './context.ts';
import type { Constant, Definition, Expr, Local, Variable } from './ir.ts';
import type { Substitution } from './level-check.ts';
import type { ModuleSource } from './module-source.ts';
import type { Entity, NestedModule, Scope } from './scope.ts';

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
  /** A module of its own, not one inside another. */
  isFile(module: string): boolean;
  /** A module and those that it extends, and these extend. */
  extended(module: string): ReadonlySet<string>;
  /** Resolves an expression as if it stood at the end of the root module. */
  resolveHere(expression: Expression): { body: Expr; diagnostics: readonly Diagnostic[] };
}

/** One unfolding of a family of modules: the root's, or an instance's. */
export interface Unfolding {
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

/** The resolver of units, as instances and LET use it. */
export interface Unfolder extends Resolver {
  readonly source: ModuleSource;
  readonly definitions: Definition[];
  /** Judged when all names have a meaning. */
  readonly substitutions: (() => Substitution)[];
  unfold(module: Module, unfolding: Unfolding, nested: NestedModule | undefined): Scope;
  /** Enters a name; false if it was there already. */
  declare(scope: Scope, name: string, entity: Entity, span: Span, how: Arrival): boolean;
  bringInNative(module: NativeModule, span: Span, scope: Scope): void;
  unknownModule(name: string, span: Span): void;
}
