/**
 * Causal contexts: sets of dots (Almeida, Shoker and Baquero, Delta state replicated data types, JPDC 2018, section 7.1).
 * A replica has seen the events of every actor without gaps, so that its set is a version vector; a delta covers single
 * dots, which lie in the cloud until the gap below them is filled. A dot that is in the context while its value is not in
 * the state was removed: that is what stands in the place of tombstones.
 */
import { type Actor, type Dot, dotOf, partsOf } from './dot.ts';

export interface CausalContext {
  /** actor -> n: dots 1 to n of the actor are in the set. */
  readonly vector: ReadonlyMap<Actor, number>;
  /** The other ones; none of them touches its actor's vector entry. */
  readonly cloud: ReadonlySet<Dot>;
}

export const emptyContext: CausalContext = { vector: new Map(), cloud: new Set() };

export function contains({ vector, cloud }: CausalContext, dot: Dot): boolean {
  const { actor, n } = partsOf(dot);
  return n <= (vector.get(actor) ?? 0) || cloud.has(dot);
}

export function withDots(context: CausalContext, dots: Iterable<Dot>): CausalContext {
  const fresh = [...dots].filter((dot) => !contains(context, dot));
  if (fresh.length === 0) return context;
  return compact(new Map(context.vector), new Set([...context.cloud, ...fresh]));
}

export function contextOf(dots: Iterable<Dot>): CausalContext {
  return withDots(emptyContext, dots);
}

export function joinContexts(a: CausalContext, b: CausalContext): CausalContext {
  if (isWithin(b, a)) return a;
  const vector = new Map(a.vector);
  for (const [actor, n] of b.vector) vector.set(actor, Math.max(n, vector.get(actor) ?? 0));
  return compact(vector, new Set([...a.cloud, ...b.cloud]));
}

/** What both have seen, of contexts without gaps. */
export function meetContexts(a: CausalContext, b: CausalContext): CausalContext {
  const vector = new Map<Actor, number>();
  for (const [actor, n] of a.vector) {
    const both = Math.min(n, b.vector.get(actor) ?? 0);
    if (both > 0) vector.set(actor, both);
  }
  return { vector, cloud: emptyContext.cloud };
}

/** a is a subset of b. */
export function isWithin(a: CausalContext, b: CausalContext): boolean {
  if (a === b) return true;
  for (const [actor, n] of a.vector) {
    for (let i = (b.vector.get(actor) ?? 0) + 1; i <= n; i++) {
      if (!b.cloud.has(dotOf(actor, i))) return false;
    }
  }
  for (const dot of a.cloud) if (!contains(b, dot)) return false;
  return true;
}

/** The n of the actor's next event, in a context that has seen all of the actor's events. */
export function nextOf({ vector }: CausalContext, actor: Actor): number {
  return (vector.get(actor) ?? 0) + 1;
}

/**
 * How many dots there are. Of a set that is closed under causality this is a Lamport clock: whoever has seen an event has
 * seen all that the event's author had, and the event.
 */
export function sizeOf({ vector, cloud }: CausalContext): number {
  let size = cloud.size;
  for (const n of vector.values()) size += n;
  return size;
}

export function dotsOf({ vector, cloud }: CausalContext): readonly Dot[] {
  const dots: Dot[] = [];
  for (const [actor, n] of vector) for (let i = 1; i <= n; i++) dots.push(dotOf(actor, i));
  return [...dots, ...cloud];
}

/** The dots of a that are not in b; of one actor in their order. */
export function missingFrom(a: CausalContext, b: CausalContext): readonly Dot[] {
  const dots: Dot[] = [];
  for (const [actor, n] of a.vector) {
    for (let i = (b.vector.get(actor) ?? 0) + 1; i <= n; i++) {
      const dot = dotOf(actor, i);
      if (!b.cloud.has(dot)) dots.push(dot);
    }
  }
  for (const dot of a.cloud) if (!contains(b, dot)) dots.push(dot);
  return dots;
}

/** Dots of the cloud that touch the vector become part of it. */
function compact(vector: Map<Actor, number>, cloud: Set<Dot>): CausalContext {
  const parts = [...cloud].map((dot) => ({ dot, ...partsOf(dot) }));
  for (const { dot, actor, n } of parts.sort((a, b) => a.n - b.n)) {
    const top = vector.get(actor) ?? 0;
    if (n === top + 1) vector.set(actor, n);
    if (n <= top + 1) cloud.delete(dot);
  }
  return { vector, cloud };
}
