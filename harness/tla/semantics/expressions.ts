/**
 * From the syntax tree of an expression to its resolved form. Names are looked up, arities are checked, surface forms
 * are reduced. What is wrong is collected as diagnostics; in its place stands FALSE, so that one run can report all.
 */
import type { Diagnostic } from '../diagnostic.ts';
import { unreachable } from '../diagnostic.ts';
import type {
  Bound,
  Expression,
  Navigation,
  PathStep,
  Pattern,
  Span,
  Update,
} from '../syntax/ast.ts';
import { strings } from '../values/infinite-set.ts';
import { booleanSet, str, type Value } from '../values/value.ts';
import {
  type Argument,
  type Binding,
  type BuiltinName,
  type Definition,
  type ExceptUpdate,
  type Expr,
  isOperatorArgument,
  type LetDefinition,
  type Local,
  makeLocal,
  type OperatorArgument,
} from './ir.ts';
import { type Entity, type InstanceEntity, nearest, Scope, spanOf } from './scope.ts';
import { addLabel, walkInto } from './subexpressions.ts';

/** The operators of the language and how many arguments they take; nobody can redefine them. */
export const builtins: ReadonlyMap<string, number> = new Map<BuiltinName, number>([
  ['=', 2],
  ['#', 2],
  ['~', 1],
  ['/\\', 2],
  ['\\/', 2],
  ['=>', 2],
  ['<=>', 2],
  ['\\in', 2],
  ['\\notin', 2],
  ['\\subseteq', 2],
  ['\\cup', 2],
  ['\\cap', 2],
  ['\\', 2],
  ['UNION', 1],
  ['SUBSET', 1],
  ['DOMAIN', 1],
  ["'", 1],
  ['UNCHANGED', 1],
  ['ENABLED', 1],
  ['[]', 1],
  ['<>', 1],
  ['~>', 2],
  ['-+->', 2],
  ['\\cdot', 2],
]);

/** What resolving an expression needs to know besides its scope. */
export interface Resolver {
  readonly diagnostics: Diagnostic[];
  /** How LET brings in operators, functions and instances; given by units.ts, which knows modules. */
  readonly letScope: (
    definitions: readonly unknown[],
    context: Context,
  ) => { scope: Scope; definitions: LetDefinition[] };
}

/** The scope of an expression, and how far into the text names may be used. */
export interface Context {
  readonly resolver: Resolver;
  readonly scope: Scope;
  readonly order: number;
}

export function within(context: Context, locals: readonly Local[]): Context {
  if (locals.length === 0) return context;
  const scope = new Scope(context.scope);
  for (const local of locals) scope.set(local.name, local);
  return { ...context, scope };
}

export function report(
  context: Context,
  code: Diagnostic['code'],
  message: string,
  span: Span,
  hint?: string,
): Expr {
  context.resolver.diagnostics.push(
    hint === undefined ? { code, message, span } : { code, message, span, hint },
  );
  return { kind: 'value', value: false, span };
}

/** One case per construct, in the order of the syntax tree. */
export function resolve(expression: Expression, context: Context): Expr {
  const { span } = expression;
  switch (expression.kind) {
    case 'number':
      return resolveNumber(expression.digits, span, context);
    case 'decimal':
      return report(
        context,
        'TLA401',
        `decimal number ${expression.text}: TLC has no real numbers`,
        span,
      );
    case 'string':
      return { kind: 'value', value: str(expression.value), span };
    case 'boolean':
      return { kind: 'value', value: expression.value, span };
    case 'name':
      return resolveApplication(expression.name, [], span, context);
    case 'at':
      return resolveAt(span, context);
    case 'apply':
      return resolveApplication(expression.name, expression.args, span, context);
    case 'qualified': {
      const inside = throughDefinition(expression, context);
      if (inside !== undefined)
        return resolveSubexpression(inside.path, inside.navigation, span, context);
      return resolveQualified(expression.path, expression.name, expression.args, span, context);
    }
    case 'subexpression': {
      const { path, navigation } = throughDefinition(expression, context) ?? expression;
      return resolveSubexpression(path, navigation, span, context);
    }
    case 'and':
    case 'or':
      return {
        kind: expression.kind,
        items: expression.items.map((item) => resolve(item, context)),
        span,
      };
    case 'quantifier': {
      const { bindings, inner } = resolveBounds(expression.bounds, context);
      return {
        kind: 'quantifier',
        quantifier: expression.quantifier,
        bindings,
        body: resolve(expression.body, inner),
        span,
      };
    }
    case 'unboundedQuantifier': {
      const locals = expression.names.map((name) => makeLocal(name.name, 0, name.span));
      const body = resolve(expression.body, within(context, locals));
      return { kind: 'temporalQuantifier', quantifier: expression.quantifier, locals, body, span };
    }
    case 'choose': {
      const set = expression.set === undefined ? undefined : resolve(expression.set, context);
      const { names, tuple } = resolvePattern(expression.pattern);
      return {
        kind: 'choose',
        names,
        tuple,
        set,
        body: resolve(expression.body, within(context, names)),
        span,
      };
    }
    case 'set':
    case 'tuple':
    case 'product':
      return {
        kind: expression.kind,
        items: expression.items.map((item) => resolve(item, context)),
        span,
      };
    case 'filter': {
      const set = resolve(expression.set, context);
      const { names, tuple } = resolvePattern(expression.pattern);
      const body = resolve(expression.body, within(context, names));
      return { kind: 'filter', binding: { names, tuple, set }, body, span };
    }
    case 'map': {
      const { bindings, inner } = resolveBounds(expression.bounds, context);
      return { kind: 'map', bindings, body: resolve(expression.body, inner), span };
    }
    case 'function': {
      const { bindings, inner } = resolveBounds(expression.bounds, context);
      return {
        kind: 'function',
        bindings,
        body: resolve(expression.body, inner),
        self: undefined,
        span,
      };
    }
    case 'index':
      return {
        kind: 'index',
        function: resolve(expression.function, context),
        argument: resolveArgumentTuple(expression.args, context),
        span,
      };
    case 'functionSet':
      return {
        kind: 'functionSet',
        domain: resolve(expression.domain, context),
        range: resolve(expression.range, context),
        span,
      };
    case 'record':
    case 'recordSet':
      return {
        kind: expression.kind,
        names: expression.fields.map((field) => nameField(field.name.name)),
        values: expression.fields.map((field) => resolve(field.value, context)),
        span,
      };
    case 'field':
      return {
        kind: 'field',
        record: resolve(expression.record, context),
        name: nameField(expression.name.name),
        span,
      };
    case 'except':
      return {
        kind: 'except',
        base: resolve(expression.base, context),
        updates: expression.updates.map((update) => resolveUpdate(update, context)),
        span,
      };
    case 'boxAction':
    case 'angleAction':
      return {
        kind: expression.kind,
        action: resolve(expression.action, context),
        subscript: resolve(expression.subscript, context),
        span,
      };
    case 'fairness':
      return {
        kind: 'fairness',
        strength: expression.strength,
        subscript: resolve(expression.subscript, context),
        action: resolve(expression.action, context),
        span,
      };
    case 'if':
      return {
        kind: 'if',
        condition: resolve(expression.condition, context),
        // biome-ignore lint/suspicious/noThenProperty: THEN is TLA+'s word; nobody awaits a syntax tree.
        then: resolve(expression.then, context),
        else: resolve(expression.else, context),
        span,
      };
    case 'case':
      return {
        kind: 'case',
        arms: expression.arms.map((arm) => ({
          guard: resolve(arm.guard, context),
          value: resolve(arm.value, context),
        })),
        other: expression.other === undefined ? undefined : resolve(expression.other, context),
        span,
      };
    case 'let': {
      const { scope, definitions } = context.resolver.letScope(expression.definitions, context);
      const body = resolve(expression.body, { ...context, scope });
      return definitions.length === 0 ? body : { kind: 'let', definitions, body, span };
    }
    case 'lambda':
      return report(
        context,
        'TLA301',
        'a LAMBDA can stand only where an operator is expected',
        span,
      );
    case 'label': {
      const body = resolve(expression.body, context);
      const names = expression.parameters.map((name) => context.scope.find(name.name));
      addLabel(
        body,
        expression.name.name,
        names.filter((local) => local?.kind === 'local'),
      );
      return body;
    }
    default:
      return unreachable(expression);
  }
}

/** Field names share the order of strings, so they enter the vocabulary where the text has them. */
function nameField(name: string): string {
  str(name);
  return name;
}

function resolveNumber(digits: string, span: Span, context: Context): Expr {
  const value = Number(digits);
  if (Number.isSafeInteger(value)) return { kind: 'value', value, span };
  return report(
    context,
    'TLA402',
    `the number ${digits} is too large: integers are exact up to 2^53 - 1`,
    span,
  );
}

const atName = '@';

function resolveAt(span: Span, context: Context): Expr {
  const at = context.scope.find(atName);
  if (at?.kind === 'local') return { kind: 'local', local: at, span };
  return report(context, 'TLA203', '@ has a meaning only on the right of `=` in EXCEPT', span);
}

function resolvePattern(pattern: Pattern): { names: Local[]; tuple: boolean } {
  if (pattern.kind === 'identifier')
    return { names: [makeLocal(pattern.name, 0, pattern.span)], tuple: false };
  return { names: pattern.names.map((name) => makeLocal(name.name, 0, name.span)), tuple: true };
}

/** The sets of bounds see only what is outside; the body sees all the names. */
export function resolveBounds(
  bounds: readonly Bound[],
  context: Context,
): { bindings: Binding[]; inner: Context } {
  const bindings: Binding[] = [];
  for (const bound of bounds) {
    const set = resolve(bound.set, context);
    for (const pattern of bound.patterns) bindings.push({ ...resolvePattern(pattern), set });
  }
  return {
    bindings,
    inner: within(
      context,
      bindings.flatMap((binding) => binding.names),
    ),
  };
}

/** `f[a, b]` is `f[<<a, b>>]`. */
function resolveArgumentTuple(args: readonly Expression[], context: Context): Expr {
  const items = args.map((arg) => resolve(arg, context));
  const [only] = items;
  if (items.length === 1 && only !== undefined) return only;
  return { kind: 'tuple', items, span: (args[0] as Expression).span };
}

function resolveUpdate(update: Update, context: Context): ExceptUpdate {
  const at = makeLocal(atName, 0, update.span);
  return {
    at,
    path: update.path.map((step) =>
      step.kind === 'field'
        ? { kind: 'field', name: nameField(step.name.name) }
        : { kind: 'index', argument: resolveArgumentTuple(step.args, context) },
    ),
    value: resolve(update.value, within(context, [at])),
    span: update.span,
  };
}

/** A name or symbol with its arguments: a thing of the scope first, else an operator of the language. */
function resolveApplication(
  name: string,
  args: readonly Expression[],
  span: Span,
  context: Context,
): Expr {
  const arity = builtins.get(name);
  if (arity !== undefined && arity === args.length) {
    return {
      kind: 'builtin',
      name: name as BuiltinName,
      args: args.map((arg) => resolve(arg, context)),
      span,
    };
  }
  const constant = builtinConstants.get(name);
  if (constant !== undefined && args.length === 0) return { kind: 'value', value: constant, span };
  const entity = lookUp(name, span, context);
  if (entity === undefined) return { kind: 'value', value: false, span };
  return applyEntity(entity, name, args, span, context);
}

const builtinConstants: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['BOOLEAN', booleanSet],
  ['STRING', strings],
]);

function lookUp(name: string, span: Span, context: Context): Entity | undefined {
  const entity = context.scope.find(name);
  if (entity === undefined) {
    report(context, 'TLA201', `${describeName(name)} is not defined`, span, hintFor(name, context));
    return undefined;
  }
  if ('order' in entity && entity.kind !== 'substitutionEntity' && entity.order > context.order) {
    const place = spanOf(entity);
    const where = place === undefined ? '' : ` (it is defined at line ${place.line})`;
    report(
      context,
      'TLA202',
      `${name} is used before its definition${where}`,
      span,
      'a recursive operator needs a RECURSIVE declaration',
    );
    return undefined;
  }
  return entity;
}

function describeName(name: string): string {
  return /^\w+$/.test(name) ? `the name ${name}` : `the operator ${name}`;
}

const homes: Readonly<Record<string, string>> = {
  '+': 'Naturals',
  '-': 'Naturals',
  '*': 'Naturals',
  '<': 'Naturals',
  '>': 'Naturals',
  '<=': 'Naturals',
  '>=': 'Naturals',
  '..': 'Naturals',
  '%': 'Naturals',
  '\\div': 'Naturals',
  '^': 'Naturals',
  Nat: 'Naturals',
  Int: 'Integers',
  '-.': 'Integers',
  Len: 'Sequences',
  Append: 'Sequences',
  Head: 'Sequences',
  Tail: 'Sequences',
  Seq: 'Sequences',
  SubSeq: 'Sequences',
  SelectSeq: 'Sequences',
  '\\o': 'Sequences',
  Cardinality: 'FiniteSets',
  IsFiniteSet: 'FiniteSets',
  ':>': 'TLC',
  '@@': 'TLC',
  Print: 'TLC',
  PrintT: 'TLC',
  Assert: 'TLC',
  ToString: 'TLC',
  Permutations: 'TLC',
};

function hintFor(name: string, context: Context): string | undefined {
  const home = homes[name];
  if (home !== undefined) return `EXTENDS ${home} defines it`;
  const candidates = nearest(name, context.scope.names());
  return candidates.length === 0 ? undefined : `did you mean ${candidates.join(' or ')}?`;
}

export function applyEntity(
  entity: Entity,
  name: string,
  args: readonly Expression[],
  span: Span,
  context: Context,
): Expr {
  switch (entity.kind) {
    case 'variable':
      return args.length === 0
        ? { kind: 'variable', variable: entity, span }
        : wrongArity(name, 0, args, span, context);
    case 'local':
      if (entity.arity !== args.length) return wrongArity(name, entity.arity, args, span, context);
      if (entity.arity === 0) return { kind: 'local', local: entity, span };
      return {
        kind: 'callLocal',
        local: entity,
        args: resolveArguments(args, entity.signature, context),
        span,
      };
    case 'constant':
      if (entity.arity !== args.length) return wrongArity(name, entity.arity, args, span, context);
      return {
        kind: 'constant',
        constant: entity,
        args: resolveArguments(args, undefined, context),
        span,
      };
    case 'definitionEntity': {
      const leading: Expr[] = entity.leading.map((local) => ({ kind: 'local', local, span }));
      return callDefinition(entity.definition, leading, args, span, context);
    }
    case 'substitutionEntity':
      return applySubstitution(
        entity.expression,
        { ...context, scope: entity.scope, order: entity.order },
        args,
        span,
        context,
      );
    case 'instanceEntity':
      return report(
        context,
        'TLA204',
        `${name} is an instance, not an expression; write ${name}!Operator`,
        span,
      );
    default:
      return unreachable(entity);
  }
}

/** A call with the leading arguments of its instance, resolved already, and the written ones. */
function callDefinition(
  definition: Definition,
  leading: readonly Argument[],
  args: readonly Expression[],
  span: Span,
  context: Context,
): Expr {
  const own = definition.parameters.slice(leading.length);
  if (own.length !== args.length)
    return wrongArity(definition.name, own.length, args, span, context);
  return {
    kind: 'call',
    definition,
    args: [...leading, ...resolveArguments(args, own, context)],
    span,
  };
}

function wrongArity(
  name: string,
  expected: number,
  args: readonly Expression[],
  span: Span,
  context: Context,
): Expr {
  const count =
    expected === 0 ? 'no arguments' : `${expected} argument${expected === 1 ? '' : 's'}`;
  return report(context, 'TLA302', `${name} takes ${count}, but here it has ${args.length}`, span);
}

function resolveArguments(
  args: readonly Expression[],
  parameters: readonly Local[] | undefined,
  context: Context,
): Argument[] {
  return args.map((arg, i) => {
    const arity = parameters?.[i]?.arity ?? 0;
    return arity === 0 ? resolve(arg, context) : resolveOperator(arg, arity, context);
  });
}

/** An expression where an operator of some arity is expected: a name, a symbol, a qualified name, or a LAMBDA. */
export function resolveOperator(
  expression: Expression,
  arity: number,
  context: Context,
): OperatorArgument | Expr {
  const { span } = expression;
  if (expression.kind === 'lambda') {
    if (expression.parameters.length !== arity) {
      return report(
        context,
        'TLA302',
        `an operator of ${arity} arguments is expected, this LAMBDA has ${expression.parameters.length}`,
        span,
      );
    }
    const parameters = expression.parameters.map((name) => makeLocal(name.name, 0, name.span));
    return {
      kind: 'lambda',
      parameters,
      body: resolve(expression.body, within(context, parameters)),
    };
  }
  const inside = throughDefinition(expression, context);
  if (inside !== undefined) return resolvePartAsOperator(inside, arity, span, context);
  if (expression.kind === 'qualified' && expression.args.length === 0) {
    const found = walkPath(expression.path, span, context);
    const target = found?.scope.own(expression.name);
    if (found === undefined || target?.kind !== 'definitionEntity') {
      return report(
        context,
        'TLA201',
        `${expression.name} is not defined in ${expression.path.at(-1)?.name}`,
        span,
      );
    }
    return operatorOf(target.definition, found.leading, arity, span, context);
  }
  if (expression.kind !== 'name') {
    return report(
      context,
      'TLA303',
      `an operator of ${arity} argument${arity === 1 ? '' : 's'} is expected here, not an expression`,
      span,
    );
  }
  if (builtins.get(expression.name) === arity) {
    return { kind: 'operatorBuiltin', name: expression.name as BuiltinName, arity };
  }
  const entity = lookUp(expression.name, span, context);
  if (entity === undefined) return { kind: 'value', value: false, span };
  return entityAsOperator(entity, expression.name, arity, span, context);
}

function entityAsOperator(
  entity: Entity,
  name: string,
  arity: number,
  span: Span,
  context: Context,
): OperatorArgument | Expr {
  switch (entity.kind) {
    case 'definitionEntity': {
      const leading: Expr[] = entity.leading.map((local) => ({ kind: 'local', local, span }));
      return operatorOf(entity.definition, leading, arity, span, context);
    }
    case 'local':
      if (entity.arity === arity) return { kind: 'operatorLocal', local: entity };
      break;
    case 'constant':
      if (entity.arity === arity) return { kind: 'operatorConstant', constant: entity };
      break;
    case 'substitutionEntity':
      return resolveOperator(entity.expression, arity, {
        ...context,
        scope: entity.scope,
        order: entity.order,
      });
  }
  return report(
    context,
    'TLA303',
    `${name} is not an operator of ${arity} argument${arity === 1 ? '' : 's'}`,
    span,
  );
}

function operatorOf(
  definition: Definition,
  leading: readonly Argument[],
  arity: number,
  span: Span,
  context: Context,
): OperatorArgument | Expr {
  const own = definition.parameters.length - leading.length;
  if (own === arity) return { kind: 'operatorDefinition', definition, leading };
  return report(
    context,
    'TLA303',
    `${definition.name} takes ${own} arguments, an operator of ${arity} is expected`,
    span,
  );
}

/** The declaration of an instantiated module, with arguments when it is an operator: what WITH put in its place. */
function applySubstitution(
  substitute: Expression,
  outer: Context,
  args: readonly Expression[],
  span: Span,
  context: Context,
): Expr {
  if (args.length === 0) return resolve(substitute, outer);
  const operator = resolveOperator(substitute, args.length, outer);
  const resolved = resolveArguments(args, undefined, context);
  if (!isOperatorArgument(operator)) return operator;
  return applyOperator(operator, resolved, span);
}

/** An operator that is known, applied to arguments. */
export function applyOperator(
  operator: OperatorArgument,
  args: readonly Argument[],
  span: Span,
): Expr {
  switch (operator.kind) {
    case 'operatorDefinition':
      return {
        kind: 'call',
        definition: operator.definition,
        args: [...operator.leading, ...args],
        span,
      };
    case 'operatorLocal':
      return { kind: 'callLocal', local: operator.local, args, span };
    case 'operatorConstant':
      return { kind: 'constant', constant: operator.constant, args, span };
    case 'operatorBuiltin':
      return { kind: 'builtin', name: operator.name, args: args as readonly Expr[], span };
    case 'lambda':
      return {
        kind: 'let',
        definitions: operator.parameters.map((local, i) => ({
          local,
          parameters: [],
          recursive: false,
          body: args[i] as Expr,
        })),
        body: operator.body,
        span,
      };
    default:
      return unreachable(operator);
  }
}

/** The scope that a path of instances leads to, and the arguments of those instances. */
function walkPath(
  path: readonly PathStep[],
  span: Span,
  context: Context,
): { scope: Scope; leading: Argument[] } | undefined {
  const first = path[0] as PathStep;
  let entity: Entity | undefined = lookUp(first.name, first.span, context);
  if (entity === undefined) return undefined;
  let leading: Argument[] =
    entity.kind === 'instanceEntity'
      ? entity.leading.map((local) => ({ kind: 'local', local, span }) as Expr)
      : [];
  for (const [i, step] of path.entries()) {
    if (entity?.kind !== 'instanceEntity') {
      report(context, 'TLA204', `${step.name} is not an instance of a module`, step.span);
      return undefined;
    }
    const instance: InstanceEntity = entity;
    if (instance.arity !== step.args.length) {
      wrongArity(step.name, instance.arity, step.args, step.span, context);
      return undefined;
    }
    leading = [...leading, ...resolveArguments(step.args, instance.parameters, context)];
    const next = path[i + 1];
    if (next === undefined) return { scope: instance.scope, leading };
    entity = instance.scope.own(next.name);
  }
  return undefined;
}

function resolveQualified(
  path: readonly PathStep[],
  name: string,
  args: readonly Expression[],
  span: Span,
  context: Context,
): Expr {
  const found = walkPath(path, span, context);
  if (found === undefined) return { kind: 'value', value: false, span };
  const entity = found.scope.own(name);
  const instance = path.map((step) => step.name).join('!');
  if (entity === undefined || found.scope.hidden.has(name) || found.scope.substituted.has(name)) {
    const candidates = nearest(
      name,
      [...found.scope.entries()].map(([key]) => key),
    );
    return report(
      context,
      'TLA201',
      `${instance} has no definition of ${name}`,
      span,
      candidates.length === 0
        ? undefined
        : `did you mean ${instance}!${candidates.join(` or ${instance}!`)}?`,
    );
  }
  if (entity.kind === 'definitionEntity')
    return callDefinition(entity.definition, found.leading, args, span, context);
  if (found.leading.length === 0) return applyEntity(entity, name, args, span, context);
  return report(context, 'TLA204', `${name} of ${instance} is not a definition`, span);
}

/** A definition (perhaps of an instance) and a way into its body. */
interface Way {
  readonly path: readonly PathStep[];
  readonly navigation: readonly Navigation[];
}

/** `Op!label(1)` reads like `Instance!Op`; which of the two it is, only the scope can tell. */
function throughDefinition(expression: Expression, context: Context): Way | undefined {
  if (expression.kind !== 'qualified' && expression.kind !== 'subexpression') return undefined;
  const { path } = expression;
  const after = expression.kind === 'qualified' ? [nameStep(expression)] : expression.navigation;
  let scope = context.scope;
  for (const [i, step] of path.entries()) {
    const entity = i === 0 ? scope.find(step.name) : scope.own(step.name);
    if (entity?.kind === 'definitionEntity' && entity.definition.native === undefined) {
      return {
        path: path.slice(0, i + 1),
        navigation: [...path.slice(i + 1).map(nameStep), ...after],
      };
    }
    if (entity?.kind !== 'instanceEntity') return undefined;
    scope = entity.scope;
  }
  return undefined;
}

function nameStep({
  name,
  args,
}: {
  readonly name: string;
  readonly args: readonly Expression[];
}): Navigation {
  return { kind: 'name', name, args };
}

/** `Op(a)!1!(x)`: the part of a definition's body, with the arguments and the bound names filled in. */
function resolveSubexpression(
  path: readonly PathStep[],
  navigation: readonly Navigation[],
  span: Span,
  context: Context,
): Expr {
  const last = path[path.length - 1] as PathStep;
  const outer = path.slice(0, -1);
  const whole =
    outer.length === 0
      ? resolveApplication(last.name, last.args, span, context)
      : resolveQualified(outer, last.name, last.args, span, context);
  if (whole.kind !== 'call' || whole.definition.native !== undefined) {
    return report(context, 'TLA403', `${last.name} is not a definition with parts`, span);
  }
  const { definition, args } = whole;
  const filled = definition.parameters.map((local, i) => filling(local, args[i] as Argument));
  const found = walkInto(definition.body(), navigation, {
    filled,
    whole,
    fill: (arg) => resolve(arg, context),
    open: undefined,
  });
  if (found === undefined) {
    return report(
      context,
      'TLA403',
      `${last.name} has no part that this subexpression name leads to`,
      span,
    );
  }
  return filled.length === 0 ? found : { kind: 'let', definitions: filled, body: found, span };
}

/** An operator's parameter with its argument; one that is itself an operator becomes an operator of the LET. */
function filling(local: Local, argument: Argument): LetDefinition {
  if (!isOperatorArgument(argument))
    return { local, parameters: [], recursive: false, body: argument };
  const { span } = local;
  const parameters = Array.from({ length: local.arity }, (_, i) => makeLocal(`a${i + 1}`, 0, span));
  const args = parameters.map((parameter): Expr => ({ kind: 'local', local: parameter, span }));
  return { local, parameters, recursive: false, body: applyOperator(argument, args, span) };
}

/** `Fold(Op!label, …)`: the names that are not filled in on the way are the parameters of an operator. */
function resolvePartAsOperator(
  { path, navigation }: Way,
  arity: number,
  span: Span,
  context: Context,
): OperatorArgument | Expr {
  const last = path[path.length - 1] as PathStep;
  const outer = path.slice(0, -1);
  const found = outer.length === 0 ? undefined : walkPath(outer, span, context);
  const entity =
    outer.length === 0 ? lookUp(last.name, span, context) : found?.scope.own(last.name);
  if (entity?.kind !== 'definitionEntity' || entity.definition.native !== undefined) {
    return report(context, 'TLA403', `${last.name} is not a definition with parts`, span);
  }
  const { definition } = entity;
  const leading: readonly Argument[] =
    found?.leading ?? entity.leading.map((local): Expr => ({ kind: 'local', local, span }));
  const own = definition.parameters.slice(leading.length);
  const given =
    last.args.length > 0
      ? resolveArguments(last.args, own, context)
      : own.map((local) => asArgument(local, span));
  const open: Local[] = last.args.length > 0 ? [] : [...own];
  const filled = [...leading, ...given.slice(0, last.args.length)].map((argument, i) =>
    filling(definition.parameters[i] as Local, argument),
  );
  const whole: Expr = { kind: 'call', definition, args: [...leading, ...given], span };
  const part = walkInto(definition.body(), navigation, {
    filled,
    whole,
    fill: (arg) => resolve(arg, context),
    open,
  });
  if (part === undefined || open.length !== arity) {
    return report(
      context,
      'TLA303',
      `an operator of ${arity} argument${arity === 1 ? '' : 's'} is expected here`,
      span,
    );
  }
  const body: Expr =
    filled.length === 0 ? part : { kind: 'let', definitions: filled, body: part, span };
  return { kind: 'lambda', parameters: open, body };
}

function asArgument(local: Local, span: Span): Argument {
  return local.arity === 0 ? { kind: 'local', local, span } : { kind: 'operatorLocal', local };
}
