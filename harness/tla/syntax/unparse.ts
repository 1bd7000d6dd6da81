/**
 * An expression as one line of TLA+, for reports. Parentheses stand only where the meaning or SANY needs them. A junction
 * list cannot be written in one line; it comes out as an infix chain, `a /\ b /\ c`.
 */
import { unreachable } from '../diagnostic.ts';
import type {
  Bound,
  Declaration,
  Expression,
  Instance,
  Navigation,
  PathStep,
  Pattern,
  Unit,
  Update,
} from './ast.ts';
import { fieldOperator, indexOperator, type Operator, operatorOf } from './operators.ts';
import { needsSpace } from './tokens.ts';

/** A text and what matters to an operator that comes to stand beside it. */
interface Piece {
  readonly text: string;
  /** The operators that an operator on the left would meet, and those that one on the right would. */
  readonly left: readonly Operator[];
  readonly right: readonly Operator[];
  /** Reaches as far to the right as it can: `\A x : …`, `IF …`. */
  readonly open: boolean;
}

export function unparse(expression: Expression): string {
  return piece(expression).text;
}

function closed(text: string): Piece {
  return { text, left: [], right: [], open: false };
}

function open(text: string): Piece {
  return { text, left: [], right: [], open: true };
}

function parenthesised({ text }: Piece): Piece {
  return closed(`(${text})`);
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
      return postfix(indexOperator, expression.function, `[${list(expression.args)}]`);
    case 'field':
      return postfix(fieldOperator, expression.record, `.${expression.name.name}`);
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
        `LET ${expression.definitions.map(definition).join(' ')} IN ${unparse(expression.body)}`,
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
    : postfix(operator, left, name);
}

function call(name: string, args: readonly (Expression | string)[]): string {
  if (args.length === 0) return name;
  const inner = args.map((arg) => (typeof arg === 'string' ? arg : unparse(arg))).join(', ');
  // `(+)` would be the symbol of \oplus.
  return `${name}(${needsSpace('(', `${inner})`) ? ' ' : ''}${inner})`;
}

function endsBefore(piece: Piece, operator: Operator): boolean {
  return (
    !piece.open &&
    piece.right.every(
      ({ low, symbol, leftAssociative }) =>
        low > operator.high || (symbol === operator.symbol && leftAssociative),
    )
  );
}

function beginsAfter(operator: Operator, piece: Piece): boolean {
  return piece.left.every(({ low }) => operator.high < low);
}

function infix(operator: Operator, left: Piece, right: Piece): Piece {
  const a = endsBefore(left, operator) ? left : parenthesised(left);
  const minus = right.text.startsWith('-') && operator.low > 12;
  const b = beginsAfter(operator, right) && !minus ? right : parenthesised(right);
  return {
    text: `${a.text} ${operator.symbol} ${b.text}`,
    left: [...a.left, operator],
    right: [operator, ...b.right],
    open: b.open,
  };
}

function prefix(operator: Operator, operand: Piece): Piece {
  const inner = beginsAfter(operator, operand) ? operand : parenthesised(operand);
  const symbol = operator.symbol === '-.' ? '-' : operator.symbol;
  const space = /\w$/.test(symbol) || needsSpace(symbol, inner.text) ? ' ' : '';
  return {
    text: `${symbol}${space}${inner.text}`,
    left: [],
    right: [operator, ...inner.right],
    open: inner.open,
  };
}

function postfix(operator: Operator, operand: Expression, text: string): Piece {
  const inner = piece(operand);
  const base = endsBefore(inner, operator) ? inner : parenthesised(inner);
  return { text: `${base.text}${text}`, left: [...base.left, operator], right: [], open: false };
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

// Each item is put in parentheses for itself, so that a list stays flat: `a /\ (\E x : p) /\ b`.
function joined(operator: Operator, items: readonly Piece[]): Piece {
  return items
    .map((item, i) =>
      i === items.length - 1 || endsBefore(item, operator) ? item : parenthesised(item),
    )
    .reduce((left, right) => infix(operator, left, right));
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

// SANY refuses a label that changes how the operators around it are read: as an operand it needs parentheses.
const looser: Operator = {
  symbol: '::',
  fixity: 'infix',
  low: 0,
  high: 0,
  leftAssociative: false,
  spellings: [],
  node: '',
};

function label({ name, parameters, body }: Extract<Expression, { kind: 'label' }>): Piece {
  const text = `${call(name.name, parameters.map(nameOf))} :: ${unparse(body)}`;
  return { text, left: [looser], right: [], open: true };
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

function definition(unit: Unit): string {
  switch (unit.kind) {
    case 'operator':
      return `${signature(unit.name.name, unit.parameters)} == ${unparse(unit.body)}`;
    case 'functionDefinition':
      return `${unit.name.name}[${bounds(unit.bounds)}] == ${unparse(unit.body)}`;
    case 'moduleDefinition':
      return `${signature(unit.name.name, unit.parameters)} == ${instance(unit.instance)}`;
    case 'recursive':
      return `RECURSIVE ${unit.declarations.map(declared).join(', ')}`;
    case 'instance':
      return instance(unit);
    default:
      throw new Error(`a LET cannot hold ${unit.kind}`);
  }
}

function signature(name: string, parameters: readonly Declaration[]): string {
  const operator = operatorOf(name, parameters.length);
  const [left, right] = parameters;
  if (operator === undefined || left === undefined) return call(name, parameters.map(declared));
  if (right !== undefined) return `${left.name} ${name} ${right.name}`;
  return operator.fixity === 'prefix' ? `${name} ${left.name}` : `${left.name} ${name}`;
}

function declared({ name, arity }: Declaration): string {
  const operator = operatorOf(name, arity);
  if (operator === undefined) return call(name, Array(arity).fill('_'));
  if (operator.fixity === 'infix') return `_ ${name} _`;
  return operator.fixity === 'prefix' ? `${name} _` : `_ ${name}`;
}

function instance({ module, substitutions }: Instance): string {
  const clauses = substitutions.map(({ name, value }) => `${name.name} <- ${unparse(value)}`);
  return `INSTANCE ${module.name}${clauses.length === 0 ? '' : ` WITH ${clauses.join(', ')}`}`;
}
