/**
 * The resolved form of a specification: every name has become the thing it stands for, instances are unfolded (a
 * definition of an instance is a definition of its own, with the substitutions in place of the declarations), and the
 * surface forms have become few. The compiler and the explainer read this; nothing below it reads the syntax tree.
 */
import type { Native } from '../modules/native.ts';
import type { Span } from '../syntax/ast.ts';
import type { Value } from '../values/value.ts';

/** Lamport's levels: 0 constant, 1 state, 2 action (a prime somewhere), 3 temporal. */
export type Level = 0 | 1 | 2 | 3;

export interface Variable {
  readonly kind: 'variable';
  readonly name: string;
  readonly index: number;
  readonly span: Span;
}

/** A declared constant; the configuration gives it a value or a definition. */
export interface Constant {
  readonly kind: 'constant';
  readonly name: string;
  readonly arity: number;
  readonly span: Span;
  value: Value | undefined;
  definition: Definition | undefined;
}

/** A bound name: of a quantifier, an operator's parameter (perhaps an operator itself), or a LET. */
export interface Local {
  readonly kind: 'local';
  readonly name: string;
  readonly arity: number;
  readonly span: Span;
  /** Unique in the process; generated code is named after it. */
  readonly id: number;
  /** Parameters of an operator of a LET, where it is known that some of them are operators themselves. */
  signature?: readonly Local[];
}

export interface Definition {
  readonly kind: 'definition';
  readonly id: number;
  readonly name: string;
  /** The module whose text holds it. */
  readonly module: string;
  /** How the root module names it: `Abs!Init`. */
  readonly qualifiedName: string;
  readonly parameters: readonly Local[];
  /** How many of the parameters are those of parametrised instances around; they come first. */
  readonly leading: number;
  readonly span: Span;
  readonly recursive: boolean;
  /** Given by the engine instead of by text. */
  readonly native: Native | undefined;
  /** Resolved on first use, so that a definition that nobody uses costs nothing. */
  readonly body: () => Expr;
  /** Set by the configuration: `Name <- Other`. */
  override: Definition | Constant | undefined;
  level: Level | undefined;
  /** It is what an INSTANCE puts in the place of a declared constant or variable. */
  readonly replaces?: true;
}

/** An operator given as an argument. */
export type OperatorArgument =
  | {
      readonly kind: 'operatorDefinition';
      readonly definition: Definition;
      readonly leading: readonly Argument[];
    }
  | { readonly kind: 'operatorLocal'; readonly local: Local }
  | { readonly kind: 'operatorConstant'; readonly constant: Constant }
  | { readonly kind: 'operatorBuiltin'; readonly name: BuiltinName; readonly arity: number }
  | { readonly kind: 'lambda'; readonly parameters: readonly Local[]; readonly body: Expr };

export type Argument = Expr | OperatorArgument;

/** Operators that the language itself defines; named by their canonical symbols. */
export type BuiltinName =
  | '='
  | '#'
  | '~'
  | '/\\'
  | '\\/'
  | '=>'
  | '<=>'
  | '\\in'
  | '\\notin'
  | '\\subseteq'
  | '\\cup'
  | '\\cap'
  | '\\'
  | 'UNION'
  | 'SUBSET'
  | 'DOMAIN'
  | "'"
  | 'UNCHANGED'
  | 'ENABLED'
  | '[]'
  | '<>'
  | '~>'
  | '-+->'
  | '\\cdot';

interface Node {
  readonly span: Span;
}

/** A name, or several names that take a tuple apart, drawn from a set. */
export interface Binding {
  readonly names: readonly Local[];
  readonly tuple: boolean;
  readonly set: Expr;
}

/** A definition of a LET; `parameters` are empty for a value. */
export interface LetDefinition {
  readonly local: Local;
  readonly parameters: readonly Local[];
  readonly recursive: boolean;
  body: Expr;
}

export type Expr =
  | (Node & { readonly kind: 'value'; readonly value: Value })
  | (Node & { readonly kind: 'local'; readonly local: Local })
  | (Node & { readonly kind: 'variable'; readonly variable: Variable })
  | (Node & {
      readonly kind: 'constant';
      readonly constant: Constant;
      readonly args: readonly Argument[];
    })
  | (Node & {
      readonly kind: 'call';
      readonly definition: Definition;
      readonly args: readonly Argument[];
    })
  /** A parameter that is an operator, or an operator of a LET. */
  | (Node & {
      readonly kind: 'callLocal';
      readonly local: Local;
      readonly args: readonly Argument[];
    })
  | (Node & {
      readonly kind: 'builtin';
      readonly name: BuiltinName;
      readonly args: readonly Expr[];
    })
  | (Node & { readonly kind: 'and' | 'or'; readonly items: readonly Expr[] })
  | (Node & {
      readonly kind: 'quantifier';
      readonly quantifier: '\\A' | '\\E';
      readonly bindings: readonly Binding[];
      readonly body: Expr;
    })
  | (Node & {
      readonly kind: 'temporalQuantifier';
      readonly quantifier: '\\A' | '\\E' | '\\AA' | '\\EE';
      readonly locals: readonly Local[];
      readonly body: Expr;
    })
  | (Node & {
      readonly kind: 'choose';
      readonly names: readonly Local[];
      readonly tuple: boolean;
      readonly set: Expr | undefined;
      readonly body: Expr;
    })
  | (Node & { readonly kind: 'set' | 'tuple' | 'product'; readonly items: readonly Expr[] })
  | (Node & { readonly kind: 'filter'; readonly binding: Binding; readonly body: Expr })
  | (Node & { readonly kind: 'map'; readonly bindings: readonly Binding[]; readonly body: Expr })
  /** `self` names the function inside its own body (a recursive function definition). */
  | (Node & {
      readonly kind: 'function';
      readonly bindings: readonly Binding[];
      readonly body: Expr;
      readonly self: Local | undefined;
    })
  | (Node & { readonly kind: 'index'; readonly function: Expr; readonly argument: Expr })
  | (Node & { readonly kind: 'functionSet'; readonly domain: Expr; readonly range: Expr })
  | (Node & {
      readonly kind: 'record' | 'recordSet';
      readonly names: readonly string[];
      readonly values: readonly Expr[];
    })
  | (Node & { readonly kind: 'field'; readonly record: Expr; readonly name: string })
  | (Node & {
      readonly kind: 'except';
      readonly base: Expr;
      readonly updates: readonly ExceptUpdate[];
    })
  | (Node & {
      readonly kind: 'boxAction' | 'angleAction';
      readonly action: Expr;
      readonly subscript: Expr;
    })
  | (Node & {
      readonly kind: 'fairness';
      readonly strength: 'WF' | 'SF';
      readonly subscript: Expr;
      readonly action: Expr;
    })
  | (Node & {
      readonly kind: 'if';
      readonly condition: Expr;
      readonly then: Expr;
      readonly else: Expr;
    })
  | (Node & {
      readonly kind: 'case';
      readonly arms: readonly { readonly guard: Expr; readonly value: Expr }[];
      readonly other: Expr | undefined;
    })
  | (Node & {
      readonly kind: 'let';
      readonly definitions: readonly LetDefinition[];
      readonly body: Expr;
    });

/** One `![i].a = e`; `at` stands for `@` in `value`. */
export interface ExceptUpdate {
  readonly path: readonly (
    | { readonly kind: 'field'; readonly name: string }
    | { readonly kind: 'index'; readonly argument: Expr }
  )[];
  readonly at: Local;
  readonly value: Expr;
  readonly span: Span;
}

let locals = 0;

export function makeLocal(name: string, arity: number, span: Span): Local {
  return { kind: 'local', name, arity, span, id: ++locals };
}

let definitions = 0;

export function nextDefinitionId(): number {
  return ++definitions;
}

/** A bound name or an operator of a LET, handed on as it is. */
export function localArgument(local: Local, span: Span): Argument {
  return local.arity === 0 ? { kind: 'local', local, span } : { kind: 'operatorLocal', local };
}

export function isOperatorArgument(argument: Argument): argument is OperatorArgument {
  return (
    argument.kind === 'operatorDefinition' ||
    argument.kind === 'operatorLocal' ||
    argument.kind === 'operatorConstant' ||
    argument.kind === 'operatorBuiltin' ||
    argument.kind === 'lambda'
  );
}
