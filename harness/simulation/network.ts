/**
 * The network: copies under way and, for links without order, the growing set of everything ever
 * sent. All functions are pure. Refused here: delay as a number. A message is late when other
 * events happen first.
 */
import type { Envelope } from '../../impl/protocol.ts';
import { keyOf } from './key.ts';
import { assumptionOf, isBlocked, sameLink } from './link.ts';
import type { Network, World } from './world.ts';

/** By identity first: events made by this process name the very object that is under way. */
export function indexOfMessage(messages: readonly Envelope[], message: Envelope): number {
  const index = messages.indexOf(message);
  if (index >= 0) return index;
  const key = keyOf(message);
  return messages.findIndex((candidate) => keyOf(candidate) === key);
}

/**
 * Whether the message stays receivable for ever once it was sent: `set` networks, except on FIFO
 * links.
 */
export function isRemembered(world: World, message: Envelope): boolean {
  return world.options.network === 'set' && assumptionOf(world, message).order === 'any';
}

/**
 * The messages that events may name, oldest first: copies under way, and in a `set` network all
 * that was ever sent.
 */
export function candidates(world: World): readonly Envelope[] {
  const { inFlight, everSent } = world.network;
  if (world.options.network !== 'set') return inFlight;
  return inFlight.length === 0 ? everSent : [...everSent, ...inFlight];
}

/** The network's own object for a message that can be delivered now, or undefined. */
export function deliverable(world: World, message: Envelope): Envelope | undefined {
  if (isBlocked(world, message)) return undefined;
  if (world.nodes.get(message.dest)?.up !== true) return undefined;
  if (isRemembered(world, message)) {
    return world.network.everSent[indexOfMessage(world.network.everSent, message)];
  }
  const { inFlight } = world.network;
  const index = indexOfMessage(inFlight, message);
  const copy = inFlight[index];
  if (copy === undefined || assumptionOf(world, copy).order === 'any') return copy;
  // FIFO: nothing overtakes the oldest copy of the link.
  const oldest = inFlight.findIndex((other) => sameLink(world, other, copy));
  return oldest === index ? copy : undefined;
}

/** The world after one copy of this message left the network; remembered messages never leave. */
export function takeCopy(world: World, message: Envelope): World {
  if (isRemembered(world, message)) return world;
  const index = indexOfMessage(world.network.inFlight, message);
  return withNetwork(world, { inFlight: without(world.network.inFlight, index) });
}

/** One copy is lost; undefined where the link loses nothing or holds no such copy. */
export function dropCopy(world: World, message: Envelope): World | undefined {
  if (isRemembered(world, message)) return undefined;
  const { inFlight } = world.network;
  const index = indexOfMessage(inFlight, message);
  if (index < 0 || !assumptionOf(world, message).lossy) return undefined;
  return withNetwork(world, { inFlight: without(inFlight, index) });
}

/** One more copy; on a FIFO link right behind the first, so that the order of the link is kept. */
export function duplicateCopy(world: World, message: Envelope): World | undefined {
  if (isRemembered(world, message)) return undefined;
  const { inFlight } = world.network;
  const index = indexOfMessage(inFlight, message);
  const copy = inFlight[index];
  const { duplicating, order } = assumptionOf(world, message);
  if (copy === undefined || !duplicating) return undefined;
  if (order === 'any') return withNetwork(world, { inFlight: [...inFlight, copy] });
  return withNetwork(world, {
    inFlight: [...inFlight.slice(0, index), copy, ...inFlight.slice(index)],
  });
}

/**
 * The network after a node sent a message. Undefined means that it was lost on the spot: a FIFO
 * link is a connection, and there is none to a node that is down.
 */
export function send(world: World, network: Network, message: Envelope): Network | undefined {
  // One object for equal messages, always: whether an event names a message by identity or by
  // content, it then means the same copy, and a run read back from JSON cannot differ.
  if (assumptionOf(world, message).order === 'fifo') {
    if (world.nodes.get(message.dest)?.up !== true) return undefined;
    const { inFlight } = network;
    const known = inFlight[indexOfMessage(inFlight, message)];
    return { ...network, inFlight: [...inFlight, known ?? message] };
  }
  const known = network.everSent[indexOfMessage(network.everSent, message)];
  const everSent = known === undefined ? [...network.everSent, message] : network.everSent;
  if (world.options.network === 'set')
    return known === undefined ? { ...network, everSent } : network;
  return { ...network, everSent, inFlight: [...network.inFlight, known ?? message] };
}

/**
 * Splits off what is lost when a node crashes: as with TCP, whatever was on its way to it on a
 * connection (FIFO link) is gone with the connection. Messages that it sent itself before the crash
 * still arrive, in order.
 */
export function loseConnections(
  world: World,
  dest: string,
): { kept: Network; lost: readonly Envelope[] } {
  const { inFlight } = world.network;
  const isLost = (message: Envelope) =>
    message.dest === dest && assumptionOf(world, message).order === 'fifo';
  const lost = inFlight.filter(isLost);
  if (lost.length === 0) return { kept: world.network, lost };
  const kept = inFlight.filter((message) => !isLost(message));
  return { kept: { ...world.network, inFlight: kept }, lost };
}

function without(messages: readonly Envelope[], index: number): readonly Envelope[] {
  return [...messages.slice(0, index), ...messages.slice(index + 1)];
}

function withNetwork(world: World, change: Partial<Network>): World {
  return { ...world, network: { ...world.network, ...change } };
}
