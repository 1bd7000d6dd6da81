/**
 * Actions as generators of successors, in TLC's way: conjuncts from left to right, the first `x' = e` or `x' \in S` on a
 * path gives x' its value and every later one is a test; disjunctions and \E split the path. Which variables have a
 * value is known at compile time at each point of each path, so a generator is nested loops and assignments. Where
 * paths join with different variables assigned, what follows is compiled once for each combination.
 *
 * The same machine compiles Init: there the variables themselves are assigned (`context.initial`).
 */
import type { Argument, Binding, Definition, Expr, Local } from '../semantics/ir.ts';
import { levelOf } from '../semantics/levels.ts';
import { isCheap } from './analysis.ts';
import { type Assignment, bind, bindJs, block, type Context, meaningOf } from './context.ts';
import {
  angled,
  bindArguments,
  boxed,
  compileLet,
  fail,
  primed,
  resolveOverride,
} from './expression.ts';
import { bindElement, emitLoops } from './loops.ts';
import type { Continuation, Path } from './path.ts';
import { callRecursive, canCall } from './recursion.ts';

export function compileAction(expr: Expr, context: Context, path: Path, then: Continuation): void {
  const here: Context = { ...context, assigned: path.assigned };
  if (!splits(expr, context.initial)) return test(expr, here, path, then);
  if (path.open && !context.initial && isLeaf(expr) && path.leaf?.(expr, here, path) === true)
    return;
  switch (expr.kind) {
    case 'and':
      return conjunction(expr.items, context, { ...path, open: false }, then);
    case 'or':
      return branches(
        context,
        path,
        then,
        expr.items.map((item) => (inner, next) => compileAction(item, inner, path, next)),
      );
    case 'builtin':
      return builtinAction(expr, here, path, then);
    case 'quantifier':
      if (expr.quantifier === '\\E') {
        context.out.push('{');
        emitLoops(
          expr.bindings,
          here,
          (inner) => compileAction(expr.body, inner, path, then),
          true,
        );
        context.out.push('}');
        return;
      }
      return forAll(expr.bindings, expr.body, here, path, then);
    case 'if': {
      const condition = here.builder.bool(expr.condition, here, 'the condition of IF');
      const closed = { ...path, open: false };
      return conditional(
        [{ condition, action: (inner, next) => compileAction(expr.then, inner, closed, next) }],
        (inner, next) => compileAction(expr.else, inner, closed, next),
        context,
        closed,
        then,
      );
    }
    case 'case':
      return caseAction(expr, here, path, then);
    case 'let':
      return compileLet(expr, here, (inner) =>
        compileAction(expr.body, { ...inner, out: context.out }, path, then),
      );
    case 'call':
      return callAction(expr, here, path, then);
    case 'constant': {
      const { definition } = expr.constant;
      if (definition === undefined) return test(expr, here, path, then);
      return callAction(
        { kind: 'call', definition, args: expr.args, span: expr.span },
        here,
        path,
        then,
      );
    }
    case 'local':
    case 'callLocal':
      return localAction(expr, here, path, then);
    case 'index':
      return applyRule(expr, here, path, then);
    case 'boxAction':
      return compileAction(boxed(expr.action, expr.subscript, expr), context, path, then);
    case 'angleAction':
      return compileAction(angled(expr.action, expr.subscript, expr), context, path, then);
    default:
      return test(expr, here, path, then);
  }
}

/** Where disjunctions end. A quantifier over a constant set is one; the others are tried as a whole first. */
function isLeaf(expr: Expr): boolean {
  switch (expr.kind) {
    case 'or':
    case 'local':
    case 'callLocal':
    case 'constant':
      return false;
    case 'call': {
      const definition = resolveOverride(expr.definition);
      return 'value' in definition || definition.native !== undefined || definition.recursive;
    }
    case 'builtin':
      return expr.name !== '\\/';
    case 'quantifier':
      return expr.quantifier === '\\A' || expr.bindings.some(({ set }) => levelOf(set) > 0);
    default:
      return true;
  }
}

function conjunction(
  items: readonly Expr[],
  context: Context,
  path: Path,
  then: Continuation,
): void {
  const [first, ...rest] = items;
  if (first === undefined) return then.emit(context, path);
  compileAction(
    first,
    context,
    path,
    rest.length === 0
      ? then
      : {
          small: false,
          emit: (inner, next) =>
            remaining(
              rest,
              { ...inner, bindings: context.bindings },
              { ...next, label: path.label, open: false },
              then,
            ),
        },
  );
}

/** The conjuncts after the first. */
function remaining(items: readonly Expr[], context: Context, path: Path, then: Continuation): void {
  if (!isComplete(path)) return conjunction(items, context, path, then);
  const [first, ...rest] = items;
  if (first === undefined) return then.emit(context, path);
  test(first, { ...context, assigned: path.assigned }, path, {
    small: false,
    emit: (inner, next) => remaining(rest, inner, next, then),
  });
}

/** Once all variables have their values, what is still to come is a test for TLC, and splits nothing. */
function isComplete(path: Path): boolean {
  return !path.assigned.includes('no');
}

type Branch = (inner: Context, next: Continuation) => void;

/** Runs every branch; what follows is written into each of them if it is small, else once for each way of assigning. */
function branches(context: Context, path: Path, then: Continuation, each: readonly Branch[]): void {
  if (then.small || each.length === 1) {
    for (const branch of each) {
      context.out.push('{');
      branch(context, then);
      context.out.push('}');
    }
    return;
  }
  const join = joinOf(context, path, then);
  context.out.push('{');
  for (const branch of each) {
    context.out.push('{');
    branch(context, join.continuation);
    context.out.push('}');
  }
  join.finish();
  context.out.push('}');
}

function joinOf(
  context: Context,
  path: Path,
  then: Continuation,
): { continuation: Continuation; finish: () => void } {
  const joins = new Map<string, { name: string; path: Path }>();
  return {
    continuation: {
      small: true,
      emit: (inner, next) => {
        const key = next.assigned.join();
        let join = joins.get(key);
        if (join === undefined) {
          join = {
            name: context.builder.fresh('j'),
            path: { ...next, label: path.label, open: path.open },
          };
          joins.set(key, join);
        }
        inner.out.push(`${join.name}();`);
      },
    },
    finish: () => {
      for (const join of joins.values()) {
        context.out.push(`function ${join.name}() {`);
        then.emit({ ...context, assigned: join.path.assigned }, join.path);
        context.out.push('}');
      }
    },
  };
}

function conditional(
  arms: readonly { condition: string; action: Branch }[],
  otherwise: Branch,
  context: Context,
  path: Path,
  then: Continuation,
): void {
  const join = then.small ? undefined : joinOf(context, path, then);
  const next = join?.continuation ?? then;
  context.out.push('{');
  for (const arm of arms) {
    context.out.push(`if (${arm.condition}) {`);
    arm.action(context, next);
    context.out.push('} else {');
  }
  otherwise(context, next);
  for (const _ of arms) context.out.push('}');
  join?.finish();
  context.out.push('}');
}

function caseAction(
  expr: Extract<Expr, { kind: 'case' }>,
  context: Context,
  path: Path,
  then: Continuation,
): void {
  const closed = { ...path, open: false };
  const run = (index: number, inner: Context, next: Continuation): void => {
    const arm = expr.arms[index];
    if (arm !== undefined) {
      const guard = inner.builder.bool(arm.guard, inner, 'a condition of CASE');
      inner.out.push(`if (${guard}) {`);
      compileAction(arm.value, inner, closed, next);
      inner.out.push('} else {');
      run(index + 1, inner, next);
      inner.out.push('}');
    } else if (expr.other !== undefined) compileAction(expr.other, inner, closed, next);
    else
      inner.out.push(
        `${fail('CASE: none of the conditions is TRUE, and there is no OTHER', inner)};`,
      );
  };
  const join = then.small ? undefined : joinOf(context, closed, then);
  context.out.push('{');
  run(0, context, join?.continuation ?? then);
  join?.finish();
  context.out.push('}');
}

/**
 * \A as TLC takes it: the conjunction of its instances, each of which may assign and split. One function for each way
 * in which variables can be assigned when an instance begins; it calls the one for the next element.
 */
function forAll(
  bindings: readonly Binding[],
  body: Expr,
  context: Context,
  path: Path,
  then: Continuation,
): void {
  const [binding, ...others] = bindings;
  if (binding === undefined) return compileAction(body, context, path, then);
  const elements = context.builder.fresh('x');
  context.out.push(
    '{',
    `const ${elements} = elementsOf(${context.builder.expr(binding.set, context)});`,
  );
  const steps = new Map<string, string>();
  const step = (at: Path): string => {
    const key = at.assigned.join();
    const known = steps.get(key);
    if (known !== undefined) return known;
    const name = context.builder.fresh('j');
    steps.set(key, name);
    const inner: Context = { ...context, assigned: at.assigned, out: [] };
    const index = context.builder.fresh('i');
    inner.out.push(`function ${name}(${index}) {`, `if (${index} === ${elements}.length) {`);
    then.emit({ ...inner, bindings: context.bindings }, { ...at, label: path.label, open: false });
    inner.out.push('return;', '}');
    const bound = bindElement(binding, `${elements}[${index}]`, inner);
    const next: Continuation = {
      small: true,
      emit: (deeper, after) => deeper.out.push(`${step(after)}(${index} + 1);`),
    };
    const instance: Expr = {
      kind: 'quantifier',
      quantifier: '\\A',
      bindings: others,
      body,
      span: body.span,
    };
    if (isComplete(at) && at !== path) test(others.length === 0 ? body : instance, bound, at, next);
    else forAll(others, body, bound, { ...at, open: false }, next);
    inner.out.push('}');
    context.out.push(...inner.out);
    return name;
  };
  const first = step(path);
  context.out.push(`${first}(0);`, '}');
}

const splitting = new Map<number, boolean>();

/**
 * May the expression assign, or hold in more ways than one? TLC follows every disjunct and every witness of \E in an
 * action, also where only the current state is spoken of, and counts a successor for each. Anything else is a test.
 */
export function splits(expr: Expr, initial: boolean): boolean {
  const level = initial ? 1 : 2;
  switch (expr.kind) {
    case 'and':
      return expr.items.some((item) => splits(item, initial));
    case 'or':
      return expr.items.length > 1 || expr.items.some((item) => splits(item, initial));
    case 'quantifier':
      return expr.quantifier === '\\E' || splits(expr.body, initial);
    case 'if':
      return splits(expr.then, initial) || splits(expr.else, initial);
    case 'case':
      return [
        ...expr.arms.map((arm) => arm.value),
        ...(expr.other === undefined ? [] : [expr.other]),
      ].some((part) => splits(part, initial));
    case 'let':
      return splits(expr.body, initial);
    case 'index': {
      const rule = initial ? undefined : ruleOf(expr.function);
      return rule !== undefined && splits(rule.body, initial);
    }
    case 'local':
    case 'callLocal':
    case 'constant':
    case 'boxAction':
    case 'angleAction':
      return true;
    case 'call':
      return expr.definition.native === undefined || expr.definition.override !== undefined
        ? definitionSplits(expr.definition, initial)
        : false;
    case 'builtin':
      if (expr.name === '/\\') return expr.args.some((item) => splits(item, initial));
      if (expr.name === '\\/') return true;
      if (expr.name === '=>') return splits(expr.args[1] as Expr, initial);
      if (!['=', '\\in', 'UNCHANGED'].includes(expr.name)) return false;
      // A parameter may stand for a variable or for the prime of one.
      return levelOf(expr) >= level || expr.args[0]?.kind === 'local';
    default:
      return false;
  }
}

function definitionSplits(called: Definition, initial: boolean): boolean {
  const definition = resolveOverride(called);
  if ('value' in definition || definition.native !== undefined) return false;
  const key = definition.id * 2 + (initial ? 1 : 0);
  const known = splitting.get(key);
  if (known !== undefined) return known;
  splitting.set(key, false);
  const result = splits(definition.body(), initial);
  splitting.set(key, result);
  return result;
}

/** A part that gives no variable a value: a test. */
function test(expr: Expr, context: Context, path: Path, then: Continuation): void {
  if (context.assigned?.includes('no') === true && (context.initial || levelOf(expr) >= 2))
    forget(context, path);
  const js = context.builder.bool(expr, context, 'a conjunct of an action');
  const counts = context.initial ? undefined : context.builder.counters(expr);
  if (counts === undefined) context.out.push(`if (${js}) {`);
  else context.out.push(`${counts.asked}++;`, `if (${js}) {`, `${counts.held}++;`);
  then.emit(context, { ...path, open: false });
  context.out.push('}');
}

/** Definitions read the registers of the next state; those without a value must not show what an earlier path left. */
function forget(context: Context, path: Path): void {
  for (const [i, assigned] of path.assigned.entries())
    if (assigned === 'no') context.out.push(`p${i} = undefined; pn++;`);
}

function builtinAction(
  expr: Extract<Expr, { kind: 'builtin' }>,
  context: Context,
  path: Path,
  then: Continuation,
): void {
  const [a, b] = expr.args as readonly [Expr, Expr];
  switch (expr.name) {
    case '/\\':
      return conjunction([a, b], context, { ...path, open: false }, then);
    case '\\/':
      return branches(
        context,
        path,
        then,
        [a, b].map((item) => (inner, next) => compileAction(item, inner, path, next)),
      );
    case '=': {
      const target = targetOf(a, context);
      if (target === undefined || path.assigned[target] !== 'no')
        return test(expr, context, path, then);
      const js = context.builder.expr(b, context);
      context.out.push(`p${target} = intern(${js}); pn++;`);
      return then.emit(context, assign(path, target, 'yes'));
    }
    case '\\in': {
      const target = targetOf(a, context);
      if (target === undefined || path.assigned[target] !== 'no')
        return test(expr, context, path, then);
      const item = context.builder.fresh('x');
      context.out.push(
        `for (const ${item} of walked(${context.builder.expr(b, context)})) {`,
        `p${target} = ${item}; pn++;`,
      );
      then.emit(context, assign(path, target, 'yes'));
      context.out.push('}');
      return;
    }
    case 'UNCHANGED':
      return unchanged(a, context, path, then);
    case '=>': {
      const condition = context.builder.bool(a, context, 'the left side of =>');
      const closed = { ...path, open: false };
      return conditional(
        [{ condition, action: (inner, next) => compileAction(b, inner, closed, next) }],
        (inner, next) => next.emit(inner, closed),
        context,
        closed,
        then,
      );
    }
    default:
      return test(expr, context, path, then);
  }
}

function assign(path: Path, index: number, how: Assignment): Path {
  return {
    ...path,
    open: false,
    assigned: path.assigned.map((old, i) => (i === index ? how : old)),
  };
}

/** The variable whose next value `expr` is, looking through parameters and LETs; undefined if it is no such thing. */
function targetOf(expr: Expr, context: Context): number | undefined {
  if (context.initial) return variableOf(expr, context);
  const [prime, home] = seeThrough(expr, context);
  if (prime.kind !== 'builtin' || prime.name !== "'") return undefined;
  return variableOf(prime.args[0] as Expr, home);
}

function variableOf(expr: Expr, context: Context): number | undefined {
  const [found] = seeThrough(expr, context);
  return found.kind === 'variable' ? found.variable.index : undefined;
}

/** What a name that stands for an expression stands for. */
function seeThrough(expr: Expr, context: Context): readonly [Expr, Context] {
  let at = expr;
  let home = context;
  for (;;) {
    if (at.kind === 'local') {
      const meaning = meaningOf(home, at.local);
      if (meaning.kind !== 'named') return [at, home];
      at = meaning.expr;
      home = meaning.context;
    } else if (at.kind === 'call' && at.args.length === 0) {
      const definition = resolveOverride(at.definition);
      if ('value' in definition || definition.native !== undefined) return [at, home];
      const body = definition.body();
      if (body.kind !== 'variable' && body.kind !== 'tuple' && body.kind !== 'call')
        return [at, home];
      at = body;
    } else return [at, home];
  }
}

/** UNCHANGED of a variable, or of a tuple of tuples of variables, copies; of anything else it is a test. */
function unchanged(expr: Expr, context: Context, path: Path, then: Continuation): void {
  const [found, home] = seeThrough(expr, context);
  if (found.kind === 'variable') {
    const { index } = found.variable;
    if (path.assigned[index] === 'no') {
      context.out.push(`p${index} = s${index}; pn++;`);
      return then.emit(context, assign(path, index, 'unchanged'));
    }
    if (path.assigned[index] === 'unchanged') return then.emit(context, { ...path, open: false });
    context.out.push(`if (equal(p${index}, s${index})) {`);
    then.emit(context, { ...path, open: false });
    context.out.push('}');
    return;
  }
  if (found.kind === 'tuple') {
    const run = (index: number, inner: Context, next: Path): void => {
      const item = found.items[index];
      if (item === undefined) return then.emit({ ...inner, bindings: context.bindings }, next);
      unchanged(item, { ...inner, bindings: home.bindings, assigned: next.assigned }, next, {
        small: false,
        emit: (deeper, after) => run(index + 1, deeper, after),
      });
    };
    return run(0, context, { ...path, open: false });
  }
  const test = `equal(${context.builder.expr(expr, primed(context))}, ${context.builder.expr(expr, context)})`;
  context.out.push(`if (${test}) {`);
  then.emit(context, { ...path, open: false });
  context.out.push('}');
}

function callAction(
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
    return callRecursive(call, context, { ...path, label }, back, compileAction);
  }
  const inner = bindArguments(definition.parameters, expr.args, context);
  compileAction(definition.body(), inner, { ...path, label }, back);
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
function localAction(
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
    return compileAction(
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
    return callRecursive(call, context, path, back, compileAction);
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
    return compileAction(meaning.body, inner, path, back);
  }
  if (expr.kind === 'callLocal' && meaning.kind === 'operatorArgument') {
    const { argument } = meaning;
    if (argument.kind === 'operatorBuiltin') {
      const args = expr.args as readonly Expr[];
      const applied: Expr = { kind: 'builtin', name: argument.name, args, span: expr.span };
      return compileAction(applied, context, path, back);
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
      return compileAction(argument.body, { ...context, bindings }, path, back);
    }
  }
  return test(expr, context, path, then);
}

type FunctionRule = Extract<Expr, { kind: 'function' }>;

/** The rule `[x \in S |-> A]` that is applied, where it is written there or is a definition of its own. */
function ruleOf(applied: Expr): FunctionRule | undefined {
  let at = applied;
  if (at.kind === 'call' && at.args.length === 0) {
    const definition = resolveOverride(at.definition);
    if ('value' in definition || definition.native !== undefined) return undefined;
    at = definition.body();
  }
  const isSimple =
    at.kind === 'function' &&
    at.self === undefined &&
    at.bindings.length === 1 &&
    at.bindings[0]?.tuple === false;
  return isSimple ? (at as FunctionRule) : undefined;
}

/** `[x \in S |-> A][e]`, A an action: TLC follows the rule. It does not in an initial predicate. */
function applyRule(
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
  compileAction(
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
