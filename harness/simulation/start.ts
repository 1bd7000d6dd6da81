/** The first world of a run: every node booted from an empty disk, in the protocol's order. */
import type { NodeId, Protocol } from '../../impl/protocol.ts';
import { emptyDisk } from './disk.ts';
import { ask, nodeOf, perform, withNode } from './step.ts';
import type { NodeWorld, World, WorldOptions } from './world.ts';

const blank: NodeWorld = {
  up: true,
  state: undefined,
  records: [],
  disk: emptyDisk,
  timers: new Map(),
  crashes: 0,
};

/**
 * All nodes are up before the first of them takes its first step, so what they send while starting
 * is not lost. Throws ProgramError if a program throws; TypeError if the protocol names a node
 * twice or a client that is no node.
 */
export function createWorld(protocol: Protocol, options: WorldOptions = {}): World {
  const nodes = new Map<NodeId, NodeWorld>(protocol.nodes.map((node) => [node, blank]));
  if (nodes.size !== protocol.nodes.length) {
    throw new TypeError(`${protocol.name} names a node twice: ${protocol.nodes.join(', ')}`);
  }
  const stranger = protocol.clients.find((client) => !nodes.has(client));
  if (stranger !== undefined) {
    throw new TypeError(`client ${stranger} of ${protocol.name} is not one of its nodes`);
  }
  let world: World = {
    protocol,
    options,
    nodes,
    network: { inFlight: [], everSent: [], blocked: new Set() },
    time: 0,
    history: [],
  };
  for (const node of protocol.nodes) {
    const answer = ask(world, node, (program) => program.start(node, [], new Map()));
    world = perform(world, node, { answer }).world;
  }
  return world;
}

/**
 * The world in which a node that is down runs again, with nothing but its records; its first step
 * is not yet taken.
 */
export function powerOn(world: World, node: NodeId): World {
  return withNode(world, node, { ...nodeOf(world, node), up: true });
}
