/** Expressions that are sets. */
import { anySet, bounds, domain, smallSet } from '../ranges.ts';
import { bind, type Generator, infix, type Production, type Scope } from '../scope.ts';
import {
  anyType,
  bool,
  fieldNames,
  int,
  sameType,
  seqOf,
  setOf,
  simpleType,
  type Type,
} from '../types.ts';

export function sets(g: Generator, of: Type): Production[] {
  const { choices } = g;
  const self = setOf(of);
  return [
    (s) => `{${choices.many(0, 3, () => g.make(of, s)).join(', ')}}`,
    ...['\\cup', '++', '\\union'].map(infix(g, self)),
    ...['\\cap', '\\', '\\intersect'].map(
      (symbol): Production =>
        (s) =>
          `(${g.make(self, s)} ${symbol} ${anySet(g, of, s)})`,
    ),
    (s) => {
      const x = choices.fresh('x');
      return `{${x} \\in ${domain(g, of, s)} : ${g.make(bool, bind(s, x, of))}}`;
    },
    (s) => {
      const { text, inner } = bounds(g, s);
      return `{${g.make(of, inner)} : ${text}}`;
    },
    (s) => `(UNION ${domain(g, self, s)})`,
    (s) => `(DOMAIN ${g.make({ kind: 'function', from: of, to: simpleType(choices) }, s)})`,
    (s) => `Range(${g.make({ kind: 'function', from: simpleType(choices), to: of }, s)})`,
    (s) => `Range(${g.make(seqOf(of), s)})`,
    (s) => `BagToSet(${g.make({ kind: 'bag', of }, s)})`,
    (s) =>
      `Apply2( ${choices.oneOf(['\\cup', '\\cap', '\\', '++'])}, ${g.make(self, s)}, ${g.make(self, s)})`,
    ...ofKind(g, of),
  ];
}

/** What only sets of some types can be written as. */
function ofKind(g: Generator, of: Type): Production[] {
  const { choices } = g;
  const small = (type: Type, s: Scope): string => smallSet(g, type, s);
  switch (of.kind) {
    case 'int':
      return intervals(g);
    case 'string': {
      const fields = fieldNames.map((name) => [name, int] as const);
      return [(s) => `(DOMAIN ${g.make({ kind: 'record', fields }, s)})`];
    }
    case 'set':
      return twice((s) => `(SUBSET ${small(of.of, s)})`);
    case 'function': {
      const all = twice((s) => `[${small(of.from, s)} -> ${small(of.to, s)}]`);
      if (sameType(of.from, of.to)) all.push((s) => `Permutations(${small(of.from, s)})`);
      return all;
    }
    case 'seq':
      return [(s) => `[1..${choices.oneOf(['0', '1', '2'])} -> ${small(of.of, s)}]`];
    case 'record':
      return [
        (s) => `[${of.fields.map(([name, type]) => `${name} : ${small(type, s)}`).join(', ')}]`,
      ];
    case 'tuple':
      return of.of.length > 1 ? products(g, of) : [];
    case 'bag':
      return [(s) => `SubBag(${g.make(of, { ...s, fuel: 0 })})`];
    default:
      return [];
  }
}

function twice(production: Production): Production[] {
  return [production, production];
}

function intervals(g: Generator): Production[] {
  const { choices } = g;
  const limit = (s: Scope): string => g.make(int, { ...s, fuel: Math.min(s.fuel, 1) });
  return [
    () => `(${choices.oneOf(['0', '1', '(-1)', '2'])}..${choices.oneOf(['2', '3', '0', '(-1)'])})`,
    (s) =>
      `(${choices.oneOf(['0', '1', 'Three'])}..Cardinality(${smallSet(g, simpleType(choices), s)}))`,
    (s) => `(DOMAIN ${g.make(seqOf(anyType(choices, 1)), s)})`,
    (s) => `((${limit(s)} % 4)..(${limit(s)} % 5))`,
  ];
}

function products(g: Generator, of: Extract<Type, { kind: 'tuple' }>): Production[] {
  const product =
    (symbol: string): Production =>
    (s) =>
      `(${of.of.map((type) => smallSet(g, type, s)).join(` ${symbol} `)})`;
  const filtered: Production = (s) => {
    const names = of.of.map(() => g.choices.fresh('x'));
    const inner = of.of.reduce((scope, type, i) => bind(scope, names[i] as string, type), s);
    return `{<<${names.join(', ')}>> \\in ${domain(g, of, s)} : ${g.make(bool, inner)}}`;
  };
  return [product('\\X'), product('\\times'), filtered];
}
