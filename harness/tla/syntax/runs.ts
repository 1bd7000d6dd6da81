/** Runs of operators and operands: laid flat in the order of the text, then put together by precedence.ts. */
import type { Concrete } from './concrete.ts';
import { type Builder, type Context, depthMax, refuseDepth } from './context.ts';
import { fieldName } from './names.ts';
import { operatorOfNode } from './operators.ts';
import { assemble, type Item } from './precedence.ts';
import { longerSymbol } from './tokens.ts';

export const run: Builder = (context, node) => {
  const parts = flatten(context, node);
  // The result is as deep as there are operators.
  const operators = parts.filter(
    ({ type }) => operatorOfNode.has(type) || type.endsWith('_tail'),
  ).length;
  if (context.depth + operators > depthMax) return refuseDepth(context, node);
  context.depth += operators;
  const items = parts.map((part) => itemOf(context, part));
  context.depth -= operators;
  return assemble(context.source, items);
};

/** `~(a)`, which to the grammar may be the symbol `~` applied as in `+(a, b)`; that would make `~(a)'` mean `(~a)'`. */
export function isPrefixOnParentheses(node: Concrete): boolean {
  return node.type === 'bound_nonfix_op' && node.children[0]?.type === 'prefix_op_symbol';
}

/** Operators, operands (parentheses and the like whole), and the tails `[i]` and `.name`, in the order of the text. */
function flatten(context: Context, root: Concrete): Concrete[] {
  const parts: Concrete[] = [];
  const work: Concrete[] = [root];
  for (let node = work.pop(); node !== undefined; node = work.pop()) {
    if (isPrefixOnParentheses(node)) {
      work.push(parenthesised(context, node), node.children[0]?.children[0] as Concrete);
    } else if (boundOperators.has(node.type)) {
      for (let i = node.children.length - 1; i >= 0; i--) work.push(node.children[i] as Concrete);
    } else if (node.type === 'function_evaluation' || node.type === 'record_value') {
      work.push({ ...node, type: tails[node.type] }, node.children[0] as Concrete);
    } else {
      parts.push(node);
    }
  }
  return parts;
}

const boundOperators: ReadonlySet<string> = new Set([
  'bound_prefix_op',
  'bound_infix_op',
  'bound_postfix_op',
]);

const tails = { function_evaluation: 'index_tail', record_value: 'field_tail' } as const;

function parenthesised({ source }: Context, node: Concrete): Concrete {
  const [symbol, operand] = node.children as [Concrete, Concrete];
  const start = source.masked.indexOf('(', symbol.end);
  return { ...node, type: 'parentheses', start, children: [operand] };
}

function itemOf(context: Context, node: Concrete): Item {
  const { start, end } = node;
  const operator = operatorOfNode.get(node.type);
  if (operator !== undefined) {
    checkLongest(context, node);
    return { kind: 'operator', operator, start, end };
  }
  if (!node.type.endsWith('_tail')) {
    return { kind: 'operand', expression: context.expression(node), start, end };
  }
  const [base, ...rest] = node.children as [Concrete, ...Concrete[]];
  const at = (symbol: string) => context.source.masked.indexOf(symbol, base.end);
  if (node.type === 'field_tail') {
    return {
      kind: 'field',
      name: fieldName(context.source, rest[0] as Concrete),
      start: at('.'),
      end,
    };
  }
  return { kind: 'index', args: rest.map(context.expression), start: at('['), end };
}

function checkLongest({ source }: Context, { start, end }: Concrete): void {
  const symbol = longerSymbol(source.masked, start, end);
  if (symbol === undefined) return;
  const hint = `put a space after ${source.text.slice(start, end)}`;
  source.report(
    'TLA107',
    start,
    start + symbol.length,
    `${symbol} is one symbol, which has no place here`,
    hint,
  );
}
