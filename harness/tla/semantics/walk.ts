/** Walking resolved expressions: the parts of a construct, in the order in which it is written. */
import type { Argument, Binding, ExceptUpdate, Expr, Local } from './ir.ts';

/** The direct parts of an expression, including the bodies of LAMBDA arguments and LET definitions. */
export function parts(expr: Expr): Expr[] {
  switch (expr.kind) {
    case 'value':
    case 'local':
    case 'variable':
      return [];
    case 'constant':
    case 'call':
    case 'callLocal':
      return expr.args.flatMap(argumentParts);
    case 'builtin':
      return [...expr.args];
    case 'and':
    case 'or':
    case 'set':
    case 'tuple':
    case 'product':
      return [...expr.items];
    case 'quantifier':
    case 'map':
    case 'function':
      return [...expr.bindings.map((binding) => binding.set), expr.body];
    case 'temporalQuantifier':
      return [expr.body];
    case 'choose':
      return expr.set === undefined ? [expr.body] : [expr.set, expr.body];
    case 'filter':
      return [expr.binding.set, expr.body];
    case 'index':
      return [expr.function, expr.argument];
    case 'functionSet':
      return [expr.domain, expr.range];
    case 'record':
    case 'recordSet':
      return [...expr.values];
    case 'field':
      return [expr.record];
    case 'except':
      return [
        expr.base,
        ...expr.updates.flatMap((update) => [
          ...update.path.flatMap((step) => (step.kind === 'index' ? [step.argument] : [])),
          update.value,
        ]),
      ];
    case 'boxAction':
    case 'angleAction':
    case 'fairness':
      return [expr.action, expr.subscript];
    case 'if':
      return [expr.condition, expr.then, expr.else];
    case 'case': {
      const arms = expr.arms.flatMap((arm) => [arm.guard, arm.value]);
      return expr.other === undefined ? arms : [...arms, expr.other];
    }
    case 'let':
      return [...expr.definitions.map((definition) => definition.body), expr.body];
  }
}

function argumentParts(argument: Argument): Expr[] {
  switch (argument.kind) {
    case 'lambda':
      return [argument.body];
    case 'operatorDefinition':
      return argument.leading.flatMap(argumentParts);
    case 'operatorLocal':
    case 'operatorConstant':
    case 'operatorBuiltin':
      return [];
    default:
      return [argument];
  }
}

/** The same construct with each of its parts changed. */
export function withParts(expr: Expr, change: (part: Expr) => Expr): Expr {
  const all = (items: readonly Expr[]): Expr[] => items.map(change);
  const binding = (each: Binding): Binding => ({ ...each, set: change(each.set) });
  switch (expr.kind) {
    case 'value':
    case 'local':
    case 'variable':
      return expr;
    case 'constant':
    case 'call':
    case 'callLocal':
      return { ...expr, args: expr.args.map((each) => changedArgument(each, change)) };
    case 'builtin':
      return { ...expr, args: all(expr.args) };
    case 'and':
    case 'or':
    case 'set':
    case 'tuple':
    case 'product':
      return { ...expr, items: all(expr.items) };
    case 'quantifier':
    case 'map':
    case 'function':
      return { ...expr, bindings: expr.bindings.map(binding), body: change(expr.body) };
    case 'temporalQuantifier':
      return { ...expr, body: change(expr.body) };
    case 'choose':
      return {
        ...expr,
        set: expr.set === undefined ? undefined : change(expr.set),
        body: change(expr.body),
      };
    case 'filter':
      return { ...expr, binding: binding(expr.binding), body: change(expr.body) };
    case 'index':
      return { ...expr, function: change(expr.function), argument: change(expr.argument) };
    case 'functionSet':
      return { ...expr, domain: change(expr.domain), range: change(expr.range) };
    case 'record':
    case 'recordSet':
      return { ...expr, values: all(expr.values) };
    case 'field':
      return { ...expr, record: change(expr.record) };
    case 'except':
      return {
        ...expr,
        base: change(expr.base),
        updates: expr.updates.map((update) => changedUpdate(update, change)),
      };
    case 'boxAction':
    case 'angleAction':
    case 'fairness':
      return { ...expr, action: change(expr.action), subscript: change(expr.subscript) };
    case 'if':
      return {
        ...expr,
        condition: change(expr.condition),
        // biome-ignore lint/suspicious/noThenProperty: the branch of an IF; nobody awaits an expression.
        then: change(expr.then),
        else: change(expr.else),
      };
    case 'case':
      return {
        ...expr,
        arms: expr.arms.map(({ guard, value }) => ({ guard: change(guard), value: change(value) })),
        other: expr.other === undefined ? undefined : change(expr.other),
      };
    case 'let':
      return {
        ...expr,
        definitions: expr.definitions.map((each) => ({ ...each, body: change(each.body) })),
        body: change(expr.body),
      };
  }
}

function changedArgument(argument: Argument, change: (part: Expr) => Expr): Argument {
  switch (argument.kind) {
    case 'lambda':
      return { ...argument, body: change(argument.body) };
    case 'operatorDefinition':
      return {
        ...argument,
        leading: argument.leading.map((each) => changedArgument(each, change)),
      };
    case 'operatorLocal':
    case 'operatorConstant':
    case 'operatorBuiltin':
      return argument;
    default:
      return change(argument);
  }
}

function changedUpdate(update: ExceptUpdate, change: (part: Expr) => Expr): ExceptUpdate {
  const path = update.path.map((step) =>
    step.kind === 'index' ? { ...step, argument: change(step.argument) } : step,
  );
  return { ...update, path, value: change(update.value) };
}

export function mentions(expr: Expr, local: Local): boolean {
  if ((expr.kind === 'local' || expr.kind === 'callLocal') && expr.local === local) return true;
  if (expr.kind === 'call' || expr.kind === 'constant' || expr.kind === 'callLocal') {
    if (expr.args.some((argument) => argument.kind === 'operatorLocal' && argument.local === local))
      return true;
  }
  return parts(expr).some((part) => mentions(part, local));
}
