/**
 * Expressions of every construct of the language and of the standard modules, by type. Mostly well-typed; now and then
 * one part has another type, so that errors are compared too. Sets stay small: nothing here is to be enumerated for long.
 */
import { Choices, type Tape } from './choices.ts';
import {
  anyType,
  bool,
  fieldNames,
  int,
  model,
  sameType,
  seqOf,
  setOf,
  simpleType,
  string,
  type Type,
} from './types.ts';

export interface Name {
  readonly name: string;
  readonly type: Type;
}

interface Operator {
  readonly name: string;
  readonly from: readonly Type[];
  readonly to: Type;
}

/** What may be used at a place of an expression. */
export interface Scope {
  readonly names: readonly Name[];
  readonly operators: readonly Operator[];
  /** How deep it may still go. */
  readonly fuel: number;
  /** Set inside the value of an EXCEPT: the type of `@`. */
  readonly at?: Type;
}

export interface ExpressionOptions {
  readonly names?: readonly Name[];
  readonly operators?: readonly Operator[];
  /** One part in so many has a type that is not asked for. */
  readonly illTyped?: number;
  readonly fuel?: number;
}

/** The expression that a tape describes. */
export function expressionOf(tape: Tape, options: ExpressionOptions = {}): string {
  const choices = new Choices(tape);
  const type = anyType(choices, 2);
  const { names = [], operators = [], fuel = 4 } = options;
  const generator = new Expressions(choices, options.illTyped ?? 40);
  return generator.make(type, { names, operators, fuel });
}

type Production = (scope: Scope) => string;

export class Expressions {
  private readonly choices: Choices;
  private readonly illTyped: number;

  constructor(choices: Choices, illTyped: number) {
    this.choices = choices;
    this.illTyped = illTyped;
  }

  make(wanted: Type, scope: Scope): string {
    const { choices } = this;
    const type = this.illTyped > 0 && choices.rarely(this.illTyped) ? anyType(choices, 1) : wanted;
    const known = this.known(type, scope);
    if (scope.fuel <= 0 || choices.isAtEnd()) return this.leaf(type, known);
    const inner = { ...scope, fuel: scope.fuel - 1 };
    if (known.length > 0 && choices.below(5) === 0) return choices.oneOf(known);
    const own = this.productions(type);
    const general = this.general(type);
    const production = choices.below(4) === 3 ? choices.oneOf(general) : choices.oneOf(own);
    return production(inner);
  }

  private known(type: Type, scope: Scope): string[] {
    const names = scope.names.filter((name) => sameType(name.type, type)).map(({ name }) => name);
    if (scope.at !== undefined && sameType(scope.at, type)) names.push('@');
    return names;
  }

  /** The simplest expression of a type. */
  private leaf(type: Type, known: readonly string[]): string {
    const { choices } = this;
    if (known.length > 0 && choices.below(2) === 1) return choices.oneOf(known);
    const leaf = (inner: Type): string => this.leaf(inner, []);
    switch (type.kind) {
      case 'int':
        return choices.oneOf(['0', '1', '2', '3', '(-1)', 'Three', '4']);
      case 'bool':
        return choices.oneOf(['TRUE', 'FALSE']);
      case 'string':
        return choices.oneOf(['"qa"', '"qb"', '"qc"', '"fa"', '""']);
      case 'model':
        return choices.oneOf(['ma', 'mb', 'mc']);
      case 'set':
        if (choices.below(4) === 3) return this.namedSet(type.of) ?? '{}';
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

  private namedSet(of: Type): string | undefined {
    if (of.kind === 'bool') return 'BOOLEAN';
    if (of.kind === 'model') return 'Models';
    if (of.kind === 'int') return '(0..2)';
    return undefined;
  }

  /** A set that may be raised to a power or be the domain of a set of functions: at most three elements. */
  private smallSet(of: Type, scope: Scope): string {
    const { choices } = this;
    const names = this.known(setOf(of), scope);
    if (choices.below(3) === 2) return this.namedSet(of) ?? '{}';
    if (names.length > 0 && choices.below(3) === 2) return choices.oneOf(names);
    const inner = { ...scope, fuel: Math.min(scope.fuel, 1) };
    return `{${choices.many(0, 3, () => this.make(of, inner)).join(', ')}}`;
  }

  /**
   * A set that a bound variable ranges over. TLC enumerates unions of described sets with repetitions, which shows in
   * counts of states; where the parts of a union come from elsewhere the engine cannot tell (a known difference).
   */
  domain(of: Type, scope: Scope): string {
    const { choices } = this;
    if (choices.below(3) === 0) return this.smallSet(of, scope);
    const described = choices.below(3) === 0 ? this.described(of, scope) : undefined;
    if (described !== undefined) return described;
    const set = this.make(setOf(of), scope);
    return /UNION (?!\{)/.test(set) ? this.smallSet(of, { ...scope, names: [], fuel: 0 }) : set;
  }

  /** A set that is described by its parts rather than listed. */
  private described(of: Type, scope: Scope): string | undefined {
    const small = (part: Type): string => this.smallSet(part, { ...scope, fuel: 0 });
    if (of.kind === 'set') return `(SUBSET ${small(of.of)})`;
    if (of.kind === 'function') return `[${small(of.from)} -> ${small(of.to)}]`;
    if (of.kind === 'seq') return `[1..2 -> ${small(of.of)}]`;
    if (of.kind === 'record') {
      return `[${of.fields.map(([name, type]) => `${name} : ${small(type)}`).join(', ')}]`;
    }
    if (of.kind !== 'tuple' || of.of.length < 2) return undefined;
    return `(${of.of.map(small).join(' \\X ')})`;
  }

  private bind(scope: Scope, name: string, type: Type): Scope {
    return { ...scope, names: [...scope.names, { name, type }] };
  }

  /** `x \in S`, `x, y \in S`, `<<x, y>> \in S` or `x \in S, y \in T`, and the scope inside. */
  private bounds(scope: Scope): { text: string; inner: Scope } {
    const { choices } = this;
    const x = choices.fresh('x');
    const type = anyType(choices, 1);
    switch (choices.below(6)) {
      case 3: {
        const y = choices.fresh('x');
        const inner = this.bind(this.bind(scope, x, type), y, type);
        // TLC finds no pair of elements of SUBSET {}, where both come from the same set.
        const set = this.domain(type, scope);
        const plain = set.includes('SUBSET') ? this.smallSet(type, { ...scope, names: [] }) : set;
        return { text: `${x}, ${y} \\in ${plain}`, inner };
      }
      case 4: {
        const y = choices.fresh('x');
        const other = simpleType(choices);
        const inner = this.bind(this.bind(scope, x, type), y, other);
        return {
          text: `${x} \\in ${this.domain(type, scope)}, ${y} \\in ${this.domain(other, scope)}`,
          inner,
        };
      }
      case 5: {
        const y = choices.fresh('x');
        const other = simpleType(choices);
        const inner = this.bind(this.bind(scope, x, type), y, other);
        return {
          text: `<<${x}, ${y}>> \\in ${this.domain({ kind: 'tuple', of: [type, other] }, scope)}`,
          inner,
        };
      }
      default:
        return { text: `${x} \\in ${this.domain(type, scope)}`, inner: this.bind(scope, x, type) };
    }
  }

  /** Constructs that have any type. */
  private general(type: Type): Production[] {
    const { choices } = this;
    const make = (of: Type, scope: Scope): string => this.make(of, scope);
    return [
      (s) => `(IF ${make(bool, s)} THEN ${make(type, s)} ELSE ${make(type, s)})`,
      (s) => {
        const x = choices.fresh('v');
        const of = anyType(choices, 1);
        return `(LET ${x} == ${make(of, s)} IN ${make(type, this.bind(s, x, of))})`;
      },
      (s) =>
        `(CASE ${make(bool, s)} -> ${make(type, s)} [] ${make(bool, s)} -> ${make(type, s)}${choices.below(3) === 0 ? '' : ` [] OTHER -> ${make(type, s)}`})`,
      (s) => {
        const x = choices.fresh('x');
        return `(CHOOSE ${x} \\in ${this.domain(type, s)} : ${make(bool, this.bind(s, x, type))})`;
      },
      (s) => {
        const from = anyType(choices, 1);
        const f: Type = { kind: 'function', from, to: type };
        return `${make(f, s)}[${make(from, s)}]`;
      },
      (s) => `${make(seqOf(type), s)}[${make(int, s)}]`,
      (s) => `Head(${make(seqOf(type), s)})`,
      (s) => {
        const fields = fieldNames
          .slice(0, 1 + choices.below(2))
          .map((name) => [name, anyType(choices, 1)] as const);
        const which = choices.below(fields.length);
        const all = fields.map(([name, of], i) => [name, i === which ? type : of] as const);
        const record = make({ kind: 'record', fields: all }, s);
        return choices.below(4) === 3
          ? `${record}["${fields[which]?.[0]}"]`
          : `${record}.${fields[which]?.[0]}`;
      },
      (s) => {
        const of = choices.many(1, 3, () => simpleType(choices));
        const which = choices.below(of.length);
        return `${make({ kind: 'tuple', of: of.map((each, i) => (i === which ? type : each)) }, s)}[${which + 1}]`;
      },
      (s) => {
        const x = choices.fresh('p');
        const from = anyType(choices, 1);
        const name = choices.fresh('F');
        const operator: Operator = { name, from: [from], to: type };
        const body = make(type, this.bind({ ...s, operators: [] }, x, from));
        return `(LET ${name}(${x}) == ${body} IN ${make(type, { ...s, operators: [...s.operators, operator] })})`;
      },
      (s) => this.call(type, s),
      (s) => this.call(type, s),
      (s) => this.lambda(type, s),
      (s) => {
        const from = simpleType(choices);
        const f = choices.fresh('f');
        const x = choices.fresh('x');
        const inner = this.bind(s, x, from);
        return `(LET ${f}[${x} \\in ${this.smallSet(from, { ...s, fuel: 0 })}] == ${make(type, inner)} IN ${make(type, this.bind(s, f, { kind: 'function', from, to: type }))})`;
      },
      ...(isKeptByTlcEval(type) ? [(s: Scope) => `TLCEval(${make(type, s)})`] : []),
      (s) => `Ignore(${make(type, s)}, ${make(anyType(choices, 1), s)})`,
      (s) => `Maybe(${make(bool, s)}, ${make(type, s)}, ${make(type, s)})`,
      (s) => `Twice(LAMBDA ${this.oneParameter(type, type, s)}, ${make(type, s)})`,
      (s) => this.foldSequence(type, s),
    ];
  }

  private oneParameter(from: Type, to: Type, scope: Scope): string {
    const x = this.choices.fresh('p');
    return `${x} : ${this.make(to, this.bind(scope, x, from))}`;
  }

  /** TLC takes a LAMBDA whose body is a literal for a value where Java is called, so the body is none. */
  private identity(type: Type, scope: Scope): string {
    const x = this.choices.fresh('p');
    return `${x} : IF ${this.make(bool, this.bind(scope, x, type))} THEN ${x} ELSE ${this.make(type, this.bind(scope, x, type))}`;
  }

  private lambda(type: Type, scope: Scope): string {
    const from = anyType(this.choices, 1);
    return `Apply(LAMBDA ${this.oneParameter(from, type, scope)}, ${this.make(from, scope)})`;
  }

  private foldSequence(type: Type, scope: Scope): string {
    const { choices } = this;
    const item = simpleType(choices);
    const x = choices.fresh('p');
    const y = choices.fresh('p');
    const body = this.make(type, this.bind(this.bind(scope, x, item), y, type));
    return `Fold(LAMBDA ${x}, ${y} : ${body}, ${this.make(type, scope)}, ${this.make(seqOf(item), scope)})`;
  }

  private call(type: Type, scope: Scope): string {
    const fitting = scope.operators.filter((operator) => sameType(operator.to, type));
    if (fitting.length === 0) return this.leaf(type, this.known(type, scope));
    const { name, from } = this.choices.oneOf(fitting);
    return `${name}(${from.map((of) => this.make(of, scope)).join(', ')})`;
  }

  private productions(type: Type): Production[] {
    switch (type.kind) {
      case 'int':
        return this.integers();
      case 'bool':
        return this.booleans();
      case 'string':
        return [
          () => this.leaf(type, []),
          () => `ToString(${this.leaf(printedType(this.choices), [])})`,
          () => this.leaf(type, []),
          (s) => `(${this.make(string, s)} \\o ${this.make(string, s)})`,
        ];
      case 'model':
        return [() => this.leaf(type, [])];
      case 'set':
        return this.sets(type.of);
      case 'seq':
        return this.sequences(type.of);
      case 'bag':
        return this.bags(type);
      case 'function':
        return this.functions(type);
      case 'record':
        return this.records(type);
      case 'tuple':
        return this.tuples(type);
    }
  }

  private integers(): Production[] {
    const { choices } = this;
    const make = (of: Type, scope: Scope): string => this.make(of, scope);
    const operator =
      (symbol: string): Production =>
      (s) =>
        `(${make(int, s)} ${symbol} ${make(int, s)})`;
    return [
      () => this.leaf(int, []),
      operator('+'),
      operator('-'),
      operator('*'),
      operator('\\div'),
      operator('%'),
      (s) => `(${make(int, s)} ^ ${choices.oneOf(['0', '1', '2', '3', '(-1)'])})`,
      (s) => `(-${make(int, s)})`,
      (s) => `Cardinality(${make(setOf(anyType(choices, 1)), s)})`,
      (s) => `Len(${make(seqOf(anyType(choices, 1)), s)})`,
      (s) => `Len(${make(string, s)})`,
      (s) => `Sum(${make(setOf(int), s)})`,
      (s) => `Max(${make(setOf(int), s)})`,
      (s) => `factorial[${make(int, s)}]`,
      (s) => `fibonacci[${this.leaf(int, this.known(int, s))}]`,
      (s) => `grid[${make(int, s)}, ${make(int, s)}]`,
      operator('\\odot'),
      (s) => `(${make(int, s)}^+)`,
      (s) => `Fixed!Plus(${make(int, s)})`,
      (s) => `Given(${make(int, s)})!Through(${make(int, s)})`,
      (s) => `Given(${make(int, s)})!Local(${make(int, s)})`,
      (s) => `Fixed!fun[${make(int, s)}]`,
      (s) => {
        const of = simpleType(choices);
        return `CopiesIn(${make(of, s)}, ${make({ kind: 'bag', of }, s)})`;
      },
      (s) => `BagCardinality(${make({ kind: 'bag', of: simpleType(choices) }, s)})`,
      (s) =>
        `Apply2( ${choices.oneOf(['+', '-', '*', '\\odot', 'Ignore', '\\div'])}, ${make(int, s)}, ${make(int, s)})`,
      (s) => `Apply( ${choices.oneOf(['-.', 'Succ', 'Fixed!Plus', '^+'])}, ${make(int, s)})`,
    ];
  }

  private booleans(): Production[] {
    const { choices } = this;
    const make = (of: Type, scope: Scope): string => this.make(of, scope);
    const binary =
      (symbol: string): Production =>
      (s) =>
        `(${make(bool, s)} ${symbol} ${make(bool, s)})`;
    const compare =
      (symbol: string): Production =>
      (s) =>
        `(${make(int, s)} ${symbol} ${make(int, s)})`;
    const same =
      (symbol: string): Production =>
      (s) => {
        const of = anyType(choices, 2);
        return `(${make(of, s)} ${symbol} ${make(of, s)})`;
      };
    const inside =
      (symbol: string): Production =>
      (s) => {
        const of = anyType(choices, 1);
        return `(${make(of, s)} ${symbol} ${this.anySet(of, s)})`;
      };
    const quantify =
      (symbol: string): Production =>
      (s) => {
        const { text, inner } = this.bounds(s);
        return `(${symbol} ${text} : ${make(bool, inner)})`;
      };
    return [
      () => this.leaf(bool, []),
      binary('/\\'),
      binary('\\/'),
      binary('=>'),
      binary('<=>'),
      binary('\\equiv'),
      (s) => `(~${make(bool, s)})`,
      compare('<'),
      compare('<='),
      compare('>'),
      compare('\\geq'),
      compare('\\prec'),
      same('='),
      same('='),
      same('#'),
      same('/='),
      inside('\\in'),
      inside('\\in'),
      inside('\\notin'),
      (s) => {
        const of = anyType(choices, 1);
        return `(${make(setOf(of), s)} \\subseteq ${this.anySet(of, s)})`;
      },
      quantify('\\A'),
      quantify('\\E'),
      (s) => `IsFiniteSet(${this.anySet(anyType(choices, 1), s)})`,
      (s) => `IsEven(${make(int, s)})`,
      (s) => `Assert(${make(bool, s)}, ${make(string, s)})`,
      (s) => {
        const of = simpleType(choices);
        return `(${make({ kind: 'bag', of }, s)} \\sqsubseteq ${make({ kind: 'bag', of }, s)})`;
      },
      (s) => {
        const of = simpleType(choices);
        return `BagIn(${make(of, s)}, ${make({ kind: 'bag', of }, s)})`;
      },
      (s) =>
        `IsABag(${make(choices.oneOf<Type>([{ kind: 'bag', of: string }, seqOf(int), { kind: 'function', from: string, to: int }]), s)})`,
      (s) =>
        `Apply2( ${choices.oneOf(['=', '/\\', '\\/', '=>', '<=>', '#'])}, ${make(bool, s)}, ${make(bool, s)})`,
      (s) => `Apply(~, ${make(bool, s)})`,
    ];
  }

  /** A set to ask membership of: it may be large or infinite, since nobody enumerates it. */
  private anySet(of: Type, scope: Scope): string {
    const { choices } = this;
    const sub = (inner: Type): string => this.anySet(inner, { ...scope, fuel: scope.fuel - 1 });
    const more: string[] = [];
    if (scope.fuel <= 0 || choices.below(3) === 0) return this.make(setOf(of), scope);
    const x = choices.fresh('x');
    switch (of.kind) {
      case 'int':
        more.push('Nat', 'Int', '((-1)..3)');
        if (choices.below(2) === 1)
          more.push(
            `{${x} \\in ${choices.oneOf(['Nat', 'Int'])} : ${this.make(bool, this.bind(scope, x, int))}}`,
          );
        break;
      case 'bool':
        more.push('BOOLEAN');
        break;
      case 'string':
        more.push('STRING');
        break;
      case 'model':
        more.push('Models');
        break;
      case 'set':
        more.push(`(SUBSET ${sub(of.of)})`, `((SUBSET ${sub(of.of)}) \\ {{}})`);
        break;
      case 'seq':
        more.push(`Seq(${sub(of.of)})`, `[1..2 -> ${sub(of.of)}]`);
        break;
      case 'function':
        more.push(
          `[${this.smallSet(of.from, scope)} -> ${sub(of.to)}]`,
          `[${sub(of.from)} -> ${sub(of.to)}]`,
        );
        break;
      case 'record':
        more.push(`[${of.fields.map(([name, type]) => `${name} : ${sub(type)}`).join(', ')}]`);
        break;
      case 'tuple':
        if (of.of.length > 1) more.push(`(${of.of.map(sub).join(' \\X ')})`);
        break;
      case 'bag':
        break;
    }
    if (more.length === 0) return this.make(setOf(of), scope);
    const set = choices.oneOf(more);
    if (choices.below(5) === 4)
      return `(${set} ${choices.oneOf(['\\cup', '\\cap', '\\'])} ${this.anySet(of, { ...scope, fuel: scope.fuel - 1 })})`;
    return set;
  }

  private sets(of: Type): Production[] {
    const { choices } = this;
    const make = (type: Type, scope: Scope): string => this.make(type, scope);
    const self = setOf(of);
    const all: Production[] = [
      (s) => `{${choices.many(0, 3, () => make(of, s)).join(', ')}}`,
      (s) => `(${make(self, s)} \\cup ${make(self, s)})`,
      (s) => `(${make(self, s)} \\cap ${this.anySet(of, s)})`,
      (s) => `(${make(self, s)} \\ ${this.anySet(of, s)})`,
      (s) => `(${make(self, s)} ++ ${make(self, s)})`,
      (s) => {
        const x = choices.fresh('x');
        return `{${x} \\in ${this.domain(of, s)} : ${make(bool, this.bind(s, x, of))}}`;
      },
      (s) => {
        const { text, inner } = this.bounds(s);
        return `{${make(of, inner)} : ${text}}`;
      },
      (s) => `(UNION ${this.domain(self, s)})`,
      (s) => `(DOMAIN ${make({ kind: 'function', from: of, to: simpleType(choices) }, s)})`,
      (s) => `Range(${make({ kind: 'function', from: simpleType(choices), to: of }, s)})`,
      (s) => `Range(${make(seqOf(of), s)})`,
      (s) => `BagToSet(${make({ kind: 'bag', of }, s)})`,
      (s) =>
        `Apply2( ${choices.oneOf(['\\cup', '\\cap', '\\', '++'])}, ${make(self, s)}, ${make(self, s)})`,
    ];
    if (of.kind === 'int') {
      const limit = (s: Scope): string => this.make(int, { ...s, fuel: Math.min(s.fuel, 1) });
      all.push(
        () =>
          `(${choices.oneOf(['0', '1', '(-1)', '2'])}..${choices.oneOf(['2', '3', '0', '(-1)'])})`,
        (s) =>
          `(${choices.oneOf(['0', '1', 'Three'])}..Cardinality(${this.smallSet(simpleType(choices), s)}))`,
        (s) => `(DOMAIN ${make(seqOf(anyType(choices, 1)), s)})`,
        (s) => `((${limit(s)} % 4)..(${limit(s)} % 5))`,
      );
    }
    if (of.kind === 'string')
      all.push(
        (s) =>
          `(DOMAIN ${make({ kind: 'record', fields: fieldNames.map((name) => [name, int] as const) }, s)})`,
      );
    if (of.kind === 'set')
      all.push(
        (s) => `(SUBSET ${this.smallSet(of.of, s)})`,
        (s) => `(SUBSET ${this.smallSet(of.of, s)})`,
      );
    if (of.kind === 'function') {
      all.push(
        (s) => `[${this.smallSet(of.from, s)} -> ${this.smallSet(of.to, s)}]`,
        (s) => `[${this.smallSet(of.from, s)} -> ${this.smallSet(of.to, s)}]`,
      );
      if (sameType(of.from, of.to)) all.push((s) => `Permutations(${this.smallSet(of.from, s)})`);
    }
    if (of.kind === 'seq')
      all.push((s) => `[1..${choices.oneOf(['0', '1', '2'])} -> ${this.smallSet(of.of, s)}]`);
    if (of.kind === 'record') {
      all.push(
        (s) =>
          `[${of.fields.map(([name, type]) => `${name} : ${this.smallSet(type, s)}`).join(', ')}]`,
      );
    }
    if (of.kind === 'tuple' && of.of.length > 1) {
      all.push(
        (s) => `(${of.of.map((type) => this.smallSet(type, s)).join(' \\X ')})`,
        (s) => `(${of.of.map((type) => this.smallSet(type, s)).join(' \\times ')})`,
      );
    }
    if (of.kind === 'bag') all.push((s) => `SubBag(${make(of, { ...s, fuel: 0 })})`);
    return all;
  }

  private sequences(of: Type): Production[] {
    const { choices } = this;
    const make = (type: Type, scope: Scope): string => this.make(type, scope);
    const self = seqOf(of);
    const all: Production[] = [
      (s) => `<<${choices.many(0, 3, () => make(of, s)).join(', ')}>>`,
      (s) => `Append(${make(self, s)}, ${make(of, s)})`,
      (s) => `Tail(${make(self, s)})`,
      (s) => `(${make(self, s)} \\o ${make(self, s)})`,
      (s) => `(${make(self, s)} \\circ ${make(self, s)})`,
      (s) => `SubSeq(${make(self, s)}, ${make(int, s)}, ${make(int, s)})`,
      (s) => `SelectSeq(${make(self, s)}, LAMBDA ${this.oneParameter(of, bool, s)})`,
      (s) => {
        const x = choices.fresh('x');
        return `[${x} \\in 1..${choices.oneOf(['0', '1', '2', '3', 'Len(<<1>>)'])} |-> ${make(of, this.bind(s, x, int))}]`;
      },
      (s) => `Reverse(${make(self, s)})`,
      (s) => this.except(make(self, s), int, of, s),
      (s) => `SortSeq(${make(self, s)}, LAMBDA ${this.twoParameters(of, s)})`,
      (s) => this.except(make(self, s), int, of, s),
    ];
    if (of.kind === 'int')
      all.push((s) => `SortSeq(${make(self, s)}, ${choices.oneOf(['<', '>'])})`);
    return all;
  }

  private twoParameters(of: Type, scope: Scope): string {
    const x = this.choices.fresh('p');
    const y = this.choices.fresh('p');
    return `${x}, ${y} : ${this.make(bool, this.bind(this.bind(scope, x, of), y, of))}`;
  }

  /** `[f EXCEPT ![i] = e, …]`, with `@` in scope. */
  private except(base: string, from: Type, to: Type, scope: Scope): string {
    const updates = this.choices.many(1, 2, () =>
      this.update(`![${this.make(from, scope)}]`, to, scope),
    );
    return `[${base} EXCEPT ${updates.join(', ')}]`;
  }

  private update(path: string, type: Type, scope: Scope): string {
    const { choices } = this;
    const deeper = choices.below(3) === 2;
    if (deeper && type.kind === 'record') {
      const [name, of] = choices.oneOf(type.fields);
      return this.update(
        choices.below(4) === 3 ? `${path}["${name}"]` : `${path}.${name}`,
        of,
        scope,
      );
    }
    if (deeper && type.kind === 'function')
      return this.update(`${path}[${this.make(type.from, scope)}]`, type.to, scope);
    if (deeper && type.kind === 'seq')
      return this.update(`${path}[${this.make(int, scope)}]`, type.of, scope);
    return `${path} = ${this.make(type, { ...scope, at: type })}`;
  }

  private functions({ from, to }: Extract<Type, { kind: 'function' }>): Production[] {
    const { choices } = this;
    const self: Type = { kind: 'function', from, to };
    const make = (type: Type, scope: Scope): string => this.make(type, scope);
    const all: Production[] = [
      (s) => {
        const x = choices.fresh('x');
        return `[${x} \\in ${this.domain(from, s)} |-> ${make(to, this.bind(s, x, from))}]`;
      },
      (s) => `(${make(from, s)} :> ${make(to, s)})`,
      (s) => `(${make(self, s)} @@ ${make(self, s)})`,
      (s) => this.except(make(self, s), from, to, s),
      (s) => this.except(make(self, s), from, to, s),
      (s) => `(${make(from, s)} :> ${make(to, s)} @@ ${make(from, s)} :> ${make(to, s)})`,
    ];
    if (from.kind === 'tuple' && from.of.length === 2) {
      const [first, second] = from.of as readonly [Type, Type];
      const x = choices.fresh('x');
      const y = choices.fresh('x');
      all.push((s) => {
        const inner = this.bind(this.bind(s, x, first), y, second);
        return `[${x} \\in ${this.smallSet(first, s)}, ${y} \\in ${this.smallSet(second, s)} |-> ${make(to, inner)}]`;
      });
      all.push((s) => {
        const inner = this.bind(this.bind(s, x, first), y, second);
        return `[<<${x}, ${y}>> \\in ${this.domain(from, s)} |-> ${make(to, inner)}]`;
      });
    }
    if (from.kind === 'string')
      all.push(
        (s) =>
          `[${fieldNames
            .slice(0, 1 + choices.below(3))
            .map((name) => `${name} |-> ${make(to, s)}`)
            .join(', ')}]`,
      );
    if (from.kind === 'int') all.push((s) => make(seqOf(to), s));
    if (from.kind === 'int' && to.kind === 'int')
      all.push(
        () => 'factorial',
        () => 'Fixed!fun',
      );
    if (to.kind === 'int') all.push((s) => make({ kind: 'bag', of: from }, s));
    return all;
  }

  private records(type: Extract<Type, { kind: 'record' }>): Production[] {
    const { choices } = this;
    const self: Type = type;
    const fields = (s: Scope): string[] =>
      type.fields.map(([name, of]) => `${name} |-> ${this.make(of, s)}`);
    return [
      (s) => `[${fields(s).join(', ')}]`,
      (s) => `[${fields(s).reverse().join(', ')}]`,
      (s) => {
        const [name, of] = choices.oneOf(type.fields);
        const path = choices.below(4) === 3 ? `!["${name}"]` : `!.${name}`;
        return `[${this.make(self, s)} EXCEPT ${this.update(path, of, s)}]`;
      },
      (s) => {
        const updates = type.fields.map(([name, of]) => this.update(`!.${name}`, of, s));
        return `[${this.make(self, s)} EXCEPT ${updates.join(', ')}]`;
      },
      (s) =>
        `(${type.fields.map(([name, of]) => `"${name}" :> ${this.make(of, s)}`).join(' @@ ')})`,
    ];
  }

  private tuples(type: Extract<Type, { kind: 'tuple' }>): Production[] {
    const items = (s: Scope): string[] => type.of.map((of) => this.make(of, s));
    const all: Production[] = [
      (s) => `<<${items(s).join(', ')}>>`,
      (s) => {
        const which = this.choices.below(type.of.length);
        return `[${this.make(type, s)} EXCEPT ${this.update(`![${which + 1}]`, type.of[which] as Type, s)}]`;
      },
    ];
    if (type.of.length === 2)
      all.push(
        (s) => `(${items(s).join(' ** ')})`,
        (s) => `Pair(${items(s).join(', ')})`,
      );
    const [first, second] = type.of;
    if (type.of.length === 2 && sameType(first as Type, second as Type))
      all.push((s) => `Replaced(${this.make(first as Type, s)})`);
    return all;
  }

  private bags(type: Extract<Type, { kind: 'bag' }>): Production[] {
    const { choices } = this;
    const make = (of: Type, scope: Scope): string => this.make(of, scope);
    return [
      () => this.leaf(type, []),
      (s) => `(${make(type, s)} (+) ${make(type, s)})`,
      (s) => `(${make(type, s)} (-) ${make(type, s)})`,
      (s) => `SetToBag(${make(setOf(type.of), s)})`,
      (s) => `BagUnion({${choices.many(1, 2, () => make(type, s)).join(', ')}})`,
      (s) => `(${make(type.of, s)} :> ${choices.oneOf(['1', '2', '0'])})`,
      (s) => `BagOfAll(LAMBDA ${this.identity(type.of, s)}, ${make(type, s)})`,
    ];
  }
}

/** What can be made a string of. TLC prints fields as they are written, and has met "1" and "TRUE" before the module. */
function printedType(choices: Choices): Type {
  return choices.oneOf<Type>([
    { kind: 'tuple', of: [int, string] },
    { kind: 'tuple', of: [bool, model] },
  ]);
}

/** TLC 2.19 makes a tuple something else by TLCEval, of which EXCEPT then changes the element after the one meant. */
function isKeptByTlcEval(type: Type): boolean {
  return ['int', 'bool', 'string', 'model', 'set', 'record'].includes(type.kind);
}
