/**
 * SPECIFICATION and PROPERTY formulas taken apart: what must hold at first, what every step must be, what holds in every
 * state, and what is temporal otherwise. Definitions are looked into; nothing is judged.
 */
import { type Expr, isOperatorArgument, type LetDefinition } from './ir.ts';
import { levelOf } from './levels.ts';

export interface TemporalParts {
  readonly initial: Expr[];
  readonly invariants: Expr[];
  /** `[][A]_v`: A for running, [A]_v for judging. */
  readonly steps: { action: Expr; whole: Expr }[];
  /** Fairness and liveness. */
  readonly temporal: Expr[];
}

/** Takes a conjunction of temporal formulas apart, looking into definitions and LETs. */
export function takeApart(formula: Expr): TemporalParts {
  const parts: TemporalParts = { initial: [], invariants: [], steps: [], temporal: [] };
  const visit = (expr: Expr, wrap: (part: Expr) => Expr): void => {
    const inside = enter(expr);
    if (levelOf(expr) <= 1) parts.initial.push(wrap(expr));
    else if (expr.kind === 'and') for (const item of expr.items) visit(item, wrap);
    else if (expr.kind === 'builtin' && expr.name === '/\\')
      for (const item of expr.args) visit(item, wrap);
    else if (inside !== undefined) visit(inside.body, (part) => wrap(inside.wrap(part)));
    else if (expr.kind === 'builtin' && expr.name === '[]') {
      const [inner] = expr.args as readonly [Expr];
      if (inner.kind === 'boxAction')
        parts.steps.push({ action: wrap(inner.action), whole: wrap(inner) });
      else if (levelOf(inner) <= 1) parts.invariants.push(wrap(inner));
      else parts.temporal.push(wrap(expr));
    } else parts.temporal.push(wrap(expr));
  };
  visit(formula, (part) => part);
  return parts;
}

/** The body of a called definition or a LET, and how what is found in it keeps the names bound around it. */
function enter(
  expr: Expr,
): { readonly body: Expr; readonly wrap: (part: Expr) => Expr } | undefined {
  if (expr.kind === 'let') {
    return { body: expr.body, wrap: (part) => ({ ...expr, body: part }) };
  }
  if (expr.kind !== 'call' || expr.definition.native !== undefined || expr.definition.recursive)
    return undefined;
  const { override } = expr.definition;
  const definition = override?.kind === 'definition' ? override : expr.definition;
  if (definition.native !== undefined || expr.args.some(isOperatorArgument)) return undefined;
  const filled = definition.parameters.map(
    (local, i): LetDefinition => ({
      local,
      parameters: [],
      recursive: false,
      body: expr.args[i] as Expr,
    }),
  );
  if (filled.length === 0) return { body: definition.body(), wrap: (part) => part };
  return {
    body: definition.body(),
    wrap: (body) => ({ kind: 'let', definitions: filled, body, span: body.span }),
  };
}
