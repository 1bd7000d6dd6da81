/** Sets that are used as such: to be enumerated by bound names, raised to a power, or only asked for their elements. */
import { bind, type Generator, type Scope } from './scope.ts';
import { anyType, int, setOf, simpleType, type Type } from './types.ts';

export function namedSet(of: Type): string | undefined {
  if (of.kind === 'bool') return 'BOOLEAN';
  if (of.kind === 'model') return 'Models';
  if (of.kind === 'int') return '(0..2)';
  return undefined;
}

/** A set that may be raised to a power or be the domain of a set of functions: at most three elements. */
export function smallSet(g: Generator, of: Type, scope: Scope): string {
  const { choices } = g;
  const names = g.known(setOf(of), scope);
  if (choices.below(3) === 2) return namedSet(of) ?? '{}';
  if (names.length > 0 && choices.below(3) === 2) return choices.oneOf(names);
  const inner = { ...scope, fuel: Math.min(scope.fuel, 1) };
  return g.looked(`{${choices.many(0, 3, () => g.make(of, inner)).join(', ')}}`);
}

/**
 * A set that a bound variable ranges over. TLC enumerates unions of described sets with repetitions, which shows in
 * counts of states; where the parts of a union come from elsewhere the engine cannot tell (a known difference).
 */
export function domain(g: Generator, of: Type, scope: Scope): string {
  const { choices } = g;
  if (choices.below(3) === 0) return smallSet(g, of, scope);
  const set =
    (choices.below(3) === 0 ? lookedAt(g, described(g, of, scope)) : undefined) ??
    g.make(setOf(of), scope);
  return /UNION (?!(Force\()?\{)/.test(set)
    ? smallSet(g, of, { ...scope, names: [], fuel: 0 })
    : set;
}

function lookedAt(g: Generator, set: string | undefined): string | undefined {
  return set === undefined ? undefined : g.looked(set);
}

/** A set that is described by its parts rather than listed. */
function described(g: Generator, of: Type, scope: Scope): string | undefined {
  const small = (part: Type): string => smallSet(g, part, { ...scope, fuel: 0 });
  if (of.kind === 'set') return `(SUBSET ${small(of.of)})`;
  if (of.kind === 'function') return `[${small(of.from)} -> ${small(of.to)}]`;
  if (of.kind === 'seq') return `[1..2 -> ${small(of.of)}]`;
  if (of.kind === 'record')
    return `[${of.fields.map(([name, type]) => `${name} : ${small(type)}`).join(', ')}]`;
  if (of.kind !== 'tuple' || of.of.length < 2) return undefined;
  return `(${of.of.map(small).join(' \\X ')})`;
}

interface Bounds {
  readonly text: string;
  readonly inner: Scope;
}

/** `x \in S`, `x, y \in S`, `<<x, y>> \in S`, `x \in S, y \in T` or `x \in S, <<y, z>> \in T`, and the scope inside. */
export function bounds(g: Generator, scope: Scope): Bounds {
  const { choices } = g;
  const x = choices.fresh('x');
  const type = anyType(choices, 1);
  const one: Bounds = {
    text: `${x} \\in ${domain(g, type, scope)}`,
    inner: bind(scope, x, type),
  };
  const kind = choices.below(7);
  if (kind < 3) return one;
  const y = choices.fresh('x');
  if (kind === 3) {
    const inner = bind(one.inner, y, type);
    // TLC finds no pair of elements of SUBSET {}, where both come from the same set.
    const set = domain(g, type, scope);
    const plain = set.includes('SUBSET') ? smallSet(g, type, { ...scope, names: [] }) : set;
    return { text: `${x}, ${y} \\in ${plain}`, inner };
  }
  const other = simpleType(choices);
  if (kind === 4) {
    const text = `${one.text}, ${y} \\in ${domain(g, other, scope)}`;
    return { text, inner: bind(one.inner, y, other) };
  }
  if (kind === 5) {
    const pairs = domain(g, { kind: 'tuple', of: [type, other] }, scope);
    return {
      text: `<<${x}, ${y}>> \\in ${pairs}`,
      inner: bind(one.inner, y, other),
    };
  }
  const z = choices.fresh('x');
  const pairs = domain(g, { kind: 'tuple', of: [other, int] }, scope);
  return {
    text: `${one.text}, <<${y}, ${z}>> \\in ${pairs}`,
    inner: bind(bind(one.inner, y, other), z, int),
  };
}

/** A set to ask membership of: it may be large or infinite, since nobody enumerates it. */
export function anySet(g: Generator, of: Type, scope: Scope): string {
  const { choices } = g;
  if (scope.fuel <= 0 || choices.below(3) === 0) return g.make(setOf(of), scope);
  const less = { ...scope, fuel: scope.fuel - 1 };
  const more = largeSets(g, of, less);
  if (more.length === 0) return g.make(setOf(of), scope);
  const set = choices.oneOf(more);
  return g.lookedIfFinite(
    choices.below(5) === 4
      ? `(${set} ${choices.oneOf(['\\cup', '\\cap', '\\'])} ${anySet(g, of, less)})`
      : set,
  );
}

function largeSets(g: Generator, of: Type, scope: Scope): readonly string[] {
  const { choices } = g;
  const sub = (inner: Type): string => anySet(g, inner, scope);
  switch (of.kind) {
    case 'int': {
      const x = choices.fresh('x');
      const filtered = (): string =>
        `{${x} \\in ${choices.oneOf(['Nat', 'Int'])} : ${g.make({ kind: 'bool' }, bind(scope, x, int))}}`;
      return ['Nat', 'Int', '((-1)..3)', ...(choices.below(2) === 1 ? [filtered()] : [])];
    }
    case 'bool':
      return ['BOOLEAN'];
    case 'string':
      return ['STRING'];
    case 'model':
      return ['Models'];
    case 'set':
      return [`(SUBSET ${sub(of.of)})`, `((SUBSET ${sub(of.of)}) \\ {{}})`];
    case 'seq':
      return [`Seq(${sub(of.of)})`, `[1..2 -> ${sub(of.of)}]`];
    case 'function':
      return [
        `[${smallSet(g, of.from, scope)} -> ${sub(of.to)}]`,
        `[${sub(of.from)} -> ${sub(of.to)}]`,
      ];
    case 'record':
      return [`[${of.fields.map(([name, type]) => `${name} : ${sub(type)}`).join(', ')}]`];
    case 'tuple':
      return of.of.length > 1 ? [`(${of.of.map(sub).join(' \\X ')})`] : [];
    case 'bag':
      return [];
  }
}
