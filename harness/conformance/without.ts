/**
 * Lists of events from which something whole is gone: all that concerns one node, all faults of one kind. What a failure
 * does not need at all goes at once so, and what only makes sense together (a message to a node, and its answer) goes
 * together, where each alone could not.
 */
import type { NodeId } from '../../impl/protocol.ts';
import type { Event } from '../simulation/event.ts';

/** Lists that are shorter, or plainer, than this one. */
export function* withoutWholes(
  nodes: readonly NodeId[],
  events: readonly Event[],
): Generator<readonly Event[]> {
  const candidates = [
    ...nodes.toReversed().map((node) => events.flatMap((event) => withoutNode(event, node))),
    ...faults.map((fault) => events.flatMap(fault)),
  ];
  for (const candidate of candidates) {
    const changes = candidate.some((event, i) => event !== events[i]);
    if (changes || candidate.length < events.length) yield candidate;
  }
}

/** The event as far as it does not concern the node. */
function withoutNode(event: Event, node: NodeId): readonly Event[] {
  if (event.type === 'partition') {
    const [from, to] = [event.from, event.to].map((side) => side.filter((each) => each !== node));
    if (from?.length === event.from.length && to?.length === event.to.length) return [event];
    return from?.length === 0 || to?.length === 0 ? [] : [{ ...event, from, to } as Event];
  }
  if ('message' in event) {
    const { source, dest } = event.message;
    return source === node || dest === node ? [] : [event];
  }
  return 'node' in event && event.node === node ? [] : [event];
}

const faults: readonly ((event: Event) => readonly Event[])[] = [
  (event) => (['partition', 'heal'].includes(event.type) ? [] : [event]),
  (event) => (event.type === 'duplicate' ? [] : [event]),
  (event) => (event.type === 'drop' ? [] : [event]),
  uncrashed,
];

/** No crash, of whatever kind, nor what comes of one. */
function uncrashed(event: Event): readonly Event[] {
  if (['crash', 'loseDisk', 'restart', 'rollBack', 'rot'].includes(event.type)) return [];
  if (!('crashAfter' in event) || event.crashAfter === undefined) return [event];
  const { crashAfter: _, ...uncut } = event;
  return [uncut as Event];
}
