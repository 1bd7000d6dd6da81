/**
 * The syntax tree of a TLA+ file, close to what was written: every node knows its place. No names are resolved here and
 * no meaning is given; that is the work of harness/tla/semantics. Parentheses leave no node.
 */

/** Places are 1-based and inclusive, as TLC prints them: line, column, end line, end column. */
export interface Span {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface Node {
  readonly span: Span;
}

export interface Module extends Node {
  readonly kind: 'module';
  readonly name: string;
  readonly extends: readonly Identifier[];
  readonly units: readonly Unit[];
}

export interface Identifier extends Node {
  readonly name: string;
}

/** A constant, or a parameter of an operator: `F(_, _)` has arity 2, `x` has arity 0. Symbols are named as operators are. */
export interface Declaration extends Identifier {
  readonly arity: number;
}

export type Unit =
  | (Node & { readonly kind: 'constants'; readonly declarations: readonly Declaration[] })
  | (Node & { readonly kind: 'variables'; readonly names: readonly Identifier[] })
  | (Node & { readonly kind: 'recursive'; readonly declarations: readonly Declaration[] })
  | OperatorDefinition
  | FunctionDefinition
  | ModuleDefinition
  /** `INSTANCE M WITH …` without a name: the definitions come in unprefixed. */
  | (Instance & { readonly local: boolean })
  | Assume
  /** The statement is kept when it is an expression (its name may be referred to); proofs are skipped. */
  | (Node & { readonly kind: 'theorem'; readonly name?: Identifier; readonly body?: Expression })
  | Module;

export interface Assume extends Node {
  readonly kind: 'assume';
  readonly name?: Identifier;
  readonly body: Expression;
  /** An AXIOM is for provers: nobody computes it. */
  readonly isAxiom: boolean;
}

/** `Op(a, F(_)) == body`, and `a \oplus b == body`, whose name is the symbol in its canonical ASCII spelling. */
export interface OperatorDefinition extends Node {
  readonly kind: 'operator';
  readonly name: Identifier;
  readonly parameters: readonly Declaration[];
  readonly body: Expression;
  readonly local: boolean;
}

/** `f[x \in S, <<a, b>> \in T] == body`; may refer to itself. */
export interface FunctionDefinition extends Node {
  readonly kind: 'functionDefinition';
  readonly name: Identifier;
  readonly bounds: readonly Bound[];
  readonly body: Expression;
  readonly local: boolean;
}

/** `I(a) == INSTANCE M WITH …`. */
export interface ModuleDefinition extends Node {
  readonly kind: 'moduleDefinition';
  readonly name: Identifier;
  readonly parameters: readonly Declaration[];
  readonly instance: Instance;
  readonly local: boolean;
}

export interface Instance extends Node {
  readonly kind: 'instance';
  readonly module: Identifier;
  readonly substitutions: readonly { readonly name: Identifier; readonly value: Expression }[];
}

/** `x, y \in S` or `<<x, y>> \in S`. */
export interface Bound extends Node {
  /** One pattern for each element drawn from the set: `x, y \in S` has two. */
  readonly patterns: readonly Pattern[];
  readonly set: Expression;
}

export type Pattern =
  | (Identifier & { readonly kind: 'identifier' })
  | (Node & { readonly kind: 'tuplePattern'; readonly names: readonly Identifier[] });

/** One link of `I(3)!J!Op`: a name with its arguments. */
export interface PathStep extends Identifier {
  readonly args: readonly Expression[];
}

/** A step of a subexpression name, as in `Inv!1!<<!(x)!@`. */
export type Navigation =
  | { readonly kind: 'child'; readonly index: number }
  | { readonly kind: 'left' | 'right' | 'body' | 'at' }
  | { readonly kind: 'arguments'; readonly args: readonly Expression[] }
  | { readonly kind: 'name'; readonly name: string; readonly args: readonly Expression[] };

export type Expression =
  /** Digits as written in decimal; `\b101`, `\o7` and `\hF` are converted. May exceed 2^53. */
  | (Node & { readonly kind: 'number'; readonly digits: string })
  | (Node & { readonly kind: 'decimal'; readonly text: string })
  | (Node & { readonly kind: 'string'; readonly value: string })
  | (Node & { readonly kind: 'boolean'; readonly value: boolean })
  /** A name without arguments, also `Nat`, `BOOLEAN`, and an operator symbol passed as an argument (`Fold(+, …)`). */
  | (Node & { readonly kind: 'name'; readonly name: string })
  /** `@` in EXCEPT. */
  | (Node & { readonly kind: 'at' })
  /**
   * An operator with arguments: `Op(a)`, `a + b`, `~a`, `x'`, `DOMAIN f`. Symbols have their canonical ASCII spelling
   * (see operators.ts); unary minus is `-.`. Infix `/\` and `\/` are here too; junction lists are `and` and `or`.
   */
  | (Node & { readonly kind: 'apply'; readonly name: string; readonly args: readonly Expression[] })
  /** `I!J(x)!Op(a)`: the path without its last name, then the operator. */
  | (Node & {
      readonly kind: 'qualified';
      readonly path: readonly PathStep[];
      readonly name: string;
      readonly args: readonly Expression[];
    })
  /** `Inv!1`, `I!Next!2!(x)`: a definition (perhaps qualified) and a walk through its body. */
  | (Node & {
      readonly kind: 'subexpression';
      readonly path: readonly PathStep[];
      readonly navigation: readonly Navigation[];
    })
  | (Node & { readonly kind: 'and' | 'or'; readonly items: readonly Expression[] })
  | (Node & {
      readonly kind: 'quantifier';
      readonly quantifier: '\\A' | '\\E';
      readonly bounds: readonly Bound[];
      readonly body: Expression;
    })
  | (Node & {
      readonly kind: 'unboundedQuantifier';
      readonly quantifier: '\\A' | '\\E' | '\\AA' | '\\EE';
      readonly names: readonly Identifier[];
      readonly body: Expression;
    })
  | (Node & {
      readonly kind: 'choose';
      readonly pattern: Pattern;
      readonly set?: Expression;
      readonly body: Expression;
    })
  | (Node & { readonly kind: 'set'; readonly items: readonly Expression[] })
  | (Node & {
      readonly kind: 'filter';
      readonly pattern: Pattern;
      readonly set: Expression;
      readonly body: Expression;
    })
  | (Node & { readonly kind: 'map'; readonly body: Expression; readonly bounds: readonly Bound[] })
  | (Node & {
      readonly kind: 'function';
      readonly bounds: readonly Bound[];
      readonly body: Expression;
    })
  /** `f[a, b]`. */
  | (Node & {
      readonly kind: 'index';
      readonly function: Expression;
      readonly args: readonly Expression[];
    })
  | (Node & {
      readonly kind: 'functionSet';
      readonly domain: Expression;
      readonly range: Expression;
    })
  | (Node & {
      readonly kind: 'record' | 'recordSet';
      readonly fields: readonly { readonly name: Identifier; readonly value: Expression }[];
    })
  /** `r.name`. */
  | (Node & { readonly kind: 'field'; readonly record: Expression; readonly name: Identifier })
  | (Node & {
      readonly kind: 'except';
      readonly base: Expression;
      readonly updates: readonly Update[];
    })
  | (Node & { readonly kind: 'tuple'; readonly items: readonly Expression[] })
  /** `S \X T \X U`: flat as written; parentheses make a nested product. */
  | (Node & { readonly kind: 'product'; readonly items: readonly Expression[] })
  /** `[A]_v` and `<<A>>_v`. */
  | (Node & {
      readonly kind: 'boxAction' | 'angleAction';
      readonly action: Expression;
      readonly subscript: Expression;
    })
  | (Node & {
      readonly kind: 'fairness';
      readonly strength: 'WF' | 'SF';
      readonly subscript: Expression;
      readonly action: Expression;
    })
  | (Node & {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly then: Expression;
      readonly else: Expression;
    })
  | (Node & {
      readonly kind: 'case';
      readonly arms: readonly { readonly guard: Expression; readonly value: Expression }[];
      readonly other?: Expression;
    })
  | (Node & {
      readonly kind: 'let';
      readonly definitions: readonly Unit[];
      readonly body: Expression;
    })
  | (Node & {
      readonly kind: 'lambda';
      readonly parameters: readonly Identifier[];
      readonly body: Expression;
    })
  | (Node & {
      readonly kind: 'label';
      readonly name: Identifier;
      readonly parameters: readonly Identifier[];
      readonly body: Expression;
    });

/** `![i].a[j, k] = value`. */
export interface Update extends Node {
  readonly path: readonly UpdateStep[];
  readonly value: Expression;
}

export type UpdateStep =
  | { readonly kind: 'field'; readonly name: Identifier }
  | { readonly kind: 'index'; readonly args: readonly Expression[] };
