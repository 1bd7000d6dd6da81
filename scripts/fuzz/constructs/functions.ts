/** Expressions that are functions, records or tuples. */
import { domain, smallSet } from '../ranges.ts';
import { bind, type Generator, infix, type Production, type Scope } from '../scope.ts';
import { bool, fieldNames, sameType, seqOf, type Type } from '../types.ts';
import { except, field, update } from './except.ts';

type Of<Kind extends Type['kind']> = Extract<Type, { kind: Kind }>;

export function functions(g: Generator, self: Of<'function'>): Production[] {
  const { from, to } = self;
  const { choices } = g;
  const pair = (s: Scope): string => `${g.make(from, s)} :> ${g.make(to, s)}`;
  const all: Production[] = [
    (s) => {
      const x = choices.fresh('x');
      return `[${x} \\in ${domain(g, from, s)} |-> ${g.make(to, bind(s, x, from))}]`;
    },
    (s) => `(${pair(s)})`,
    (s) => infix(g, self)('@@')(s),
    (s) => except(g, g.make(self, s), self, s),
    (s) => except(g, g.make(self, s), self, s),
    (s) => `(${pair(s)} @@ ${pair(s)})`,
  ];
  if (from.kind === 'tuple' && from.of.length === 2) all.push(...ofPairs(g, from, to));
  if (from.kind === 'string') {
    const fields = (): (readonly [string, Type])[] =>
      fieldNames.slice(0, 1 + choices.below(3)).map((name) => [name, to] as const);
    all.push((s) => recordOf(g, fields(), s));
  }
  if (from.kind === 'int') all.push((s) => g.make(seqOf(to), s));
  if (from.kind === 'int' && to.kind === 'int')
    all.push(
      () => 'factorial',
      () => 'Fixed!fun',
    );
  if (to.kind === 'int') all.push((s) => g.make({ kind: 'bag', of: from }, s));
  return all;
}

/** Functions of two arguments, by two bounds or by a bound that is taken apart. */
function ofPairs(g: Generator, from: Of<'tuple'>, to: Type): Production[] {
  const [first, second] = from.of as readonly [Type, Type];
  const within = (s: Scope): { x: string; y: string; body: string } => {
    const x = g.choices.fresh('x');
    const y = g.choices.fresh('x');
    return { x, y, body: g.make(to, bind(bind(s, x, first), y, second)) };
  };
  return [
    (s) => {
      const { x, y, body } = within(s);
      return `[${x} \\in ${smallSet(g, first, s)}, ${y} \\in ${smallSet(g, second, s)} |-> ${body}]`;
    },
    (s) => {
      const { x, y, body } = within(s);
      return `[<<${x}, ${y}>> \\in ${domain(g, from, s)} |-> ${body}]`;
    },
  ];
}

function recordOf(g: Generator, fields: readonly (readonly [string, Type])[], s: Scope): string {
  return `[${fields.map(([name, of]) => `${name} |-> ${g.make(of, s)}`).join(', ')}]`;
}

export function records(g: Generator, self: Of<'record'>): Production[] {
  return [
    (s) => recordOf(g, self.fields, s),
    (s) => recordOf(g, [...self.fields].reverse(), s),
    (s) => {
      const [name, of] = g.choices.oneOf(self.fields);
      return `[${g.make(self, s)} EXCEPT ${update(g, `!${field(g, name)}`, of, s)}]`;
    },
    (s) => {
      const updates = self.fields.map(([name, of]) => update(g, `!.${name}`, of, s));
      return `[${g.make(self, s)} EXCEPT ${updates.join(', ')}]`;
    },
    (s) => `(${self.fields.map(([name, of]) => `"${name}" :> ${g.make(of, s)}`).join(' @@ ')})`,
  ];
}

export function tuples(g: Generator, self: Of<'tuple'>): Production[] {
  const { choices } = g;
  const items = (s: Scope): string[] => self.of.map((of) => g.make(of, s));
  const all: Production[] = [
    (s) => `<<${items(s).join(', ')}>>`,
    (s) => {
      const which = choices.below(self.of.length);
      return `[${g.make(self, s)} EXCEPT ${update(g, `![${which + 1}]`, self.of[which] as Type, s)}]`;
    },
  ];
  if (self.of.length !== 2) return all;
  all.push(
    (s) => `(${items(s).join(' ** ')})`,
    (s) => `Pair(${items(s).join(', ')})`,
    (s) => {
      const names = self.of.map(() => choices.fresh('x'));
      const inner = self.of.reduce((scope, of, i) => bind(scope, names[i] as string, of), s);
      return `(CHOOSE <<${names.join(', ')}>> \\in ${domain(g, self, s)} : ${g.make(bool, inner)})`;
    },
  );
  const [first, second] = self.of as readonly [Type, Type];
  if (sameType(first, second)) all.push((s) => `Replaced(${g.make(first, s)})`);
  return all;
}
