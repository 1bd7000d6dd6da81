/** Concrete expressions to AST expressions: one builder for each node type of the grammar. */
import type { Expression, Update, UpdateStep } from './ast.ts';
import * as binders from './binders.ts';
import { type Concrete, childIn } from './concrete.ts';
import { type Builder, type Context, depthMax, refuseDepth, spanOf } from './context.ts';
import { checkJunctionColumns } from './junctions.ts';
import * as literals from './literals.ts';
import { fieldName, identifier, symbolOf, textOf } from './names.ts';
import { nameWithArguments, prefixedName, refuseProofStep, subexpression } from './paths.ts';
import { isPrefixOnParentheses, run } from './runs.ts';

export function expression(context: Context, node: Concrete): Expression {
  const builder = builders.get(node.type);
  if (builder === undefined) throw new Error(`unknown node of the grammar: ${node.type}`);
  if (context.depth >= depthMax) return refuseDepth(context, node);
  context.depth++;
  const built = builder(context, node);
  context.depth--;
  return built;
}

const name: Builder = (context, node) => ({ kind: 'name', ...identifier(context.source, node) });

const keywordName: Builder = (context, node) => ({
  kind: 'name',
  name: textOf(context.source, node),
  span: spanOf(context, node),
});

const symbolName: Builder = (context, node) => {
  const name = symbolOf(node);
  if (name === '\\X') {
    const message = '\\X is not an operator and cannot be passed as one';
    context.source.report('TLA112', node.start, node.end, message, 'write LAMBDA a, b : a \\X b');
  }
  return { kind: 'name', name, span: spanOf(context, node) };
};

const application: Builder = (context, node) => {
  const { name, args, span } = nameWithArguments(context, node);
  if (name === '\\X') return { kind: 'product', items: args, span };
  if (name === '-' && node.type === 'bound_nonfix_op') {
    context.source.report(
      'TLA112',
      node.start,
      node.end,
      '-(a, b) is read as a prefix minus',
      'write a - b',
    );
  }
  return { kind: 'apply', name, args, span };
};

const junction =
  (kind: 'and' | 'or'): Builder =>
  (context, node) => {
    checkJunctionColumns(context.source, node);
    const items = node.children.map((item) => context.expression(item.children[1] as Concrete));
    return { kind, items, span: spanOf(context, node) };
  };

const listOf =
  (kind: 'set' | 'tuple'): Builder =>
  (context, node) => ({
    kind,
    items: expressions(context, node.children),
    span: spanOf(context, node),
  });

function expressions(context: Context, nodes: readonly Concrete[]): Expression[] {
  return nodes.filter(({ type }) => builders.has(type)).map(context.expression);
}

const fields =
  (kind: 'record' | 'recordSet'): Builder =>
  (context, node) => {
    const parts = node.children.filter(({ type }) => type !== 'all_map_to');
    const pairs = [];
    for (let i = 0; i + 1 < parts.length; i += 2) {
      const name = fieldName(context.source, parts[i] as Concrete);
      pairs.push({ name, value: context.expression(parts[i + 1] as Concrete) });
    }
    return { kind, fields: pairs, span: spanOf(context, node) };
  };

const functionSet: Builder = (context, node) => {
  const [domain, range] = expressions(context, node.children) as [Expression, Expression];
  return { kind: 'functionSet', domain, range, span: spanOf(context, node) };
};

const except: Builder = (context, node) => ({
  kind: 'except',
  base: context.expression(childIn(node, 'expr_to_update') as Concrete),
  updates: node.children
    .filter(({ type }) => type === 'except_update')
    .map((child) => update(context, child)),
  span: spanOf(context, node),
});

function update(context: Context, node: Concrete): Update {
  const steps =
    node.children.find(({ type }) => type === 'except_update_specifier')?.children ?? [];
  const path = steps.map((step): UpdateStep => {
    if (step.type === 'except_update_fn_appl')
      return { kind: 'index', args: step.children.map(context.expression) };
    return { kind: 'field', name: fieldName(context.source, step.children[0] as Concrete) };
  });
  const value = context.expression(childIn(node, 'new_val') as Concrete);
  return { path, value, span: spanOf(context, node) };
}

const bracketedAction =
  (kind: 'boxAction' | 'angleAction'): Builder =>
  (context, node) => {
    const [action, subscript] = expressions(context, node.children) as [Expression, Expression];
    return { kind, action, subscript, span: spanOf(context, node) };
  };

const fairness: Builder = (context, node) => {
  const [subscript, action] = expressions(context, node.children) as [Expression, Expression];
  const strength = context.source.text.startsWith('WF', node.start) ? 'WF' : 'SF';
  return { kind: 'fairness', strength, subscript, action, span: spanOf(context, node) };
};

const conditional: Builder = (context, node) => {
  const [condition, whenTrue, whenFalse] = node.children.map(context.expression) as [
    Expression,
    Expression,
    Expression,
  ];
  // biome-ignore lint/suspicious/noThenProperty: the language's own word; it holds a node, so nothing can await it
  return { kind: 'if', condition, then: whenTrue, else: whenFalse, span: spanOf(context, node) };
};

const caseOf: Builder = (context, node) => {
  const arms = node.children
    .filter(({ type }) => type === 'case_arm')
    .map((arm) => {
      const [guard, value] = expressions(context, arm.children) as [Expression, Expression];
      return { guard, value };
    });
  const other = node.children.find(({ type }) => type === 'other_arm');
  const otherwise =
    other === undefined ? {} : { other: context.expression(other.children.at(-1) as Concrete) };
  return { kind: 'case', arms, ...otherwise, span: spanOf(context, node) };
};

const builders: ReadonlyMap<string, Builder> = new Map<string, Builder>([
  ['nat_number', literals.decimalNumber],
  ['real_number', literals.realNumber],
  ['binary_number', literals.basedNumber],
  ['octal_number', literals.basedNumber],
  ['hex_number', literals.basedNumber],
  ['string', literals.stringLiteral],
  [
    'boolean',
    (context, node) => ({
      kind: 'boolean',
      value: node.end - node.start === 4,
      span: spanOf(context, node),
    }),
  ],
  ['string_set', keywordName],
  ['boolean_set', keywordName],
  [
    'nat_number_set',
    (context, node) => ({ kind: 'name', name: 'Nat', span: spanOf(context, node) }),
  ],
  [
    'int_number_set',
    (context, node) => ({ kind: 'name', name: 'Int', span: spanOf(context, node) }),
  ],
  [
    'real_number_set',
    (context, node) => ({ kind: 'name', name: 'Real', span: spanOf(context, node) }),
  ],
  ['parentheses', (context, node) => context.expression(node.children[0] as Concrete)],
  ['label', binders.label],
  ['subexpression', subexpression],
  ['proof_step_ref', refuseProofStep],
  ['identifier_ref', name],
  ['bound_op', application],
  [
    'bound_nonfix_op',
    (context, node) => (isPrefixOnParentheses(node) ? run : application)(context, node),
  ],
  ['prefixed_op', prefixedName],
  ['prefix_op_symbol', symbolName],
  ['infix_op_symbol', symbolName],
  ['postfix_op_symbol', symbolName],
  ['lambda', binders.lambda],
  ['bound_prefix_op', run],
  ['bound_infix_op', run],
  ['bound_postfix_op', run],
  ['function_evaluation', run],
  ['record_value', run],
  ['bounded_quantification', binders.boundedQuantifier],
  ['unbounded_quantification', binders.unboundedQuantifier],
  ['choose', binders.choose],
  ['finite_set_literal', listOf('set')],
  ['set_filter', binders.setFilter],
  ['set_map', binders.setMap],
  ['function_literal', binders.functionLiteral],
  ['set_of_functions', functionSet],
  ['record_literal', fields('record')],
  ['set_of_records', fields('recordSet')],
  ['except', except],
  ['prev_func_val', (context, node) => ({ kind: 'at', span: spanOf(context, node) })],
  ['tuple_literal', listOf('tuple')],
  ['step_expr_or_stutter', bracketedAction('boxAction')],
  ['step_expr_no_stutter', bracketedAction('angleAction')],
  ['fairness', fairness],
  ['if_then_else', conditional],
  ['case', caseOf],
  ['let_in', binders.letIn],
  ['conj_list', junction('and')],
  ['disj_list', junction('or')],
]);
