/** Names with a path: `I(3)!J!Op(a)`, and subexpression names, `Inv!1!(x)`. */
import type { Expression, Navigation, PathStep, Span } from '../syntax/ast.ts';
import {
  applyEntity,
  applyOperator,
  callDefinition,
  lookUp,
  resolveApplication,
  resolveArguments,
  wrongArity,
} from './application.ts';
import { type Context, report } from './context.ts';
import {
  type Argument,
  type Expr,
  isOperatorArgument,
  type LetDefinition,
  type Local,
  localArgument,
  makeLocal,
} from './ir.ts';
import { type Entity, type InstanceEntity, nearest, type Scope } from './scope.ts';
import { namePart, walkInto } from './subexpressions.ts';

/** The scope that a path of instances leads to, and the arguments of those instances. */
export function walkPath(
  path: readonly PathStep[],
  span: Span,
  context: Context,
): { scope: Scope; leading: Argument[] } | undefined {
  const first = path[0] as PathStep;
  let entity: Entity | undefined = lookUp(first.name, first.span, context);
  if (entity === undefined) return undefined;
  let leading: Argument[] =
    entity.kind === 'instanceEntity'
      ? entity.leading.map((local) => localArgument(local, span))
      : [];
  for (const [i, step] of path.entries()) {
    if (entity?.kind !== 'instanceEntity') {
      report(context, 'TLA204', `${step.name} is not an instance of a module`, step.span);
      return undefined;
    }
    const instance: InstanceEntity = entity;
    if (instance.arity !== step.args.length) {
      wrongArity(step.name, instance.arity, step.args, step.span, context);
      return undefined;
    }
    leading = [...leading, ...resolveArguments(step.args, instance.parameters, context)];
    const next = path[i + 1];
    if (next === undefined) return { scope: instance.scope, leading };
    entity = instance.scope.own(next.name);
  }
  return undefined;
}

export function resolveQualified(
  path: readonly PathStep[],
  name: string,
  args: readonly Expression[],
  span: Span,
  context: Context,
): Expr {
  const found = walkPath(path, span, context);
  if (found === undefined) return { kind: 'value', value: false, span };
  const entity = found.scope.own(name);
  const instance = path.map((step) => step.name).join('!');
  if (entity === undefined || found.scope.hidden.has(name) || found.scope.substituted.has(name)) {
    const candidates = nearest(
      name,
      [...found.scope.entries()].map(([key]) => key),
    );
    return report(
      context,
      'TLA201',
      `${instance} has no definition of ${name}`,
      span,
      candidates.length === 0
        ? undefined
        : `did you mean ${instance}!${candidates.join(` or ${instance}!`)}?`,
    );
  }
  if (entity.kind === 'definitionEntity')
    return callDefinition(entity.definition, found.leading, args, span, context);
  if (found.leading.length === 0) return applyEntity(entity, name, args, span, context);
  return report(context, 'TLA204', `${name} of ${instance} is not a definition`, span);
}

/** A definition (perhaps of an instance) and a way into its body. */
export interface Way {
  readonly path: readonly PathStep[];
  readonly navigation: readonly Navigation[];
}

/** `Op!label(1)` reads like `Instance!Op`; which of the two it is, only the scope can tell. */
export function throughDefinition(expression: Expression, context: Context): Way | undefined {
  if (expression.kind !== 'qualified' && expression.kind !== 'subexpression') return undefined;
  const { path } = expression;
  const after = expression.kind === 'qualified' ? [nameStep(expression)] : expression.navigation;
  let scope = context.scope;
  for (const [i, step] of path.entries()) {
    const entity = i === 0 ? scope.find(step.name) : scope.own(step.name);
    if (entity?.kind === 'definitionEntity' && entity.definition.native === undefined) {
      return {
        path: path.slice(0, i + 1),
        navigation: [...path.slice(i + 1).map(nameStep), ...after],
      };
    }
    if (entity?.kind !== 'instanceEntity') return undefined;
    scope = entity.scope;
  }
  return undefined;
}

export function nameStep({
  name,
  args,
}: {
  readonly name: string;
  readonly args: readonly Expression[];
}): Navigation {
  return { kind: 'name', name, args };
}

/** `Op(a)!1!(x)`: the part of a definition's body, with the arguments and the bound names filled in. */
export function resolveSubexpression(
  path: readonly PathStep[],
  navigation: readonly Navigation[],
  span: Span,
  context: Context,
): Expr {
  const last = path[path.length - 1] as PathStep;
  const outer = path.slice(0, -1);
  const whole =
    outer.length === 0
      ? resolveApplication(last.name, last.args, span, context)
      : resolveQualified(outer, last.name, last.args, span, context);
  if (whole.kind !== 'call' || whole.definition.native !== undefined) {
    return report(context, 'TLA403', `${last.name} is not a definition with parts`, span);
  }
  const { definition, args } = whole;
  const filled = definition.parameters.map((local, i) => filling(local, args[i] as Argument));
  const found = walkInto(definition.body(), navigation, {
    filled,
    whole,
    fill: (arg) => context.resolver.resolve(arg, context),
    open: undefined,
  });
  if (found === undefined) {
    return report(
      context,
      'TLA403',
      `${last.name} has no part that this subexpression name leads to`,
      span,
    );
  }
  if (filled.length === 0) return found;
  const named: Expr = { kind: 'let', definitions: filled, body: found, span };
  namePart(named, filled.slice(0, definition.parameters.length));
  return named;
}

/** An operator's parameter with its argument; one that is itself an operator becomes an operator of the LET. */
export function filling(local: Local, argument: Argument): LetDefinition {
  if (!isOperatorArgument(argument))
    return { local, parameters: [], recursive: false, body: argument };
  const { span } = local;
  const parameters = Array.from({ length: local.arity }, (_, i) => makeLocal(`a${i + 1}`, 0, span));
  const args = parameters.map((parameter): Expr => ({ kind: 'local', local: parameter, span }));
  return { local, parameters, recursive: false, body: applyOperator(argument, args, span) };
}
