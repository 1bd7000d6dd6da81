/** Expressions that are integers. */
import { bind, type Generator, infix, type Production } from '../scope.ts';
import { anyType, int, seqOf, setOf, simpleType, string, type Type } from '../types.ts';

export function integers(g: Generator): Production[] {
  const operator = infix(g, int);
  return [
    () => g.leaf(int),
    ...['+', '-', '*', '\\div', '%', '\\odot'].map(operator),
    (s) => `(${g.make(int, s)} ^ ${g.choices.oneOf(['0', '1', '2', '3', '(-1)'])})`,
    (s) => `(-${g.make(int, s)})`,
    (s) => `(${g.make(int, s)}^+)`,
    ...counted(g),
    ...called(g),
  ];
}

function counted(g: Generator): Production[] {
  const { choices } = g;
  const bag = (): Type => ({ kind: 'bag', of: simpleType(choices) });
  return [
    (s) => `Cardinality(${g.make(setOf(anyType(choices, 1)), s)})`,
    (s) => `Len(${g.make(seqOf(anyType(choices, 1)), s)})`,
    (s) => `Len(${g.make(string, s)})`,
    (s) => `Sum(${g.make(setOf(int), s)})`,
    (s) => `Max(${g.make(setOf(int), s)})`,
    (s) => {
      const of = simpleType(choices);
      return `CopiesIn(${g.make(of, s)}, ${g.make({ kind: 'bag', of }, s)})`;
    },
    (s) => `BagCardinality(${g.make(bag(), s)})`,
  ];
}

/** Operators and functions of the module and of its instances, and operators given to operators. */
function called(g: Generator): Production[] {
  const { choices } = g;
  const number = (s: Parameters<Production>[0]): string => g.make(int, s);
  return [
    (s) => `factorial[${number(s)}]`,
    (s) => `fibonacci[${g.leaf(int, g.known(int, s))}]`,
    (s) => `grid[${number(s)}, ${number(s)}]`,
    (s) => `Fixed!Plus(${number(s)})`,
    (s) => `Given(${number(s)})!Through(${number(s)})`,
    (s) => `Given(${number(s)})!Local(${number(s)})`,
    (s) => `Fixed!fun[${number(s)}]`,
    (s) => `Three${choices.oneOf(['More', 'Less'])}(${number(s)})`,
    (s) => `Fixed!Deep!Twofold(${number(s)})`,
    (s) => {
      const name = choices.fresh('M');
      const body = g.make(int, bind(s, `${name}!Plus(1)`, int));
      return `(LET ${name} == INSTANCE Inner WITH K <- ${number(s)}, G <- ${choices.oneOf(['Succ', '-.', 'ThreeMore'])} IN ${body})`;
    },
    (s) => `Labelled(${number(s)})!${choices.oneOf(['sum', 'sum!1', '2'])}`,
    (s) =>
      `Apply2( ${choices.oneOf(['+', '-', '*', '\\odot', 'Ignore', '\\div'])}, ${number(s)}, ${number(s)})`,
    (s) => `Apply( ${choices.oneOf(['-.', 'Succ', 'Fixed!Plus', '^+'])}, ${number(s)})`,
  ];
}
