/** What can be known of an expression before it runs: whether it is closed and constant, boolean, cheap, or strict. */
import {
  type Argument,
  type Definition,
  type Expr,
  isOperatorArgument,
  type Local,
} from '../semantics/ir.ts';
import { levelOf } from '../semantics/levels.ts';
import { parts } from '../semantics/walk.ts';

/** Natives that do not always give the same answer, or that do something. They are never computed once and kept. */
const impure = new Set([
  'RandomElement',
  'RandomSubset',
  'RandomSetOfSubsets',
  'RandomSubsetSet',
  'TestRandomSetOfSubsets',
  'TLCGet',
  'TLCSet',
  'Print',
  'PrintT',
  'Assert',
  'JavaTime',
  'TLCGetOrDefault',
  'TLCGetAndSet',
  'JsonSerialize',
  'JsonDeserialize',
  'ndJsonSerialize',
  'ndJsonDeserialize',
  'IOExec',
  'IOSerialize',
  'IODeserialize',
  'Serialize',
  'Deserialize',
  'Trace',
]);

const pureCache = new WeakMap<Expr, boolean>();
const pureDefinitions = new Map<number, boolean>();

export function isPure(expr: Expr): boolean {
  const known = pureCache.get(expr);
  if (known !== undefined) return known;
  let pure = parts(expr).every(isPure);
  if (pure && expr.kind === 'call') pure = isPureDefinition(expr.definition);
  if (pure && 'args' in expr) {
    pure = (expr.args as readonly Argument[]).every(
      (argument) => argument.kind !== 'operatorDefinition' || isPureDefinition(argument.definition),
    );
  }
  pureCache.set(expr, pure);
  return pure;
}

function isPureDefinition(definition: Definition): boolean {
  if (definition.native !== undefined && definition.override === undefined)
    return !impure.has(definition.name);
  const known = pureDefinitions.get(definition.id);
  if (known !== undefined) return known;
  pureDefinitions.set(definition.id, true);
  const target = definition.override ?? definition;
  let pure = true;
  if (target.kind === 'definition') {
    pure = target === definition ? isPure(definition.body()) : isPureDefinition(target);
  }
  pureDefinitions.set(definition.id, pure);
  return pure;
}

const asking = new Map<number, boolean>();

/** Does it ask TLCGet? Then it is no constant, although its level says so; what is random is chosen once all the same, as TLC does. */
export function asksTheRun(expr: Expr): boolean {
  return parts(expr).some(asksTheRun) || (expr.kind === 'call' && definitionAsks(expr.definition));
}

function definitionAsks(definition: Definition): boolean {
  if (definition.native !== undefined && definition.override === undefined)
    return definition.name === 'TLCGet';
  const known = asking.get(definition.id);
  if (known !== undefined) return known;
  asking.set(definition.id, false);
  const target = definition.override ?? definition;
  const asks =
    target.kind === 'definition' &&
    (target === definition ? asksTheRun(definition.body()) : definitionAsks(target));
  asking.set(definition.id, asks);
  return asks;
}

const freeCache = new WeakMap<Expr, ReadonlySet<Local>>();
const nothing: ReadonlySet<Local> = new Set();

/** The locals that an expression mentions and does not bind itself. */
export function freeLocals(expr: Expr): ReadonlySet<Local> {
  const known = freeCache.get(expr);
  if (known !== undefined) return known;
  const free = new Set<Local>();
  const inner = parts(expr);
  for (const part of inner) for (const local of freeLocals(part)) free.add(local);
  if (expr.kind === 'local' || expr.kind === 'callLocal') free.add(expr.local);
  if ('args' in expr) addOperatorLocals(expr.args as readonly Argument[], free);
  for (const local of boundLocals(expr)) free.delete(local);
  const result = free.size === 0 ? nothing : free;
  freeCache.set(expr, result);
  return result;
}

function addOperatorLocals(args: readonly Argument[], free: Set<Local>): void {
  for (const argument of args) {
    if (argument.kind === 'operatorLocal') free.add(argument.local);
    if (argument.kind === 'operatorDefinition') addOperatorLocals(argument.leading, free);
    if (argument.kind === 'lambda') for (const local of argument.parameters) free.delete(local);
  }
}

function boundLocals(expr: Expr): readonly Local[] {
  switch (expr.kind) {
    case 'quantifier':
    case 'map':
      return expr.bindings.flatMap((binding) => binding.names);
    case 'function': {
      const names = expr.bindings.flatMap((binding) => binding.names);
      return expr.self === undefined ? names : [...names, expr.self];
    }
    case 'filter':
      return expr.binding.names;
    case 'choose':
      return expr.names;
    case 'temporalQuantifier':
      return expr.locals;
    case 'except':
      return expr.updates.map((update) => update.at);
    case 'let':
      return expr.definitions.flatMap((definition) => [definition.local, ...definition.parameters]);
    default:
      return [];
  }
}

/** A closed constant expression: the same value wherever and whenever it is computed. */
export function isClosedConstant(expr: Expr): boolean {
  return levelOf(expr) === 0 && freeLocals(expr).size === 0 && isPure(expr);
}

/** So cheap, and so certain to have a value, that computing it early costs nothing and cannot fail. */
export function isCheap(expr: Expr): boolean {
  return (
    expr.kind === 'value' ||
    expr.kind === 'variable' ||
    (expr.kind === 'constant' && expr.args.length === 0)
  );
}

const booleanOperators = new Set([
  '=',
  '#',
  '~',
  '/\\',
  '\\/',
  '=>',
  '<=>',
  '\\in',
  '\\notin',
  '\\subseteq',
  'ENABLED',
  'UNCHANGED',
]);
const booleanNatives = new Set(['<', '>', '<=', '>=', 'IsFiniteSet', 'PrintT', 'Assert']);

/** Does the expression certainly give TRUE or FALSE, if it gives anything? */
export function isBoolean(expr: Expr): boolean {
  switch (expr.kind) {
    case 'value':
      return typeof expr.value === 'boolean';
    case 'and':
    case 'or':
    case 'quantifier':
    case 'boxAction':
    case 'angleAction':
      return true;
    case 'builtin':
      return (
        booleanOperators.has(expr.name) || (expr.name === "'" && isBoolean(expr.args[0] as Expr))
      );
    case 'call':
      return isBooleanDefinition(expr.definition);
    case 'if':
      return isBoolean(expr.then) && isBoolean(expr.else);
    case 'let':
      return isBoolean(expr.body);
    default:
      return false;
  }
}

const booleanDefinitions = new Map<number, boolean>();

function isBooleanDefinition(definition: Definition): boolean {
  if (definition.override !== undefined) return false;
  if (definition.native !== undefined) return booleanNatives.has(definition.name);
  const known = booleanDefinitions.get(definition.id);
  if (known !== undefined) return known;
  booleanDefinitions.set(definition.id, false);
  const result = isBoolean(definition.body());
  booleanDefinitions.set(definition.id, result);
  return result;
}

const strictCache = new WeakMap<Expr, ReadonlySet<Local>>();

/** The locals whose values are certainly needed whenever the expression is computed. TLC's arguments are lazy. */
export function strictLocals(expr: Expr): ReadonlySet<Local> {
  const known = strictCache.get(expr);
  if (known !== undefined) return known;
  strictCache.set(expr, nothing);
  const strict = computeStrict(expr);
  strictCache.set(expr, strict);
  return strict;
}

function union(exprs: readonly Expr[]): ReadonlySet<Local> {
  const all = new Set<Local>();
  for (const expr of exprs) for (const local of strictLocals(expr)) all.add(local);
  return all;
}

function common(exprs: readonly Expr[]): Local[] {
  const [first, ...rest] = exprs.map(strictLocals);
  return [...(first ?? [])].filter((local) => rest.every((other) => other.has(local)));
}

function computeStrict(expr: Expr): ReadonlySet<Local> {
  switch (expr.kind) {
    case 'local':
      return new Set([expr.local]);
    case 'builtin':
      if (['/\\', '\\/', '=>'].includes(expr.name)) return union(expr.args.slice(0, 1));
      return expr.name === 'ENABLED' || expr.name === '\\cdot' ? nothing : union(expr.args);
    case 'and':
    case 'or':
      return union(expr.items.slice(0, 1));
    case 'set':
    case 'tuple':
    case 'product':
      return union(expr.items);
    case 'record':
    case 'recordSet':
      return union(expr.values);
    case 'index':
      return union([expr.function, expr.argument]);
    case 'field':
      return union([expr.record]);
    case 'functionSet':
      return union([expr.domain, expr.range]);
    case 'quantifier':
    case 'map':
    case 'function':
      return union(expr.bindings.slice(0, 1).map((binding) => binding.set));
    case 'filter':
      return union([expr.binding.set]);
    case 'choose':
      return expr.set === undefined ? nothing : union([expr.set]);
    case 'except':
      return union([expr.base]);
    case 'if':
      return new Set([...strictLocals(expr.condition), ...common([expr.then, expr.else])]);
    case 'case':
      return union(expr.arms.slice(0, 1).map((arm) => arm.guard));
    case 'let':
      return strictLocals(expr.body);
    case 'call':
      return strictOfCall(expr.definition, expr.args);
    default:
      return nothing;
  }
}

function strictOfCall(definition: Definition, args: readonly Argument[]): ReadonlySet<Local> {
  const lazy = lazyParameters(definition);
  return union(
    args.filter(
      (argument, i): argument is Expr => !isOperatorArgument(argument) && lazy[i] === false,
    ),
  );
}

const lazyCache = new Map<number, readonly boolean[]>();

/** For each parameter of a definition: may its value never be needed? Such an argument is passed as a thunk. */
export function lazyParameters(definition: Definition): readonly boolean[] {
  const known = lazyCache.get(definition.id);
  if (known !== undefined) return known;
  if (definition.native !== undefined) return definition.parameters.map(() => false);
  lazyCache.set(
    definition.id,
    definition.parameters.map(() => true),
  );
  const strict = strictLocals(definition.body());
  const lazy = definition.parameters.map(
    (parameter) => parameter.arity === 0 && !strict.has(parameter),
  );
  lazyCache.set(definition.id, lazy);
  return lazy;
}

/** Worth a function of its own that computes it once. */
export function isHoistable(expr: Expr): boolean {
  switch (expr.kind) {
    case 'value':
    case 'local':
    case 'variable':
    case 'constant':
      return false;
    case 'call':
      // A definition without parameters keeps its value itself.
      return (
        (expr.args.length > 0 || expr.definition.native !== undefined) && isClosedConstant(expr)
      );
    default:
      return isClosedConstant(expr);
  }
}
