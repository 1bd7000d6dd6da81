/**
 * Links: the directed pairs of nodes, and what is assumed of each. A link has no state of its own;
 * see network.ts.
 */
import type { Envelope, NodeId } from '../../impl/protocol.ts';
import type { LinkAssumption, World } from './world.ts';

const unreliable: LinkAssumption = { order: 'any', lossy: true, duplicating: true };

/** The name of the link a message travels on, as `Network.blocked` holds it. */
export function linkOf(message: Envelope): string {
  return linkBetween(message.source, message.dest);
}

export function linkBetween(source: NodeId, dest: NodeId): string {
  return `${source}>${dest}`;
}

export function assumptionOf(world: World, message: Envelope): LinkAssumption {
  return world.options.link?.(message.source, message.dest, message.type) ?? unreliable;
}

/** Between the same nodes; what goes beside a connection is not on it. */
export function sameLink(world: World, a: Envelope, b: Envelope): boolean {
  if (a.source !== b.source || a.dest !== b.dest) return false;
  return assumptionOf(world, a).order === assumptionOf(world, b).order;
}

export function isBlocked(world: World, message: Envelope): boolean {
  const { blocked } = world.network;
  return blocked.size > 0 && blocked.has(linkOf(message));
}
