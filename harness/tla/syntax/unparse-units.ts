/** Definitions as they stand in a LET, in one line. What they contain is written by unparse.ts, which is passed in. */
import type { Bound, Declaration, Expression, Instance, Unit } from './ast.ts';
import { operatorOf } from './operators.ts';
import { needsSpace } from './tokens.ts';

interface Writer {
  unparse(expression: Expression): string;
  bounds(bounds: readonly Bound[]): string;
}

/** `name(arg, arg)`, or the name alone. */
export function call(name: string, args: readonly string[]): string {
  if (args.length === 0) return name;
  const inner = args.join(', ');
  // `(+)` would be the symbol of \\oplus.
  return `${name}(${needsSpace('(', `${inner})`) ? ' ' : ''}${inner})`;
}

export function definition(unit: Unit, writer: Writer): string {
  switch (unit.kind) {
    case 'operator':
      return `${signature(unit.name.name, unit.parameters)} == ${writer.unparse(unit.body)}`;
    case 'functionDefinition':
      return `${unit.name.name}[${writer.bounds(unit.bounds)}] == ${writer.unparse(unit.body)}`;
    case 'moduleDefinition':
      return `${signature(unit.name.name, unit.parameters)} == ${instance(unit.instance, writer)}`;
    case 'recursive':
      return `RECURSIVE ${unit.declarations.map(declared).join(', ')}`;
    case 'instance':
      return instance(unit, writer);
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

function instance({ module, substitutions }: Instance, { unparse }: Writer): string {
  const clauses = substitutions.map(({ name, value }) => `${name.name} <- ${unparse(value)}`);
  return `INSTANCE ${module.name}${clauses.length === 0 ? '' : ` WITH ${clauses.join(', ')}`}`;
}
