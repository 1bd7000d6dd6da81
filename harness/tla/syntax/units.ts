/** Modules and what they consist of: declarations, definitions, instances, assumptions, theorems. */
import type { Declaration, Expression, Identifier, Instance, Module, Unit } from './ast.ts';
import { bounds } from './binders.ts';
import { type Concrete, childIn } from './concrete.ts';
import { type Context, spanOf } from './context.ts';
import { declaration, identifier, isSymbol, symbolIdentifier } from './names.ts';

export function moduleOf(context: Context, node: Concrete): Module {
  const extended = node.children.find(({ type }) => type === 'extends')?.children ?? [];
  return {
    kind: 'module',
    name: identifier(context.source, childIn(node, 'name') as Concrete).name,
    extends: extended.map((child) => identifier(context.source, child)),
    units: node.children.flatMap((child) => unit(context, child) ?? []),
    span: spanOf(context, node),
  };
}

/** Nothing for headers, separators, and USE and HIDE, which only proofs need. */
function unit(context: Context, node: Concrete): Unit | undefined {
  const { source } = context;
  const span = spanOf(context, node);
  switch (node.type) {
    case 'variable_declaration':
      return {
        kind: 'variables',
        names: node.children.map((child) => identifier(source, child)),
        span,
      };
    case 'constant_declaration':
      return {
        kind: 'constants',
        declarations: node.children.map((child) => declaration(source, child)),
        span,
      };
    case 'local_definition':
      return { ...context.definition(node.children[0] as Concrete, true), span };
    case 'assumption': {
      const body = context.expression(node.children.at(-1) as Concrete);
      const isAxiom = source.text.startsWith('AXIOM', node.start);
      return { kind: 'assume', ...unitName(context, node), body, isAxiom, span };
    }
    case 'theorem':
      return theorem(context, node);
    case 'module':
      return moduleOf(context, node);
    case 'recursive_declaration':
    case 'operator_definition':
    case 'function_definition':
    case 'module_definition':
    case 'instance':
      return context.definition(node, false);
    default:
      return undefined;
  }
}

function unitName(context: Context, node: Concrete): { name?: Identifier } {
  const name = childIn(node, 'name');
  return name === undefined ? {} : { name: identifier(context.source, name) };
}

function theorem(context: Context, node: Concrete): Unit {
  const statement = childIn(node, 'statement') as Concrete;
  const body = statement.type === 'assume_prove' ? {} : { body: context.expression(statement) };
  return { kind: 'theorem', ...unitName(context, node), ...body, span: spanOf(context, node) };
}

export function definition(context: Context, node: Concrete, local: boolean): Unit {
  const { source } = context;
  const span = spanOf(context, node);
  switch (node.type) {
    case 'recursive_declaration':
      return {
        kind: 'recursive',
        declarations: node.children.map((child) => declaration(source, child)),
        span,
      };
    case 'function_definition':
      return {
        kind: 'functionDefinition',
        name: identifier(source, childIn(node, 'name') as Concrete),
        bounds: bounds(context, node.children),
        body: context.expression(childIn(node, 'definition') as Concrete),
        local,
        span,
      };
    case 'module_definition': {
      const inner = instance(context, childIn(node, 'definition') as Concrete);
      return {
        kind: 'moduleDefinition',
        ...signature(context, node),
        instance: inner,
        local,
        span,
      };
    }
    case 'instance':
      return { ...instance(context, node), local };
    default: {
      const body = context.expression(childIn(node, 'definition') as Concrete);
      return { kind: 'operator', ...signature(context, node), body, local, span };
    }
  }
}

/** The name and parameters before `==`: `Op(a, F(_))`, `a \oplus b`, `-. a`. */
function signature(
  context: Context,
  node: Concrete,
): { name: Identifier; parameters: Declaration[] } {
  const name = childIn(node, 'name') as Concrete;
  const { source } = context;
  const parameters = node.children.filter(
    ({ field, type }) =>
      field === 'parameter' && (type === 'identifier' || type === 'operator_declaration'),
  );
  return {
    name: isSymbol(name) ? symbolIdentifier(source, name) : identifier(source, name),
    parameters: parameters.map((parameter) => declaration(source, parameter)),
  };
}

function instance(context: Context, node: Concrete): Instance {
  const { source } = context;
  const [module, ...substitutions] = node.children as [Concrete, ...Concrete[]];
  return {
    kind: 'instance',
    module: identifier(source, module),
    substitutions: substitutions.map((child) => {
      const [name, , value] = child.children as [Concrete, Concrete, Concrete];
      const target = isSymbol(name) ? symbolIdentifier(source, name) : identifier(source, name);
      return { name: target, value: context.expression(value) as Expression };
    }),
    span: spanOf(context, node),
  };
}
