/** Levels (Specifying Systems, 17.2): what an expression depends on. 0 constants, 1 state, 2 two states, 3 behaviours. */
import type { Argument, Definition, Expr, Level } from './ir.ts';
import { parts } from './walk.ts';

export function levelOf(expr: Expr): Level {
  switch (expr.kind) {
    case 'value':
    case 'local':
      return 0;
    case 'variable':
      return 1;
    case 'builtin':
      return builtinLevel(expr.name, partsLevel(expr), expr.args);
    case 'call':
      return highest(definitionLevel(expr.definition), argumentsLevel(expr.args));
    case 'constant': {
      const { definition } = expr.constant;
      return highest(
        definition === undefined ? 0 : definitionLevel(definition),
        argumentsLevel(expr.args),
      );
    }
    case 'callLocal':
      return argumentsLevel(expr.args);
    case 'boxAction':
    case 'angleAction':
      return 2;
    case 'fairness':
      return 3;
    case 'temporalQuantifier':
      return expr.quantifier === '\\AA' || expr.quantifier === '\\EE' ? 3 : partsLevel(expr);
    default:
      return partsLevel(expr);
  }
}

function builtinLevel(name: string, inner: Level, args: readonly Expr[]): Level {
  switch (name) {
    // A parameter may stand for a variable: `Put(v, e) == v' = e` is an action.
    case "'":
    case 'UNCHANGED':
      return inner === 0 && !args.some(mentionsAnyLocal) ? 0 : 2;
    // Of a state, as TLC has it, whatever it is said of.
    case 'ENABLED':
      return 1;
    case '[]':
    case '<>':
    case '~>':
    case '-+->':
      return 3;
    case '\\cdot':
      return 2;
    default:
      return inner;
  }
}

function mentionsAnyLocal(expr: Expr): boolean {
  return expr.kind === 'local' || expr.kind === 'callLocal' || parts(expr).some(mentionsAnyLocal);
}

function highest(a: Level, b: Level): Level {
  return a > b ? a : b;
}

function partsLevel(expr: Expr): Level {
  let level: Level = 0;
  for (const part of parts(expr)) level = highest(level, levelOf(part));
  return level;
}

function argumentsLevel(args: readonly Argument[]): Level {
  let level: Level = 0;
  for (const argument of args) {
    switch (argument.kind) {
      case 'operatorDefinition':
        level = highest(
          level,
          highest(definitionLevel(argument.definition), argumentsLevel(argument.leading)),
        );
        break;
      case 'lambda':
        level = highest(level, levelOf(argument.body));
        break;
      case 'operatorConstant': {
        const { definition } = argument.constant;
        if (definition !== undefined) level = highest(level, definitionLevel(definition));
        break;
      }
      case 'operatorLocal':
      case 'operatorBuiltin':
        break;
      default:
        level = highest(level, levelOf(argument));
    }
  }
  return level;
}

/** Definitions that are being measured, by when that began. */
const running = new Map<Definition, number>();
/** The earliest of them that was met again since; what was measured on the way to it is not final. */
let earliest = Number.POSITIVE_INFINITY;

/**
 * The level of a definition's body, its parameters counted as constants. A recursive definition met again while it is
 * being measured counts as 0, for recursion adds nothing; but only the one at which a cycle began may keep its level,
 * since the others have not yet seen all that the cycle holds.
 */
export function definitionLevel(definition: Definition): Level {
  const { override } = definition;
  if (override !== undefined) {
    if (override.kind === 'definition') return definitionLevel(override);
    return override.definition === undefined ? 0 : definitionLevel(override.definition);
  }
  if (definition.level !== undefined) return definition.level;
  const known = running.get(definition);
  if (known !== undefined) {
    earliest = Math.min(earliest, known);
    return 0;
  }
  const began = running.size;
  const outside = earliest;
  earliest = Number.POSITIVE_INFINITY;
  running.set(definition, began);
  const level = levelOf(definition.body());
  running.delete(definition);
  if (earliest >= began) {
    definition.level = level;
    earliest = outside;
  } else earliest = Math.min(earliest, outside);
  return level;
}
