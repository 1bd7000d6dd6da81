/**
 * Random values for properties, each as a naive structure (nested arrays with a kind) and as the engine's value. Values
 * that are drawn together are of one type, so that TLC could compare them.
 */
import fc from 'fast-check';
import {
  makeFunction,
  makeRecord,
  makeSet,
  makeTuple,
  str,
} from '../../../harness/tla/values/make.ts';
import type { Value } from '../../../harness/tla/values/value.ts';

/** A value as a tree that knows nothing of interning, order or canonical form. */
export type Naive =
  | { readonly kind: 'atom'; readonly atom: number | boolean | string }
  | { readonly kind: 'set'; readonly items: readonly Naive[] }
  | { readonly kind: 'tuple'; readonly items: readonly Naive[] }
  | { readonly kind: 'record'; readonly fields: Readonly<Record<string, Naive>> }
  | { readonly kind: 'function'; readonly pairs: readonly (readonly [Naive, Naive])[] };

/** Two naive values are equal as TLA+ values exactly if their keys are. */
export function keyOf(naive: Naive): string {
  switch (naive.kind) {
    case 'atom':
      return JSON.stringify(naive.atom);
    case 'set':
      return `{${[...new Set(naive.items.map(keyOf))].sort().join()}}`;
    case 'tuple':
      return functionKey(naive.items.map((item, i) => [String(i + 1), keyOf(item)]));
    case 'record':
      return functionKey(
        Object.entries(naive.fields).map(([name, field]) => [JSON.stringify(name), keyOf(field)]),
      );
    case 'function':
      return functionKey(naive.pairs.map(([x, y]) => [keyOf(x), keyOf(y)]));
  }
}

function functionKey(pairs: readonly (readonly [string, string])[]): string {
  return `(${[...new Map(pairs)].sort().map(([x, y]) => `${x}->${y}`)})`;
}

/** The engine's value, not interned itself. */
export function build(naive: Naive): Value {
  switch (naive.kind) {
    case 'atom':
      return typeof naive.atom === 'string' ? str(naive.atom) : naive.atom;
    case 'set':
      return makeSet(naive.items.map(build));
    case 'tuple':
      return makeTuple(naive.items.map(build));
    case 'record':
      return makeRecord(Object.keys(naive.fields).map(str), Object.values(naive.fields).map(build));
    case 'function': {
      const images = new Map(naive.pairs.map(([x, y]) => [keyOf(x), { x, y }]));
      const built = [...images.values()].map(({ x, y }) => [build(x), build(y)] as const);
      const domain = makeSet(built.map(([x]) => x));
      // The domain is sorted; find each argument's image again by the argument's key.
      const byItem = new Map(built.map(([x, y]) => [makeSet([x]).items[0] as Value, y]));
      return makeFunction(
        domain,
        domain.items.map((item) => byItem.get(item) as Value),
      );
    }
  }
}

const atoms: readonly fc.Arbitrary<Naive>[] = [
  fc.integer({ min: -3, max: 6 }).map((atom) => ({ kind: 'atom', atom })),
  fc.constantFrom('a', 'b', 'c', 'd').map((atom) => ({ kind: 'atom', atom })),
  fc.boolean().map((atom) => ({ kind: 'atom', atom })),
];

/** An arbitrary of values of one random type, at most `depth` constructors deep. */
function typed(depth: number): fc.Arbitrary<fc.Arbitrary<Naive>> {
  const flat = fc.constantFrom(...atoms);
  if (depth === 0) return flat;
  const inner = typed(depth - 1);
  return fc.oneof(
    flat,
    inner.map((items) =>
      fc.array(items, { maxLength: 4 }).map((all) => ({ kind: 'set', items: all }) as Naive),
    ),
    inner.map((items) =>
      fc.array(items, { maxLength: 3 }).map((all) => ({ kind: 'tuple', items: all }) as Naive),
    ),
    fc
      .tuple(inner, inner)
      .map(([a, b]) => fc.record({ a, b }).map((fields) => ({ kind: 'record', fields }) as Naive)),
    fc
      .tuple(flat, inner)
      .map(([x, y]) =>
        fc
          .array(fc.tuple(x, y), { maxLength: 4 })
          .map((pairs) => ({ kind: 'function', pairs }) as Naive),
      ),
  );
}

/** Lists of values of one type. */
export function listsOfOneType(maxLength = 8): fc.Arbitrary<Naive[]> {
  return typed(2).chain((values) => fc.array(values, { maxLength }));
}

/** Two lists of values of one type. */
export function twoLists(maxLength = 8): fc.Arbitrary<[Naive[], Naive[]]> {
  return typed(2).chain((values) =>
    fc.tuple(fc.array(values, { maxLength }), fc.array(values, { maxLength })),
  );
}
