/** Everything that introduces names: quantifiers, CHOOSE, sets and functions by comprehension, LET, LAMBDA, labels. */
import type { Bound, Expression, Identifier, Pattern } from './ast.ts';
import { type Concrete, childIn } from './concrete.ts';
import { type Builder, type Context, spanOf } from './context.ts';
import { identifier } from './names.ts';

function identifiers(context: Context, nodes: readonly Concrete[]): Identifier[] {
  return nodes
    .filter(({ type }) => type === 'identifier' || type === 'identifier_ref')
    .map((node) => identifier(context.source, node));
}

/** `x`, or `<<x, y>>`. */
export function pattern(context: Context, node: Concrete): Pattern {
  if (node.type === 'identifier')
    return { kind: 'identifier', ...identifier(context.source, node) };
  const names = identifiers(context, node.children);
  return { kind: 'tuplePattern', names, span: spanOf(context, node) };
}

export function bound(context: Context, node: Concrete): Bound {
  const patterns = node.children.filter(({ field }) => field === 'intro');
  return {
    patterns: patterns.map((intro) => pattern(context, intro)),
    set: context.expression(childIn(node, 'set') as Concrete),
    span: spanOf(context, node),
  };
}

export function bounds(context: Context, nodes: readonly Concrete[]): Bound[] {
  return nodes
    .filter(({ type }) => type === 'quantifier_bound')
    .map((node) => bound(context, node));
}

function body(context: Context, node: Concrete): Expression {
  return context.expression(childIn(node, 'expression') as Concrete);
}

const quantifiers = {
  forall: '\\A',
  exists: '\\E',
  temporal_forall: '\\AA',
  temporal_exists: '\\EE',
} as const;

export const boundedQuantifier: Builder = (context, node) => ({
  kind: 'quantifier',
  quantifier: childIn(node, 'quantifier')?.type === 'forall' ? '\\A' : '\\E',
  bounds: bounds(context, node.children),
  body: body(context, node),
  span: spanOf(context, node),
});

export const unboundedQuantifier: Builder = (context, node) => ({
  kind: 'unboundedQuantifier',
  quantifier: quantifiers[childIn(node, 'quantifier')?.type as keyof typeof quantifiers],
  names: identifiers(
    context,
    node.children.filter(({ field }) => field === 'intro'),
  ),
  body: body(context, node),
  span: spanOf(context, node),
});

export const choose: Builder = (context, node) => {
  const set = childIn(node, 'set');
  return {
    kind: 'choose',
    pattern: pattern(context, childIn(node, 'intro') as Concrete),
    ...(set === undefined ? {} : { set: context.expression(set) }),
    body: body(context, node),
    span: spanOf(context, node),
  };
};

export const setFilter: Builder = (context, node) => {
  const generator = bound(context, childIn(node, 'generator') as Concrete);
  return {
    kind: 'filter',
    pattern: generator.patterns[0] as Pattern,
    set: generator.set,
    body: context.expression(childIn(node, 'filter') as Concrete),
    span: spanOf(context, node),
  };
};

// SANY reads whatever begins like `{x \in` or `{<<x, y>> \in` as a filter, and so does every reader.
const filterLike = /\{\s*(?:\w+|<<\s*\w+(?:\s*,\s*\w+)*\s*>>)\s*(?:\\in\b|∈)/y;

export const setMap: Builder = (context, node) => {
  filterLike.lastIndex = node.start;
  if (filterLike.test(context.source.masked)) {
    const message = 'this begins like {x \\in S : P} but goes on like {e : x \\in S}';
    context.source.report(
      'TLA112',
      node.start,
      node.end,
      message,
      'put the element in parentheses',
    );
  }
  return {
    kind: 'map',
    body: context.expression(childIn(node, 'map') as Concrete),
    bounds: bounds(context, node.children),
    span: spanOf(context, node),
  };
};

export const functionLiteral: Builder = (context, node) => ({
  kind: 'function',
  bounds: bounds(context, node.children),
  body: context.expression(node.children.at(-1) as Concrete),
  span: spanOf(context, node),
});

export const letIn: Builder = (context, node) => ({
  kind: 'let',
  definitions: node.children
    .filter(({ field }) => field === 'definitions')
    .map((definition) => context.definition(definition, false)),
  body: body(context, node),
  span: spanOf(context, node),
});

export const lambda: Builder = (context, node) => ({
  kind: 'lambda',
  parameters: identifiers(
    context,
    node.children.filter(({ type }) => type === 'identifier'),
  ),
  body: context.expression(node.children.at(-1) as Concrete),
  span: spanOf(context, node),
});

export const label: Builder = (context, node) => {
  const [name, ...parameters] = identifiers(
    context,
    node.children.filter(({ field }) => field === 'name' || field === 'parameter'),
  );
  return {
    kind: 'label',
    name: name as Identifier,
    parameters,
    body: body(context, node),
    span: spanOf(context, node),
  };
};
