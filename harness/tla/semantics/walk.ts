/** Walking resolved expressions: the parts of a construct, in the order in which it is written. */
import type { Argument, Expr, Local } from './ir.ts';

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

export function mentions(expr: Expr, local: Local): boolean {
  if ((expr.kind === 'local' || expr.kind === 'callLocal') && expr.local === local) return true;
  if (expr.kind === 'call' || expr.kind === 'constant' || expr.kind === 'callLocal') {
    if (expr.args.some((argument) => argument.kind === 'operatorLocal' && argument.local === local))
      return true;
  }
  return parts(expr).some((part) => mentions(part, local));
}
