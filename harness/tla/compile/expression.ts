/**
 * JavaScript that computes an expression. One case per construct. Evaluation is TLC's: left to right, short-circuit,
 * arguments and LETs lazy. Specs rely on it: in `x # <<>> /\ Head(x) = 1` the second conjunct has no value when the
 * first is false. Statements an expression needs are put before it, in a block that runs only if the expression would.
 */
import { unreachable } from '../diagnostic.ts';
import {
  type Argument,
  type Definition,
  type ExceptUpdate,
  type Expr,
  isOperatorArgument,
  type LetDefinition,
  type Local,
} from '../semantics/ir.ts';
import { levelOf } from '../semantics/levels.ts';
import { parts } from '../semantics/walk.ts';
import { shapeOf, str, Tag, type Value } from '../values/value.ts';
import {
  freeLocals,
  isBoolean,
  isCheap,
  isClosedConstant,
  lazyParameters,
  strictLocals,
} from './analysis.ts';
import { bind, bindJs, block, type Context, type Meaning, meaningOf } from './context.ts';
import { chooseFrom, existsOrForAll, filterOf, functionLiteral, listOf, mapOf } from './loops.ts';

/** A JavaScript expression for the value of `expr`. */
export function compileExpr(expr: Expr, context: Context): string {
  if (isHoistable(expr)) return context.builder.hoist(expr);
  return compileOpen(expr, context);
}

function isHoistable(expr: Expr): boolean {
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

/** As compileExpr, but never kept as a constant: the body of what is kept. */
export function compileOpen(expr: Expr, context: Context): string {
  const { builder } = context;
  const sub = (part: Expr): string => builder.expr(part, context);
  const list = (items: readonly Expr[]): string => `[${items.map(sub).join(', ')}]`;
  switch (expr.kind) {
    case 'value':
      return builder.value(expr.value);
    case 'local':
      return readLocal(expr.local, context);
    case 'variable':
      return readVariable(expr.variable.index, context);
    case 'constant':
      return compileConstant(expr, context);
    case 'call':
      return compileCall(expr.definition, expr.args, context);
    case 'callLocal':
      return compileCallLocal(expr.local, expr.args, context);
    case 'builtin':
      return compileBuiltin(expr, context);
    case 'and':
    case 'or':
      return compileJunction(expr.kind, expr.items, context);
    case 'quantifier':
      return existsOrForAll(expr, context);
    case 'temporalQuantifier':
      return fail(`unbounded quantifier: TLC cannot enumerate all values`, context);
    case 'choose':
      return chooseFrom(expr, context);
    case 'set':
      return expr.items.length === 0 ? 'emptySet' : `makeSet(${list(expr.items)})`;
    case 'tuple':
      return expr.items.length === 0 ? 'emptyTuple' : `makeTuple(${list(expr.items)})`;
    case 'product':
      return `product(${list(expr.items)})`;
    case 'filter':
      return filterOf(expr, context);
    case 'map':
      return mapOf(expr, context);
    case 'function':
      return functionLiteral(expr, context);
    case 'index':
      return `applyFunction(${sub(expr.function)}, ${sub(expr.argument)})`;
    case 'functionSet':
      return `functionSet(${sub(expr.domain)}, ${sub(expr.range)})`;
    case 'record':
      return compileRecord(expr.names, expr.values, context);
    case 'recordSet':
      return `recordSet(${builder.constant(expr.names.map(str))}, ${list(expr.values)})`;
    case 'field':
      return `fieldOf(${sub(expr.record)}, ${builder.value(str(expr.name))})`;
    case 'except':
      return compileExcept(expr, context);
    case 'boxAction':
      return compileOpen(boxed(expr.action, expr.subscript, expr), context);
    case 'angleAction':
      return compileOpen(angled(expr.action, expr.subscript, expr), context);
    case 'fairness':
      return fail('WF and SF are temporal: they have no value in a state', context);
    case 'if':
      return compileIf(expr.condition, expr.then, expr.else, context);
    case 'case':
      return compileCase(expr, context);
    case 'let':
      return compileLet(expr, context, (inner) => builder.expr(expr.body, inner));
    default:
      return unreachable(expr);
  }
}

/** A JavaScript boolean. TLC refuses a condition that is not TRUE or FALSE, and names what it is a condition of. */
export function compileBool(expr: Expr, context: Context, what: string): string {
  const js = context.builder.expr(expr, context);
  return isBoolean(expr) ? js : `asBoolean(${js}, ${context.builder.constant(what)})`;
}

/** An expression that throws when it is computed. */
export function fail(message: string, context: Context): string {
  return `raise(${context.builder.constant(message)})`;
}

/** `[A]_v`: a step of A, or v stays. */
export function boxed(action: Expr, subscript: Expr, at: { span: Expr['span'] }): Expr {
  const stays: Expr = {
    kind: 'builtin',
    name: 'UNCHANGED',
    args: [subscript],
    span: subscript.span,
  };
  return { kind: 'or', items: [action, stays], span: at.span };
}

/** `<<A>>_v`: a step of A that changes v. */
export function angled(action: Expr, subscript: Expr, at: { span: Expr['span'] }): Expr {
  const stays: Expr = {
    kind: 'builtin',
    name: 'UNCHANGED',
    args: [subscript],
    span: subscript.span,
  };
  const changes: Expr = { kind: 'builtin', name: '~', args: [stays], span: subscript.span };
  return { kind: 'and', items: [action, changes], span: at.span };
}

// ---------------------------------------------------------------------------------------------------------------------
// Names

export function readVariable(index: number, context: Context): string {
  if (context.reading === 'current') return `s${index}`;
  // A definition does not know what is assigned where it is called; what has no value yet is undefined.
  if (context.assigned === undefined) return `(p${index} ?? unassigned(${index}))`;
  return context.assigned[index] === 'no' ? `unassigned(${index})` : `p${index}`;
}

function readLocal(local: Local, context: Context): string {
  return readMeaning(meaningOf(context, local), context);
}

function readMeaning(meaning: Meaning, context: Context): string {
  switch (meaning.kind) {
    case 'js':
      return meaning.js;
    case 'lazy':
      return force(meaning.js);
    case 'named':
      if (
        meaning.current !== undefined &&
        (context.reading === meaning.context.reading || levelOf(meaning.expr) === 0)
      ) {
        return readMeaning(meaning.current, context);
      }
      return context.builder.expr(meaning.expr, {
        ...meaning.context,
        out: context.out,
        reading: context.reading,
        assigned: context.assigned,
      });
    case 'function':
    case 'operator':
    case 'operatorArgument':
      return fail('an operator was used as a value', context);
  }
}

function force(js: string): string {
  return `(typeof ${js} === 'function' ? (${js} = ${js}()) : ${js})`;
}

function compileConstant(expr: Extract<Expr, { kind: 'constant' }>, context: Context): string {
  const { constant, args } = expr;
  if (constant.definition !== undefined) return compileCall(constant.definition, args, context);
  if (constant.value !== undefined && args.length === 0)
    return context.builder.value(constant.value);
  return fail(`the constant ${constant.name} has no value`, context);
}

/** What a definition really is, after the overrides of the configuration. */
export function resolveOverride(definition: Definition): Definition | { readonly value: Value } {
  let target = definition;
  for (;;) {
    const { override } = target;
    if (override === undefined) return target;
    if (override.kind === 'definition') target = override;
    else if (override.definition !== undefined) target = override.definition;
    else if (override.value !== undefined) return { value: override.value };
    else return target;
  }
}

export function compileCall(
  called: Definition,
  args: readonly Argument[],
  context: Context,
): string {
  const { builder } = context;
  const definition = resolveOverride(called);
  if ('value' in definition) return builder.value(definition.value);
  if (definition.native !== undefined) {
    const { native } = definition;
    const values = args.map((argument) => builder.argument(argument, context));
    const direct = directNatives.get(`${definition.module}!${definition.name}`);
    return `${direct ?? builder.constant(native.apply)}(${values.join(', ')})`;
  }
  if (mustInline(definition)) return inlineCall(definition, args, context);
  const lazy = lazyParameters(definition);
  const passed = args.map((argument, i) => passArgument(argument, lazy[i] ?? false, context));
  return `${builder.definition(definition, context.reading)}(${passed.join(', ')})`;
}

/** Natives that the generated code calls by their own name, so that V8 can inline them. */
const directNatives: ReadonlyMap<string, string> = new Map([
  ['Naturals!+', 'add'],
  ['Naturals!-', 'subtract'],
  ['Naturals!*', 'multiply'],
  ['Naturals!<', 'less'],
  ['Naturals!>', 'greater'],
  ['Naturals!<=', 'lessEqual'],
  ['Naturals!>=', 'greaterEqual'],
  ['Naturals!..', 'interval'],
]);

/**
 * A definition that primes one of its parameters (`Inc(v) == v' = v + 1`) has no meaning as a function of values: it is
 * compiled where it is called, with the argument's expression in the parameter's place.
 */
export function mustInline(definition: Definition): boolean {
  if (definition.parameters.length === 0 || definition.recursive) return false;
  return definition.parameters.some((parameter) => primes(definition.body(), parameter));
}

function primes(expr: Expr, local: Local): boolean {
  if (!freeLocals(expr).has(local)) return false;
  if (expr.kind === 'builtin' && (expr.name === "'" || expr.name === 'UNCHANGED')) return true;
  if (expr.kind === 'boxAction' || expr.kind === 'angleAction') {
    if (freeLocals(expr.subscript).has(local)) return true;
  }
  if (expr.kind === 'call' && expr.definition.native === undefined) {
    const inner = resolveOverride(expr.definition);
    if (!('value' in inner) && mustInline(inner)) return true;
  }
  if (expr.kind === 'let') {
    return (
      primes(expr.body, local) ||
      expr.definitions.some((definition) => primes(definition.body, local))
    );
  }
  return parts(expr).some((part) => primes(part, local));
}

export function inlineCall(
  definition: Definition,
  args: readonly Argument[],
  context: Context,
): string {
  return context.builder.expr(
    definition.body(),
    bindArguments(definition.parameters, args, context),
  );
}

/** Binds parameters by name: each argument keeps its own context, and is computed at most once in each state. */
export function bindArguments(
  parameters: readonly Local[],
  args: readonly Argument[],
  context: Context,
): Context {
  let inner: Context = context;
  for (const [i, parameter] of parameters.entries()) {
    const argument = args[i] as Argument;
    if (isOperatorArgument(argument)) {
      inner = bind(inner, parameter, { kind: 'operatorArgument', argument, context });
      continue;
    }
    inner = bind(inner, parameter, {
      kind: 'named',
      expr: argument,
      context,
      current: nameOnce(argument, context),
    });
  }
  return inner;
}

/** A variable that holds an argument's value in the current reading; undefined where it can only be read in place. */
export function nameOnce(expr: Expr, context: Context): Meaning | undefined {
  if (isCheap(expr)) return undefined;
  if (expr.kind === 'local') {
    const meaning = meaningOf(context, expr.local);
    return meaning.kind === 'js' || meaning.kind === 'lazy' ? meaning : undefined;
  }
  if (levelOf(expr) >= 2) return undefined;
  const name = context.builder.fresh('v');
  const inner = block(context);
  const js = context.builder.expr(expr, inner);
  if (isHoistable(expr) && inner.out.length === 0) return { kind: 'js', js };
  context.out.push(`let ${name} = ${thunk(js, inner.out)};`);
  return { kind: 'lazy', js: name };
}

function thunk(js: string, out: readonly string[]): string {
  return out.length === 0
    ? `() => ${js.startsWith('{') ? `(${js})` : js}`
    : `() => { ${out.join('\n')} return ${js}; }`;
}

function passArgument(argument: Argument, lazy: boolean, context: Context): string {
  if (isOperatorArgument(argument) || !lazy || isCheap(argument))
    return context.builder.argument(argument, context);
  if (argument.kind === 'local') {
    let meaning = meaningOf(context, argument.local);
    while (
      meaning.kind === 'named' &&
      meaning.current !== undefined &&
      meaning.context.reading === context.reading
    ) {
      meaning = meaning.current;
    }
    if (meaning.kind === 'js' || meaning.kind === 'lazy') return meaning.js;
    if (meaning.kind === 'named' && isCheap(meaning.expr))
      return context.builder.expr(argument, context);
  }
  const inner = block(context);
  const js = context.builder.expr(argument, inner);
  return `lazily(${thunk(js, inner.out)})`;
}

/** An argument as a JavaScript value, or as a JavaScript function when it is an operator. */
export function compileArgument(argument: Argument, context: Context): string {
  const { builder } = context;
  switch (argument.kind) {
    case 'lambda': {
      const names = argument.parameters.map((parameter) => `v${parameter.id}`);
      let inner: Context = block(context);
      for (const [i, parameter] of argument.parameters.entries())
        inner = bindParameter(inner, parameter, names[i] as string);
      const js = builder.expr(argument.body, inner);
      return `((${names.join(', ')}) => { ${inner.out.join('\n')} return ${js}; })`;
    }
    case 'operatorDefinition': {
      const own = argument.definition.parameters.slice(argument.leading.length);
      return closure(own, context, (inner, args) =>
        compileCall(argument.definition, [...argument.leading, ...args], inner),
      );
    }
    case 'operatorLocal': {
      const meaning = meaningOf(context, argument.local);
      if (meaning.kind === 'function' || meaning.kind === 'operator') return meaning.js;
      if (meaning.kind === 'operatorArgument')
        return compileArgument(meaning.argument, { ...meaning.context, out: context.out });
      return fail('a value was used as an operator', context);
    }
    case 'operatorConstant': {
      const { definition } = argument.constant;
      if (definition === undefined)
        return fail(`the constant ${argument.constant.name} has no definition`, context);
      return closure(definition.parameters, context, (inner, args) =>
        compileCall(definition, args, inner),
      );
    }
    case 'operatorBuiltin': {
      const span = { file: '', line: 0, column: 0, endLine: 0, endColumn: 0 };
      const locals = Array.from(
        { length: argument.arity },
        (_, i): Local => ({ kind: 'local', name: '', arity: 0, span, id: -1 - i }),
      );
      return closure(locals, context, (inner, args) =>
        builder.expr({ kind: 'builtin', name: argument.name, args: args as Expr[], span }, inner),
      );
    }
    default:
      return builder.expr(argument, context);
  }
}

/** A parameter of an operator that is called through JavaScript: a value, or a function that computes it on first use. */
export function bindParameter(context: Context, parameter: Local, js: string): Context {
  return bind(context, parameter, { kind: parameter.arity === 0 ? 'lazy' : 'function', js });
}

/** Arguments of an operator that is known only when it is called: it may never need them, as in TLC. */
export function passAll(args: readonly Argument[], context: Context): string {
  return args.map((argument) => passArgument(argument, true, context)).join(', ');
}

function closure(
  parameters: readonly Local[],
  context: Context,
  body: (inner: Context, args: Argument[]) => string,
): string {
  let inner: Context = block(context);
  const names: string[] = [];
  const args: Argument[] = [];
  for (const parameter of parameters) {
    const name = context.builder.fresh('a');
    const local: Local = { ...parameter, id: -1 };
    names.push(name);
    if (parameter.arity === 0) {
      inner = bindParameter(inner, local, name);
      args.push({ kind: 'local', local, span: parameter.span });
    } else {
      inner = bind(inner, local, { kind: 'function', js: name });
      args.push({ kind: 'operatorLocal', local });
    }
  }
  const js = body(inner, args);
  return `((${names.join(', ')}) => { ${inner.out.join('\n')} return ${js}; })`;
}

function compileCallLocal(local: Local, args: readonly Argument[], context: Context): string {
  const meaning = meaningOf(context, local);
  switch (meaning.kind) {
    case 'function':
      return `${meaning.js}(${passAll(args, context)})`;
    case 'operator':
      if (context.reading === meaning.context.reading || meaning.level === 0) {
        return `${meaning.js}(${passAll(args, context)})`;
      }
      return compileOpen(
        meaning.body,
        bindArguments(meaning.parameters, args, { ...meaning.context, ...callerSide(context) }),
      );
    case 'operatorArgument':
      return applyArgument(meaning, args, context);
    default:
      return fail(`${local.name} is not an operator`, context);
  }
}

function callerSide(context: Context): Pick<Context, 'out' | 'reading' | 'assigned' | 'initial'> {
  const { out, reading, assigned, initial } = context;
  return { out, reading, assigned, initial };
}

/** An operator argument whose text is known, applied: compiled in place. */
function applyArgument(
  meaning: Extract<Meaning, { kind: 'operatorArgument' }>,
  args: readonly Argument[],
  context: Context,
): string {
  const { argument } = meaning;
  const home: Context = { ...meaning.context, ...callerSide(context) };
  switch (argument.kind) {
    case 'operatorLocal': {
      // The arguments belong to the caller's context, the operator to its own: they are carried over by value.
      let carried = home;
      const passed = args.map((part): Argument => {
        if (isOperatorArgument(part)) return part;
        const local: Local = { kind: 'local', name: '', arity: 0, span: part.span, id: -1 };
        carried = bindJs(carried, local, context.builder.argument(part, context));
        return { kind: 'local', local, span: part.span };
      });
      return compileCallLocal(argument.local, passed, carried);
    }
    default: {
      const js = compileArgument(argument, home);
      return `${js}(${passAll(args, context)})`;
    }
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// Logic

function compileJunction(kind: 'and' | 'or', items: readonly Expr[], context: Context): string {
  const what = kind === 'and' ? 'a conjunct' : 'a disjunct';
  const operator = kind === 'and' ? ' && ' : ' || ';
  let js = context.builder.bool(items[0] as Expr, context, what);
  for (const item of items.slice(1)) {
    const inner = block(context);
    const next = context.builder.bool(item, inner, what);
    if (inner.out.length === 0) {
      js = `${js}${operator}${next}`;
      continue;
    }
    const name = context.builder.fresh('t');
    context.out.push(
      `let ${name} = ${js};`,
      `if (${kind === 'and' ? name : `!${name}`}) {`,
      ...inner.out,
      `${name} = ${next};`,
      '}',
    );
    js = name;
  }
  return items.length === 1 ? js : `(${js})`;
}

function compileIf(condition: Expr, thenPart: Expr, elsePart: Expr, context: Context): string {
  const test = context.builder.bool(condition, context, 'the condition of IF');
  const thenBlock = block(context);
  const thenJs = context.builder.expr(thenPart, thenBlock);
  const elseBlock = block(context);
  const elseJs = context.builder.expr(elsePart, elseBlock);
  if (thenBlock.out.length === 0 && elseBlock.out.length === 0)
    return `(${test} ? ${thenJs} : ${elseJs})`;
  const name = context.builder.fresh('t');
  context.out.push(
    `let ${name};`,
    `if (${test}) {`,
    ...thenBlock.out,
    `${name} = ${thenJs};`,
    '} else {',
    ...elseBlock.out,
    `${name} = ${elseJs};`,
    '}',
  );
  return name;
}

function compileCase(expr: Extract<Expr, { kind: 'case' }>, context: Context): string {
  const name = context.builder.fresh('t');
  context.out.push(`let ${name};`);
  const compileArms = (index: number, inner: Context): void => {
    const arm = expr.arms[index];
    if (arm === undefined) {
      const js =
        expr.other === undefined
          ? fail('CASE: none of the conditions is TRUE, and there is no OTHER', inner)
          : context.builder.expr(expr.other, inner);
      inner.out.push(`${name} = ${js};`);
      return;
    }
    const test = context.builder.bool(arm.guard, inner, 'a condition of CASE');
    const chosen = block(inner);
    const js = context.builder.expr(arm.value, chosen);
    const rest = block(inner);
    compileArms(index + 1, rest);
    inner.out.push(
      `if (${test}) {`,
      ...chosen.out,
      `${name} = ${js};`,
      '} else {',
      ...rest.out,
      '}',
    );
  };
  compileArms(0, context);
  return name;
}

/** LET: values lazily (or at once where the body certainly needs them), operators as JavaScript functions. */
export function compileLet<T>(
  expr: { readonly definitions: readonly LetDefinition[]; readonly body: Expr | undefined },
  context: Context,
  body: (inner: Context) => T,
): T {
  let inner: Context = context;
  const strict = expr.body === undefined ? new Set<Local>() : strictLocals(expr.body);
  for (const definition of expr.definitions) {
    const { local, parameters } = definition;
    const home = inner;
    if (local.arity === 0) {
      if (isCheap(definition.body)) {
        inner = bind(inner, local, {
          kind: 'named',
          expr: definition.body,
          context: home,
          current: undefined,
        });
        continue;
      }
      const name = context.builder.fresh('v');
      // What can be an action is read where it stands. While Init is compiled, a formula on variables can be one.
      const isActive =
        home.assigned !== undefined && levelOf(definition.body) >= (home.initial ? 1 : 2);
      const isNeeded = strict.has(local) && levelOf(definition.body) < 2 && !isActive;
      const computed = isNeeded ? { ...home, out: context.out } : block(home);
      const js = context.builder.expr(definition.body, computed);
      if (isNeeded) context.out.push(`const ${name} = ${js};`);
      else context.out.push(`let ${name} = ${thunk(js, computed.out)};`);
      const current: Meaning = { kind: isNeeded ? 'js' : 'lazy', js: name };
      inner = bind(inner, local, {
        kind: 'named',
        expr: definition.body,
        context: home,
        current: isActive ? undefined : current,
      });
      continue;
    }
    const name = context.builder.fresh('f');
    const operator: Meaning & { context: Context } = {
      kind: 'operator',
      js: name,
      parameters,
      body: definition.body,
      context: home,
      level: levelOf(definition.body),
      recursive: definition.recursive,
    };
    inner = bind(inner, local, operator);
    if (definition.recursive) operator.context = inner;
    context.out.push(
      `const ${name} = ${letFunction(definition.body, parameters, definition.recursive ? inner : home)};`,
    );
  }
  return body(inner);
}

function letFunction(body: Expr, parameters: readonly Local[], home: Context): string {
  const names = parameters.map((parameter) => `v${parameter.id}`);
  let inner: Context = block(home);
  for (const [i, parameter] of parameters.entries())
    inner = bindParameter(inner, parameter, names[i] as string);
  const js = home.builder.expr(body, inner);
  return `(${names.join(', ')}) => { ${inner.out.join('\n')} return ${js}; }`;
}

// ---------------------------------------------------------------------------------------------------------------------
// Operators of the language

function compileBuiltin(expr: Extract<Expr, { kind: 'builtin' }>, context: Context): string {
  const { builder } = context;
  const [a, b] = expr.args as readonly [Expr, Expr];
  const left = (): string => builder.expr(a, context);
  const both = (): string => `${builder.expr(a, context)}, ${builder.expr(b, context)}`;
  switch (expr.name) {
    case '=':
      return compileEquality(a, b, context);
    case '#':
      return `!${compileEquality(a, b, context)}`;
    case '~':
      return `!${builder.bool(a, context, 'the argument of ~')}`;
    case '/\\':
      return compileJunction('and', [a, b], context);
    case '\\/':
      return compileJunction('or', [a, b], context);
    case '=>':
      return compileJunction(
        'or',
        [{ kind: 'builtin', name: '~', args: [a], span: a.span }, b],
        context,
      );
    case '<=>':
      return `(${builder.bool(a, context, 'an argument of <=>')} === ${builder.bool(b, context, 'an argument of <=>')})`;
    case '\\in':
      return `member(${both()})`;
    case '\\notin':
      return `!member(${both()})`;
    case '\\subseteq':
      return `subsetEq(${both()})`;
    case '\\cup': {
      const added = b.kind === 'set' && b.items.length === 1 ? b.items[0] : undefined;
      if (added === undefined || isHoistable(b)) return `union(${both()})`;
      return `withElement(${left()}, ${builder.expr(added, context)})`;
    }
    case '\\cap':
      return `intersect(${both()})`;
    case '\\':
      return `difference(${both()})`;
    case 'UNION':
      // A set in a set is a list of elements; a union wants to know how its parts were described.
      if (a.kind === 'map') return `bigUnionOf(${listOf(a, context)})`;
      if (a.kind === 'set')
        return `bigUnionOf([${a.items.map((item) => builder.expr(item, context)).join(', ')}])`;
      return `bigUnion(${left()})`;
    case 'SUBSET':
      return `powerset(${left()})`;
    case 'DOMAIN':
      return `domainOf(${left()})`;
    case "'":
      return builder.expr(a, primed(context));
    case 'UNCHANGED':
      return compileUnchanged(a, context);
    case 'ENABLED':
      return builder.enabled(a, context);
    case '\\cdot':
      return fail('action composition is not supported yet', context);
    case '[]':
    case '<>':
    case '~>':
    case '-+->':
      return fail(`${expr.name} is temporal: it has no value in a state`, context);
    default:
      return unreachable(expr.name);
  }
}

export function primed(context: Context): Context {
  return context.reading === 'next' ? context : { ...context, reading: 'next' };
}

function compileEquality(a: Expr, b: Expr, context: Context): string {
  const left = context.builder.expr(a, context);
  const right = context.builder.expr(b, context);
  const constant = b.kind === 'value' ? b.value : a.kind === 'value' ? a.value : undefined;
  if (typeof constant === 'object' && constant.tag === Tag.str) {
    return b.kind === 'value' ? `isString(${left}, ${right})` : `isString(${right}, ${left})`;
  }
  return `equal(${left}, ${right})`;
}

/** `UNCHANGED e` as a predicate: e' = e. */
function compileUnchanged(expr: Expr, context: Context): string {
  if (expr.kind === 'tuple' && expr.items.length > 0) {
    const items = expr.items.map(
      (item): Expr => ({ kind: 'builtin', name: 'UNCHANGED', args: [item], span: item.span }),
    );
    return compileJunction('and', items, context);
  }
  return `equal(${context.builder.expr(expr, primed(context))}, ${context.builder.expr(expr, context)})`;
}

// ---------------------------------------------------------------------------------------------------------------------
// Records and functions

/** The shape is known here; the values are computed in the order of the text and stored in the order of the shape. */
function compileRecord(
  names: readonly string[],
  values: readonly Expr[],
  context: Context,
): string {
  const { builder } = context;
  const fields = names.map((name, i) => ({
    name: str(name),
    js: builder.expr(values[i] as Expr, context),
  }));
  fields.sort((a, b) => a.name.order - b.name.order);
  const shape = shapeOf(fields.map((field) => field.name));
  return `makeShaped(${builder.constant(shape)}, [${fields.map((field) => field.js).join(', ')}])`;
}

function compileExcept(expr: Extract<Expr, { kind: 'except' }>, context: Context): string {
  let js = context.builder.expr(expr.base, context);
  for (const update of expr.updates) {
    const name = context.builder.fresh('t');
    // All of the path is computed before the first step is taken: an error in it counts though nothing is updated.
    const keys = update.path.map((step) => exceptKey(step, context));
    const build = (index: number, base: string, outer: Context): string => {
      const step = update.path[index];
      if (step === undefined)
        return outer.builder.expr(update.value, bindJs(outer, update.at, base));
      const old = context.builder.fresh('o');
      const inner = block(outer);
      const next = build(index + 1, old, inner);
      const body =
        inner.out.length === 0
          ? `(${old}) => ${next}`
          : `(${old}) => { ${inner.out.join('\n')} return ${next}; }`;
      return `${step.kind === 'field' ? 'exceptField' : 'except'}(${base}, ${keys[index]}, ${body})`;
    };
    const next = build(0, js, context);
    context.out.push(`const ${name} = ${next};`);
    js = name;
  }
  return js;
}

function exceptKey(step: ExceptUpdate['path'][number], context: Context): string {
  if (step.kind === 'field') return context.builder.value(str(step.name));
  const js = context.builder.expr(step.argument, context);
  if (isCheap(step.argument)) return js;
  const name = context.builder.fresh('i');
  context.out.push(`const ${name} = ${js};`);
  return name;
}
