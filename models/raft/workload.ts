/**
 * What clients ask for: puts and appends of their own names, compare-and-set, reads, on two keys; and what must have come
 * about when the faults have stopped.
 */
import type { KvInput } from '../../harness/consistency/objects/kv.ts';
import type { Event } from '../../harness/simulation/event.ts';
import { callsOf, openOperation } from '../../harness/simulation/history.ts';
import type { World } from '../../harness/simulation/world.ts';
import type { NodeId } from '../../impl/protocol.ts';
import type { Node } from '../../impl/raft/node.ts';
import { lastIndex } from '../../impl/raft/server.ts';
import { settingOf } from './scopes.ts';

export function workload(
  operations: (client: NodeId, calls: number) => readonly KvInput[],
  callsMax: number,
): (world: World) => readonly Event[] {
  return (world) =>
    world.protocol.clients.flatMap((node): readonly Event[] => {
      const calls = callsOf(world, node);
      if (calls >= callsMax || openOperation(world, node) !== undefined) return [];
      return operations(node, calls).map((operation) => ({ type: 'call', node, operation }));
    });
}

/** What is written tells who wrote it and when. */
export function anything(client: NodeId, calls: number): readonly KvInput[] {
  const mark = `${client.slice(1)}${'abcdefgh'[calls] ?? 'z'}`;
  const key = calls % 3 === 2 ? 'y' : 'x';
  return [
    { type: 'get', key },
    { type: 'append', key, value: mark },
    { type: 'put', key, value: mark },
    { type: 'cas', key, from: calls === 0 ? null : `1${'abcdefgh'[calls - 1] ?? 'z'}`, to: mark },
    { type: 'get', key: 'x' },
  ];
}

/** One leader whom all follow, no client that waits, and everything replicated and applied everywhere. */
export function settled(world: World): string | undefined {
  const { servers } = settingOf(world);
  const nodes = servers.map((name) => world.nodes.get(name)?.state as Node | undefined);
  const down = servers.find((_, i) => nodes[i]?.mode !== 'running');
  if (down !== undefined) return `${down} does not run`;
  const all = nodes.map((node) => (node as Node).server);
  const leaders = all.filter(({ role }) => role === 'Leader');
  const [leader] = leaders;
  if (leader === undefined || leaders.length > 1) {
    return `${leaders.length} servers lead: EventuallyLeader`;
  }
  const waiting = world.protocol.clients.find((client) => openOperation(world, client));
  if (waiting !== undefined) return `${waiting} waits for an answer: RequestsCommit`;
  for (const server of all) {
    if (server.leader !== leader.self) return `${server.self} follows ${server.leader ?? 'nobody'}`;
    if (lastIndex(server) !== lastIndex(leader)) return `${server.self} lacks entries`;
    if (server.applied !== lastIndex(leader)) return `${server.self} has not applied everything`;
  }
  return undefined;
}
