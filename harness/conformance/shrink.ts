/**
 * From a failing list of events to a minimal one: whole nodes and kinds of faults first, then delta debugging (Zeller and
 * Hildebrandt 2002), then one event at a time, then simpler lists of the same length. It knows nothing of what fails: a try gives back the
 * events that really happened when the SAME failure appears again, and nothing when none or another one does. So the
 * list can never end on a different failure than it began with.
 */
import type { Event } from '../simulation/event.ts';

/** The events that happened, if they end in the failure in question; they may be fewer than were asked for. */
export type Try = (events: readonly Event[]) => readonly Event[] | undefined;

/** Lists no longer than this one that would be simpler to tell; each must be simpler than the last, or it never ends. */
export type Simpler = (events: readonly Event[]) => Iterable<readonly Event[]>;

export interface Shrunk {
  readonly events: readonly Event[];
  readonly tries: number;
  /** No single event can be left out, and nothing simpler fails as well; false when the tries ran out first. */
  readonly minimal: boolean;
}

/** Shrinks `events`, which must fail when tried, within `triesMax` tries. `wholes`: lists to be tried before all others. */
export function shrink(
  events: readonly Event[],
  again: Try,
  { wholes, simpler }: { readonly wholes: Simpler; readonly simpler: Simpler },
  triesMax: number,
): Shrunk {
  let tries = 0;
  const attempt: Try = (candidate) => {
    if (tries >= triesMax) return undefined;
    tries += 1;
    return again(candidate);
  };
  let current = events;
  for (;;) {
    const without = removeWholes(current, attempt, wholes);
    const removed = removeOneByOne(removeChunks(without, attempt), attempt);
    const simplified = simplify(removed, attempt, simpler);
    if (simplified === removed) return { events: removed, tries, minimal: tries < triesMax };
    current = simplified;
  }
}

/** As long as one of them fails as well; the same list where none does. */
function removeWholes(events: readonly Event[], attempt: Try, wholes: Simpler): readonly Event[] {
  let current = events;
  for (;;) {
    const failing = simplify(current, attempt, wholes);
    if (failing === current) return current;
    current = failing;
  }
}

/** Leaves out ever smaller runs of events, as ddmin tries its complements. */
function removeChunks(events: readonly Event[], attempt: Try): readonly Event[] {
  let current = events;
  for (let size = current.length >> 1; size > 1; ) {
    const shorter = firstShorter(current, size, attempt);
    if (shorter === undefined) size >>= 1;
    else {
      current = shorter;
      size = Math.min(size, current.length >> 1);
    }
  }
  return current;
}

function removeOneByOne(events: readonly Event[], attempt: Try): readonly Event[] {
  let current = events;
  for (;;) {
    const shorter = firstShorter(current, 1, attempt);
    if (shorter === undefined) return current;
    current = shorter;
  }
}

// From the end: what happens late is most often what nobody needs, and what others build on stands early.
function firstShorter(
  events: readonly Event[],
  size: number,
  attempt: Try,
): readonly Event[] | undefined {
  for (let end = events.length; end > 0; end -= size) {
    const start = Math.max(0, end - size);
    const shorter = attempt([...events.slice(0, start), ...events.slice(end)]);
    if (shorter !== undefined && shorter.length < events.length) return shorter;
  }
  return undefined;
}

/** The first simpler list that fails as well; the same list when there is none. */
function simplify(events: readonly Event[], attempt: Try, simpler: Simpler): readonly Event[] {
  for (const candidate of simpler(events)) {
    const failing = attempt(candidate);
    if (failing !== undefined && failing.length <= events.length) return failing;
  }
  return events;
}
