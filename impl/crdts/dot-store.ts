/**
 * Dot stores: what is there, each item under the dot of the event that put it there, and nothing about what was removed
 * (Bieniusa et al., An optimized conflict-free replicated set, INRIA RR-8083, 2012; Almeida et al., JPDC 2018, section
 * 7.2). An item that one side lacks although it has seen the item's dot was removed there.
 */
import { contains, contextOf, dotsOf } from './causal-context.ts';
import { decomposeContext, type Seen } from './crdt.ts';
import type { Dot } from './dot.ts';

export type DotStore<Item> = ReadonlyMap<Dot, Item>;

export function joinDotStores<Item>(
  a: Seen<DotStore<Item>>,
  b: Seen<DotStore<Item>>,
): DotStore<Item> {
  const joined = new Map<Dot, Item>();
  for (const [dot, item] of a.state) if (survives(dot, b)) joined.set(dot, item);
  for (const [dot, item] of b.state) if (survives(dot, a)) joined.set(dot, item);
  return joined;
}

function survives<Item>(dot: Dot, other: Seen<DotStore<Item>>): boolean {
  return other.state.has(dot) || !contains(other.context, dot);
}

/** Each item with its dot; each other dot, which says that its item is gone or never was. */
export function decomposeDotStore<Item>({
  state,
  context,
}: Seen<DotStore<Item>>): readonly Seen<DotStore<Item>>[] {
  const items = [...state].map(([dot, item]) => ({
    state: new Map([[dot, item]]),
    context: contextOf([dot]),
  }));
  const others = dotsOf(context).filter((dot) => !state.has(dot));
  return [...items, ...decomposeContext<DotStore<Item>>(new Map(), others)];
}

/** The distinct items, in an order of their texts: an order that every replica computes alike. */
export function distinctItems<Item>(store: DotStore<Item>): readonly Item[] {
  const byText = new Map([...store.values()].map((item) => [JSON.stringify(item), item]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
