/**
 * Expressions of every construct of the language and of the standard modules, by type. Mostly well-typed; now and then
 * one part has another type, so that errors are compared too. Sets stay small: nothing here is to be enumerated for long.
 */
import { Choices, type Tape } from './choices.ts';
import { bags } from './constructs/bags.ts';
import { booleans } from './constructs/booleans.ts';
import { functions, records, tuples } from './constructs/functions.ts';
import { general } from './constructs/general.ts';
import { integers } from './constructs/integers.ts';
import { sequences, strings } from './constructs/sequences.ts';
import { sets } from './constructs/sets.ts';
import { namedSet } from './ranges.ts';
import type { Generator, Name, Operator, Production, Scope } from './scope.ts';
import { anyType, sameType, type Type } from './types.ts';

interface ExpressionOptions {
  readonly names?: readonly Name[];
  readonly operators?: readonly Operator[];
  /** One part in so many has a type that is not asked for. */
  readonly illTyped?: number;
  readonly fuel?: number;
  /** Sets and functions are looked at where they are made: TLC keeps some by their parts, which nobody may ever ask for. */
  readonly forced?: boolean;
}

/** The expression that a tape describes. */
export function expressionOf(tape: Tape, options: ExpressionOptions = {}): string {
  const choices = new Choices(tape);
  const type = anyType(choices, 2);
  const { names = [], operators = [], fuel = 4 } = options;
  const generator = new Expressions(choices, options.illTyped ?? 40, options.forced);
  return generator.make(type, { names, operators, fuel });
}

export class Expressions implements Generator {
  readonly choices: Choices;
  private readonly illTyped: number;
  private readonly forced: boolean;

  constructor(choices: Choices, illTyped: number, forced = false) {
    this.choices = choices;
    this.illTyped = illTyped;
    this.forced = forced;
  }

  make(wanted: Type, scope: Scope): string {
    const { choices } = this;
    const type = this.illTyped > 0 && choices.rarely(this.illTyped) ? anyType(choices, 1) : wanted;
    const made = this.makeExactly(type, scope);
    if (wanted.kind === 'set' || type.kind === 'set') return this.looked(made);
    const isFunction = ['function', 'seq', 'bag'].includes(type.kind);
    return this.forced && isFunction ? `ForceFunction(${made})` : made;
  }

  looked(set: string): string {
    return this.forced ? `Force(${set})` : set;
  }

  lookedIfFinite(set: string): string {
    return this.forced ? `ForceFinite(${set})` : set;
  }

  private makeExactly(type: Type, scope: Scope): string {
    const { choices } = this;
    const known = this.known(type, scope);
    if (scope.fuel <= 0 || choices.isAtEnd()) return this.leaf(type, known);
    const inner = { ...scope, fuel: scope.fuel - 1 };
    if (known.length > 0 && choices.below(5) === 0) return choices.oneOf(known);
    const production =
      choices.below(4) === 3
        ? choices.oneOf(general(this, type))
        : choices.oneOf(this.productions(type));
    return production(inner);
  }

  known(type: Type, scope: Scope): string[] {
    const names = scope.names.filter((name) => sameType(name.type, type)).map(({ name }) => name);
    if (scope.at !== undefined && sameType(scope.at, type)) names.push('@');
    return names;
  }

  leaf(type: Type, known: readonly string[] = []): string {
    const { choices } = this;
    if (known.length > 0 && choices.below(2) === 1) return choices.oneOf(known);
    const leaf = (inner: Type): string => this.leaf(inner);
    switch (type.kind) {
      case 'int':
        return choices.oneOf(['0', '1', '2', '3', '(-1)', 'Three', '4']);
      case 'bool':
        return choices.oneOf(['TRUE', 'FALSE']);
      case 'string':
        return choices.oneOf(['"qa"', '"qb"', '"qc"', '"fa"', '""']);
      case 'model':
        return choices.oneOf(['ma', 'mb', 'mc', 'ta', 'tb']);
      case 'set':
        if (choices.below(4) === 3) return namedSet(type.of) ?? '{}';
        return `{${choices.many(0, 2, () => leaf(type.of)).join(', ')}}`;
      case 'seq':
        return `<<${choices.many(0, 2, () => leaf(type.of)).join(', ')}>>`;
      case 'bag':
        return choices.oneOf([
          'EmptyBag',
          `SetToBag({${leaf(type.of)}})`,
          `(${leaf(type.of)} :> 2)`,
        ]);
      case 'function':
        return `[${choices.fresh('x')} \\in {${choices.many(0, 2, () => leaf(type.from)).join(', ')}} |-> ${leaf(type.to)}]`;
      case 'record':
        return `[${type.fields.map(([name, of]) => `${name} |-> ${leaf(of)}`).join(', ')}]`;
      case 'tuple':
        return `<<${type.of.map(leaf).join(', ')}>>`;
    }
  }

  private productions(type: Type): Production[] {
    switch (type.kind) {
      case 'int':
        return integers(this);
      case 'bool':
        return booleans(this);
      case 'string':
        return strings(this);
      case 'model':
        return [() => this.leaf(type)];
      case 'set':
        return sets(this, type.of);
      case 'seq':
        return sequences(this, type.of);
      case 'bag':
        return bags(this, type);
      case 'function':
        return functions(this, type);
      case 'record':
        return records(this, type);
      case 'tuple':
        return tuples(this, type);
    }
  }
}
