/** A name or symbol with its arguments: looked up, its arity checked, and applied to what it stands for. */
import { unreachable } from '../diagnostic.ts';
import type { Expression, Span } from '../syntax/ast.ts';
import { strings } from '../values/infinite-set.ts';
import { booleanSet } from '../values/make.ts';
import type { Value } from '../values/value.ts';
import { builtins, type Context, report } from './context.ts';
import {
  type Argument,
  type BuiltinName,
  type Definition,
  type Expr,
  isOperatorArgument,
  type Local,
  localArgument,
  type OperatorArgument,
} from './ir.ts';
import { type Entity, nearest, spanOf } from './scope.ts';

/** A name or symbol with its arguments: a thing of the scope first, else an operator of the language. */
export function resolveApplication(
  name: string,
  args: readonly Expression[],
  span: Span,
  context: Context,
): Expr {
  const arity = builtins.get(name);
  if (arity !== undefined && arity === args.length) {
    return {
      kind: 'builtin',
      name: name as BuiltinName,
      args: args.map((arg) => context.resolver.resolve(arg, context)),
      span,
    };
  }
  const constant = builtinConstants.get(name);
  if (constant !== undefined && args.length === 0) return { kind: 'value', value: constant, span };
  const entity = lookUp(name, span, context);
  if (entity === undefined) return { kind: 'value', value: false, span };
  return applyEntity(entity, name, args, span, context);
}

const builtinConstants: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['BOOLEAN', booleanSet],
  ['STRING', strings],
]);

export function lookUp(name: string, span: Span, context: Context): Entity | undefined {
  const entity = context.scope.find(name);
  if (entity === undefined) {
    report(context, 'TLA201', `${describeName(name)} is not defined`, span, hintFor(name, context));
    return undefined;
  }
  if ('order' in entity && entity.kind !== 'substitutionEntity' && entity.order > context.order) {
    const place = spanOf(entity);
    const where = place === undefined ? '' : ` (it is defined at line ${place.line})`;
    report(
      context,
      'TLA202',
      `${name} is used before its definition${where}`,
      span,
      'a recursive operator needs a RECURSIVE declaration',
    );
    return undefined;
  }
  return entity;
}

export function describeName(name: string): string {
  return /^\w+$/.test(name) ? `the name ${name}` : `the operator ${name}`;
}

const homes: Readonly<Record<string, string>> = {
  '+': 'Naturals',
  '-': 'Naturals',
  '*': 'Naturals',
  '<': 'Naturals',
  '>': 'Naturals',
  '<=': 'Naturals',
  '>=': 'Naturals',
  '..': 'Naturals',
  '%': 'Naturals',
  '\\div': 'Naturals',
  '^': 'Naturals',
  Nat: 'Naturals',
  Int: 'Integers',
  '-.': 'Integers',
  Len: 'Sequences',
  Append: 'Sequences',
  Head: 'Sequences',
  Tail: 'Sequences',
  Seq: 'Sequences',
  SubSeq: 'Sequences',
  SelectSeq: 'Sequences',
  '\\o': 'Sequences',
  Cardinality: 'FiniteSets',
  IsFiniteSet: 'FiniteSets',
  ':>': 'TLC',
  '@@': 'TLC',
  Print: 'TLC',
  PrintT: 'TLC',
  Assert: 'TLC',
  ToString: 'TLC',
  Permutations: 'TLC',
};

function hintFor(name: string, context: Context): string | undefined {
  const home = homes[name];
  if (home !== undefined) return `EXTENDS ${home} defines it`;
  const candidates = nearest(name, context.scope.names());
  return candidates.length === 0 ? undefined : `did you mean ${candidates.join(' or ')}?`;
}

export function applyEntity(
  entity: Entity,
  name: string,
  args: readonly Expression[],
  span: Span,
  context: Context,
): Expr {
  switch (entity.kind) {
    case 'variable':
      return args.length === 0
        ? { kind: 'variable', variable: entity, span }
        : wrongArity(name, 0, args, span, context);
    case 'local':
      if (entity.arity !== args.length) return wrongArity(name, entity.arity, args, span, context);
      if (entity.arity === 0) return { kind: 'local', local: entity, span };
      return {
        kind: 'callLocal',
        local: entity,
        args: resolveArguments(args, entity.signature, context),
        span,
      };
    case 'constant':
      if (entity.arity !== args.length) return wrongArity(name, entity.arity, args, span, context);
      return {
        kind: 'constant',
        constant: entity,
        args: resolveArguments(args, undefined, context),
        span,
      };
    case 'definitionEntity': {
      const leading = entity.leading.map((local) => localArgument(local, span));
      return callDefinition(entity.definition, leading, args, span, context);
    }
    case 'substitutionEntity':
      return applySubstitution(
        entity.expression,
        { ...context, scope: entity.scope, order: entity.order },
        args,
        span,
        context,
      );
    case 'instanceEntity':
      return report(
        context,
        'TLA204',
        `${name} is an instance, not an expression; write ${name}!Operator`,
        span,
      );
    default:
      return unreachable(entity);
  }
}

/** A call with the leading arguments of its instance, resolved already, and the written ones. */
export function callDefinition(
  definition: Definition,
  leading: readonly Argument[],
  args: readonly Expression[],
  span: Span,
  context: Context,
): Expr {
  const own = definition.parameters.slice(leading.length);
  if (own.length !== args.length)
    return wrongArity(definition.name, own.length, args, span, context);
  return {
    kind: 'call',
    definition,
    args: [...leading, ...resolveArguments(args, own, context)],
    span,
  };
}

export function wrongArity(
  name: string,
  expected: number,
  args: readonly Expression[],
  span: Span,
  context: Context,
): Expr {
  const count =
    expected === 0 ? 'no arguments' : `${expected} argument${expected === 1 ? '' : 's'}`;
  return report(context, 'TLA302', `${name} takes ${count}, but here it has ${args.length}`, span);
}

export function resolveArguments(
  args: readonly Expression[],
  parameters: readonly Local[] | undefined,
  context: Context,
): Argument[] {
  return args.map((arg, i) => {
    const arity = parameters?.[i]?.arity ?? 0;
    return arity === 0
      ? context.resolver.resolve(arg, context)
      : context.resolver.resolveOperator(arg, arity, context);
  });
}

/** The declaration of an instantiated module, with arguments when it is an operator: what WITH put in its place. */
export function applySubstitution(
  substitute: Expression,
  outer: Context,
  args: readonly Expression[],
  span: Span,
  context: Context,
): Expr {
  if (args.length === 0) return context.resolver.resolve(substitute, outer);
  const operator = context.resolver.resolveOperator(substitute, args.length, outer);
  const resolved = resolveArguments(args, undefined, context);
  if (!isOperatorArgument(operator)) return operator;
  return applyOperator(operator, resolved, span);
}

/** An operator that is known, applied to arguments. */
export function applyOperator(
  operator: OperatorArgument,
  args: readonly Argument[],
  span: Span,
): Expr {
  switch (operator.kind) {
    case 'operatorDefinition':
      return {
        kind: 'call',
        definition: operator.definition,
        args: [...operator.leading, ...args],
        span,
      };
    case 'operatorLocal':
      return { kind: 'callLocal', local: operator.local, args, span };
    case 'operatorConstant':
      return { kind: 'constant', constant: operator.constant, args, span };
    case 'operatorBuiltin':
      return { kind: 'builtin', name: operator.name, args: args as readonly Expr[], span };
    case 'lambda':
      return {
        kind: 'let',
        definitions: operator.parameters.map((local, i) => ({
          local,
          parameters: [],
          recursive: false,
          body: args[i] as Expr,
        })),
        body: operator.body,
        span,
      };
    default:
      return unreachable(operator);
  }
}
