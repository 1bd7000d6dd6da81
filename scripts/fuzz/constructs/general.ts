/** Constructs that have any type: choices, definitions, applications. */
import { domain, smallSet } from '../ranges.ts';
import {
  bind,
  type Generator,
  type Operator,
  oneParameter,
  type Production,
  type Scope,
} from '../scope.ts';
import {
  anyType,
  bool,
  fieldNames,
  int,
  sameType,
  seqOf,
  simpleType,
  type Type,
} from '../types.ts';

export function general(g: Generator, type: Type): Production[] {
  return [...chosen(g, type), ...defined(g, type), ...taken(g, type), ...applied(g, type)];
}

function chosen(g: Generator, type: Type): Production[] {
  const { choices } = g;
  const arm = (s: Scope): string => `${g.make(bool, s)} -> ${g.make(type, s)}`;
  return [
    (s) => `(IF ${g.make(bool, s)} THEN ${g.make(type, s)} ELSE ${g.make(type, s)})`,
    (s) => {
      const other = choices.below(3) === 0 ? '' : ` [] OTHER -> ${g.make(type, s)}`;
      return `(CASE ${choices.many(1, 3, () => arm(s)).join(' [] ')}${other})`;
    },
    (s) => {
      const x = choices.fresh('x');
      return `(CHOOSE ${x} \\in ${domain(g, type, s)} : ${g.make(bool, bind(s, x, type))})`;
    },
    (s) => {
      const x = choices.fresh('x');
      return `(CHOOSE ${x} : ${g.make(bool, bind(s, x, type))})`;
    },
    (s) => `Maybe(${g.make(bool, s)}, ${g.make(type, s)}, ${g.make(type, s)})`,
  ];
}

/** LET: values, operators, functions, and operators that call themselves. */
function defined(g: Generator, type: Type): Production[] {
  const { choices } = g;
  return [
    (s) => {
      const x = choices.fresh('v');
      const of = anyType(choices, 1);
      return `(LET ${x} == ${g.make(of, s)} IN ${g.make(type, bind(s, x, of))})`;
    },
    (s) => {
      const p = choices.fresh('p');
      const from = anyType(choices, 1);
      const name = choices.fresh('F');
      const operator: Operator = { name, from: [from], to: type };
      const body = g.make(type, bind({ ...s, operators: [] }, p, from));
      return `(LET ${name}(${p}) == ${body} IN ${g.make(type, { ...s, operators: [...s.operators, operator] })})`;
    },
    (s) => {
      const from = simpleType(choices);
      const f = choices.fresh('f');
      const x = choices.fresh('x');
      const image = g.make(type, bind(s, x, from));
      const inner = bind(s, f, { kind: 'function', from, to: type });
      return `(LET ${f}[${x} \\in ${smallSet(g, from, { ...s, fuel: 0 })}] == ${image} IN ${g.make(type, inner)})`;
    },
    (s) => {
      const name = choices.fresh('R');
      const n = choices.fresh('n');
      const rest = bind(bind(s, n, int), `${name}(${n} - 1)`, type);
      const body = `IF ${n} <= 0 THEN ${g.make(type, s)} ELSE ${g.make(type, rest)}`;
      return `(LET RECURSIVE ${name}(_) ${name}(${n}) == ${body} IN ${name}(${choices.oneOf(['1', '2', '0', '3'])}))`;
    },
    (s) => {
      const name = choices.fresh('H');
      const [a, b] = [choices.fresh('F'), choices.fresh('p')];
      const from = anyType(choices, 1);
      return `(LET ${name}(${a}(_), ${b}) == ${a}(${b}) IN ${name}(LAMBDA ${oneParameter(g, from, type, s)}, ${g.make(from, s)}))`;
    },
  ];
}

/** A part of something larger. */
function taken(g: Generator, type: Type): Production[] {
  const { choices } = g;
  return [
    (s) => {
      const from = anyType(choices, 1);
      return `${g.make({ kind: 'function', from, to: type }, s)}[${g.make(from, s)}]`;
    },
    (s) => `${g.make(seqOf(type), s)}[${g.make(int, s)}]`,
    (s) => `Head(${g.make(seqOf(type), s)})`,
    (s) => {
      const names = fieldNames.slice(0, 1 + choices.below(2));
      const fields = names.map((name) => [name, anyType(choices, 1)] as const);
      const which = choices.below(fields.length);
      const all = fields.map(([name, of], i) => [name, i === which ? type : of] as const);
      const record = g.make({ kind: 'record', fields: all }, s);
      const name = fields[which]?.[0] as string;
      return choices.below(4) === 3 ? `${record}["${name}"]` : `${record}.${name}`;
    },
    (s) => {
      const of = choices.many(1, 3, () => simpleType(choices));
      const which = choices.below(of.length);
      const all = of.map((each, i) => (i === which ? type : each));
      return `${g.make({ kind: 'tuple', of: all }, s)}[${which + 1}]`;
    },
  ];
}

function applied(g: Generator, type: Type): Production[] {
  const { choices } = g;
  return [
    (s) => call(g, type, s),
    (s) => call(g, type, s),
    (s) => {
      const from = anyType(choices, 1);
      return `Apply(LAMBDA ${oneParameter(g, from, type, s)}, ${g.make(from, s)})`;
    },
    ...(isKeptByTlcEval(type) ? [(s: Scope) => `TLCEval(${g.make(type, s)})`] : []),
    (s) => `Ignore(${g.make(type, s)}, ${g.make(anyType(choices, 1), s)})`,
    ...(isKeptByPrint(type)
      ? [(s: Scope) => `Print(${g.leaf(int)}, ${g.leaf(type, g.known(type, s))})`]
      : []),
    (s) => `Twice(LAMBDA ${oneParameter(g, type, type, s)}, ${g.make(type, s)})`,
    (s) => {
      const item = simpleType(choices);
      const x = choices.fresh('p');
      const y = choices.fresh('p');
      // TLC does not see the level of an operator that a recursive one is given.
      const body = g.make(type, bind(bind({ ...s, names: [] }, x, item), y, type));
      return `Fold(LAMBDA ${x}, ${y} : ${body}, ${g.make(type, s)}, ${g.make(seqOf(item), s)})`;
    },
  ];
}

function call(g: Generator, type: Type, scope: Scope): string {
  const fitting = scope.operators.filter((operator) => sameType(operator.to, type));
  if (fitting.length === 0) return g.leaf(type, g.known(type, scope));
  const { name, from } = g.choices.oneOf(fitting);
  return `${name}(${from.map((of) => g.make(of, scope)).join(', ')})`;
}

/** TLC 2.19 sorts the arguments of a function that it prints, and leaves its values where they were. */
function isKeptByPrint({ kind }: Type): boolean {
  return ['int', 'bool', 'string', 'model'].includes(kind);
}

/** TLC 2.19 makes a tuple something else by TLCEval, of which EXCEPT then changes the element after the one meant. */
function isKeptByTlcEval(type: Type): boolean {
  return ['int', 'bool', 'string', 'model', 'set', 'record'].includes(type.kind);
}
