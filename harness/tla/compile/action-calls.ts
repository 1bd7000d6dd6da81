/** Actions that are called by a name: definitions, parameters, LETs, and rules `[x \in S |-> A]` that are applied. */
import type { Argument, Definition, Expr, Local } from '../semantics/ir.ts';
import { levelOf } from '../semantics/levels.ts';
import { isCheap } from './analysis.ts';
import { test } from './assignment.ts';
import {
  bind,
  bindJs,
  block,
  type Context,
  type Continuation,
  fail,
  meaningOf,
  type Path,
} from './context.ts';
import { resolveOverride } from './override.ts';
import { bindArguments } from './parameters.ts';
import { callRecursive, canCall } from './recursion.ts';
import { ruleOf, splits } from './splits.ts';

export function callAction(
  expr: Extract<Expr, { kind: 'call' }>,
  context: Context,
  path: Path,
  then: Continuation,
): void {
  const definition = resolveOverride(expr.definition);
  if ('value' in definition || definition.native !== undefined) {
    return test(expr, context, path, then);
  }
  const label = path.open
    ? { definition: expr.definition, args: labelArguments(definition, expr.args, context) }
    : path.label;
  const back: Continuation = {
    small: then.small,
    emit: (deeper, next) => then.emit({ ...deeper, bindings: context.bindings }, next),
  };
  if (definition.recursive) {
    if (!canCall(expr.args)) return test(expr, context, path, then);
    const { parameters, id } = definition;
    const call = {
      id: `d${id}`,
      parameters,
      body: definition.body(),
      bindings: undefined,
      args: expr.args,
    };
    return callRecursive(call, context, { ...path, label }, back);
  }
  const inner = bindArguments(definition.parameters, expr.args, context);
  context.builder.action(definition.body(), inner, { ...path, label }, back);
}

/** The arguments of a named action as JavaScript, for traces; only rigid ones are shown. */
function labelArguments(
  definition: Definition,
  args: readonly Argument[],
  context: Context,
): string[] {
  return definition.parameters.map((_, i) => {
    const argument = args[i];
    if (argument === undefined || !('span' in argument)) return 'undefined';
    if (argument.kind === 'local') {
      const meaning = meaningOf(context, argument.local);
      if (meaning.kind === 'js') return meaning.js;
      if (meaning.kind === 'named')
        return (
          labelArguments(
            { ...definition, parameters: [definition.parameters[0] as Local] },
            [meaning.expr],
            meaning.context,
          )[0] ?? 'undefined'
        );
      return 'undefined';
    }
    if (isCheap(argument) && levelOf(argument) === 0)
      return context.builder.expr(argument, block(context));
    return 'undefined';
  });
}

/** A parameter or a LET that stands for an action. */
export function localAction(
  expr: Extract<Expr, { kind: 'local' | 'callLocal' }>,
  context: Context,
  path: Path,
  then: Continuation,
): void {
  const meaning = meaningOf(context, expr.local);
  const back: Continuation = {
    small: then.small,
    emit: (deeper, next) => then.emit({ ...deeper, bindings: context.bindings }, next),
  };
  if (expr.kind === 'local' && meaning.kind === 'named' && splits(meaning.expr, context.initial)) {
    return context.builder.action(
      meaning.expr,
      { ...context, bindings: meaning.context.bindings },
      path,
      back,
    );
  }
  if (expr.kind === 'callLocal' && meaning.kind === 'operator' && meaning.recursive) {
    if (!canCall(expr.args) || !splits(meaning.body, context.initial))
      return test(expr, context, path, then);
    const { parameters, body } = meaning;
    const call = {
      id: `l${expr.local.id}`,
      parameters,
      body,
      bindings: meaning.context.bindings,
      args: expr.args,
    };
    return callRecursive(call, context, path, back);
  }
  if (
    expr.kind === 'callLocal' &&
    meaning.kind === 'operator' &&
    splits(meaning.body, context.initial)
  ) {
    let inner: Context = { ...context, bindings: meaning.context.bindings };
    for (const [i, parameter] of meaning.parameters.entries()) {
      const argument = expr.args[i] as Argument;
      if (!('span' in argument))
        inner = bind(inner, parameter, { kind: 'operatorArgument', argument, context });
      else if (argument.kind === 'local')
        inner = bind(inner, parameter, meaningOf(context, argument.local));
      else if (levelOf(argument) === 0)
        inner = bindJs(inner, parameter, nameValue(argument, context));
      else
        inner = bind(inner, parameter, {
          kind: 'named',
          expr: argument,
          context,
          current: undefined,
        });
    }
    return context.builder.action(meaning.body, inner, path, back);
  }
  if (expr.kind === 'callLocal' && meaning.kind === 'operatorArgument') {
    const { argument } = meaning;
    if (argument.kind === 'operatorBuiltin') {
      const args = expr.args as readonly Expr[];
      const applied: Expr = { kind: 'builtin', name: argument.name, args, span: expr.span };
      return context.builder.action(applied, context, path, back);
    }
    if (argument.kind === 'operatorDefinition') {
      return callAction(
        {
          kind: 'call',
          definition: argument.definition,
          args: [...argument.leading, ...expr.args],
          span: expr.span,
        },
        context,
        path,
        back,
      );
    }
    if (argument.kind === 'lambda' && splits(argument.body, context.initial)) {
      const inner = bindArguments(argument.parameters, expr.args, context);
      const bindings = argument.parameters.reduce(
        (outer, parameter) => ({ local: parameter, meaning: meaningOf(inner, parameter), outer }),
        meaning.context.bindings as Context['bindings'],
      );
      return context.builder.action(argument.body, { ...context, bindings }, path, back);
    }
  }
  return test(expr, context, path, then);
}

/** `[x \in S |-> A][e]`, A an action: TLC follows the rule. It does not in an initial predicate. */
export function applyRule(
  expr: Extract<Expr, { kind: 'index' }>,
  context: Context,
  path: Path,
  then: Continuation,
): void {
  const rule = ruleOf(expr.function);
  const [binding] = rule?.bindings ?? [];
  if (rule === undefined || binding === undefined) return test(expr, context, path, then);
  const argument = nameValue(expr.argument, context);
  const outside = fail('a function was applied to an argument outside its domain', context);
  context.out.push(
    `if (!member(${argument}, ${context.builder.expr(binding.set, context)})) ${outside};`,
  );
  const inner = bindJs(context, binding.names[0] as Local, argument);
  context.builder.action(
    rule.body,
    inner,
    { ...path, open: false },
    {
      small: then.small,
      emit: (deeper, next) => then.emit({ ...deeper, bindings: context.bindings }, next),
    },
  );
}

function nameValue(expr: Expr, context: Context): string {
  const name = context.builder.fresh('v');
  context.out.push(`const ${name} = ${context.builder.expr(expr, context)};`);
  return name;
}
