/** Names that lead through modules and into definitions: `I(3)!Op(x)`, `Inv!1`, `Next!2!(x)!<<`. */
import type { Expression, Navigation, PathStep } from './ast.ts';
import type { Concrete } from './concrete.ts';
import { type Context, refused, spanOf } from './context.ts';
import { identifier, isSymbol, symbolOf, textOf } from './names.ts';

/** A name with its arguments: an `identifier_ref`, a `bound_op`, a `bound_nonfix_op`, or an operator symbol. */
export function nameWithArguments(context: Context, node: Concrete): PathStep {
  const { source } = context;
  const [head = node, ...rest] = node.children;
  const span = spanOf(context, node);
  switch (node.type) {
    case 'bound_op':
      return { name: identifier(source, head).name, args: rest.map(context.expression), span };
    case 'bound_nonfix_op':
      return { name: symbolOf(head), args: rest.map(context.expression), span };
    default:
      if (isSymbol(node)) return { name: symbolOf(node), args: [], span };
      return { name: identifier(source, node).name, args: [], span };
  }
}

/** `I!J!Op(x)`: qualified, or a subexpression when the way leads through a formula (`Inv!1!label`). */
export function prefixedName(context: Context, node: Concrete): Expression {
  const [prefix, last] = node.children as [Concrete, Concrete];
  const steps = prefix.children;
  if (steps.some(isProofStep)) return refuseProofStep(context, node);
  const span = spanOf(context, node);
  if (steps.some((step) => step.type === 'subexpr_tree_nav')) {
    return { ...walk(context, [...steps, last]), kind: 'subexpression', span };
  }
  const { name, args } = nameWithArguments(context, last);
  return { kind: 'qualified', path: walk(context, steps).path, name, args, span };
}

/** `Inv!1!<<`: a way that ends in a formula. */
export function subexpression(context: Context, node: Concrete): Expression {
  const [prefix, last] = node.children as [Concrete, Concrete];
  if (prefix.children.some(isProofStep)) return refuseProofStep(context, node);
  return {
    ...walk(context, [...prefix.children, last]),
    kind: 'subexpression',
    span: spanOf(context, node),
  };
}

/** Names up to the first step into a formula are the path; from there on everything is navigation. */
function walk(
  context: Context,
  steps: readonly Concrete[],
): { path: PathStep[]; navigation: Navigation[] } {
  const path: PathStep[] = [];
  const navigation: Navigation[] = [];
  for (const step of steps) {
    if (step.type === 'subexpr_tree_nav') {
      navigation.push(navigate(context, step.children[0] as Concrete));
      continue;
    }
    const named = step.type === 'subexpr_component' ? (step.children[0] as Concrete) : step;
    const { name, args, span } = nameWithArguments(context, named);
    if (navigation.length === 0) path.push({ name, args, span });
    else navigation.push({ kind: 'name', name, args });
  }
  return { path, navigation };
}

function navigate(context: Context, step: Concrete): Navigation {
  switch (step.type) {
    case 'langle_bracket':
      return { kind: 'left' };
    case 'rangle_bracket':
      return { kind: 'right' };
    case 'colon':
      return { kind: 'body' };
    case 'address':
      return { kind: 'at' };
    case 'operator_args':
      return { kind: 'arguments', args: step.children.map(context.expression) };
    default:
      return { kind: 'child', index: Number(textOf(context.source, step)) };
  }
}

function isProofStep(node: Concrete): boolean {
  return node.type === 'proof_step_ref';
}

export function refuseProofStep(context: Context, node: Concrete): Expression {
  context.source.report(
    'TLA401',
    node.start,
    node.end,
    'a step of a proof cannot be named here: proofs are not read',
  );
  return refused(context, node);
}
