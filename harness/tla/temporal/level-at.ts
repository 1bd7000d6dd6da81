/**
 * The level of a formula in its place. Levels of definitions count parameters as constants; here it is known what they
 * stand for, so `F` in `Eventually(F) == <>F` has the level of what it was given.
 */
import type { Surrounding } from '../compile/entry.ts';
import type { Argument, Expr, LetDefinition, Level, Local } from '../semantics/ir.ts';
import { isOperatorArgument } from '../semantics/ir.ts';
import { definitionLevel, levelOf } from '../semantics/levels.ts';
import { parts } from '../semantics/walk.ts';

type Bound =
  | Argument
  | {
      readonly kind: 'letDefinition';
      readonly parameters: readonly Local[];
      readonly body: Expr;
    };

/** What a local stands for, and what surrounds that; undefined for the element of a quantifier. */
export function bindingOf(
  local: Local,
  around: readonly Surrounding[],
): { readonly argument: Bound; readonly outside: readonly Surrounding[] } | undefined {
  for (let i = around.length - 1; i >= 0; i--) {
    const step = around[i] as Surrounding;
    if (step.kind === 'value') {
      if (step.local === local) return undefined;
    } else if (step.kind === 'arguments') {
      const argument = step.args[step.parameters.indexOf(local)];
      if (argument !== undefined) return { argument, outside: around.slice(0, i) };
    } else {
      const found = step.definitions.find((definition) => definition.local === local);
      if (found !== undefined)
        return { argument: letBound(found), outside: around.slice(0, i + 1) };
    }
  }
  return undefined;
}

function letBound({ parameters, body }: LetDefinition): Bound {
  return { kind: 'letDefinition', parameters, body };
}

export function levelAt(expr: Expr, around: readonly Surrounding[]): Level {
  const level = levelOf(expr);
  if (level === 3 || around.length === 0) return level;
  return highestOf(expr, around, level, new Set());
}

/** Also looks at what the locals in it stand for; `met` are those that were looked at. */
function highestOf(
  expr: Expr,
  around: readonly Surrounding[],
  level: Level,
  met: Set<Local>,
): Level {
  // ENABLED makes a state predicate of everything.
  if (expr.kind === 'builtin' && expr.name === 'ENABLED') return level;
  let highest = level;
  const raise = (other: Level): void => {
    if (other > highest) highest = other;
  };
  if ((expr.kind === 'local' || expr.kind === 'callLocal') && !met.has(expr.local)) {
    met.add(expr.local);
    const found = bindingOf(expr.local, around);
    if (found !== undefined) raise(boundLevel(found.argument, found.outside, met));
  }
  for (const part of parts(expr)) if (highest < 3) raise(highestOf(part, around, highest, met));
  return highest;
}

function boundLevel(bound: Bound, around: readonly Surrounding[], met: Set<Local>): Level {
  if (bound.kind === 'letDefinition' || bound.kind === 'lambda')
    return highestOf(bound.body, around, levelOf(bound.body), met);
  if (!isOperatorArgument(bound)) return highestOf(bound, around, levelOf(bound), met);
  switch (bound.kind) {
    case 'operatorDefinition':
      return definitionLevel(bound.definition);
    case 'operatorBuiltin':
      return ['[]', '<>', '~>'].includes(bound.name) ? 3 : 0;
    case 'operatorLocal': {
      const found = bindingOf(bound.local, around);
      return found === undefined ? 0 : boundLevel(found.argument, found.outside, met);
    }
    case 'operatorConstant':
      return bound.constant.definition === undefined
        ? 0
        : definitionLevel(bound.constant.definition);
  }
}
