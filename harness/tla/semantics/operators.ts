/** An operator where one is expected as an argument: a name, a symbol, a qualified name, a part of a body, a LAMBDA. */
import type { Expression, PathStep, Span } from '../syntax/ast.ts';
import { lookUp, resolveArguments } from './application.ts';
import { builtins, type Context, report, within } from './context.ts';
import {
  type Argument,
  type BuiltinName,
  type Definition,
  type Expr,
  type Local,
  localArgument,
  makeLocal,
  type OperatorArgument,
} from './ir.ts';
import { filling, throughDefinition, type Way, walkPath } from './qualified.ts';
import type { Entity } from './scope.ts';
import { walkInto } from './subexpressions.ts';

/** An expression where an operator of some arity is expected: a name, a symbol, a qualified name, or a LAMBDA. */
export function resolveOperator(
  expression: Expression,
  arity: number,
  context: Context,
): OperatorArgument | Expr {
  const { span } = expression;
  if (expression.kind === 'lambda') {
    if (expression.parameters.length !== arity) {
      return report(
        context,
        'TLA302',
        `an operator of ${arity} arguments is expected, this LAMBDA has ${expression.parameters.length}`,
        span,
      );
    }
    const parameters = expression.parameters.map((name) => makeLocal(name.name, 0, name.span));
    return {
      kind: 'lambda',
      parameters,
      body: context.resolver.resolve(expression.body, within(context, parameters)),
    };
  }
  const inside = throughDefinition(expression, context);
  if (inside !== undefined) return resolvePartAsOperator(inside, arity, span, context);
  if (expression.kind === 'qualified' && expression.args.length === 0) {
    const found = walkPath(expression.path, span, context);
    const target = found?.scope.own(expression.name);
    if (found === undefined || target?.kind !== 'definitionEntity') {
      return report(
        context,
        'TLA201',
        `${expression.name} is not defined in ${expression.path.at(-1)?.name}`,
        span,
      );
    }
    return operatorOf(target.definition, found.leading, arity, span, context);
  }
  if (expression.kind !== 'name') {
    return report(
      context,
      'TLA303',
      `an operator of ${arity} argument${arity === 1 ? '' : 's'} is expected here, not an expression`,
      span,
    );
  }
  if (builtins.get(expression.name) === arity) {
    return { kind: 'operatorBuiltin', name: expression.name as BuiltinName, arity };
  }
  const entity = lookUp(expression.name, span, context);
  if (entity === undefined) return { kind: 'value', value: false, span };
  return entityAsOperator(entity, expression.name, arity, span, context);
}

function entityAsOperator(
  entity: Entity,
  name: string,
  arity: number,
  span: Span,
  context: Context,
): OperatorArgument | Expr {
  switch (entity.kind) {
    case 'definitionEntity': {
      const leading = entity.leading.map((local) => localArgument(local, span));
      return operatorOf(entity.definition, leading, arity, span, context);
    }
    case 'local':
      if (entity.arity === arity) return { kind: 'operatorLocal', local: entity };
      break;
    case 'constant':
      if (entity.arity === arity) return { kind: 'operatorConstant', constant: entity };
      break;
    case 'substitutionEntity':
      return resolveOperator(entity.expression, arity, {
        ...context,
        scope: entity.scope,
        order: entity.order,
      });
  }
  return report(
    context,
    'TLA303',
    `${name} is not an operator of ${arity} argument${arity === 1 ? '' : 's'}`,
    span,
  );
}

function operatorOf(
  definition: Definition,
  leading: readonly Argument[],
  arity: number,
  span: Span,
  context: Context,
): OperatorArgument | Expr {
  const own = definition.parameters.length - leading.length;
  if (own === arity) return { kind: 'operatorDefinition', definition, leading };
  return report(
    context,
    'TLA303',
    `${definition.name} takes ${own} arguments, an operator of ${arity} is expected`,
    span,
  );
}

/** `Fold(Op!label, …)`: the names that are not filled in on the way are the parameters of an operator. */
export function resolvePartAsOperator(
  { path, navigation }: Way,
  arity: number,
  span: Span,
  context: Context,
): OperatorArgument | Expr {
  const last = path[path.length - 1] as PathStep;
  const outer = path.slice(0, -1);
  const found = outer.length === 0 ? undefined : walkPath(outer, span, context);
  const entity =
    outer.length === 0 ? lookUp(last.name, span, context) : found?.scope.own(last.name);
  if (entity?.kind !== 'definitionEntity' || entity.definition.native !== undefined) {
    return report(context, 'TLA403', `${last.name} is not a definition with parts`, span);
  }
  const { definition } = entity;
  const leading: readonly Argument[] =
    found?.leading ?? entity.leading.map((local) => localArgument(local, span));
  const own = definition.parameters.slice(leading.length);
  const given =
    last.args.length > 0
      ? resolveArguments(last.args, own, context)
      : own.map((local) => asArgument(local, span));
  const open: Local[] = last.args.length > 0 ? [] : [...own];
  const filled = [...leading, ...given.slice(0, last.args.length)].map((argument, i) =>
    filling(definition.parameters[i] as Local, argument),
  );
  const whole: Expr = { kind: 'call', definition, args: [...leading, ...given], span };
  const part = walkInto(definition.body(), navigation, {
    filled,
    whole,
    fill: (arg) => context.resolver.resolve(arg, context),
    open,
  });
  if (part === undefined || open.length !== arity) {
    return report(
      context,
      'TLA303',
      `an operator of ${arity} argument${arity === 1 ? '' : 's'} is expected here`,
      span,
    );
  }
  const body: Expr =
    filled.length === 0 ? part : { kind: 'let', definitions: filled, body: part, span };
  return { kind: 'lambda', parameters: open, body };
}

export function asArgument(local: Local, span: Span): Argument {
  return local.arity === 0 ? { kind: 'local', local, span } : { kind: 'operatorLocal', local };
}
