/**
 * Texts of expressions being put together: what an operator needs to know of its operands to tell whether they need
 * parentheses. The rules are those of precedence.ts, from the other side.
 */
import type { Operator } from './operators.ts';
import { needsSpace } from './tokens.ts';

export /** A text and what matters to an operator that comes to stand beside it. */
interface Piece {
  readonly text: string;
  /** The operators that an operator on the left would meet, and those that one on the right would. */
  readonly left: readonly Operator[];
  readonly right: readonly Operator[];
  /** Reaches as far to the right as it can: `\A x : …`, `IF …`. */
  readonly open: boolean;
}

export function closed(text: string): Piece {
  return { text, left: [], right: [], open: false };
}

export function open(text: string): Piece {
  return { text, left: [], right: [], open: true };
}

export function parenthesised({ text }: Piece): Piece {
  return closed(`(${text})`);
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

export function labelled(text: string): Piece {
  return { text, left: [looser], right: [], open: true };
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

export function infix(operator: Operator, left: Piece, right: Piece): Piece {
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

export function prefix(operator: Operator, operand: Piece): Piece {
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

export function postfix(operator: Operator, operand: Piece, text: string): Piece {
  const base = endsBefore(operand, operator) ? operand : parenthesised(operand);
  return { text: `${base.text}${text}`, left: [...base.left, operator], right: [], open: false };
}

// Each item is put in parentheses for itself, so that a list stays flat: `a /\ (\E x : p) /\ b`.
export function joined(operator: Operator, items: readonly Piece[]): Piece {
  return items
    .map((item, i) =>
      i === items.length - 1 || endsBefore(item, operator) ? item : parenthesised(item),
    )
    .reduce((left, right) => infix(operator, left, right));
}
