/**
 * What can happen next, in a fixed order: what the protocol does by itself, then the faults that
 * the scope allows. Calls and inputs are not here: only a workload knows which of them make sense.
 */
import type { Envelope, NodeId } from '../../impl/protocol.ts';
import { trial } from './apply.ts';
import { emptyDisk, type Kept, type Pending, pendingSyncs, unsynced } from './disk.ts';
import type { Event } from './event.ts';
import type { Fault, FaultScope } from './fault.ts';
import { keyOf } from './key.ts';
import { assumptionOf, linkBetween, linkOf } from './link.ts';
import { candidates, deliverable, isRemembered } from './network.ts';
import type { World } from './world.ts';

const noFaults: FaultScope = { faults: [], crashesMax: 0 };

/**
 * Deliveries (distinct messages, oldest first), timers, restarts, syncs; then drops, duplicates,
 * crashes (of the process alone, where files are not all durable), torn writes, disk losses,
 * crashes in the middle of a step, faults of disks, partitions; `heal` whenever a link is blocked.
 * `apply` accepts every one of them. Without the fault `reordering`, copies of one link are offered
 * oldest first; a `set` network knows no order and offers all.
 */
export function enabledEvents(world: World, scope: FaultScope = noFaults): Event[] {
  const allowed = new Set<Fault>(scope.faults);
  const steps = [
    ...deliveries(world, allowed.has('reordering')),
    ...timers(world),
    ...restarts(world),
    ...syncs(world),
  ];
  const events: Event[] = [...steps];
  if (allowed.has('loss')) events.push(...drops(world));
  if (allowed.has('duplication')) events.push(...duplicates(world));
  const mayCrash = crashableNodes(world, scope);
  if (allowed.has('crash')) for (const node of mayCrash) events.push(...crashes(world, node));
  if (allowed.has('torn write')) {
    for (const node of mayCrash) {
      for (const kept of keepings(world, node, scope.survivors))
        events.push({ type: 'crash', node, kept });
    }
  }
  if (allowed.has('disk loss'))
    for (const node of mayCrash) events.push({ type: 'loseDisk', node });
  for (const event of steps) events.push(...cutsOf(world, event, scope));
  if (diskFaultCount(world) < (scope.diskFaultsMax ?? Number.POSITIVE_INFINITY)) {
    events.push(...diskFaults(world, allowed));
  }
  if (allowed.has('partition')) events.push(...partitions(world));
  if (world.network.blocked.size > 0) events.push({ type: 'heal' });
  return events;
}

/**
 * The event with every `crashAfter` that makes a difference, empty where the scope allows none.
 * Calls and inputs can be cut as well. Left out are the cuts that equal other events: behind the
 * last effect that anybody else can see (the step, then `crash`), and ahead of the first where
 * nothing but volatile state was consumed (`crash` alone; a restart would fail without having done
 * anything).
 */
export function cutsOf(world: World, event: Event, scope: FaultScope): Event[] {
  if (!scope.faults.includes('crash in the middle of a step')) return [];
  const node = nodeOfStep(event);
  if (node === undefined || !mayCrashNow(world, scope, node)) return [];
  const effects = trial(world, event)?.effects ?? [];
  const cuts: Event[] = [];
  let seen = leavesTrace(world, event);
  for (const [index, { kind }] of effects.entries()) {
    if (kind === 'setTimer' || kind === 'cancelTimer') continue; // a crash clears timers anyway
    if (seen) cuts.push({ ...event, crashAfter: index } as Event);
    seen = true;
  }
  return cuts;
}

/** Whether a crash right after the input was consumed differs from a crash before it arrived. */
function leavesTrace(world: World, event: Event): boolean {
  if (event.type === 'call') return true;
  // Of a sync that failed nothing is durable, as of one that has not ended.
  if (event.type === 'sync') return event.outcome === undefined;
  return event.type === 'deliver' && !isRemembered(world, event.message);
}

function nodeOfStep(event: Event): NodeId | undefined {
  switch (event.type) {
    case 'deliver':
      return event.message.dest;
    case 'timer':
    case 'sync':
    case 'call':
    case 'input':
    case 'restart':
      return event.node;
    default:
      return undefined;
  }
}

function deliveries(world: World, reordering: boolean): Event[] {
  const events: Event[] = [];
  const links = new Set<string>();
  for (const message of distinct(candidates(world))) {
    if (!reordering && !isRemembered(world, message)) {
      const link = linkOf(message);
      if (links.has(link)) continue;
      links.add(link);
    }
    if (deliverable(world, message) !== undefined) events.push({ type: 'deliver', message });
  }
  return events;
}

function distinct(messages: readonly Envelope[]): readonly Envelope[] {
  if (messages.length < 2) return messages;
  const byKey = new Map<string, Envelope>();
  for (const message of messages) {
    const key = keyOf(message);
    if (!byKey.has(key)) byKey.set(key, message);
  }
  return [...byKey.values()];
}

function timers(world: World): Event[] {
  const events: Event[] = [];
  for (const [node, { timers: set }] of world.nodes) {
    for (const timer of [...set.keys()].sort()) events.push({ type: 'timer', node, timer });
  }
  return events;
}

function restarts(world: World): Event[] {
  const down = [...world.nodes].filter(([, { up }]) => !up);
  return down.map(([node]) => ({ type: 'restart', node }));
}

function syncs(world: World): Event[] {
  const events: Event[] = [];
  for (const [node, { up, disk }] of world.nodes) {
    if (!up || disk.pending.length === 0) continue;
    for (const tag of new Set(pendingSyncs(disk))) events.push({ type: 'sync', node, tag });
  }
  return events;
}

/**
 * The machine crashes, and nothing that was not synced survives; or the process alone dies. That is
 * another thing only where files are not all durable, be it because a sync of them has failed.
 */
function crashes(world: World, node: NodeId): Event[] {
  const machine: Event = { type: 'crash', node };
  if (world.nodes.get(node)?.disk.pending.length === 0) return [machine];
  return [machine, { type: 'crash', node, kept: { writes: 'cache' } }];
}

/**
 * A small family of what a crash may keep of n unsynced writes, besides nothing: each prefix, the
 * last one of it whole or in half; all but one, as reordering leaves them.
 */
function keepings(world: World, node: NodeId, survivors: FaultScope['survivors']): Kept[] {
  const writes = unsynced(world.nodes.get(node)?.disk ?? emptyDisk);
  if (survivors === 'all' && writes.length <= survivorsMax) return everyKeeping(writes);
  const all = writes.map((_, index) => index);
  const kept: Kept[] = [];
  for (const [index, item] of writes.entries()) {
    const prefix = all.slice(0, index + 1);
    kept.push({ writes: prefix });
    const size = sizeOf(item);
    if (size > 1) kept.push({ writes: prefix, torn: size >> 1 });
    if (index < writes.length - 1) kept.push({ writes: all.filter((other) => other !== index) });
  }
  return kept;
}

/** So many writes have some thousand ways to survive. */
const survivorsMax = 9;

/** Every set of these writes but the empty one, and every one of them in half. */
function everyKeeping(all: readonly Pending[]): Kept[] {
  const kept: Kept[] = [];
  for (let set = 1; set < 1 << all.length; set++) {
    const writes = [...all.keys()].filter((index) => (set & (1 << index)) !== 0);
    kept.push({ writes });
    for (const tornWrite of writes) {
      const size = sizeOf(all[tornWrite]);
      if (size > 1) kept.push({ writes, torn: size >> 1, tornWrite });
    }
  }
  return kept;
}

function sizeOf(item: Pending | undefined): number {
  return item?.kind === 'data' ? item.bytes.length : 0;
}

function diskFaultCount(world: World): number {
  let count = 0;
  for (const { diskFaults = 0 } of world.nodes.values()) count += diskFaults;
  return count;
}

/** One rotten bit for each sector that is durable, in its middle. */
function diskFaults(world: World, allowed: ReadonlySet<Fault>): Event[] {
  const events: Event[] = [];
  for (const [node, { up, disk, records }] of world.nodes) {
    if (allowed.has('failed sync') && up) {
      for (const tag of new Set(pendingSyncs(disk))) {
        for (const outcome of ['io error', 'no space'] as const) {
          events.push({ type: 'sync', node, tag, outcome });
        }
      }
    }
    if (allowed.has('bit rot')) {
      for (const [file, inode] of [...disk.names].sort()) {
        const size = disk.inodes.get(inode)?.length ?? 0;
        for (const offset of middles(size, world.options.sectorBytes ?? 512)) {
          events.push({ type: 'rot', node, file, offset, bit: 0 });
        }
      }
    }
    if (allowed.has('old backup') && !up) {
      for (const count of records.keys()) events.push({ type: 'rollBack', node, records: count });
    }
  }
  return events;
}

function middles(size: number, sectorBytes: number): number[] {
  const offsets: number[] = [];
  for (let start = 0; start < size; start += sectorBytes) {
    offsets.push((start + Math.min(size, start + sectorBytes)) >> 1);
  }
  return offsets;
}

function drops(world: World): Event[] {
  const { inFlight } = world.network;
  const lossy = distinct(inFlight).filter((message) => assumptionOf(world, message).lossy);
  return lossy.map((message) => ({ type: 'drop', message }));
}

function duplicates(world: World): Event[] {
  const { inFlight } = world.network;
  const twice = distinct(inFlight).filter((message) => assumptionOf(world, message).duplicating);
  return twice.map((message) => ({ type: 'duplicate', message }));
}

/** How many crashes there were, of all nodes together. */
export function crashCount(world: World): number {
  let count = 0;
  for (const { crashes } of world.nodes.values()) count += crashes;
  return count;
}

function crashableNodes(world: World, scope: FaultScope): NodeId[] {
  const up = [...world.nodes].filter(([, node]) => node.up).map(([name]) => name);
  return up.filter((node) => mayCrashNow(world, scope, node));
}

function mayCrashNow(world: World, scope: FaultScope, node: NodeId): boolean {
  if (scope.crashable !== undefined && !scope.crashable.includes(node)) return false;
  return crashCount(world) < scope.crashesMax;
}

/**
 * A small family: each node cut off one way, each way (both together isolate it), and two ways to
 * split the nodes in halves, by position and by parity, each in both directions. Those that block
 * nothing new are not enabled.
 */
function partitions(world: World): Event[] {
  const events: Event[] = [];
  const { blocked } = world.network;
  for (const [from, to] of splits([...world.nodes.keys()])) {
    const isNew = from.some((a) => to.some((b) => !blocked.has(linkBetween(a, b))));
    if (isNew) events.push({ type: 'partition', from, to });
  }
  return events;
}

type Split = readonly [from: readonly NodeId[], to: readonly NodeId[]];

function splits(nodes: readonly NodeId[]): readonly Split[] {
  const known = splitsOf.get(nodes.join());
  if (known !== undefined) return known;
  const family: Split[] = [];
  const split = (isLeft: (node: NodeId, index: number) => boolean) => {
    const left = nodes.filter(isLeft);
    const right = nodes.filter((node) => !left.includes(node));
    for (const [from, to] of [[left, right] as const, [right, left] as const]) {
      const isNew = !family.some((known) => known[0].join() === from.join());
      if (isNew && from.length > 0 && to.length > 0) family.push([from, to]);
    }
  };
  for (const node of nodes) split((other) => other === node);
  // With three nodes or fewer every split isolates somebody.
  if (nodes.length > 3) {
    split((_, index) => index < nodes.length / 2);
    split((_, index) => index % 2 === 0);
  }
  splitsOf.set(nodes.join(), family);
  return family;
}
const splitsOf = new Map<string, readonly Split[]>();
