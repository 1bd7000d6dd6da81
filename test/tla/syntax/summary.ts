/** An AST without its places, as one line: `(/\ (= x 0) (forAll …))`. What two trees that mean the same have in common. */
import type {
  Bound,
  Declaration,
  Expression,
  Instance,
  Module,
  Navigation,
  PathStep,
  Pattern,
  Unit,
} from '../../../harness/tla/syntax/ast.ts';

export function summary(expression: Expression): string {
  const e = expression;
  switch (e.kind) {
    case 'number':
      return e.digits;
    case 'decimal':
      return e.text;
    case 'string':
      return JSON.stringify(e.value);
    case 'boolean':
      return e.value ? 'TRUE' : 'FALSE';
    case 'name':
      return e.name;
    case 'at':
      return '@';
    case 'apply':
      return form(e.name, ...e.args.map(summary));
    case 'qualified':
      return form('qualified', path(e.path), e.name, ...e.args.map(summary));
    case 'subexpression':
      return form('subexpression', path(e.path), ...e.navigation.map(navigation));
    case 'and':
    case 'or':
    case 'set':
    case 'tuple':
    case 'product':
      return form(e.kind, ...e.items.map(summary));
    case 'quantifier':
      return form(e.quantifier, ...e.bounds.map(bound), summary(e.body));
    case 'unboundedQuantifier':
      return form(e.quantifier, ...e.names.map(nameOf), summary(e.body));
    case 'choose':
      return form(
        'choose',
        pattern(e.pattern),
        e.set === undefined ? '-' : summary(e.set),
        summary(e.body),
      );
    case 'filter':
      return form('filter', pattern(e.pattern), summary(e.set), summary(e.body));
    case 'map':
    case 'function':
      return form(e.kind, ...e.bounds.map(bound), summary(e.body));
    case 'index':
      return form('index', summary(e.function), ...e.args.map(summary));
    case 'functionSet':
      return form('functionSet', summary(e.domain), summary(e.range));
    case 'record':
    case 'recordSet':
      return form(e.kind, ...e.fields.map(({ name, value }) => `${name.name}:${summary(value)}`));
    case 'field':
      return form('field', summary(e.record), e.name.name);
    case 'except':
      return form('except', summary(e.base), ...e.updates.map(update));
    case 'boxAction':
    case 'angleAction':
      return form(e.kind, summary(e.action), summary(e.subscript));
    case 'fairness':
      return form(e.strength, summary(e.subscript), summary(e.action));
    case 'if':
      return form('if', summary(e.condition), summary(e.then), summary(e.else));
    case 'case': {
      const arms = e.arms.map(({ guard, value }) => `${summary(guard)}->${summary(value)}`);
      return form('case', ...arms, ...(e.other === undefined ? [] : [`->${summary(e.other)}`]));
    }
    case 'let':
      return form('let', ...e.definitions.map(unitSummary), summary(e.body));
    case 'lambda':
      return form('lambda', ...e.parameters.map(nameOf), summary(e.body));
    case 'label':
      return form('label', e.name.name, ...e.parameters.map(nameOf), summary(e.body));
  }
}

export function unitSummary(unit: Unit): string {
  const local = 'local' in unit && unit.local ? 'local ' : '';
  switch (unit.kind) {
    case 'module':
      return moduleSummary(unit);
    case 'constants':
    case 'recursive':
      return form(unit.kind, ...unit.declarations.map(declaration));
    case 'variables':
      return form('variables', ...unit.names.map(nameOf));
    case 'operator':
      return form(`${local}==`, signature(unit.name.name, unit.parameters), summary(unit.body));
    case 'functionDefinition':
      return form(`${local}[]==`, unit.name.name, ...unit.bounds.map(bound), summary(unit.body));
    case 'moduleDefinition':
      return form(
        `${local}==`,
        signature(unit.name.name, unit.parameters),
        instance(unit.instance),
      );
    case 'instance':
      return local + instance(unit);
    case 'assume':
    case 'theorem':
      return form(
        unit.kind,
        unit.name?.name ?? '-',
        unit.body === undefined ? '-' : summary(unit.body),
      );
  }
}

export function moduleSummary(module: Module): string {
  return form(
    'module',
    module.name,
    ...module.extends.map(nameOf),
    ...module.units.map(unitSummary),
  );
}

function form(...parts: string[]): string {
  return `(${parts.join(' ')})`;
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}

function declaration({ name, arity }: Declaration): string {
  return arity === 0 ? name : `${name}/${arity}`;
}

function signature(name: string, parameters: readonly Declaration[]): string {
  return parameters.length === 0 ? name : form(name, ...parameters.map(declaration));
}

function instance({ module, substitutions }: Instance): string {
  return form(
    'instance',
    module.name,
    ...substitutions.map(({ name, value }) => `${name.name}<-${summary(value)}`),
  );
}

function pattern(introduced: Pattern): string {
  return introduced.kind === 'identifier'
    ? introduced.name
    : `<<${introduced.names.map(nameOf).join(' ')}>>`;
}

function bound({ patterns, set }: Bound): string {
  return `${patterns.map(pattern).join(',')}:${summary(set)}`;
}

function path(steps: readonly PathStep[]): string {
  return steps
    .map(({ name, args }) => (args.length === 0 ? name : form(name, ...args.map(summary))))
    .join('!');
}

function navigation(step: Navigation): string {
  switch (step.kind) {
    case 'child':
      return `!${step.index}`;
    case 'arguments':
      return `!${form(...step.args.map(summary))}`;
    case 'name':
      return `!${path([{ ...step, span: { file: '', line: 0, column: 0, endLine: 0, endColumn: 0 } }])}`;
    default:
      return `!${step.kind}`;
  }
}

function update(step: Extract<Expression, { kind: 'except' }>['updates'][number]): string {
  const target = step.path.map((part) =>
    part.kind === 'field' ? `.${part.name.name}` : `[${part.args.map(summary).join(' ')}]`,
  );
  return `!${target.join('')}=${summary(step.value)}`;
}
