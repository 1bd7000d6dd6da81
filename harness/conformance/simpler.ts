/**
 * Plainer events in place of others: a step that is not cut, a crash that keeps the disk, an earlier cut, the first call
 * that the workload offers there instead of a later one. What fails with plain events need not be told with fancy ones.
 */
import { applyAll } from '../simulation/apply.ts';
import type { Event } from '../simulation/event.ts';
import { keyOf } from '../simulation/key.ts';
import type { Simpler } from './shrink.ts';
import type { Session } from './session.ts';

export function simplerEvents(session: Session): Simpler {
  return (events, index) => {
    const event = events[index] as Event;
    return [...plainer(event), ...offeredBefore(session, events, index)];
  };
}

function plainer(event: Event): readonly Event[] {
  if (event.type === 'loseDisk') return [{ type: 'crash', node: event.node }];
  if (!('crashAfter' in event) || event.crashAfter === undefined) return [];
  const { crashAfter, ...uncut } = event;
  const earlier = Array.from({ length: crashAfter }, (_, i) => ({ ...uncut, crashAfter: i }) as Event);
  return [uncut as Event, ...earlier];
}

/** The calls and inputs that the workload lists before this one at the same moment. */
function offeredBefore(session: Session, events: readonly Event[], index: number): readonly Event[] {
  const event = events[index] as Event;
  if (event.type !== 'call' && event.type !== 'input') return [];
  const { world } = applyAll(session.initial, events.slice(0, index));
  const offered = session.scope.outside(world);
  const { crashAfter: _, ...uncut } = event;
  const own = offered.findIndex((other) => keyOf(other) === keyOf(uncut));
  return own < 0 ? [] : offered.slice(0, own).filter(({ type }) => type === event.type);
}
