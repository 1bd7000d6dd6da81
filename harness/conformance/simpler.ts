/**
 * Plainer lists of events in place of others: a step that is not cut, a crash that keeps the disk, an earlier cut, the
 * first call that the workload offers there instead of a later one, the first of several like nodes. What fails with plain
 * events need not be told with fancy ones.
 */
import { applyAll } from '../simulation/apply.ts';
import type { Event } from '../simulation/event.ts';
import { keyOf } from '../simulation/key.ts';
import type { Session } from './session.ts';
import type { Simpler } from './shrink.ts';
import { withoutWholes } from './without.ts';

/** What a list of events is shrunk with. */
export function shrinkersOf(session: Session, already: readonly Event[] = []) {
  const { nodes } = session.scope.protocol;
  return {
    wholes: (events: readonly Event[]) => withoutWholes(nodes, events),
    simpler: simplerEvents(session, already),
  };
}

/** `already`: what happened before the list that is being shrunk. */
export function simplerEvents(session: Session, already: readonly Event[] = []): Simpler {
  return function* (events) {
    for (const [index, event] of events.entries()) {
      const before = [...already, ...events.slice(0, index)];
      for (const other of [...plainer(event), ...offeredBefore(session, event, before)]) {
        yield [...events.slice(0, index), other, ...events.slice(index + 1)];
      }
    }
    if (already.length === 0) yield* renamed(session.scope.protocol.nodes, events);
  };
}

function plainer(event: Event): readonly Event[] {
  if (event.type === 'loseDisk') return [{ type: 'crash', node: event.node }];
  if ('kept' in event) {
    const { kept: _, ...nothingKept } = event;
    return [nothingKept as Event];
  }
  if (event.type === 'rot' && event.offset + event.bit > 0) {
    return [{ ...event, offset: event.offset >> 1, bit: event.bit >> 1 }];
  }
  if (event.type === 'sync' && event.outcome !== undefined) {
    return [{ type: 'sync', node: event.node, tag: event.tag }];
  }
  if (!('crashAfter' in event) || event.crashAfter === undefined) return [];
  const { crashAfter, ...uncut } = event;
  const lost: readonly Event[] =
    event.type === 'deliver' ? [{ type: 'drop', message: event.message }] : [];
  const earlier = Array.from(
    { length: crashAfter },
    (_, i) => ({ ...uncut, crashAfter: i }) as Event,
  );
  return [uncut as Event, ...lost, ...earlier];
}

/** The calls and inputs that the workload lists before this one at the same moment. */
function offeredBefore(session: Session, event: Event, before: readonly Event[]): readonly Event[] {
  if (event.type !== 'call' && event.type !== 'input') return [];
  const { world } = applyAll(session.initial, before);
  const offered = session.scope.outside(world);
  const { crashAfter: _, ...uncut } = event;
  const own = offered.findIndex((other) => keyOf(other) === keyOf(uncut));
  return own < 0 ? [] : offered.slice(0, own).filter(({ type }) => type === event.type);
}

/** Two nodes change names throughout, where the one that is named first so far comes later in the protocol. */
function* renamed(nodes: readonly string[], events: readonly Event[]): Iterable<readonly Event[]> {
  const firstUse = firstUses(nodes, events);
  for (const [i, a] of nodes.entries()) {
    for (const b of nodes.slice(i + 1)) {
      const [useOfA, useOfB] = [firstUse.get(a), firstUse.get(b)];
      if (useOfB === undefined || (useOfA !== undefined && useOfA < useOfB)) continue;
      yield events.map((event) => swapNames(event, a, b) as Event);
    }
  }
}

function firstUses(
  nodes: readonly string[],
  events: readonly Event[],
): ReadonlyMap<string, number> {
  const text = events.map(keyOf).join();
  const uses = nodes.map((node) => [node, text.indexOf(JSON.stringify(node))] as const);
  return new Map(uses.filter(([, use]) => use >= 0));
}

function swapNames(plain: unknown, a: string, b: string): unknown {
  if (plain === a) return b;
  if (plain === b) return a;
  if (typeof plain !== 'object' || plain === null) return plain;
  if (Array.isArray(plain)) return plain.map((item) => swapNames(item, a, b));
  return Object.fromEntries(
    Object.entries(plain).map(([name, item]) => [
      name === a ? b : name === b ? a : name,
      swapNames(item, a, b),
    ]),
  );
}
