/**
 * An expression as one line of TLA+, for reports. Parentheses stand only where the meaning or SANY needs them. A junction
 * list cannot be written in one line; it comes out as an infix chain, `a /\ b /\ c`.
 */
import { unreachable } from '../diagnostic.ts';
import type { Bound, Expression, Navigation, PathStep, Pattern, Update } from './ast.ts';
import { fieldOperator, indexOperator, type Operator, operatorOf } from './operators.ts';
import {
  closed,
  infix,
  joined,
  labelled,
  open,
  type Piece,
  parenthesised,
  postfix,
  prefix,
} from './pieces.ts';
import { call as callOf, definition } from './unparse-units.ts';

export function unparse(expression: Expression): string {
  return piece(expression).text;
}

/** Where something follows that an open piece would swallow. */
function guarded(expression: Expression): string {
  const inner = piece(expression);
  return inner.open ? parenthesised(inner).text : inner.text;
}

// At the beginning of `{…}` or `[…]` an `x \in` announces a bound variable.
const boundLike = /^(?:\w+|<<\s*\w+(?:\s*,\s*\w+)*\s*>>)\s*(?:\\in\b|,)/;

function first(expression: Expression): string {
  const text = guarded(expression);
  return boundLike.test(text) ? `(${text})` : text;
}

function list(expressions: readonly Expression[]): string {
  return expressions.map(unparse).join(', ');
}

function piece(expression: Expression): Piece {
  switch (expression.kind) {
    case 'number':
      return closed(expression.digits);
    case 'decimal':
      return closed(expression.text);
    case 'string':
      return closed(quoted(expression.value));
    case 'boolean':
      return closed(expression.value ? 'TRUE' : 'FALSE');
    case 'name':
      return closed(expression.name);
    case 'at':
      return closed('@');
    case 'apply':
      return application(expression.name, expression.args);
    case 'and':
      return chain('/\\', expression.items);
    case 'or':
      return chain('\\/', expression.items);
    case 'product':
      return product(expression.items);
    case 'index':
      return postfix(indexOperator, piece(expression.function), `[${list(expression.args)}]`);
    case 'field':
      return postfix(fieldOperator, piece(expression.record), `.${expression.name.name}`);
    case 'qualified':
      return closed(`${path(expression.path)}!${call(expression.name, expression.args)}`);
    case 'subexpression':
      return closed([path(expression.path), ...expression.navigation.map(navigation)].join('!'));
    default:
      return construct(expression);
  }
}

type Construct = Exclude<
  Expression,
  {
    kind:
      | 'number'
      | 'decimal'
      | 'string'
      | 'boolean'
      | 'name'
      | 'at'
      | 'apply'
      | 'and'
      | 'or'
      | 'product'
      | 'index'
      | 'field'
      | 'qualified'
      | 'subexpression';
  }
>;

function construct(expression: Construct): Piece {
  switch (expression.kind) {
    case 'quantifier':
      return open(
        `${expression.quantifier} ${bounds(expression.bounds)} : ${unparse(expression.body)}`,
      );
    case 'unboundedQuantifier':
      return open(
        `${expression.quantifier} ${names(expression.names)} : ${unparse(expression.body)}`,
      );
    case 'choose':
      return open(
        `CHOOSE ${pattern(expression.pattern)}${within(expression.set)} : ${unparse(expression.body)}`,
      );
    case 'if':
      return open(
        `IF ${unparse(expression.condition)} THEN ${unparse(expression.then)} ELSE ${unparse(expression.else)}`,
      );
    case 'case':
      return caseOf(expression);
    case 'let':
      return open(
        `LET ${expression.definitions.map((unit) => definition(unit, writer)).join(' ')} IN ${unparse(expression.body)}`,
      );
    case 'lambda':
      return open(`LAMBDA ${names(expression.parameters)} : ${unparse(expression.body)}`);
    case 'label':
      return label(expression);
    default:
      return closed(bracketed(expression));
  }
}

type Bracketed = Exclude<
  Construct,
  {
    kind:
      | 'quantifier'
      | 'unboundedQuantifier'
      | 'choose'
      | 'if'
      | 'case'
      | 'let'
      | 'lambda'
      | 'label';
  }
>;

function bracketed(expression: Bracketed): string {
  switch (expression.kind) {
    case 'set':
      return `{${expression.items.map((item, i) => (i === 0 ? first(item) : unparse(item))).join(', ')}}`;
    case 'tuple':
      return `<<${beforeAngle(list(expression.items))}>>`;
    case 'filter':
      return `{${pattern(expression.pattern)}${within(expression.set)} : ${unparse(expression.body)}}`;
    case 'map':
      return `{${first(expression.body)} : ${bounds(expression.bounds)}}`;
    case 'function':
      return `[${bounds(expression.bounds)} |-> ${unparse(expression.body)}]`;
    case 'functionSet':
      return `[${first(expression.domain)} -> ${unparse(expression.range)}]`;
    case 'record':
      return `[${expression.fields.map(({ name, value }) => `${name.name} |-> ${unparse(value)}`).join(', ')}]`;
    case 'recordSet':
      return `[${expression.fields.map(({ name, value }) => `${name.name} : ${unparse(value)}`).join(', ')}]`;
    case 'except':
      return `[${first(expression.base)} EXCEPT ${expression.updates.map(update).join(', ')}]`;
    case 'boxAction':
      return `[${first(expression.action)}]_${subscript(expression.subscript)}`;
    case 'angleAction':
      return `<<${beforeAngle(unparse(expression.action))}>>_${subscript(expression.subscript)}`;
    case 'fairness':
      return `${expression.strength}_${subscript(expression.subscript)}(${unparse(expression.action)})`;
    default:
      return unreachable(expression);
  }
}

// `<<I!:>>` would contain the symbol `:>`.
function beforeAngle(text: string): string {
  return text.endsWith(':') ? `${text} ` : text;
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
};

function quoted(value: string): string {
  return `"${value.replace(/["\\\t\n\f\r]/g, (character) => escapes[character] as string)}"`;
}

function application(name: string, args: readonly Expression[]): Piece {
  const [left, right] = args;
  const operator = operatorOf(name, args.length);
  if (operator === undefined || left === undefined) return closed(call(name, args));
  if (right !== undefined) return infix(operator, piece(left), piece(right));
  return operator.fixity === 'prefix'
    ? prefix(operator, piece(left))
    : postfix(operator, piece(left), name);
}

const writer = { unparse, bounds };

function call(name: string, args: readonly (Expression | string)[]): string {
  return callOf(
    name,
    args.map((arg) => (typeof arg === 'string' ? arg : unparse(arg))),
  );
}

function chain(symbol: string, items: readonly Expression[]): Piece {
  return joined(operatorOf(symbol, 2) as Operator, items.map(piece));
}

function product(items: readonly Expression[]): Piece {
  const factors = items.map((item) =>
    item.kind === 'product' ? parenthesised(piece(item)) : piece(item),
  );
  return joined(operatorOf('\\X', 2) as Operator, factors);
}

function caseOf({ arms, other }: Extract<Expression, { kind: 'case' }>): Piece {
  const texts = arms.map(({ guard, value }, i) => {
    const last = i === arms.length - 1 && other === undefined;
    return `${guarded(guard)} -> ${last ? unparse(value) : guarded(value)}`;
  });
  if (other !== undefined) texts.push(`OTHER -> ${unparse(other)}`);
  return open(`CASE ${texts.join(' [] ')}`);
}

const closedKinds: ReadonlySet<Expression['kind']> = new Set(['name', 'tuple', 'set']);

function subscript(expression: Expression): string {
  const text = unparse(expression);
  return closedKinds.has(expression.kind) ? text : `(${text})`;
}

function label({ name, parameters, body }: Extract<Expression, { kind: 'label' }>): Piece {
  return labelled(`${call(name.name, parameters.map(nameOf))} :: ${unparse(body)}`);
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}

function names(identifiers: readonly { readonly name: string }[]): string {
  return identifiers.map(nameOf).join(', ');
}

function pattern(introduced: Pattern): string {
  return introduced.kind === 'identifier' ? introduced.name : `<<${names(introduced.names)}>>`;
}

function within(set: Expression | undefined): string {
  return set === undefined ? '' : ` \\in ${guarded(set)}`;
}

function bounds(all: readonly Bound[]): string {
  return all
    .map(({ patterns, set }) => `${patterns.map(pattern).join(', ')}${within(set)}`)
    .join(', ');
}

function path(steps: readonly PathStep[]): string {
  return steps.map(({ name, args }) => call(name, args)).join('!');
}

function navigation(step: Navigation): string {
  switch (step.kind) {
    case 'child':
      return String(step.index);
    case 'left':
      return '<<';
    case 'right':
      return '>>';
    case 'body':
      return ':';
    case 'at':
      return '@';
    case 'arguments':
      return `(${list(step.args)})`;
    case 'name':
      return call(step.name, step.args);
    default:
      return unreachable(step);
  }
}

function update({ path: steps, value }: Update): string {
  const target = steps.map((step) =>
    step.kind === 'field' ? `.${step.name.name}` : `[${list(step.args)}]`,
  );
  return `!${target.join('')} = ${unparse(value)}`;
}
