/** Expressions that are bags. */
import { bind, type Generator, infix, type Production, type Scope } from '../scope.ts';
import { bool, setOf, type Type } from '../types.ts';

export function bags(g: Generator, self: Extract<Type, { kind: 'bag' }>): Production[] {
  const { choices } = g;
  return [
    () => g.leaf(self),
    ...['(+)', '(-)'].map(infix(g, self)),
    (s) => `SetToBag(${g.make(setOf(self.of), s)})`,
    (s) => `BagUnion({${choices.many(1, 2, () => g.make(self, s)).join(', ')}})`,
    (s) => `(${g.make(self.of, s)} :> ${choices.oneOf(['1', '2', '0'])})`,
    (s) => `BagOfAll(LAMBDA ${identity(g, self.of, s)}, ${g.make(self, s)})`,
  ];
}

/** TLC takes a LAMBDA whose body is a literal for a value where Java is called, so the body is none. */
function identity(g: Generator, type: Type, scope: Scope): string {
  const x = g.choices.fresh('p');
  const inner = bind(scope, x, type);
  return `${x} : IF ${g.make(bool, inner)} THEN ${x} ELSE ${g.make(type, inner)}`;
}
