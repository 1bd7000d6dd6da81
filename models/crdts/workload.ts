/**
 * What clients do with a store of all six types, at the replica where they are: updates, with clocks that show anything,
 * and reads. From outside also comes what no disk can be trusted with: the incarnation of whoever starts again.
 */
import type { Event } from '../../harness/simulation/event.ts';
import { callsOf } from '../../harness/simulation/history.ts';
import { keyOf } from '../../harness/simulation/key.ts';
import type { NodeWorld, World } from '../../harness/simulation/world.ts';
import { dotsOf } from '../../impl/crdts/causal-context.ts';
import type { Dot } from '../../impl/crdts/dot.ts';
import type { DiskRecord } from '../../impl/crdts/message.ts';
import { nextUpdate, type Replica, type Update } from '../../impl/crdts/replica.ts';
import type { Operation } from '../../impl/crdts/replica-program.ts';
import { type Rga, root, visibleDots } from '../../impl/crdts/rga.ts';
import { readObject } from '../../impl/crdts/store.ts';
import type { NodeId } from '../../impl/protocol.ts';
import { durablesOf } from './abstraction.ts';
import { refinedBounds, settingOf } from './scopes.ts';

export const callsMax = 8;

/** Who has no incarnation gets one that no life of it ever had; everybody else is called. */
export function clients(world: World): readonly Event[] {
  return [...world.nodes].flatMap(([node, { state, crashes }]): Event[] => {
    if (state === undefined) return [];
    const replica = state as Replica;
    if (replica.incarnation === undefined) return [begins(node, crashes)];
    const calls = callsOf(world, node);
    if (calls >= callsMax) return [];
    return operations(world, replica, calls).map((operation) => ({
      type: 'call',
      node,
      operation,
    }));
  });
}

function begins(node: NodeId, crashes: number): Event {
  return { type: 'input', node, input: { type: 'begin', incarnation: crashes + 1 } };
}

function operations(world: World, replica: Replica, calls: number): readonly Operation[] {
  const elem = 'AB'.charAt(calls % 2);
  const clock = [0, 3, 1][world.protocol.nodes.indexOf(replica.self)] ?? 0;
  const updates: Update[] = [
    { object: 'clicks', update: { type: 'increment', amount: 1 + (calls % 3) } },
    { object: 'stock', update: { type: 'increment', amount: 1 + (calls % 3) } },
    { object: 'stock', update: { type: 'decrement', amount: 1 } },
    // Clocks that are wrong by different amounts, and one that all of them show.
    { object: 'title', update: { type: 'write', value: elem }, clock },
    { object: 'title', update: { type: 'write', value: elem }, clock: 2 },
    { object: 'shape', update: { type: 'write', value: elem } },
    { object: 'labels', update: { type: 'add', elem } },
    { object: 'labels', update: { type: 'remove', elem: 'A' } },
    { object: 'labels', update: { type: 'remove', elem: 'B' } },
    ...edits(replica, elem).map((update) => ({ object: 'text', update })),
  ];
  const reads = Object.keys(replica.schema).map((object) => ({ type: 'read', object }) as const);
  return [...updates.map((update) => ({ type: 'update', ...update }) as const), ...reads];
}

/** Insertions at the beginning and behind each element, deletions of each. */
function edits({ store }: Replica, elem: string): readonly unknown[] {
  const dots = visibleDots(store.objects.get('text') as Rga);
  return [root, ...dots]
    .map((after): unknown => ({ type: 'insert', after, elem }))
    .concat(dots.map((target) => ({ type: 'delete', target })));
}

/** Updates that nobody waits for, as many as the specification's bounds allow. */
export function owners(world: World): readonly Event[] {
  const seen = new Set<Dot>();
  for (const node of world.nodes.values()) {
    for (const dot of dotsOf(durable(world, node).store.context)) seen.add(dot);
  }
  return [...world.nodes].flatMap(([node, { state, crashes }]): Event[] => {
    if (state === undefined) return [];
    const replica = state as Replica;
    const next = nextUpdate(replica);
    if (next === undefined) return [begins(node, crashes)];
    if (next > refinedBounds.updatesMax || seen.size >= refinedBounds.opsMax) return [];
    const updates = edits(replica, 'x').map((update): Update => ({ object: 'text', update }));
    return updates.map((update) => ({ type: 'input', node, input: { type: 'update', ...update } }));
  });
}

function durable(world: World, { records }: NodeWorld) {
  const all = durablesOf(settingOf(world).schema, records as DiskRecord[]);
  return all.at(-1) as (typeof all)[number];
}

/** When the faults have stopped everybody has seen the same, and tells the same. */
export function settled(world: World): string | undefined {
  const replicas = [...world.nodes.values()].map(({ state }) => state as Replica);
  const [first] = replicas as [Replica];
  for (const { self, schema, store } of replicas) {
    if (keyOf(new Set(dotsOf(store.context))) !== keyOf(new Set(dotsOf(first.store.context)))) {
      return `${first.self} and ${self} have not seen the same: ConvergesProp`;
    }
    for (const object of Object.keys(schema)) {
      const [mine, yours] = [first.store, store].map((each) => readObject(schema, each, object));
      if (keyOf(mine) !== keyOf(yours)) {
        return `${first.self} and ${self} tell different things of ${object}: ConvergesProp`;
      }
    }
  }
  return undefined;
}
