/** Expressions that are TRUE or FALSE. */
import { anySet, bounds } from '../ranges.ts';
import { type Generator, infix, type Production } from '../scope.ts';
import { anyType, bool, int, seqOf, setOf, simpleType, string, type Type } from '../types.ts';

export function booleans(g: Generator): Production[] {
  const { choices } = g;
  return [
    () => g.leaf(bool),
    ...['/\\', '\\/', '=>', '<=>', '\\equiv', '\\land', '\\lor'].map(infix(g, bool)),
    (s) => `(${choices.oneOf(['~', '~', '\\neg ', '\\lnot '])}${g.make(bool, s)})`,
    (s) =>
      junction(
        choices.oneOf(['/\\', '\\/']),
        choices.many(1, 3, () => g.make(bool, s)),
      ),
    ...['<', '<=', '>', '\\geq', '\\prec', '=<', '\\leq'].map(infix(g, int)),
    ...compared(g),
    ...['\\A', '\\E', '\\A', '\\E'].map(
      (symbol): Production =>
        (s) => {
          const { text, inner } = bounds(g, s);
          return `(${symbol} ${text} : ${g.make(bool, inner)})`;
        },
    ),
    ...ofModules(g),
    (s) =>
      `Apply2( ${choices.oneOf(['=', '/\\', '\\/', '=>', '<=>', '#'])}, ${g.make(bool, s)}, ${g.make(bool, s)})`,
    (s) => `Apply(~, ${g.make(bool, s)})`,
  ];
}

/** A list with its bullets under each other. */
function junction(symbol: string, items: readonly string[]): string {
  return `(${items.map((item) => `\n  ${symbol} ${item}`).join('')})`;
}

function compared(g: Generator): Production[] {
  const { choices } = g;
  const same =
    (symbol: string): Production =>
    (s) => {
      const of = anyType(choices, 2);
      return infix(g, of)(symbol)(s);
    };
  const inside =
    (symbol: string): Production =>
    (s) => {
      const of = anyType(choices, 1);
      return `(${g.make(of, s)} ${symbol} ${anySet(g, of, s)})`;
    };
  return [
    ...['=', '=', '#', '/='].map(same),
    ...['\\in', '\\in', '\\notin'].map(inside),
    (s) => {
      const of = anyType(choices, 1);
      return `(${g.make(setOf(of), s)} \\subseteq ${anySet(g, of, s)})`;
    },
  ];
}

function ofModules(g: Generator): Production[] {
  const { choices } = g;
  const maybeBags: readonly Type[] = [
    { kind: 'bag', of: string },
    seqOf(int),
    { kind: 'function', from: string, to: int },
  ];
  return [
    (s) => `IsFiniteSet(${anySet(g, anyType(choices, 1), s)})`,
    (s) => `IsEven(${g.make(int, s)})`,
    (s) => `Assert(${g.make(bool, s)}, ${g.make(string, s)})`,
    (s) => infix(g, { kind: 'bag', of: simpleType(choices) })('\\sqsubseteq')(s),
    (s) => {
      const of = simpleType(choices);
      return `BagIn(${g.make(of, s)}, ${g.make({ kind: 'bag', of }, s)})`;
    },
    (s) => `IsABag(${g.make(choices.oneOf(maybeBags), s)})`,
    (s) => `PrintT(${g.make(int, s)})`,
    (s) => `Labelled(${g.make(int, s)})!positive`,
  ];
}
