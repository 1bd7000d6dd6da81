/** Where an expression stands while its names are resolved: the scope, and how far into the text names may be used. */
import type { Diagnostic } from '../diagnostic.ts';
import type { Expression, Span } from '../syntax/ast.ts';
import type { BuiltinName, Expr, LetDefinition, Local, OperatorArgument } from './ir.ts';
import { Scope } from './scope.ts';

/** The operators of the language and how many arguments they take; nobody can redefine them. */
export const builtins: ReadonlyMap<string, number> = new Map<BuiltinName, number>([
  ['=', 2],
  ['#', 2],
  ['~', 1],
  ['/\\', 2],
  ['\\/', 2],
  ['=>', 2],
  ['<=>', 2],
  ['\\in', 2],
  ['\\notin', 2],
  ['\\subseteq', 2],
  ['\\cup', 2],
  ['\\cap', 2],
  ['\\', 2],
  ['UNION', 1],
  ['SUBSET', 1],
  ['DOMAIN', 1],
  ["'", 1],
  ['UNCHANGED', 1],
  ['ENABLED', 1],
  ['[]', 1],
  ['<>', 1],
  ['~>', 2],
  ['-+->', 2],
  ['\\cdot', 2],
]);

/** What resolving an expression needs to know besides its scope. */
export interface Resolver {
  /** expressions.ts and operators.ts, for the files that they use themselves. */
  readonly resolve: (expression: Expression, context: Context) => Expr;
  readonly resolveOperator: (
    expression: Expression,
    arity: number,
    context: Context,
  ) => OperatorArgument | Expr;
  readonly diagnostics: Diagnostic[];
  /** How LET brings in operators, functions and instances; given by units.ts, which knows modules. */
  readonly letScope: (
    definitions: readonly unknown[],
    context: Context,
  ) => { scope: Scope; definitions: LetDefinition[] };
}

/** The scope of an expression, and how far into the text names may be used. */
export interface Context {
  readonly resolver: Resolver;
  readonly scope: Scope;
  readonly order: number;
}

export function within(context: Context, locals: readonly Local[]): Context {
  if (locals.length === 0) return context;
  const scope = new Scope(context.scope);
  for (const local of locals) scope.set(local.name, local);
  return { ...context, scope };
}

export function report(
  context: Context,
  code: Diagnostic['code'],
  message: string,
  span: Span,
  hint?: string,
): Expr {
  context.resolver.diagnostics.push(
    hint === undefined ? { code, message, span } : { code, message, span, hint },
  );
  return { kind: 'value', value: false, span };
}
