/** An AST as nested arrays with every place in them, the form that sany-form.ts gives to SANY's tree. */
import type {
  Bound,
  Declaration,
  Expression,
  Instance,
  Module,
  Navigation,
  PathStep,
  Pattern,
  Span,
  Unit,
} from '../../../harness/tla/syntax/ast.ts';

export type Form = string | number | boolean | null | readonly Form[];

const placeOf = ({ line, column, endLine, endColumn }: Span): string =>
  `${line}:${column}-${endLine}:${endColumn}`;
const namesOf = (identifiers: readonly { readonly name: string }[]): string[] =>
  identifiers.map(({ name }) => name);

export function formOfModule(module: Module): Form {
  return [
    'module',
    placeOf(module.span),
    module.name,
    namesOf(module.extends),
    module.units.map(formOfUnit),
  ];
}

function formOfUnit(unit: Unit): Form {
  const place = placeOf(unit.span);
  switch (unit.kind) {
    case 'module':
      return formOfModule(unit);
    case 'variables':
      return ['variables', place, namesOf(unit.names)];
    case 'constants':
    case 'recursive':
      return [unit.kind, place, unit.declarations.map(declaration)];
    case 'operator':
      return [
        'operator',
        place,
        unit.local,
        unit.name.name,
        unit.parameters.map(declaration),
        form(unit.body),
      ];
    case 'functionDefinition':
      return [
        unit.kind,
        place,
        unit.local,
        unit.name.name,
        unit.bounds.map(bound),
        form(unit.body),
      ];
    case 'moduleDefinition':
      return [
        unit.kind,
        place,
        unit.local,
        unit.name.name,
        unit.parameters.map(declaration),
        instance(unit.instance),
      ];
    case 'instance':
      return ['instance', place, unit.local, instance(unit)];
    case 'assume':
      return ['assume', place, unit.name?.name ?? null, form(unit.body)];
    case 'theorem':
      return ['theorem', unit.name?.name ?? null, unit.body === undefined ? null : form(unit.body)];
  }
}

function declaration({ name, arity }: Declaration): Form {
  return [name, arity];
}

function instance({ module, substitutions }: Instance): Form {
  return [module.name, substitutions.map(({ name, value }) => [name.name, form(value)])];
}

function bound({ patterns, set, span }: Bound): Form {
  return [placeOf(span), patterns.map(pattern), form(set)];
}

function pattern(introduced: Pattern): Form {
  return introduced.kind === 'identifier'
    ? introduced.name
    : ['<<>>', ...namesOf(introduced.names)];
}

function form(e: Expression): Form {
  const place = placeOf(e.span);
  switch (e.kind) {
    case 'number':
      return ['number', place, e.digits];
    case 'decimal':
      return ['decimal', place, e.text];
    case 'string':
    case 'boolean':
      return [e.kind, place, e.value];
    case 'name':
      return ['name', place, e.name];
    case 'at':
      return ['at', place];
    case 'apply':
      return ['apply', place, e.name, ...e.args.map(form)];
    case 'qualified':
      return ['path', place, e.path.map(step), e.name, e.args.map(form)];
    case 'subexpression': {
      const steps = [...e.path.map(step), ...e.navigation.map(navigation)];
      return ['path', place, steps.slice(0, -1), ...(steps.at(-1) as Form[])];
    }
    case 'and':
    case 'or':
    case 'set':
    case 'tuple':
    case 'product':
      return [e.kind, place, ...e.items.map(form)];
    case 'quantifier':
      return [e.kind, place, e.quantifier, e.bounds.map(bound), form(e.body)];
    case 'unboundedQuantifier':
      return [e.kind, place, e.quantifier, namesOf(e.names), form(e.body)];
    case 'choose':
      return [
        e.kind,
        place,
        pattern(e.pattern),
        e.set === undefined ? null : form(e.set),
        form(e.body),
      ];
    case 'filter':
      return [e.kind, place, pattern(e.pattern), form(e.set), form(e.body)];
    case 'map':
      return [e.kind, place, form(e.body), e.bounds.map(bound)];
    case 'function':
      return [e.kind, place, e.bounds.map(bound), form(e.body)];
    case 'index':
      return [e.kind, place, form(e.function), e.args.map(form)];
    case 'functionSet':
      return [e.kind, place, form(e.domain), form(e.range)];
    case 'record':
    case 'recordSet':
      return [e.kind, place, e.fields.map(({ name, value }) => [name.name, form(value)])];
    case 'field':
      return [e.kind, place, form(e.record), e.name.name];
    case 'except':
      return [e.kind, place, form(e.base), e.updates.map(update)];
    case 'boxAction':
    case 'angleAction':
      return [e.kind, place, form(e.action), form(e.subscript)];
    case 'fairness':
      return [e.kind, place, e.strength, form(e.subscript), form(e.action)];
    case 'if':
      return [e.kind, place, form(e.condition), form(e.then), form(e.else)];
    case 'case': {
      const arms = e.arms.map(({ guard, value }) => [form(guard), form(value)]);
      return [e.kind, place, arms, e.other === undefined ? null : form(e.other)];
    }
    case 'let':
      return [e.kind, place, e.definitions.map(formOfUnit), form(e.body)];
    case 'lambda':
      return [e.kind, place, namesOf(e.parameters), form(e.body)];
    case 'label':
      return [e.kind, place, namesOf([e.name, ...e.parameters]), form(e.body)];
  }
}

function update({
  span,
  path,
  value,
}: Extract<Expression, { kind: 'except' }>['updates'][number]): Form {
  const steps = path.map(
    (part): Form => (part.kind === 'field' ? `.${part.name.name}` : part.args.map(form)),
  );
  return [placeOf(span), steps, form(value)];
}

function step({ name, args }: Pick<PathStep, 'name' | 'args'>): [string, Form] {
  return [name, args.map(form)];
}

const spelled = { left: '<<', right: '>>', body: ':', at: '@' } as const;

function navigation(part: Navigation): [string, Form] {
  if (part.kind === 'child') return [String(part.index), []];
  if (part.kind === 'arguments') return ['()', part.args.map(form)];
  return part.kind === 'name' ? step(part) : [spelled[part.kind], []];
}
