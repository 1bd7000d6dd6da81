/** Expressions that are sequences, and strings, which TLC takes for sequences too. */
import { bind, type Generator, infix, oneParameter, type Production } from '../scope.ts';
import { bool, int, model, seqOf, string, type Type } from '../types.ts';
import { except } from './except.ts';

export function sequences(g: Generator, of: Type): Production[] {
  const { choices } = g;
  const self = seqOf(of);
  const compared = (): string[] => (of.kind === 'int' ? ['<', '>'] : []);
  return [
    (s) => `<<${choices.many(0, 3, () => g.make(of, s)).join(', ')}>>`,
    (s) => `Append(${g.make(self, s)}, ${g.make(of, s)})`,
    (s) => `Tail(${g.make(self, s)})`,
    ...['\\o', '\\circ'].map(infix(g, self)),
    (s) => `SubSeq(${g.make(self, s)}, ${g.make(int, s)}, ${g.make(int, s)})`,
    (s) => `SelectSeq(${g.make(self, s)}, LAMBDA ${oneParameter(g, of, bool, s)})`,
    (s) => {
      const x = choices.fresh('x');
      return `[${x} \\in 1..${choices.oneOf(['0', '1', '2', '3', 'Len(<<1>>)'])} |-> ${g.make(of, bind(s, x, int))}]`;
    },
    (s) => `Reverse(${g.make(self, s)})`,
    (s) => except(g, g.make(self, s), { from: int, to: of }, s),
    (s) => except(g, g.make(self, s), { from: int, to: of }, s),
    (s) => {
      const x = choices.fresh('p');
      const y = choices.fresh('p');
      const body = g.make(bool, bind(bind(s, x, of), y, of));
      const comparison = choices.oneOf([`LAMBDA ${x}, ${y} : ${body}`, ...compared()]);
      return `SortSeq(${g.make(self, s)}, ${comparison})`;
    },
  ];
}

export function strings(g: Generator): Production[] {
  return [
    () => g.leaf(string),
    () => `ToString(${g.leaf(printedType(g))})`,
    () => g.leaf(string),
    (s) => infix(g, string)('\\o')(s),
    (s) => `SubSeq(${g.make(string, s)}, ${g.make(int, s)}, ${g.make(int, s)})`,
    (s) => `Tail(${g.make(string, s)})`,
  ];
}

/** What can be made a string of. TLC prints fields as they are written, and has met "1" and "TRUE" before the module. */
function printedType(g: Generator): Type {
  return g.choices.oneOf<Type>([
    { kind: 'tuple', of: [int, string] },
    { kind: 'tuple', of: [bool, model] },
  ]);
}
