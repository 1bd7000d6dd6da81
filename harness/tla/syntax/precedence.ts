/**
 * Operator precedence. The grammar gives every operator one precedence and makes all of them left-associative, so its
 * nesting is not used: a run of operators and operands is laid flat again and put together by precedence ranges, with
 * the conflicts that SANY reports (`a = b = c`, `a /\ b \/ c`) reported here.
 */
import type { Expression, Identifier } from './ast.ts';
import { fieldOperator, indexOperator, type Operator } from './operators.ts';
import type { Source } from './source.ts';

/** One element of a run, in the order of the text. */
export type Item =
  | {
      readonly kind: 'operand';
      readonly expression: Expression;
      readonly start: number;
      readonly end: number;
    }
  | {
      readonly kind: 'operator';
      readonly operator: Operator;
      readonly start: number;
      readonly end: number;
    }
  | {
      readonly kind: 'index';
      readonly args: readonly Expression[];
      readonly start: number;
      readonly end: number;
    }
  | {
      readonly kind: 'field';
      readonly name: Identifier;
      readonly start: number;
      readonly end: number;
    };

interface Operand {
  readonly expression: Expression;
  readonly start: number;
  readonly end: number;
  /** A product that was not put in parentheses: one more factor joins it. */
  readonly openProduct: boolean;
}

interface Pending {
  readonly operator: Operator;
  readonly start: number;
  readonly end: number;
}

/** The expression that a run stands for, by operator precedence. Conflicts are reported to the source. */
export function assemble(source: Source, items: readonly Item[]): Expression {
  const operands: Operand[] = [];
  const pending: Pending[] = [];
  for (const item of items) {
    if (item.kind === 'operand') {
      operands.push({ ...item, openProduct: false });
    } else if (item.kind === 'operator' && item.operator.fixity === 'prefix') {
      checkMinus(source, pending.at(-1), item);
      pending.push(item);
    } else {
      const operator =
        item.kind === 'operator'
          ? item.operator
          : item.kind === 'index'
            ? indexOperator
            : fieldOperator;
      const next = { operator, start: item.start, end: item.end };
      for (
        let top = pending.at(-1);
        top !== undefined && bindsFirst(source, top, next);
        top = pending.at(-1)
      ) {
        reduce(source, operands, pending);
      }
      if (operator.fixity === 'infix') pending.push(next);
      else operands.push(applyPostfix(source, operands.pop() as Operand, item));
    }
  }
  while (pending.length > 0) reduce(source, operands, pending);
  return (operands[0] as Operand).expression;
}

/** Does the operator on the left take the operand between the two? */
function bindsFirst(source: Source, left: Pending, right: Pending): boolean {
  if (left.operator.low > right.operator.high) return true;
  if (left.operator.high < right.operator.low) return false;
  const same = left.operator.symbol === right.operator.symbol;
  if (!(same && left.operator.leftAssociative)) reportConflict(source, left, right, same);
  return true;
}

// Of the prefix operators SANY minds this one alone: `2 * -1` and `2 ^ -1` are errors, `a * ~b` is not.
function checkMinus(source: Source, left: Pending | undefined, minus: Pending): void {
  if (minus.operator.symbol !== '-.' || left?.operator.fixity !== 'infix') return;
  if (left.operator.low > minus.operator.high) reportConflict(source, left, minus, false);
}

function reportConflict(source: Source, left: Pending, right: Pending, same: boolean): void {
  const { symbol } = left.operator;
  const message = same
    ? `${symbol} does not chain: it is not clear which of the two comes first`
    : `${symbol} and ${right.operator.symbol} cannot stand side by side: neither binds tighter`;
  const { line } = source.span(left.start, left.end);
  const hint =
    habit(source.masked.slice(left.start, right.end)) ??
    `the first one is at line ${line}, column ${source.columnOf(left.start)}; put parentheses`;
  source.report('TLA110', right.start, right.end, message, hint);
}

/** `&&` and `||` bind tighter than comparisons: nobody who writes them means them. */
function habit(text: string): string | undefined {
  if (text.includes('&&')) return 'and is written /\\';
  return text.includes('||') ? 'or is written \\/' : undefined;
}

function reduce(source: Source, operands: Operand[], pending: Pending[]): void {
  const { operator, start } = pending.pop() as Pending;
  const right = operands.pop() as Operand;
  if (operator.fixity === 'prefix') {
    const span = source.span(start, right.end);
    const expression: Expression = {
      kind: 'apply',
      name: operator.symbol,
      args: [right.expression],
      span,
    };
    operands.push({ expression, start, end: right.end, openProduct: false });
    return;
  }
  const left = operands.pop() as Operand;
  const span = source.span(left.start, right.end);
  const isProduct = operator.symbol === '\\X';
  const expression: Expression = isProduct
    ? { kind: 'product', items: [...factors(left), right.expression], span }
    : { kind: 'apply', name: operator.symbol, args: [left.expression, right.expression], span };
  operands.push({ expression, start: left.start, end: right.end, openProduct: isProduct });
}

function factors({ openProduct, expression }: Operand): readonly Expression[] {
  return openProduct && expression.kind === 'product' ? expression.items : [expression];
}

function applyPostfix(source: Source, operand: Operand, item: Item): Operand {
  const span = source.span(operand.start, item.end);
  return {
    expression: postfixed(operand.expression, item, span),
    start: operand.start,
    end: item.end,
    openProduct: false,
  };
}

function postfixed(base: Expression, item: Item, span: Expression['span']): Expression {
  switch (item.kind) {
    case 'index':
      return { kind: 'index', function: base, args: item.args, span };
    case 'field':
      return { kind: 'field', record: base, name: item.name, span };
    case 'operator':
      return { kind: 'apply', name: item.operator.symbol, args: [base], span };
    case 'operand':
      return base;
  }
}
